package portfolio

import "math"

// The most that amounts and counts of a forecast may reach, far beyond any real one.
const (
	mostMoney = int64(1) << 49
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

// digitsOf rounds a positive number to so many significant digits; anything else is 0.
func digitsOf(v float64, digits int) float64 {
	if !(v > 1e-300) || math.IsInf(v, 0) {
		return 0
	}
	power := digits - 1 - int(math.Floor(math.Log10(v)))
	if power > 0 { // by a whole number, so that 39.6 is 39.6 and not 39.60000000000001
		step := math.Pow10(min(power, 300))
		return math.Round(v*step) / step
	}
	step := math.Pow10(-power)
	return math.Round(v/step) * step
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
