package bench

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
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
	quickVariable    = "CLIENTELE_BENCH_QUICK"
)

// part does its work and says how long the part of it took that is measured, and of how many rows.
type part func(ctx context.Context, db *store.DB, address string) (measured, error)

type measured struct {
	Seconds float64 `json:"seconds"`
	Rows    int     `json:"rows"`
	Cut     bool    `json:"cut"` // it was not over within the time that it has
}

var parts = map[string]part{"generate": generate, "later": later, "read": readFacts, "own": readAsRuns, "pass": passArrays, "group": groupBySQL}

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
	return measured{Seconds: time.Since(started).Seconds(), Rows: len(l.company.client)}, err
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
	return measured{Seconds: time.Since(started).Seconds(), Rows: all / 100}, err
}

// plainOrders and plainLines are the facts that a run rests on, as plain SQL reads them: every counted order of a client, and every line
// beside its order, the lines as they lie. {join} keeps the engine from beginning with the orders, which takes longer.
const (
	plainOrders = `SELECT client_id, day, kind = 'sale', value_minor, margin_minor, division_id FROM sales_order
WHERE counted = 1 AND day <= ? ORDER BY client_id, day`
	plainLines = `SELECT l.order_id, l.product_id, l.net_minor, o.client_id, o.day, o.kind = 'sale' FROM order_line l {join} sales_order o ON o.id = l.order_id
WHERE o.day + 0 <= ? AND o.client_id IS NOT NULL AND o.counted = 1 ORDER BY l.order_id, l.line`
)

// readFacts reads the facts of a run with plain SQL and computes nothing: the limit that a run is held against.
func readFacts(ctx context.Context, db *store.DB, address string) (measured, error) {
	raw, err := connect(address)
	if err != nil {
		return measured{}, err
	}
	defer func() { _ = raw.Close() }()
	join := "CROSS JOIN"
	if db.Engine() == "mysql" {
		join = "STRAIGHT_JOIN"
	}
	started, rows := time.Now(), 0
	for _, q := range []string{plainOrders, strings.Replace(plainLines, "{join}", join, 1)} {
		n, err := drain(ctx, raw, q, int64(worldDay))
		if err != nil {
			return measured{}, err
		}
		rows += n
	}
	return measured{Seconds: time.Since(started).Seconds(), Rows: rows}, nil
}

// drain reads six whole numbers a row.
func drain(ctx context.Context, raw *sql.DB, q string, args ...any) (n int, err error) {
	rows, err := raw.QueryContext(ctx, q, args...)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }()
	var v [6]sql.NullInt64
	for rows.Next() {
		if err := rows.Scan(&v[0], &v[1], &v[2], &v[3], &v[4], &v[5]); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// readAsRuns drains the queries that a run reads the same facts by: it brings lines together with their orders itself.
func readAsRuns(ctx context.Context, db *store.DB, _ string) (measured, error) {
	s := store.NewPortfolio(db)
	started, rows := time.Now(), 0
	err := s.Snapshot(ctx, func(ctx context.Context) error {
		if err := s.Orders(ctx, worldDay, "EUR", func(portfolio.OrderFact) error { rows++; return nil }); err != nil {
			return err
		}
		return s.Lines(ctx, func(portfolio.SoldLine) error { rows++; return nil })
	})
	return measured{Seconds: time.Since(started).Seconds(), Rows: rows}, err
}
