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
	reports map[ReportName]any
	counts  []ClassCount
	diff    difference

	stages    *LifeStageReport // nil of a division
	forecasts *forecasts       // until they are summed up
	quadrants MatrixReport
}

// classed gives every figure of a scope its classes and makes the scope's reports. A run that writes holds the figures against the stored
// ones before it sums them up, so that sums are those of the figures that readers will see.
func (s *Service) classed(ctx context.Context, in *inputs, p job.Progress, writes bool) (*classification, error) {
	c := &classification{in: in, reports: map[ReportName]any{}}
	for _, step := range []struct {
		stage string
		do    func() error
	}{
		{StageClasses, c.values},
		{StageClasses, c.purchases},
		{StageModels, func() error { return c.lifetime(ctx) }},
		{StageClasses, c.matrix},
		{StageClasses, func() error { return c.compare(ctx, s.store, writes) }},
		{StageClasses, c.sum},
		{StageClasses, c.places},
		{StageClasses, func() error { return flowReports(in, c.summary.Balance, c.reports) }},
	} {
		if err := p.Update(ctx, 0, int64(len(in.figures)), step.stage); err != nil {
			return nil, err
		}
		if err := step.do(); err != nil {
			return nil, err
		}
	}
	c.counts = counts(in.figures)
	return c, nil
}

func (c *classification) values() (err error) {
	c.bounds, err = valueClasses(c.in)
	c.bounds.Complete = true
	return err
}

func (c *classification) lifetime(ctx context.Context) (err error) {
	c.forecasts, err = forecastAll(ctx, c.in)
	c.bounds.Lifetime = c.forecasts.kept
	return err
}

// purchases says what clients buy, when they will buy it again, and whether they buy more or less than before. Then the lines have said all
// they can: giving them up leaves room for the models.
func (c *classification) purchases() error {
	if c.in.lines != nil {
		norms, r, err := cyclesOf(c.in)
		if err != nil {
			return err
		}
		if err := typeOfPurchases(c.in); err != nil {
			return err
		}
		c.in.lines, c.bounds.Norms, c.stages = nil, norms, &r
		c.reports[ReportFRAT] = fratOf(c.in)
	}
	if err := trends(c.in); err != nil {
		return err
	}
	r, err := trendOf(c.in)
	c.reports[ReportTrend] = r
	return err
}

// matrix places clients in the matrix, and says where they stand with the company.
func (c *classification) matrix() error {
	var err error
	if c.bounds.Matrix, c.quadrants, err = placeAll(c.in, c.bounds.Lifetime); err != nil {
		return err
	}
	return relateAll(c.in)
}

// compare finds what differs from the stored figures.
func (c *classification) compare(ctx context.Context, s Store, writes bool) (err error) {
	if writes {
		c.diff, err = c.in.former.compare(ctx, s, c.in.scope.Division, c.in.figures)
	}
	return err
}

// sum sums up the scope.
func (c *classification) sum() (err error) {
	c.forecasts.sum(c.in)
	c.reports[ReportLifetime] = c.forecasts.report
	c.forecasts = nil
	if c.stages != nil {
		c.stages.sum(c.in)
		c.reports[ReportLifeStage] = *c.stages
	}
	c.quadrants.sum(c.in)
	c.reports[ReportMatrix], c.reports[ReportRelationship] = c.quadrants, relationshipsOf(c.in)
	c.reports[ReportTiers] = tiersOf(c.in)
	c.summary, err = summarise(c.in.figures, c.bounds.ABC, c.in.days, c.in.scope)
	return err
}

// places puts the scope on the map.
func (c *classification) places() error {
	r, err := mapOf(c.in)
	c.reports[ReportMap] = r
	return err
}

// measures are the classes that have computed segments, with their values in order.
var measures = []struct {
	name   string
	values func() []string
	of     func(f *Figure) string
}{
	{"abc", func() []string { return []string{"A", "B", "C", "D", "E", "F", "none"} }, func(f *Figure) string { return f.ABC.String() }},
	{"rfm_group", rfmGroups, func(f *Figure) string { return f.Group.String() }},
	{"quadrant", func() []string {
		return []string{string(analytics.QuadrantDesirable), string(analytics.QuadrantMature), string(analytics.QuadrantUnderdeveloped),
			string(analytics.QuadrantUnverified), string(analytics.QuadrantLowPriority)}
	}, func(f *Figure) string { return f.Quadrant.String() }},
	{"relationship", func() []string {
		return []string{string(analytics.StatePotential), string(analytics.StateLoyal), string(analytics.StateDoubtful)}
	}, func(f *Figure) string { return f.Relationship.String() }},
	{"life_stage", func() []string {
		return []string{string(analytics.StageFresh), string(analytics.StageApproaching), string(analytics.StageDue), string(analytics.StageLate), string(analytics.StageLapsed)}
	}, func(f *Figure) string { return f.Stage.String() }},
	{"trend", func() []string {
		return []string{string(analytics.TrendGrowing), string(analytics.TrendStable), string(analytics.TrendDeclining)}
	}, func(f *Figure) string { return f.Trend.String() }},
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
