package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// factsSelect is what is known of each client's counted orders up to a day. Grain: client. Money: minor units of the reporting currency.
// Bound: window from (x3), window before from, window from, window before from, window from, RFM window from (x2), last day.
const factsSelect = `SELECT o.client_id,
  MIN(CASE WHEN o.kind = 'sale' THEN o.day END),
  MAX(CASE WHEN o.kind = 'sale' THEN o.day END),
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.day >= ? THEN o.value_minor ELSE 0 END),
  SUM(CASE WHEN o.day >= ? THEN o.margin_minor END),
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? AND o.day < ? THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.day >= ? AND o.day < ? THEN o.value_minor ELSE 0 END),
  SUM(CASE WHEN o.kind = 'sale' AND o.day >= ? THEN 1 ELSE 0 END),
  SUM(CASE WHEN o.day >= ? THEN o.value_minor ELSE 0 END),
  SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END),
  COUNT(DISTINCT CASE WHEN o.kind = 'sale' THEN o.day END),
  SUM(o.value_minor),
  SUM(o.margin_minor),
  SUM(CASE WHEN o.kind = 'return' THEN -o.value_minor ELSE 0 END)
FROM sales_order o WHERE o.client_id IS NOT NULL AND o.counted = 1 AND o.day <= ?`

func factsArgs(s portfolio.Scope) []any {
	w, b, r := int64(s.WindowFrom), int64(s.BeforeFrom), int64(s.RFMFrom)
	return []any{w, w, w, b, w, b, w, r, r, int64(s.AsOf)}
}

// dayTotals is what was sold on each day up to a day, anonymous sales also apart. Grain: day.
const dayTotals = `SELECT o.day,
  SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END) AS orders,
  SUM(CASE WHEN o.kind = 'return' THEN 1 ELSE 0 END) AS returns,
  SUM(o.value_minor) AS revenue_minor,
  COALESCE(SUM(o.margin_minor), 0) AS margin_minor,
  SUM(CASE WHEN o.client_id IS NULL AND o.kind = 'sale' THEN 1 ELSE 0 END) AS anonymous_orders,
  SUM(CASE WHEN o.client_id IS NULL THEN o.value_minor ELSE 0 END) AS anonymous_revenue
FROM sales_order o WHERE o.counted = 1 AND o.day <= ? GROUP BY o.day ORDER BY o.day`

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

// Facts calls yield for every client of a scope, in order of id.
func (s Portfolio) Facts(ctx context.Context, scope portfolio.Scope, yield func(portfolio.Fact) error) error {
	q, args := factsSelect, factsArgs(scope)
	if scope.Division != 0 {
		q, args = q+" AND o.division_id = ?", append(args, scope.Division)
	}
	return s.facts(ctx, q+" GROUP BY o.client_id ORDER BY o.client_id", args, yield)
}

// FactsOf gives the facts of some clients.
func (s Portfolio) FactsOf(ctx context.Context, scope portfolio.Scope, clients []id.ID) ([]portfolio.Fact, error) {
	var out []portfolio.Fact
	q := factsSelect + " AND o.client_id IN (" + marks(len(clients)) + ") GROUP BY o.client_id"
	err := s.facts(ctx, q, append(factsArgs(scope), anys(clients)...), func(f portfolio.Fact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

func (s Portfolio) facts(ctx context.Context, q string, args []any, yield func(portfolio.Fact) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, q, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var f portfolio.Fact
		var first, last sql.NullInt32
		var margin, total sql.NullInt64
		if err := rows.Scan((*int64)(&f.Client), &first, &last, &f.Orders, &f.Revenue, &margin, &f.BeforeOrders, &f.Before,
			&f.RFMOrders, &f.RFMRevenue, &f.TotalOrders, &f.TotalDays, &f.TotalRevenue, &total, &f.Returns); err != nil {
			return err
		}
		f.FirstDay, f.LastDay = orNoDay(first), orNoDay(last)
		f.Margin, f.MarginKnown = margin.Int64, margin.Valid
		f.TotalMargin, f.TotalKnown = total.Int64, total.Valid
		if err := yield(f); err != nil {
			return err
		}
	}
	return rows.Err()
}

func orNoDay(v sql.NullInt32) int32 {
	if !v.Valid {
		return portfolio.NoDay
	}
	return v.Int32
}

// Days gives what was sold on each day up to the scope's.
func (s Portfolio) Days(ctx context.Context, scope portfolio.Scope) ([]portfolio.DayTotal, error) {
	var rows []portfolio.DayTotal
	err := s.conn(ctx).Raw(dayTotals, int64(scope.AsOf)).Scan(&rows).Error
	return rows, err
}

// Divisions gives the divisions that have sold anything.
func (s Portfolio) Divisions(ctx context.Context) ([]id.ID, error) {
	var out []id.ID
	err := s.conn(ctx).Raw(`SELECT d.id FROM division d WHERE EXISTS (SELECT 1 FROM sales_order o WHERE o.division_id = d.id) ORDER BY d.id`).Scan(&out).Error
	return out, err
}

// NewestOrderDay gives the day of the newest counted order, nil where there is none.
func (s Portfolio) NewestOrderDay(ctx context.Context) (*clock.Day, error) {
	var rows []int64
	err := s.conn(ctx).Raw("SELECT day FROM sales_order WHERE counted = 1 ORDER BY day DESC LIMIT 1").Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	d := clock.Day(rows[0])
	return &d, nil
}
