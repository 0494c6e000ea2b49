package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// The parts of BenchmarkPortfolioRun run as processes of their own, started from this test binary, so that the memory of each is its own.
const (
	partVariable     = "CLIENTELE_BENCH_PART"
	addressVariable  = "CLIENTELE_BENCH_ADDRESS"
	clientsVariable  = "CLIENTELE_BENCH_CLIENTS"
	divisionVariable = "CLIENTELE_BENCH_DIVISIONS"
)

// part does its work and says how long the part of it took that is measured, and of how many rows.
type part func(ctx context.Context, db *store.DB, address string) (measured, error)

type measured struct {
	Seconds float64 `json:"seconds"`
	Rows    int     `json:"rows"`
}

var parts = map[string]part{"generate": generate, "later": later, "read": readFacts, "pass": passArrays, "group": groupBySQL}

func TestMain(m *testing.M) {
	name := os.Getenv(partVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := runPart(name); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runPart(name string) error {
	ctx, address := context.Background(), os.Getenv(addressVariable)
	writes := name == "generate" || name == "later"
	db, err := store.Open(ctx, address, store.Options{Ephemeral: writes})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if writes {
		if _, _, err := db.Migrate(ctx); err != nil {
			return err
		}
		if err := db.Start(ctx); err != nil {
			return err
		}
		defer func() { _ = db.ReleaseNode(ctx) }()
	}
	m, err := parts[name](ctx, db, address)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(m)
}

// setting reads a whole number from the environment.
func setting(name string, standard int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n >= 0 {
		return n
	}
	return standard
}

func newLoader(db *store.DB) *loader {
	l := &loader{db: db, writers: 1, at: worldDay.UTC()}
	if db.Engine() == "mysql" {
		l.writers = 2
	}
	return l
}

// generate fills an empty database with the made-up company.
func generate(ctx context.Context, db *store.DB, address string) (measured, error) {
	raw, err := connect(address)
	if err != nil {
		return measured{}, err
	}
	defer func() { _ = raw.Close() }()
	started, clients := time.Now(), setting(clientsVariable, 0)
	l := newLoader(db)
	l.company = makeCompany(clients)
	err = without(ctx, db, raw, func() error { return l.load(ctx, clients, setting(divisionVariable, 0)) })
	return measured{time.Since(started).Seconds(), len(l.company.client)}, err
}

// later adds one order for every hundred, all on the day after the first run, with every index in place. Who bought often buys again.
func later(ctx context.Context, db *store.DB, _ string) (measured, error) {
	l := newLoader(db)
	l.company = makeCompany(setting(clientsVariable, 0))
	if err := l.known(ctx); err != nil {
		return measured{}, err
	}
	started, all := time.Now(), len(l.company.client)
	err := l.orders(ctx, all, all+all/100, func(n int) (int32, clock.Day) {
		v := l.company.client[randomOf(ofLater, n).IntN(all)]
		return max(v, ^v), worldDay + 1
	})
	return measured{time.Since(started).Seconds(), all / 100}, err
}

// readFacts drains what a run reads of the orders, on one consistent view, and computes nothing: the limit that a run is held against.
func readFacts(ctx context.Context, db *store.DB, _ string) (measured, error) {
	s := store.NewPortfolio(db)
	started, rows := time.Now(), 0
	err := s.Snapshot(ctx, func(ctx context.Context) error {
		if err := s.Orders(ctx, worldDay, func(portfolio.OrderFact) error { rows++; return nil }); err != nil {
			return err
		}
		return s.Lines(ctx, worldDay, "EUR", func(portfolio.LineFact) error { rows++; return nil })
	})
	return measured{time.Since(started).Seconds(), rows}, err
}
