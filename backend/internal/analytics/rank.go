package analytics

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Correlation is a correlation coefficient with its interval by Fisher's transformation (no interval, ±1, below 4 pairs).
type Correlation struct {
	Interval
	N int `json:"n"`
}

// Pearson is the linear correlation of two equally long slices; 0 when one is constant. ErrInput when lengths differ, a
// value is not finite, or level is not between 0 and 1.
func Pearson(x, y []float64, level float64) (Correlation, error) {
	p, err := PairedSampleOf(y, x)
	if err != nil {
		return Correlation{}, err
	}
	if err := checkLevel(level); err != nil {
		return Correlation{}, err
	}
	c := Correlation{Interval: Interval{Low: -1, High: 1}, N: len(x)}
	if p.VarianceX > 0 && p.VarianceY > 0 {
		c.Estimate = max(-1, min(1, p.Covariance/math.Sqrt(p.VarianceX*p.VarianceY)))
	}
	if c.N >= 4 {
		half := normalQuantile(level) / math.Sqrt(float64(c.N-3))
		c.Low, c.High = math.Tanh(math.Atanh(c.Estimate)-half), math.Tanh(math.Atanh(c.Estimate)+half)
	}
	return c, nil
}

// Spearman is the rank correlation: Pearson's over mid-ranks, so that ties count evenly. Errors as Pearson.
func Spearman(x, y []float64, level float64) (Correlation, error) {
	return Pearson(midRanks(x), midRanks(y), level)
}

// midRanks gives ranks from 1, ties sharing the mean of theirs.
func midRanks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	ranks := make([]float64, len(values))
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && values[order[hi]] == values[order[lo]] {
			hi++
		}
		for _, i := range order[lo:hi] {
			ranks[i] = float64(lo+hi+1) / 2
		}
		lo = hi
	}
	return ranks
}

// SpendIndependence is the check that Gamma-Gamma needs: spend per purchase must not go with the number of purchases.
type SpendIndependence struct {
	Pearson  Correlation `json:"pearson"`
	Spearman Correlation `json:"spearman"`
	// Verdict: independent (the interval of Spearman's ρ holds 0 or |ρ| < 0.1), weak (|ρ| < 0.3), dependent, or too_few
	// (under 30 clients).
	Verdict string `json:"verdict"`
}

// CheckSpendIndependence correlates purchases and mean spend over clients with repeat purchases and a positive mean,
// at the 95 % level. With a dependent verdict a product of expected purchases and expected spend is biased: say so.
// ErrInput when a mean is not finite.
func CheckSpendIndependence(clients []Spend) (SpendIndependence, error) {
	var x, means []float64
	for i, s := range clients {
		if !finite(s.Mean) {
			return SpendIndependence{}, badInput("spend: row %d has mean %v", i, s.Mean)
		}
		if s.X > 0 && s.Mean > 0 {
			x, means = append(x, float64(s.X)), append(means, s.Mean)
		}
	}
	pearson, err := Pearson(x, means, 0.95)
	if err != nil {
		return SpendIndependence{}, err
	}
	spearman, err := Spearman(x, means, 0.95)
	if err != nil {
		return SpendIndependence{}, err
	}
	c := SpendIndependence{Pearson: pearson, Spearman: spearman}
	size := math.Abs(spearman.Estimate)
	switch {
	case len(x) < 30:
		c.Verdict = "too_few"
	case !spearman.Excludes(0) || size < 0.1:
		c.Verdict = "independent"
	case size < 0.3:
		c.Verdict = "weak"
	default:
		c.Verdict = "dependent"
	}
	return c, nil
}

func chiSquaredQuantile(p, df float64) float64 { return distuv.ChiSquared{K: df}.Quantile(p) }
