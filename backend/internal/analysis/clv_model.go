package analysis

import (
	"fmt"

	"clientele/internal/analytics"
)

// CLVModel is a fitted model of purchases. Times are in units.
type CLVModel struct {
	Kind          analytics.ModelKind   `json:"kind"`
	Parameters    []analytics.Parameter `json:"parameters"`
	LogLikelihood float64               `json:"log_likelihood"`
	Clients       int                   `json:"clients"`
	Repeaters     int                   `json:"clients_with_repeat"`
	Repeats       int64                 `json:"repeat_purchases"`
	Distinct      int                   `json:"distinct_histories"`
	Converged     bool                  `json:"converged"`
	AtEdge        []string              `json:"at_edge"`
	Covariance    [][]float64           `json:"covariance"`
}

// CLVChoice says which model was taken and why. The candidates and the likelihood ratio of dropout stand there for auto only.
type CLVChoice struct {
	Requested    string                `json:"requested"`
	Kind         analytics.ModelKind   `json:"kind"`
	Reason       string                `json:"reason"` // requested, highest_likelihood, dropout_not_identified or thin_data
	Explained    string                `json:"explained"`
	Close        []analytics.ModelKind `json:"close"` // as good by likelihood
	DropoutRatio *float64              `json:"dropout_ratio"`
	Candidates   []CLVCandidate        `json:"candidates"`
}

// CLVCandidate is one of the models that auto compares.
type CLVCandidate struct {
	Kind          analytics.ModelKind   `json:"kind"`
	LogLikelihood float64               `json:"log_likelihood"`
	Parameters    []analytics.Parameter `json:"parameters"`
	Converged     bool                  `json:"converged"`
}

var explained = map[string]string{
	"requested":                          "this model was asked for",
	analytics.ChoiceHighestLikelihood:    "the highest log-likelihood of the models with dropout, which all have four parameters",
	analytics.ChoiceDropoutNotIdentified: "dropout does not improve the likelihood enough to be seen (ratio under 5.991): NBD, in which nobody leaves and P(alive) is 1",
	analytics.ChoiceThinData:             "fewer than 100 clients or 20 with a repeat purchase: one pooled rate, with wide intervals on purpose",
}

// fit fits the model asked for, or chooses one.
func (r *CLVReport) fit(g analytics.PurchaseGroups, model string) (analytics.LifetimeModel, error) {
	if model == "auto" {
		return r.choose(g)
	}
	fit, err := analytics.FitLifetime(analytics.ModelKind(model), g)
	if err != nil {
		return nil, fmt.Errorf("%d clients: %w", g.Clients(), err)
	}
	r.Choice = CLVChoice{Requested: model, Kind: fit.Kind, Reason: "requested", Explained: explained["requested"],
		Close: []analytics.ModelKind{}, Candidates: []CLVCandidate{}}
	r.lacks("choice.dropout_ratio", "only auto compares models")
	if g.Clients() < analytics.MinimumModelClients || g.Repeaters() < analytics.MinimumModelRepeaters {
		r.Warnings = append(r.Warnings, "the base is thin for a model (fewer than 100 clients or 20 with a repeat purchase): auto would answer a pooled rate")
	}
	r.take(g, fit)
	return fit.Model, nil
}

func (r *CLVReport) choose(g analytics.PurchaseGroups) (analytics.LifetimeModel, error) {
	c, err := analytics.ChooseLifetime(g)
	if err != nil {
		return nil, fmt.Errorf("%d clients: %w", g.Clients(), err)
	}
	r.Choice = CLVChoice{Requested: "auto", Kind: c.Kind, Reason: c.Reason, Explained: explained[c.Reason], Close: c.Close, Candidates: []CLVCandidate{}}
	for _, fit := range c.Candidates {
		r.Choice.Candidates = append(r.Choice.Candidates, CLVCandidate{fit.Kind, fit.LogLikelihood, fit.Parameters, fit.Converged})
	}
	if fit, ok := c.Fit(); ok {
		r.Choice.DropoutRatio = &c.DropoutRatio
		r.take(g, fit)
		return c.Model, nil
	}
	r.Pooled = c.Pooled
	for _, what := range []string{"choice.dropout_ratio", "model"} {
		r.lacks(what, "the data is too thin for a model: see pooled_rate")
	}
	r.lacks("clients[].p_alive", "the pooled rate knows nothing of dropout")
	r.lacks("clients[].dert", "the pooled rate knows nothing of dropout")
	return c.Model, nil
}

// take puts a fit into the report, with what must be said of it.
func (r *CLVReport) take(g analytics.PurchaseGroups, fit analytics.LifetimeFit) {
	r.Model = &CLVModel{Kind: fit.Kind, Parameters: fit.Parameters, LogLikelihood: fit.LogLikelihood, Clients: fit.Clients, Repeaters: g.Repeaters(),
		Repeats: g.Repeats(), Distinct: fit.Distinct, Converged: fit.Converged, AtEdge: fit.AtEdge, Covariance: fit.Covariance}
	r.lacks("pooled_rate", "the data is enough for a model")
	r.stdErrs("model", fit.Parameters)
	if !fit.Converged {
		r.Warnings = append(r.Warnings, "the fit did not converge")
	}
	if len(fit.AtEdge) > 0 {
		r.Warnings = append(r.Warnings, fmt.Sprintf("parameters ran to the edge of their box: %v", fit.AtEdge))
	}
	if fit.Kind == analytics.BGNBDKind {
		r.Warnings = append(r.Warnings, "BG/NBD gives P(alive) = 1 to everyone without a repeat purchase: mbgnbd and paretonbd are the better churn scores")
	}
}

// CLVPopulation is what the model says of the base and of a new client. Alive is the mean P(alive), Expected the sum of expected
// purchases over the horizon.
type CLVPopulation struct {
	Alive     *float64    `json:"mean_p_alive"`
	Expected  float64     `json:"expected_purchases"`
	Value     *float64    `json:"clv"`
	NewClient []NewClient `json:"new_client"`
	NewCounts []float64   `json:"new_client_count_probabilities"` // of 0, 1, 2… 10 repeat purchases within the horizon
}

// NewClient is the expected number of repeat purchases of a new client up to a time.
type NewClient struct {
	Time     float64  `json:"time"`
	Expected float64  `json:"expected"`
	StdErr   *float64 `json:"std_err"`
}

var usualTimes = map[string][]float64{"day": {1, 7, 30, 91, 182, 365, 730}, "week": {1, 4, 13, 26, 39, 52, 78, 104}, "month": {1, 2, 3, 6, 9, 12, 18, 24}}

func (r *CLVReport) population(m analytics.LifetimeModel, times []float64) {
	p := &r.Population
	alive, value := 0.0, 0.0
	for i := range r.forecasts {
		f := &r.forecasts[i]
		alive += f.alive / float64(len(r.forecasts))
		p.Expected += f.purchases.Estimate
		_, _, clv := r.spendOf(i)
		value += clv
	}
	if r.Pooled == nil {
		p.Alive = &alive
	} else {
		r.lacks("population.mean_p_alive", "the pooled rate knows nothing of dropout")
	}
	if r.Spend != nil {
		p.Value = &value
	} else {
		r.lacks("population.clv", "there is no model of spend")
	}
	if times == nil {
		times = usualTimes[r.Settings.Unit]
	}
	fit := analytics.LifetimeFit{}
	if r.Model != nil {
		fit.Kind, fit.Parameters, fit.Covariance = r.Model.Kind, r.Model.Parameters, r.Model.Covariance
	} else {
		r.lacks("population.new_client[].std_err", "the data is too thin for a model: see pooled_rate")
	}
	for _, at := range times {
		line := NewClient{Time: at, Expected: analytics.ExpectedNew(m, at)}
		if se, ok := fit.ExpectedStdErr(func(m analytics.LifetimeModel) float64 { return analytics.ExpectedNew(m, at) }); ok {
			line.StdErr = &se
		}
		p.NewClient = append(p.NewClient, line)
	}
	for n := range 11 {
		p.NewCounts = append(p.NewCounts, analytics.ProbabilityNew(m, r.Settings.Horizon, n))
	}
}
