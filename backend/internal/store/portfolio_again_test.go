package store_test

import (
	"context"
	"testing"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// The program may be killed between publishing a run and saying that its job is done. The job is then taken again: it gives the run that it
// has published instead of making another.
func TestAJobTakenAgainGivesTheRunItPublished(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		a := s.client(t, "a")
		s.sell(t, "1", "a", "2026-03-01", 10)
		day, err := clock.ParseDay("2026-03-12")
		if err != nil {
			t.Fatal(err)
		}
		j, err := s.portfolio.Start(ctx, account.System, portfolio.Params{AsOf: &day})
		if err != nil {
			t.Fatal(err)
		}
		first, err := s.portfolio.Execute(ctx, j, quiet{})
		if err != nil {
			t.Fatal(err)
		}
		s.sell(t, "2", "a", "2026-03-02", 20)
		again, err := s.portfolio.Execute(ctx, j, quiet{})
		if err != nil || again != first {
			t.Errorf("again %+v, first %+v, %v", again, first, err)
		}
		runs, err := s.portfolio.Runs(ctx, page.Window{})
		if err != nil || len(runs.Items) != 1 {
			t.Errorf("%d runs, the newest %s, %v", len(runs.Items), runs.Items[0].State, err)
		}
		err = db.InTx(ctx, func(ctx context.Context) error {
			return s.portfolio.Refresh(ctx, []event.Event{event.Of(event.OrderChanged, "order", 0, a, nil)})
		})
		if err != nil {
			t.Fatal(err)
		}
		if card, err := s.portfolio.Card(ctx, a); err != nil || card.Live == nil || card.Live.Revenue != 3000 {
			t.Errorf("card %+v, %v", card, err)
		}
		if _, err := s.portfolio.Execute(ctx, j, quiet{}); err != nil {
			t.Fatal(err)
		}
		if card, err := s.portfolio.Card(ctx, a); err != nil || card.Live == nil {
			t.Errorf("what has happened since the run is gone: %+v, %v", card, err)
		}
	})
}

// sweeping is a process that everybody thinks is gone: when it begins to write, another one has swept its run.
type sweeping struct {
	t     *testing.T
	store store.Portfolio
}

func (s sweeping) Update(_ context.Context, _, _ int64, message string) error {
	if message == portfolio.StageClasses {
		if err := s.store.Sweep(context.Background()); err != nil {
			s.t.Error(err)
		}
	}
	return nil
}

func TestARunThatWasSweptWritesNothing(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		a := s.client(t, "a")
		s.sell(t, "1", "a", "2026-03-01", 10)
		p := store.NewPortfolio(db)
		if _, err := s.run(t, "2026-03-02", quiet{}); err != nil {
			t.Fatal(err)
		}
		s.sell(t, "2", "a", "2026-03-03", 20)
		if _, err := s.run(t, "2026-03-12", sweeping{t, p}); fault.Code(err) != "run_over" {
			t.Errorf("a run that was swept: %v", err)
		}
		card, err := s.portfolio.Card(ctx, a)
		if err != nil || card.Run.Number != 1 || len(card.History) != 1 || card.History[0].Revenue != 1000 {
			t.Errorf("card %+v, %v", card, err)
		}
		runs, err := s.portfolio.Runs(ctx, page.Window{})
		if err != nil || len(runs.Items) != 2 || runs.Items[0].State != portfolio.Failed {
			t.Errorf("%d runs, the newest %s, %v", len(runs.Items), runs.Items[0].State, err)
		}
	})
}
