package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// ArmState is what the learner remembers of one offer (or variant) in one segment and placement: a weighted number of
// answered propositions, the sum of their rewards and of the squares. Weights fade by Forgotten, so they are not whole.
// Binary rewards are 0 or 1; money is in minor units. A proposition counts once its answer is known or its window is over.
type ArmState struct {
	Weight     float64 `json:"weight"`
	Sum        float64 `json:"sum"`
	SumSquares float64 `json:"sum_squares"`
}

// Observed adds one reward. A reward that is not finite is ignored.
func (s ArmState) Observed(reward float64) ArmState {
	if !finite(reward) {
		return s
	}
	return ArmState{s.Weight + 1, s.Sum + reward, s.SumSquares + reward*reward}
}

// Forgotten fades the memory by 2^(−elapsed/halfLife), so that a change of behaviour is followed. Both are in one unit;
// a half-life of 0 or less, or no time elapsed, keeps everything.
func (s ArmState) Forgotten(elapsed, halfLife float64) ArmState {
	if !(halfLife > 0) || !(elapsed > 0) {
		return s
	}
	keep := math.Exp2(-elapsed / halfLife)
	return ArmState{s.Weight * keep, s.Sum * keep, s.SumSquares * keep}
}

// Joined adds two memories, for example those of two replicas.
func (s ArmState) Joined(o ArmState) ArmState {
	return ArmState{s.Weight + o.Weight, s.Sum + o.Sum, s.SumSquares + o.SumSquares}
}

func (s ArmState) check() error {
	if !finite(s.Weight, s.Sum, s.SumSquares) || s.Weight < 0 || s.SumSquares < 0 {
		return badInput("bandit: state %+v", s)
	}
	return nil
}

// RewardKind says which belief is kept of an arm's mean reward.
type RewardKind string

// The kinds.
const (
	RewardBinary RewardKind = "binary" // Beta belief of a rate
	RewardValue  RewardKind = "value"  // normal belief of a mean with unknown variance (Student's t)
)

// ArmPrior is the belief before any answer: a mean reward worth Strength answers, with the standard deviation Spread of
// single rewards (only for values). It is also the warm start of a new segment: see PriorOf.
type ArmPrior struct {
	Mean     float64 `json:"mean"`
	Strength float64 `json:"strength"`
	Spread   float64 `json:"spread"`
}

// DefaultArmPrior is one success in two for rates (Beta(1, 1)); for values give the mean and spread of the base instead.
func DefaultArmPrior() ArmPrior { return ArmPrior{Mean: 0.5, Strength: 2, Spread: 1} }

// PriorOf is the warm start from what other segments or placements have seen: their pooled mean and spread, worth strength
// answers. The fallback is used where they have seen nothing. ErrInput for a bad state, or strength ≤ 0.
func PriorOf(seen []ArmState, strength float64, fallback ArmPrior) (ArmPrior, error) {
	var all ArmState
	for _, s := range seen {
		if err := s.check(); err != nil {
			return ArmPrior{}, err
		}
		all = all.Joined(s)
	}
	if !(strength > 0) || !finite(strength) {
		return ArmPrior{}, badInput("bandit: prior strength %v", strength)
	}
	if all.Weight < 1 {
		return fallback, nil
	}
	mean := all.Sum / all.Weight
	spread := math.Sqrt(math.Max(0, all.SumSquares/all.Weight-mean*mean))
	if spread == 0 {
		spread = fallback.Spread
	}
	return ArmPrior{Mean: mean, Strength: strength, Spread: spread}, nil
}

// ArmBelief is the posterior distribution of an arm's mean reward.
type ArmBelief struct {
	Mean   float64 `json:"mean"`
	StdDev float64 `json:"std_dev"`
	cdf    func(v float64) float64
}

// BeliefOf updates a prior by a state.
//
//	binary: Beta(mean·k + Σr, (1−mean)·k + n − Σr), k the strength
//	value:  normal-inverse-gamma with κ = k + n, ν = k + n; location (k·mean + Σr)/κ, scale² = S/(ν κ),
//	        S = k·spread² + Σr² − (Σr)²/n + k n/(k+n) (r̄ − mean)²; the mean is Student's t with ν degrees of freedom
//
// ErrInput when the strength is not positive, a binary prior mean is not strictly between 0 and 1, a value prior has no
// spread, or a binary state has more successes than answers.
// Sources: Thompson, Biometrika 25 (1933); Chapelle, Li, NIPS 2011; DeGroot (1970) for values.
func BeliefOf(kind RewardKind, prior ArmPrior, state ArmState) (ArmBelief, error) {
	if err := state.check(); err != nil {
		return ArmBelief{}, err
	}
	if !(prior.Strength > 0) || !finite(prior.Mean, prior.Strength, prior.Spread) {
		return ArmBelief{}, badInput("bandit: prior %+v", prior)
	}
	k, n := prior.Strength, state.Weight
	switch kind {
	case RewardBinary:
		if !(prior.Mean > 0 && prior.Mean < 1) || state.Sum < 0 || state.Sum > n*(1+1e-9) {
			return ArmBelief{}, badInput("bandit: binary prior %v, %v successes of %v", prior.Mean, state.Sum, n)
		}
		a, b := prior.Mean*k+state.Sum, (1-prior.Mean)*k+math.Max(0, n-state.Sum)
		return ArmBelief{Mean: a / (a + b), StdDev: math.Sqrt(a*b/(a+b+1)) / (a + b), cdf: func(v float64) float64 {
			return mathext.RegIncBeta(a, b, math.Max(0, math.Min(1, v)))
		}}, nil
	case RewardValue:
		if !(prior.Spread > 0) {
			return ArmBelief{}, badInput("bandit: value prior without spread")
		}
		s := k * prior.Spread * prior.Spread
		if n > 0 {
			mean := state.Sum / n
			s += math.Max(0, state.SumSquares-state.Sum*mean) + k*n/(k+n)*(mean-prior.Mean)*(mean-prior.Mean)
		}
		t := distuv.StudentsT{Mu: (k*prior.Mean + state.Sum) / (k + n), Sigma: math.Sqrt(s) / (k + n), Nu: k + n}
		return ArmBelief{Mean: t.Mu, StdDev: t.Sigma, cdf: t.CDF}, nil
	}
	return ArmBelief{}, badInput("bandit: unknown reward %.20q", string(kind))
}
