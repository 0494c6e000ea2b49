package store

import (
	"context"
	"errors"
	"time"

	"clientele/internal/id"
	"clientele/internal/intake"
	"clientele/internal/offer"
)

// Retention deletes what is kept for a time only, in batches of a thousand rows, each a transaction of its own.
type Retention struct{ *DB }

// NewRetention gives the retention of a database.
func NewRetention(db *DB) Retention { return Retention{db} }

// How long files that nobody finished writing, and the traces of ended sessions, are kept.
const (
	brokenKept  = 24 * time.Hour
	sessionKept = 30 * 24 * time.Hour
)

// Swept is how many rows of a kind were deleted.
type Swept struct {
	What string
	Rows int64
}

// Sweep deletes what is too old now, and says what it was. What fails does not keep the rest from being swept.
func (s Retention) Sweep(ctx context.Context) (out []Swept, err error) {
	now := s.clock.Now()
	for _, step := range []struct {
		what string
		run  func(ctx context.Context) (int64, error)
	}{
		{"cap counters", func(ctx context.Context) (int64, error) { return s.capCounters(ctx, now) }},
		{"propositions", func(ctx context.Context) (int64, error) {
			return s.rows(ctx, "proposition", "id < ?", id.From(now.Add(-offer.LogKept)))
		}},
		{"learned decisions", func(ctx context.Context) (int64, error) { return s.lessons(ctx, now.Add(-offer.LogKept)) }},
		{"decision runs", func(ctx context.Context) (int64, error) { return s.runs(ctx, now.Add(-offer.RunKept)) }},
		{"imports", func(ctx context.Context) (int64, error) { return s.imports(ctx, now.Add(-intake.FilesKept)) }},
		{"files", func(ctx context.Context) (int64, error) { return s.files(ctx, now) }},
		{"sessions", func(ctx context.Context) (int64, error) {
			return s.rows(ctx, "refresh_token", "expires_at < ?", now.Add(-sessionKept))
		}},
	} {
		n, e := step.run(ctx)
		err = errors.Join(err, e)
		if n > 0 {
			out = append(out, Swept{step.what, n})
		}
		if ctx.Err() != nil {
			break
		}
	}
	return out, err
}

// rows deletes the rows of a table that satisfy a condition, by their ids.
func (s Retention) rows(ctx context.Context, table, where string, args ...any) (n int64, err error) {
	for {
		var ids []id.ID
		if err := s.conn(ctx).Raw("SELECT id FROM "+table+" WHERE "+where+" ORDER BY id LIMIT ?", append(args[:len(args):len(args)], maxBatch)...).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return n, err
		}
		gone, err := s.batch(ctx, "DELETE FROM "+table+" WHERE id IN ("+marks(len(ids))+")", anys(ids)...)
		if n += gone; err != nil || len(ids) < maxBatch {
			return n, err
		}
	}
}

// batch runs one statement in a transaction.
func (s Retention) batch(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.InTx(ctx, func(ctx context.Context) error {
		n, err = s.exec(ctx, query, args...)
		return err
	})
	return n, err
}

// capCounters deletes counters whose period is over for longer than events may be late. Those of redemptions stay: their limits are hard, and a
// redemption counts in the period of its own date, however late it is told.
func (s Retention) capCounters(ctx context.Context, now time.Time) (n int64, err error) {
	var rules []id.ID
	if err := s.conn(ctx).Raw("SELECT id FROM capping_rule WHERE event <> ? ORDER BY id", offer.Redemption).Scan(&rules).Error; err != nil {
		return 0, err
	}
	over := now.Add(-offer.CountersKept).Unix()
	for _, r := range rules {
		for from := id.ID(0); ; {
			var clients []id.ID
			err := s.conn(ctx).Raw("SELECT client_id FROM cap_counter WHERE rule_id = ? AND client_id >= ? AND period_end < ? ORDER BY client_id LIMIT ?", r, from, over, maxBatch).Scan(&clients).Error
			if err != nil || len(clients) == 0 {
				if err != nil {
					return n, err
				}
				break
			}
			last := clients[len(clients)-1]
			gone, err := s.batch(ctx, "DELETE FROM cap_counter WHERE rule_id = ? AND client_id BETWEEN ? AND ? AND period_end < ?", r, from, last, over)
			if n += gone; err != nil {
				return n, err
			}
			from = last + 1
		}
	}
	return n, nil
}

// lessons deletes what strategies have learned from: their decisions, and what these brought. What they know of it stays.
func (s Retention) lessons(ctx context.Context, before time.Time) (n int64, err error) {
	var strategies []id.ID
	if err := s.conn(ctx).Raw("SELECT id FROM strategy ORDER BY id").Scan(&strategies).Error; err != nil {
		return 0, err
	}
	old := id.From(before)
	for _, v := range strategies {
		var goals []string
		if err := s.conn(ctx).Raw("SELECT DISTINCT goal FROM learning_reward WHERE strategy_id = ?", v).Scan(&goals).Error; err != nil {
			return n, err
		}
		steps := [][]any{{"learning_decision WHERE strategy_id = ?", v}}
		for _, g := range goals {
			steps = append(steps, []any{"learning_reward WHERE strategy_id = ? AND goal = ?", v, g})
		}
		for _, step := range steps {
			gone, err := s.lessonsOf(ctx, step[0].(string), step[1:], old)
			if n += gone; err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (s Retention) lessonsOf(ctx context.Context, from string, args []any, old id.ID) (n int64, err error) {
	for {
		var ids []id.ID
		err := s.conn(ctx).Raw("SELECT proposition_id FROM "+from+" AND proposition_id < ? ORDER BY proposition_id LIMIT ?", append(args[:len(args):len(args)], old, maxBatch)...).Scan(&ids).Error
		if err != nil || len(ids) == 0 {
			return n, err
		}
		gone, err := s.batch(ctx, "DELETE FROM "+from+" AND proposition_id <= ?", append(args[:len(args):len(args)], ids[len(ids)-1])...)
		if n += gone; err != nil {
			return n, err
		}
	}
}
