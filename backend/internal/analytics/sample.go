package analytics

import "math"

// Sample sums up one arm of a comparison: number of clients assigned, mean and unbiased variance of what each brought
// (zeros included). Units are those of the values: minor units for money, orders for counts. Variance is 0 below 2.
type Sample struct {
	N        int64   `json:"n"`
	Mean     float64 `json:"mean"`
	Variance float64 `json:"variance"`
}

// SampleOfSums makes a Sample from what one SQL aggregate gives: the number of clients, Σ y and Σ y².
//
//	mean = Σy / n,  variance = (Σy² − (Σy)²/n) / (n−1)
//
// Exact enough while mean² is below about 10¹⁰ variances; rounding below zero becomes 0. ErrInput when n < 0, a sum is
// not finite, Σy² < 0, sums stand without clients, or Σy² is below (Σy)²/n by more than rounding.
func SampleOfSums(n int64, sum, sumSquares float64) (Sample, error) {
	if n < 0 || !finite(sum, sumSquares) || sumSquares < 0 || (n == 0 && (sum != 0 || sumSquares != 0)) {
		return Sample{}, badInput("sample: n %d, sum %v, sum of squares %v", n, sum, sumSquares)
	}
	if n == 0 {
		return Sample{}, nil
	}
	s := Sample{N: n, Mean: sum / float64(n)}
	spread := sumSquares - sum*s.Mean
	if spread < -1e-6*sumSquares {
		return Sample{}, badInput("sample: sum of squares %v is below sum²/n of n %d, sum %v", sumSquares, n, sum)
	}
	if n > 1 {
		s.Variance = max(0, spread) / float64(n-1)
	}
	return s, nil
}

// SampleOf makes a Sample from one value per client, by two passes. ErrInput when a value is not finite.
func SampleOf(values []float64) (Sample, error) {
	s := Sample{N: int64(len(values))}
	if s.N == 0 {
		return s, nil
	}
	for i, v := range values {
		if !finite(v) {
			return Sample{}, badInput("sample: value %v of row %d", v, i)
		}
		s.Mean += v / float64(s.N)
	}
	var spread, drift float64
	for _, v := range values {
		spread += (v - s.Mean) * (v - s.Mean)
		drift += v - s.Mean
	}
	if s.N > 1 {
		s.Variance = max(0, spread-drift*drift/float64(s.N)) / float64(s.N-1)
	}
	s.Mean += drift / float64(s.N)
	return s, nil
}

// SampleOfMinor makes a Sample from one amount in minor units per client.
func SampleOfMinor(values []int64) (Sample, error) {
	floats := make([]float64, len(values))
	for i, v := range values {
		floats[i] = float64(v)
	}
	return SampleOf(floats)
}

// SampleOfRate makes a Sample from a count of clients with an event out of n. ErrInput unless 0 ≤ events ≤ n.
func SampleOfRate(events, n int64) (Sample, error) {
	if events < 0 || events > n {
		return Sample{}, badInput("sample: %d of %d", events, n)
	}
	return SampleOfSums(n, float64(events), float64(events))
}

// Interval is an estimate with the bounds of its interval at the level asked, all in one unit.
type Interval struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// Scaled multiplies the three figures; a negative factor swaps the bounds.
func (i Interval) Scaled(factor float64) Interval {
	scaled := Interval{i.Estimate * factor, i.Low * factor, i.High * factor}
	if factor < 0 {
		scaled.Low, scaled.High = scaled.High, scaled.Low
	}
	return scaled
}

// Excludes says whether value lies strictly outside the bounds.
func (i Interval) Excludes(value float64) bool { return value < i.Low || value > i.High }

func (s Sample) check(name string) error {
	if s.N < 0 || !finite(s.Mean, s.Variance) || s.Variance < 0 {
		return badInput("%s: n %d, mean %v, variance %v", name, s.N, s.Mean, s.Variance)
	}
	return nil
}

func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return badInput("level %v is not between 0 and 1", level)
	}
	return nil
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
