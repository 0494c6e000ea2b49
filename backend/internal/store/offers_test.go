package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// stall is offers, decisions and feedback over one database.
type stall struct {
	offers      *offer.Service
	decider     *offer.Decider
	feedbacks   *offer.Feedbacks
	redemptions *offer.Redemptions
	outbox      store.Outbox
	db          *store.DB
}

func newStall(t *testing.T, db *store.DB) stall { return newStallAt(t, db, noon) }

// newStallAt is newStall by a clock of its own.
func newStallAt(t *testing.T, db *store.DB, now clock.Clock) stall {
	t.Helper()
	seals, err := offer.NewSeals(slices.Repeat([]byte("k"), 32))
	if err != nil {
		t.Fatal(err)
	}
	outbox, orgs := store.NewOutbox(db), account.NewOrganisationService(store.NewAccounts(db), db)
	d := offer.NewDecider(store.NewDecisions(db), outbox, orgs, now, seals)
	redemptions := offer.NewRedemptions(store.NewRedemptions(db), db, outbox, orgs, now, seals, d.Heard)
	return stall{offers: offer.NewService(store.NewOffers(db), db, outbox, d.Expire), decider: d, outbox: outbox, db: db,
		feedbacks: offer.NewFeedbacks(redemptions), redemptions: redemptions}
}

// placed adds a placement and an approved offer for everybody on it.
func (s stall) placed(t *testing.T, code string, segments ...id.ID) (offer.Offer, offer.Placement) {
	t.Helper()
	ctx := context.Background()
	p, err := s.offers.CreatePlacement(ctx, account.System, offer.Placement{Code: "p-" + code, Name: "Placement " + code, Channel: "web", Size: 3})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.offers.Create(ctx, account.System, offer.Offer{Code: code, Name: "Offre " + code, Kind: "discount", Segments: segments, Placements: []id.ID{p.ID},
		Variants: []offer.Variant{{Name: "default", TitleFr: "Révision", TextFr: "Offerte"}}})
	if err == nil {
		o, err = s.offers.Approve(ctx, account.System, o.ID, o.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o, p
}

func addClient(t *testing.T, db *store.DB, reference string) id.ID {
	t.Helper()
	s := store.NewClients(db)
	c := client.Client{ID: s.NewID(), Version: 1, Source: "test", Reference: &reference, LastName: "Client " + reference, Language: "fr", CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
	c.Complete("FR")
	if err := db.InTx(context.Background(), func(ctx context.Context) error { return s.Write(ctx, []client.Client{c}, true) }); err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func TestOfferRoundTrip(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newStall(t, db)
		_, p := s.placed(t, "first")
		value := int64(1500)
		in := offer.Offer{Code: "été", Name: "Été", Kind: "gift", Placements: []id.ID{p.ID}, Variants: []offer.Variant{
			{Name: "a", TitleEn: "A", TextEn: "a", DiscountKind: "percent", DiscountValue: &value}, {Name: "b", IsAnonymous: true}}}
		if _, err := s.offers.Create(ctx, account.System, in); fault.KindOf(err) != fault.KindInvalid {
			t.Fatalf("took the code: %v", err)
		}
		in.Code = "ete"
		in.Segments = []id.ID{12345}
		if _, err := s.offers.Create(ctx, account.System, in); fault.KindOf(err) != fault.KindInvalid {
			t.Fatalf("took an unknown segment: %v", err)
		}
		in.Segments = nil
		o, err := s.offers.Create(ctx, account.Actor{ID: 9, Role: account.Marketer}, in)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.offers.Offer(ctx, o.ID)
		if err != nil || got.State != offer.Draft || got.CreatedBy != 9 || len(got.Variants) != 2 || *got.Variants[0].DiscountValue != 1500 || !got.Variants[1].IsAnonymous || !slices.Equal(got.Placements, in.Placements) {
			t.Fatalf("read %+v, %v", got, err)
		}
		kept, gone := got.Variants[0].ID, got.Variants[1].ID
		next := got
		next.Variants = []offer.Variant{{Name: "new", TitleEn: "N", TextEn: "n"}, got.Variants[0]}
		if next, err = s.offers.Replace(ctx, account.System, next, 1); err != nil || next.Version != 2 || next.Variants[1].ID != kept || next.Variants[0].ID == gone {
			t.Fatalf("replaced %+v, %v", next, err)
		}
		if _, err = s.offers.Replace(ctx, account.System, next, 1); fault.Code(err) != "stale_version" {
			t.Fatalf("stale: %v", err)
		}
		if _, err = s.offers.Create(ctx, account.System, offer.Offer{Code: "ete", Name: "x", Kind: "gift"}); fault.KindOf(err) != fault.KindInvalid {
			t.Fatalf("code twice: %v", err)
		}
		for _, c := range []struct {
			name string
			f    offer.Filter
			want int
		}{
			{"all", offer.Filter{}, 2}, {"words, folded", offer.Filter{Query: "ÉTÉ"}, 1}, {"state", offer.Filter{States: []string{"approved"}}, 1},
			{"kind", offer.Filter{Kinds: []string{"gift", "event"}}, 1}, {"placement", offer.Filter{Placement: p.ID}, 2}, {"no such placement", offer.Filter{Placement: 1}, 0},
		} {
			for _, sort := range []string{"name", "created_at", "priority"} {
				l, err := s.offers.Offers(ctx, c.f, page.Window{Sort: sort, Desc: true, Totals: true})
				if err != nil || len(l.Items) != c.want || *l.Total != int64(c.want) {
					t.Errorf("%s by %s: %d items, %v", c.name, sort, len(l.Items), err)
				}
			}
		}
	})
}

func TestOfferStates(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newStall(t, db)
		o, _ := s.placed(t, "one")
		marketer := account.Actor{ID: 3, Role: account.Marketer}
		if _, err := s.offers.Replace(ctx, marketer, o, o.Version); fault.Code(err) != "offer_approved" {
			t.Fatalf("a marketer changed an approved offer: %v", err)
		}
		empty := o
		empty.Variants = nil
		if _, err := s.offers.Replace(ctx, account.System, empty, o.Version); fault.KindOf(err) != fault.KindInvalid {
			t.Fatalf("an approved offer lost its variants: %v", err)
		}
		again, err := s.offers.Approve(ctx, account.System, o.ID, 0)
		if err != nil || again.Version != o.Version {
			t.Fatalf("approving twice is no change: %+v, %v", again, err)
		}
		if o, err = s.offers.Archive(ctx, account.System, o.ID, 0); err != nil || o.State != offer.Archived {
			t.Fatal(o, err)
		}
		if _, err = s.offers.Approve(ctx, account.System, o.ID, 0); fault.Code(err) != "offer_archived" {
			t.Fatalf("approved an archived one: %v", err)
		}
		if _, err = s.offers.Replace(ctx, account.System, o, o.Version); fault.Code(err) != "offer_archived" {
			t.Fatalf("changed an archived one: %v", err)
		}
		if o, err = s.offers.Restore(ctx, account.System, o.ID, o.Version); err != nil || o.State != offer.Draft {
			t.Fatal(o, err)
		}
		if o, err = s.offers.Replace(ctx, marketer, o, o.Version); err != nil {
			t.Fatal(err)
		}
		if _, err = s.offers.Archive(ctx, account.System, o.ID, 1); fault.Code(err) != "stale_version" {
			t.Fatalf("stale: %v", err)
		}
	})
}

// Many senders at once, each sending the same keys as the others in its own order: every key counts once, and no count is lost.
func TestFeedbackCountsOnceUnderConcurrency(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newStall(t, db)
		o, p := s.placed(t, "one")
		ada := addClient(t, db, "ada")
		const senders, keys = 8, 60
		var wg sync.WaitGroup
		var mu sync.Mutex
		recorded := map[string]int{}
		failures := make([]error, senders)
		for n := range senders {
			wg.Go(func() {
				items := make([]offer.Feedback, keys)
				for i := range items {
					k := (i*7 + n*13) % keys
					items[i] = offer.Feedback{Key: fmt.Sprintf("k%d", k), Kind: offer.FeedbackKinds[k%2], Offer: o.ID, Client: ada, Variant: o.Variants[0].ID, Placement: p.Code}
				}
				out, err := s.feedbacks.Record(ctx, account.System, items)
				mu.Lock()
				defer mu.Unlock()
				failures[n] = err
				for i, v := range out {
					if v.Status == offer.Recorded {
						recorded[items[i].Key]++
					}
				}
			})
		}
		wg.Wait()
		if err := errors.Join(failures...); err != nil {
			t.Fatal(err)
		}
		for k := range keys {
			if n := recorded[fmt.Sprintf("k%d", k)]; n != 1 {
				t.Errorf("key %d recorded %d times", k, n)
			}
		}
		r, err := s.offers.Results(ctx, o.ID)
		if err != nil || r.Counts[offer.Impression] != keys/2 || r.Counts[offer.Click] != keys/2 {
			t.Fatalf("counted %v, %v", r.Counts, err)
		}
		if len(r.Variants) != 1 || r.Variants[0].Counts[offer.Click] != keys/2 || len(r.Placements) != 1 || r.Placements[0].Code != p.Code {
			t.Fatalf("parts %+v %+v", r.Variants, r.Placements)
		}
	})
}
