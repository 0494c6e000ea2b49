package bench

import (
	"context"
	"database/sql"
	"time"

	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// orderArrays is every counted order with a client, in order of client and day, as arrays.
type orderArrays struct {
	client, value, margin []int64
	day                   []int32
	sale                  []bool
}

const everyOrder = `SELECT client_id, day, CASE WHEN kind = 'sale' THEN 1 ELSE 0 END, value_minor, margin_minor
FROM sales_order WHERE client_id IS NOT NULL AND counted = 1 AND day <= ? ORDER BY client_id, day`

func readArrays(ctx context.Context, address string) (a orderArrays, err error) {
	raw, err := connect(address)
	if err != nil {
		return a, err
	}
	defer func() { _ = raw.Close() }()
	rows, err := raw.QueryContext(ctx, everyOrder, int64(worldDay))
	if err != nil {
		return a, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var client, value, margin int64
		var day int32
		var sale bool
		if err := rows.Scan(&client, &day, &sale, &value, &margin); err != nil {
			return a, err
		}
		a.client, a.value, a.margin = append(a.client, client), append(a.value, value), append(a.margin, margin)
		a.day, a.sale = append(a.day, day), append(a.sale, sale)
	}
	return a, rows.Err()
}

// passArrays makes each client's facts by one plain pass over arrays in memory; filling the arrays is not measured.
func passArrays(ctx context.Context, _ *store.DB, address string) (measured, error) {
	a, err := readArrays(ctx, address)
	if err != nil {
		return measured{}, err
	}
	scope := portfolio.ScopeAt(worldDay, portfolio.DefaultSettings())
	started := time.Now()
	facts := a.facts(int32(scope.WindowFrom), int32(scope.BeforeFrom), int32(scope.RFMFrom))
	return measured{time.Since(started).Seconds(), len(facts)}, nil
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

// groupOrders is the same aggregation by SQL alone; the outer sums make the database compute every one and send one row.
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

// groupBySQL lets the database make each client's facts and keep them.
func groupBySQL(ctx context.Context, _ *store.DB, address string) (measured, error) {
	raw, err := connect(address)
	if err != nil {
		return measured{}, err
	}
	defer func() { _ = raw.Close() }()
	scope := portfolio.ScopeAt(worldDay, portfolio.DefaultSettings())
	w, b, r := int64(scope.WindowFrom), int64(scope.BeforeFrom), int64(scope.RFMFrom)
	started := time.Now()
	var clients int
	var sums [14]sql.NullFloat64
	to := []any{&clients}
	for i := range sums {
		to = append(to, &sums[i])
	}
	err = raw.QueryRowContext(ctx, groupOrders, w, w, w, b, w, b, w, r, r, int64(scope.AsOf)).Scan(to...)
	return measured{time.Since(started).Seconds(), clients}, err
}
