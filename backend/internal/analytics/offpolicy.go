package analytics

import (
	"math"
	"slices"
)

// LoggedDecision is one decision of the log: its reward, the probability with which the policy that ran chose the action
// (Propensity, above 0), and the probability with which the policy in question would have chosen the same (Target, 0-1).
// For the doubly robust estimate, ModelLogged is a model's prediction of the reward of the logged action and ModelTarget
// its mean prediction under the target policy; a model that knows the context only gives the same to both.
type LoggedDecision struct {
	Reward      float64 `json:"reward"`
	Propensity  float64 `json:"propensity"`
	Target      float64 `json:"target_propensity"`
	ModelLogged float64 `json:"model_logged"`
	ModelTarget float64 `json:"model_target"`
}

// Why off-policy estimates are refused.
const (
	RefusalFew             = "too_few_decisions"      // fewer than LeastEffectiveSample
	RefusalEffectiveSample = "effective_sample_small" // the weights leave too few decisions that count
	RefusalLargestWeight   = "largest_weight"         // one decision carries too much of the answer
	RefusalMeanWeight      = "weights_do_not_average_one"
	RefusalNoOverlap       = "no_overlap"   // the target policy never does what was logged
	RefusalNoVariation     = "no_variation" // all rewards are equal: nothing tells how far they spread
)

// The limits of trust: decisions that count (and their share of all), the share of one decision in all weights, and how
// many standard errors the mean weight may be from 1, which it is when both propensities are right.
const (
	LeastEffectiveSample = 50.0
	LeastEffectiveShare  = 0.01
	LargestWeightShare   = 0.1
	MeanWeightErrors     = 5.0
)

// OffPolicyReport estimates the mean reward per decision of a policy that did not run. The three estimates are nil when
// Refusals is not empty. Logged is the mean reward of the policy that ran, for comparison.
type OffPolicyReport struct {
	Decisions          int       `json:"decisions"`
	Level              float64   `json:"level"`
	Logged             Interval  `json:"logged"`
	IPS                *Interval `json:"ips"`
	SNIPS              *Interval `json:"snips"`
	DoublyRobust       *Interval `json:"doubly_robust"`
	EffectiveSample    float64   `json:"effective_sample"`
	LargestWeight      float64   `json:"largest_weight"`
	LargestWeightShare float64   `json:"largest_weight_share"`
	MeanWeight         float64   `json:"mean_weight"`
	Refusals           []string  `json:"refusals"`
}

// OffPolicy evaluates a target policy on the log of another, with weights w = target / propensity over n decisions:
//
//	IPS           mean of w·r
//	SNIPS         Σ w·r / Σ w
//	doubly robust mean of m̂(target) + w·(r − m̂(logged)); nil unless withModel
//
// Their intervals are those of termInterval: for SNIPS over the terms w (r − SNIPS) n/Σw of the delta method. They take decisions as
// independent, or as a learner's, whose propensities may depend on what came before. The effective sample is (Σw)²/Σw². ErrInput for
// fewer than two decisions, a figure that is not finite, a propensity not in (0, 1] or a target not in [0, 1].
// Sources: Horvitz, Thompson (1952); Swaminathan, Joachims, NIPS 2015; Dudík, Langford, Li, ICML 2011; Kish (1965).
func OffPolicy(log []LoggedDecision, withModel bool, level float64) (OffPolicyReport, error) {
	if err := checkLevel(level); err != nil {
		return OffPolicyReport{}, err
	}
	n := len(log)
	if n < 2 {
		return OffPolicyReport{}, badInput("off-policy: %d decisions, want 2 or more", n)
	}
	weights, rewards := make([]float64, n), make([]float64, n)
	r := OffPolicyReport{Decisions: n, Level: level, Refusals: []string{}}
	var sum, squares float64
	for i, d := range log {
		if !finite(d.Reward, d.ModelLogged, d.ModelTarget) || !(d.Propensity > 0 && d.Propensity <= 1) || !(d.Target >= 0 && d.Target <= 1) {
			return OffPolicyReport{}, badInput("off-policy: row %d has reward %v, propensity %v, target %v", i, d.Reward, d.Propensity, d.Target)
		}
		w := d.Target / d.Propensity
		weights[i], rewards[i] = w, d.Reward
		sum, squares = sum+w, squares+w*w
		r.LargestWeight = math.Max(r.LargestWeight, w)
	}
	plain, err := SampleOf(rewards)
	if err != nil {
		return OffPolicyReport{}, err
	}
	seen := rewardRange{slices.Min(rewards), slices.Max(rewards)}
	logged, err := termInterval(rewards, level, seen.around(plain.Mean, 1))
	if err != nil {
		return OffPolicyReport{}, err
	}
	r.Logged, r.MeanWeight = logged, sum/float64(n)
	if sum == 0 || !finite(squares) {
		r.Refusals = append(r.Refusals, RefusalNoOverlap)
		return r, nil
	}
	r.EffectiveSample, r.LargestWeightShare = sum/squares*sum, r.LargestWeight/sum
	if err := r.refuse(weights); err != nil {
		return r, err
	}
	if seen.low == seen.high {
		r.Refusals = append(r.Refusals, RefusalNoVariation)
	}
	if len(r.Refusals) > 0 {
		return r, nil
	}
	return r, r.estimate(log, weights, withModel, seen)
}

// refuse fills Refusals from the weights.
func (r *OffPolicyReport) refuse(weights []float64) error {
	switch {
	case float64(r.Decisions) < LeastEffectiveSample:
		r.Refusals = append(r.Refusals, RefusalFew)
	case r.EffectiveSample < LeastEffectiveSample || r.EffectiveSample < LeastEffectiveShare*float64(r.Decisions):
		r.Refusals = append(r.Refusals, RefusalEffectiveSample)
	}
	if r.LargestWeightShare > LargestWeightShare {
		r.Refusals = append(r.Refusals, RefusalLargestWeight)
	}
	s, err := SampleOf(weights)
	if err != nil {
		return err
	}
	if off := math.Abs(s.Mean - 1); off > 1e-9 && off > MeanWeightErrors*math.Sqrt(s.Variance/float64(s.N)) {
		r.Refusals = append(r.Refusals, RefusalMeanWeight)
	}
	return nil
}

func (r *OffPolicyReport) estimate(log []LoggedDecision, weights []float64, withModel bool, rewards rewardRange) error {
	terms := make([]float64, len(log))
	n := float64(len(log))
	snips := 0.0
	for i, d := range log {
		snips += weights[i] * d.Reward / n / r.MeanWeight
	}
	unseen := rewards.around(snips, r.LargestWeight)
	fill := func(term func(d LoggedDecision, w float64) float64) (Interval, error) {
		for i, d := range log {
			terms[i] = term(d, weights[i])
		}
		return termInterval(terms, r.Level, unseen)
	}
	ips, err := fill(func(d LoggedDecision, w float64) float64 { return w * d.Reward })
	if err != nil {
		return err
	}
	own, err := fill(func(d LoggedDecision, w float64) float64 { return snips + w*(d.Reward-snips)/r.MeanWeight })
	if err != nil {
		return err
	}
	r.IPS, r.SNIPS = &ips, &own
	if withModel {
		robust, err := fill(func(d LoggedDecision, w float64) float64 { return d.ModelTarget + w*(d.Reward-d.ModelLogged) })
		if err != nil {
			return err
		}
		r.DoublyRobust = &robust
	}
	return nil
}
