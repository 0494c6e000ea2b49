package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/portfolio"
)

// countedOrders is every counted order up to a day, in order of client and day, read from the index sales_order_client alone; anonymous
// sales come first. The currency is null where it is the reporting currency, which is bound twice. Grain: order. Money: minor units of the
// reporting currency.
const countedOrders = `SELECT client_id, day, CASE WHEN kind = 'sale' THEN 1 ELSE 0 END, value_minor, margin_minor, division_id, id,
  CASE WHEN currency = ? THEN NULL ELSE currency END, CASE WHEN currency = ? THEN 0 ELSE rate_micro END
FROM sales_order WHERE counted = 1 AND day <= ?`

// allLines is every line, in the order of their key: an order's lines stand together. What an order says of them is known already: reading
// lines beside their orders takes twice the time. Grain: line.
const allLines = "SELECT order_id, product_id, net_minor FROM order_line ORDER BY order_id, line"

// soldColumns is a line beside its order. The currency is null where the line is in the reporting currency, which is bound twice.
const soldColumns = `SELECT l.order_id, l.product_id, l.net_minor, o.client_id, o.day, CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END,
  CASE WHEN o.currency = ? THEN NULL ELSE o.currency END, CASE WHEN o.currency = ? THEN 0 ELSE o.rate_micro END`

// soldLinesOf is every line of the counted orders of some clients up to a day.
const soldLinesOf = soldColumns + " FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.day + 0 <= ? AND o.counted = 1"

// Portfolio keeps runs and figures and reads facts.
type Portfolio struct{ *DB }

// NewPortfolio gives the portfolio of a database.
func NewPortfolio(db *DB) Portfolio { return Portfolio{db} }

// Snapshot runs fn on one consistent view of the database, for reading.
func (db *DB) Snapshot(ctx context.Context, fn func(ctx context.Context) error) error {
	var o *sql.TxOptions
	if db.Engine() == "mysql" {
		o = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return db.read.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		return fn(context.WithValue(ctx, txKey{}, &txState{db: tx}))
	}, o)
}

// cells calls yield with the columns of every row as the driver gives them; nil stands for NULL. The slice is used again.
func (db *DB) cells(ctx context.Context, columns int, query string, args []any, yield func(row []any) error) error {
	rows, err := db.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	row, into := make([]any, columns), make([]any, columns)
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := yield(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// whole reads an integer column; NULL is 0.
func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

// Orders calls yield for every counted order up to a day, in order of client and day; anonymous sales come first, under client 0. The
// reporting currency is given.
func (s Portfolio) Orders(ctx context.Context, asOf clock.Day, currency string, yield func(portfolio.OrderFact) error) error {
	return s.orders(ctx, countedOrders+" ORDER BY client_id, day", []any{currency, currency, int64(asOf)}, yield)
}

// OrdersOf gives the counted orders of some clients (≤ 1,000) up to a day, in order of client and day.
func (s Portfolio) OrdersOf(ctx context.Context, asOf clock.Day, currency string, clients []id.ID) ([]portfolio.OrderFact, error) {
	var out []portfolio.OrderFact
	if len(clients) == 0 {
		return nil, nil
	}
	q := countedOrders + " AND client_id IN (" + marks(len(clients)) + ") ORDER BY client_id, day"
	err := s.orders(ctx, q, append([]any{currency, currency, int64(asOf)}, anys(clients)...), func(f portfolio.OrderFact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

func (s Portfolio) orders(ctx context.Context, q string, args []any, yield func(portfolio.OrderFact) error) error {
	return s.cells(ctx, 9, q, args, func(v []any) error {
		f := portfolio.OrderFact{Client: id.ID(whole(v[0])), Day: int32(whole(v[1])), Sale: whole(v[2]) == 1, Value: whole(v[3]),
			Margin: whole(v[4]), MarginKnown: v[4] != nil, Division: id.ID(whole(v[5])), ID: id.ID(whole(v[6]))}
		if v[7] != nil {
			f.Currency, f.RateMicro = text(v[7]), whole(v[8])
		}
		return yield(f)
	})
}

// Lines calls yield for every line of every order, an order's together, in the order of the orders' ids.
func (s Portfolio) Lines(ctx context.Context, yield func(portfolio.SoldLine) error) error {
	categories := map[int64]id.ID{}
	err := s.cells(ctx, 2, "SELECT id, category_id FROM product WHERE category_id IS NOT NULL", nil, func(v []any) error {
		categories[whole(v[0])] = id.ID(whole(v[1]))
		return nil
	})
	if err != nil {
		return err
	}
	return s.cells(ctx, 3, allLines, nil, func(v []any) error {
		return yield(portfolio.SoldLine{Order: id.ID(whole(v[0])), Category: categories[whole(v[1])], Net: whole(v[2])})
	})
}

// LinesOf gives what some clients (≤ 1,000) bought with each order in each category up to a day. Amounts are in the reporting currency, which
// is given.
func (s Portfolio) LinesOf(ctx context.Context, asOf clock.Day, currency string, clients []id.ID) ([]portfolio.LineFact, error) {
	return s.linesWhere(ctx, asOf, currency, "o.client_id", clients)
}

// linesWhere gives the lines of orders whose column is one of some values.
func (s Portfolio) linesWhere(ctx context.Context, asOf clock.Day, currency, column string, values []id.ID) ([]portfolio.LineFact, error) {
	if len(values) == 0 {
		return nil, nil
	}
	in, args := " AND "+column+" IN ("+marks(len(values))+")", anys(values)
	categories := map[int64]id.ID{}
	q := "SELECT DISTINCT p.id, p.category_id FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id WHERE p.category_id IS NOT NULL" + in
	err := s.cells(ctx, 2, q, args, func(v []any) error {
		categories[whole(v[0])] = id.ID(whole(v[1]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []portfolio.LineFact
	err = s.lines(ctx, soldLinesOf+in, asOf, currency, args, categories, func(f portfolio.LineFact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

// lines sums consecutive lines of one order and category.
func (s Portfolio) lines(ctx context.Context, q string, asOf clock.Day, currency string, more []any, categories map[int64]id.ID, yield func(portfolio.LineFact) error) error {
	var sums []portfolio.LineFact
	last := int64(0)
	flush := func() error {
		for _, f := range sums {
			if err := yield(f); err != nil {
				return err
			}
		}
		sums = sums[:0]
		return nil
	}
	err := s.cells(ctx, 8, q, append([]any{currency, currency, int64(asOf)}, more...), func(v []any) error {
		if order := whole(v[0]); order != last {
			if err := flush(); err != nil {
				return err
			}
			last = order
		}
		f := portfolio.LineFact{Client: id.ID(whole(v[3])), Category: categories[whole(v[1])], Day: int32(whole(v[4])), Net: whole(v[2]), Sale: whole(v[5]) == 1}
		if v[6] != nil {
			net, err := money.Convert(f.Net, text(v[6]), currency, whole(v[7]))
			if err != nil {
				return err
			}
			f.Net = net
		}
		for i := range sums {
			if sums[i].Category == f.Category {
				sums[i].Net += f.Net
				return nil
			}
		}
		sums = append(sums, f)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func text(v any) string {
	switch t := v.(type) {
	case string:
		return t
	case []byte:
		return string(t)
	}
	return ""
}

// Categories gives every product category.
func (s Portfolio) Categories(ctx context.Context) ([]portfolio.Category, error) {
	var out []portfolio.Category
	err := s.conn(ctx).Raw("SELECT id, code, name, COALESCE(renewal_months, 0) AS months FROM product_category ORDER BY id").Scan(&out).Error
	return out, err
}

// Divisions gives the divisions that have figures.
func (s Portfolio) Divisions(ctx context.Context) ([]id.ID, error) {
	var out []id.ID
	err := s.conn(ctx).Raw("SELECT d.id FROM division d WHERE EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.division_id = d.id) ORDER BY d.id").Scan(&out).Error
	return out, err
}

// FirstSaleDay gives the day of the first counted sale to a client, nil where there is none. The first condition makes
// engines follow the days instead of sorting all orders.
func (s Portfolio) FirstSaleDay(ctx context.Context) (*clock.Day, error) {
	return s.day(ctx, "SELECT day FROM sales_order WHERE day > -1000000 AND counted = 1 AND kind = 'sale' AND client_id + 0 IS NOT NULL ORDER BY day LIMIT 1")
}

// NewestOrderDay gives the day of the newest counted order, nil where there is none.
func (s Portfolio) NewestOrderDay(ctx context.Context) (*clock.Day, error) {
	return s.day(ctx, "SELECT day FROM sales_order WHERE counted = 1 ORDER BY day DESC LIMIT 1")
}

func (s Portfolio) day(ctx context.Context, q string) (*clock.Day, error) {
	var rows []int64
	if err := s.conn(ctx).Raw(q).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	d := clock.Day(rows[0])
	return &d, nil
}

func orNoDay(v sql.NullInt32) int32 {
	if !v.Valid {
		return portfolio.NoDay
	}
	return v.Int32
}
