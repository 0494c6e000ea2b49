package analytics

import "math"

// PairedSample sums up an arm whose clients each have an outcome Y and the same measure X from before assignment (for
// example revenue of the 90 days before). Variances and covariance are unbiased (divided by n−1).
type PairedSample struct {
	N          int64   `json:"n"`
	MeanY      float64 `json:"mean_y"`
	MeanX      float64 `json:"mean_x"`
	VarianceY  float64 `json:"variance_y"`
	VarianceX  float64 `json:"variance_x"`
	Covariance float64 `json:"covariance"`
}

// PairedSampleOfSums makes a PairedSample from n, Σy, Σx, Σy², Σx², Σxy. ErrInput as SampleOfSums.
func PairedSampleOfSums(n int64, sumY, sumX, sumYY, sumXX, sumXY float64) (PairedSample, error) {
	y, err := SampleOfSums(n, sumY, sumYY)
	if err != nil {
		return PairedSample{}, err
	}
	x, err := SampleOfSums(n, sumX, sumXX)
	if err != nil {
		return PairedSample{}, err
	}
	p := PairedSample{N: n, MeanY: y.Mean, MeanX: x.Mean, VarianceY: y.Variance, VarianceX: x.Variance}
	if !finite(sumXY) {
		return PairedSample{}, badInput("paired sample: sum of products %v", sumXY)
	}
	if n > 1 {
		p.Covariance = (sumXY - sumX*p.MeanY) / float64(n-1)
	}
	return p, nil
}

// PairedSampleOf makes a PairedSample from one outcome and one earlier value per client. ErrInput when lengths differ or
// a value is not finite.
func PairedSampleOf(y, x []float64) (PairedSample, error) {
	if len(y) != len(x) {
		return PairedSample{}, badInput("paired sample: %d outcomes, %d earlier values", len(y), len(x))
	}
	sy, err := SampleOf(y)
	if err != nil {
		return PairedSample{}, err
	}
	sx, err := SampleOf(x)
	if err != nil {
		return PairedSample{}, err
	}
	p := PairedSample{N: sy.N, MeanY: sy.Mean, MeanX: sx.Mean, VarianceY: sy.Variance, VarianceX: sx.Variance}
	for i := range y {
		p.Covariance += (y[i] - p.MeanY) * (x[i] - p.MeanX)
	}
	p.Covariance /= float64(max(1, len(y)-1))
	return p, nil
}

// CUPEDReport is a difference of means adjusted by the earlier measure. Theta is the slope used, Correlation the pooled
// correlation of outcome and earlier measure within the arms, VarianceKept = 1 − Correlation² the share of variance
// that such an adjustment leaves (1 means no gain: say so rather than promise one). Raw is the unadjusted difference.
type CUPEDReport struct {
	Theta        float64    `json:"theta"`
	Correlation  float64    `json:"correlation"`
	VarianceKept float64    `json:"variance_kept"`
	Raw          Difference `json:"raw"`
	Adjusted     Difference `json:"adjusted"`
}

// CUPED removes from the outcome what the time before assignment already explained.
//
//	θ = pooled cov(Y, X) / pooled var(X);  Y' = Y − θ (X − mean of X over both arms)
//
// and Y' is compared by Welch with one degree of freedom less. A constant X leaves everything as it was (θ = 0). The
// earlier measure must not depend on the treatment. Both arms need 3 clients or more; ErrInput otherwise.
// Source: Deng, Xu, Kohavi, Walker, WSDM 2013.
func CUPED(treated, control PairedSample, level float64) (CUPEDReport, error) {
	for _, arm := range []PairedSample{treated, control} {
		if arm.N < 3 || !finite(arm.MeanY, arm.MeanX, arm.VarianceY, arm.VarianceX, arm.Covariance) || arm.VarianceX < 0 || arm.VarianceY < 0 {
			return CUPEDReport{}, badInput("cuped: arm of %d clients, variances %v and %v", arm.N, arm.VarianceY, arm.VarianceX)
		}
	}
	if err := checkLevel(level); err != nil {
		return CUPEDReport{}, err
	}
	raw, err := WelchDifference(Sample{treated.N, treated.MeanY, treated.VarianceY}, Sample{control.N, control.MeanY, control.VarianceY}, level)
	if err != nil {
		return CUPEDReport{}, err
	}
	f1, f0 := float64(treated.N-1), float64(control.N-1)
	xx := f1*treated.VarianceX + f0*control.VarianceX
	yy := f1*treated.VarianceY + f0*control.VarianceY
	xy := f1*treated.Covariance + f0*control.Covariance
	if xx == 0 || yy == 0 {
		return CUPEDReport{VarianceKept: 1, Raw: raw, Adjusted: raw}, nil
	}
	r := CUPEDReport{Theta: xy / xx, Correlation: max(-1, min(1, xy/math.Sqrt(xx*yy))), Raw: raw}
	r.VarianceKept = 1 - r.Correlation*r.Correlation
	n1, n0 := float64(treated.N), float64(control.N)
	centre := (n1*treated.MeanX + n0*control.MeanX) / (n1 + n0)
	r.Adjusted = studentDifference(treated.adjusted(r.Theta, centre), control.adjusted(r.Theta, centre), level, 1)
	return r, nil
}

func (p PairedSample) adjusted(theta, centre float64) Sample {
	return Sample{
		N:        p.N,
		Mean:     p.MeanY - theta*(p.MeanX-centre),
		Variance: max(0, p.VarianceY-2*theta*p.Covariance+theta*theta*p.VarianceX),
	}
}
