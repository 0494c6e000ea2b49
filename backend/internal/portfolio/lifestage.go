package portfolio

import (
	"maps"
	"math"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// normsOf finds the renewal norms of the categories and places every client in its cycles: it fills Stage and Renewal of each figure. They
// are known of the company as a whole only.
func normsOf(in *inputs) ([]CategoryNorm, LifeStageReport, error) {
	norms, r, err := cyclesOf(in)
	if err == nil {
		r.sum(in)
	}
	return norms, r, err
}

// cyclesOf is normsOf without the sums of what clients are expected to bring: forecasts may still be missing.
func cyclesOf(in *inputs) ([]CategoryNorm, LifeStageReport, error) {
	r := newLifeStageReport()
	if in.lines == nil {
		return nil, r, nil
	}
	norms, err := categoryNorms(in)
	if err != nil {
		return nil, r, err
	}
	at := make(map[id.ID]int, len(norms))
	for i, n := range norms {
		at[n.Category] = i
		r.Categories = append(r.Categories, CategoryStages{Category: refOf(n.Category, in.categories), Source: n.Norm.Source, Days: n.Norm.Days,
			LowDays: n.Norm.Low, HighDays: n.Norm.High, Spread: n.Norm.Spread, Intervals: n.Norm.Intervals})
	}
	index := indexNorms(norms)
	var lines []LineFact
	var days []int32
	count := func(c cycle) {
		v := &r.Categories[at[c.category]]
		v.Clients++
		v.Stages.add(c.Stage)
	}
	for i := range in.figures {
		f := &in.figures[i]
		lines = in.lines.of(i, lines)
		days = f.place(lines, index, in.scope.AsOf, days, count)
	}
	return norms, r, nil
}

// sum adds up the clients by stage, day and lateness.
func (r *LifeStageReport) sum(in *inputs) {
	dueDays := map[int32]ClientsRevenue{}
	for i := range in.figures {
		if f := &in.figures[i]; f.Stage.Known() {
			r.add(f, in.scope.AsOf, dueDays)
		}
	}
	r.dueMonths(dueDays)
}

// placeInCycle places one client: it fills Stage and Renewal exactly as the run that made the norms would have on that day, and gives all
// that is known of each category, the most urgent first. lines are in order of category and day.
func placeInCycle(f *Figure, lines []LineFact, norms []CategoryNorm, asOf clock.Day) ([]ClientRenewal, error) {
	var cycles []cycle
	f.place(lines, indexNorms(norms), asOf, nil, func(c cycle) { cycles = append(cycles, c) })
	slices.SortFunc(cycles, func(a, b cycle) int {
		switch {
		case a.before(&b):
			return -1
		case b.before(&a):
			return 1
		}
		return 0
	})
	out := []ClientRenewal{}
	for i := range cycles {
		c := &cycles[i]
		own := make([]float64, c.own) // that many of their mean are as good as they themselves
		for k := range own {
			own[k] = math.Max(1, math.Exp(c.mean))
		}
		v, err := analytics.RenewalOf(*c.norm, own, float64(c.since), renewalLevel)
		if err != nil {
			return nil, err
		}
		p := c.renewal()
		ahead := func(days float64) clock.Day { return asOf + clock.Day(math.Round(min(days, mostDays))) }
		out = append(out, ClientRenewal{Category: c.category, NormDays: c.norm.Days, NormLow: c.norm.Low, NormHigh: c.norm.High, Source: c.norm.Source,
			CycleDays: p.Cycle, LastDay: clock.Day(c.last), Purchases: int32(c.own + 1), Since: c.since, DaysLate: int32(asOf) - p.Due,
			DueFrom: clock.Day(p.DueFrom), Due: clock.Day(p.Due), DueTo: clock.Day(p.DueTo), Stage: c.Stage, Urgent: i == 0,
			Next: NextPurchase{Low: ahead(v.Next.Low), Day: ahead(v.Next.Estimate), High: ahead(v.Next.High)}})
	}
	return out, nil
}

var lifeStages = []analytics.LifeStage{analytics.StageFresh, analytics.StageApproaching, analytics.StageDue, analytics.StageLate, analytics.StageLapsed}

// latenessEdges cut the lateness in days.
var latenessEdges = []int{-365, -180, -90, -30, 0, 30, 90, 180, 365}

func newLifeStageReport() LifeStageReport {
	r := LifeStageReport{Categories: []CategoryStages{}, Stages: []StageTotal{}, DueMonths: []DueMonth{}, Lateness: []LatenessBin{}}
	for _, s := range lifeStages {
		r.Stages = append(r.Stages, StageTotal{Stage: s})
	}
	for i := 0; i <= len(latenessEdges); i++ {
		var b LatenessBin
		if i > 0 {
			b.From = &latenessEdges[i-1]
		}
		if i < len(latenessEdges) {
			b.To = &latenessEdges[i]
		}
		r.Lateness = append(r.Lateness, b)
	}
	return r
}

// add counts one client by its most urgent renewal.
func (r *LifeStageReport) add(f *Figure, asOf clock.Day, dueDays map[int32]ClientsRevenue) {
	for i := range r.Stages {
		if f.Stage.Is(r.Stages[i].Stage) {
			r.Stages[i].Clients++
			r.Stages[i].Value = plus(r.Stages[i].Value, f.Predicted)
		}
	}
	late := int(int32(asOf) - f.Renewal.Due)
	bin := 0
	for bin < len(latenessEdges) && late >= latenessEdges[bin] {
		bin++
	}
	r.Lateness[bin].Clients++
	if f.Stage.Is(analytics.StageLapsed) {
		return
	}
	day := max(int32(asOf), f.Renewal.Due)
	v := dueDays[day]
	v.Clients++
	v.Revenue = plus(v.Revenue, f.Predicted)
	dueDays[day] = v
}

// dueMonths sums the days on which renewals are planned up to months.
func (r *LifeStageReport) dueMonths(dueDays map[int32]ClientsRevenue) {
	days := slices.Collect(maps.Keys(dueDays))
	slices.Sort(days)
	for _, d := range days {
		month := clock.Day(d).Month()
		if n := len(r.DueMonths); n == 0 || r.DueMonths[n-1].Month != month {
			r.DueMonths = append(r.DueMonths, DueMonth{Month: month})
		}
		m := &r.DueMonths[len(r.DueMonths)-1]
		m.Clients += dueDays[d].Clients
		m.Value = plus(m.Value, dueDays[d].Revenue)
	}
}

func (c *StageCounts) add(s analytics.LifeStage) {
	switch s {
	case analytics.StageFresh:
		c.Fresh++
	case analytics.StageApproaching:
		c.Approaching++
	case analytics.StageDue:
		c.Due++
	case analytics.StageLate:
		c.Late++
	case analytics.StageLapsed:
		c.Lapsed++
	}
}
