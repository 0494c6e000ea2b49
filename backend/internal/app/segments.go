package app

import (
	"context"
	"time"

	"clientele/internal/demo"
	"clientele/internal/intake"
	"clientele/internal/jobs"
	"clientele/internal/segment"
	"clientele/internal/store"
)

// SegmentWork is what keeps segments by rule, and what is asked of segments.
type SegmentWork struct {
	SegmentRules    *segment.Rules
	SegmentAnalyses *segment.Analyses
}

// addSegments builds the segments.
func (s *Services) addSegments(a *App, o Options) {
	db, outbox := a.DB, store.NewOutbox(a.DB)
	s.Segments = segment.NewService(store.NewSegments(db), db, outbox)
	s.SegmentRules = segment.NewRules(s.Segments, segment.RuleDeps{Store: store.NewSegmentRules(db), Tx: db, Outbox: outbox, Queue: store.NewJobs(db), Clock: o.Clock,
		Orgs: s.Organisations, Settings: store.NewAccounts(db), Loads: []string{intake.JobKind, demo.JobKind}})
	s.SegmentAnalyses = segment.NewAnalyses(store.NewSegmentAnalyses(db), o.Clock, s.Organisations)
}

// segmentTicks keep memberships fresh: by what happens, and by the day.
func (a *App) segmentTicks(outbox store.Outbox) []jobs.Tick {
	rules := a.Services.SegmentRules
	return []jobs.Tick{
		{Name: "memberships", Every: 150 * time.Millisecond, Run: func(ctx context.Context) (bool, error) {
			n, err := outbox.Consume(ctx, segment.Consumer, 100, rules.Follow)
			return n > 0, err
		}},
		{Name: "daily pass of segments", Every: 30 * time.Second, Run: func(ctx context.Context) (bool, error) { return false, rules.Tick(ctx) }},
	}
}
