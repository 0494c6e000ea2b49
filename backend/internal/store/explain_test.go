package store

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"clientele/internal/clock"
)

// TestOrdersComeFromTheIndexAlone asks the engine for its plan of the run's longest reading: the index has every column and the order.
func TestOrdersComeFromTheIndexAlone(t *testing.T) {
	ctx := context.Background()
	address := (&url.URL{Scheme: "sqlite", Path: filepath.ToSlash(filepath.Join(t.TempDir(), "test.db"))}).String()
	db, err := Open(ctx, address, Options{Clock: clock.System{}, Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, _, err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	plan := func(q string, args ...any) string {
		var out []string
		err := db.cells(ctx, 4, "EXPLAIN QUERY PLAN "+q, args, func(v []any) error { out = append(out, text(v[3])); return nil })
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(out, "; ")
	}
	for name, c := range map[string]struct {
		query string
		args  []any
		want  string
	}{
		"orders of all":  {countedOrders + " ORDER BY client_id, day", []any{1}, "SCAN sales_order USING COVERING INDEX sales_order_client"},
		"orders of some": {countedOrders + " AND client_id IN (?, ?) ORDER BY client_id, day", []any{1, 2, 3}, "SEARCH sales_order USING COVERING INDEX sales_order_client (client_id=? AND day<?)"},
		"lines of all":   {db.soldLines(), []any{"EUR", "EUR", 1}, "SCAN l; SEARCH o USING INTEGER PRIMARY KEY (rowid=?)"},
		"figures":        {"SELECT f.client_id," + figureColumns + " FROM portfolio_figure f" + figuresPage, []any{1, 0, 1, 1, 1000}, "SEARCH f USING PRIMARY KEY (client_id>?)"},
	} {
		if got := plan(c.query, c.args...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
