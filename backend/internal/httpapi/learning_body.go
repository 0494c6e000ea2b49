package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// LearningReportBody says what a strategy has learned, and what that brought. Rewards are 0 or 1 per proposition (reward_unit share), or
// minor units of the reporting currency (reward_unit money_minor). Impressions are propositions on the first place of learned stages; days
// are those on which they were shown, so rewards of the last days are still to come. model_at is null before the first model; since_at is when
// learning for this reward began, null where the strategy never learned for another.
type LearningReportBody struct {
	StrategyID         id.ID                `json:"strategy_id"`
	Reward             string               `json:"reward" enums:"click,acceptance,redemption,value"`
	RewardUnit         string               `json:"reward_unit" enums:"share,money_minor"`
	Currency           string               `json:"currency" example:"EUR"`
	ModelVersion       int64                `json:"model_version"`
	ModelAt            *time.Time           `json:"model_at" extensions:"x-nullable"`
	SinceAt            *time.Time           `json:"since_at" extensions:"x-nullable"`
	FromDay            clock.Day            `json:"from_day"`
	ToDay              clock.Day            `json:"to_day"`
	Impressions        int64                `json:"impressions"`
	Rewards            int64                `json:"rewards"`
	MeanReward         *float64             `json:"mean_reward" extensions:"x-nullable"`
	MedianDelaySeconds *int64               `json:"median_delay_seconds" extensions:"x-nullable"`
	Arms               []LearningArmBody    `json:"arms"`
	Cells              []LearningCellBody   `json:"cells"`
	Days               []LearningDayBody    `json:"days"`
	Holdout            LearningHoldoutBody  `json:"holdout"`
	Policies           []LearningPolicyBody `json:"policies"`
	Log                LearningLogBody      `json:"log"`
} //	@name	LearningReport

// LearningArmBody is one offer, over all placements and segments, most shown first. impressions, rewards, mean_reward and share (of all
// impressions) count the days of the report; posterior is the mean with the middle 95 % of what is believed, of all that is remembered;
// remembered is how many impressions that is, old ones weighing less.
type LearningArmBody struct {
	OfferID     id.ID        `json:"offer_id"`
	OfferCode   string       `json:"offer_code"`
	OfferName   string       `json:"offer_name"`
	Impressions int64        `json:"impressions"`
	Rewards     int64        `json:"rewards"`
	MeanReward  *float64     `json:"mean_reward" extensions:"x-nullable"`
	Share       float64      `json:"share"`
	Posterior   IntervalBody `json:"posterior"`
	StdDev      float64      `json:"std_dev"`
	Remembered  float64      `json:"remembered"`
} //	@name	LearningArm

// LearningCellBody is what was learned for one placement and context segment (null: clients of none), the ones with most memory first.
type LearningCellBody struct {
	PlacementID   id.ID                `json:"placement_id"`
	PlacementCode string               `json:"placement_code"`
	PlacementName string               `json:"placement_name"`
	SegmentID     *id.ID               `json:"segment_id" extensions:"x-nullable"`
	SegmentName   string               `json:"segment_name"`
	Remembered    float64              `json:"remembered"`
	Arms          []LearningChanceBody `json:"arms"`
} //	@name	LearningCell

// LearningChanceBody is an offer in a cell. chance is how likely the model shows it first to a client for whom every offer of the cell is
// eligible.
type LearningChanceBody struct {
	OfferID    id.ID        `json:"offer_id"`
	OfferName  string       `json:"offer_name"`
	Remembered float64      `json:"remembered"`
	Posterior  IntervalBody `json:"posterior"`
	StdDev     float64      `json:"std_dev"`
	Chance     float64      `json:"chance"`
} //	@name	LearningChance

// LearningDayBody is one day of the series; days without impressions are left out.
type LearningDayBody struct {
	Day         clock.Day            `json:"day"`
	Impressions int64                `json:"impressions"`
	Rewards     int64                `json:"rewards"`
	MeanReward  *float64             `json:"mean_reward" extensions:"x-nullable"`
	Arms        []LearningDayArmBody `json:"arms"`
} //	@name	LearningDay

// LearningDayArmBody is one offer on a day.
type LearningDayArmBody struct {
	OfferID     id.ID   `json:"offer_id"`
	Impressions int64   `json:"impressions"`
	Rewards     int64   `json:"rewards"`
	RewardSum   float64 `json:"reward_sum"`
} //	@name	LearningDayArm

// LearningGroupBody is the clients of one side of the holdout who asked for a decision: how many had a reward, and the rewards per client.
type LearningGroupBody struct {
	Clients         int64   `json:"clients"`
	Answered        int64   `json:"answered"`
	RewardSum       float64 `json:"reward_sum"`
	RewardPerClient float64 `json:"reward_per_client"`
} //	@name	LearningGroup

// LearningHoldoutBody compares clients who saw what was chosen with those the holdout kept it from. gain is the difference of rewards per
// client, conversion that of the shares who had any, relative_gain the gain as a share of the holdout's mean, total_gain the gain of all
// exposed clients together; null has no answer, and statements say why: no_treated, no_control, too_few, few_conversions, sample_ratio,
// no_variation, ratio_unbounded, gain, loss, inconclusive. complete is false where only the newest decisions were read.
type LearningHoldoutBody struct {
	ShareBp      int64             `json:"share_bp"`
	Exposed      LearningGroupBody `json:"exposed"`
	HeldOut      LearningGroupBody `json:"held_out"`
	Gain         *IntervalBody     `json:"gain" extensions:"x-nullable"`
	Conversion   *IntervalBody     `json:"conversion" extensions:"x-nullable"`
	RelativeGain *IntervalBody     `json:"relative_gain" extensions:"x-nullable"`
	TotalGain    *IntervalBody     `json:"total_gain" extensions:"x-nullable"`
	Statements   []string          `json:"statements"`
	Complete     bool              `json:"complete"`
} //	@name	LearningHoldout

// LearningPolicyBody is what another way of choosing would have brought per decision: uniform (every eligible offer alike) or priority (the
// first by priority). logged is what was really brought by the same decisions. The estimates are null where refusals are not empty:
// too_few_decisions, effective_sample_small, largest_weight, weights_do_not_average_one, no_overlap, no_variation.
type LearningPolicyBody struct {
	Policy             string        `json:"policy" enums:"uniform,priority"`
	Decisions          int64         `json:"decisions"`
	Logged             *IntervalBody `json:"logged" extensions:"x-nullable"`
	IPS                *IntervalBody `json:"ips" extensions:"x-nullable"`
	SNIPS              *IntervalBody `json:"snips" extensions:"x-nullable"`
	DoublyRobust       *IntervalBody `json:"doubly_robust" extensions:"x-nullable"`
	EffectiveSample    float64       `json:"effective_sample"`
	LargestWeight      float64       `json:"largest_weight"`
	LargestWeightShare float64       `json:"largest_weight_share"`
	MeanWeight         float64       `json:"mean_weight"`
	Refusals           []string      `json:"refusals"`
} //	@name	LearningPolicy

// LearningLogBody says what the policies were judged by: the newest decisions_read decisions, at most limit, whose attribution window is
// over; complete is false where there are older ones in the days of the report. open are the decisions whose window is not over yet. lost is
// propositions of all placements that were answered but could not be recorded in these days.
type LearningLogBody struct {
	DecisionsRead int64 `json:"decisions_read"`
	Limit         int64 `json:"limit"`
	Complete      bool  `json:"complete"`
	Open          int64 `json:"open"`
	Lost          int64 `json:"lost"`
} //	@name	LearningLog
