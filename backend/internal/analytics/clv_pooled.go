package analytics

import "math"

// PooledRate is the answer for thin data: one rate of purchase for the base, with its exact Poisson interval, and a
// gamma spread around it as prior for each client. It knows nothing of dropout, so expectations are upper readings and
// the interval of a client starts at 0 purchases.
type PooledRate struct {
	// Rate is repeat purchases per client and time unit.
	Rate    Interval `json:"rate"`
	Clients int      `json:"clients"`
	Repeats int64    `json:"repeats"`
	Model   NBD      `json:"model"`
}

// poolShape is the prior spread of clients' rates, r of the gamma: 0.5, a coefficient of variation of 1.4, between what
// is usually fitted for shops (0.25) and for steady trades (1).
const poolShape = 0.5

// PoolRate estimates the pooled rate from Σx purchases in Σ T of exposure: estimate (Σx + 1/2)/ΣT, bounds by Garwood's
// exact Poisson interval, and the model NBD(1/2, 1/(2·estimate)). Works from one client on, also when nobody came back.
// ErrInput when there is no client, no exposure, or a bad level. Source: Garwood, Biometrika 28 (1936).
func PoolRate(g PurchaseGroups, level float64) (PooledRate, error) {
	if err := checkLevel(level); err != nil {
		return PooledRate{}, err
	}
	exposure := g.meanT * float64(g.clients)
	if g.clients < 1 || !(exposure > 0) {
		return PooledRate{}, badInput("pooled rate: %d clients with a mean age of %v", g.clients, g.meanT)
	}
	count := float64(g.repeats)
	r := PooledRate{Clients: g.clients, Repeats: g.repeats}
	r.Rate.Estimate = (count + 0.5) / exposure
	if count > 0 {
		r.Rate.Low = chiSquaredQuantile((1-level)/2, 2*count) / 2 / exposure
	}
	r.Rate.High = chiSquaredQuantile((1+level)/2, 2*count+2) / 2 / exposure
	r.Model = NBD{R: poolShape, Alpha: poolShape / r.Rate.Estimate}
	return r, nil
}

// Forecast is the pooled expectation of one client's purchases in (T, T+t], with an interval that is wide on purpose: 0
// below (the client may have left), and above the upper predictive bound under the upper bound of the rate. ErrInput
// for a bad history, t or level.
func (r PooledRate) Forecast(p Purchases, t, level float64) (Interval, error) {
	high := NBD{R: r.Model.R, Alpha: r.Model.R / r.Rate.High}
	top, err := CountInterval(high, p, t, level)
	if err != nil {
		return Interval{}, err
	}
	return Interval{Estimate: Expected(r.Model, p, t), Low: 0, High: math.Max(top.High, 1)}, nil
}
