package offer

import (
	"math"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Arm is what a learner chooses among: an offer. Its variants share what is learned.
type Arm struct{ Offer, Variant id.ID }

// LearnKey is where a learner learns: a placement under a strategy, for the clients of one context segment (0: of none).
type LearnKey struct{ Strategy, Placement, Segment id.ID }

// Learner says how likely each arm should be shown. It is asked at every decision of a learned stage and must not wait.
type Learner interface {
	// Shares fills shares, as long as arms, with the chance of each arm to be shown first: all above 0, summing to 1; and means with the
	// reward that is expected of each. It gives the version of the model.
	Shares(k LearnKey, settings *LearningSettings, arms []Arm, shares, means []float64) (version int64)
	// Estimate gives the expected reward of an arm, 0 to 1; false where nothing is known.
	Estimate(k LearnKey, a Arm) (float64, bool)
}

// uniform is the learner of a process that has none: every arm alike.
type uniform struct{}

func (uniform) Shares(_ LearnKey, _ *LearningSettings, _ []Arm, shares, means []float64) int64 {
	even(shares, means)
	return 0
}

func (uniform) Estimate(LearnKey, Arm) (float64, bool) { return 0, false }

func even(shares, means []float64) {
	for i := range shares {
		shares[i], means[i] = 1/float64(len(shares)), 0
	}
}

// RewardOfValue is the reward that is no kind of feedback: what an acceptance or redemption brings the company less what it costs, in
// minor units, 0 where the offer does not say.
const RewardOfValue = "value"

// Rewards lists what strategies can learn for.
var Rewards = []string{Click, Acceptance, Redemption, RewardOfValue}

// LearningSettings is how a strategy learns. Reward is the feedback that counts as success within AttributionHours of the proposition.
// An arm without a past has the success rate PriorAlpha/(PriorAlpha+PriorBeta), worth PriorAlpha+PriorBeta propositions; unless ColdStart,
// other cells of the arm and other arms say more. What is older than HalfLifeDays weighs half. DelayMinutes is the median time to a
// reward: silence counts as failure no faster. FloorBp basis points of the choices are spread evenly.
type LearningSettings struct {
	Reward           string  `json:"reward"`
	PriorAlpha       float64 `json:"prior_alpha"`
	PriorBeta        float64 `json:"prior_beta"`
	ColdStart        bool    `json:"cold_start"`
	HalfLifeDays     int64   `json:"half_life_days"`
	DelayMinutes     int64   `json:"delay_minutes"`
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
	c.OneOf(path+".reward", l.Reward, Rewards...)
	c.That(l.PriorAlpha > 0 && l.PriorAlpha <= 1e6, path+".prior_alpha", "range", "must lie above 0 and at most 1000000")
	c.That(l.PriorBeta > 0 && l.PriorBeta <= 1e6, path+".prior_beta", "range", "must lie above 0 and at most 1000000")
	c.That(l.HalfLifeDays >= 1 && l.HalfLifeDays <= 3650, path+".half_life_days", "range", "must lie between 1 and 3650")
	c.That(l.FloorBp >= 1 && l.FloorBp <= 10_000, path+".floor_bp", "range", "must lie between 1 and 10000")
	c.That(l.AttributionHours >= 1 && l.AttributionHours <= 2160, path+".attribution_hours", "range", "must lie between 1 and 2160")
	c.That(l.DelayMinutes >= 0 && l.DelayMinutes*4 <= l.AttributionHours*60, path+".delay_minutes", "range",
		"must lie between 0 and a quarter of attribution_hours")
}

// window is how long after a proposition its reward counts.
func (l LearningSettings) window() time.Duration {
	return time.Duration(l.AttributionHours) * time.Hour
}

// memory is how the strategy forgets and waits.
func (l LearningSettings) memory() analytics.Memory {
	return analytics.Memory{HalfLife: time.Duration(l.HalfLifeDays) * 24 * time.Hour, Delay: time.Duration(l.DelayMinutes) * time.Minute}
}

// kind says which belief is kept of a reward.
func (l LearningSettings) kind() analytics.RewardKind {
	if l.Reward == RewardOfValue {
		return analytics.RewardValue
	}
	return analytics.RewardBinary
}

// leastValue is what a success is taken to bring where no reward has come yet, in minor units: any amount does, since all arms are alike.
const leastValue = 100.0

// prior is the belief about an arm without a past. Of values, pooled is everything remembered of the strategy: a success brings what
// successes brought so far (sum of squares by sum), so the prior is that of the rate, in money.
func (l LearningSettings) prior(pooled analytics.ArmState) analytics.ArmPrior {
	rate, strength := l.PriorAlpha/(l.PriorAlpha+l.PriorBeta), l.PriorAlpha+l.PriorBeta
	p := analytics.ArmPrior{Mean: rate, Strength: strength, Spread: 1}
	if l.kind() == analytics.RewardValue {
		value := leastValue
		if pooled.Sum > 0 && pooled.SumSquares > 0 {
			value = max(1, pooled.SumSquares/pooled.Sum)
		}
		p.Mean, p.Spread = rate*value, value*max(0.1, math.Sqrt(rate*(1-rate)))
	}
	return p
}
