package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/portfolio"
	"clientele/internal/product"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
	"clientele/internal/wallet"
)

// fair is a shop whose clients buy at random: several categories, two divisions and none, returns, free goods, unknown costs, dollars.
type fair struct {
	shop
	random  *rand.Rand
	clients []id.ID
	orders  int
}

func newFair(t *testing.T, db *store.DB, clients int, seed uint64) *fair {
	t.Helper()
	ctx := context.Background()
	f := &fair{shop: newShop(db, noon), random: rand.New(rand.NewPCG(seed, 7))}
	products := product.NewService(store.NewProducts(db), db, store.NewOutbox(db), noon, account.NewOrganisationService(store.NewAccounts(db), db))
	divisions := account.NewDivisionService(store.NewAccounts(db), db)
	for i, code := range []string{"tyres", "service", "cars"} {
		months := int64([]int{0, 12, 36}[i])
		c := product.Category{Code: code, Name: code}
		if months > 0 {
			c.RenewalMonths = &months
		}
		c, err := products.CreateCategory(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := products.Create(ctx, product.Product{SKU: code, Name: code, CategoryID: &c.ID}); err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range []string{"north", "south"} {
		if _, err := divisions.Create(ctx, account.Division{Code: code, Name: code}); err != nil {
			t.Fatal(err)
		}
	}
	var rows []client.Upsert
	for i := range clients {
		name, risk, yes := fmt.Sprintf("Client %d", i), []string{"", "low", "high"}[i%3], i%11 == 0
		rows = append(rows, client.Upsert{Key: client.Key{Source: "t", Reference: fmt.Sprint(i)}, Fields: client.Fields{LastName: &name, Risk: &risk, IsReference: &yes}})
	}
	res, err := f.shop.clients.Upsert(ctx, rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range res {
		f.clients = append(f.clients, r.ID)
	}
	return f
}

// buy writes so many orders of random clients in the days before a day.
func (f *fair) buy(t *testing.T, n int, until string, days int) {
	t.Helper()
	var inputs []order.Input
	for range n {
		f.orders++
		who := f.random.IntN(len(f.clients) * 9 / 10) // a tenth never buys
		on := day(until).UTC().AddDate(0, 0, -f.random.IntN(days)).Add(12 * time.Hour)
		in := order.Input{Source: "t", Reference: fmt.Sprint(f.orders), ClientReference: fmt.Sprint(who), Kind: order.Sale, OrderedAt: on,
			Division: []string{"", "north", "south"}[f.random.IntN(3)]}
		if f.random.IntN(20) == 0 {
			in.ClientReference = ""
		}
		sign := int64(1)
		if f.random.IntN(8) == 0 {
			in.Kind, sign = order.Return, -1
		}
		for range 1 + f.random.IntN(4) {
			l := order.LineInput{SKU: []string{"tyres", "service", "cars", "loose"}[f.random.IntN(4)], QuantityMilli: sign * 1000, UnitPriceMicro: int64(f.random.IntN(6)) * 25_000_000}
			if f.random.IntN(4) > 0 {
				cost := sign * int64(f.random.IntN(3000))
				l.CostMinor = &cost
			}
			in.Lines = append(in.Lines, l)
		}
		inputs = append(inputs, in)
	}
	res, err := f.shop.orders.Upsert(context.Background(), inputs)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range res {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
	}
}

// record writes debts, cases and shares of wallet for some clients.
func (f *fair) record(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.InTx(context.Background(), func(ctx context.Context) error {
		cases, shares := store.NewCases(db), store.NewWalletShares(db)
		for i := 0; i < len(f.clients); i += 7 {
			n := int64(1 + i%5)
			c := aftersales.Case{ID: db.NewID(), Version: 1, Source: "t", ClientID: f.clients[i], Kind: "complaint", Severity: []string{"low", "critical"}[i%2], State: "open",
				OpenedAt: noon.Now().AddDate(0, -i%9, 0), Satisfaction: &n, CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
			if err := cases.Write(ctx, []aftersales.Case{c}, true); err != nil {
				return err
			}
			s := wallet.Share{Day: day("2026-01-01"), SharePPM: 100_000 * n, Method: "declared", State: "active"}
			s.ID, s.Version, s.Source, s.ClientID, s.CreatedAt, s.UpdatedAt = db.NewID(), 1, "t", f.clients[i], noon.Now(), noon.Now()
			if err := shares.Write(ctx, []wallet.Share{s}, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (f *fair) live(t *testing.T, clients []id.ID) map[id.ID]portfolio.Figure {
	t.Helper()
	ctx := context.Background()
	if err := f.db.InTx(ctx, func(ctx context.Context) error {
		return f.portfolio.Refresh(ctx, event.OfClients(event.OrderChanged, "order", clients))
	}); err != nil {
		t.Fatal(err)
	}
	out := map[id.ID]portfolio.Figure{}
	for _, c := range clients {
		card, err := f.portfolio.Card(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		if card.Live != nil {
			out[c] = *card.Live
		}
	}
	return out
}

// TestLiveIsTheRun places every client anew, at the run's day and on what the run kept: it must stand where the run put it, in every class.
// What differs would be shown as a live figure.
func TestLiveIsTheRun(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		f := newFair(t, db, 300, 1)
		f.buy(t, 1000, "2026-03-12", 900)
		f.buy(t, 900, "2025-03-12", 1200)
		f.record(t, db)
		res, err := f.run(t, "2026-03-12", quiet{})
		if err != nil || res.Changed == 0 {
			t.Fatalf("run %+v %v", res, err)
		}
		for c, live := range f.live(t, f.clients) {
			card, _ := f.portfolio.Card(context.Background(), c)
			t.Fatalf("client %d stands elsewhere:\nlive %+v\n run %+v", c, live, card.History[0].Figure)
		}
		f.buy(t, 80, "2026-03-12", 30)
		live := f.live(t, f.clients)
		if len(live) == 0 {
			t.Fatal("no live figures although orders came")
		}
		if _, err := f.run(t, "2026-03-12", quiet{}); err != nil {
			t.Fatal(err)
		}
		for c, v := range live {
			card, err := f.portfolio.Card(context.Background(), c)
			if err != nil {
				t.Fatal(err)
			}
			if got := card.History[0].Figure; got.Fact != v.Fact || got.Trend != v.Trend || got.FRATShare != v.FRATShare {
				t.Fatalf("facts of client %d: live %+v, then the run %+v", c, v.Fact, got.Fact)
			}
		}
	})
}

// TestRunReadsBackWhatItWrote: a second run at the same day writes nothing, and a day later only what time or orders have changed.
func TestRunReadsBackWhatItWrote(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		f := newFair(t, db, 250, 2)
		f.buy(t, 1000, "2026-03-11", 1000)
		f.record(t, db)
		run := func(asOf string) portfolio.Result {
			t.Helper()
			res, err := f.run(t, asOf, quiet{})
			if err != nil {
				t.Fatal(err)
			}
			return res
		}
		first := run("2026-03-11")
		if again := run("2026-03-11"); again.Changed != 0 {
			t.Errorf("a second run at the same day wrote %d of %d figures", again.Changed, first.Changed)
		}
		later := run("2026-03-12")
		t.Logf("%d figures, a day later %d rewritten", first.Changed, later.Changed)
		if later.Changed >= first.Changed {
			t.Errorf("a day later all was rewritten: %d of %d", later.Changed, first.Changed)
		}
		back := run("2026-03-11")
		if back.Changed == 0 {
			t.Error("a run of the day before found the same as the day")
		}
	})
}

var _ job.Progress = quiet{}
