package store

import (
	"context"
	"database/sql"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/subscription"
)

// contractsSelect is the contracts that had started by a day; those that ended on their first day never ran. Grain: contract, in order of
// client. Money: minor units of the reporting currency, of one period. Bound: day.
const contractsSelect = `SELECT t.client_id, t.period_months, t.start_day, t.end_day, t.value_minor, t.margin_minor FROM subscription t
WHERE t.start_day <= ? AND (t.end_day IS NULL OR t.end_day > t.start_day)`

// Contracts calls yield for every contract that had started by a day, in order of client and start.
func (s Portfolio) Contracts(ctx context.Context, day clock.Day, yield func(portfolio.SubscriptionFact) error) error {
	return s.contracts(ctx, day, nil, yield)
}

// ContractsOf gives the contracts of some clients (≤ 1,000) that had started by a day, in order of client and start.
func (s Portfolio) ContractsOf(ctx context.Context, day clock.Day, clients []id.ID) ([]portfolio.SubscriptionFact, error) {
	return some(clients, func(yield func(portfolio.SubscriptionFact) error) error { return s.contracts(ctx, day, clients, yield) })
}

func (s Portfolio) contracts(ctx context.Context, day clock.Day, clients []id.ID, yield func(portfolio.SubscriptionFact) error) error {
	of, args := ofClients("t.client_id", clients, []any{int64(day)})
	return s.scan(ctx, contractsSelect+of+" ORDER BY t.client_id, t.start_day, t.id", args, func(rows *sql.Rows) error {
		var f portfolio.SubscriptionFact
		var c contract
		var margin sql.NullInt64
		if err := rows.Scan((*int64)(&f.Client), &c.months, &c.start, &c.end, &f.Value, &margin); err != nil {
			return err
		}
		f.Margin, f.MarginKnown = margin.Int64, margin.Valid
		v := c.subscription()
		f.Active, f.Renewals, f.Months = v.State(day) == subscription.Active, int(v.Renewals(day)), int(c.months)
		f.Next = portfolio.NoDay
		if next := v.NextRenewal(day); next != nil {
			f.Next = int32(*next)
		}
		return yield(f)
	})
}

// contract is the days of a contract as SQL gives them.
type contract struct {
	months, start int64
	end           sql.NullInt64
}

func (c contract) subscription() subscription.Subscription {
	v := subscription.Subscription{PeriodMonths: c.months, StartDay: clock.Day(c.start)}
	if c.end.Valid {
		end := clock.Day(c.end.Int64)
		v.EndDay = &end
	}
	return v
}

// contractDays is how many contracts began and ended when. Grain: length of a period, first and last day. Bound: day.
const contractDays = `SELECT t.period_months, t.start_day, t.end_day, COUNT(*) FROM subscription t
WHERE t.start_day <= ? AND (t.end_day IS NULL OR t.end_day > t.start_day) GROUP BY t.period_months, t.start_day, t.end_day`

// ContractCohorts gives the contracts that had started by a day as cohorts of equal length of period, year of start and number of chances
// to renew so far, in that order.
func (s Portfolio) ContractCohorts(ctx context.Context, day clock.Day) ([]portfolio.SubscriptionFactCohort, error) {
	type key struct{ months, year, chances int }
	found := map[key][]int64{}
	err := s.scan(ctx, contractDays, []any{int64(day)}, func(rows *sql.Rows) error {
		var c contract
		var n int64
		if err := rows.Scan(&c.months, &c.start, &c.end, &n); err != nil {
			return err
		}
		v := c.subscription()
		k := key{int(c.months), v.StartDay.UTC().Year(), int(subscription.Renewals(v.StartDay, nil, c.months, day))}
		if found[k] == nil {
			found[k] = make([]int64, k.chances+1)
		}
		for i := range v.Renewals(day) + 1 {
			found[k][i] += n
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	keys := make([]key, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return slices.Compare([]int{a.months, a.year, a.chances}, []int{b.months, b.year, b.chances})
	})
	out := make([]portfolio.SubscriptionFactCohort, len(keys))
	for i, k := range keys {
		out[i] = portfolio.SubscriptionFactCohort{Months: k.months, Year: k.year, Left: found[k]}
	}
	return out, nil
}
