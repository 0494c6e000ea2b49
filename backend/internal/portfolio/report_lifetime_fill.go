package portfolio

import (
	"math"

	"clientele/internal/analytics"
)

// newLifetimeReport gives a report without any client, all lists empty.
func newLifetimeReport(in *inputs) LifetimeReport {
	r := LifetimeReport{HorizonMonths: in.settings.HorizonMonths, DiscountRate: in.settings.DiscountRate, Close: []analytics.ModelKind{},
		Parameters: []LifetimeParameter{}, Candidates: []LifetimeCandidate{}, Distribution: []LifetimeBin{}, Quantiles: []LifetimeQuantile{}}
	for i := range 10 {
		r.Alive = append(r.Alive, LifetimeAlive{From: float64(i) / 10, To: float64(i+1) / 10})
	}
	return r
}

// number is a value for JSON, nil where it is not finite.
func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// finite is a value for JSON, 0 where it is not finite.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

func parametersOf(list []analytics.Parameter) []LifetimeParameter {
	out := make([]LifetimeParameter, len(list))
	for i, p := range list {
		out[i] = LifetimeParameter{Name: p.Name, Value: p.Value, StdError: p.StdErr}
	}
	return out
}

func candidateOf(f analytics.LifetimeFit) LifetimeCandidate {
	return LifetimeCandidate{Model: f.Kind, Likelihood: finite(f.LogLikelihood), Converged: f.Converged, Parameters: parametersOf(f.Parameters)}
}

func rateOf(p analytics.PooledRate) *LifetimeRate {
	return &LifetimeRate{Yearly: p.Rate.Estimate * weeksPerYear, Low: p.Rate.Low * weeksPerYear, High: p.Rate.High * weeksPerYear, Repeats: p.Repeats}
}

// money fills what is known of amounts.
func (r *LifetimeReport) money(s spending) {
	r.ReturnShare = 1 - s.kept.Net
	if c := s.check; c != nil {
		r.Independence = &LifetimeIndependence{Verdict: c.Verdict, Spearman: finite(c.Spearman.Estimate), Low: finite(c.Spearman.Low),
			High: finite(c.Spearman.High), Clients: c.Spearman.N}
	}
	if f := s.fit; f != nil {
		r.Spend = &LifetimeSpend{Parameters: parametersOf(f.Parameters), Clients: f.Clients, Excluded: f.Excluded, InfiniteMean: f.InfiniteMean,
			Likelihood: finite(f.LogLikelihood)}
		if mean, ok := f.Model.Mean(); ok {
			v := atMost(mean, mostMoney)
			r.Spend.Mean = &v
		}
	}
}
