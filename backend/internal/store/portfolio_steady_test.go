package store_test

import (
	"context"
	"testing"

	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// A day later most clients' figures stay as they are stored, and the reports sum up the figures that readers see. New settings count at once.
func TestFiguresHoldStillOvernight(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		f := newFair(t, db, 400, 5)
		for range 4 {
			f.buy(t, 900, "2026-03-10", 900)
		}
		first, err := f.run(t, "2026-03-10", quiet{})
		if err != nil {
			t.Fatal(err)
		}
		next, err := f.run(t, "2026-03-11", quiet{})
		if err != nil || next.Changed >= first.Changed*6/10 || next.Clients != first.Clients {
			t.Errorf("first %+v, a day later %+v, %v", first, next, err)
		}
		checkShownSums(t, f.shop)
		if again, err := f.run(t, "2026-03-11", quiet{}); err != nil || again.Changed != 0 {
			t.Errorf("the same day again %+v, %v", again, err)
		}
		settings, _, err := f.portfolio.Settings(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		settings.DiscountRate = 0.105
		if _, _, err := f.portfolio.PutSettings(context.Background(), settings, 0); err != nil {
			t.Fatal(err)
		}
		if other, err := f.run(t, "2026-03-11", quiet{}); err != nil || other.Changed < first.Changed/4 {
			t.Errorf("with another discount rate %+v, %v", other, err)
		}
		checkShownSums(t, f.shop)
	})
}

// checkShownSums adds up what readers see of the clients.
func checkShownSums(t *testing.T, s shop) {
	t.Helper()
	lifetime := report[portfolio.LifetimeReport](t, s, 0, portfolio.ReportLifetime)
	matrix := report[portfolio.MatrixReport](t, s, 0, portfolio.ReportMatrix)
	var predicted, potential, reported int64
	for _, f := range s.figures(t, 0) {
		predicted, potential = predicted+f.Predicted, potential+f.Potential
	}
	for _, q := range matrix.Quadrants {
		reported += q.Potential
	}
	if predicted != lifetime.Predicted || potential != reported {
		t.Errorf("predicted %d, reported %d; potential %d, reported %d", predicted, lifetime.Predicted, potential, reported)
	}
}
