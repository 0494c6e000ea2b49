package analytics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// NormSource says where a renewal norm comes from.
type NormSource string

// The sources of a norm.
const (
	NormDeclared NormSource = "declared" // set by the company
	NormObserved NormSource = "observed" // mostly the category's own intervals
	NormPooled   NormSource = "pooled"   // mostly those of all categories: the category has few
)

// RenewalNorm is how long clients keep what they buy in a category before they buy again. Intervals are taken as
// log-normal: Days is the median, Spread the standard deviation of ln(days) (0.25 means that two in three fall between
// −22 % and +28 %). Low and High are the quartiles.
type RenewalNorm struct {
	Days      float64    `json:"days"`
	Spread    float64    `json:"spread"`
	Low       float64    `json:"low_days"`
	High      float64    `json:"high_days"`
	Intervals int        `json:"intervals"`
	Source    NormSource `json:"source"`
}

const (
	normStrength  = 10.0 // intervals of its own that weigh as much as the pool of all categories
	ownStrength   = 2.0  // intervals of its own that weigh as much as the category's norm for one client
	defaultSpread = 0.35
	leastSpread   = 0.05
)

// RenewalNormOf makes a category's norm from the observed intervals in days (≥ 1) between two purchases of a client in it.
//
//	ln Days = w · ln median(own) + (1−w) · ln median(all),  w = n/(n+10)
//	Spread² = w · s²(own) + (1−w) · s²(all),  s = (Q3 − Q1 of ln days) / 1.349
//
// all are the intervals of all categories together (own included). declaredDays > 0 fixes Days, and only the spread is
// estimated. Without any interval the spread is 0.35. ErrInput when an interval is under 1 day, or there is neither a
// declared norm nor any interval. Only completed intervals are seen, so in a young base the norm reads short.
func RenewalNormOf(own, all []float64, declaredDays float64) (RenewalNorm, error) {
	if !finite(declaredDays) || declaredDays < 0 {
		return RenewalNorm{}, badInput("norm: declared %v days", declaredDays)
	}
	ownMedian, ownSpread, err := logMedianSpread(own)
	if err != nil {
		return RenewalNorm{}, err
	}
	allMedian, allSpread, err := logMedianSpread(all)
	if err != nil {
		return RenewalNorm{}, err
	}
	if len(own) > len(all) {
		return RenewalNorm{}, badInput("norm: %d own intervals of %d in all", len(own), len(all))
	}
	if len(all) == 0 && declaredDays == 0 {
		return RenewalNorm{}, badInput("norm: no interval and no declared norm")
	}
	return normOf(len(own), ownMedian, ownSpread, IntervalPool{len(all), allMedian, allSpread}, declaredDays), nil
}

func normOf(own int, median, spread float64, pool IntervalPool, declaredDays float64) RenewalNorm {
	w := float64(own) / (float64(own) + normStrength)
	norm := RenewalNorm{Intervals: own, Source: NormPooled, Spread: defaultSpread}
	if pool.total > 0 {
		norm.Days = math.Exp(w*median + (1-w)*pool.median)
		norm.Spread = math.Sqrt(w*spread*spread + (1-w)*pool.spread*pool.spread)
	}
	if w >= 0.5 {
		norm.Source = NormObserved
	}
	if declaredDays > 0 {
		norm.Days, norm.Source = declaredDays, NormDeclared
	}
	return norm.Around(norm.Days, norm.Spread)
}

// Around is the norm with other days and spread (at least 0.05), and the quartiles that follow from them.
func (n RenewalNorm) Around(days, spread float64) RenewalNorm {
	n.Days, n.Spread = days, math.Max(leastSpread, spread)
	quartile := math.Exp(0.67448975 * n.Spread)
	n.Low, n.High = n.Days/quartile, n.Days*quartile
	return n
}

// logMedianSpread gives median and robust spread of ln(days); the default spread below 4 intervals.
func logMedianSpread(days []float64) (median, spread float64, err error) {
	logs := make([]float64, len(days))
	for i, d := range days {
		if !(d >= 1) || !finite(d) {
			return 0, 0, badInput("norm: interval of %v days in row %d", d, i)
		}
		logs[i] = math.Log(d)
	}
	if len(days) < 4 {
		return medianOf(logs), defaultSpread, nil
	}
	median = medianOf(logs)
	return median, (quantileOf(logs, 0.75) - quantileOf(logs, 0.25)) / 1.349, nil
}

// LifeStage is a client's place in its own cycle.
type LifeStage string

// The stages, in order of time.
const (
	StageFresh       LifeStage = "fresh"       // less than half of the cycle has passed
	StageApproaching LifeStage = "approaching" // past half, before the interval of the next purchase
	StageDue         LifeStage = "due"         // within it: a renewal to offer
	StageLate        LifeStage = "late"        // past it
	StageLapsed      LifeStage = "lapsed"      // past twice its end: the next purchase can no longer be foretold
)

// Renewal is the forecast of one client's next purchase in one category. Days count from the snapshot date; negative is
// in the past.
type Renewal struct {
	Cycle    float64   `json:"cycle_days"` // the client's own cycle, between its intervals and the norm
	Place    float64   `json:"place"`      // time since the last purchase / cycle
	Lateness float64   `json:"lateness_days"`
	Stage    LifeStage `json:"stage"`
	// Planned is the plain forecast from the last purchase, with its interval at the level asked.
	Planned Interval `json:"planned_in_days"`
	// Next is the forecast given that nothing was bought so far: never in the past. Its estimate is the median.
	Next Interval `json:"next_in_days"`
	// NormLateness is the time since the last purchase minus the category's norm.
	NormLateness float64 `json:"norm_lateness_days"`
}

// RenewalOf places a client in its cycle for one category.
//
//	ln cycle = u · mean(ln own intervals) + (1−u) · ln norm,  u = m/(m+2), m own intervals
//	planned  = cycle · e^(±z·spread) − since;  lateness = since − cycle
//	next     = quantiles of the same log-normal, given that it exceeds since
//
// own are the client's intervals in days (≥ 1), since the days from its last purchase (≥ 0), level that of the intervals
// (0.8). The stage follows the planned interval; lapsed from twice its end. ErrInput outside these ranges.
func RenewalOf(norm RenewalNorm, own []float64, since, level float64) (Renewal, error) {
	if !(norm.Days > 0) || !(norm.Spread > 0) || !finite(norm.Days, norm.Spread, since) || since < 0 {
		return Renewal{}, badInput("renewal: norm of %v days, spread %v, %v days since", norm.Days, norm.Spread, since)
	}
	if err := checkLevel(level); err != nil {
		return Renewal{}, err
	}
	mean := 0.0
	for i, d := range own {
		if !(d >= 1) || !finite(d) {
			return Renewal{}, badInput("renewal: interval of %v days in row %d", d, i)
		}
		mean += math.Log(d) / float64(len(own))
	}
	c := norm.CycleOf(mean, len(own), since, level)
	r := Renewal{Cycle: c.Days, Stage: c.Stage, NormLateness: since - norm.Days}
	r.Place, r.Lateness = since/r.Cycle, since-r.Cycle
	r.Planned = Interval{Estimate: r.Cycle - since, Low: c.Low - since, High: c.High - since}
	centre := math.Log(c.Days)
	r.Next = Interval{
		Estimate: remaining(centre, norm.Spread, since, 0.5),
		Low:      remaining(centre, norm.Spread, since, (1-level)/2),
		High:     remaining(centre, norm.Spread, since, (1+level)/2),
	}
	return r, nil
}

// Cycle is a client's place in its own cycle: length and interval of the cycle in days from the last purchase, and the stage.
type Cycle struct {
	Days  float64
	Low   float64
	High  float64
	Stage LifeStage
}

// CycleOf is what RenewalOf says of the cycle, without checks and for the mean of ln of so many own intervals: for whole bases. The norm
// must have positive days and spread, since must not be negative.
func (n RenewalNorm) CycleOf(meanLog float64, intervals int, since, level float64) Cycle {
	m := float64(intervals)
	u := m / (m + ownStrength)
	z := 1.2815515655446004
	if level != 0.8 {
		z = normalQuantile(level)
	}
	width := math.Exp(z * n.Spread)
	c := Cycle{Days: math.Exp(u*meanLog + (1-u)*math.Log(n.Days))}
	c.Low, c.High = c.Days/width, c.Days*width
	switch {
	case since > 2*c.High:
		c.Stage = StageLapsed
	case since > c.High:
		c.Stage = StageLate
	case since >= c.Low:
		c.Stage = StageDue
	case since/c.Days >= 0.5-1e-9: // half of the cycle, whatever the rounding of its logarithm
		c.Stage = StageApproaching
	default:
		c.Stage = StageFresh
	}
	return c
}

// remaining is the p-quantile of what is left of a log-normal time after since.
func remaining(centre, spread, since, p float64) float64 {
	survived := 1.0
	if since > 0 {
		survived = distuv.UnitNormal.Survival((math.Log(since) - centre) / spread)
	}
	tail := survived * (1 - p)
	if tail < 1e-300 {
		return 0
	}
	return math.Max(0, math.Exp(centre-spread*distuv.UnitNormal.Quantile(tail))-since)
}
