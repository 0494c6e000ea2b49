package portfolio

import (
	"math"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// CategoryNorm is how long clients keep what they buy in a category (0: goods without one).
type CategoryNorm struct {
	Category id.ID                 `json:"category"`
	Norm     analytics.RenewalNorm `json:"norm"`
}

// leastIntervals is the number of observed intervals from which a category without a declared cycle has a norm. Below it nobody knows
// whether its goods are bought again at all, and the intervals of other goods do not tell.
const leastIntervals = 5

// purchaseDays calls fn for each category of a client's lines with the days of its sales, in order, once each. days is memory to use again.
func purchaseDays(lines []LineFact, days []int32, asOf int32, fn func(category id.ID, days []int32)) []int32 {
	for lo := 0; lo < len(lines); {
		category := lines[lo].Category
		days = days[:0]
		for ; lo < len(lines) && lines[lo].Category == category; lo++ {
			if l := lines[lo]; l.Sale && l.Day <= asOf && (len(days) == 0 || l.Day != days[len(days)-1]) {
				days = append(days, l.Day)
			}
		}
		if len(days) > 0 {
			fn(category, days)
		}
	}
	return days
}

// categoryNorms finds the norm of each category: as declared, or of the intervals between purchase days of a client in it, shrunk towards
// those of all categories. Days are rounded to three digits and spreads to hundredths, and both
// stay those of the former run while they are as good as the same, so that norms stand still from day to day.
func categoryNorms(in *inputs) ([]CategoryNorm, error) {
	own := map[id.ID]*analytics.IntervalCounts{}
	var lines []LineFact
	var days []int32
	asOf := int32(in.scope.AsOf)
	for i := range in.figures {
		lines = in.lines.of(i, lines)
		days = purchaseDays(lines, days, asOf, func(category id.ID, days []int32) {
			if len(days) < 2 {
				return
			}
			counts := own[category]
			if counts == nil {
				counts = new(analytics.IntervalCounts)
				own[category] = counts
			}
			for k := 1; k < len(days); k++ {
				counts.Add(days[k] - days[k-1])
			}
		})
	}
	var all analytics.IntervalCounts
	for _, counts := range own {
		all.AddAll(*counts)
	}
	pool := analytics.PoolIntervals(all)
	known := make([]id.ID, 0, len(in.categories)+1)
	for c := range in.categories {
		known = append(known, c)
	}
	for c := range own {
		known = append(known, c)
	}
	slices.Sort(known)
	out := []CategoryNorm{}
	for _, c := range slices.Compact(known) {
		var counts analytics.IntervalCounts
		if v := own[c]; v != nil {
			counts = *v
		}
		declared := float64(in.categories[c].Months) * daysPerMonth
		if declared <= 0 && counts.Total() < leastIntervals {
			continue
		}
		norm, err := analytics.NormOfCounts(counts, pool, max(0, declared))
		if err != nil {
			return nil, err
		}
		out = append(out, in.former.still(CategoryNorm{Category: c, Norm: norm.Around(digitsOf(norm.Days, 3), math.Round(norm.Spread*100)/100)}))
	}
	return out, nil
}

// cycle is one client's place in its own cycle in one category, in days since its last purchase: planned, with the 80 % interval, and where
// that lies against the days gone by.
type cycle struct {
	category id.ID
	norm     *analytics.RenewalNorm
	last     int32
	since    int32
	mean     float64 // of ln own intervals
	own      int     // number of them
	analytics.Cycle
}

// renewalLevel is that of the interval of a planned purchase.
const renewalLevel = 0.8

func newCycle(category id.ID, norm *analytics.RenewalNorm, days []int32, asOf int32) cycle {
	c := cycle{category: category, norm: norm, last: days[len(days)-1], own: len(days) - 1}
	c.since = asOf - c.last
	for k := 1; k < len(days); k++ {
		c.mean += math.Log(float64(days[k]-days[k-1])) / float64(c.own)
	}
	c.Cycle = norm.CycleOf(c.mean, c.own, float64(c.since), renewalLevel)
	return c
}

// renewal is the cycle in planned days, which rest on the last purchase alone: the first and the last whole day within the interval.
func (c *cycle) renewal() Renewal {
	whole := func(v float64) int32 { return int32(min(v, float64(mostDays))) }
	r := Renewal{Category: c.category, LastDay: c.last, Cycle: max(1, whole(math.Round(c.Days)))}
	r.Due = c.last + r.Cycle
	r.DueFrom = min(r.Due, c.last+whole(math.Ceil(c.Low)))
	r.DueTo = max(r.Due, c.last+whole(math.Floor(c.High)))
	return r
}

// before says whether a renewal is more urgent than another: goods with a category before goods without, what has not lapsed before what
// has, then the one due first; of those that lapsed the one that was due last.
func (c *cycle) before(o *cycle) bool {
	if (c.category == 0) != (o.category == 0) {
		return c.category != 0
	}
	lapsed, others := c.Stage == analytics.StageLapsed, o.Stage == analytics.StageLapsed
	if lapsed != others {
		return others
	}
	due, theirs := float64(c.last)+c.Days, float64(o.last)+o.Days
	if due != theirs {
		return (due < theirs) != lapsed
	}
	return c.category < o.category
}

// normIndex finds the norm of a category.
type normIndex map[id.ID]*analytics.RenewalNorm

func indexNorms(norms []CategoryNorm) normIndex {
	out := make(normIndex, len(norms))
	for i := range norms {
		out[norms[i].Category] = &norms[i].Norm
	}
	return out
}

// place calls fn for each category of a client's lines that has a norm, and fills Stage and Renewal with the most urgent one. days is memory
// to use again.
func (f *Figure) place(lines []LineFact, norms normIndex, asOf clock.Day, days []int32, fn func(c cycle)) []int32 {
	f.Stage, f.Renewal = Coded[analytics.LifeStage]{}, NoPosition().Renewal
	var urgent cycle
	days = purchaseDays(lines, days, int32(asOf), func(category id.ID, days []int32) {
		norm := norms[category]
		if norm == nil {
			return
		}
		c := newCycle(category, norm, days, int32(asOf))
		if urgent.norm == nil || c.before(&urgent) {
			urgent = c
		}
		fn(c)
	})
	if urgent.norm != nil {
		f.Stage, f.Renewal = CodeOf(urgent.Stage), urgent.renewal()
	}
	return days
}
