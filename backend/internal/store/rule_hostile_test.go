package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/rule"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// hostile are texts that have broken comparisons before: quotes, escapes, wildcards, spaces at the ends, control characters, forms of one
// letter, characters beyond the first plane, and very long ones.
var hostile = []string{"", "a", "A", "a ", " a", "a  ", "é", "e\u0301", "É", "ß", "ſ", "İ", "œuf", "OEUF", "Łódź", "Lyon", "LYON", "lyon\t", "L'Isle", "''", "'", `"`, `""`, "`", `\`, `\\`, `\'`, `a\`,
	"%", "_", "%a%", "a_", "100 %", "'; DROP TABLE client; --", "' OR '1'='1", "/*", "--", "?", "@x", ":x", "$1", "tab\there", "line\nbreak", "\r", "\x01", "\x1f\x7f", "a\x00b", "\x00",
	"😀", "👩‍👩‍👧", "日本", "עברית", "\u200b", "\u00a0", "\ufeff", "\ufffd", "Ω", "k", "1", "01", "1.0", "null", "NULL", "true", "0", strings.Repeat("x", 64), strings.Repeat("é", 120), strings.Repeat("%_\\", 80)}

// hostileWorld is a base of clients with rows in every table that rules read, filled with hostile values.
type hostileWorld struct {
	db       *store.DB
	rules    store.Rules
	schema   rule.Schema
	clients  []id.ID
	days     []clock.Day
	segments []id.ID
	single   []*rule.Field
	rows     map[string][]*rule.Field
	drawn    [50]rule.Tree
	words    []string
}

// ruleReads are the tables that rules read with how many rows each gets per client.
var ruleReads = []struct {
	table string
	rows  float64
}{{"client", 1}, {"client_attribute", 4}, {"consent_current", 3}, {"sales_order", 4}, {"order_line", 12}, {"interaction", 3}, {"service_case", 2}, {"delivery", 3},
	{"campaign_member", 2}, {"offer_event", 3}, {"receivable", 2}, {"subscription", 2}, {"wallet_share", 2}, {"contact", 2}, {"segment_member", 1.5}, {"portfolio_figure", 0.9}}

func newHostileWorld(t *testing.T, db *store.DB, url string, clients int) *hostileWorld {
	t.Helper()
	w := &hostileWorld{db: db, rules: store.NewRules(db), rows: map[string][]*rule.Field{}}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range clients {
		w.clients = append(w.clients, id.ID(i+1))
	}
	for _, m := range moments(t) {
		w.days = append(w.days, m.Today, m.Today-1, m.Today-7, m.Today-30, m.Today.AddMonths(-1), m.Today.AddMonths(-12), m.Today.AddMonths(-360))
	}
	w.days = append(w.days, clock.Date(1969, 12, 31), clock.Date(1972, 2, 29), clock.Date(1905, 3, 1))
	raw := storetest.Raw(t, url)
	w.frame(t, raw)
	w.schemas(t)
	layout := storetest.Raw(t, sqliteLayout(t))
	for _, r := range ruleReads {
		w.fill(t, raw, layout, random, r.table, int(r.rows*float64(clients)))
	}
	return w
}

// sqliteLayout is the address of an empty base whose tables say how wide their columns are.
func sqliteLayout(t *testing.T) string {
	url := storetest.SQLite(t)
	storetest.Open(t, url, noon)
	return url
}

// frame writes what the rest hangs on: a published run, the company's own fields, segments of every kind.
func (w *hostileWorld) frame(t *testing.T, raw *sql.DB) {
	t.Helper()
	now := time.Time(noon)
	storetest.Exec(t, raw, "INSERT INTO portfolio_published (name, run_id, number, previous_number, version, published_at) VALUES ('portfolio', 1, 7, 6, 1, ?)", now)
	for i, a := range []string{"text", "number", "day", "choice", "flag", "text"} {
		state := "active"
		if i == 5 {
			state = "archived"
		}
		storetest.Exec(t, raw, "INSERT INTO attribute (id, version, code, name, type, choices, state, created_at, updated_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)",
			i+1, "a"+strconv.Itoa(i), "A", a, `["a","A","a "]`, state, now, now)
	}
	for i, s := range [][3]string{{"static", "", ""}, {"static", "", ""}, {"rule", "", ""}, {"computed", "abc", "A"}, {"computed", "relationship", "prospect"}, {"computed", "relationship", "loyal"}, {"computed", "trend", "a"}} {
		storetest.Exec(t, raw, `INSERT INTO segment (id, version, code, name, name_key, description, kind, measure, measure_value, rule, state, members, created_by, created_at, updated_at)
			VALUES (?, 1, ?, 'S', 's', '', ?, ?, ?, '', 'active', 0, 1, ?, ?)`, i+1, fmt.Sprint("s", i), s[0], s[1], s[2], now, now)
		w.segments = append(w.segments, id.ID(i+1))
	}
	w.segments = append(w.segments, 99)
	for i, parent := range []int64{0, 1, 2, 0, 4, 0, 0, 7} { // 3 below 2 below 1
		storetest.Exec(t, raw, "INSERT INTO product_category (id, version, code, name, parent_id, state, created_at, updated_at) VALUES (?, 1, ?, 'C', ?, 'active', ?, ?)",
			i+1, fmt.Sprint("c", i), sql.NullInt64{Int64: parent, Valid: parent > 0}, now, now)
	}
	for i := range 8 {
		storetest.Exec(t, raw, "INSERT INTO product (id, version, sku, name, name_key, category_id, currency, state, content_hash, created_at, updated_at) VALUES (?, 1, ?, 'P', 'p', ?, 'EUR', 'active', 0, ?, ?)",
			i+1, fmt.Sprint("p", i), sql.NullInt64{Int64: int64(i%3 + 1), Valid: i%4 != 0}, now, now)
	}
}

func (w *hostileWorld) schemas(t *testing.T) {
	t.Helper()
	var err error
	if w.schema, err = w.rules.Schema(context.Background()); err != nil {
		t.Fatal(err)
	}
	fields := append(w.schema.Fields(), w.schema.Field("consent.email.other"))
	for _, f := range fields {
		if w.schema.Collection(f.Noun) != nil {
			w.rows[f.Noun] = append(w.rows[f.Noun], f)
			continue
		}
		w.single = append(w.single, f)
		for range map[string]int{"client": 1, "figure": 1, "attribute": 3}[f.Noun] {
			w.single = append(w.single, f)
		}
	}
	for _, f := range fields {
		w.words = append(w.words, f.Choices...)
	}
}

// fill writes random rows into a table, column by column as each is declared; rows that break a key are left out.
func (w *hostileWorld) fill(t *testing.T, raw, layout *sql.DB, random *rand.Rand, table string, n int) {
	t.Helper()
	type column struct {
		name, kind string
		null       bool
	}
	rows, err := layout.Query("SELECT name, type, \"notnull\", pk FROM pragma_table_info('" + table + "')")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var columns []column
	var names []string
	for rows.Next() {
		var c column
		var notNull, key int
		if err := rows.Scan(&c.name, &c.kind, &notNull, &key); err != nil {
			t.Fatal(err)
		}
		c.null = notNull == 0
		columns, names = append(columns, c), append(names, c.name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	verb := "INSERT OR IGNORE INTO "
	if w.db.Engine() == "mysql" {
		verb = "INSERT IGNORE INTO "
	}
	tx, err := raw.Begin()
	if err != nil {
		t.Fatal(err)
	}
	one := verb + table + " (" + strings.Join(names, ",") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?,", len(names)), ",") + ")"
	for i := range n {
		args := make([]any, len(columns))
		for j, c := range columns {
			args[j] = w.invent(random, table, c.name, c.kind, i+1)
			if c.null && random.IntN(4) == 0 {
				args[j] = nil
			}
		}
		storetest.Exec(t, tx, one, args...)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func oneOf[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// invent gives a value of a column of row i.
func (w *hostileWorld) invent(r *rand.Rand, table, name, kind string, i int) any {
	switch table + "." + name {
	case "client.merged_into":
		if i%20 != 0 {
			return nil
		}
	case "portfolio_figure.division_id":
		return oneOf(r, 0, 0, 0, 0, 5)
	case "portfolio_figure.client_id":
		return i
	case "portfolio_figure.from_run":
		return oneOf(r, 1, 6, 7, 8)
	case "portfolio_figure.to_run":
		return oneOf(r, 7, 8, 9)
	case "portfolio_figure.doubts":
		return r.IntN(8)
	case "order_line.order_id":
		return 1 + r.IntN(1200)
	case "sales_order.rate_micro":
		return oneOf(r, 1_000_000, 1_234_567, 655_957_000, 3_333)
	case "sales_order.currency":
		return oneOf(r, "EUR", "EUR", "USD", "XOF", "KWD")
	case "client_attribute.attribute_id":
		return 1 + r.IntN(6)
	case "consent_current.channel":
		return oneOf(r, "email", "sms", "phone")
	case "consent_current.purpose":
		return oneOf(r, "marketing", "other")
	case "segment_member.segment_id":
		return 1 + r.IntN(3)
	case "client.name_key", "client.city_key", "client.email_key":
		return page.Cut(page.Fold(oneOf(r, hostile...)), 60)
	}
	switch {
	case name == "id" || name == "line":
		return i
	case name == "client_id":
		return 1 + r.IntN(len(w.clients))
	case name == "reference" || name == "event_key":
		return fmt.Sprint(oneOf(r, hostile[:40]...), i)
	case strings.HasSuffix(name, "_id"):
		return 1 + r.IntN(8)
	case strings.HasSuffix(name, "day") || name == "day_value":
		return int64(oneOf(r, w.days...)) + int64(r.IntN(5)-2)
	}
	switch {
	case kind == "DATETIME":
		return w.instant(r)
	case kind == "DOUBLE":
		return oneOf(r, 0, 1, 0.1, 0.30000000000000004, -1.5, 48.8566, 25, 1e21, 1e-9, 7, 12.25)
	case kind == "TINYINT":
		return r.IntN(2)
	case strings.HasPrefix(kind, "VARCHAR"):
		width, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(kind, "VARCHAR("), ")"))
		text := []rune(oneOf(r, hostile...))
		if r.IntN(2) == 0 {
			text = []rune(oneOf(r, w.words...))
		}
		return string(text[:min(len(text), width)])
	case kind == "TEXT":
		return oneOf(r, hostile...)
	}
	if r.IntN(20) == 0 {
		return oneOf[int64](r, 999_999_999, -999_999_999, 123_456_789_012, -123_456_789_012)
	}
	return int64(r.IntN(40) - 8)
}

// instant gives a time at or beside the edge of a day in one of the zones.
func (w *hostileWorld) instant(r *rand.Rand) time.Time {
	zone, err := time.LoadLocation(oneOf(r, "Europe/Paris", "America/New_York", "Africa/Cairo", "Pacific/Kiritimati", "UTC"))
	if err != nil {
		zone = time.UTC
	}
	at := (oneOf(r, w.days...) + clock.Day(r.IntN(5)-2)).Start(zone)
	return at.Add(oneOf(r, 0, time.Microsecond, -time.Microsecond, time.Hour, -time.Hour, 13*time.Hour)).UTC()
}
