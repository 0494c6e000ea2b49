package store

import (
	"context"
	"database/sql"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// openRun is the to_run of a figure that no later run has replaced.
const openRun = int64(1) << 62

const figureColumns = "first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_days,total_revenue_minor,total_margin_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group," +
	"before_orders,before_minor,frat_category_id,frat_focus,frat_share,trend,basis,alive,expected_centi,predicted_minor,predicted_low_minor,predicted_high_minor," +
	"actual_minor,potential_minor,raw_quadrant,quadrant,guard_reference,guard_growing,guard_division,relationship,doubts,satisfied_leaving,let_go," +
	"life_stage,renewal_category_id,renewal_last_day,cycle_days,due_from_day,due_day,due_to_day"

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

func orNil(v id.ID) any {
	if v == 0 {
		return nil
	}
	return int64(v)
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// figureValues lays out a figure in the order of figureColumns.
func figureValues(f *portfolio.Figure, dst []any) {
	p := &f.Position
	copy(dst, []any{dayValue(f.FirstDay), dayValue(f.LastDay), int64(f.Orders), f.Revenue, known(f.Margin, f.MarginKnown), int64(f.TotalOrders), int64(f.TotalDays),
		f.TotalRevenue, known(f.TotalMargin, f.TotalKnown), f.Returns, f.Monetary, f.ABC.String(), int64(f.R), int64(f.F), int64(f.M), f.Group.Stored(),
		int64(f.BeforeOrders), f.Before, orNil(p.FRATCategory), p.FRATFocus.Stored(), int64(p.FRATShare), p.Trend.Stored(), p.Basis.Stored(), known(int64(p.Alive), p.Alive != portfolio.NoAlive),
		int64(p.Expected), p.Predicted, p.PredictedLow, p.PredictedHigh, p.Actual, p.Potential, p.RawQuadrant.Stored(), p.Quadrant.Stored(),
		int64(p.Guards[0]), int64(p.Guards[1]), int64(p.Guards[2]), p.Relationship.Stored(), int64(p.Doubts), bit(p.SatisfiedLeaving), bit(p.LetGo),
		p.Stage.Stored(), known(int64(p.Renewal.Category), p.Renewal.Category != 0), dayValue(p.Renewal.LastDay), dayValue(p.Renewal.Cycle), dayValue(p.Renewal.DueFrom),
		dayValue(p.Renewal.Due), dayValue(p.Renewal.DueTo)})
}

// figureScan reads the columns of figureColumns.
type figureScan struct {
	f                                   portfolio.Figure
	first, last                         sql.NullInt32
	margin, total, alive, frat, renewal sql.NullInt64
	until                               [5]sql.NullInt32
	abc                                 string
}

func (x *figureScan) targets() []any {
	p := &x.f.Position
	return []any{&x.first, &x.last, &x.f.Orders, &x.f.Revenue, &x.margin, &x.f.TotalOrders, &x.f.TotalDays, &x.f.TotalRevenue, &x.total,
		&x.f.Returns, &x.f.Monetary, &x.abc, &x.f.R, &x.f.F, &x.f.M, &x.f.Group,
		&x.f.BeforeOrders, &x.f.Before, &x.frat, &p.FRATFocus, &p.FRATShare, &p.Trend, &p.Basis, &x.alive, &p.Expected, &p.Predicted, &p.PredictedLow,
		&p.PredictedHigh, &p.Actual, &p.Potential, &p.RawQuadrant, &p.Quadrant, (*uint8)(&p.Guards[0]), (*uint8)(&p.Guards[1]), (*uint8)(&p.Guards[2]),
		&p.Relationship, (*uint8)(&p.Doubts), &p.SatisfiedLeaving, &p.LetGo, &p.Stage, &x.renewal, &x.until[0], &x.until[1], &x.until[2], &x.until[3], &x.until[4]}
}

func (x *figureScan) figure() (portfolio.Figure, error) {
	x.f.FirstDay, x.f.LastDay = orNoDay(x.first), orNoDay(x.last)
	x.f.Margin, x.f.MarginKnown = x.margin.Int64, x.margin.Valid
	x.f.TotalMargin, x.f.TotalKnown = x.total.Int64, x.total.Valid
	p := &x.f.Position
	p.FRATCategory, p.Alive = id.ID(x.frat.Int64), portfolio.NoAlive
	if x.alive.Valid {
		p.Alive = int8(x.alive.Int64)
	}
	p.Renewal = portfolio.Renewal{Category: id.ID(x.renewal.Int64), LastDay: orNoDay(x.until[0]), Cycle: orNoDay(x.until[1]), DueFrom: orNoDay(x.until[2]),
		Due: orNoDay(x.until[3]), DueTo: orNoDay(x.until[4])}
	err := x.f.ABC.UnmarshalText([]byte(x.abc))
	return x.f, err
}

// figuresPage is the figures of a division that readers of a run see, by pages in order of client. The sum keeps engines from
// choosing an index that begins with the division, and sorting. Bound: client, division, run, run, rows.
const figuresPage = " WHERE f.client_id > ? AND f.division_id + 0 = ? AND " + visibleFigure + " ORDER BY f.client_id LIMIT ?"

// Figures gives the figures of a division that readers of a run see, in order of client, those after a client, at most limit, in into.
func (s Portfolio) Figures(ctx context.Context, division id.ID, run int64, after id.ID, limit int, into []portfolio.Figure) ([]portfolio.Figure, error) {
	err := s.figures(ctx, figuresPage, []any{after, division, run, run, limit}, func(f portfolio.Figure) error {
		into = append(into, f)
		return nil
	})
	return into, err
}

func (s Portfolio) figures(ctx context.Context, where string, args []any, yield func(portfolio.Figure) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, "SELECT f.client_id,"+figureColumns+" FROM portfolio_figure f"+where, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var x figureScan
	targets := append([]any{(*int64)(&x.f.Client)}, x.targets()...)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
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

// WriteFigures closes the open rows of some clients and opens new ones, as of a run; fault conflict (run_over) where it is no longer under way.
func (s Portfolio) WriteFigures(ctx context.Context, division id.ID, run int64, closed []id.ID, opened []portfolio.Figure) error {
	if err := s.underWay(ctx, run); err != nil {
		return err
	}
	if err := s.closeFigures(ctx, division, run, closed); err != nil {
		return err
	}
	return s.insertRows(ctx, figureTable, false, len(opened), func(i int, dst []any) {
		dst[0], dst[1], dst[2], dst[3] = int64(division), int64(opened[i].Client), run, openRun
		figureValues(&opened[i], dst[4:])
	})
}

// closeFigures closes the open rows of some clients. The sum makes engines look for them by their key: the index of classes changes meanwhile.
func (s Portfolio) closeFigures(ctx context.Context, division id.ID, run int64, clients []id.ID) error {
	size := maxBatch
	if few := s.dialect.repeated(); few > 0 {
		size = few
	}
	text := func(n int) string {
		return "UPDATE portfolio_figure SET to_run = ? WHERE division_id = ? AND to_run + 0 = ? AND client_id IN (" + marks(n) + ")"
	}
	close, done, err := s.repeat(ctx, text(size), len(clients)/size)
	if err != nil {
		return err
	}
	defer done()
	return chunks(clients, size, func(part []id.ID) error {
		args := append([]any{run, division, openRun}, anys(part)...)
		if len(part) == size {
			return close(args)
		}
		_, err := s.exec(ctx, text(len(part)), args...)
		return err
	})
}

// History gives a client's published figures over runs, newest first. Figures of a run that is no longer kept stand under the oldest one's day.
func (s Portfolio) History(ctx context.Context, client id.ID, limit int) ([]portfolio.Past, error) {
	published, err := s.publishedRun(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, "SELECT f.from_run, f.to_run, COALESCE(r.as_of_day, (SELECT x.as_of_day FROM portfolio_run x ORDER BY x.number LIMIT 1)),"+
		prefixed("f", figureColumns)+` FROM portfolio_figure f LEFT JOIN portfolio_run r ON r.number = f.from_run
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
