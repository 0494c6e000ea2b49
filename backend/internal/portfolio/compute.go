package portfolio

import (
	"clientele/internal/analytics"
)

// valueClasses gives the figures of a scope their ABC classes and RFM scores.
func valueClasses(in *inputs) (Boundaries, error) {
	var b Boundaries
	s := in.settings
	values := make([]int64, len(in.figures))
	buyers := 0
	for i := range in.figures {
		values[i] = s.value(in.figures[i].Fact)
		if in.figures[i].LastDay != NoDay {
			buyers++
		}
	}
	classes, result, err := analytics.ABCClasses(values, s.ABCCuts)
	if err != nil {
		return b, err
	}
	b.ABC = result
	recency, frequency, monetary := make([]int32, 0, buyers), make([]int32, 0, buyers), values[:0]
	for i := range in.figures {
		f := &in.figures[i]
		f.ABC, f.Monetary = classes[i], s.monetary(f.Fact)
		if f.LastDay != NoDay {
			recency = append(recency, int32(in.scope.AsOf)-f.LastDay)
			frequency, monetary = append(frequency, f.RFMOrders), append(monetary, f.Monetary)
		}
	}
	r, fr, m, rfm, err := analytics.RFMScores(recency, frequency, monetary)
	if err != nil {
		return b, err
	}
	b.RFM = rfm
	k := 0
	for i := range in.figures {
		f := &in.figures[i]
		if f.LastDay == NoDay {
			continue
		}
		f.R, f.F, f.M = r[k], fr[k], m[k]
		f.Group = CodeOf(s.RFMMap.Group(f.R, f.F, f.M))
		k++
	}
	return b, nil
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
	out := Figure{Fact: f, Position: NoPosition(), ABC: b.ABC.Class(s.value(f)), Monetary: s.monetary(f)}
	if f.LastDay != NoDay && b.RFM.Clients > 0 {
		out.R, out.F, out.M = b.RFM.Score(max(asOf-f.LastDay, 0), f.RFMOrders, out.Monetary)
		out.Group = CodeOf(s.RFMMap.Group(out.R, out.F, out.M))
	}
	return out
}
