package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NBD is the model without dropout: Poisson purchases with rate Gamma(R, Alpha) across clients, everyone active for
// ever. It is what remains of the others when no dropout can be seen. Source: Ehrenberg, Applied Statistics 8 (1959).
type NBD struct {
	R     float64 `json:"r"`
	Alpha float64 `json:"alpha"`
}

// Kind is nbd.
func (m NBD) Kind() ModelKind { return NBDKind }

func (m NBD) valid() bool { return m.R > 0 && m.Alpha > 0 && finite(m.R, m.Alpha) }

// LogLikelihood is ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T), comparable with that of the other models.
func (m NBD) LogLikelihood(p Purchases) float64 {
	if p.check() != nil || !m.valid() {
		return math.NaN()
	}
	return logRising(m.R, p.X) - m.R*math.Log1p(p.T/m.Alpha) - float64(p.X)*math.Log(m.Alpha+p.T)
}

// Alive is 1.
func (m NBD) Alive(p Purchases) float64 {
	if p.check() != nil {
		return math.NaN()
	}
	return 1
}

// ExpectedIfAlive is t (r+x)/(α+T).
func (m NBD) ExpectedIfAlive(p Purchases, t float64) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 {
		return math.NaN()
	}
	return t * (m.R + float64(p.X)) / (m.Alpha + p.T)
}

// ProbabilityIfAlive is the negative binomial with (r+x, α+T).
func (m NBD) ProbabilityIfAlive(p Purchases, t float64, n int) float64 {
	if p.check() != nil || !m.valid() || !finite(t) || t < 0 || n < 0 {
		return math.NaN()
	}
	return nbdProbability(m.R+float64(p.X), m.Alpha+p.T, t, n)
}

// NewAlive is 1.
func (m NBD) NewAlive() float64 { return 1 }

func (m NBD) newcomer() Purchases { return Purchases{} }

// nbdProbability is Γ(r+n)/(Γ(r) n!) (α/(α+t))^r (t/(α+t))^n.
func nbdProbability(r, alpha, t float64, n int) float64 {
	if t == 0 {
		if n == 0 {
			return 1
		}
		return 0
	}
	log := logRising(r, n) - lgamma(float64(n)+1) - r*math.Log1p(t/alpha)
	if n > 0 {
		log += float64(n) * (math.Log(t) - math.Log(alpha+t))
	}
	return math.Exp(log)
}

// nbdAtLeast is P(count ≥ n), n ≥ 1: the incomplete beta I(t/(α+t); n, r).
func nbdAtLeast(r, alpha, t float64, n int) float64 {
	if t == 0 {
		return 0
	}
	return mathext.RegIncBeta(float64(n), r, t/(alpha+t))
}
