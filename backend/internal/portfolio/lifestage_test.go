package portfolio

import (
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

const day = int32(20000) // of the run, in the tests of one client

func bought(category id.ID, ago ...int32) (out []LineFact) {
	for _, a := range ago {
		out = append(out, LineFact{Category: category, Day: day - a, Net: 100, Sale: true})
	}
	return out
}

func normOf(category id.ID, days, spread float64) CategoryNorm {
	return CategoryNorm{Category: category, Norm: analytics.RenewalNorm{Source: analytics.NormDeclared}.Around(days, spread)}
}

// The example of docs/measures.md: norm 100 days, own intervals 400 and 400, so a cycle of 200 days.
func TestPlaceInCycle(t *testing.T) {
	norms := []CategoryNorm{normOf(1, 100, 0.2)}
	for _, c := range []struct {
		since int32
		stage analytics.LifeStage
	}{{0, analytics.StageFresh}, {99, analytics.StageFresh}, {100, analytics.StageApproaching}, {154, analytics.StageApproaching},
		{155, analytics.StageDue}, {200, analytics.StageDue}, {258, analytics.StageDue}, {259, analytics.StageLate}, {516, analytics.StageLate}, {517, analytics.StageLapsed}} {
		var f Figure
		got, err := placeInCycle(&f, bought(1, c.since+800, c.since+400, c.since), norms, clock.Day(day))
		if err != nil || len(got) != 1 {
			t.Fatalf("%d renewals, %v", len(got), err)
		}
		r := got[0]
		if f.Stage.Name() != c.stage || r.Stage != c.stage || r.CycleDays != 200 || r.Purchases != 3 || r.NormDays != 100 || r.Since != c.since || r.DaysLate != c.since-200 {
			t.Errorf("%d days since: got %+v, want %s", c.since, r, c.stage)
		}
		last := day - c.since // 200 e^±(1.2816 × 0.2) = 154.8 and 258.4: whole days within
		if want := (Renewal{1, last, 200, last + 155, last + 200, last + 258}); f.Renewal != want {
			t.Errorf("%d days since: got %+v, want %+v", c.since, f.Renewal, want)
		}
		if int32(r.Next.Low) < day || r.Next.Day < r.Next.Low || r.Next.High < r.Next.Day {
			t.Errorf("next purchase %+v lies in the past", r.Next)
		}
	}
}

// The cycle and the stage are those of analytics, day by day.
func TestCycleIsRenewalOf(t *testing.T) {
	for _, days := range [][]int32{{0}, {0, 30}, {0, 7, 400, 401}} {
		for _, norm := range []CategoryNorm{normOf(1, 1.4, 0.05), normOf(1, 30, 0.35), normOf(1, 913.1, 1.2)} {
			var own []float64
			for k := 1; k < len(days); k++ {
				own = append(own, float64(days[k]-days[k-1]))
			}
			for since := int32(0); since < 4000; since += 1 + since/50 {
				c := newCycle(1, &norm.Norm, days, days[len(days)-1]+since)
				want, err := analytics.RenewalOf(norm.Norm, own, float64(since), renewalLevel)
				if err != nil || c.Stage != want.Stage {
					t.Fatalf("%v, %d days since: got %s, want %s %v", days, since, c.Stage, want.Stage, err)
				}
				near(t, "cycle", c.Days, want.Cycle, 1e-9*want.Cycle)
				near(t, "upper bound", c.High-float64(since), want.Planned.High, 1e-6)
				r := c.renewal()
				if r.DueFrom > r.Due || r.DueTo < r.Due || r.Cycle < 1 {
					t.Fatalf("renewal %+v", r)
				}
			}
		}
	}
}

func TestMostUrgentRenewal(t *testing.T) {
	norms := []CategoryNorm{normOf(0, 50, 0.2), normOf(1, 100, 0.2), normOf(2, 1000, 0.2), normOf(3, 100, 0.2)}
	join := func(parts ...[]LineFact) (out []LineFact) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	for name, c := range map[string]struct {
		lines    []LineFact
		category id.ID
		stage    analytics.LifeStage
		renewals int
	}{
		"nothing":                        {nil, 0, "", 0},
		"no norm":                        {bought(9, 10), 0, "", 0},
		"due first":                      {join(bought(1, 10), bought(2, 950)), 2, analytics.StageDue, 2},
		"lapsed gives way":               {join(bought(1, 900), bought(2, 10)), 2, analytics.StageFresh, 2},
		"all lapsed: the last due":       {join(bought(1, 900), bought(3, 800)), 3, analytics.StageLapsed, 2},
		"equal: the first":               {join(bought(1, 10), bought(3, 10)), 1, analytics.StageFresh, 2},
		"without category only alone":    {bought(0, 45), 0, analytics.StageDue, 1},
		"without category after any one": {join(bought(0, 45), bought(1, 900)), 1, analytics.StageLapsed, 2},
		"without category, no norm else": {join(bought(0, 45), bought(9, 10)), 0, analytics.StageDue, 1},
		"twice a day is once":            {join(bought(1, 100, 100)), 1, analytics.StageDue, 1},
	} {
		var f Figure
		got, err := placeInCycle(&f, c.lines, norms, clock.Day(day))
		if err != nil || f.Stage.Name() != c.stage || f.Renewal.Category != c.category || len(got) != c.renewals {
			t.Errorf("%s: got %s in %d of %d renewals, %v", name, f.Stage, f.Renewal.Category, len(got), err)
		}
		if c.renewals == 0 && f.Renewal != NoPosition().Renewal {
			t.Errorf("%s: renewal %+v", name, f.Renewal)
		}
	}
	returned := bought(1, 10)
	returned[0].Sale = false
	later := bought(1, -5) // after the run
	var f Figure
	if _, err := placeInCycle(&f, append(returned, later...), norms, clock.Day(day)); err != nil || f.Stage.Name() != "" {
		t.Errorf("a return and a purchase to come make %s", f.Stage)
	}
}

// A category has a norm when it is declared, or from five intervals of its own; the pool of all only steadies it.
func TestCategoryNorms(t *testing.T) {
	w := newWorld("2026-03-12")
	w.categories = map[id.ID]Category{1: {ID: 1, Name: "Cars", Months: 60}, 2: {ID: 2, Name: "Service"}, 3: {ID: 3, Name: "Sofas"}, 4: {ID: 4, Name: "Nothing"}}
	for c := range id.ID(5) {
		client := c + 1
		w.buys(client, 400, 100, 2)
		w.buys(client, 400, 5000, 1)
		if c < 4 {
			w.buys(client, 300, 5000, 3)
			w.buys(client, 290, 5000, 3)
		}
		w.buys(client, 300, 100, 2)
		w.buys(client, 250, -100, 2)
	}
	f := w.run(t)
	if len(f.norms) != 2 || f.norms[0].Category != 1 || f.norms[1].Category != 2 {
		t.Fatalf("norms %+v", f.norms)
	}
	cars, service := f.norms[0].Norm, f.norms[1].Norm
	near(t, "declared", cars.Days, 1830, 0) // 60 × 30.4375 = 1826
	if cars.Source != analytics.NormDeclared || cars.Intervals != 0 || service.Source != analytics.NormPooled || service.Intervals != 5 {
		t.Errorf("norms %+v, %+v", cars, service)
	}
	// Five intervals of 100 days weigh 5/15; the pool's nine (four of 10 days) have a median of 100.
	near(t, "service", service.Days, 100, 0)
	stages := f.lifeStage.Categories
	if len(stages) != 2 || stages[0].Clients != 5 || stages[1].Clients != 5 || stages[0].Category.Name != "Cars" || stages[1].Stages.Late+stages[1].Stages.Lapsed+stages[1].Stages.Due != 5 {
		t.Errorf("stages %+v", stages)
	}
	if months := f.lifeStage.DueMonths; len(months) == 0 || months[0].Month < "2026-03" {
		t.Errorf("due months %+v", months)
	}
}
