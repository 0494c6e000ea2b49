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
	"clientele/internal/analytics"
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
			if tag != `"v2"` {
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

// A shares the list of renewals between pages; days and stages count the same clients.
func TestRenewals(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.create(t, "/categories", `{"code":"tyres","name":"Tyres","renewal_months":12}`)
		oil := p.create(t, "/categories", `{"code":"oil","name":"Oil","renewal_months":6}`)
		p.do(t, call{role: account.Manager, method: "POST", path: "/products/bulk", body: `{"items":[{"sku":"T","name":"Tyre","category":"tyres"},{"sku":"O","name":"Oil","category":"oil"}]}`, want: 200})
		var list []deal
		for i := range 25 {
			sku := "T"
			if i%5 == 0 {
				sku = "O"
			}
			// Many are due on the same day, so that the client's id decides.
			list = append(list, deal{fmt.Sprint(i), fmt.Sprint("c", i), clock.Date(2025, 1, 1+i/4*40).String(), sku, 100 + i, ""})
		}
		p.deals(t, list...)
		p.analyse(t, day(t, "2026-03-12"))
		var whole struct {
			Items []struct {
				DueDay   string `json:"due_day"`
				LastDay  string `json:"last_day"`
				DaysLate int64  `json:"days_late"`
				Cycle    int64  `json:"cycle_days"`
				Stage    string `json:"stage"`
				Client   struct{ ID, Name string }
				Category *struct{ ID, Code string }
				Minor    int64 `json:"predicted_minor"`
			}
			Total *int64
		}
		p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/renewals?limit=200&total=true", want: 200}).decode(&whole)
		if len(whole.Items) != 25 || *whole.Total != 25 {
			t.Fatalf("%d renewals of %v", len(whole.Items), whole.Total)
		}
		stages, days, value := map[string]int{}, map[string]int64{}, int64(0)
		var due []string
		for _, r := range whole.Items {
			due = append(due, r.DueDay)
			stages[r.Stage]++
			days[r.DueDay]++
			value += r.Minor
			if d := day(t, r.DueDay); int64(day(t, "2026-03-12")-d) != r.DaysLate || day(t, r.LastDay)+clock.Day(r.Cycle) != d || r.Category == nil {
				t.Errorf("renewal %+v", r)
			}
		}
		if !slices.IsSorted(due) {
			t.Errorf("due days %v", due)
		}
		for _, limit := range []string{"1", "4", "7"} {
			if got := p.pages(t, "/portfolio/renewals?limit="+limit, "due_day"); !slices.Equal(got, due) {
				t.Errorf("in pages of %s: %v, want %v", limit, got, due)
			}
		}
		slices.Reverse(due)
		if got := p.pages(t, "/portfolio/renewals?limit=3&sort=-due", "due_day"); !slices.Equal(got, due) {
			t.Errorf("backwards: %v, want %v", got, due)
		}
		for stage, n := range stages {
			if got := p.pages(t, "/portfolio/renewals?limit=2&stage="+stage, "due_day"); len(got) != n {
				t.Errorf("%s: %d renewals, want %d", stage, len(got), n)
			}
		}
		if got := p.pages(t, "/portfolio/renewals?category_id="+oil, "due_day"); len(got) != 5 {
			t.Errorf("of oil: %d renewals", len(got))
		}
		if got := p.pages(t, "/portfolio/renewals?from="+due[3]+"&to="+due[3], "due_day"); int64(len(got)) != days[due[3]] {
			t.Errorf("of %s: %d renewals, want %d", due[3], len(got), days[due[3]])
		}
		var counted struct {
			Days []struct {
				Day     string
				Clients int64
				Minor   int64 `json:"value_minor"`
			}
		}
		p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/renewals/days?from=2025-03-01&to=2027-05-01", want: 200}).decode(&counted)
		for _, d := range counted.Days {
			if days[d.Day] != d.Clients {
				t.Errorf("%s: %d clients, want %d", d.Day, d.Clients, days[d.Day])
			}
			delete(days, d.Day)
			value -= d.Minor
		}
		if len(days) > 0 || value != 0 {
			t.Errorf("days left out: %v, value %d", days, value)
		}
		if rows := p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/export?table=renewals", want: 200}).rows(); len(rows) != 25 || rows[24]["due_day"] != due[0] {
			t.Errorf("%d rows exported", len(rows))
		}
	})
}

// Three runs, counted by hand. Run 1: a 100, b 50, c 10, so A, B, C. Run 2: b 150, a 100, d 40, c 10, so A, A, B, C. Run 3: c's order was
// cancelled and a brought everything back, so b 150, d 40, a 0: A, B, none; c is absent.
func TestMigrationOverThreeRuns(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		north := p.create(t, "/divisions", `{"code":"N","name":"North"}`)
		in := `,"division":"N"`
		p.deals(t, deal{"1", "a", "2026-01-10", "X", 100, ""}, deal{"2", "b", "2026-01-11", "X", 50, in}, deal{"3", "c", "2026-01-12", "X", 10, ""})
		p.analyse(t, day(t, "2026-01-31"))
		p.deals(t, deal{"4", "b", "2026-02-10", "X", 100, ""}, deal{"5", "d", "2026-02-11", "X", 40, in})
		p.analyse(t, day(t, "2026-02-28"))
		p.deals(t, deal{"3", "c", "2026-01-12", "X", 10, `,"status":"cancelled"`}, deal{"6", "a", "2026-03-01", "X", -100, ""})
		p.analyse(t, day(t, "2026-03-12"))
		runs := p.runIDs(t)
		type cell struct {
			From, To string
			Clients  int64
			Minor    int64 `json:"value_minor"`
			Share    float64
		}
		var m struct {
			From, To         struct{ Number int64 }
			Classes          []string
			Cells            []cell
			Up, Stayed, Down int64
		}
		check := func(query string, classes string, up, stayed, down int64, cells ...cell) {
			t.Helper()
			m.Cells, m.Classes = nil, nil
			p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=" + query, want: 200}).decode(&m)
			if !reflect.DeepEqual(m.Cells, cells) || strings.Join(m.Classes, " ") != classes || m.Up != up || m.Stayed != stayed || m.Down != down {
				t.Errorf("%s: %+v", query, m)
			}
		}
		check("abc&from_run="+runs[0]+"&to_run="+runs[1], "A B C absent", 2, 2, 0,
			cell{"A", "A", 1, 10000, 1}, cell{"B", "A", 1, 15000, 1}, cell{"C", "C", 1, 1000, 1}, cell{"absent", "B", 1, 4000, 1})
		last := []cell{{"A", "A", 1, 15000, 0.5}, {"A", "none", 1, 0, 0.5}, {"B", "B", 1, 4000, 1}, {"C", "absent", 1, 1000, 1}}
		check("abc", "A B C none absent", 0, 2, 2, last...)
		if m.From.Number != 2 || m.To.Number != 3 {
			t.Errorf("from run %d to %d", m.From.Number, m.To.Number)
		}
		check("abc&to_run="+runs[2]+"&from_run="+runs[1], "A B C none absent", 0, 2, 2, last...)
		check("abc&from_run="+runs[0], "A B C none absent", 2, 0, 2,
			cell{"A", "none", 1, 0, 1}, cell{"B", "A", 1, 15000, 1}, cell{"C", "absent", 1, 1000, 1}, cell{"absent", "B", 1, 4000, 1})
		// Of the division: b 50, then b 50 and d 40 (50 is below 54), so A and A; both stay.
		check("abc&division_id="+north+"&from_run="+runs[0]+"&to_run="+runs[1], "A absent", 1, 1, 0, cell{"A", "A", 1, 5000, 1}, cell{"absent", "A", 1, 4000, 1})
		for _, measure := range portfolio.MigrationMeasures {
			p.movesAgree(t, measure, north)
			p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=" + measure + "&from_run=" + runs[0], want: 200}).decode(&m)
			n := int64(0)
			for _, c := range m.Cells {
				n += c.Clients
			}
			if n != 4 || n != m.Up+m.Stayed+m.Down {
				t.Errorf("%s: %d clients, %d up, %d stayed, %d down", measure, n, m.Up, m.Stayed, m.Down)
			}
		}
		if rows := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/export?table=migration&measure=abc", want: 200}).rows(); len(rows) != 4 || rows[0]["value"] != "150.00" {
			t.Errorf("exported %v", rows)
		}
	})
}

// movesAgree compares the moves that each run has stored with those that the figures say, of the company and of a division.
func (p *program) movesAgree(t *testing.T, measure, division string) {
	t.Helper()
	ctx, s := context.Background(), store.NewAnalyses(p.DB)
	of, err := id.Parse(division)
	if err != nil {
		t.Fatal(err)
	}
	for run := int64(1); run <= 3; run++ {
		for _, d := range []id.ID{0, of} {
			var kept portfolio.MovesReport
			text, err := s.Report(ctx, run, d, string(portfolio.ReportMoves))
			if err == nil {
				err = json.Unmarshal([]byte(text), &kept)
			}
			if err != nil {
				t.Fatal(err)
			}
			counted, err := s.Moves(ctx, measure, d, run-1, run)
			slices.SortFunc(counted, func(a, b analytics.MigrationCell) int { return strings.Compare(a.From+" "+a.To, b.From+" "+b.To) })
			if err != nil || !slices.Equal(kept.Moves[measure], counted) {
				t.Errorf("%s of run %d, division %d: stored %v, counted %v, %v", measure, run, d, kept.Moves[measure], counted, err)
			}
		}
	}
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
		for _, f := range []portfolio.PointFilter{{Limit: 1000}, {Limit: 2}, {Limit: 10, Quadrants: []string{string(all[0].Quadrant)}}} {
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

// Every table in every format, by the names that the analyses have.
func TestPortfolioExports(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		p.deals(t, deal{"9", "=1+1", "2026-01-15", "X", 7, ""})
		p.analyse(t, day(t, "2026-02-28"))
		p.analyse(t, day(t, "2026-03-12"))
		rows := map[string]int{"clients": 6, "lifetime": 6, "matrix": 6, "retention": 27, "cohorts": 0, "survival": 0, "life_stage": 0, "renewals": 4, "relationship": 7, "balance": 0,
			"frat": 0, "tiers": 4, "map": 1, "migration": 0, "runs": 2}
		for name, n := range rows {
			path := "/portfolio/export?measure=abc&table=" + name
			r := p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, not: []string{",=1"}})
			if got := len(r.rows()); got == 0 || n > 0 && got != n {
				t.Errorf("%s: %d rows, want %d", name, got, n)
			}
			if d := r.header.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="`+name) || name != "runs" && !strings.Contains(d, "2026-03-12.csv") {
				t.Errorf("%s: disposition %s", name, d)
			}
			for _, format := range []string{"xlsx", "parquet"} {
				if r := p.do(t, call{role: account.Sales, method: "GET", path: path + "&format=" + format, want: 200}); len(r.raw) < 200 {
					t.Errorf("%s as %s: %d bytes", name, format, len(r.raw))
				}
			}
		}
		clients := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/export?table=clients", want: 200}).rows()
		if c := clients[0]; c["name"] != "Client a" || c["revenue"] != "30.00" || c["total_revenue"] != "830.00" || c["frat_category"] != "" && c["frat_category"] != "Tyres" || c["currency"] != "EUR" || c["tier"] == "" {
			t.Errorf("first client %v", c)
		}
		points := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/export?table=matrix&quadrant=low_priority,unverified", want: 200}).rows()
		for _, r := range points {
			if r["quadrant"] != "low_priority" && r["quadrant"] != "unverified" {
				t.Errorf("point %v", r)
			}
		}
	})
}

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
