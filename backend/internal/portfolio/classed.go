package portfolio

import (
	"context"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/job"
)

// classification is what a run found of one scope.
type classification struct {
	in      *inputs
	bounds  Boundaries
	summary Summary
	reports map[string]any
	counts  []ClassCount
}

// classed gives every figure of a scope its classes and makes the scope's reports.
func classed(ctx context.Context, in *inputs, p job.Progress) (*classification, error) {
	c := &classification{in: in, reports: map[string]any{}}
	if err := p.Update(ctx, 0, int64(len(in.figures)), StageModels); err != nil {
		return nil, err
	}
	var err error
	if c.bounds, err = valueClasses(in); err != nil {
		return nil, err
	}
	if err := p.Update(ctx, 0, int64(len(in.figures)), StageClasses); err != nil {
		return nil, err
	}
	c.summary, err = summarise(in.figures, c.bounds.ABC, in.days, in.scope)
	c.counts = counts(in.figures)
	return c, err
}

// measures are the classes that have computed segments, with their values in order.
var measures = []struct {
	name   string
	values func() []string
	of     func(f *Figure) string
}{
	{"abc", func() []string { return []string{"A", "B", "C", "D", "E", "F", "none"} }, func(f *Figure) string { return f.ABC.String() }},
	{"rfm_group", rfmGroups, func(f *Figure) string { return string(f.Group) }},
	{"quadrant", func() []string {
		return []string{string(analytics.QuadrantDesirable), string(analytics.QuadrantMature), string(analytics.QuadrantUnderdeveloped),
			string(analytics.QuadrantUnverified), string(analytics.QuadrantLowPriority)}
	}, func(f *Figure) string { return string(f.Quadrant) }},
	{"relationship", func() []string {
		return []string{string(analytics.StatePotential), string(analytics.StateLoyal), string(analytics.StateDoubtful)}
	}, func(f *Figure) string { return string(f.Relationship) }},
	{"life_stage", func() []string {
		return []string{string(analytics.StageFresh), string(analytics.StageApproaching), string(analytics.StageDue), string(analytics.StageLate), string(analytics.StageLapsed)}
	}, func(f *Figure) string { return string(f.Stage) }},
	{"trend", func() []string {
		return []string{string(analytics.TrendGrowing), string(analytics.TrendStable), string(analytics.TrendDeclining)}
	}, func(f *Figure) string { return string(f.Trend) }},
}

func rfmGroups() []string {
	var out []string
	for _, g := range analytics.RFMGroups() {
		out = append(out, string(g))
	}
	return out
}

// alwaysShown are the classes whose segments exist even where nobody is in them.
var alwaysShown = []string{"A", "B", "none"}

// counts gives the size of every computed segment of a scope, empty ones too.
func counts(figures []Figure) []ClassCount {
	found := make([]map[string]int64, len(measures))
	for k := range measures {
		found[k] = map[string]int64{}
	}
	for i := range figures {
		for k := range measures {
			found[k][measures[k].of(&figures[i])]++
		}
	}
	var out []ClassCount
	for k, m := range measures {
		for _, v := range m.values() {
			n := found[k][v]
			if m.name != "abc" || n > 0 || slices.Contains(alwaysShown, v) {
				out = append(out, ClassCount{m.name, v, n})
			}
		}
	}
	return out
}
