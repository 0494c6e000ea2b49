package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// RewardKind says which belief is kept of an arm's mean reward.
type RewardKind string

// The kinds.
const (
	RewardBinary RewardKind = "binary" // Beta belief of a rate
	RewardValue  RewardKind = "value"  // normal belief of a mean with unknown variance (Student's t)
)

// ArmBelief is the posterior distribution of an arm's mean reward.
type ArmBelief struct {
	Mean   float64 `json:"mean"`
	StdDev float64 `json:"std_dev"`
	cdf    func(v float64) float64
}

// BeliefOf updates a prior by a state, both as of the moment of the choice (Memory.At). n are the answered propositions of the state,
// k the prior's strength.
//
//	binary: Beta(mean·k + Σr, (1−mean)·k + n − Σr); a reward may also be a share between 0 and 1 of a success
//	value:  normal-inverse-gamma with κ = k + n, ν = k + n; location (k·mean + Σr)/κ, scale² = S/(ν κ),
//	        S = k·spread² + Σr² − (Σr)²/n + k n/(k+n) (r̄ − mean)²; the mean is Student's t with ν degrees of freedom
//
// The value is per proposition, nothing bought being 0, so it ranks offers by what showing them brings. ErrInput when the strength is
// not positive, a binary prior mean is not strictly between 0 and 1, a value prior has no spread, or a binary state has more
// successes than propositions.
// Sources: Thompson, Biometrika 25 (1933); Chapelle, Li, NIPS 2011; Agrawal, Goyal, COLT 2012 for shares; DeGroot (1970) for values.
func BeliefOf(kind RewardKind, prior ArmPrior, state ArmState) (ArmBelief, error) {
	if err := state.check(); err != nil {
		return ArmBelief{}, err
	}
	if err := prior.check(kind); err != nil {
		return ArmBelief{}, err
	}
	k, n := prior.Strength, state.answered()
	if kind == RewardBinary {
		if state.Sum < 0 || state.Sum > state.Weight*(1+1e-9) {
			return ArmBelief{}, badInput("bandit: %v successes of %v propositions", state.Sum, state.Weight)
		}
		a, b := prior.Mean*k+state.Sum, (1-prior.Mean)*k+math.Max(0, n-state.Sum)
		return ArmBelief{Mean: a / (a + b), StdDev: math.Sqrt(a*b/(a+b+1)) / (a + b), cdf: func(v float64) float64 {
			return mathext.RegIncBeta(a, b, math.Max(0, math.Min(1, v)))
		}}, nil
	}
	s := k * prior.Spread * prior.Spread
	if n > 0 {
		mean := state.Sum / n
		s += math.Max(0, state.SumSquares-state.Sum*mean) + k*n/(k+n)*(mean-prior.Mean)*(mean-prior.Mean)
	}
	t := distuv.StudentsT{Mu: (k*prior.Mean + state.Sum) / (k + n), Sigma: math.Sqrt(s) / (k + n), Nu: k + n}
	return ArmBelief{Mean: t.Mu, StdDev: t.Sigma, cdf: t.CDF}, nil
}
