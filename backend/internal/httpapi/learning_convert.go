package httpapi

import (
	"time"

	"clientele/internal/analytics"
	"clientele/internal/offer"
	"clientele/internal/table"
)

func learningBody(r offer.LearningReport) LearningReportBody {
	b := LearningReportBody{StrategyID: r.Strategy.ID, Reward: r.Strategy.Learning.Reward, RewardUnit: "share", Currency: r.Currency,
		ModelVersion: r.Version, ModelAt: r.ModelAt, SinceAt: r.Since, FromDay: r.From, ToDay: r.To,
		Impressions: r.Shown, Rewards: r.Rewarded, MeanReward: ratio(r.RewardSum, r.Shown),
		Arms: make([]LearningArmBody, len(r.Arms)), Cells: make([]LearningCellBody, len(r.Cells)), Days: make([]LearningDayBody, len(r.Days)),
		Policies: make([]LearningPolicyBody, len(r.Policies)), Holdout: learningHoldout(r.Holdout), Log: learningLog(r.Log)}
	if b.Reward == offer.RewardOfValue {
		b.RewardUnit = "money_minor"
	}
	if r.MedianDelay != nil {
		s := int64(r.MedianDelay.Seconds())
		b.MedianDelaySeconds = &s
	}
	for i, a := range r.Arms {
		b.Arms[i] = LearningArmBody{OfferID: a.Offer, OfferCode: a.Code, OfferName: a.Name, Impressions: a.Shown, Rewards: a.Rewarded,
			MeanReward: ratio(a.RewardSum, a.Shown), Share: a.Share, Posterior: IntervalBody(a.Belief), StdDev: a.StdDev, Remembered: a.Weight}
	}
	for i, c := range r.Cells {
		b.Cells[i] = learningCell(c)
	}
	for i, d := range r.Days {
		b.Days[i] = LearningDayBody{Day: d.Day, Impressions: d.Shown, Rewards: d.Rewarded, MeanReward: ratio(d.RewardSum, d.Shown),
			Arms: make([]LearningDayArmBody, len(d.Arms))}
		for j, a := range d.Arms {
			b.Days[i].Arms[j] = LearningDayArmBody{OfferID: a.Offer, Impressions: a.Shown, Rewards: a.Rewarded, RewardSum: a.RewardSum}
		}
	}
	for i, p := range r.Policies {
		b.Policies[i] = learningPolicy(p)
	}
	return b
}

// ratio gives sum by n, null for none.
func ratio(sum float64, n int64) *float64 {
	if n == 0 {
		return nil
	}
	v := sum / float64(n)
	return &v
}

func learningCell(c offer.LearningCell) LearningCellBody {
	b := LearningCellBody{PlacementID: c.Placement, PlacementCode: c.PlacementCode, PlacementName: c.PlacementName, SegmentID: orNilID(c.Segment),
		SegmentName: c.SegmentName, Remembered: c.Weight, Arms: make([]LearningChanceBody, len(c.Arms))}
	for i, a := range c.Arms {
		b.Arms[i] = LearningChanceBody{OfferID: a.Offer, OfferName: a.Name, Remembered: a.Weight, Posterior: IntervalBody(a.Belief), StdDev: a.StdDev, Chance: a.Chance}
	}
	return b
}

func learningGroup(c analytics.RewardCounts) LearningGroupBody {
	b := LearningGroupBody{Clients: c.Clients, Answered: c.Answered, RewardSum: c.Sum}
	if c.Clients > 0 {
		b.RewardPerClient = c.Sum / float64(c.Clients)
	}
	return b
}

func learningHoldout(h offer.HoldoutReport) LearningHoldoutBody {
	b := LearningHoldoutBody{ShareBp: h.ShareBp, Exposed: learningGroup(h.Exposed), HeldOut: learningGroup(h.HeldOut), Gain: differenceBody(h.Lift.Revenue),
		Conversion: intervalBody(h.Lift.Conversion), RelativeGain: intervalBody(h.Lift.RelativeRevenue), TotalGain: intervalBody(h.Lift.IncrementalRevenue),
		Statements: make([]string, len(h.Lift.Statements)), Complete: h.Complete}
	for i, s := range h.Lift.Statements {
		b.Statements[i] = string(s)
	}
	return b
}

func learningPolicy(p offer.PolicyReport) LearningPolicyBody {
	b := LearningPolicyBody{Policy: p.Policy, Decisions: int64(p.Decisions), IPS: intervalBody(p.IPS), SNIPS: intervalBody(p.SNIPS),
		DoublyRobust: intervalBody(p.DoublyRobust), EffectiveSample: p.EffectiveSample, LargestWeight: p.LargestWeight,
		LargestWeightShare: p.LargestWeightShare, MeanWeight: p.MeanWeight, Refusals: append([]string{}, p.Refusals...)}
	if p.Decisions >= 2 {
		b.Logged = intervalBody(&p.Logged)
	}
	return b
}

func learningLog(l offer.LogState) LearningLogBody {
	return LearningLogBody{DecisionsRead: l.Read, Limit: l.Limit, Complete: l.Complete, Open: l.Open, Lost: l.Lost}
}

// logTable is the log of decisions with the chances of a policy: the columns that clientele analyse offpolicy reads, which takes no others,
// and with details what else is known of each decision.
func logTable(policy string, details bool) table.Table[offer.LogRow] {
	type row = offer.LogRow
	t := table.Table[row]{Name: "decisions", Columns: []table.Column[row]{
		table.Text("action", func(r row) string { return r.Offer.String() }),
		table.Number("reward", func(r row) float64 { return r.Reward }),
		table.Number("propensity", func(r row) float64 { return r.Propensity }),
		table.Number("target_propensity", func(r row) float64 { return r.Logged(policy).Target }),
		table.Number("model_reward", func(r row) float64 { return r.Model }),
		table.Number("model_target_reward", func(r row) float64 { return r.Logged(policy).ModelTarget }),
	}}
	if !details {
		return t
	}
	t.Columns = append(t.Columns,
		table.Text("decision_id", func(r row) string { return r.Decision.String() }),
		table.Time("at", func(r row) time.Time { return r.At }),
		table.Text("placement_id", func(r row) string { return r.Placement.String() }),
		table.Text("segment_id", func(r row) string { return idText(orNilID(r.Segment)) }),
		table.Integer("model_version", func(r row) int64 { return r.ModelVersion }),
		table.Integer("eligible", func(r row) int64 { return r.Eligible }))
	return t
}
