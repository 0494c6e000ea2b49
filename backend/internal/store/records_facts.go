package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// ofClients narrows a query to some clients; none at all are all of them.
func ofClients(column string, clients []id.ID, args []any) (string, []any) {
	if len(clients) == 0 {
		return "", args
	}
	return " AND " + column + " IN (" + marks(len(clients)) + ")", append(args, anys(clients)...)
}

// scan hands every row of a query to read.
func (db *DB) scan(ctx context.Context, query string, args []any, read func(rows *sql.Rows) error) error {
	rows, err := db.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// some gives what a reader of facts yields for some clients (≤ 1,000); no clients have no facts.
func some[T any](clients []id.ID, read func(yield func(T) error) error) ([]T, error) {
	var out []T
	if len(clients) == 0 {
		return out, nil
	}
	err := read(func(f T) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

// overdueSelect is what clients owe past its due day. Grain: client. Money: minor units of the reporting currency. Bound: day.
const overdueSelect = `SELECT t.client_id, SUM(t.value_open_minor), MIN(t.due_day) FROM receivable t WHERE t.state = 'open' AND t.due_day < ?`

// Overdue calls yield for every client that owes something past its due day, in order of id.
func (s Portfolio) Overdue(ctx context.Context, day clock.Day, yield func(portfolio.OverdueFact) error) error {
	return s.overdue(ctx, day, nil, yield)
}

// OverdueOf gives what some clients (≤ 1,000) owe past its due day.
func (s Portfolio) OverdueOf(ctx context.Context, day clock.Day, clients []id.ID) ([]portfolio.OverdueFact, error) {
	return some(clients, func(yield func(portfolio.OverdueFact) error) error { return s.overdue(ctx, day, clients, yield) })
}

func (s Portfolio) overdue(ctx context.Context, day clock.Day, clients []id.ID, yield func(portfolio.OverdueFact) error) error {
	of, args := ofClients("t.client_id", clients, []any{int64(day)})
	return s.scan(ctx, overdueSelect+of+" GROUP BY t.client_id ORDER BY t.client_id", args, func(rows *sql.Rows) error {
		var f portfolio.OverdueFact
		var oldest int64
		if err := rows.Scan((*int64)(&f.Client), &f.Minor, &oldest); err != nil {
			return err
		}
		f.Days = int(int64(day) - oldest)
		return yield(f)
	})
}

// flagsRisk and flagsReference are the clients that somebody marked. Grain: client. Together they read two ranges
// of one index; an id as it is (without + 0) would make SQLite read the whole table in order of id instead.
const (
	flagsRisk      = `SELECT t.id + 0, t.is_reference, t.risk FROM client t WHERE t.risk > ''`
	flagsReference = ` UNION ALL SELECT t.id + 0, t.is_reference, t.risk FROM client t WHERE t.risk = '' AND t.is_reference = 1`
)

// Flags calls yield for every reference client and every client with a risk, in order of id.
func (s Portfolio) Flags(ctx context.Context, yield func(portfolio.FlagFact) error) error {
	return s.flags(ctx, nil, yield)
}

// FlagsOf gives the marks of some clients (≤ 1,000).
func (s Portfolio) FlagsOf(ctx context.Context, clients []id.ID) ([]portfolio.FlagFact, error) {
	return some(clients, func(yield func(portfolio.FlagFact) error) error { return s.flags(ctx, clients, yield) })
}

func (s Portfolio) flags(ctx context.Context, clients []id.ID, yield func(portfolio.FlagFact) error) error {
	of, args := ofClients("t.id", clients, nil)
	return s.scan(ctx, flagsRisk+of+flagsReference+of+" ORDER BY 1", slices.Concat(args, args), func(rows *sql.Rows) error {
		var f portfolio.FlagFact
		if err := rows.Scan((*int64)(&f.Client), &f.Reference, &f.Risk); err != nil {
			return err
		}
		return yield(f)
	})
}

// acquiredOn is what winning clients cost. Grain: day of acquisition. Money: minor units of the reporting currency. Bound: last day.
// Clients without a day are in no month.
const acquiredOn = `SELECT t.acquisition_day, SUM(t.acquisition_cost_minor) FROM client t
WHERE t.acquisition_day <= ? AND t.acquisition_cost_minor > 0 GROUP BY t.acquisition_day ORDER BY t.acquisition_day`

// launchedBefore is the campaigns that were launched before an instant (bound), with what they cost and how many messages they sent.
const launchedBefore = `SELECT t.objective, t.launched_at, COALESCE(t.fixed_cost_minor, 0), COALESCE(t.contact_cost_micro, 0),
  (SELECT COUNT(*) FROM delivery d WHERE d.campaign_id = t.id AND d.state = 'sent')
FROM campaign t WHERE t.launched_at < ? AND (t.fixed_cost_minor > 0 OR t.contact_cost_micro > 0)`

// Costs gives what was spent on clients in every month up to a day in which anything was, in order of month. The zone and the currency are
// the organisation's.
func (s Portfolio) Costs(ctx context.Context, day clock.Day, zone *time.Location, currency string) ([]portfolio.CostFact, error) {
	months := costs{}
	err := s.scan(ctx, acquiredOn, []any{int64(day)}, func(rows *sql.Rows) error {
		var at, cost int64
		if err := rows.Scan(&at, &cost); err != nil {
			return err
		}
		months.at(clock.Day(at)).Acquisition += cost
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = s.scan(ctx, launchedBefore, []any{(day + 1).Start(zone)}, func(rows *sql.Rows) error {
		return months.campaign(rows, zone, currency)
	})
	return months.list(), err
}
