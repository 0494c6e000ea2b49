package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// liveLimit is the time within which a client's own figures are to say what its newest order says.
const liveLimit = time.Second

// BenchmarkOrderToLiveFigure measures, in the running program over a made-up company, the time from the moment an order is handed in until
// the client's live figure counts it: the order's own transaction, the feed of events, the consumer that places the client again.
// CLIENTELE_BENCH_CLIENTS scales; 5,000 by default.
func BenchmarkOrderToLiveFigure(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchLive(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchLive(b, storetest.MySQL(b)) })
}

func benchLive(b *testing.B, address string) {
	ctx, clients := context.Background(), setting(clientsVariable, 5000)
	loadCompany(b, address, clients)
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret, c.Listen = address, b.TempDir(), strings.Repeat("s", 32), "127.0.0.1:0"
	if err := c.Complete(); err != nil {
		b.Fatal(err)
	}
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Migrate: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	day := worldDay
	if _, err := a.Services.Portfolio.Execute(ctx, job.New(portfolio.JobKind, "", "", 0, portfolio.Params{AsOf: &day, Trigger: "manual"}, 0), unwatched{}); err != nil {
		b.Fatal(err)
	}
	serve(b, func(ctx context.Context, l net.Listener) error { return a.Serve(ctx, l) })
	var took []time.Duration
	for b.Loop() {
		took = append(took, orderToLive(b, a, len(took), clients))
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.95), "p95-ms")
	b.ReportMetric(at(1), "max-ms")
	if took[len(took)/2] > liveLimit {
		b.Errorf("LIMIT BROKEN: half of the figures are older than %v", liveLimit)
	}
}

// loadCompany fills an empty database.
func loadCompany(b *testing.B, address string, clients int) {
	b.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, address, store.Options{Ephemeral: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, _, err = db.Migrate(ctx); err == nil {
		err = db.Start(ctx)
	}
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.ReleaseNode(ctx) }()
	l := newLoader(db)
	l.company = makeCompany(clients)
	if err := l.load(ctx, clients, 0); err != nil {
		b.Fatal(err)
	}
}

// orderToLive hands in one order of the nth client in turn, and waits until its live figure counts it.
func orderToLive(b *testing.B, a *app.App, n, clients int) time.Duration {
	b.Helper()
	ctx, who := context.Background(), n*7919%clients
	before, err := a.Services.Portfolio.Card(ctx, clientID(who))
	if err != nil {
		b.Fatal(err)
	}
	orders := int32(0)
	switch {
	case before.Live != nil:
		orders = before.Live.TotalOrders
	case len(before.History) > 0:
		orders = before.History[0].TotalOrders
	}
	started := time.Now()
	res, err := a.Services.Orders.Upsert(ctx, []order.Input{{Source: "bench", Reference: fmt.Sprint("live-", n), ClientReference: fmt.Sprintf("c%07d", who), Kind: order.Sale,
		OrderedAt: worldDay.UTC().Add(12 * time.Hour), Lines: []order.LineInput{{SKU: "sku-001", QuantityMilli: 1000, UnitPriceMicro: 9_990_000}}}})
	if err != nil || res[0].Err != nil {
		b.Fatal(err, res)
	}
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for time.Since(started) < time.Minute {
		<-tick.C
		card, err := a.Services.Portfolio.Card(ctx, clientID(who))
		if err != nil {
			b.Fatal(err)
		}
		if card.Live != nil && card.Live.TotalOrders == orders+1 {
			return time.Since(started)
		}
	}
	b.Fatalf("client %d has no live figure after a minute", who)
	return 0
}

// unwatched is a run whose progress nobody follows.
type unwatched struct{}

func (unwatched) Update(context.Context, int64, int64, string) error { return nil }
