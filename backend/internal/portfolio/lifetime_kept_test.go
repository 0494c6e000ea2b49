package portfolio

import (
	"context"
	"math/rand/v2"
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/id"
)

// againInputs is a base of 600 clients who buy every two months or so, some of them no more, and so many who buy on each of the last eight days.
func againInputs(t *testing.T, asOf string, late int) *inputs {
	t.Helper()
	w, random := newWorld(asOf), rand.New(rand.NewPCG(3, 4))
	for c := range id.ID(600) {
		end := int32(0)
		if c%3 == 0 {
			end = int32(random.IntN(700))
		}
		for ago := int32(400 + random.IntN(400)); ago > max(end, 7); ago -= int32(1 + random.ExpFloat64()*float64(20+c%7*20)) {
			w.buys(c+1, int(ago), 1000+int64(random.IntN(5000)), 0)
		}
		for ago := 7; ago >= 0 && int(c) < late; ago-- {
			w.buys(c+1, ago, 1000, 0)
		}
	}
	return w.inputs(t)
}

// A model is used again while it says as much of the base as a new one would, for a week, and never where it was another division's.
func TestModelsAreUsedAgain(t *testing.T) {
	fit := func(in *inputs, f *fittedLifetime) *fittedLifetime {
		t.Helper()
		in.former.lifetime = f
		k, r, err := fitLifetime(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if k.Basis != BasisModel || r.Model == nil || *r.Model != k.Kind || len(r.Candidates) == 0 || r.Likelihood == nil || r.Holdout == nil && r.NoHoldout == "" {
			t.Fatalf("kept %+v, report %+v", k, r)
		}
		return &fittedLifetime{k, r}
	}
	first := fit(againInputs(t, "2026-03-12", 0), nil)
	for name, c := range map[string]struct {
		in   func() *inputs
		kept bool
	}{
		"the same day":     {func() *inputs { return againInputs(t, "2026-03-12", 0) }, true},
		"a day later":      {func() *inputs { return againInputs(t, "2026-03-13", 0) }, true},
		"a few bought":     {func() *inputs { return againInputs(t, "2026-03-13", 2) }, true},
		"everybody bought": {func() *inputs { return againInputs(t, "2026-03-13", 600) }, false},
		"a week later":     {func() *inputs { return againInputs(t, "2026-03-19", 0) }, false},
		"the day before":   {func() *inputs { return againInputs(t, "2026-03-11", 0) }, false},
		"of a division":    {func() *inputs { in := againInputs(t, "2026-03-13", 0); in.scope.Division = 7; return in }, false},
	} {
		in := c.in()
		day := in.scope.AsOf
		got := fit(in, first)
		if kept := got.kept.FittedDay == first.kept.FittedDay; kept != c.kept || !kept && got.kept.FittedDay != day {
			t.Errorf("%s: fitted on %v, the model before on %v", name, got.kept.FittedDay, first.kept.FittedDay)
		}
		if c.kept {
			fresh := c.in()
			fit(fresh, nil)
			for i := range fresh.figures {
				a, b := &in.figures[i].Position, &fresh.figures[i].Position
				d, e := a.Alive-b.Alive, a.Expected-b.Expected // a point or a hundredth more, as both are rounded
				if d < -steadyAlive-1 || d > steadyAlive+1 || max(e, -e) > max(steadyCounts, int32(steadyShare*float64(a.Expected)))+1 {
					t.Fatalf("%s: client %d alive %d, expected %d; fitted anew %d and %d", name, i, a.Alive, a.Expected, b.Alive, b.Expected)
				}
			}
		}
		for i, p := range got.kept.Parameters {
			if c.kept && (got.kept.Kind != first.kept.Kind || p.Value != first.kept.Parameters[i].Value || p.StdErr == nil) {
				t.Errorf("%s: parameter %+v, before %+v", name, p, first.kept.Parameters[i])
			}
		}
	}
	if _, best, ok := analytics.LifetimeAgain("nobody's", first.kept.Parameters, analytics.PurchaseGroups{}); ok || best != nil {
		t.Error("a model that nobody knows is used again")
	}
}
