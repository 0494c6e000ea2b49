package analysis

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"clientele/internal/analytics"
)

// OffPolicyPlan holds the level of the intervals.
type OffPolicyPlan struct {
	Level float64
}

// maxActions is the most actions that are listed one by one.
const maxActions = 1000

// modelErrors is how many standard errors the weighted mean of the model may be from its plain mean before the model is said to
// depend on the action.
const modelErrors = 3.0

// OffPolicyReport is the answer of OffPolicy. The estimates are null when Refused is not empty.
type OffPolicyReport struct {
	Analysis           string              `json:"analysis"`
	Decisions          int                 `json:"decisions"`
	Actions            int                 `json:"actions"`
	Level              float64             `json:"level"`
	Refused            []Refusal           `json:"refused"`
	Logged             analytics.Interval  `json:"logged"`
	IPS                *analytics.Interval `json:"ips"`
	SNIPS              *analytics.Interval `json:"snips"`
	DoublyRobust       *analytics.Interval `json:"doubly_robust"`
	Model              string              `json:"model"`        // none, context or action
	ModelErrors        *float64            `json:"model_errors"` // of a context's model: see contextErrors
	EffectiveSample    float64             `json:"effective_sample"`
	LargestWeight      float64             `json:"largest_weight"`
	LargestWeightShare float64             `json:"largest_weight_share"`
	MeanWeight         float64             `json:"mean_weight"`

	missing []Missing
	names   []string
	each    []actionLine
}

// Refusal says why there is no estimate.
type Refusal struct {
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

type actionLine struct {
	decisions       int
	reward, weight  float64
	least, greatest float64 // of model_reward
}

// OffPolicy reads action,reward,propensity,target_propensity[,model_reward[,model_target_reward]] and estimates the mean reward of
// the target policy. A single model_reward is the model's prediction for a decision's context, the same for each action; with
// model_target_reward, model_reward is its prediction for the logged action and model_target_reward its mean under the target
// policy. A PlaceError names what is wrong with the file.
func OffPolicy(in io.Reader, plan OffPolicyPlan) (*OffPolicyReport, error) {
	r := &OffPolicyReport{Analysis: "offpolicy", Model: "none", Refused: []Refusal{}}
	log, err := r.read(in)
	if err != nil {
		return nil, err
	}
	report, err := analytics.OffPolicy(log, r.Model != "none", plan.Level)
	if err != nil {
		return nil, err
	}
	r.Decisions, r.Actions, r.Level, r.Logged = report.Decisions, len(r.names), report.Level, report.Logged
	r.IPS, r.SNIPS, r.DoublyRobust = report.IPS, report.SNIPS, report.DoublyRobust
	r.EffectiveSample, r.LargestWeight = report.EffectiveSample, report.LargestWeight
	r.LargestWeightShare, r.MeanWeight = report.LargestWeightShare, report.MeanWeight
	for _, code := range report.Refusals {
		r.Refused = append(r.Refused, Refusal{code, refusals[code]})
	}
	r.explain(log)
	return r, nil
}

var refusals = map[string]string{
	analytics.RefusalFew:             fmt.Sprintf("the log has fewer than %g decisions", analytics.LeastEffectiveSample),
	analytics.RefusalNoVariation:     "all rewards are equal: nothing tells how far they spread",
	analytics.RefusalEffectiveSample: fmt.Sprintf("the weights leave an effective sample under %g, or under %g %% of the decisions", analytics.LeastEffectiveSample, 100*analytics.LeastEffectiveShare),
	analytics.RefusalLargestWeight:   fmt.Sprintf("one decision carries over %g %% of all weight", 100*analytics.LargestWeightShare),
	analytics.RefusalMeanWeight:      fmt.Sprintf("the mean weight is over %g standard errors from 1: a propensity is wrong, or the log is a selection", analytics.MeanWeightErrors),
	analytics.RefusalNoOverlap:       "the target policy never does what was logged",
}

// explain says why estimates are null, and takes the doubly robust one back where a single prediction depends on the action.
func (r *OffPolicyReport) explain(log []analytics.LoggedDecision) {
	if len(r.Refused) > 0 {
		for _, what := range []string{"ips", "snips", "doubly_robust"} {
			r.missing = append(r.missing, Missing{what, "the weights cannot be trusted: see refused"})
		}
		return
	}
	switch r.Model {
	case "none":
		r.missing = append(r.missing, Missing{"doubly_robust", "the file has no column model_reward"})
	case "context":
		errors, differs := contextErrors(log)
		r.ModelErrors = &errors
		if math.Abs(errors) > modelErrors || differs && r.predictsByAction() {
			r.DoublyRobust = nil
			r.missing = append(r.missing, Missing{"doubly_robust", "model_reward depends on the action: " +
				"give model_target_reward too, the model's mean under the target policy"})
		}
	}
}

// contextErrors tests what holds for a prediction of the context only, that (w − 1) × prediction is 0 on average: the mean in standard
// errors. differs is false where the policies do what the log shows equally often, so that no prediction can mislead.
func contextErrors(log []analytics.LoggedDecision) (errors float64, differs bool) {
	terms := make([]float64, len(log))
	for i, d := range log {
		terms[i] = (d.Target/d.Propensity - 1) * d.ModelLogged
	}
	s, err := analytics.SampleOf(terms)
	if err != nil || s.Variance == 0 {
		return 0, false
	}
	return s.Mean / math.Sqrt(s.Variance/float64(s.N)), true
}

// predictsByAction says whether the prediction is one number per action, and another one for each action: whoever knew only the context
// would predict the same for all actions that were possible in it.
func (r *OffPolicyReport) predictsByAction() bool {
	seen := map[float64]bool{}
	for _, line := range r.each {
		if line.least != line.greatest || seen[line.least] {
			return false
		}
		seen[line.least] = true
	}
	return len(r.each) > 1
}

func (r *OffPolicyReport) read(in io.Reader) ([]analytics.LoggedDecision, error) {
	t, err := openTable(in, layout{needs: []string{"action", "reward", "propensity", "target_propensity"},
		optional: []string{"model_reward", "model_target_reward"}})
	if err != nil {
		return nil, err
	}
	switch {
	case t.has("model_target_reward") && !t.has("model_reward"):
		return nil, &PlaceError{Line: 1, Message: "model_target_reward needs model_reward beside it"}
	case t.has("model_target_reward"):
		r.Model = "action"
	case t.has("model_reward"):
		r.Model = "context"
	}
	var actions names
	var log []analytics.LoggedDecision
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		at, err := actions.of(t, "action")
		if err != nil {
			return nil, err
		}
		d, err := r.decision(t)
		if err != nil {
			return nil, err
		}
		if int(at) == len(r.each) {
			r.each = append(r.each, actionLine{least: d.ModelLogged, greatest: d.ModelLogged})
		}
		line := &r.each[at]
		line.decisions++
		line.reward += d.Reward
		line.weight += d.Target / d.Propensity
		line.least, line.greatest = min(line.least, d.ModelLogged), max(line.greatest, d.ModelLogged)
		log = append(log, d)
	}
	r.names = actions.list
	if len(log) < 2 {
		return nil, &PlaceError{Message: "the file has fewer than two decisions"}
	}
	return log, nil
}

func (r *OffPolicyReport) decision(t *table) (d analytics.LoggedDecision, err error) {
	fields := []struct {
		column string
		to     *float64
	}{{"reward", &d.Reward}, {"propensity", &d.Propensity}, {"target_propensity", &d.Target}, {"model_reward", &d.ModelLogged}, {"model_target_reward", &d.ModelTarget}}
	for _, f := range fields {
		if !t.has(f.column) {
			continue
		}
		if *f.to, err = t.number(f.column); err != nil {
			return d, err
		}
	}
	if r.Model == "context" {
		d.ModelTarget = d.ModelLogged
	}
	if !(d.Propensity > 0 && d.Propensity <= 1) {
		return d, t.wrong("propensity", "%v is not above 0 and at most 1", d.Propensity)
	}
	if !(d.Target >= 0 && d.Target <= 1) {
		return d, t.wrong("target_propensity", "%v is not between 0 and 1", d.Target)
	}
	return d, nil
}

// WriteJSON writes the report; list adds the actions by name, of which there must be at most 1,000.
func (r *OffPolicyReport) WriteJSON(w io.Writer, list bool) error {
	if !list {
		return writeReport(w, r, r.missing, nil)
	}
	if len(r.names) > maxActions {
		return writeReport(w, r, append(r.missing, Missing{"by_action", fmt.Sprintf("more than %d actions", maxActions)}), nil)
	}
	order := make([]int, len(r.names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(r.names[a], r.names[b]) })
	return writeReport(w, r, r.missing, &rows{"by_action", len(order), func(b *row, i int) {
		line := r.each[order[i]]
		n := float64(line.decisions)
		b.text("action", r.names[order[i]])
		b.whole("decisions", line.decisions)
		b.figure("mean_reward", line.reward/n)
		b.figure("mean_weight", line.weight/n)
	}})
}
