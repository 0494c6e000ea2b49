package bench

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// orderArrays is every counted order with a client, in order of client and day, and what was bought by category, in the order of the
// orders, as arrays.
type orderArrays struct {
	client, value, margin []int64
	day                   []int32
	sale                  []bool

	lineClient   []int32 // number of the client, in order of id
	lineCategory []uint8 // number of the category, as they came
	lineDay      []int32
	lineNet      []int64
}

// readArrays fills the arrays from a database.
func readArrays(ctx context.Context, db *store.DB) (a orderArrays, err error) {
	type placed struct{ client, day int32 }
	s, numbers, categories, orders := store.NewPortfolio(db), map[id.ID]int32{}, map[id.ID]uint8{}, map[id.ID]placed{}
	err = s.Orders(ctx, worldDay, "EUR", func(o portfolio.OrderFact) error {
		if o.Client == 0 {
			return nil
		}
		if _, ok := numbers[o.Client]; !ok {
			numbers[o.Client] = int32(len(numbers))
		}
		orders[o.ID] = placed{numbers[o.Client], o.Day}
		a.client, a.value, a.margin = append(a.client, int64(o.Client)), append(a.value, o.Value), append(a.margin, o.Margin)
		a.day, a.sale = append(a.day, o.Day), append(a.sale, o.Sale)
		return nil
	})
	if err != nil {
		return a, err
	}
	err = s.Lines(ctx, func(l portfolio.SoldLine) error {
		o, ok := orders[l.Order]
		if !ok {
			return nil
		}
		if _, ok := categories[l.Category]; !ok {
			categories[l.Category] = uint8(len(categories))
		}
		a.lineClient, a.lineCategory = append(a.lineClient, o.client), append(a.lineCategory, categories[l.Category])
		a.lineDay, a.lineNet = append(a.lineDay, o.day), append(a.lineNet, l.Net)
		return nil
	})
	return a, err
}

// passArrays sums up each client's orders, and what it bought by category, by one plain pass over arrays in memory; filling the arrays is not
// measured.
func passArrays(ctx context.Context, db *store.DB, _ string) (measured, error) {
	a, err := readArrays(ctx, db)
	if err != nil {
		return measured{}, err
	}
	scope := portfolio.ScopeAt(worldDay, portfolio.DefaultSettings())
	started := time.Now()
	facts := a.facts(int32(scope.WindowFrom), int32(scope.BeforeFrom), int32(scope.RFMFrom))
	sums := a.categories(len(facts))
	return measured{Seconds: time.Since(started).Seconds(), Rows: len(facts) + len(sums)}, nil
}

// categorySum is what groupLines says of one client and category.
type categorySum struct {
	net           int64
	lines, newest int32
}

// categories sums up what clients bought by category: a row of worldCategories for each client.
func (a orderArrays) categories(clients int) []categorySum {
	out := make([]categorySum, clients*worldCategories)
	for i, c := range a.lineClient {
		s := &out[int(c)*worldCategories+int(a.lineCategory[i])]
		s.net += a.lineNet[i]
		s.newest = max(s.newest, a.lineDay[i])
		s.lines++
	}
	return out
}

func (a orderArrays) facts(window, before, rfm int32) []clientFacts {
	var out []clientFacts
	var f *clientFacts
	for i, client := range a.client {
		if f == nil || f.client != client {
			out = append(out, clientFacts{client: client, firstDay: portfolio.NoDay, lastDay: portfolio.NoDay})
			f = &out[len(out)-1]
		}
		f.add(a.day[i], a.sale[i], a.value[i], a.margin[i], window, before, rfm)
	}
	return out
}

// clientFacts is what groupOrders says of one client.
type clientFacts struct {
	client                                      int64
	firstDay, lastDay                           int32
	orders, beforeOrders, rfmOrders             int32
	totalOrders, totalDays                      int32
	revenue, margin, before, rfmRevenue         int64
	totalRevenue, totalMargin, returned, repeat int64
}

func (f *clientFacts) add(day int32, sale bool, value, margin int64, window, before, rfm int32) {
	f.totalRevenue += value
	f.totalMargin += margin
	one := int32(0)
	if sale {
		one = 1
		if f.firstDay == portfolio.NoDay {
			f.firstDay = day
		}
		if day != f.lastDay {
			f.totalDays++
		}
		if day != f.firstDay {
			f.repeat += value
		}
		f.lastDay = day
		f.totalOrders++
	} else {
		f.returned -= value
	}
	if day >= rfm {
		f.rfmOrders += one
		f.rfmRevenue += value
	}
	switch {
	case day >= window:
		f.orders += one
		f.revenue += value
		f.margin += margin
	case day >= before:
		f.beforeOrders += one
		f.before += value
	}
}

// groupLines is what clients bought by category, by SQL alone. The comment is a hint to MySQL and MariaDB that there will be millions of
// groups: they sort then, instead of looking each up in a table on the disk.
const groupLines = `SELECT COUNT(*), SUM(a), SUM(b), SUM(c) FROM (
SELECT /*! SQL_BIG_RESULT */ o.client_id, p.category_id, SUM(l.net_minor) AS a, COUNT(*) AS b, MAX(o.day) AS c
FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
WHERE o.client_id IS NOT NULL AND o.counted = 1 AND o.day <= ? GROUP BY o.client_id, p.category_id) t`

// groupOrders is each client's facts by SQL alone; the outer sums make the database compute every one and send one row.
const groupOrders = `SELECT COUNT(*), SUM(a), SUM(b), SUM(c), SUM(d), SUM(e), SUM(f), SUM(g), SUM(h), SUM(i), SUM(j), SUM(k), SUM(l), SUM(m), SUM(n) FROM (
SELECT o.client_id,
  MIN(CASE WHEN o.kind = 'sale' THEN o.day END) AS a,
  MAX(CASE WHEN o.kind = 'sale' THEN o.day END) AS b,
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? THEN 1 ELSE 0 END) AS c,
  SUM(CASE WHEN o.day >= ? THEN o.value_minor ELSE 0 END) AS d,
  SUM(CASE WHEN o.day >= ? THEN o.margin_minor END) AS e,
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? AND o.day < ? THEN 1 ELSE 0 END) AS f,
  SUM(CASE WHEN o.day >= ? AND o.day < ? THEN o.value_minor ELSE 0 END) AS g,
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? THEN 1 ELSE 0 END) AS h,
  SUM(CASE WHEN o.day >= ? THEN o.value_minor ELSE 0 END) AS i,
  SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END) AS j,
  COUNT(DISTINCT CASE WHEN o.kind = 'sale' THEN o.day END) AS k,
  SUM(o.value_minor) AS l,
  SUM(o.margin_minor) AS m,
  SUM(CASE WHEN o.kind = 'return' THEN -o.value_minor ELSE 0 END) AS n
FROM sales_order o WHERE o.client_id IS NOT NULL AND o.counted = 1 AND o.day <= ? GROUP BY o.client_id) t`

// groupLimit is how long the database may take to make the same sums: at full size it may not be over within an hour.
const groupLimit = 5 * time.Minute

// groupBySQL lets the database make the same sums and keep them.
func groupBySQL(ctx context.Context, _ *store.DB, address string) (measured, error) {
	raw, err := connect(address)
	if err != nil {
		return measured{}, err
	}
	defer func() { _ = raw.Close() }()
	scope := portfolio.ScopeAt(worldDay, portfolio.DefaultSettings())
	w, b, r := int64(scope.WindowFrom), int64(scope.BeforeFrom), int64(scope.RFMFrom)
	// MariaDB ends a statement by itself; a server that does not know the setting is left by the connection.
	_, _ = raw.ExecContext(ctx, "SET SESSION max_statement_time = "+strconv.Itoa(int(groupLimit.Seconds())))
	started := time.Now()
	limited, stop := context.WithTimeout(ctx, groupLimit+time.Second)
	defer stop()
	clients, err := groups(limited, raw, 14, groupOrders, w, w, w, b, w, b, w, r, r, int64(scope.AsOf))
	categories := 0
	if err == nil {
		categories, err = groups(limited, raw, 3, groupLines, int64(scope.AsOf))
	}
	took := time.Since(started)
	if err != nil && took >= groupLimit {
		return measured{Seconds: took.Seconds(), Cut: true}, nil
	}
	return measured{Seconds: took.Seconds(), Rows: clients + categories}, err
}

// groups runs a query that counts groups and adds up so many of their columns, and gives the count.
func groups(ctx context.Context, raw *sql.DB, columns int, query string, args ...any) (n int, err error) {
	sums, to := make([]sql.NullFloat64, columns), []any{&n}
	for i := range sums {
		to = append(to, &sums[i])
	}
	err = raw.QueryRowContext(ctx, query, args...).Scan(to...)
	return n, err
}
