package analytics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// TrendDirection is where a client or a series is going.
type TrendDirection string

// The directions; unknown means too few purchases to say.
const (
	TrendGrowing   TrendDirection = "growing"
	TrendStable    TrendDirection = "stable"
	TrendDeclining TrendDirection = "declining"
	TrendUnknown   TrendDirection = "unknown"
)

// TrendRule is how a client's trend is read: Change is the relative growth of value that counts (0.2: +20 % is growing,
// and falling back from it, −1/6, declining), Purchases the least number of purchases in both windows together.
type TrendRule struct {
	Change    float64 `json:"change"`
	Purchases int     `json:"purchases"`
}

// DefaultTrendRule is ±20 % with 3 purchases or more.
func DefaultTrendRule() TrendRule { return TrendRule{Change: 0.2, Purchases: 3} }

// WindowTotals is what a client brought in one window: net value in minor units and number of counted purchases.
type WindowTotals struct {
	Value     int64 `json:"value_minor"`
	Purchases int   `json:"purchases"`
}

// ClientTrend compares a client's last window with the one before, of equal length.
type ClientTrend struct {
	Direction TrendDirection `json:"direction"`
	// Balance is (now − before) / (now + before), −1 to 1, with negative values taken as 0; 0 when both are 0.
	Balance float64 `json:"balance"`
	// P is the two-sided exact binomial p-value that the rate of purchase did not change: how much of it may be chance.
	P float64 `json:"p"`
}

// TrendOfClient says growing when now ≥ (1+change) × before, declining when before ≥ (1+change) × now, in value; stable
// between, and unknown below the least number of purchases. The balance is symmetric, so that coming from 0 is finite.
// A client younger than both windows must not be compared: leave it unknown. ErrInput for negative purchases, change ≤ 0.
func TrendOfClient(before, now WindowTotals, rule TrendRule) (ClientTrend, error) {
	if before.Purchases < 0 || now.Purchases < 0 || !(rule.Change > 0) || !finite(rule.Change) || rule.Purchases < 0 {
		return ClientTrend{}, badInput("trend: %d and %d purchases, change %v", before.Purchases, now.Purchases, rule.Change)
	}
	b, n := math.Max(0, float64(before.Value)), math.Max(0, float64(now.Value))
	t := ClientTrend{Direction: TrendStable, P: evenSplitP(before.Purchases, now.Purchases)}
	if b+n > 0 {
		t.Balance = (n - b) / (n + b)
	}
	line := rule.Change / (2 + rule.Change) * (1 - 1e-12)
	switch {
	case before.Purchases+now.Purchases < rule.Purchases || before.Purchases+now.Purchases == 0:
		t.Direction = TrendUnknown
	case t.Balance >= line:
		t.Direction = TrendGrowing
	case t.Balance <= -line:
		t.Direction = TrendDeclining
	}
	return t, nil
}

// evenSplitP is the two-sided p-value of a split of a+b purchases when both windows are alike.
func evenSplitP(a, b int) float64 {
	n := a + b
	if n == 0 {
		return 1
	}
	fair := distuv.Binomial{N: float64(n), P: 0.5}
	return math.Min(1, 2*fair.CDF(float64(min(a, b))))
}

// SeriesTrend is the trend of evenly spaced figures, for example revenue by month.
type SeriesTrend struct {
	Direction TrendDirection `json:"direction"`
	Slope     float64        `json:"slope"`    // Theil-Sen slope per period, in the unit of the values
	Relative  float64        `json:"relative"` // slope / median of the values; 0 when the median is 0
	P         float64        `json:"p"`        // two-sided Mann-Kendall p-value, ties corrected
	Periods   int            `json:"periods"`
}

// TrendOfSeries takes the median of all slopes between two periods, which single outliers do not move, and asks
// Mann-Kendall whether it is more than chance: growing or declining when p < 0.05, else stable; unknown below 6 periods.
// At most 2,000 values. ErrInput for more, or a value that is not finite.
// Sources: Theil (1950), Sen, JASA 63 (1968); Mann (1945), Kendall (1975).
func TrendOfSeries(values []float64) (SeriesTrend, error) {
	n := len(values)
	if n > 2000 || !finite(values...) {
		return SeriesTrend{}, badInput("trend: %d values, all finite: %v", n, finite(values...))
	}
	t := SeriesTrend{Direction: TrendUnknown, P: 1, Periods: n}
	if n < 2 {
		return t, nil
	}
	slopes := make([]float64, 0, n*(n-1)/2)
	signs := 0
	for i := range n {
		for j := i + 1; j < n; j++ {
			slopes = append(slopes, (values[j]-values[i])/float64(j-i))
			switch {
			case values[j] > values[i]:
				signs++
			case values[j] < values[i]:
				signs--
			}
		}
	}
	t.Slope = medianOf(slopes)
	if middle := medianOf(slices.Clone(values)); middle != 0 {
		t.Relative = t.Slope / middle
	}
	size := float64(n)
	variance := size * (size - 1) * (2*size + 5)
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	for lo := 0; lo < n; {
		hi := lo
		for hi < n && sorted[hi] == sorted[lo] {
			hi++
		}
		tie := float64(hi - lo)
		variance -= tie * (tie - 1) * (2*tie + 5)
		lo = hi
	}
	if variance > 0 && signs != 0 {
		z := (math.Abs(float64(signs)) - 1) / math.Sqrt(variance/18)
		t.P = 2 * distuv.UnitNormal.Survival(z)
	}
	if n < 6 {
		return t, nil
	}
	switch {
	case t.P < 0.05 && signs > 0:
		t.Direction = TrendGrowing
	case t.P < 0.05 && signs < 0:
		t.Direction = TrendDeclining
	default:
		t.Direction = TrendStable
	}
	return t, nil
}

// medianOf sorts values in place; 0 for none.
func medianOf(values []float64) float64 { return quantileOf(values, 0.5) }

// quantileOf sorts values in place and interpolates linearly (type 7 of Hyndman and Fan); 0 for none.
func quantileOf(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	at := p * float64(len(values)-1)
	lo := int(at)
	if lo+1 >= len(values) {
		return values[len(values)-1]
	}
	return values[lo] + (at-float64(lo))*(values[lo+1]-values[lo])
}
