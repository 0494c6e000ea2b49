package portfolio

import (
	"clientele/internal/analytics"
)

// compute classes every client of a scope. facts are turned into figures in the same order.
func compute(facts []Fact, s Settings, scope Scope) ([]Figure, Boundaries, error) {
	out := make([]Figure, len(facts))
	values := make([]int64, len(facts))
	var b Boundaries
	for i, f := range facts {
		out[i].Fact = f
		values[i] = s.value(f)
	}
	classes, result, err := analytics.ABCClasses(values, s.ABCCuts)
	if err != nil {
		return nil, b, err
	}
	b.ABC = result
	var recency, frequency []int32
	var monetary []int64
	var at []int
	for i := range out {
		f := &out[i]
		f.ABC, f.Monetary = classes[i], s.monetary(f.Fact)
		if f.LastDay != NoDay {
			recency = append(recency, int32(scope.AsOf)-f.LastDay)
			frequency, monetary, at = append(frequency, f.RFMOrders), append(monetary, f.Monetary), append(at, i)
		}
	}
	r, fr, m, rfm, err := analytics.RFMScores(recency, frequency, monetary)
	if err != nil {
		return nil, b, err
	}
	b.RFM = rfm
	for k, i := range at {
		f := &out[i]
		f.R, f.F, f.M = r[k], fr[k], m[k]
		f.Group = s.RFMMap.Group(f.R, f.F, f.M)
	}
	return out, b, nil
}

// value is what ABC classes are cut on.
func (s Settings) value(f Fact) int64 {
	if s.ABCValue == "margin" {
		return f.Margin
	}
	return f.Revenue
}

// monetary is the M of RFM: the window's revenue, or its mean per sale.
func (s Settings) monetary(f Fact) int64 {
	if s.Monetary != "mean" {
		return f.RFMRevenue
	}
	if f.RFMOrders == 0 {
		return 0
	}
	return f.RFMRevenue / int64(f.RFMOrders)
}

// provisional classes one client by the boundaries of a run.
func (b Boundaries) provisional(f Fact, s Settings, asOf int32) Figure {
	out := Figure{Fact: f, ABC: b.ABC.Class(s.value(f)), Monetary: s.monetary(f)}
	if f.LastDay != NoDay && b.RFM.Clients > 0 {
		out.R, out.F, out.M = b.RFM.Score(max(asOf-f.LastDay, 0), f.RFMOrders, out.Monetary)
		out.Group = s.RFMMap.Group(out.R, out.F, out.M)
	}
	return out
}
