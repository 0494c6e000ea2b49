package analytics

import "math"

// DiscountRate turns a yearly rate (0.1 is 10 %) into the continuous rate per time unit of a model, ln(1+yearly) / units
// per year: with weeks, 365.25/7 units a year. Mixing units here is the classic mistake: alpha, beta, the horizon and
// this rate must all carry the same one. ErrInput when yearly < 0 or units ≤ 0.
func DiscountRate(yearly, unitsPerYear float64) (float64, error) {
	if !(yearly >= 0) || !(unitsPerYear > 0) || !finite(yearly, unitsPerYear) {
		return 0, badInput("discount: yearly rate %v with %v units a year", yearly, unitsPerYear)
	}
	return math.Log1p(yearly) / unitsPerYear, nil
}

// Discounted is the expected number of purchases in (T, T+horizon], each discounted to T at the continuous rate d per
// time unit: P(alive) × [d ∫ e^−dt E(t) dt + e^−dh E(h)], E the expectation of an active client. With horizon +Inf and
// d > 0 it is DERT, the discounted expected residual transactions. With d = 0 it is Expected. NaN for bad arguments.
// Times the expected margin per purchase it is the residual lifetime value.
// Source: Fader, Hardie, Lee, JMR 42 (2005), where Pareto/NBD has a closed form with Tricomi's function.
func Discounted(m LifetimeModel, p Purchases, d, horizon float64) float64 {
	return m.Alive(p) * DiscountedIfAlive(m, p, d, horizon)
}

// DiscountedIfAlive is Discounted of a client known to be active at T.
func DiscountedIfAlive(m LifetimeModel, p Purchases, d, horizon float64) float64 {
	if !(d >= 0) || !finite(d) || !(horizon >= 0) || (d == 0 && math.IsInf(horizon, 1)) {
		return math.NaN()
	}
	if d == 0 {
		return m.ExpectedIfAlive(p, horizon)
	}
	if model, ok := m.(endlessModel); ok && math.IsInf(horizon, 1) {
		return model.endless(p, d)
	}
	end := min(horizon, 42/d)
	total := math.Exp(-d*end) * m.ExpectedIfAlive(p, end)
	// E(t) is smooth with its nearest singularity beyond −T: the first panel may be as long as T, the others four times.
	first := max(end/4096, min(p.T, end, 8/d))
	for at, next := 0.0, first; at < end; at, next = next, min(end, next*4, next+8/d) {
		width := next - at
		for i, node := range gaussNodes {
			t := at + width*(1+node)/2
			total += gaussWeights[i] * width / 2 * d * math.Exp(-d*t) * m.ExpectedIfAlive(p, t)
		}
	}
	return total
}

// ForecastPlan says how far and at what rate to look: Horizon in the model's time unit, Discount continuous per time
// unit, Margin the share of an amount that is profit (0-1; 1 values turnover), Level of the count interval.
type ForecastPlan struct {
	Horizon  float64 `json:"horizon"`
	Discount float64 `json:"discount"`
	Margin   float64 `json:"margin"`
	Level    float64 `json:"level"`
}

// LifetimeForecast is what one client is expected to bring over the horizon. Amount and values are in the currency unit
// of the spend model. The interval of Value is the predictive interval of the count at the expected amount and the same
// discount; the spread of single amounts comes on top.
type LifetimeForecast struct {
	Alive      float64  `json:"alive"`
	Purchases  Interval `json:"purchases"`
	Discounted float64  `json:"discounted_purchases"`
	Amount     float64  `json:"amount"`
	Value      Interval `json:"value"`
}

// Forecast joins purchases and spend for one client: value = margin × expected amount × discounted purchases. ErrInput
// for a bad history or plan, or when the spend model has no finite mean for this client (see GammaGamma.Expected).
func Forecast(m LifetimeModel, spend GammaGamma, p Purchases, mean float64, plan ForecastPlan) (LifetimeForecast, error) {
	if !(plan.Margin >= 0 && plan.Margin <= 1) || !(plan.Discount >= 0) || !finite(plan.Discount) {
		return LifetimeForecast{}, badInput("forecast: margin %v, discount %v", plan.Margin, plan.Discount)
	}
	counts, err := CountInterval(m, p, plan.Horizon, plan.Level)
	if err != nil {
		return LifetimeForecast{}, err
	}
	seen := Spend{X: p.X, Mean: mean}
	if !(mean > 0) { // refunds ate the repeat purchases: what is known of the amount is the population
		seen = Spend{}
	}
	amount, ok := spend.Expected(seen)
	if !ok {
		return LifetimeForecast{}, badInput("forecast: spend has no finite mean (q %v)", spend.Q)
	}
	f := LifetimeForecast{Alive: m.Alive(p), Purchases: counts, Discounted: Discounted(m, p, plan.Discount, plan.Horizon), Amount: amount}
	each := plan.Margin * amount
	factor := 1.0
	if counts.Estimate > 0 {
		factor = f.Discounted / counts.Estimate
	}
	f.Value = Interval{Estimate: each * f.Discounted, Low: each * factor * counts.Low, High: each * factor * counts.High}
	return f, nil
}
