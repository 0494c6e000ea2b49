package portfolio

import (
	"testing"

	"clientele/internal/analytics"
)

// A stored figure stays while the model says about the same and nothing else has changed.
func TestFiguresStayWithinTheirTolerance(t *testing.T) {
	stored := Figure{Fact: Fact{Client: 7, Revenue: 5000, FirstDay: 100, LastDay: 200}, Position: NoPosition()}
	p := &stored.Position
	p.Basis, p.Alive, p.Expected, p.Predicted, p.PredictedLow, p.PredictedHigh, p.Potential = CodeOf(BasisModel), 80, 500, 100_000, 0, 300_000, 120_000
	p.Quadrant = CodeOf(analytics.QuadrantMature)
	cases := map[string]struct {
		change func(f *Figure)
		stays  bool
	}{
		"the same":                  {func(*Figure) {}, true},
		"alive within":              {func(f *Figure) { f.Alive = 78 }, true},
		"alive beyond":              {func(f *Figure) { f.Alive = 77 }, false},
		"alive unknown":             {func(f *Figure) { f.Alive = NoAlive }, false},
		"purchases within":          {func(f *Figure) { f.Expected = 515 }, true},
		"purchases beyond":          {func(f *Figure) { f.Expected = 484 }, false},
		"money within":              {func(f *Figure) { f.Predicted, f.Potential = 103_000, 116_400 }, true},
		"money beyond":              {func(f *Figure) { f.Predicted = 103_001 }, false},
		"potential beyond":          {func(f *Figure) { f.Potential = 123_601 }, false},
		"a little where none was":   {func(f *Figure) { f.PredictedLow = 100 }, true},
		"much where none was":       {func(f *Figure) { f.PredictedLow = 101 }, false},
		"another class":             {func(f *Figure) { f.Alive, f.Quadrant = 79, CodeOf(analytics.QuadrantDesirable) }, false},
		"another fact":              {func(f *Figure) { f.Alive, f.Revenue = 79, 5001 }, false},
		"another day of renewal":    {func(f *Figure) { f.Renewal.Due = 300 }, false},
		"what is not stored":        {func(f *Figure) { f.Alive, f.Repeat = 79, 12 }, true},
		"another basis of forecast": {func(f *Figure) { f.Basis = CodeOf(BasisPooled) }, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f := stored
			c.change(&f)
			fresh := f
			f.settle(&stored)
			if c.stays != (f.Position == stored.Position) || !c.stays && f != fresh || f.Fact != fresh.Fact {
				t.Errorf("stays %v: %+v", c.stays, f)
			}
		})
	}
}

// However many small steps there are, what is stored is never further off than the tolerance.
func TestSmallStepsDoNotAddUp(t *testing.T) {
	stored := Figure{Position: NoPosition()}
	stored.Predicted = 100_000
	for v := int64(100_000); v < 200_000; v += 500 {
		f := Figure{Position: NoPosition()}
		f.Predicted = v
		f.settle(&stored)
		if d := v - f.Predicted; float64(d) > steadyShare*float64(f.Predicted) {
			t.Fatalf("%d is shown as %d", v, f.Predicted)
		}
		stored = f
	}
}

func TestNormsStayWithinTheirTolerance(t *testing.T) {
	norm := func(days, spread float64, source analytics.NormSource) CategoryNorm {
		return CategoryNorm{Category: 3, Norm: analytics.RenewalNorm{Source: source}.Around(days, spread)}
	}
	f := former{norms: indexNorms([]CategoryNorm{norm(100, 0.5, analytics.NormObserved)})}
	for name, c := range map[string]struct{ v, want CategoryNorm }{
		"within":           {norm(102, 0.52, analytics.NormObserved), norm(100, 0.5, analytics.NormObserved)},
		"days beyond":      {norm(103, 0.51, analytics.NormObserved), norm(103, 0.5, analytics.NormObserved)},
		"spread beyond":    {norm(99, 0.53, analytics.NormPooled), norm(100, 0.53, analytics.NormPooled)},
		"declared":         {norm(101, 0.5, analytics.NormDeclared), norm(101, 0.5, analytics.NormDeclared)},
		"without a former": {CategoryNorm{Category: 4, Norm: norm(101, 0.4, analytics.NormObserved).Norm}, CategoryNorm{Category: 4, Norm: norm(101, 0.4, analytics.NormObserved).Norm}},
	} {
		if got := f.still(c.v); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
