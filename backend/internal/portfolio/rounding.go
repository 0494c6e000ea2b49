package portfolio

import "math"

// The most that amounts and counts of a forecast may reach, far beyond any real one.
const (
	mostMoney = int64(1) << 53
	mostCount = math.MaxInt32
)

// threeDigits rounds a figure to three significant digits, at most limit; what is negative or not a number is 0.
func threeDigits(v float64, limit int64) int64 {
	if !(v > 0) {
		return 0
	}
	n := int64(math.Round(min(v, float64(limit))))
	step := int64(1)
	for n/step >= 1000 {
		step *= 10
	}
	return min((n+step/2)/step*step, limit)
}

// atMost brings an amount within ±limit; what is not a number is 0.
func atMost(v float64, limit int64) int64 {
	if v != v {
		return 0
	}
	return int64(math.Round(max(-float64(limit), min(v, float64(limit)))))
}

// plus adds amounts and stays at the end of the range instead of going round it.
func plus(a, b int64) int64 {
	sum := a + b
	switch {
	case a > 0 && b > 0 && sum < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && sum >= 0:
		return math.MinInt64
	}
	return sum
}
