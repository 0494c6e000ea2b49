package analytics

import "math"

// LiftStatement is a code that a result page turns into a sentence.
type LiftStatement string

// What a lift report can say.
const (
	LiftNoTreated      LiftStatement = "no_treated"      // nobody was treated: nothing to compare
	LiftNoControl      LiftStatement = "no_control"      // no control group: no lift can be known
	LiftTooFew         LiftStatement = "too_few"         // an arm is below MinimumArm: the interval is only a hint
	LiftFewConversions LiftStatement = "few_conversions" // an arm has fewer than MinimumConversions buyers
	LiftSampleRatio    LiftStatement = "sample_ratio"    // sizes of the arms contradict the plan
	LiftNoVariation    LiftStatement = "no_variation"    // all clients brought the same
	LiftUnbounded      LiftStatement = "ratio_unbounded" // the control mean is too near 0 for a relative lift
	LiftGain           LiftStatement = "gain"            // the interval of revenue lies above 0
	LiftLoss           LiftStatement = "loss"            // the interval of revenue lies below 0
	LiftInconclusive   LiftStatement = "inconclusive"    // the interval of revenue contains 0
)

// MinimumArm and MinimumConversions are the sizes below which a report says too_few or few_conversions.
const (
	MinimumArm         = 30
	MinimumConversions = 5
)

// LiftArm is one arm as assigned: clients, those with at least one counted order, and the samples per client of revenue
// (net of returns, minor units) and orders, zeros included. Revenue.N and Orders.N equal Clients.
type LiftArm struct {
	Clients int64  `json:"clients"`
	Buyers  int64  `json:"buyers"`
	Revenue Sample `json:"revenue_minor"`
	Orders  Sample `json:"orders"`
}

// LiftPlan is how to read the arms: interval level (0 means 0.95), power for the detectable effect (0 means 0.8) and the
// planned share of treated clients (0 means no sample-ratio check).
type LiftPlan struct {
	Level        float64 `json:"level"`
	Power        float64 `json:"power"`
	TreatedShare float64 `json:"treated_share"`
}

// LiftReport is what a campaign or an offer brought against its control group. Differences are per treated client;
// Incremental figures are for the whole treated group (difference × treated clients). Pointers are nil where the arms
// allow no answer; Statements then says why.
type LiftReport struct {
	Level              float64         `json:"level"`
	Treated            LiftArm         `json:"treated"`
	Control            LiftArm         `json:"control"`
	Revenue            *Difference     `json:"revenue_per_client_minor"`
	Orders             *Difference     `json:"orders_per_client"`
	Conversion         *Interval       `json:"conversion"`
	RelativeRevenue    *Interval       `json:"relative_revenue"`
	RelativeOrders     *Interval       `json:"relative_orders"`
	IncrementalRevenue *Interval       `json:"incremental_revenue_minor"`
	IncrementalOrders  *Interval       `json:"incremental_orders"`
	DetectableRevenue  *float64        `json:"detectable_revenue_minor"`
	SampleRatioP       *float64        `json:"sample_ratio_p"`
	Statements         []LiftStatement `json:"statements"`
}

// Lift compares treated and control by assignment: Welch intervals of the differences, Fieller intervals of the relative
// lifts, Newcombe's for conversion, incremental totals, minimum detectable effect and sample-ratio check.
//
// An empty or one-client arm is an answer with statements, not an error. ErrInput when an arm contradicts itself (buyers
// above clients, samples over another number of clients, not finite) or the plan is outside its ranges.
func Lift(treated, control LiftArm, plan LiftPlan) (LiftReport, error) {
	if plan.Level == 0 {
		plan.Level = 0.95
	}
	if plan.Power == 0 {
		plan.Power = 0.8
	}
	r := LiftReport{Level: plan.Level, Treated: treated, Control: control, Statements: []LiftStatement{}}
	if err := checkLiftInput(treated, control, plan); err != nil {
		return LiftReport{}, err
	}
	if plan.TreatedShare > 0 && treated.Clients+control.Clients > 0 {
		p, err := SampleRatioCheck(treated.Clients, control.Clients, plan.TreatedShare)
		if err != nil {
			return LiftReport{}, err
		}
		r.SampleRatioP = &p
		r.sayIf(p < SampleRatioAlarm, LiftSampleRatio)
	}
	r.sayIf(treated.Clients == 0, LiftNoTreated)
	r.sayIf(control.Clients == 0, LiftNoControl)
	if treated.Clients == 0 || control.Clients == 0 {
		return r, nil
	}
	r.sayIf(min(treated.Clients, control.Clients) < MinimumArm, LiftTooFew)
	r.sayIf(min(treated.Buyers, control.Buyers) < MinimumConversions, LiftFewConversions)
	conversion, err := NewcombeDifference(treated.Buyers, treated.Clients, control.Buyers, control.Clients, plan.Level)
	if err != nil {
		return LiftReport{}, err
	}
	r.Conversion = &conversion
	if min(treated.Clients, control.Clients) < 2 {
		return r, nil
	}
	if err := r.compareMeans(plan); err != nil {
		return LiftReport{}, err
	}
	return r, nil
}

func (r *LiftReport) compareMeans(plan LiftPlan) error {
	revenue, err := WelchDifference(r.Treated.Revenue, r.Control.Revenue, plan.Level)
	if err != nil {
		return err
	}
	orders, err := WelchDifference(r.Treated.Orders, r.Control.Orders, plan.Level)
	if err != nil {
		return err
	}
	incrementalRevenue := revenue.Scaled(float64(r.Treated.Clients))
	incrementalOrders := orders.Scaled(float64(r.Treated.Clients))
	r.Revenue, r.Orders, r.IncrementalRevenue, r.IncrementalOrders = &revenue, &orders, &incrementalRevenue, &incrementalOrders
	relative, bounded, err := FiellerRatio(r.Treated.Revenue, r.Control.Revenue, plan.Level)
	if err != nil {
		return err
	}
	if bounded {
		r.RelativeRevenue = &relative
	}
	r.sayIf(!bounded, LiftUnbounded)
	relativeOrders, bounded, err := FiellerRatio(r.Treated.Orders, r.Control.Orders, plan.Level)
	if err != nil {
		return err
	}
	if bounded {
		r.RelativeOrders = &relativeOrders
	}
	detectable, err := MinimumDetectableEffect(r.Treated.Revenue, r.Control.Revenue, plan.Level, plan.Power)
	if err != nil {
		return err
	}
	if detectable > 0 {
		r.DetectableRevenue = &detectable
	}
	r.sayIf(revenue.StdErr == 0, LiftNoVariation)
	switch {
	case revenue.StdErr == 0 || (revenue.Low <= 0 && revenue.High >= 0):
		r.sayIf(true, LiftInconclusive)
	case revenue.Low > 0:
		r.sayIf(true, LiftGain)
	default:
		r.sayIf(true, LiftLoss)
	}
	return nil
}

func (r *LiftReport) sayIf(holds bool, statement LiftStatement) {
	if holds {
		r.Statements = append(r.Statements, statement)
	}
}

func checkLiftInput(treated, control LiftArm, plan LiftPlan) error {
	for _, arm := range []struct {
		name string
		LiftArm
	}{{"treated", treated}, {"control", control}} {
		if arm.Buyers < 0 || arm.Buyers > arm.Clients || arm.Revenue.N != arm.Clients || arm.Orders.N != arm.Clients {
			return badInput("lift: %s arm of %d clients has %d buyers, samples of %d and %d",
				arm.name, arm.Clients, arm.Buyers, arm.Revenue.N, arm.Orders.N)
		}
		if err := arm.Revenue.check(arm.name); err != nil {
			return err
		}
		if err := arm.Orders.check(arm.name); err != nil {
			return err
		}
	}
	if !(plan.Power > 0 && plan.Power < 1) || plan.TreatedShare < 0 || plan.TreatedShare >= 1 || math.IsNaN(plan.TreatedShare) {
		return badInput("lift: power %v, planned share %v", plan.Power, plan.TreatedShare)
	}
	return checkLevel(plan.Level)
}
