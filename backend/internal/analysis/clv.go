package analysis

import (
	"errors"
	"fmt"
	"io"
	"math"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// CLVPlan says what to fit and how far to look. Model is auto or the code of a model; Unit is day, week or month (30.4375 days);
// Horizon is in units (0: one year); Discount is a yearly rate, Margin the share of an amount that is profit, Level that of the
// intervals. CalibrationEnd is the last day that the model sees and ObservationEnd the last day of the holdout, both the last day of
// the file when nil. NewAt are times at which the expectation of a new client is wanted (nil: a few usual ones).
type CLVPlan struct {
	Model          string
	Unit           string
	Horizon        float64
	Discount       float64
	Margin         float64
	Level          float64
	CalibrationEnd *clock.Day
	ObservationEnd *clock.Day
	NewAt          []float64
}

// daysPerYear is that of the mean year.
const daysPerYear = 365.25

var daysOfUnit = map[string]float64{"day": 1, "week": 7, "month": daysPerYear / 12}

func (p *CLVPlan) check() error {
	days, ok := daysOfUnit[p.Unit]
	switch {
	case !ok:
		return fmt.Errorf("unknown unit %q: day, week or month", p.Unit)
	case !(p.Horizon >= 0) || p.Horizon*days > 100*daysPerYear:
		return errors.New("want a horizon of 0 to 100 years")
	case !(p.Discount >= 0 && p.Discount <= 10):
		return errors.New("want a yearly discount rate of 0 to 10 (0.1 is 10 %)")
	case !(p.Margin >= 0 && p.Margin <= 1):
		return errors.New("want a margin of 0 to 1")
	case !(p.Level > 0 && p.Level < 1):
		return errors.New("want a level between 0 and 1")
	}
	for _, at := range p.NewAt {
		if !(at >= 0) || at*days > 100*daysPerYear {
			return errors.New("want times of 0 to 100 years for a new client")
		}
	}
	if p.Horizon == 0 {
		p.Horizon = map[string]float64{"day": 365, "week": 52, "month": 12}[p.Unit]
	}
	return nil
}

// CLVReport is the answer of CLV.
type CLVReport struct {
	Analysis     string                       `json:"analysis"`
	File         CLVFile                      `json:"file"`
	Settings     CLVSettings                  `json:"settings"`
	Choice       CLVChoice                    `json:"choice"`
	Model        *CLVModel                    `json:"model"`
	Pooled       *analytics.PooledRate        `json:"pooled_rate"`
	Population   CLVPopulation                `json:"population"`
	Spend        *CLVSpend                    `json:"spend"`
	Independence *analytics.SpendIndependence `json:"frequency_and_spend"`
	Holdout      *CLVHoldout                  `json:"holdout"`
	Warnings     []string                     `json:"warnings"`

	missing   []Missing
	base      *histories
	forecasts []forecast
}

// CLVFile counts what the file held.
type CLVFile struct {
	Layout          string     `json:"layout"` // purchases or histories
	Lines           int        `json:"lines"`
	Clients         int        `json:"clients"`                   // in the model
	Later           int        `json:"clients_after_calibration"` // first purchase later: not in the model
	WithoutPurchase int        `json:"clients_without_purchase"`  // none in the time observed
	FirstDay        *clock.Day `json:"first_day"`
	LastDay         *clock.Day `json:"last_day"`
	Unobserved      int        `json:"lines_after_observation"` // left out
	Returns         int        `json:"returns"`                 // negative amounts, deducted from the purchase day before them
	ReturnsLeftOut  int        `json:"returns_left_out"`        // no earlier purchase, or made good only after the calibration
}

// CLVSettings repeats what was asked, with what follows from it.
type CLVSettings struct {
	Unit            string     `json:"unit"`
	DaysPerUnit     float64    `json:"days_per_unit"`
	CalibrationEnd  *clock.Day `json:"calibration_end"`
	ObservationEnd  *clock.Day `json:"observation_end"`
	Horizon         float64    `json:"horizon"`
	DiscountYearly  float64    `json:"discount_yearly"`
	DiscountPerUnit float64    `json:"discount_per_unit"` // continuous
	Margin          float64    `json:"margin"`
	Level           float64    `json:"level"`
}

// CLV reads client,date[,amount] or [client,]x,tx,T[,spend], fits the model and predicts every client. A PlaceError names what is
// wrong with the file; another error says that the plan is not sound or that no model can be fitted at all.
func CLV(in io.Reader, plan CLVPlan) (*CLVReport, error) {
	if err := plan.check(); err != nil {
		return nil, err
	}
	b, err := readHistories(in, plan)
	if err != nil {
		return nil, err
	}
	d, err := analytics.DiscountRate(plan.Discount, daysPerYear/daysOfUnit[plan.Unit])
	if err != nil {
		return nil, err
	}
	r := &CLVReport{Analysis: "clv", base: b, File: b.file, Warnings: []string{}, Settings: CLVSettings{Unit: plan.Unit, DaysPerUnit: daysOfUnit[plan.Unit],
		CalibrationEnd: b.end, ObservationEnd: b.until, Horizon: plan.Horizon, DiscountYearly: plan.Discount, DiscountPerUnit: d,
		Margin: plan.Margin, Level: plan.Level}}
	groups, err := analytics.GroupPurchases(b.purchases)
	if err != nil {
		return nil, err
	}
	model, err := r.fit(groups, plan.Model)
	if err != nil {
		return nil, err
	}
	if err := r.fitSpend(); err != nil {
		return nil, err
	}
	if err := r.checkHoldout(model); err != nil {
		return nil, err
	}
	r.forecasts = r.forecastAll(model)
	r.population(model, plan.NewAt)
	return r, nil
}

// lacks notes why something is null.
func (r *CLVReport) lacks(what, reason string) { r.missing = append(r.missing, Missing{what, reason}) }

// leastSpenders is the number of clients under which a fit of spend is said to be thin.
const leastSpenders = 30

// CLVSpend is the Gamma-Gamma fit of spend per purchase, in the currency unit of the file.
type CLVSpend struct {
	Parameters    []analytics.Parameter `json:"parameters"`
	LogLikelihood float64               `json:"log_likelihood"`
	Clients       int                   `json:"clients"`
	Excluded      int                   `json:"excluded"` // no repeat purchase, or a mean of zero or less
	Converged     bool                  `json:"converged"`
	AtEdge        []string              `json:"at_edge"`
	Mean          *float64              `json:"population_mean"`

	model analytics.GammaGamma
}

// fitSpend fits the amounts where there are any.
func (r *CLVReport) fitSpend() error {
	if r.base.spends == nil {
		for _, what := range []string{"spend", "frequency_and_spend", "clients[].mean_spend", "clients[].expected_spend", "clients[].clv"} {
			r.lacks(what, "the file has no amounts")
		}
		return nil
	}
	check, err := analytics.CheckSpendIndependence(r.base.spends)
	switch {
	case err == nil:
		r.Independence = &check
		if check.Verdict == "dependent" {
			r.Warnings = append(r.Warnings, "spend goes with frequency: the product of expected purchases and expected spend is biased")
		}
	case errors.Is(err, analytics.ErrInput):
		r.lacks("frequency_and_spend", "fewer than two clients have a positive mean over repeat purchases")
	default:
		return err
	}
	fit, err := analytics.FitSpend(r.base.spends)
	if errors.Is(err, analytics.ErrInput) {
		for _, what := range []string{"spend", "clients[].expected_spend", "clients[].clv"} {
			r.lacks(what, "fewer than two clients have a positive mean over repeat purchases")
		}
		return nil
	}
	if err != nil {
		return err
	}
	r.Spend = &CLVSpend{Parameters: fit.Parameters, LogLikelihood: fit.LogLikelihood, Clients: fit.Clients, Excluded: fit.Excluded,
		Converged: fit.Converged, AtEdge: fit.AtEdge, model: fit.Model}
	r.stdErrs("spend", fit.Parameters)
	if mean, ok := fit.Model.Mean(); ok {
		r.Spend.Mean = &mean
	} else {
		r.lacks("spend.population_mean", "q is 1 or less: the mean of the fitted distribution is infinite")
		r.lacks("clients[].expected_spend", "q is 1 or less: one-time buyers have no finite expectation")
	}
	switch {
	case !fit.Converged:
		r.Warnings = append(r.Warnings, "the fit of spend did not converge")
	case len(fit.AtEdge) > 0:
		r.Warnings = append(r.Warnings, fmt.Sprintf("parameters of spend ran to the edge of their box: %v", fit.AtEdge))
	case fit.Clients < leastSpenders:
		r.Warnings = append(r.Warnings, fmt.Sprintf("spend is fitted on %d clients only", fit.Clients))
	}
	return nil
}

// stdErrs says why standard errors are null.
func (r *CLVReport) stdErrs(what string, parameters []analytics.Parameter) {
	for i, p := range parameters {
		if p.StdErr == nil || math.IsNaN(*p.StdErr) {
			r.lacks(fmt.Sprintf("%s.parameters[%d].std_err", what, i), "the information is singular: this parameter cannot be told apart")
		}
	}
}
