package bench

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/rule"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// ruleVariable names how many clients BenchmarkRuleSegments has; 20,000 where it is not set.
const ruleVariable = "CLIENTELE_BENCH_RULE_CLIENTS"

// The limits per 100,000 clients: a rule of the whole base in seconds, and facts and matching of 1,000 clients against all rules.
const (
	ruleLimit  = 3 * time.Second
	matchLimit = 500 * time.Millisecond
)

// benchRules are what marketing asks: a class, words, sums and counts over a year, a category bought, a long silence.
var benchRules = []struct{ name, root string }{
	{"city", `{"field":"client.city","op":"in","value":["Lyon","Nantes"]}`},
	{"class", `{"all":[{"field":"figure.abc","op":"is","value":"A"},{"field":"figure.orders","op":"gte","value":3}]}`},
	{"spend", `{"measure":"sum","of":"order.net","window":{"last":12,"unit":"month"},"op":"gte","value":100000}`},
	{"category", `{"measure":"count","of":"order_line","where":[{"field":"order_line.category","op":"is","value":"3"}],"window":{"last":24,"unit":"month"},"op":"gte","value":1}`},
	{"silent", `{"all":[{"measure":"count","of":"order","window":{"last":6,"unit":"month"},"op":"is","value":0},{"measure":"count","of":"order","op":"gte","value":2}]}`},
	{"basket", `{"measure":"average","of":"order.net","where":[{"field":"order.channel","op":"is","value":"web"}],"op":"gt","value":5000}`},
	{"mixed", `{"any":[{"all":[{"field":"client.city","op":"is","value":"Lyon"},{"measure":"max","of":"order.day","op":"lt","value":{"ago":90,"unit":"day"}}]},{"not":{"field":"consent.email.marketing","op":"is","value":"granted"}}]}`},
}

// BenchmarkRuleSegments asks each rule of the whole base in SQL, and matches 1,000 clients in memory against all of them together, their
// facts loaded before: eight orders and sixteen lines a client.
func BenchmarkRuleSegments(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchRuleSet(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchRuleSet(b, storetest.MySQL(b)) })
}

func benchRuleSet(b *testing.B, address string) {
	n := 20_000
	if text := os.Getenv(ruleVariable); text != "" {
		n, _ = strconv.Atoi(text)
	}
	now := clock.Fixed(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC))
	db, raw, ctx := storetest.Open(b, address, now), storetest.Raw(b, address), context.Background()
	fillRules(b, db, raw, n)
	rules := store.NewRules(db)
	schema, err := rules.Schema(ctx)
	if err != nil {
		b.Fatal(err)
	}
	var bounds []*rule.Bound
	for _, r := range benchRules {
		tree, err := rule.Parse([]byte(`{"version":1,"root":` + r.root + `}`))
		if err != nil {
			b.Fatal(err)
		}
		bound, err := schema.Bind(tree, rule.MomentAt(now.Now(), time.UTC))
		if err != nil {
			b.Fatal(err)
		}
		bounds = append(bounds, bound)
	}
	b.ResetTimer()
	for range b.N {
		for i, bound := range bounds {
			took, held := wholeBase(b, rules, raw, bound)
			b.ReportMetric(took.Seconds(), benchRules[i].name+"_s")
			b.Logf("%s: %d of %d clients in %v", benchRules[i].name, held, n, took.Round(time.Millisecond))
			if limit := ruleLimit * time.Duration(n) / 100_000; n >= 100_000 && took > limit {
				b.Errorf("%s took %v, more than %v", benchRules[i].name, took, limit)
			}
		}
		load, match := thousand(b, rules, bounds)
		b.ReportMetric(load.Seconds()*1000, "facts_ms")
		b.ReportMetric(match.Seconds()*1000, "match_ms")
		if load+match > matchLimit {
			b.Errorf("facts and matching took %v and %v, more than %v together", load, match, matchLimit)
		}
	}
}

// wholeBase counts the clients of a rule.
func wholeBase(b *testing.B, rules store.Rules, raw *sql.DB, bound *rule.Bound) (took time.Duration, held int) {
	b.Helper()
	where, args, err := rules.Compile(context.Background(), bound)
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := raw.QueryRow("SELECT COUNT(*) FROM client c WHERE "+where, args...).Scan(&held); err != nil {
		b.Fatal(err)
	}
	return time.Since(start), held
}

// thousand loads the facts of 1,000 clients and matches them against every rule.
func thousand(b *testing.B, rules store.Rules, bounds []*rule.Bound) (load, match time.Duration) {
	b.Helper()
	clients := make([]id.ID, 1000)
	for i := range clients {
		clients[i] = id.ID(i + 1)
	}
	start := time.Now()
	facts, err := rules.Facts(context.Background(), rule.NewLayout(bounds...), clients)
	if err != nil {
		b.Fatal(err)
	}
	load = time.Since(start)
	start = time.Now()
	for i := range facts {
		for _, bound := range bounds {
			bound.Match(&facts[i])
		}
	}
	return load, time.Since(start)
}

// fillRules lays out clients with figures, consents, orders and lines, which the database multiplies from 1,000 numbers.
func fillRules(b *testing.B, db *store.DB, raw *sql.DB, n int) {
	b.Helper()
	run := func(query string, args ...any) { storetest.Exec(b, raw, query, args...) }
	at := "'2026-01-01'"
	if db.Engine() == "sqlite" {
		at = "1767225600000000"
		run("PRAGMA synchronous = OFF")
	}
	run("CREATE TABLE bench_number (n BIGINT NOT NULL PRIMARY KEY)")
	for i := range 1000 {
		run("INSERT INTO bench_number (n) VALUES (?)", i)
	}
	for i := range 20 {
		run("INSERT INTO product (id, version, sku, name, name_key, category_id, currency, state, content_hash, created_at, updated_at) VALUES (?, 1, ?, 'P', 'p', ?, 'EUR', 'active', 0, "+at+", "+at+")", i+1, fmt.Sprint(i), i%5+1)
	}
	run("INSERT INTO portfolio_published (name, run_id, number, previous_number, version, published_at) VALUES ('portfolio', 1, 1, 0, 1, " + at + ")")
	today := int64(clock.Date(2026, 3, 12))
	for k := range n / 1000 {
		base := k * 1000
		run(`INSERT INTO client (id,version,source,kind,state,name,name_key,title,first_name,last_name,company_name,email,email_key,phone,phone_key,language,time_zone,gender,occupation,income_band,interests,
			preferred_channel,line1,line2,postcode,city,city_key,region,country,acquisition_source,risk,is_reference,note,content_hash,created_at,updated_at)
			SELECT ?+n+1, 1, 'bench', 'b2c', 'active', 'Ada', 'ada', '', 'Ada', '', '', '', '', '', '', 'fr', '', '', '', '', '', '', '', '', '', '', CASE n % 40 WHEN 0 THEN 'lyon' WHEN 1 THEN 'nantes' ELSE 'paris' END,
			'', 'FR', '', '', 0, '', 0, `+at+", "+at+" FROM bench_number", base)
		run(`INSERT INTO portfolio_figure (division_id,client_id,from_run,to_run,orders,revenue_minor,total_orders,total_days,total_revenue_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group)
			SELECT 0, ?+n+1, 1, 9999, n % 9, n * 100, n % 30, 1, n * 300, 0, n, CASE WHEN n % 5 = 0 THEN 'A' WHEN n % 5 < 3 THEN 'B' ELSE 'C' END, 1, 1, 1, 'new' FROM bench_number`, base)
		run("INSERT INTO consent_current (client_id,channel,purpose,state,at,consent_id) SELECT ?+n+1, 'email', 'marketing', CASE WHEN n % 4 = 0 THEN 'withdrawn' ELSE 'granted' END, "+at+", 1 FROM bench_number", base)
		for o := range 8 {
			first := (k*8 + o) * 1000
			run(`INSERT INTO sales_order (id,version,source,reference,client_id,channel,kind,status,counted,ordered_at,day,currency,rate_micro,net_minor,tax_minor,discount_minor,value_minor,margin_minor,line_count,content_hash,created_at,updated_at)
				SELECT ?+n+1, 1, 'bench', ?+n, ?+n+1, CASE n % 3 WHEN 0 THEN 'web' ELSE 'store' END, 'sale', 'delivered', 1, `+at+`, ? - (n * 37 + ? * 211) % 1500, 'EUR', 1000000, n * 20, 0, 0, n * 20, n, 2, 0, `+at+", "+at+" FROM bench_number",
				first, first, base, today, o)
			for l := range 2 {
				run(`INSERT INTO order_line (order_id,line,product_id,description,quantity_milli,unit_price_micro,net_minor,tax_minor,discount_minor)
					SELECT ?+n+1, ?, (n * 7 + ?) % 20 + 1, '', 1000, 1, n * 10, 0, 0 FROM bench_number`, first, l+1, o+l)
			}
		}
	}
	if db.Engine() == "mysql" {
		run("ANALYZE TABLE client, sales_order, order_line, portfolio_figure, consent_current")
	} else {
		run("PRAGMA optimize")
	}
}
