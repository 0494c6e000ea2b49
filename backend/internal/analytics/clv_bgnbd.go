package analytics

import "math"

// BGNBD is the beta-geometric/NBD model: purchases while active are Poisson with rate Gamma(R, Alpha) across clients;
// after each repeat purchase a client leaves with a chance that is Beta(A, B). Alpha is in the time unit of the data.
// It gives P(alive) = 1 to everyone who bought once only: for who is leaving, MBGNBD or ParetoNBD tell more.
// Source: Fader, Hardie, Lee, Marketing Science 24 (2005) 275-284.
type BGNBD struct {
	R     float64 `json:"r"`
	Alpha float64 `json:"alpha"`
	A     float64 `json:"a"`
	B     float64 `json:"b"`
}

// Kind is bgnbd.
func (m BGNBD) Kind() ModelKind { return BGNBDKind }

func (m BGNBD) pair() pairedModel { return pairedModel{m.R, m.Alpha, m.A, m.B, 0} }

// LogLikelihood is, with K = r+x,
//
//	ln Γ(K)/Γ(r) + r ln α + ln B(a, b+x)/B(a, b) + ln[(α+T)^−K + a/(b+x−1) (α+tx)^−K if x > 0]
func (m BGNBD) LogLikelihood(p Purchases) float64 { return m.pair().logLikelihood(p) }

// Alive is 1 / (1 + a/(b+x−1) ((α+T)/(α+tx))^(r+x)), from the log-odds; 1 for x = 0.
func (m BGNBD) Alive(p Purchases) float64 { return m.pair().alive(p) }

// ExpectedIfAlive is the expectation of pairedMean with (r+x, α+T, a, b+x).
func (m BGNBD) ExpectedIfAlive(p Purchases, t float64) float64 { return m.pair().expected(p, t) }

// ProbabilityIfAlive is the model's count distribution with (r+x, α+T, a, b+x).
func (m BGNBD) ProbabilityIfAlive(p Purchases, t float64, n int) float64 {
	return m.pair().probability(p, t, n)
}

// NewAlive is 1.
func (m BGNBD) NewAlive() float64 { return 1 }

func (m BGNBD) newcomer() Purchases { return Purchases{} }

// pairedModel is what BG and MBG share: shift is 0 for BG and 1 for MBG, where a client may also leave right after the
// first purchase, so that one more survival is known.
type pairedModel struct{ r, alpha, a, b, shift float64 }

func (m pairedModel) valid() bool {
	return m.r > 0 && m.alpha > 0 && m.a > 0 && m.b > 0 && finite(m.r, m.alpha, m.a, m.b)
}

// deadOdds is the log-odds of having left by T.
func (m pairedModel) deadOdds(p Purchases) float64 {
	x := float64(p.X)
	if p.X == 0 && m.shift == 0 {
		return math.Inf(-1)
	}
	return math.Log(m.a) - math.Log(m.b+x-1+m.shift) + (m.r+x)*math.Log1p((p.T-p.Tx)/(m.alpha+p.Tx))
}

func (m pairedModel) logLikelihood(p Purchases) float64 {
	if p.check() != nil || !m.valid() {
		return math.NaN()
	}
	x := float64(p.X)
	survived := lbeta(m.a, m.b+x+m.shift) - lbeta(m.a, m.b)
	return logRising(m.r, p.X) - m.r*math.Log1p(p.T/m.alpha) - x*math.Log(m.alpha+p.T) + survived + logAdd(0, m.deadOdds(p))
}

func (m pairedModel) alive(p Purchases) float64 {
	if p.check() != nil || !m.valid() {
		return math.NaN()
	}
	return logistic(m.deadOdds(p))
}

func (m pairedModel) expected(p Purchases, t float64) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 {
		return math.NaN()
	}
	x := float64(p.X)
	return pairedMean(m.r+x, m.alpha+p.T, m.a, m.b+x+m.shift, t)
}

// probability of n purchases in (0, t] of an active client with r' = r+x, α' = α+T, b' = b+x+shift:
//
//	B(a, b'+n)/B(a, b') · NBD(n) + B(a+1, b'+n−1)/B(a, b') · P(NBD ≥ n) if n > 0
func (m pairedModel) probability(p Purchases, t float64, n int) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 || n < 0 {
		return math.NaN()
	}
	x := float64(p.X)
	r, alpha, b := m.r+x, m.alpha+p.T, m.b+x+m.shift
	stays := math.Exp(lbeta(m.a, b+float64(n))-lbeta(m.a, b)) * nbdProbability(r, alpha, t, n)
	if n == 0 {
		return stays
	}
	leaves := math.Exp(lbeta(m.a+1, b+float64(n)-1) - lbeta(m.a, b))
	return stays + leaves*nbdAtLeast(r, alpha, t, n)
}
