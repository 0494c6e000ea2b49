package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// deal is an order of one line, in whole euros; below zero it is a return. More is further JSON of the order.
type deal struct {
	ref, client, day, sku string
	euros                 int
	more                  string
}

// deals writes orders, and clients and products where they are new.
func (p *program) deals(t *testing.T, list ...deal) {
	t.Helper()
	var clients, orders []string
	for _, d := range list {
		kind, quantity, price := "sale", 1, d.euros
		if d.euros < 0 {
			kind, quantity, price = "return", -1, -d.euros
		}
		clients = append(clients, fmt.Sprintf(`{"source":"t","reference":%q,"last_name":%q,"country":"FR","city":"Lyon"}`, d.client, "Client "+d.client))
		orders = append(orders, fmt.Sprintf(`{"source":"t","reference":%q,"client_source":"t","client_reference":%q,"kind":%q,"ordered_at":"%sT10:00:00Z"%s,
			"lines":[{"sku":%q,"quantity":"%d","unit_price":"%d"}]}`, d.ref, d.client, kind, d.day, d.more, d.sku, quantity, price))
	}
	slices.Sort(clients)
	p.do(t, call{role: account.Manager, method: "POST", path: "/clients/bulk", body: `{"items":[` + strings.Join(slices.Compact(clients), ",") + `]}`, want: 200, has: []string{`"failed":0`}})
	p.do(t, call{role: account.Manager, method: "POST", path: "/orders/bulk", body: `{"items":[` + strings.Join(orders, ",") + `]}`, want: 200, has: []string{`"failed":0`}})
}

func day(t *testing.T, text string) clock.Day {
	t.Helper()
	d, err := clock.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// runIDs gives the ids of the runs, the oldest first.
func (p *program) runIDs(t *testing.T) []string {
	t.Helper()
	return p.pages(t, "/portfolio_runs?sort=number", "id")
}

var reportPaths = []string{"/lifetime", "/matrix", "/retention", "/cohorts", "/life_stage", "/relationship", "/balance", "/frat", "/tiers", "/trend", "/map"}

// shop sells tyres, due every twelve months, to clients of two divisions.
func (p *program) shop(t *testing.T) {
	t.Helper()
	p.create(t, "/divisions", `{"code":"N","name":"North"}`)
	p.create(t, "/categories", `{"code":"tyres","name":"Tyres","renewal_months":12}`)
	p.do(t, call{role: account.Manager, method: "POST", path: "/products/bulk", body: `{"items":[{"sku":"T","name":"Tyre","category":"tyres"},{"sku":"X","name":"Other"}]}`, want: 200})
	north := `,"division":"N"`
	p.deals(t, deal{"1", "a", "2024-01-10", "T", 400, north}, deal{"2", "a", "2025-02-01", "T", 400, north}, deal{"3", "b", "2024-05-01", "T", 200, ""},
		deal{"4", "b", "2025-06-01", "T", 300, ""}, deal{"5", "c", "2025-03-20", "T", 100, north}, deal{"6", "d", "2025-12-01", "T", 50, ""},
		deal{"7", "e", "2026-01-15", "X", 70, ""}, deal{"8", "a", "2026-02-20", "X", 30, ""})
}

func TestReportPromises(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		all := append([]string{"/matrix/points", "/renewals", "/renewals/days", "/alarms", "/migration?measure=abc", "/export?table=tiers"}, reportPaths...)
		for _, path := range all {
			p.do(t, call{method: "GET", path: "/portfolio" + path, want: 401, has: []string{"token_missing"}})
			p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio" + path, want: 404})
		}
		p.shop(t)
		p.analyse(t, day(t, "2026-02-28"))
		p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc", want: 404})
		p.analyse(t, day(t, "2026-03-12"))
		runs := p.runIDs(t)
		for _, path := range all {
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			at := func(q string, want int, has ...string) call {
				return call{name: fmt.Sprint(want, " ", path, sep, q), role: account.Analyst, method: "GET", path: "/portfolio" + path + sep + q, want: want, has: has}
			}
			calls := []call{at("", 200), at("nobody_knows=1", 422, "nobody_knows")}
			if !strings.HasPrefix(path, "/migration") {
				calls = append(calls, at("run=x", 422, `"run"`), at("run=7", 404), at("run="+runs[0], 200), at("division_id=x", 422, `"division_id"`))
			}
			if !strings.HasPrefix(path, "/export") {
				calls = append(calls, at("division_id=7", 404))
			}
			p.run(t, calls)
		}
		for _, path := range reportPaths {
			r := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio" + path, want: 200, has: []string{`"number":2`, `"division_id":null`, runs[1]}})
			tag := r.header.Get("ETag")
			if !strings.HasPrefix(tag, `"v2-`) {
				t.Errorf("%s: ETag %s", path, tag)
			}
			p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio" + path, header: map[string]string{"If-None-Match": tag}, want: 304})
			p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio" + path + "?run=" + runs[0], header: map[string]string{"If-None-Match": tag}, want: 200, has: []string{`"number":1`}})
		}
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: "/portfolio/cohorts?period=week", want: 422, has: []string{`"period"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/cohorts?period=quarter", want: 200, has: []string{`"cohort":"2024-Q1"`}, not: []string{"2024-01"}},
			{role: account.Analyst, method: "GET", path: "/portfolio/matrix/points?quadrant=best", want: 422, has: []string{`"quadrant"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/matrix/points?limit=1001", want: 422, has: []string{`"limit"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/matrix/points?limit=0", want: 422},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?stage=dead", want: 422, has: []string{`"stage"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?category_id=x", want: 422, has: []string{`"category_id"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?from=yesterday", want: 422, has: []string{`"from"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?from=2026-03-02&to=2026-03-01", want: 422, has: []string{`"to"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?cursor=x", want: 422, has: []string{`"cursor"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals?sort=name", want: 422, has: []string{`"sort"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals/days?from=2020-01-01&to=2026-01-01", want: 422, has: []string{`"to"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/renewals/days?from=2999-12-31", want: 200, has: []string{`"days":[]`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration", want: 422, has: []string{`"measure"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc,rfm_group", want: 422},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=client_id", want: 422},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc&from_run=" + runs[1] + "&to_run=" + runs[0], want: 422, has: []string{`"from_run"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc&to_run=" + runs[0], want: 404},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc&from_run=7", want: 404},
			{role: account.Analyst, method: "GET", path: "/portfolio/export?table=users", want: 422, has: []string{`"table"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/export", want: 422, has: []string{`"table"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/export?table=tiers&format=pdf", want: 422, has: []string{`"format"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/export?table=migration", want: 422, has: []string{`"measure"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/export?table=clients&division_id=7", want: 404},
			{role: account.Analyst, method: "GET", path: "/portfolio/export?table=map&division_id=7", want: 404},
		})
	})
}

// What a run has stored is what is served, field by field, for the company and for a division.
func TestReportsAsStored(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		p.analyse(t, day(t, "2026-03-12"))
		north := p.pages(t, "/divisions", "id")[0]
		s := store.NewAnalyses(p.DB)
		for _, name := range []portfolio.ReportName{portfolio.ReportMatrix, portfolio.ReportRetention, portfolio.ReportRelationship, portfolio.ReportFRAT, portfolio.ReportTiers,
			portfolio.ReportTrend, portfolio.ReportMap, portfolio.ReportLifetime} {
			for _, division := range []string{"", north} {
				path, of := "/portfolio/"+string(name), id.ID(0)
				if division != "" {
					path += "?division_id=" + division
					var err error
					if of, err = id.Parse(division); err != nil {
						t.Fatal(err)
					}
				}
				text, err := s.Report(context.Background(), 1, of, string(name))
				if err != nil {
					if of != 0 && name == portfolio.ReportFRAT { // lines are read for the company only
						continue
					}
					t.Fatalf("%s of %d: %v", name, of, err)
				}
				var stored, served map[string]any
				if err := json.Unmarshal([]byte(text), &stored); err != nil {
					t.Fatal(err)
				}
				p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200}).decode(&served)
				for k, v := range stored {
					if k != "holdout_reason" && !reflect.DeepEqual(served[k], v) {
						t.Errorf("%s of %d: %s is served as %v, stored as %v", name, of, k, served[k], v)
					}
				}
			}
		}
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: "/portfolio/balance", want: 200, has: []string{`"first":0.1`, `"lorenz":[{"client_share":0,`, `"code":"first_client"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/retention", want: 200, has: []string{`"month":"2024-01","won":1,"recovered":0,"lost":0,"active":1`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/map", want: 200, has: []string{`"city":"Lyon"`, `"country":"FR"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/life_stage", want: 200, has: []string{`"code":"tyres"`, `"source":"declared"`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/matrix/points?limit=2", want: 200, has: []string{`"name":"Client b"`, `"previous":null`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/matrix/points?quadrant=mature,desirable&division_id=" + north, want: 200, not: []string{"Client b", "unverified"}},
		})
	})
}

// The points that a large run keeps are those that a search among all figures finds.
func TestPointsOfALargeRun(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		p.analyse(t, day(t, "2026-03-12"))
		ctx, s := context.Background(), store.NewAnalyses(p.DB)
		all, err := s.MatrixPoints(ctx, 1, portfolio.PointFilter{Limit: 1000})
		if err != nil || len(all) != 5 {
			t.Fatalf("%v %v", all, err)
		}
		clients := []id.ID{}
		for _, c := range all {
			clients = append(clients, c.Client)
		}
		slices.Sort(clients)
		for _, f := range []portfolio.PointFilter{{Limit: 1000}, {Limit: 2}, {Limit: 10, Quadrants: []string{all[0].Quadrant}}} {
			want, err := s.MatrixPoints(ctx, 1, f)
			if err != nil {
				t.Fatal(err)
			}
			f.Clients = clients
			if got, err := s.MatrixPoints(ctx, 1, f); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%+v: %v, want %v, %v", f, got, want, err)
			}
		}
	})
}

// The alarms of the published run know what has become of it since; those of a former run do not change.
func TestAlarmsSinceTheRun(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.deals(t, deal{"1", "a", "2025-10-10", "X", 100, ""}, deal{"2", "b", "2025-10-11", "X", 50, ""})
		p.analyse(t, day(t, "2025-10-31"))
		const path = "/portfolio/alarms"
		p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"code":"stale_data"`, `"days":152`, `"code":"concentration_first"`}, not: []string{"run_failed"}})
		p.do(t, call{role: account.Analyst, method: "GET", path: path + "?run=" + p.runIDs(t)[0], want: 200, has: []string{`"code":"concentration_first"`}, not: []string{"stale_data"}})
		asOf := day(t, "2026-03-12")
		j := job.New(portfolio.JobKind, "portfolio", "portfolio_run", 0, portfolio.Params{AsOf: &asOf, Trigger: "manual"}, 0)
		if _, err := p.Services.Portfolio.Execute(context.Background(), j, broken{}); err == nil {
			t.Fatal("the run did not fail")
		}
		r := p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"code":"run_failed","severity":"danger","values":{"number":2}`}})
		if i, k := bytes.Index(r.raw, []byte("run_failed")), bytes.Index(r.raw, []byte("stale_data")); i > k {
			t.Errorf("order of alarms: %s", r.raw)
		}
		p.analyse(t, asOf)
		p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, not: []string{"run_failed"}})
	})
}

// broken is a progress that nobody can write.
type broken struct{}

func (broken) Update(context.Context, int64, int64, string) error { return fmt.Errorf("no more room") }

// Once there are runs, whatever is asked of an analysis is answered as the document says.
func TestReportsEndureAnything(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		p.analyse(t, day(t, "2026-02-28"))
		p.analyse(t, day(t, "2026-03-12"))
		ids := slices.Concat(p.runIDs(t), p.pages(t, "/divisions", "id"), p.pages(t, "/categories", "id"), p.pages(t, "/clients", "id"))
		w := &walker{Rand: rand.New(rand.NewPCG(3, 4)), ids: ids}
		for range 2 * walks(t) {
			for _, path := range slices.Sorted(maps.Keys(p.spec.Paths.Map())) {
				if op := p.spec.Paths.Value(path).Get; op != nil && strings.HasPrefix(path, "/portfolio/") {
					p.endure(t, w.request("GET", path, op), op)
				}
			}
		}
	})
}
