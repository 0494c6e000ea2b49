package httpapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// figure makes a figure of a client with a sale on 2026-01-01.
func figure(t *testing.T, client string, edit func(*portfolio.Figure)) portfolio.Figure {
	t.Helper()
	v, err := id.Parse(client)
	if err != nil {
		t.Fatal(err)
	}
	day := int32(clock.Date(2026, 1, 1))
	f := portfolio.Figure{Fact: portfolio.Fact{Client: v, FirstDay: day, LastDay: day, Orders: 1, TotalOrders: 1, TotalDays: 1, Revenue: 100, TotalRevenue: 100},
		ABC: analytics.ABCClassC, R: 1, F: 1, M: 1, Group: portfolio.CodeOf(analytics.RFMGroup("lost")), Position: portfolio.NoPosition()}
	f.Relationship, f.Trend, f.FRATFocus = portfolio.CodeOf(analytics.StatePotential), portfolio.CodeOf(analytics.TrendUnknown), portfolio.CodeOf(analytics.FRATNone)
	edit(&f)
	return f
}

// publish shows a run made by hand: the figures of the company, and those of a division.
func publish(t *testing.T, p *program, figures []portfolio.Figure, division id.ID, of []portfolio.Figure) {
	t.Helper()
	ctx := context.Background()
	s := store.NewPortfolio(p.DB)
	settings := portfolio.DefaultSettings()
	settings.Tiers = []portfolio.Tier{{Class: "A", Code: "first"}, {Class: "C", Code: "plain"}}
	text, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	err = p.DB.InTx(ctx, func(ctx context.Context) error {
		r, err := s.CreateRun(ctx, portfolio.Run{AsOfDay: clock.Date(2026, 3, 1), State: portfolio.Running, TriggerKind: "manual", Settings: string(text)})
		if err != nil {
			return err
		}
		if err := s.WriteFigures(ctx, 0, r.Number, nil, figures); err != nil {
			return err
		}
		if err := s.WriteFigures(ctx, division, r.Number, nil, of); err != nil {
			return err
		}
		r.State = portfolio.Published
		var classes []portfolio.ClassCount
		for measure, values := range map[string][]string{"quadrant": {"desirable", "unverified"}, "relationship": {"loyal", "doubtful", "prospect"}, "life_stage": {"late"}, "trend": {"growing"}} {
			for _, v := range values {
				classes = append(classes, portfolio.ClassCount{Measure: measure, Value: v})
			}
		}
		return s.Publish(ctx, r, classes)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// classedBase is seven clients of known classes: anna, bert, cleo and dora with sales, emil with returns only, finn and gina without any order.
func classedBase(t *testing.T, p *program) (ids map[string]string, category, division string) {
	t.Helper()
	ids = map[string]string{}
	for _, name := range []string{"anna", "bert", "cleo", "dora", "emil", "finn", "gina"} {
		ids[name] = p.create(t, "/clients", fmt.Sprintf(`{"last_name":%q,"source":"t","reference":%q}`, name, name))
	}
	p.do(t, call{role: account.Manager, method: "POST", path: "/clients/" + ids["gina"] + "/archive", want: 200})
	category = p.create(t, "/categories", `{"code":"tyres","name":"Tyres"}`)
	var d struct{ ID string }
	p.do(t, call{role: account.Admin, method: "POST", path: "/divisions", body: `{"code":"w","name":"Workshop"}`, want: 201}).decode(&d)
	tyres, _ := id.Parse(category)
	workshop, _ := id.Parse(d.ID)
	due := func(month int) int32 { return int32(clock.Date(2026, 4, 1).AddMonths(month)) }
	figures := []portfolio.Figure{
		figure(t, ids["anna"], func(f *portfolio.Figure) {
			f.ABC, f.Quadrant, f.RawQuadrant, f.Relationship, f.Trend = analytics.ABCClassA, portfolio.CodeOf(analytics.QuadrantDesirable), portfolio.CodeOf(analytics.QuadrantDesirable), portfolio.CodeOf(analytics.StateLoyal), portfolio.CodeOf(analytics.TrendGrowing)
			f.Basis, f.Alive, f.Predicted, f.Potential = portfolio.CodeOf(portfolio.BasisModel), 95, 1000, 1500
			f.Guards = [3]portfolio.Answer{portfolio.Held, portfolio.Refused, portfolio.Unanswered}
			f.FRATCategory, f.FRATFocus, f.FRATShare = tyres, portfolio.CodeOf(analytics.FRATSpecialist), 900
			f.Stage, f.Renewal.Due, f.Renewal.DueFrom, f.Renewal.DueTo, f.Renewal.LastDay, f.Renewal.Cycle = portfolio.CodeOf(analytics.StageFresh), due(2), due(1), due(3), due(-3), 100
		}),
		figure(t, ids["bert"], func(f *portfolio.Figure) {
			f.Quadrant, f.RawQuadrant, f.Relationship = portfolio.CodeOf(analytics.QuadrantUnverified), portfolio.CodeOf(analytics.QuadrantLowPriority), portfolio.CodeOf(analytics.StateDoubtful)
			f.Doubts = portfolio.DoubtsOf([]analytics.Doubt{analytics.DoubtUnfaithful, analytics.DoubtInsolvent})
			f.Basis, f.Alive, f.Predicted, f.Potential, f.SatisfiedLeaving = portfolio.CodeOf(portfolio.BasisPooled), 10, 200, 100, true
			f.Stage, f.Renewal.Due = portfolio.CodeOf(analytics.StageLate), due(-1)
		}),
		figure(t, ids["cleo"], func(f *portfolio.Figure) {
			f.Quadrant, f.RawQuadrant, f.Relationship = portfolio.CodeOf(analytics.QuadrantMature), portfolio.CodeOf(analytics.QuadrantLowPriority), portfolio.CodeOf(analytics.StateDoubtful)
			f.Doubts = portfolio.DoubtsOf([]analytics.Doubt{analytics.DoubtUnfaithful})
			f.Basis, f.Alive, f.Predicted, f.Potential = portfolio.CodeOf(portfolio.BasisModel), 30, 200, 300
			f.Stage, f.Renewal.Due = portfolio.CodeOf(analytics.StageDue), due(0)
		}),
		figure(t, ids["dora"], func(*portfolio.Figure) {}),
		figure(t, ids["emil"], func(f *portfolio.Figure) {
			f.FirstDay, f.LastDay, f.Orders, f.TotalOrders, f.ABC, f.Relationship = portfolio.NoDay, portfolio.NoDay, 0, 0, analytics.ABCNone, portfolio.CodeOf(analytics.StateProspect)
		}),
	}
	publish(t, p, figures, workshop, []portfolio.Figure{figure(t, ids["bert"], func(f *portfolio.Figure) { f.ABC, f.Revenue = analytics.ABCClassA, 77 })})
	return ids, category, d.ID
}

func TestClientsByClass(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ids, category, division := classedBase(t, p)
		for _, c := range []struct{ query, want string }{
			{"quadrant=desirable", "anna"},
			{"quadrant=unverified,mature", "bert cleo"},
			{"raw_quadrant=low_priority", "bert cleo"},
			{"relationship=loyal", "anna"},
			{"relationship=prospect", "emil finn"},
			{"relationship=prospect&state=archived", "gina"},
			{"relationship=prospect,loyal", "anna emil finn"},
			{"relationship=potential", "dora"},
			{"relationship=prospect&quadrant=mature", ""},
			{"doubt=unfaithful", "bert cleo"},
			{"predicted_min_minor=200&predicted_max_minor=1000", "bert cleo"},
			{"predicted_max_minor=200", ""},
			{"guard_reference=yes", "anna"},
			{"guard_reference=unanswered,no&guard_growing=unanswered", "bert cleo"},
			{"actual_max_minor=1&potential_min_minor=300", "anna cleo"},
			{"doubt=insolvent", "bert"},
			{"doubt=insolvent,dissatisfied", "bert"},
			{"doubt=dissatisfied", ""},
			{"satisfied_leaving=true", "bert"},
			{"satisfied_leaving=false&quadrant=unverified,mature", "cleo"},
			{"life_stage=late,due", "bert cleo"},
			{"trend=growing", "anna"},
			{"trend=unknown", "bert cleo dora emil"},
			{"frat_focus=specialist", "anna"},
			{"frat_category_id=" + category, "anna"},
			{"frat_category_id=1," + category, "anna"},
			{"tier=first", "anna"},
			{"tier=plain,first", "anna bert cleo dora"},
			{"tier=gold", ""},
			{"alive_min=0.3", "anna cleo"},
			{"alive_max=0.3", "bert"},
			{"alive_min=0.1&alive_max=0.2", "bert"},
			{"alive_min=0&alive_max=1", "anna bert cleo"},
			{"alive_min=0.9&alive_max=1", "anna"},
			{"due_from=2026-04-01", "anna cleo"},
			{"due_to=2026-04-01", "bert cleo"},
			{"due_from=2026-04-01&due_to=2026-04-30", "cleo"},
			{"abc=A", "anna"},
			{"abc=none", "emil"},
			{"abc=C&doubt=unfaithful&life_stage=due", "cleo"},
			{"division_id=" + division, "bert"},
			{"division_id=" + division + "&abc=A", "bert"},
			{"division_id=" + division + "&abc=C", ""},
		} {
			for _, sort := range []string{"name", "-predicted", "due"} {
				got := p.pages(t, "/clients?limit=1&sort="+sort+"&"+c.query, "name")
				slices.Sort(got)
				if strings.Join(got, " ") != c.want {
					t.Errorf("%s by %s: %v, want %s", c.query, sort, got, c.want)
				}
			}
			n := 0
			if c.want != "" {
				n = strings.Count(c.want, " ") + 1
			}
			p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?total=true&sort=-alive&" + c.query, want: 200, has: []string{fmt.Sprintf(`"total":%d`, n)}})
		}
		for _, c := range []struct{ sort, want string }{ // ties by id in the same direction; clients without a value follow by id
			{"predicted", "dora emil bert cleo anna finn"},
			{"-predicted", "anna cleo bert emil dora finn"},
			{"potential", "dora emil bert cleo anna finn"},
			{"alive", "bert cleo anna dora emil finn"},
			{"-alive", "anna cleo bert dora emil finn"},
			{"due", "bert cleo anna dora emil finn"},
			{"-due", "anna cleo bert dora emil finn"},
		} {
			file := p.do(t, call{role: account.Analyst, method: "GET", path: "/clients/export?sort=" + c.sort, want: 200}).rows()
			names := make([]string, len(file))
			for i, r := range file {
				names[i] = r["name"]
			}
			if got := strings.Join(names, " "); got != c.want {
				t.Errorf("the file by %s: %s, want %s", c.sort, got, c.want)
			}
			for _, limit := range []int{1, 2, 5, 50} {
				if got := strings.Join(p.pages(t, fmt.Sprintf("/clients?limit=%d&sort=%s", limit, c.sort), "name"), " "); got != c.want {
					t.Errorf("by %s, %d a page: %s, want %s", c.sort, limit, got, c.want)
				}
			}
		}
		p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?quadrant=desirable", want: 200, has: []string{`"alive":0.95`, `"predicted_minor":1000`, `"potential_minor":1500`,
			`"quadrant":"desirable"`, `"guards":{"reference":"yes","growing":"no","other_division":"unanswered"}`, `"relationship":"loyal"`, `"life_stage":"fresh"`, `"trend":"growing"`, `"due_day":"2026-06-01"`, `"tier":"first"`, `"frat_focus":"specialist"`,
			`"frat_category":{"id":"` + category + `","code":"tyres","name":"Tyres"}`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?q=dora", want: 200, has: []string{`"alive":null`, `"predicted_minor":null`, `"due_day":null`, `"guards":null`, `"tier":"plain"`, `"frat_category":null`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?division_id=" + division, want: 200, has: []string{`"revenue_minor":77`}})
		answeredSinceTheRun(t, p, ids["bert"])
		wrongFilters(t, p)
		computedSegments(t, p, ids)
	})
}

// answeredSinceTheRun: an answer by hand shows in lists at once, and still=true leaves out whom it has moved; classes stay the run's.
func answeredSinceTheRun(t *testing.T, p *program, bert string) {
	t.Helper()
	live := func(quadrant analytics.Quadrant, guards [3]portfolio.Answer) {
		t.Helper()
		figures := []portfolio.Figure{figure(t, bert, func(f *portfolio.Figure) { f.Quadrant, f.Guards = portfolio.CodeOf(quadrant), guards })}
		err := p.DB.InTx(context.Background(), func(ctx context.Context) error { return store.NewPortfolio(p.DB).WriteLive(ctx, 1, figures, nil) })
		if err != nil {
			t.Fatal(err)
		}
	}
	lists := func(query, want string) {
		t.Helper()
		if got := strings.Join(p.pages(t, "/clients?limit=50&"+query, "name"), " "); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	lists("quadrant=unverified&still=true", "bert")
	live(analytics.QuadrantUnverified, [3]portfolio.Answer{portfolio.Refused, portfolio.Unanswered, portfolio.Unanswered})
	lists("quadrant=unverified&still=true", "bert")
	lists("quadrant=unverified&guard_reference=unanswered&still=true", "")
	lists("quadrant=unverified&guard_reference=unanswered", "bert")
	p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?q=bert", want: 200, has: []string{`"quadrant":"unverified"`, `"guards":{"reference":"no","growing":"unanswered","other_division":"unanswered"}`}})
	live(analytics.QuadrantMature, [3]portfolio.Answer{portfolio.Held, portfolio.Unanswered, portfolio.Unanswered})
	lists("quadrant=unverified&still=true", "")
	lists("quadrant=unverified&still=false", "bert")
}

func wrongFilters(t *testing.T, p *program) {
	t.Helper()
	for _, q := range []string{"quadrant=high", "raw_quadrant=unverified", "relationship=friend", "doubt=all", "satisfied_leaving=maybe", "life_stage=old", "trend=up", "frat_focus=wide",
		"frat_category_id=tyres", "alive_min=1.5", "alive_min=NaN", "alive_max=-0.1", "alive_max=half", "due_from=tomorrow", "due_to=2026-02-30", "predicted_min_minor=1.5", "guard_growing=maybe", "still=perhaps", "division_id=x", "sort=quadrant", "abc=G",
		"sort=alive&cursor=eyJzIjoiYWxpdmUiLCJ2IjoieCIsImkiOjF9"} {
		p.run(t, []call{{name: q, role: account.Analyst, method: "GET", path: "/clients?" + q, want: 422}})
	}
}

// computedSegments checks that members, segments of a client and the list agree.
func computedSegments(t *testing.T, p *program, ids map[string]string) {
	t.Helper()
	var l struct {
		Items []struct{ ID, Code, Name string }
	}
	p.do(t, call{role: account.Analyst, method: "GET", path: "/segments?kind=computed&limit=200", want: 200}).decode(&l)
	of := map[string]string{}
	for _, s := range l.Items {
		of[s.Code] = s.ID
	}
	for code, want := range map[string]string{"quadrant:desirable": "anna", "quadrant:unverified": "bert", "relationship:loyal": "anna", "relationship:doubtful": "bert cleo",
		"relationship:prospect": "emil finn gina", "life_stage:late": "bert", "trend:growing": "anna"} {
		if of[code] == "" {
			t.Fatalf("no segment %s in %v", code, of)
		}
		if got := strings.Join(p.pages(t, "/segments/"+of[code]+"/members?limit=2", "name"), " "); got != want {
			t.Errorf("members of %s: %s, want %s", code, got, want)
		}
		for name, v := range ids {
			in := slices.Contains(p.pages(t, "/clients/"+v+"/segments", "code"), code)
			if in != slices.Contains(strings.Fields(want), name) {
				t.Errorf("%s is in %s: %v", name, code, in)
			}
		}
	}
	facts := store.NewDecisions(p.DB)
	for name, want := range map[string]string{"anna": "loyal", "bert": "doubtful", "emil": "prospect", "finn": "prospect"} {
		v, _ := id.Parse(ids[name])
		f, err := facts.ClientFacts(context.Background(), v)
		if err != nil || f.Classes["relationship"] != want {
			t.Errorf("decisions take %s for %q: %v", name, f.Classes["relationship"], err)
		}
	}
}
