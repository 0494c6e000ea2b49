package store_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// TestPlansOfTheRun asks each engine how it reads the facts of a run: orders come from their index alone, lines and figures in the order of
// their keys, and nothing is sorted.
func TestPlansOfTheRun(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			url := address(t)
			db := storetest.Open(t, url, noon)
			f := newFair(t, db, 400, 5)
			for range 4 {
				f.buy(t, 900, "2026-03-12", 900)
			}
			if _, err := f.run(t, "2026-03-12", quiet{}); err != nil {
				t.Fatal(err)
			}
			raw := storetest.Raw(t, url)
			want := map[string][]string{
				"orders of all":  {"SCAN sales_order USING COVERING INDEX sales_order_client"},
				"orders of some": {"SEARCH sales_order USING COVERING INDEX sales_order_client (client_id=? AND day<?)"},
				"lines of all":   {"SCAN order_line"},
				"figures":        {"SEARCH f USING PRIMARY KEY (client_id>?)"},
			}
			read := sqlitePlan
			if engine == "mysql" {
				storetest.Exec(t, raw, "ANALYZE TABLE sales_order, order_line, portfolio_figure")
				read = mysqlPlan
				want = map[string][]string{
					"orders of all":  {"sales_order index sales_order_client Using where; Using index"},
					"orders of some": {"sales_order range sales_order_client Using where; Using index"},
					"lines of all":   {"order_line index PRIMARY "},
					"figures":        {"f range PRIMARY Using where"},
				}
			}
			for _, q := range store.RunReadings(db) {
				if got := read(t, raw, q); !slices.Equal(got, want[q.Name]) {
					t.Errorf("%s:\n got %q\nwant %q", q.Name, got, want[q.Name])
				}
			}
		})
	}
}

func sqlitePlan(t *testing.T, raw *sql.DB, q store.Reading) []string {
	t.Helper()
	return plan(t, raw, "EXPLAIN QUERY PLAN "+q.Query, q.Args, "detail")
}

func mysqlPlan(t *testing.T, raw *sql.DB, q store.Reading) []string {
	t.Helper()
	return plan(t, raw, "EXPLAIN "+q.Query, q.Args, "table", "type", "key", "Extra")
}

// plan gives some columns of each line of a plan, with a space between them.
func plan(t *testing.T, raw *sql.DB, query string, args []any, columns ...string) []string {
	t.Helper()
	rows, err := raw.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, c := range columns {
			line = append(line, cells[slices.Index(names, c)].String)
		}
		out = append(out, strings.Join(line, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatal(fmt.Errorf("no plan for %.60s", query))
	}
	return out
}
