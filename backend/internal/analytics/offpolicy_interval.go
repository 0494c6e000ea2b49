package analytics

import "math"

// rewardRange is the least and the largest reward that was seen.
type rewardRange struct{ low, high float64 }

// around is how far one more decision of the largest weight could move a sum around a centre: downwards and upwards.
func (r rewardRange) around(centre, weight float64) rewardRange {
	return rewardRange{weight * math.Max(0, centre-r.low), weight * math.Max(0, r.high-centre)}
}

// termInterval is the interval of a mean of n terms, which for weighted rewards are skewed. With standard deviation s, skewness γ and
// t = t(n−1) at the level, it is Hall's:
//
//	[m − s·g⁻¹(t/√n), m − s·g⁻¹(−t/√n)],  g⁻¹(y) = (3/γ) ((1 + γ (y − γ/(6n)))^⅓ − 1),  y where γ = 0
//
// and never nearer than what n terms may have missed: an outcome of probability −ln((1−level)/2)/n stays unseen that often, and would
// have moved the mean down or up by that much of unseen. Student's interval alone covers 78–95 % where this covers 94–98 % (the cases
// of TestOffPolicyCoversTheTruth). ErrInput when a term is not finite.
// Sources: Hall, JRSS B 54 (1992), 221-228; the second bound is the rule of three (Hanley, Lippman-Hand, JAMA 249, 1983).
func termInterval(terms []float64, level float64, unseen rewardRange) (Interval, error) {
	s, err := SampleOf(terms)
	if err != nil {
		return Interval{}, err
	}
	n, deviation, skew := float64(s.N), math.Sqrt(s.Variance), 0.0
	if deviation > 0 {
		for _, v := range terms {
			d := (v - s.Mean) / deviation
			skew += d * d * d / n
		}
	}
	inverse := func(y float64) float64 {
		if math.Abs(skew) < 1e-6 {
			return y
		}
		return 3 / skew * (math.Cbrt(1+skew*(y-skew/(6*n))) - 1)
	}
	t, missed := studentQuantile(level, n-1)/math.Sqrt(n), -math.Log((1-level)/2)/n
	return Interval{
		Estimate: s.Mean,
		Low:      s.Mean - math.Max(deviation*inverse(t), missed*unseen.low),
		High:     s.Mean + math.Max(-deviation*inverse(-t), missed*unseen.high),
	}, nil
}
