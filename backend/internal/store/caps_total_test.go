package store_test

import (
	"context"
	"testing"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// A cap on propositions in total holds as soon as they are recorded, in this process and in others that hear of it.
func TestPropositionsInTotal(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			ctx, address := context.Background(), at(t)
			first, second := storetest.Open(t, address, noon), storetest.Open(t, address, noon)
			here, there := newStallAt(t, first, noon), newStallAt(t, second, noon)
			ada, bob, eve := addClient(t, first, "ada"), addClient(t, first, "bob"), addClient(t, first, "eve")
			here.bounded(t, "one", offer.Bounds{Caps: caps(capOf(offer.Proposed, offer.PerTotal, 2, "month"))})
			poll := func() {
				t.Helper()
				if err := here.decider.Recorder().Drain(ctx); err != nil {
					t.Fatal(err)
				}
				if _, err := store.NewOutbox(first).Sequence(ctx); err != nil {
					t.Fatal(err)
				}
				for _, s := range []stall{here, there} {
					if _, err := s.decider.Poll(ctx); err != nil {
						t.Fatal(err)
					}
				}
			}
			poll()
			for i, client := range []id.ID{ada, bob, eve} {
				want := 1
				if i == 2 {
					want = 0
				}
				if got := len(there.shown(t, client, "p-one", true)); got != want {
					t.Errorf("client %d, the other process: %d propositions, want %d", i, got, want)
				}
				if got := len(here.shown(t, client, "p-one", false)); got != want {
					t.Errorf("client %d: %d propositions, want %d", i, got, want)
				}
				poll()
			}
		})
	}
}
