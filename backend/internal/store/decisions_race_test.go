package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"clientele/internal/account"
	"clientele/internal/offer"
	"clientele/internal/store/storetest"
)

// Many decide while an offer comes and goes, the feed is read and the queue is written: every answer is whole, and every
// proposition that was answered is recorded or counted as lost.
func TestDecisionsWhileOffersChange(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) { decideWhileOffersChange(t, at(t)) })
	}
}

func decideWhileOffersChange(t *testing.T, address string) {
	ctx := context.Background()
	db := storetest.Open(t, address, noon)
	s := newStall(t, db)
	ada := addClient(t, db, "ada")
	o, p := s.placed(t, "one")
	if _, err := s.decider.Poll(ctx); err != nil {
		t.Fatal(err)
	}
	const deciders = 8
	changed := make(chan struct{})
	var wg sync.WaitGroup
	failures := make([]error, deciders+2)
	answered := make([]int, deciders)
	done := make(chan struct{})
	for n := range deciders {
		wg.Go(func() {
			for last := false; !last; {
				select {
				case <-changed: // one more, of the offer as it is in the end
					last = true
				default:
				}
				d, err := s.decider.Decide(ctx, offer.Request{Client: ada, Placements: []string{p.Code}})
				if err != nil {
					failures[n] = err
					return
				}
				for _, x := range d.Placements[0].Propositions {
					if x.Token == "" || x.Variant.OfferID != o.ID || x.Rank != 1 {
						failures[n] = errors.New("half an answer")
					}
					answered[n]++
				}
			}
		})
	}
	var others sync.WaitGroup
	others.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			_, err := s.decider.Poll(ctx)
			_, err2 := s.decider.Recorder().Flush(ctx)
			_, err3 := s.outbox.Sequence(ctx)
			failures[deciders] = errors.Join(err, err2, err3)
		}
	})
	for range 10 {
		if _, err := s.offers.Archive(ctx, account.System, o.ID, 0); err != nil {
			failures[deciders+1] = err
		}
		if _, err := s.offers.Restore(ctx, account.System, o.ID, 0); err != nil {
			failures[deciders+1] = err
		}
		if _, err := s.offers.Approve(ctx, account.System, o.ID, 0); err != nil {
			failures[deciders+1] = err
		}
	}
	close(changed)
	wg.Wait()
	close(done)
	others.Wait()
	if err := errors.Join(failures...); err != nil {
		t.Fatal(err)
	}
	if err := s.decider.Recorder().Drain(ctx); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range answered {
		sum += n
	}
	var recorded int64
	err := storetest.Raw(t, address).QueryRow("SELECT COUNT(*) FROM proposition WHERE client_id = ?", int64(ada)).Scan(&recorded)
	if err != nil || recorded+s.decider.Recorder().Lost() != int64(sum) || sum < deciders {
		t.Fatalf("answered %d, recorded %d, lost %d, %v", sum, recorded, s.decider.Recorder().Lost(), err)
	}
}
