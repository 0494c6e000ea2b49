package store_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// moving is a clock that a test moves on.
type moving struct{ micros atomic.Int64 }

func movingFrom(t time.Time) *moving {
	m := &moving{}
	m.micros.Store(t.UnixMicro())
	return m
}

func (m *moving) Now() time.Time       { return time.UnixMicro(m.micros.Load()).UTC() }
func (m *moving) move(d time.Duration) { m.micros.Add(d.Microseconds()) }

// shown gives how many propositions a client gets on a placement.
func (s stall) shown(t *testing.T, client id.ID, placement string, preview bool) []offer.Proposition {
	t.Helper()
	d, err := s.decider.Decide(context.Background(), offer.Request{Client: client, Placements: []string{placement}, Preview: preview})
	if err != nil {
		t.Fatal(err)
	}
	return d.Placements[0].Propositions
}

// A proposition reserves until its event arrives or its time is over, in this process at once and in others once they hear of it.
func TestReservations(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			ctx, now, address := context.Background(), movingFrom(noon.Now()), at(t)
			first, second := storetest.Open(t, address, now), storetest.Open(t, address, now)
			here, there := newStallAt(t, first, now), newStallAt(t, second, now)
			ada := addClient(t, first, "ada")
			here.bounded(t, "one", offer.Bounds{Caps: caps(capOf(offer.Impression, offer.PerClient, 1, "day"))})
			notices := store.NewCapNotices(second)
			poll := func() {
				t.Helper()
				if _, err := here.outbox.Sequence(ctx); err != nil {
					t.Fatal(err)
				}
				for _, s := range []stall{here, there} {
					if _, err := s.decider.Poll(ctx); err != nil {
						t.Fatal(err)
					}
				}
				if err := notices.Poll(ctx, there.decider.HearNotice); err != nil {
					t.Fatal(err)
				}
			}
			poll()
			want := func(what string, s stall, n int) {
				t.Helper()
				if got := len(s.shown(t, ada, "p-one", true)); got != n {
					t.Errorf("%s: %d propositions, want %d", what, got, n)
				}
			}
			want("before", here, 1)
			want("before, the other process", there, 1)
			p := here.shown(t, ada, "p-one", false)
			want("reserved", here, 0)
			want("the other process has not heard of it: the test tests something", there, 1)
			if err := here.decider.Recorder().Drain(ctx); err != nil {
				t.Fatal(err)
			}
			poll()
			want("reserved, the other process", there, 0)
			now.move(offer.DefaultReserve + time.Minute)
			poll()
			want("the time is over", here, 1)
			want("the time is over, the other process", there, 1)
			if _, err := there.feedbacks.Record(ctx, account.System, []offer.Feedback{{Key: "late", Kind: offer.Impression, Token: p[0].Token, At: now.Now().Add(-offer.DefaultReserve)}}); err != nil {
				t.Fatal(err)
			}
			want("recorded late", there, 0)
			poll()
			want("recorded late by the other process", here, 0)
			now.move(12 * time.Hour)
			poll()
			want("the next day", here, 1)
			want("the next day, the other process", there, 1)
		})
	}
}

// Events that come late and out of order are all recorded, counted in the period of their own date, and flagged where they passed the cap.
func TestLateEvents(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newStall(t, db)
		ada, bob := addClient(t, db, "ada"), addClient(t, db, "bob")
		o := s.bounded(t, "one", offer.Bounds{Caps: caps(capOf(offer.Impression, offer.PerClient, 2, "day"), capOf(offer.Impression, offer.PerTotal, 4, "week"))})
		day := 24 * time.Hour
		var items []offer.Feedback
		for i, e := range []struct {
			client id.ID
			ago    time.Duration
		}{{ada, 0}, {ada, 3 * day}, {ada, 3*day - time.Hour}, {ada, 3*day - 2*time.Hour}, {bob, 3 * day}, {ada, time.Hour}, {bob, 0}} {
			items = append(items, offer.Feedback{Key: fmt.Sprintf("e%d", i), Kind: offer.Impression, Offer: o.ID, Client: e.client, At: noon.Now().Add(-e.ago)})
		}
		// Monday the 9th to Sunday the 15th of March: all of one week. In order of arrival: ada's third of the 9th passes her cap; the fifth and
		// all later ones pass the week's.
		wants := []bool{false, false, false, true, true, true, true}
		out, err := s.feedbacks.Record(ctx, account.System, items)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range out {
			if v.Status != offer.Recorded || v.OverCap != wants[i] {
				t.Errorf("event %d: %+v, want over cap %v", i, v, wants[i])
			}
		}
		if again, err := s.feedbacks.Record(ctx, account.System, items); err != nil || again[0].Status != offer.Duplicate || again[6].Status != offer.Duplicate {
			t.Errorf("again: %+v, %v", again, err)
		}
		totals, err := store.NewCaps(db).CapTotals(ctx, []id.ID{o.Caps[1].ID})
		if err != nil || len(totals) != 1 || totals[0].N != 7 {
			t.Errorf("the week counts %+v, %v", totals, err)
		}
		f, err := store.NewDecisions(db).ClientFacts(ctx, ada)
		if err != nil || len(f.Caps.Counts) != 2 {
			t.Fatalf("counters %+v, %v", f.Caps, err)
		}
		for _, c := range f.Caps.Counts {
			want := map[int]int64{9: 3, 12: 2}[time.Unix(c.Start, 0).UTC().Add(2*time.Hour).Day()]
			if c.N != want {
				t.Errorf("counter of %s is %d, want %d", time.Unix(c.Start, 0).UTC(), c.N, want)
			}
		}
	})
}
