package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/product"
	"clientele/internal/segment"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// shop is the services of a small base.
type shop struct {
	db        *store.DB
	clients   *client.Service
	orders    *order.Service
	portfolio *portfolio.Service
	segments  *segment.Service
}

func newShop(db *store.DB, c clock.Clock) shop {
	acc, outbox := store.NewAccounts(db), store.NewOutbox(db)
	orgs := account.NewOrganisationService(acc, db)
	products := product.NewService(store.NewProducts(db), db, outbox, c, orgs)
	return shop{db: db,
		clients: client.NewService(store.NewClients(db), db, outbox, c, orgs),
		orders:  order.NewService(store.NewOrders(db), products, db, outbox, c, orgs),
		portfolio: portfolio.NewService(portfolio.Deps{Store: store.NewPortfolio(db), Settings: acc, Tx: db, Outbox: outbox,
			Queue: store.NewJobs(db), Clock: c, Orgs: orgs}),
		segments: segment.NewService(store.NewSegments(db), db, outbox)}
}

func (s shop) client(t *testing.T, ref string) id.ID {
	t.Helper()
	name := "Client " + ref
	res, err := s.clients.Upsert(context.Background(), []client.Upsert{{Key: client.Key{Source: "t", Reference: ref}, Fields: client.Fields{LastName: &name}}})
	if err != nil || res[0].Err != nil {
		t.Fatal(err, res)
	}
	return res[0].ID
}

// sell writes one order of one line, in euros; a negative amount is a return, an empty client an anonymous sale.
func (s shop) sell(t *testing.T, ref, client, day string, euros int64) order.Result {
	t.Helper()
	d, err := clock.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	kind, quantity := order.Sale, int64(1000)
	if euros < 0 {
		kind, quantity, euros = order.Return, -1000, -euros
	}
	res, err := s.orders.Upsert(context.Background(), []order.Input{{Source: "t", Reference: ref, ClientReference: client, Kind: kind,
		OrderedAt: d.UTC().Add(12 * time.Hour), Lines: []order.LineInput{{SKU: "X", QuantityMilli: quantity, UnitPriceMicro: euros * 1_000_000}}}})
	if err != nil || res[0].Err != nil {
		t.Fatal(err, res)
	}
	return res[0]
}

type quiet struct{ stopAt int64 }

func (q quiet) Update(_ context.Context, done, _ int64, message string) error {
	if q.stopAt > 0 && message == portfolio.StageWriting && done >= q.stopAt {
		return job.ErrCancelled
	}
	return nil
}

func (s shop) run(t *testing.T, asOf string, p job.Progress) (portfolio.Result, error) {
	t.Helper()
	d, err := clock.ParseDay(asOf)
	if err != nil {
		t.Fatal(err)
	}
	j := job.New(portfolio.JobKind, "portfolio", "portfolio_run", 0, portfolio.Params{AsOf: &d, Trigger: "manual"}, 0)
	res, err := s.portfolio.Execute(context.Background(), j, p)
	if err != nil {
		return portfolio.Result{}, err
	}
	return res.(portfolio.Result), nil
}

func TestPortfolioRun(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		// Ten clients of 100, 200, … 1000; the best is 1000. One more came back with everything, one bought only long ago.
		for i := 1; i <= 10; i++ {
			ref := fmt.Sprintf("c%02d", i)
			s.client(t, ref)
			s.sell(t, "o"+ref, ref, fmt.Sprintf("2026-01-%02d", i), int64(100*i))
		}
		back, old := s.client(t, "back"), s.client(t, "old")
		s.client(t, "prospect")
		s.sell(t, "ob", "back", "2026-02-01", 50)
		s.sell(t, "rb", "back", "2026-02-02", -50)
		s.sell(t, "oo", "old", "2023-05-05", 500)
		s.sell(t, "anon", "", "2026-02-03", 77)
		s.sell(t, "late", "c01", "2026-03-13", 9999) // after the run's day: not in it

		if _, _, err := s.portfolio.Current(ctx); !fault.Is(err, fault.KindNotFound) {
			t.Fatalf("a run before the first: %v", err)
		}
		res, err := s.run(t, "2026-03-12", quiet{})
		if err != nil {
			t.Fatal(err)
		}
		if res.Clients != 12 || res.Changed != 12 {
			t.Fatalf("result %+v", res)
		}
		_, sum, err := s.portfolio.Current(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if sum.Window.RevenueMinor != 557700 || sum.AllTime.RevenueMinor != 607700 || sum.AllTime.AnonymousRevenue != 7700 || sum.Active != 11 || sum.Buyers != 12 {
			t.Fatalf("summary %+v", sum)
		}
		checkClasses(t, s, back, old)
		if res, err := s.run(t, "2026-03-12", quiet{}); err != nil || res.Changed != 0 {
			t.Fatalf("a second run on the same day wrote %d, %v", res.Changed, err)
		}
	})
}

func checkClasses(t *testing.T, s shop, back, old id.ID) {
	t.Helper()
	ctx := context.Background()
	// Values 1000…100, sum 5500: A up to 60 % (3300): 1000+900+800 = 2700 < 3300, so 700 is still A (crosses); B up to 90 % (4950): 600, 500, 400 (4900), 300 crosses.
	want := map[string]int{"A": 4, "B": 4, "C": 2, "none": 2}
	for class, n := range want {
		l, err := s.clients.List(ctx, client.Filter{Classes: client.Classes{ABC: []string{class}}}, page.Window{Sort: "revenue", Desc: true, Totals: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Items) != n || *l.Total != int64(n) {
			t.Errorf("class %s: %d clients, want %d", class, len(l.Items), n)
		}
	}
	card, err := s.portfolio.Card(ctx, back)
	if err != nil || card.History[0].Returns != 5000 || card.History[0].Revenue != 0 {
		t.Errorf("card of the one who brought everything back: %+v %v", card, err)
	}
	if card, err := s.portfolio.Card(ctx, old); err != nil || card.History[0].TotalRevenue != 50000 || card.History[0].R != 1 {
		t.Errorf("card of the old one: %+v %v", card, err)
	}
	l, err := s.segments.List(ctx, segment.Filter{Kinds: []string{segment.Computed}, Measures: []string{"abc"}}, page.Window{})
	if err != nil || len(l.Items) != 4 {
		t.Fatalf("computed segments: %v %v", l.Items, err)
	}
	for _, g := range l.Items {
		if int(g.Members) != want[g.MeasureValue] {
			t.Errorf("segment %s counts %d", g.Code, g.Members)
		}
	}
	all, seen := "", 0
	for w := (page.Window{Sort: "last_order", Desc: true, Limit: 5}); ; {
		l, err := s.clients.List(ctx, client.Filter{}, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range l.Items {
			all += r.Name + ";"
			seen++
		}
		if l.Next == "" {
			break
		}
		if w.After, err = page.ReadCursor(l.Next); err != nil {
			t.Fatal(err)
		}
	}
	if seen != 13 {
		t.Errorf("paged through %d clients, want 13: %s", seen, all)
	}
}

func TestRunThatStopsLeavesNoTrace(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		a := s.client(t, "a")
		s.sell(t, "1", "a", "2026-03-01", 10)
		if _, err := s.run(t, "2026-03-02", quiet{}); err != nil {
			t.Fatal(err)
		}
		before, _ := s.portfolio.Card(ctx, a)
		s.sell(t, "2", "a", "2026-03-03", 20)
		if _, err := s.run(t, "2026-03-12", quiet{stopAt: 1}); !errors.Is(err, job.ErrCancelled) {
			t.Fatalf("stopped run: %v", err)
		}
		after, err := s.portfolio.Card(ctx, a)
		if err != nil || len(after.History) != 1 || after.History[0] != before.History[0] {
			t.Fatalf("history after a stopped run: %+v, %v", after.History, err)
		}
		if res, err := s.run(t, "2026-03-12", quiet{}); err != nil || res.Changed != 1 {
			t.Fatalf("next run: %+v %v", res, err)
		}
		if after, _ = s.portfolio.Card(ctx, a); len(after.History) != 2 || after.History[0].Revenue != 3000 || after.History[1].Revenue != 1000 {
			t.Fatalf("history: %+v", after.History)
		}
	})
}

func TestLiveFigures(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		outbox := store.NewOutbox(db)
		a := s.client(t, "a")
		s.sell(t, "1", "a", "2026-03-01", 10)
		if _, err := s.run(t, "2026-03-02", quiet{}); err != nil {
			t.Fatal(err)
		}
		consume := func() {
			if _, err := outbox.Sequence(ctx); err != nil {
				t.Fatal(err)
			}
			for n := 1; n > 0; {
				var err error
				n, err = outbox.Consume(ctx, "live", 100, func(ctx context.Context, e []event.Event) error { return s.portfolio.Refresh(ctx, e) })
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		consume() // what the run has seen already
		if card, err := s.portfolio.Card(ctx, a); err != nil || card.Live != nil {
			t.Fatalf("live figures although nothing has happened: %+v %v", card, err)
		}
		s.sell(t, "2", "a", "2026-03-05", 30)
		consume()
		card, err := s.portfolio.Card(ctx, a)
		if err != nil || card.Live == nil || card.Live.Revenue != 4000 || card.History[0].Revenue != 1000 {
			t.Fatalf("card %+v %v", card, err)
		}
		if _, err := s.run(t, "2026-03-12", quiet{}); err != nil {
			t.Fatal(err)
		}
		if card, _ = s.portfolio.Card(ctx, a); card.Live != nil {
			t.Fatal("live figures outlive the run that has them")
		}
	})
}
