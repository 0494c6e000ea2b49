package analytics

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
)

// gaussNodes and gaussWeights are the 12-point Gauss-Legendre rule on [−1, 1].
var gaussNodes, gaussWeights = gaussRule(12)

func gaussRule(n int) (nodes, weights []float64) {
	nodes, weights = make([]float64, n), make([]float64, n)
	quad.Legendre{}.FixedLocations(nodes, weights, -1, 1)
	return nodes, weights
}

// trigamma is ψ′(x) for x > 0, by recurrence to x ≥ 12 and the asymptotic series (Abramowitz and Stegun 6.4.12);
// relative error below 1e-14.
func trigamma(x float64) float64 {
	sum := 0.0
	for ; x < 12; x++ {
		sum += 1 / (x * x)
	}
	y := 1 / (x * x)
	tail := y * (1.0/6 - y*(1.0/30-y*(1.0/42-y*(1.0/30-y*(5.0/66-y*691.0/2730)))))
	return sum + 1/x + y/2 + tail/x
}

// digamma is ψ(x) for x > 0, as trigamma (6.3.18). Fits by exact derivatives need it to the last digits.
func digamma(x float64) float64 {
	sum := 0.0
	for ; x < 12; x++ {
		sum -= 1 / x
	}
	y := 1 / (x * x)
	tail := y * (1.0/12 - y*(1.0/120-y*(1.0/252-y*(1.0/240-y*(1.0/132-y*691.0/32760)))))
	return sum + math.Log(x) - 1/(2*x) - tail
}

// pairedMean is the expected number of purchases in (0, t] of an active client whose rate is Gamma(r, alpha) and whose
// chance of leaving after each purchase is Beta(a, b):
//
//	∫ [1 − (1 + p t/α)^−r] / p · Beta(p; a, b) dp = c/e · [1 − (1−z)^r ₂F₁(r, b; c; z)],  c = a+b−1, e = a−1, z = t/(α+t)
//
// The right side, as it is printed, loses everything for large r and divides by zero at a = 1. With Euler's
// transformation and the first term of the series taken out, A = c − r and L = log(1−z), it is
//
//	−c·expm1(eL)/e − exp(eL)·A·z·Σₖ (A+1)ₖ(e+1)ₖ/((c+1)ₖ(2)ₖ) zᵏ      (−L for −expm1(eL)/e at e = 0)
//
// which is summed for z ≤ 0.95; beyond that, for large a and where its terms alternate, the left side is integrated.
func pairedMean(r, alpha, a, b, t float64) float64 {
	if t == 0 {
		return 0
	}
	z := t / (alpha + t)
	c, e := a+b-1, a-1
	big := c - r
	if z > 0.95 || a > 30 || c < 1e-8 || big < -2-c/4 {
		return pairedMeanIntegral(r, alpha, a, b, t)
	}
	l := -math.Log1p(t / alpha)
	term, sum := 1.0, 0.0
	for k := 0.0; k < 4000; k++ {
		sum += term
		term *= (big + 1 + k) * (e + 1 + k) / ((c + 1 + k) * (2 + k)) * z
		if math.Abs(term) <= 1e-17*math.Abs(sum) {
			break
		}
	}
	head := -l
	if e*l != 0 {
		head = -math.Expm1(e*l) / e
	}
	mean := c*head - math.Exp(e*l)*big*z*sum
	if !(mean > 1e-6*math.Abs(c*head)) || math.IsInf(mean, 0) {
		return pairedMeanIntegral(r, alpha, a, b, t)
	}
	return mean
}

// pairedMeanIntegral integrates the left side of pairedMean over w = logit p by Gauss panels around the mode. What lies
// so near to p = 0 or p = 1 that the bracket no longer changes is an incomplete beta.
func pairedMeanIntegral(r, alpha, a, b, t float64) float64 {
	scale := t / alpha
	shape := func(p float64) float64 { // [1 − (1+p·scale)^−r] / (r·p·scale), in (0, 1]
		y := p * scale
		return -math.Expm1(-r*math.Log1p(y)) / (r * y)
	}
	logNorm := lbeta(a, b)
	density := func(w float64) float64 { // of logit p
		return math.Exp(-a*softplus(-w) - b*softplus(w) - logNorm)
	}
	floor := 1e-9 / (1 + scale*(1+r))
	const ceiling = 1e-12 // of 1−p
	wFloor, wCeiling := math.Log(floor), -math.Log(ceiling)
	mode := max(wFloor, min(wCeiling, math.Log(a/b)))
	width := min(1, math.Sqrt(1/a+1/b))
	value := func(w float64) float64 { return density(w) * shape(1/(1+math.Exp(-w))) }
	total := panels(value, mode, -width, wFloor) + panels(value, mode, width, wCeiling)
	return r * scale * (total + mathext.RegIncBeta(a, b, floor) + shape(1)*mathext.RegIncBeta(b, a, ceiling))
}

func softplus(w float64) float64 {
	if w > 0 {
		return w + math.Log1p(math.Exp(-w))
	}
	return math.Log1p(math.Exp(w))
}

// panels integrates f from start towards end in Gauss panels of the given signed width, stopping early when they no
// longer count; the answer is positive for a positive f in both directions.
func panels(f func(float64) float64, start, width, end float64) float64 {
	total := 0.0
	for at := start; (end-at)*width > 0; at += width {
		step := width
		if math.Abs(end-at) < math.Abs(width) {
			step = end - at
		}
		part := 0.0
		for i, node := range gaussNodes {
			part += gaussWeights[i] * f(at+step*(1+node)/2)
		}
		part *= math.Abs(step) / 2
		total += part
		if part <= 1e-17*total {
			break
		}
	}
	return total
}

// logRising is lnΓ(r+n) − lnΓ(r), without cancellation for small n.
func logRising(r float64, n int) float64 {
	if n > 64 {
		return lgamma(r+float64(n)) - lgamma(r)
	}
	sum, product := 0.0, 1.0
	for j := range n {
		product *= r + float64(j)
		if product > 1e250 || product < 1e-250 {
			sum, product = sum+math.Log(product), 1
		}
	}
	return sum + math.Log(product)
}
