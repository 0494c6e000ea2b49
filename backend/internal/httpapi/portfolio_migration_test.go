package httpapi_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/analytics"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

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

// A division whose sales were all cancelled has no report any more; readers of the run before still have theirs, and its clients are absent.
func TestDivisionThatSellsNoMore(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		north := p.create(t, "/divisions", `{"code":"N","name":"North"}`)
		p.deals(t, deal{"1", "a", "2026-01-10", "X", 100, `,"division":"N"`}, deal{"2", "b", "2026-01-11", "X", 50, ""})
		p.analyse(t, day(t, "2026-01-31"))
		p.deals(t, deal{"1", "a", "2026-01-10", "X", 100, `,"division":"N","status":"cancelled"`})
		p.analyse(t, day(t, "2026-02-28"))
		of := "division_id=" + north
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: "/portfolio/retention?" + of, want: 404},
			{role: account.Analyst, method: "GET", path: "/portfolio/alarms?" + of, want: 404},
			{role: account.Analyst, method: "GET", path: "/portfolio/retention?run=" + p.runIDs(t)[0] + "&" + of, want: 200, has: []string{`"won":1`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/migration?measure=abc&" + of, want: 200, has: []string{`"cells":[{"from":"A","to":"absent","clients":1,"value_minor":10000,"share":1}]`}},
			{role: account.Analyst, method: "GET", path: "/portfolio/retention", want: 200, has: []string{`"number":2`}},
		})
	})
}
