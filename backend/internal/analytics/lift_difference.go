package analytics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Difference is treated minus control with its Welch interval. DF is the Welch-Satterthwaite degrees of freedom and P the
// two-sided p-value of no difference.
type Difference struct {
	Interval
	StdErr float64 `json:"std_err"`
	DF     float64 `json:"df"`
	P      float64 `json:"p"`
}

// WelchDifference compares two means without assuming equal variances.
//
//	d = m₁ − m₀,  se² = v₁/n₁ + v₀/n₀,  d ± t(ν, level) × se,  ν = se⁴ / Σ (vᵢ/nᵢ)²/(nᵢ−1)
//
// Both samples need at least 2 clients; level is between 0 and 1 (0.95). When neither arm varies the interval is the
// difference itself, DF is n₁+n₀−2 and P is 1 or 0. ErrInput otherwise.
// Source: Welch, Biometrika 34 (1947).
func WelchDifference(treated, control Sample, level float64) (Difference, error) {
	if err := checkPair(treated, control, level); err != nil {
		return Difference{}, err
	}
	return studentDifference(treated, control, level, 0), nil
}

func studentDifference(treated, control Sample, level float64, lostDF float64) Difference {
	n1, n0 := float64(treated.N), float64(control.N)
	w1, w0 := treated.Variance/n1, control.Variance/n0
	d := Difference{StdErr: math.Sqrt(w1 + w0)}
	d.Estimate = treated.Mean - control.Mean
	if d.StdErr == 0 {
		d.Low, d.High, d.DF = d.Estimate, d.Estimate, n1+n0-2
		if d.Estimate == 0 {
			d.P = 1
		}
		return d
	}
	r := w1 / (w1 + w0)
	d.DF = max(1, 1/(r*r/(n1-1)+(1-r)*(1-r)/(n0-1))-lostDF)
	half := studentQuantile(level, d.DF) * d.StdErr
	d.Low, d.High = d.Estimate-half, d.Estimate+half
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: d.DF}
	d.P = 2 * t.Survival(math.Abs(d.Estimate)/d.StdErr)
	return d
}

// FiellerRatio is the interval of the relative lift m₁/m₀ − 1, without units (0.05 is 5 %).
//
//	g = t² v₀/(n₀ m₀²);  ratio bounds = (R ± (t/m₀) √(v₁/n₁ + R² v₀/n₀ − g v₁/n₁)) / (1−g),  R = m₁/m₀
//
// t has the degrees of freedom of WelchDifference. bounded is false when g ≥ 1: the control mean cannot be told from
// zero, no finite interval holds the ratio, and the bounds are ±Inf; likewise when the control mean is 0 or negative,
// where a relative lift has no meaning (estimate 0). ErrInput as WelchDifference.
// Source: Fieller, JRSS B 16 (1954).
func FiellerRatio(treated, control Sample, level float64) (ratio Interval, bounded bool, err error) {
	if err := checkPair(treated, control, level); err != nil {
		return Interval{}, false, err
	}
	unbounded := Interval{Low: math.Inf(-1), High: math.Inf(1)}
	if control.Mean <= 0 {
		return unbounded, false, nil
	}
	w1, w0 := treated.Variance/float64(treated.N), control.Variance/float64(control.N)
	r := treated.Mean / control.Mean
	if w1+w0 == 0 {
		return Interval{r - 1, r - 1, r - 1}, true, nil
	}
	t := studentQuantile(level, studentDifference(treated, control, level, 0).DF)
	g := t * t * w0 / (control.Mean * control.Mean)
	if g >= 1 {
		unbounded.Estimate = r - 1
		return unbounded, false, nil
	}
	half := t / control.Mean * math.Sqrt(max(0, w1+r*r*w0-g*w1))
	return Interval{Estimate: r - 1, Low: (r-half)/(1-g) - 1, High: (r+half)/(1-g) - 1}, true, nil
}

// NewcombeDifference is the interval of a difference of two conversion rates, x₁/n₁ − x₀/n₀, from the Wilson score
// bounds (l, u) of each (Newcombe's method 10):
//
//	low  = d − √((p₁−l₁)² + (u₀−p₀)²),  high = d + √((u₁−p₁)² + (p₀−l₀)²)
//
// It stays within −1 and 1 and works at 0 or n events. ErrInput unless 0 ≤ x ≤ n, n ≥ 1 and 0 < level < 1.
// Source: Newcombe, Statistics in Medicine 17 (1998) 873-890.
func NewcombeDifference(x1, n1, x0, n0 int64, level float64) (Interval, error) {
	first, err := WilsonInterval(x1, n1, level)
	if err != nil {
		return Interval{}, err
	}
	second, err := WilsonInterval(x0, n0, level)
	if err != nil {
		return Interval{}, err
	}
	d := first.Estimate - second.Estimate
	return Interval{
		Estimate: d,
		Low:      d - math.Hypot(first.Estimate-first.Low, second.High-second.Estimate),
		High:     d + math.Hypot(first.High-first.Estimate, second.Estimate-second.Low),
	}, nil
}

// WilsonInterval is the score interval of a rate p = x/n, within 0 and 1:
//
//	(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
//
// ErrInput unless 0 ≤ x ≤ n, n ≥ 1 and 0 < level < 1. Source: Wilson, JASA 22 (1927).
func WilsonInterval(x, n int64, level float64) (Interval, error) {
	if n < 1 || x < 0 || x > n {
		return Interval{}, badInput("rate: %d of %d", x, n)
	}
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	z := normalQuantile(level)
	p, size := float64(x)/float64(n), float64(n)
	centre := p + z*z/(2*size)
	half := z * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
	scale := 1 + z*z/size
	i := Interval{Estimate: p, Low: (centre - half) / scale, High: (centre + half) / scale}
	if x == 0 {
		i.Low = 0
	}
	if x == n {
		i.High = 1
	}
	return i, nil
}

// MinimumDetectableEffect is the least true difference of means, in the unit of the samples, that such a comparison
// would find with the given power (0.8) at a two-sided level (0.95): (z(level) + z(power)) × √(v₁/n₁ + v₀/n₀).
// ErrInput as WelchDifference, or when power is not between 0 and 1. Source: Cohen (1988).
func MinimumDetectableEffect(treated, control Sample, level, power float64) (float64, error) {
	if err := checkPair(treated, control, level); err != nil {
		return 0, err
	}
	if !(power > 0 && power < 1) {
		return 0, badInput("power %v is not between 0 and 1", power)
	}
	se := math.Sqrt(treated.Variance/float64(treated.N) + control.Variance/float64(control.N))
	return (normalQuantile(level) + distuv.UnitNormal.Quantile(power)) * se, nil
}

// SampleRatioCheck is the chi-square p-value (1 degree of freedom) of the two arms' sizes against the planned share of
// treated clients. A value below SampleRatioAlarm says that assignment or logging is broken and no lift should be
// believed. ErrInput when an arm is negative, both are empty, or the share is not strictly between 0 and 1.
// Source: Fabijan et al., KDD 2019.
func SampleRatioCheck(treated, control int64, treatedShare float64) (p float64, err error) {
	if treated < 0 || control < 0 || treated+control < 1 || !(treatedShare > 0 && treatedShare < 1) {
		return 0, badInput("sample ratio: %d treated, %d control, share %v", treated, control, treatedShare)
	}
	n := float64(treated) + float64(control)
	off := float64(treated) - n*treatedShare
	return distuv.ChiSquared{K: 1}.Survival(off * off / (n * treatedShare * (1 - treatedShare))), nil
}

// SampleRatioAlarm is the p-value under which the sizes of the arms are not those of the plan.
const SampleRatioAlarm = 0.001

func checkPair(treated, control Sample, level float64) error {
	if err := treated.check("treated"); err != nil {
		return err
	}
	if err := control.check("control"); err != nil {
		return err
	}
	if treated.N < 2 || control.N < 2 {
		return badInput("lift: %d treated and %d control, want 2 or more of each", treated.N, control.N)
	}
	return checkLevel(level)
}

func studentQuantile(level, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.5 + level/2)
}

func normalQuantile(level float64) float64 { return distuv.UnitNormal.Quantile(0.5 + level/2) }
