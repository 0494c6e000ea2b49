package analytics

import "math"

// IntervalCounts counts intervals between purchases by their length: element d is the number of intervals of d days; element 0 is not used.
type IntervalCounts []int32

// Add takes one interval of days ≥ 1.
func (c *IntervalCounts) Add(days int32) {
	if n := int(days) + 1 - len(*c); n > 0 {
		*c = append(*c, make([]int32, n)...)
	}
	(*c)[days]++
}

// AddAll takes the intervals of other.
func (c *IntervalCounts) AddAll(other IntervalCounts) {
	if n := len(other) - len(*c); n > 0 {
		*c = append(*c, make([]int32, n)...)
	}
	for d, n := range other {
		(*c)[d] += n
	}
}

// Total is the number of intervals.
func (c IntervalCounts) Total() int {
	total := 0
	for d := 1; d < len(c); d++ {
		total += int(c[d])
	}
	return total
}

// IntervalPool is what all categories' intervals say together; see PoolIntervals.
type IntervalPool struct {
	total          int
	median, spread float64 // of ln days
}

// PoolIntervals sums up the intervals of all categories, once for many norms.
func PoolIntervals(all IntervalCounts) IntervalPool {
	p := IntervalPool{total: all.Total()}
	p.median, p.spread = all.logMedianSpread(p.total)
	return p
}

// Total is the number of intervals in the pool.
func (p IntervalPool) Total() int { return p.total }

// NormOfCounts is RenewalNormOf for counted intervals: the same norm, in the time of the longest interval instead of that of sorting.
func NormOfCounts(own IntervalCounts, pool IntervalPool, declaredDays float64) (RenewalNorm, error) {
	n := own.Total()
	if !finite(declaredDays) || declaredDays < 0 || n > pool.total || pool.total == 0 && declaredDays == 0 {
		return RenewalNorm{}, badInput("norm: %d own intervals of %d, declared %v days", n, pool.total, declaredDays)
	}
	median, spread := own.logMedianSpread(n)
	return normOf(n, median, spread, pool, declaredDays), nil
}

// logMedianSpread is that of the intervals one by one.
func (c IntervalCounts) logMedianSpread(n int) (median, spread float64) {
	if n == 0 {
		return 0, defaultSpread
	}
	median = c.logQuantile(n, 0.5)
	if n < 4 {
		return median, defaultSpread
	}
	return median, (c.logQuantile(n, 0.75) - c.logQuantile(n, 0.25)) / 1.349
}

// logQuantile interpolates ln days linearly (type 7 of Hyndman and Fan), as quantileOf.
func (c IntervalCounts) logQuantile(n int, p float64) float64 {
	at := p * float64(n-1)
	lo := int(at)
	low := math.NaN()
	passed := 0
	for d := 1; d < len(c); d++ {
		passed += int(c[d])
		if math.IsNaN(low) && passed > lo {
			if low = math.Log(float64(d)); lo+1 >= n {
				return low
			}
		}
		if passed > lo+1 {
			return low + (at-float64(lo))*(math.Log(float64(d))-low)
		}
	}
	return low
}
