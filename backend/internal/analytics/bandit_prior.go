package analytics

import "math"

// ArmPrior is the belief before any answer: a mean reward worth Strength answers, with the standard deviation Spread of
// single rewards (only for values).
type ArmPrior struct {
	Mean     float64 `json:"mean"`
	Strength float64 `json:"strength"`
	Spread   float64 `json:"spread"`
}

// DefaultArmPrior is one success in two for rates (Beta(1, 1)); for values give the mean and spread of the base instead.
func DefaultArmPrior() ArmPrior { return ArmPrior{Mean: 0.5, Strength: 2, Spread: 1} }

// leastPriorStrength is the fewest answers that a prior is worth.
const leastPriorStrength = 1.0

// PriorOf is the empirical-Bayes prior of a cell that has seen nothing, from cells of the same kind that have: for an arm, its states in
// other segments and placements (fallback: the prior of a new arm); for a new arm, the pooled states of the other arms (fallback:
// DefaultArmPrior). All as of one moment.
//
//	mean     = (k₀ μ₀ + Σ rewards) / (k₀ + N),  N the answers of all cells, μ₀ and k₀ of the fallback
//	σ²       = (k₀ σ₀² + variation within cells) / (k₀ + N − C)
//	τ²       = (v + e τ̂²) / (1 + e),  v = σ²/k₀,  τ̂² = max(0, (Σ nᵢ (mᵢ − m)² − (C−1) σ²) / (N − Σ nᵢ²/N))
//	e        = max(0, Σ nᵢ/(nᵢ + k₀) − 1), the informative cells but one
//	strength = σ²/τ², at least 1 and at most k₀ + N
//
// so cells that are alike make a strong prior, cells that differ a weak one, and no cells leave the fallback. σ₀² is μ₀(1 − μ₀) for
// rates, the fallback's spread squared for values. ErrInput for a bad state, fallback or kind.
// Sources: Morris, JASA 78 (1983); DerSimonian, Laird (1986) for τ̂²; the weights e are ours.
func PriorOf(kind RewardKind, seen []ArmState, fallback ArmPrior) (ArmPrior, error) {
	p, err := poolOf(kind, seen, fallback)
	if err != nil {
		return ArmPrior{}, err
	}
	return p.without(ArmState{}), nil
}

// WarmStart gives each cell of an arm the prior that PriorOf would give it, with its mean from the other cells only, so that nothing is
// counted twice. One pass over all cells. ErrInput as PriorOf.
func WarmStart(kind RewardKind, cells []ArmState, fallback ArmPrior) ([]ArmPrior, error) {
	p, err := poolOf(kind, cells, fallback)
	if err != nil {
		return nil, err
	}
	priors := make([]ArmPrior, len(cells))
	for i, s := range cells {
		priors[i] = p.without(s)
	}
	return priors, nil
}

// armPool is what several cells say together.
type armPool struct {
	kind     RewardKind
	fallback ArmPrior
	n, sum   float64
	within   float64 // σ²
	between  float64 // τ²
}

func poolOf(kind RewardKind, cells []ArmState, fallback ArmPrior) (armPool, error) {
	if err := fallback.check(kind); err != nil {
		return armPool{}, err
	}
	p := armPool{kind: kind, fallback: fallback}
	k0, least := fallback.Strength, fallback.Spread*fallback.Spread
	if kind == RewardBinary {
		least = fallback.Mean * (1 - fallback.Mean)
	}
	var inside, informative, squares, used float64
	for _, s := range cells {
		if err := s.check(); err != nil {
			return armPool{}, err
		}
		n := s.answered()
		if n == 0 {
			continue
		}
		p.n, p.sum, squares, used = p.n+n, p.sum+s.Sum, squares+n*n, used+1
		inside += math.Max(0, s.SumSquares-s.Sum*s.Sum/n)
		informative += n / (n + k0)
	}
	p.within = (k0*least + inside) / (k0 + math.Max(0, p.n-used))
	p.between = p.within / k0
	spread := p.n - squares/p.n
	if weight := informative - 1; weight > 0 && spread > 0 {
		q, mean := 0.0, p.sum/p.n
		for _, s := range cells {
			if n := s.answered(); n > 0 {
				q += n * (s.Sum/n - mean) * (s.Sum/n - mean)
			}
		}
		found := math.Max(0, (q-(used-1)*p.within)/spread)
		p.between = (p.between + weight*found) / (1 + weight)
	}
	return p, nil
}

// without is the prior from all but one cell.
func (p armPool) without(s ArmState) ArmPrior {
	n, sum := p.n, p.sum
	if own := s.answered(); own > 0 {
		n, sum = math.Max(0, n-own), sum-s.Sum
	}
	prior := p.fallback
	k0 := prior.Strength
	if p.kind == RewardBinary { // rewards may be ahead of their propositions
		sum = math.Max(0, math.Min(n, sum))
	} else {
		prior.Spread = math.Sqrt(p.within)
	}
	prior.Mean = (k0*prior.Mean + sum) / (k0 + n)
	if p.between > 0 {
		prior.Strength = math.Min(k0+n, math.Max(leastPriorStrength, p.within/p.between))
	}
	return prior
}

func (p ArmPrior) check(kind RewardKind) error {
	switch {
	case kind != RewardBinary && kind != RewardValue:
		return badInput("bandit: unknown reward %.20q", string(kind))
	case !finite(p.Mean, p.Strength, p.Spread) || !(p.Strength > 0):
		return badInput("bandit: prior %+v", p)
	case kind == RewardBinary && !(p.Mean > 0 && p.Mean < 1):
		return badInput("bandit: prior rate %v", p.Mean)
	case kind == RewardValue && !(p.Spread > 0):
		return badInput("bandit: value prior without spread")
	}
	return nil
}
