package store

import (
	"context"
	"database/sql"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// openRun is the to_run of a figure that no later run has replaced.
const openRun = int64(1) << 62

const figureColumns = `first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_days,total_revenue_minor,total_margin_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group`

var figureTable = columns("portfolio_figure", "division_id,client_id,from_run,to_run,"+figureColumns, "client_id,division_id,from_run", figureColumns+",to_run")

func dayValue(d int32) any {
	if d == portfolio.NoDay {
		return nil
	}
	return int64(d)
}

func known(v int64, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

func figureValues(f portfolio.Figure, dst []any) {
	copy(dst, []any{dayValue(f.FirstDay), dayValue(f.LastDay), int64(f.Orders), f.Revenue, known(f.Margin, f.MarginKnown), int64(f.TotalOrders), int64(f.TotalDays),
		f.TotalRevenue, known(f.TotalMargin, f.TotalKnown), f.Returns, f.Monetary, f.ABC.String(), int64(f.R), int64(f.F), int64(f.M), string(f.Group)})
}

type figureScan struct {
	f             portfolio.Figure
	first, last   sql.NullInt32
	margin, total sql.NullInt64
	abc           string
}

func (x *figureScan) targets() []any {
	return []any{&x.first, &x.last, &x.f.Orders, &x.f.Revenue, &x.margin, &x.f.TotalOrders, &x.f.TotalDays, &x.f.TotalRevenue, &x.total,
		&x.f.Returns, &x.f.Monetary, &x.abc, &x.f.R, &x.f.F, &x.f.M, (*string)(&x.f.Group)}
}

func (x *figureScan) figure() (portfolio.Figure, error) {
	x.f.FirstDay, x.f.LastDay = orNoDay(x.first), orNoDay(x.last)
	x.f.Margin, x.f.MarginKnown = x.margin.Int64, x.margin.Valid
	x.f.TotalMargin, x.f.TotalKnown = x.total.Int64, x.total.Valid
	err := x.f.ABC.UnmarshalText([]byte(x.abc))
	return x.f, err
}

// Figures calls yield for every figure of a division that readers of a run see, in order of client.
func (s Portfolio) Figures(ctx context.Context, division id.ID, run int64, yield func(portfolio.Figure) error) error {
	return s.figures(ctx, " WHERE f.division_id = ? AND "+visibleFigure+" ORDER BY f.client_id", []any{division, run, run}, yield)
}

func (s Portfolio) figures(ctx context.Context, where string, args []any, yield func(portfolio.Figure) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, "SELECT f.client_id,"+figureColumns+" FROM portfolio_figure f"+where, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var x figureScan
		if err := rows.Scan(append([]any{(*int64)(&x.f.Client)}, x.targets()...)...); err != nil {
			return err
		}
		f, err := x.figure()
		if err != nil {
			return err
		}
		if err := yield(f); err != nil {
			return err
		}
	}
	return rows.Err()
}

// FiguresOf gives the company figures of some clients that readers of a run see.
func (s Portfolio) FiguresOf(ctx context.Context, run int64, clients []id.ID) (map[id.ID]portfolio.Figure, error) {
	out := make(map[id.ID]portfolio.Figure, len(clients))
	err := s.figures(ctx, " WHERE f.division_id = 0 AND "+visibleFigure+" AND f.client_id IN ("+marks(len(clients))+")", append([]any{run, run}, anys(clients)...), func(f portfolio.Figure) error {
		out[f.Client] = f
		return nil
	})
	return out, err
}

// WriteFigures closes the open rows of some clients and opens new ones, as of a run.
func (s Portfolio) WriteFigures(ctx context.Context, division id.ID, run int64, closed []id.ID, opened []portfolio.Figure) error {
	err := chunks(closed, maxBatch, func(part []id.ID) error {
		_, err := s.exec(ctx, "UPDATE portfolio_figure SET to_run = ? WHERE division_id = ? AND to_run = ? AND client_id IN ("+marks(len(part))+")",
			append([]any{run, division, openRun}, anys(part)...)...)
		return err
	})
	if err != nil {
		return err
	}
	return s.insertRows(ctx, figureTable, false, len(opened), func(i int, dst []any) {
		dst[0], dst[1], dst[2], dst[3] = int64(division), int64(opened[i].Client), run, openRun
		figureValues(opened[i], dst[4:])
	})
}

// Sweep removes what runs that were never published have written: at most 1,000 rows a transaction.
func (s Portfolio) Sweep(ctx context.Context) error {
	published, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	var stray int64
	if err := s.conn(ctx).Raw("SELECT COUNT(*) FROM portfolio_run WHERE number > ?", published).Scan(&stray).Error; err != nil || stray == 0 {
		return err
	}
	if err := s.sweepBatches(ctx, "from_run > ?", published, "DELETE FROM portfolio_figure WHERE from_run > ? AND client_id IN "); err != nil {
		return err
	}
	if err := s.sweepBatches(ctx, "to_run > ? AND to_run < 4611686018427387904", published,
		"UPDATE portfolio_figure SET to_run = 4611686018427387904 WHERE to_run > ? AND to_run < 4611686018427387904 AND client_id IN "); err != nil {
		return err
	}
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "UPDATE portfolio_run SET state = ?, finished_at = ? WHERE state = ?", portfolio.Failed, s.clock.Now(), portfolio.Running)
		return err
	})
}

func (s Portfolio) sweepBatches(ctx context.Context, where string, published int64, change string) error {
	for {
		var ids []id.ID
		if err := s.read.WithContext(ctx).Raw("SELECT DISTINCT client_id FROM portfolio_figure WHERE "+where+" ORDER BY client_id LIMIT 500", published).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return err
		}
		err := s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, change+"("+marks(len(ids))+")", append([]any{published}, anys(ids)...)...)
			return err
		})
		if err != nil {
			return err
		}
	}
}

// History gives a client's published figures over runs, newest first.
func (s Portfolio) History(ctx context.Context, client id.ID, limit int) ([]portfolio.Past, error) {
	published, err := s.publishedRun(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, "SELECT f.from_run, f.to_run, r.as_of_day,"+prefixed("f", figureColumns)+
		` FROM portfolio_figure f JOIN portfolio_run r ON r.number = f.from_run
		WHERE f.client_id = ? AND f.division_id = 0 AND f.from_run <= ? ORDER BY f.from_run DESC LIMIT ?`, client, published, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := []portfolio.Past{}
	for rows.Next() {
		var x figureScan
		var p portfolio.Past
		var day int64
		if err := rows.Scan(append([]any{&p.From, &p.To, &day}, x.targets()...)...); err != nil {
			return nil, err
		}
		if p.Figure, err = x.figure(); err != nil {
			return nil, err
		}
		if p.To > published {
			p.To = 0
		}
		p.Client, p.AsOf = client, clock.Day(day)
		out = append(out, p)
	}
	return out, rows.Err()
}

func prefixed(alias, cols string) string {
	out := ""
	for i, c := range split(cols) {
		if i > 0 {
			out += ","
		}
		out += alias + "." + c
	}
	return out
}

const liveColumns = "first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_revenue_minor,total_margin_minor,returns_minor,abc,r,f,m,rfm_group,run_number,updated_at"

var liveTable = columns("live_figure", "client_id,"+liveColumns, "client_id", liveColumns)

// Live gives a client's figures since the published run.
func (s Portfolio) Live(ctx context.Context, client id.ID) (portfolio.Figure, error) {
	var x figureScan
	row := s.conn(ctx).Statement.ConnPool.QueryRowContext(ctx, `SELECT first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_revenue_minor,total_margin_minor,returns_minor,abc,r,f,m,rfm_group
		FROM live_figure WHERE client_id = ?`, client)
	err := row.Scan(&x.first, &x.last, &x.f.Orders, &x.f.Revenue, &x.margin, &x.f.TotalOrders, &x.f.TotalRevenue, &x.total, &x.f.Returns, &x.abc, &x.f.R, &x.f.F, &x.f.M, (*string)(&x.f.Group))
	if err == sql.ErrNoRows {
		return x.f, fault.NotFound("figure")
	}
	if err != nil {
		return x.f, err
	}
	x.f.Client = client
	return x.figure()
}

// WriteLive overwrites the live figures of some clients, and removes those of clients to whom nothing has happened since the run.
func (s Portfolio) WriteLive(ctx context.Context, run int64, figures []portfolio.Figure, settled []id.ID) error {
	now := s.clock.Now()
	err := chunks(settled, maxBatch, func(part []id.ID) error {
		_, err := s.exec(ctx, "DELETE FROM live_figure WHERE client_id IN ("+marks(len(part))+")", anys(part)...)
		return err
	})
	if err != nil {
		return err
	}
	return s.insertRows(ctx, liveTable, true, len(figures), func(i int, dst []any) {
		f := figures[i]
		copy(dst, []any{int64(f.Client), dayValue(f.FirstDay), dayValue(f.LastDay), int64(f.Orders), f.Revenue, known(f.Margin, f.MarginKnown), int64(f.TotalOrders),
			f.TotalRevenue, known(f.TotalMargin, f.TotalKnown), f.Returns, f.ABC.String(), int64(f.R), int64(f.F), int64(f.M), string(f.Group), run, now})
	})
}

// DropLive removes live figures that were made before a run: its own figures say the same or better.
func (s Portfolio) DropLive(ctx context.Context, before int64) error {
	for {
		var ids []id.ID
		if err := s.read.WithContext(ctx).Raw("SELECT client_id FROM live_figure WHERE run_number < ? LIMIT 1000", before).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return err
		}
		err := s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, "DELETE FROM live_figure WHERE run_number < ? AND client_id IN ("+marks(len(ids))+")", append([]any{before}, anys(ids)...)...)
			return err
		})
		if err != nil {
			return err
		}
	}
}

var _ portfolio.Store = Portfolio{}
