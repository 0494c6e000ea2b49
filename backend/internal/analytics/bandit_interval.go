package analytics

import "math"

// Interval is the middle of the posterior with so much of its probability (0.95), equal tails left out on both sides: quantiles of the
// belief by bisection, exact to a millionth of its standard deviation. The estimate is the mean. The bounds equal the mean for a belief
// that BeliefOf did not make, or a level outside 0 to 1.
func (b ArmBelief) Interval(level float64) Interval {
	if b.cdf == nil || !(level > 0 && level < 1) {
		return Interval{b.Mean, b.Mean, b.Mean}
	}
	tail := (1 - level) / 2
	return Interval{Estimate: b.Mean, Low: b.quantile(tail), High: b.quantile(1 - tail)}
}

func (b ArmBelief) quantile(p float64) float64 {
	low, high := b.Mean-8*b.StdDev, b.Mean+8*b.StdDev
	for range 200 { // heavy tails
		if b.cdf(low) <= p {
			break
		}
		low -= 2 * (high - low)
	}
	for range 200 {
		if b.cdf(high) >= p {
			break
		}
		high += 2 * (high - low)
	}
	for range 200 {
		if !(high-low > 1e-6*b.StdDev) {
			break
		}
		if middle := low + (high-low)/2; b.cdf(middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return low + math.Max(0, high-low)/2
}
