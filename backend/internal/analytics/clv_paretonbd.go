package analytics

import "math"

// ParetoNBD is the Pareto/NBD model: purchases while active are Poisson with rate Gamma(R, Alpha) across clients, and
// active life is exponential with rate Gamma(S, Beta). Alpha and Beta are in the time unit of the data.
// Sources: Schmittlein, Morrison, Colombo, Management Science 33 (1987) 1-24; Fader, Hardie, note 009 (2005).
type ParetoNBD struct {
	R     float64 `json:"r"`
	Alpha float64 `json:"alpha"`
	S     float64 `json:"s"`
	Beta  float64 `json:"beta"`
}

// Kind is paretonbd.
func (m ParetoNBD) Kind() ModelKind { return ParetoNBDKind }

func (m ParetoNBD) valid() bool {
	return m.R > 0 && m.Alpha > 0 && m.S > 0 && m.Beta > 0 && finite(m.R, m.Alpha, m.S, m.Beta)
}

// LogLikelihood is, with K = r+x,
//
//	ln Γ(K)/Γ(r) + r ln α + s ln β + ln[(α+T)^−K (β+T)^−s + s ∫ from tx to T of (α+τ)^−K (β+τ)^−(s+1) dτ]
//
// The integral is the difference of two ₂F₁ of the paper; integrating it directly loses nothing to cancellation, needs
// no branch on α ≥ β and gives the derivatives as well (see leftBetween).
func (m ParetoNBD) LogLikelihood(p Purchases) float64 {
	if p.check() != nil || !m.valid() {
		return math.NaN()
	}
	staysLog, odds := m.aliveParts(p)
	return logRising(m.R, p.X) + m.R*math.Log(m.Alpha) + m.S*math.Log(m.Beta) + staysLog + logAdd(0, odds)
}

// Alive is the share of the first term in the bracket of the likelihood, from the log-odds.
func (m ParetoNBD) Alive(p Purchases) float64 {
	if p.check() != nil || !m.valid() {
		return math.NaN()
	}
	_, odds := m.aliveParts(p)
	return logistic(odds)
}

// aliveParts answers the log of the active term and the log-odds of having left.
func (m ParetoNBD) aliveParts(p Purchases) (staysLog, deadOdds float64) {
	k := m.R + float64(p.X)
	staysLog = -k*math.Log(m.Alpha+p.T) - m.S*math.Log(m.Beta+p.T)
	log := leftBetween(k, m.Alpha, m.S, m.Beta, p.Tx, p.T, func(float64) float64 { return 0 })
	return staysLog, math.Log(m.S) + log - staysLog
}

// ExpectedIfAlive is (r+x)(β+T)/(α+T) × [1 − ((β+T)/(β+T+t))^(s−1)] / (s−1), by expm1, with its limit at s = 1.
func (m ParetoNBD) ExpectedIfAlive(p Purchases, t float64) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 {
		return math.NaN()
	}
	l := -math.Log1p(t / (m.Beta + p.T))
	e := m.S - 1
	life := -l
	if e*l != 0 {
		life = -math.Expm1(e*l) / e
	}
	return (m.R + float64(p.X)) * (m.Beta + p.T) / (m.Alpha + p.T) * life
}

// ProbabilityIfAlive is, with r' = r+x, α' = α+T, β' = β+T,
//
//	Γ(r'+n)/(Γ(r') n!) α'^r' β'^s [tⁿ (α'+t)^−(r'+n) (β'+t)^−s + s ∫ from 0 to t of τⁿ (α'+τ)^−(r'+n) (β'+τ)^−(s+1) dτ]
func (m ParetoNBD) ProbabilityIfAlive(p Purchases, t float64, n int) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 || n < 0 {
		return math.NaN()
	}
	if t == 0 {
		return nbdProbability(1, 1, 0, n)
	}
	r, alpha, beta, count := m.R+float64(p.X), m.Alpha+p.T, m.Beta+p.T, float64(n)
	front := logRising(r, n) - lgamma(count+1) + r*math.Log(alpha) + m.S*math.Log(beta)
	stays := -(r+count)*math.Log(alpha+t) - m.S*math.Log(beta+t)
	power := func(float64) float64 { return 0 }
	if n > 0 {
		stays += count * math.Log(t)
		power = func(tau float64) float64 { return count * math.Log(tau) }
	}
	left := math.Log(m.S) + leftBetween(r+count, alpha, m.S, beta, 0, t, power)
	return math.Exp(front + logAdd(stays, left))
}

// NewAlive is 1.
func (m ParetoNBD) NewAlive() float64 { return 1 }

func (m ParetoNBD) newcomer() Purchases { return Purchases{} }

// leftBetween is ln ∫ from lo to hi of e^extra(τ) (α+τ)^−k (β+τ)^−(s+1) dτ, −Inf for an empty range.
func leftBetween(k, alpha, s, beta, lo, hi float64, extra func(tau float64) float64) float64 {
	log := math.Inf(-1)
	walk := newLeftWalk(k, alpha, s, beta, lo, hi)
	top := math.Inf(-1)
	for walk.next() {
		part := math.Inf(-1)
		for i, node := range gaussNodes {
			tau, logStep, _ := walk.at(node)
			value := logStep - k*math.Log(alpha+tau) - (s+1)*math.Log(beta+tau) + extra(tau)
			part = logAdd(part, value+math.Log(gaussWeights[i]))
		}
		log = logAdd(log, part)
		if part < top-45 {
			break
		}
		top = max(top, part)
	}
	return log
}

// leftWalk cuts [lo, hi] into Gauss panels even in u = ln(min(α, β)+τ), where the nearest singularity is π away; the
// log of the integrand changes by about 12 at most within a panel, so that 12 points are exact to about 1e-12.
type leftWalk struct {
	k, alpha, s, beta, least   float64
	u, width, end, first, span float64
	logSpan, logHalf           float64 // ln(least+lo), and ln of half the width of the panel
	logFirst                   float64 // ln(1+lo/least)
	started                    bool
}

func newLeftWalk(k, alpha, s, beta, lo, hi float64) leftWalk {
	w := leftWalk{k: k, alpha: alpha, s: s, beta: beta, least: min(alpha, beta), first: lo}
	w.u = 0
	w.end = math.Log1p((hi - lo) / (w.least + lo))
	w.span = w.least + lo
	w.logSpan, w.logFirst = math.Log(w.span), math.Log1p(lo/w.least)
	return w
}

// next moves to the next panel; u runs from 0, measured from ln(least+lo).
func (w *leftWalk) next() bool {
	if w.started {
		w.u += w.width
	}
	w.started = true
	left := w.end - w.u
	if left <= 1e-15*w.end || w.end == 0 {
		return false
	}
	tau := w.first + w.span*math.Expm1(w.u)
	steepest := w.k + w.s + 1
	slope := 3 * (w.k*(w.least+tau)/(w.alpha+tau) + (w.s+1)*(w.least+tau)/(w.beta+tau))
	w.width = min(2, 12/steepest)
	if w.width < 1 {
		w.width = min(1, 12/min(steepest, slope))
	}
	if w.width > left*0.999 {
		w.width = left
	}
	w.logHalf = math.Log(w.width / 2)
	return true
}

// at gives τ, ln(dτ) and ln(1+τ/min(α, β)) at a Gauss node of the panel.
func (w *leftWalk) at(node float64) (tau, logStep, logLeast float64) {
	u := w.u + w.width*(1+node)/2
	return w.first + w.span*math.Expm1(u), w.logSpan + u + w.logHalf, w.logFirst + u
}
