package store

import (
	"context"
	"database/sql"
	"time"

	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// casesSelect is the cases that say something of a client at an instant: open then, ended within 12 months before, or with a satisfaction.
// Grain: case, in order of client. Bound: the instant, 12 months before it.
const casesSelect = `SELECT t.client_id, t.severity, t.outcome, t.satisfaction, t.opened_at, t.closed_at FROM service_case t
WHERE t.opened_at < ? AND (t.closed_at IS NULL OR t.closed_at >= ? OR t.satisfaction IS NOT NULL)`

// CaseFacts calls yield for every client of whom cases say something at an instant, the end of the day in question, in order of id.
func (s Portfolio) CaseFacts(ctx context.Context, until time.Time, yield func(portfolio.CaseFact) error) error {
	return s.caseFacts(ctx, until, nil, yield)
}

// CaseFactsOf gives what cases say of some clients (≤ 1,000) at an instant.
func (s Portfolio) CaseFactsOf(ctx context.Context, until time.Time, clients []id.ID) ([]portfolio.CaseFact, error) {
	return some(clients, func(yield func(portfolio.CaseFact) error) error { return s.caseFacts(ctx, until, clients, yield) })
}

func (s Portfolio) caseFacts(ctx context.Context, until time.Time, clients []id.ID, yield func(portfolio.CaseFact) error) error {
	r := caseReader{until: until, since: until.AddDate(-1, 0, 0)}
	of, args := ofClients("t.client_id", clients, []any{until, r.since})
	err := s.scan(ctx, casesSelect+of+" ORDER BY t.client_id", args, func(rows *sql.Rows) error {
		var client id.ID
		var c caseSeen
		if err := rows.Scan((*int64)(&client), &c.severity, &c.outcome, &c.satisfaction, &c.opened, &c.closed); err != nil {
			return err
		}
		if client != r.fact.Client {
			if err := r.flush(yield); err != nil {
				return err
			}
			r.fact = portfolio.CaseFact{Client: client}
		}
		r.add(c)
		return nil
	})
	if err != nil {
		return err
	}
	return r.flush(yield)
}

// caseSeen is one case as the run reads it.
type caseSeen struct {
	severity, outcome string
	satisfaction      sql.NullInt64
	opened            time.Time
	closed            sql.NullTime
}

// caseReader makes one fact of the cases of a client, which come one after the other.
type caseReader struct {
	until, since time.Time
	fact         portfolio.CaseFact
}

func (r *caseReader) add(c caseSeen) {
	open := !c.closed.Valid || !c.closed.Time.Before(r.until)
	if open && (c.severity == "high" || c.severity == "critical") {
		r.fact.OpenSevere++
	}
	if !open && c.outcome == "bad" && !c.closed.Time.Before(r.since) {
		r.fact.BadlyClosed++
	}
	at := c.opened
	if !open {
		at = c.closed.Time
	}
	if c.satisfaction.Valid && (r.fact.Satisfaction == nil || at.After(r.fact.SatisfiedAt)) {
		v := float64(c.satisfaction.Int64-1) / 4 // 1 to 5
		r.fact.Satisfaction, r.fact.SatisfiedAt = &v, at
	}
}

// flush yields the client at hand unless its cases say nothing.
func (r *caseReader) flush(yield func(portfolio.CaseFact) error) error {
	if f := r.fact; f.OpenSevere == 0 && f.BadlyClosed == 0 && f.Satisfaction == nil {
		return nil
	}
	return yield(r.fact)
}
