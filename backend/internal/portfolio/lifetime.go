package portfolio

import (
	"context"
	"math"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// The reasons of a lifetime model beside those of analytics.ChooseLifetime.
const (
	reasonChosen    = "chosen"     // named by the settings
	reasonNoHistory = "no_history" // nobody has bought, or everybody for the first time today
)

// fitLifetime fits how often a scope's clients buy, what a purchase brings and how contracts renew, forecasts every client and sums the
// forecasts up: it fills Basis, Alive, Expected, Predicted, PredictedLow and PredictedHigh of each figure.
func fitLifetime(ctx context.Context, in *inputs) (KeptLifetime, LifetimeReport, error) {
	f, err := forecastAll(ctx, in)
	if err == nil {
		f.sum(in)
	}
	return f.kept, f.report, err
}

// forecasts is what fitLifetime knows before the sums.
type forecasts struct {
	kept      KeptLifetime
	report    LifetimeReport
	predictor predictor
	base      base
	fit       analytics.LifetimeFit
	spent     spending
	totals    totals
}

// sum adds up the figures of the clients.
func (f *forecasts) sum(in *inputs) {
	for i := range in.figures {
		f.totals.show(&f.report, &in.figures[i])
	}
	f.totals.finish(f, in)
}

// forecastAll is fitLifetime without the sums of figures.
func forecastAll(ctx context.Context, in *inputs) (*forecasts, error) {
	v := &forecasts{report: newLifetimeReport(in)}
	k, r := &v.kept, &v.report
	asOf := int32(in.scope.AsOf)
	h, err := in.settings.horizon()
	if err != nil {
		return v, err
	}
	k.MarginRate, r.MarginBasis = marginRate(in)
	r.MarginRate, r.MarginEstimated = k.MarginRate, r.MarginBasis != marginSet
	if v.spent, err = fitSpending(k, in.figures, asOf); err != nil {
		return v, err
	}
	if err := ctx.Err(); err != nil {
		return v, err
	}
	v.base = groupBase(len(in.figures), func(i int) (days, bool) { return historyOf(&in.figures[i].Fact, asOf) })
	if v.fit, err = k.fitPurchases(in, v.base, r); err != nil {
		return v, err
	}
	if k.Contracts, err = keptContracts(in.records); err != nil {
		return v, err
	}
	if err := ctx.Err(); err != nil {
		return v, err
	}
	if v.predictor, err = k.predictor(h); err != nil {
		return v, err
	}
	outlooks := v.predictor.all(v.base.histories)
	for i := range in.figures {
		f := &in.figures[i]
		var o *outlook
		if at := v.base.of[i]; at >= 0 && v.predictor.model != nil {
			o = &outlooks[at]
		}
		c, err := k.renewals(in.records.Subscriptions[f.Client], h, in.scope.AsOf)
		if err != nil {
			return v, err
		}
		v.totals.add(v, o, c, k.fill(f, o, c, asOf))
	}
	r.money(v.spent)
	if err := ctx.Err(); err != nil {
		return v, err
	}
	if r.Holdout != nil || r.NoHoldout != "" { // of the run that fitted the model
		return v, nil
	}
	return v, r.check(in, *k)
}

// forecast fills the same of one client, exactly as the run that kept the model would have on that day.
func (k KeptLifetime) forecast(f *Figure, s Settings, asOf clock.Day, subs []SubscriptionFact) error {
	h, err := s.horizon()
	if err != nil {
		return err
	}
	p, err := k.predictor(h)
	if err != nil {
		return err
	}
	c, err := k.renewals(subs, h, asOf)
	if err != nil {
		return err
	}
	var o *outlook
	if d, ok := historyOf(&f.Fact, int32(asOf)); ok && p.model != nil {
		v := p.of(d.purchases())
		o = &v
	}
	k.fill(f, o, c, int32(asOf))
	return nil
}

// fitPurchases chooses and fits the model of purchases; the fit is empty for the pooled rate and where nothing can be said.
func (k *KeptLifetime) fitPurchases(in *inputs, b base, r *LifetimeReport) (fit analytics.LifetimeFit, err error) {
	g, err := b.groups()
	if err != nil {
		return fit, err
	}
	aged := false
	for _, h := range b.histories {
		aged = aged || h.T > 0
	}
	r.Clients, r.Repeaters = int64(g.Clients()), int64(g.Repeaters())
	r.OneTime = r.Clients - r.Repeaters
	if !aged {
		r.Reason = reasonNoHistory
		return fit, nil
	}
	if fit, ok := k.again(in, b, g, r); ok {
		return fit, nil
	}
	asOf := in.scope.AsOf
	if model := in.settings.Model; model != "auto" && g.Clients() >= analytics.MinimumModelClients && g.Repeaters() >= analytics.MinimumModelRepeaters {
		if fit, err = analytics.FitLifetime(analytics.ModelKind(model), g); err != nil {
			return fit, err
		}
		r.Reason, r.Candidates = reasonChosen, []LifetimeCandidate{candidateOf(fit)}
		k.take(fit, r, asOf)
		return fit, nil
	}
	choice, err := analytics.ChooseLifetime(g)
	if err != nil {
		return fit, err
	}
	r.Reason, r.Close = choice.Reason, choice.Close
	if choice.Pooled != nil {
		k.Basis, k.Kind, k.Pooled = BasisPooled, choice.Kind, choice.Pooled
		r.Method, r.Rate = BasisPooled, rateOf(*choice.Pooled)
		return fit, nil
	}
	r.DropoutRatio = &choice.DropoutRatio
	for _, c := range choice.Candidates {
		r.Candidates = append(r.Candidates, candidateOf(c))
	}
	fit, _ = choice.Fit()
	k.take(fit, r, asOf)
	return fit, nil
}

func (k *KeptLifetime) take(fit analytics.LifetimeFit, r *LifetimeReport, fitted clock.Day) {
	k.Basis, k.Kind, k.Parameters, k.FittedDay = BasisModel, fit.Kind, fit.Parameters, fitted
	r.Method, r.Model, r.Parameters = BasisModel, &fit.Kind, parametersOf(fit.Parameters)
	r.Likelihood = number(fit.LogLikelihood)
}

// forecastMoney is what a forecast comes to before it is rounded: of orders, and what one purchase day brings of it.
type forecastMoney struct{ orders, each, factor float64 }

// fill writes a client's forecast into its figure; o is nil where the model says nothing.
func (k *KeptLifetime) fill(f *Figure, o *outlook, c renewals, asOf int32) forecastMoney {
	f.Basis, f.Alive, f.Expected, f.Predicted, f.PredictedLow, f.PredictedHigh = Coded[string]{}, NoAlive, 0, 0, 0, 0
	var m forecastMoney
	expected, low, high := c.expected, c.low, c.high
	if o != nil {
		h, _ := historyOf(&f.Fact, asOf)
		m = forecastMoney{each: k.amount(h.x, f.Repeat) * k.Net * k.MarginRate, factor: 1}
		if o.expected > 0 {
			m.factor = o.discounted / o.expected
		}
		m.orders = m.each * o.discounted
		expected += o.expected
		low += m.each * m.factor * o.low
		high += m.each * m.factor * o.high
		f.Basis = CodeOf(k.Basis)
		if k.Basis == BasisModel && k.Kind != analytics.NBDKind {
			f.Alive = int8(math.Round(100 * max(0, min(1, o.alive))))
		}
	}
	if c.running > 0 {
		f.Basis, f.Alive = CodeOf(BasisContract), 100
	}
	f.Expected = int32(math.Round(min(100*digitsOf(expected, 3), mostCount)))
	f.Predicted = threeDigits(m.orders+c.value, mostMoney)
	f.PredictedLow = min(f.Predicted, threeDigits(low, mostMoney))
	f.PredictedHigh = max(f.Predicted, threeDigits(high, mostMoney))
	return m
}
