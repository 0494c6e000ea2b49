package offer

import (
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Arm is what a learner chooses among: a variant of an offer.
type Arm struct{ Offer, Variant id.ID }

// LearnKey is where a learner learns: a placement under a strategy, for the clients of one context segment (0: of none).
type LearnKey struct{ Strategy, Placement, Segment id.ID }

// Learner says how likely each arm should be shown. It is asked at every decision of a learned stage and must not wait.
type Learner interface {
	// Shares fills shares, as long as arms, with the chance of each arm to be shown first: all above 0, summing to 1. It gives the
	// version of the model.
	Shares(k LearnKey, settings *LearningSettings, arms []Arm, shares []float64) (version int64)
	// Estimate gives the expected reward of an arm, 0 to 1; false where nothing is known.
	Estimate(k LearnKey, a Arm) (float64, bool)
}

// uniform is the learner of a process that has none: every arm alike.
type uniform struct{}

func (uniform) Shares(_ LearnKey, _ *LearningSettings, arms []Arm, shares []float64) int64 {
	for i := range arms {
		shares[i] = 1 / float64(len(arms))
	}
	return 0
}

func (uniform) Estimate(LearnKey, Arm) (float64, bool) { return 0, false }

// LearningSettings is how a strategy learns. Reward is the feedback that counts as success within AttributionHours of the proposition;
// what is older than HalfLifeDays weighs half; each arm keeps FloorBp basis points of a uniform choice.
type LearningSettings struct {
	Reward           string  `json:"reward"`
	PriorAlpha       float64 `json:"prior_alpha"`
	PriorBeta        float64 `json:"prior_beta"`
	HalfLifeDays     int64   `json:"half_life_days"`
	FloorBp          int64   `json:"floor_bp"`
	AttributionHours int64   `json:"attribution_hours"`
}

// Complete fills defaults.
func (l *LearningSettings) Complete() {
	if l.Reward == "" {
		l.Reward = Click
	}
	if l.PriorAlpha == 0 {
		l.PriorAlpha = 1
	}
	if l.PriorBeta == 0 {
		l.PriorBeta = 1
	}
	if l.HalfLifeDays == 0 {
		l.HalfLifeDays = 60
	}
	if l.FloorBp == 0 {
		l.FloorBp = 500
	}
	if l.AttributionHours == 0 {
		l.AttributionHours = 72
	}
}

func (l LearningSettings) validate(c *fault.Check, path string) {
	c.OneOf(path+".reward", l.Reward, Click, Acceptance, Redemption)
	c.That(l.PriorAlpha > 0 && l.PriorAlpha <= 1e6, path+".prior_alpha", "range", "must lie above 0 and at most 1000000")
	c.That(l.PriorBeta > 0 && l.PriorBeta <= 1e6, path+".prior_beta", "range", "must lie above 0 and at most 1000000")
	c.That(l.HalfLifeDays >= 1 && l.HalfLifeDays <= 3650, path+".half_life_days", "range", "must lie between 1 and 3650")
	c.That(l.FloorBp >= 1 && l.FloorBp <= 10_000, path+".floor_bp", "range", "must lie between 1 and 10000")
	c.That(l.AttributionHours >= 1 && l.AttributionHours <= 2160, path+".attribution_hours", "range", "must lie between 1 and 2160")
}
