package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/intake"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/segment"
	"clientele/internal/store"
)

// still builds the program at noon, which does not run, with a segment of the clients in Lyon.
func still(t *testing.T, address string) (*app.App, segment.Segment) {
	t.Helper()
	clk := &moving{}
	clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
	a := at(t, address, clk)
	s, err := a.Services.SegmentRules.Create(context.Background(), account.System, "Lyon", "", rule(`{"field":"client.city","op":"is","value":"lyon"}`))
	must(t, err)
	return a, s
}

// consume numbers what has happened and has the memberships follow it.
func consume(t *testing.T, a *app.App) {
	t.Helper()
	ctx, outbox := context.Background(), store.NewOutbox(a.DB)
	for {
		n, err := outbox.Sequence(ctx)
		must(t, err)
		m, err := outbox.Consume(ctx, segment.Consumer, 100, a.Services.SegmentRules.Follow)
		must(t, err)
		if n+m == 0 {
			return
		}
	}
}

func members(t *testing.T, a *app.App, v id.ID) (counted, listed int64) {
	t.Helper()
	s, err := a.Services.Segments.ByID(context.Background(), v)
	must(t, err)
	l, err := a.Services.Clients.List(context.Background(), client.Filter{SegmentID: v}, page.Window{Totals: true})
	must(t, err)
	return s.Members, *l.Total
}

// meddling is the progress of a rebuild during which something happens.
type meddling struct {
	at, n int
	do    func()
}

func (m *meddling) Update(context.Context, int64, int64, string) error {
	if m.n++; m.n == m.at {
		m.do()
	}
	return nil
}

func rebuild(t *testing.T, a *app.App, v id.ID, p segment.RebuildParams, w job.Progress) error {
	t.Helper()
	_, err := a.Services.SegmentRules.Work(context.Background(), job.New(segment.JobKind, "", "segment", v, p, 0), w)
	return err
}

// What happens after a rebuild has read the base and before it writes is not undone by it.
func TestARebuildDoesNotUndoWhatHappensMeanwhile(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			a, s := still(t, fresh(t))
			lyon, paris := people(t, a, "Lyon", 3), people(t, a, "Paris", 2)
			move := func(v id.ID, city string) {
				_, err := a.Services.Clients.Replace(ctx, v, client.Fields{Name: ptr("P"), City: &city}, 1)
				must(t, err)
			}
			must(t, rebuild(t, a, s.ID, segment.RebuildParams{}, &meddling{at: 2, do: func() {
				move(lyon[0], "Paris")
				move(paris[0], "Lyon")
				consume(t, a)
			}}))
			if counted, listed := members(t, a, s.ID); counted != 3 || listed != 3 {
				t.Errorf("%d counted, %d listed", counted, listed)
			}
			of, err := a.Services.Segments.Of(ctx, lyon[0])
			if err != nil || len(of) != 0 {
				t.Errorf("who left is in %v, %v", of, err)
			}
		})
	}
}

// Clients who come in crowds are not matched one by one: one pass over the base takes them all, when nothing more is being loaded.
func TestCrowdsArePassedOver(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			a, s := still(t, fresh(t))
			people(t, a, "Lyon", 2500)
			consume(t, a)
			if counted, _ := members(t, a, s.ID); counted != 0 {
				t.Fatalf("%d were matched one by one", counted)
			}
			l, err := a.Services.Jobs.List(ctx, job.Filter{Kinds: []string{segment.JobKind}}, page.Window{})
			must(t, err)
			if len(l.Items) != 2 || l.Items[0].Params != `{"which":"all"}` {
				t.Fatalf("jobs %+v", l.Items)
			}
			jobs := store.NewJobs(a.DB)
			must(t, a.DB.InTx(ctx, func(ctx context.Context) error {
				_, err := jobs.Enqueue(ctx, job.New(intake.JobKind, "", "", 0, nil, 0))
				return err
			}))
			loading, err := jobs.Claim(ctx, time.Minute)
			for err == nil && loading.Kind != intake.JobKind {
				loading.State, loading.Result = job.Done, "{}"
				must(t, jobs.Finish(ctx, loading))
				loading, err = jobs.Claim(ctx, time.Minute)
			}
			must(t, err)
			all := segment.RebuildParams{Which: segment.Everything}
			if err := rebuild(t, a, 0, all, &watching{}); !errors.As(err, &job.Later{}) {
				t.Errorf("a pass beside an import: %v", err)
			}
			loading.State, loading.Result = job.Done, "{}"
			must(t, jobs.Finish(ctx, loading))
			must(t, rebuild(t, a, 0, all, &watching{}))
			if counted, listed := members(t, a, s.ID); counted != 2500 || listed != 2500 {
				t.Errorf("%d counted, %d listed", counted, listed)
			}
		})
	}
}
