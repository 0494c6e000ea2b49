package analytics

import "math"

// endlessModel is a model that knows the discounted expectation without end of an active client better than by panels of time.
type endlessModel interface {
	endless(p Purchases, d float64) float64
}

func (m BGNBD) endless(p Purchases, d float64) float64 { return m.pair().endless(p, d) }

func (m MBGNBD) endless(p Purchases, d float64) float64 { return m.pair().endless(p, d) }

// endless is Σ over n of E[e^−d·time of the n-th purchase, if it is made] of a client active at T. With rate λ and chance p to leave
// after a purchase the sum is geometric,
//
//	Σ (1−p)^(n−1) (λ/(λ+d))^n = λ / (d + pλ),
//
// and its mean is taken over λ ~ Gamma(r+x, α+T) and p ~ Beta(a, b+x+shift) by the trapezoidal rule in ln λ and in the log-odds of p,
// which converges exponentially because both densities and the fraction are analytic around the real line.
func (m pairedModel) endless(p Purchases, d float64) float64 {
	if p.check() != nil || !m.valid() || !(d > 0) || !finite(d) {
		return math.NaN()
	}
	x := float64(p.X)
	rates, rateWeights := gammaNodes(m.r+x, m.alpha+p.T, d)
	fastest := 0.0
	for _, rate := range rates {
		fastest = max(fastest, rate)
	}
	chances, shares := betaNodes(m.a, m.b+x+m.shift, min(-endlessCut, math.Log(d/fastest)-endlessCut))
	total := 0.0
	for i, leaves := range chances {
		inner := 0.0
		for j, rate := range rates {
			inner += rateWeights[j] * rate / (d + leaves*rate)
		}
		total += shares[i] * inner
	}
	return total
}

// endlessCut is the log of the weight, relative to the largest, below which nodes are left out.
const endlessCut = 38

// gammaNodes are values of λ with their share of Gamma(r, α), even in y = ln(αλ); to the left the fraction is at most λ/d.
func gammaNodes(r, alpha, d float64) (nodes, weights []float64) {
	density := func(y float64) float64 { return r*y - math.Exp(y) - lgamma(r) }
	bound := func(y float64) float64 { return density(y) + min(0, y-math.Log(alpha*d)) }
	peak := math.Log(r)
	step := min(0.25, 0.7/math.Sqrt(r))
	for k := 0; ; k++ {
		y := peak + float64(k)*step
		if density(y) < density(peak)-endlessCut {
			break
		}
		nodes, weights = append(nodes, math.Exp(y)/alpha), append(weights, step*math.Exp(density(y)))
	}
	most := bound(min(peak, max(math.Log(alpha*d), math.Log(r))))
	for k := 1; ; k++ {
		y := peak - float64(k)*step
		if bound(y) < most-endlessCut {
			return nodes, weights
		}
		nodes, weights = append(nodes, math.Exp(y)/alpha), append(weights, step*math.Exp(density(y)))
	}
}

// betaNodes are values of p with their share of Beta(a, b), even in w, the log-odds of p. Below least and above −least in w the
// fraction no longer changes and the shares are a geometric series: the last node takes the rest of it, so that a or b near 0 cost
// no more nodes than others.
func betaNodes(a, b, least float64) (nodes, weights []float64) {
	norm := lbeta(a, b)
	density := func(w float64) float64 { return -a*math.Log1p(math.Exp(-w)) - b*math.Log1p(math.Exp(w)) - norm }
	peak := max(least, min(-least, math.Log(a)-math.Log(b)))
	cut := density(peak) - endlessCut
	step := min(0.4, 0.7*math.Sqrt(1/a+1/b))
	walk := func(w, step, power float64) {
		for ; density(w) >= cut; w += step {
			share := math.Abs(step) * math.Exp(density(w))
			if end := step < 0 && w < least || step > 0 && w > -least; end {
				nodes, weights = append(nodes, logistic(-w)), append(weights, -share/math.Expm1(-power*math.Abs(step)))
				return
			}
			nodes, weights = append(nodes, logistic(-w)), append(weights, share)
		}
	}
	walk(peak, step, b)
	walk(peak-step, -step, a)
	return nodes, weights
}
