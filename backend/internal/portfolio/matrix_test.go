package portfolio

import (
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// The example of docs/measures.md: 1,000 predicted, stable, half of the wallet, renewal late.
func TestMeasure(t *testing.T) {
	half := clientRecords{Wallet: WalletFact{Share: 0.5}}
	rule := analytics.DefaultPotentialRule()
	k := KeptLifetime{MarginRate: 0.4}
	stable := Figure{Fact: Fact{Revenue: 500, Before: 500, Margin: 90, MarginKnown: true}, Position: Position{Trend: CodeOf(analytics.TrendStable), Predicted: 1000, Stage: CodeOf(analytics.StageLate)}}
	for name, c := range map[string]struct {
		change            func(f *Figure)
		records           clientRecords
		actual, potential int64
		factors           MatrixFactors
		estimated         bool
	}{
		"the example":        {func(*Figure) {}, half, 90, 2500, MatrixFactors{1, 2, 1.25}, false},
		"wallet unknown":     {func(*Figure) {}, clientRecords{}, 90, 1250, MatrixFactors{1, 1, 1.25}, false},
		"wallet not a share": {func(*Figure) {}, clientRecords{Wallet: WalletFact{Share: 1.5}}, 90, 1250, MatrixFactors{1, 1, 1.25}, false},
		"a tenth of it":      {func(*Figure) {}, clientRecords{Wallet: WalletFact{Share: 0.1}}, 90, 3750, MatrixFactors{1, 3, 1.25}, false},
		"doubled":            {func(f *Figure) { f.Before = 250; f.Trend = CodeOf(analytics.TrendGrowing) }, half, 90, 3750, MatrixFactors{1.5, 2, 1.25}, false},
		"a tenth more":       {func(f *Figure) { f.Revenue = 550 }, half, 90, 2750, MatrixFactors{1.1, 2, 1.25}, false},
		"trend unknown":      {func(f *Figure) { f.Before = 0; f.Trend = CodeOf(analytics.TrendUnknown) }, half, 90, 2500, MatrixFactors{1, 2, 1.25}, false},
		"lapsed":             {func(f *Figure) { f.Stage = CodeOf(analytics.StageLapsed) }, half, 90, 1000, MatrixFactors{1, 2, 0.5}, false},
		"fresh":              {func(f *Figure) { f.Stage = CodeOf(analytics.StageFresh) }, half, 90, 2000, MatrixFactors{1, 2, 1}, false},
		"no cost known":      {func(f *Figure) { f.Margin, f.MarginKnown, f.Uncosted = 0, false, 500 }, half, 200, 2500, MatrixFactors{1, 2, 1.25}, true},
		"cost partly known":  {func(f *Figure) { f.Uncosted = 100 }, half, 130, 2500, MatrixFactors{1, 2, 1.25}, true},
		"a loss":             {func(f *Figure) { f.Margin = -50 }, half, -50, 2500, MatrixFactors{1, 2, 1.25}, false},
	} {
		f := stable
		c.change(&f)
		factors, estimated, err := f.measure(&k, rule, &c.records)
		if err != nil || f.Actual != c.actual || f.Potential != c.potential || estimated != c.estimated {
			t.Errorf("%s: got %d and %d, estimated %v, %v", name, f.Actual, f.Potential, estimated, err)
		}
		near(t, name+": growth", factors.Growth, c.factors.Growth, 1e-9)
		near(t, name+": wallet", factors.Wallet, c.factors.Wallet, 1e-9)
		near(t, name+": stage", factors.Stage, c.factors.Stage, 1e-9)
	}
}

// Every set of answers gives the quadrant of analytics.GuardDemotion.
func TestGuardedIsGuardDemotion(t *testing.T) {
	for _, raw := range quadrantOrder {
		for code := range 27 {
			answers := [3]Answer{Answer(code % 3), Answer(code / 3 % 3), Answer(code / 9)}
			var list []analytics.GuardAnswer
			for i, a := range answers {
				if a != Unanswered {
					list = append(list, analytics.GuardAnswer{Guard: guardOrder[i], Holds: a == Held})
				}
			}
			want, err := analytics.GuardDemotion(raw, list, clock.Day(20000).UTC())
			if err != nil {
				t.Fatal(err)
			}
			if got := guarded(raw, answers); got != want.Guarded {
				t.Errorf("%s with %v: got %s, want %s", raw, answers, got, want.Guarded)
			}
		}
	}
}

// What the data answer by themselves, and that a person's answer wins.
func TestGuards(t *testing.T) {
	no := func(guard analytics.Guard) GuardFact { return GuardFact{Guard: string(guard), Reason: "asked"} }
	expires := clock.Day(20500)
	for name, c := range map[string]struct {
		trend    analytics.TrendDirection
		records  clientRecords
		answers  [3]Answer
		quadrant analytics.Quadrant
		reasons  [3]string
	}{
		"nothing known": {analytics.TrendUnknown, clientRecords{}, [3]Answer{Unanswered, Unanswered, Refused}, analytics.QuadrantUnverified, [3]string{"not_asked", "too_few_purchases", "no_divisions"}},
		"flagged":       {analytics.TrendUnknown, clientRecords{Flag: FlagFact{Reference: true}}, [3]Answer{Held, Unanswered, Refused}, analytics.QuadrantMature, [3]string{"flagged", "too_few_purchases", "no_divisions"}},
		"growing":       {analytics.TrendGrowing, clientRecords{Divisions: 1}, [3]Answer{Unanswered, Held, Refused}, analytics.QuadrantUnderdeveloped, [3]string{"not_asked", "growing", "one_division"}},
		"declining":     {analytics.TrendDeclining, clientRecords{}, [3]Answer{Unanswered, Refused, Refused}, analytics.QuadrantUnverified, [3]string{"not_asked", "not_growing", "no_divisions"}},
		"two divisions": {analytics.TrendStable, clientRecords{Divisions: 2}, [3]Answer{Unanswered, Refused, Held}, analytics.QuadrantMature, [3]string{"not_asked", "not_growing", "other_division"}},
		"all":           {analytics.TrendGrowing, clientRecords{Flag: FlagFact{Reference: true}, Divisions: 3}, [3]Answer{Held, Held, Held}, analytics.QuadrantDesirable, [3]string{"flagged", "growing", "other_division"}},
		"no reference by hand": {analytics.TrendStable, clientRecords{Guards: []GuardFact{no(analytics.GuardReference)}}, [3]Answer{Refused, Refused, Refused}, analytics.QuadrantLowPriority,
			[3]string{"asked", "not_growing", "no_divisions"}},
		"hand over flag": {analytics.TrendStable, clientRecords{Flag: FlagFact{Reference: true}, Guards: []GuardFact{no(analytics.GuardReference)}}, [3]Answer{Refused, Refused, Refused},
			analytics.QuadrantLowPriority, [3]string{"asked", "not_growing", "no_divisions"}},
		"hand over trend": {analytics.TrendDeclining, clientRecords{Guards: []GuardFact{{Guard: "growing", Holds: true, Reason: "new plant", Expires: &expires}}},
			[3]Answer{Unanswered, Held, Refused}, analytics.QuadrantUnderdeveloped, [3]string{"not_asked", "new plant", "no_divisions"}},
	} {
		f := Figure{Position: Position{Trend: CodeOf(c.trend)}}
		f.judge(analytics.MatrixCuts{Actual: 10, Potential: 10}, &c.records)
		if f.RawQuadrant.Name() != analytics.QuadrantLowPriority || f.Guards != c.answers || f.Quadrant.Name() != c.quadrant {
			t.Errorf("%s: got %v %s, want %v %s", name, f.Guards, f.Quadrant, c.answers, c.quadrant)
		}
		e, err := explainMatrix(f, DefaultSettings(), KeptLifetime{}, analytics.MatrixCuts{Actual: 10, Potential: 10}, c.records)
		if err != nil || e.Quadrant != c.quadrant {
			t.Fatalf("%s: %+v %v", name, e, err)
		}
		for i, g := range e.Guards {
			if g.Reason != c.reasons[i] || g.State != answerStates[c.answers[i]] || g.Automatic != (len(c.records.Guards) == 0 || c.records.Guards[0].Guard != string(g.Guard)) {
				t.Errorf("%s: %+v, want %s", name, g, c.reasons[i])
			}
		}
	}
}

// The example of docs/measures.md: actual 60, 25, 10, 5 have their cut at 25; ties stand together.
func TestMatrixCuts(t *testing.T) {
	w := newWorld("2026-03-12")
	rate := 1.0
	w.settings.MarginRate = &rate
	for i, margin := range []int64{60, 25, 25, 10, 5, 0, -30} {
		w.buys(id.ID(1+i), 10, 4*margin, 0)
	}
	for i := range w.orders {
		w.orders[i].Sale = true
	}
	f := w.run(t)
	if f.bounds.Matrix.Actual != 25 || f.matrix.MarginEstimated {
		t.Errorf("cuts %+v, estimated %v", f.bounds.Matrix, f.matrix.MarginEstimated)
	}
	high := 0
	for _, q := range f.matrix.Raw {
		if q.Quadrant == analytics.QuadrantDesirable || q.Quadrant == analytics.QuadrantMature {
			high += int(q.Clients)
		}
	}
	if high != 3 {
		t.Errorf("%d clients are high, want 3", high)
	}
	for _, g := range f.matrix.Guards {
		if total := g.Holds + g.Refused + g.Unanswered; total != f.matrix.Raw[3].Clients {
			t.Errorf("guard %+v of %d clients", g, f.matrix.Raw[3].Clients)
		}
	}
}
