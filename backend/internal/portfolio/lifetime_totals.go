package portfolio

import (
	"math"
	"slices"

	"clientele/internal/analytics"
)

// totals gathers the forecasts of a base: sums of the clients' rounded figures, so that every drill-down adds up, and the variance of their
// sum, for its interval.
type totals struct {
	orders, contracts, chance float64 // predicted before rounding, and its variance by the chance of single clients
	expected                  float64
	bins                      niceBins
}

// add takes what the models say of a client.
func (t *totals) add(v *forecasts, o *outlook, c renewals, m forecastMoney) {
	if o == nil && c.running == 0 {
		return
	}
	t.expected += c.expected
	t.orders += m.orders
	t.contracts += c.value
	if o != nil {
		t.expected += o.expected
		t.chance += m.each * m.each * m.factor * m.factor * o.variance
		if v.kept.Spend != nil { // single amounts spread by 1/p of their square
			t.chance += m.each * m.each * o.discounted / v.kept.Spend.P
		}
	}
	if half := (c.high - c.low) / 2 / clientSigmas; half != 0 {
		t.chance += half * half
	}
	if r := &v.report; c.running > 0 {
		if r.Contracts == nil {
			r.Contracts = &LifetimeContracts{}
		}
		r.Contracts.Clients++
		r.Contracts.Subscriptions += int64(c.running)
	}
}

// show takes what the client's figure says.
func (t *totals) show(r *LifetimeReport, f *Figure) {
	if !f.Basis.Known() {
		return
	}
	r.Predicted = plus(r.Predicted, f.Predicted)
	t.bins.add(f.Predicted, f.Predicted)
	if f.Alive != NoAlive {
		bin := &r.Alive[min(int(f.Alive)/10, len(r.Alive)-1)]
		bin.Clients++
		bin.Value = plus(bin.Value, f.Predicted)
	}
}

// finish fills what can be said once all clients are known.
func (t *totals) finish(v *forecasts, in *inputs) {
	r, k := &v.report, &v.kept
	r.Expected = math.Round(t.expected*100) / 100
	revenue := 0.0
	values := make([]int64, 0, len(in.figures))
	for i := range in.figures {
		f := &in.figures[i]
		revenue += float64(f.TotalRevenue)
		if f.Basis.Known() {
			values = append(values, f.Predicted)
		}
	}
	r.Historic = atMost(float64(in.costedMargin)+(revenue-float64(in.costedValue))*k.MarginRate, math.MaxInt64/2)
	if r.MarginBasis == marginNone {
		r.Historic = atMost(revenue, math.MaxInt64/2)
	}
	r.Distribution = t.bins.distribution()
	r.Quantiles = quantilesOf(values)
	down, up := t.parameterSpread(v)
	amount := totalSigmas * v.spent.spread * t.orders
	chance := totalSigmas * totalSigmas * t.chance
	low := t.orders + t.contracts - math.Sqrt(down*down+amount*amount+chance)
	high := t.orders + t.contracts + math.Sqrt(up*up+amount*amount+chance)
	r.Low, r.High = min(r.Predicted, threeDigits(low, math.MaxInt64/4)), max(r.Predicted, threeDigits(high, math.MaxInt64/4))
	t.finishContracts(v, in)
}

// parameterSpread is how far the total may lie below and above because the model's parameters are estimates: 1.96 standard errors of the
// purchases of an even sample of clients by the delta method; for the pooled rate, the bounds of the rate.
func (t *totals) parameterSpread(v *forecasts) (down, up float64) {
	p, b := &v.predictor, v.base
	if p.model == nil {
		return 0, 0
	}
	histories, weights := b.sample(2000)
	purchases := func(m analytics.LifetimeModel) float64 {
		total := 0.0
		for i, h := range histories {
			total += weights[i] * analytics.Expected(m, h, p.weeks)
		}
		return total
	}
	all := purchases(p.model)
	if !(all > 0) {
		return 0, 0
	}
	if pooled := v.kept.Pooled; pooled != nil {
		rate := pooled.Rate
		high := purchases(analytics.NBD{R: pooled.Model.R, Alpha: pooled.Model.R / rate.High}) / all
		low := 0.0
		if rate.Low > 0 {
			low = purchases(analytics.NBD{R: pooled.Model.R, Alpha: pooled.Model.R / rate.Low}) / all
		}
		return t.orders * (1 - low), t.orders * (high - 1)
	}
	relative := 1 / math.Sqrt(max(1, float64(b.repeats()))) // what counting alone says, where the fit has no covariance
	if s, ok := v.fit.ExpectedStdErr(purchases); ok {
		relative = s / all
	}
	return totalSigmas * relative * t.orders, totalSigmas * relative * t.orders
}

// sample gives at most about n histories, evenly spaced through the sorted clients, with the clients that each stands for.
func (b base) sample(n int) (histories []analytics.Purchases, weights []float64) {
	total := int64(0)
	for _, c := range b.clients {
		total += int64(c)
	}
	step := max(1, float64(total)/float64(n))
	passed, next := 0.0, step/2
	for i, h := range b.histories {
		passed += float64(b.clients[i])
		if taken := math.Ceil((passed - next) / step); taken > 0 {
			histories, weights = append(histories, h), append(weights, taken*step)
			next += taken * step
		}
	}
	return histories, weights
}

func (b base) repeats() int64 {
	total := int64(0)
	for i, h := range b.histories {
		total += int64(h.X) * int64(b.clients[i])
	}
	return total
}

// quantilesOf gives the values that shares of the clients do not exceed (nearest rank). It sorts values.
func quantilesOf(values []int64) []LifetimeQuantile {
	out := []LifetimeQuantile{}
	slices.Sort(values)
	for _, share := range []float64{0.1, 0.25, 0.5, 0.75, 0.9, 0.99} {
		if n := len(values); n > 0 {
			at := int(math.Ceil(share*float64(n)-1e-9)) - 1
			out = append(out, LifetimeQuantile{Share: share, Value: values[max(0, at)]})
		}
	}
	return out
}

// finishContracts fills the report on contracts.
func (t *totals) finishContracts(v *forecasts, in *inputs) {
	c := v.report.Contracts
	if c == nil {
		return
	}
	c.Value = threeDigits(t.contracts, math.MaxInt64/4)
	running := map[int]int64{}
	for i := range in.figures {
		for _, s := range in.records.Subscriptions[in.figures[i].Client] {
			if s.Active {
				running[s.Months]++
			}
		}
	}
	c.Periods, c.Retention = []LifetimePeriod{}, []LifetimeRenewing{}
	most := int64(0)
	for _, k := range v.kept.Contracts {
		n := running[k.Months]
		c.Periods = append(c.Periods, LifetimePeriod{Months: k.Months, Subscriptions: n, Alpha: k.Fit.Alpha, Beta: k.Fit.Beta, Assumed: k.Assumed})
		if n <= most {
			continue
		}
		most = n
		c.Months, c.Alpha, c.Beta, c.Alike, c.Assumed = k.Months, k.Fit.Alpha, k.Fit.Beta, k.Fit.Alike, k.Assumed
		c.Retention = c.Retention[:0]
		for period := 1; period <= 12; period++ {
			c.Retention = append(c.Retention, LifetimeRenewing{Period: period, Rate: k.Fit.Retention(period)})
		}
	}
}
