package app

import (
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
	s.SegmentRules, s.SegmentAnalyses = segment.NewRules(s.Segments), &segment.Analyses{}
}
