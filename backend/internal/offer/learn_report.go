package offer

import (
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// LearningReport says what a strategy has learned, and what that brought. Rewards are 0 or 1, or minor units of the reporting currency
// where the strategy learns values. Everything about shown offers speaks of the first place of learned stages.
type LearningReport struct {
	Strategy    Strategy
	Currency    string
	Version     int64      // of the model that decides now; 0 before the first
	ModelAt     *time.Time // when it was made
	Since       *time.Time // what came before was learned for another reward, and is forgotten; nil where there was none
	From, To    clock.Day
	Shown       int64
	Rewarded    int64
	RewardSum   float64
	MedianDelay *time.Duration // from proposition to reward, of what is past its attribution window
	Arms        []LearningArm
	Cells       []LearningCell
	Days        []LearningDay
	Holdout     HoldoutReport
	Policies    []PolicyReport
	Log         LogState
}

// LearningArm is one offer among those a strategy learned about. Shown, Rewarded and RewardSum count the days of the report, Share is its
// part of everything shown; Belief is of all that is remembered, with the middle 95 % of the posterior.
type LearningArm struct {
	Offer     id.ID
	Code      string
	Name      string
	Shown     int64
	Rewarded  int64
	RewardSum float64
	Share     float64
	Belief    analytics.Interval
	StdDev    float64
	Weight    float64 // propositions remembered: old ones weigh less
}

// LearningCell is what was learned for one placement and context segment (0: clients of none).
type LearningCell struct {
	Placement     id.ID
	PlacementCode string
	PlacementName string
	Segment       id.ID
	SegmentName   string
	Weight        float64
	Arms          []LearningChance
}

// LearningChance is an offer in a cell: the belief, and the chance to be shown first to a client for whom all of the cell's offers are
// eligible.
type LearningChance struct {
	Offer  id.ID
	Name   string
	Weight float64
	Belief analytics.Interval
	StdDev float64
	Chance float64
}

// LearningDay is one day by when offers were shown: rewards of the last days are still to come.
type LearningDay struct {
	Day       clock.Day
	Shown     int64
	Rewarded  int64
	RewardSum float64
	Arms      []LearningDayArm
}

// LearningDayArm is one offer on a day.
type LearningDayArm struct {
	Offer     id.ID
	Shown     int64
	Rewarded  int64
	RewardSum float64
}

// HoldoutReport compares the clients who asked for a decision and saw what was chosen with those whom the holdout kept it from.
type HoldoutReport struct {
	ShareBp          int64
	Exposed, HeldOut analytics.RewardCounts
	Lift             analytics.LiftReport
	Complete         bool // all decisions of the days were read
}

// PolicyReport is what another way of choosing would have brought, from the log of decisions.
type PolicyReport struct {
	Policy string
	analytics.OffPolicyReport
}

// The policies that a strategy is compared with.
const (
	PolicyUniform  = "uniform"
	PolicyPriority = "priority"
)

// Policies lists them.
var Policies = []string{PolicyUniform, PolicyPriority}

// LogState says what the policies were judged by: the newest Read decisions, at most Limit, whose attribution window is over. Open ones are
// those whose window is not; Lost is propositions of all placements that were answered but could not be recorded.
type LogState struct {
	Read, Limit int64
	Complete    bool
	Open        int64
	Lost        int64
}

// LogRow is one decision of the log.
type LogRow struct {
	Proposition  id.ID
	Decision     id.ID
	At           time.Time
	Placement    id.ID
	Segment      id.ID
	Client       id.ID
	Offer        id.ID
	ModelVersion int64
	Propensity   float64
	Eligible     int64 // offers that could have been drawn
	Priority     bool  // the rule of priority would have shown the same
	Reward       float64

	// What the model that decided expected: of the offer shown, of all eligible ones on average, of the one by priority.
	Model, ModelUniform, ModelPriority float64
}

// target gives the chance with which a policy would have shown the same, and what the model expected under it.
func (r LogRow) target(policy string) (chance, model float64) {
	if policy == PolicyUniform {
		return 1 / float64(max(1, r.Eligible)), r.ModelUniform
	}
	if r.Priority {
		return 1, r.ModelPriority
	}
	return 0, r.ModelPriority
}

// Logged gives the row as the estimators want it.
func (r LogRow) Logged(policy string) analytics.LoggedDecision {
	chance, model := r.target(policy)
	return analytics.LoggedDecision{Reward: r.Reward, Propensity: r.Propensity, Target: chance, ModelLogged: r.Model, ModelTarget: model}
}
