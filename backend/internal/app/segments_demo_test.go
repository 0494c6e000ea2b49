package app_test

import (
	"context"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/demo"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/segment"
	"clientele/internal/store/storetest"
)

// The demo's segments by rule have members when it has been loaded, and trying one out counts as many.
func TestTheDemoHasSegmentsByRule(t *testing.T) {
	ctx := context.Background()
	clk := &moving{}
	clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
	a := at(t, storetest.SQLite(t), clk)
	j, err := a.Services.Demo.Start(ctx, account.System, demo.Plan{Clients: 600})
	must(t, err)
	j, err = a.Await(ctx, j, nil)
	if err != nil || j.State != job.Done {
		t.Fatal(j.State, j.ErrorCode, j.ErrorDetail, err)
	}
	l, err := a.Services.Segments.List(ctx, segment.Filter{Kinds: []string{segment.Rule}}, page.Window{})
	if err != nil || len(l.Items) != 7 {
		t.Fatal(l.Items, err)
	}
	for _, s := range l.Items {
		if s.BuiltAt == nil || s.Members == 0 || s.Members > 500 {
			t.Errorf("%s: %d members", s.Name, s.Members)
		}
		s, err := a.Services.Segments.ByID(ctx, s.ID)
		must(t, err)
		p, err := a.Services.SegmentRules.Preview(ctx, segment.PreviewAsk{Rule: []byte(s.Rule), Segment: s.ID})
		if err != nil || p.Count != s.Members || len(p.Sample) == 0 {
			t.Errorf("%s: %d members, previewed %d, %v", s.Name, s.Members, p.Count, err)
		}
		t.Logf("%-40s %4d members, e-mail %d, %d overlaps, %v", s.Name, s.Members, p.Reach.Email, len(p.Overlaps), p.Took)
	}
}
