package analysis

import (
	"cmp"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"

	"clientele/internal/analytics"
)

// forecast is what the model says of one client: NaN where it says nothing. discounted and dert are discounted purchases, over the
// horizon and without end.
type forecast struct {
	alive      float64
	purchases  analytics.Interval
	discounted float64
	dert       float64
}

// forecastAll predicts every distinct history once, on all processors; the answers are in the order of the clients.
func (r *CLVReport) forecastAll(m analytics.LifetimeModel) []forecast {
	clients := r.base.purchases
	order := make([]int32, len(clients))
	for i := range clients {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		p, q := clients[a], clients[b]
		return cmp.Or(p.X-q.X, cmp.Compare(p.T, q.T), cmp.Compare(p.Tx, q.Tx))
	})
	all := make([]forecast, len(clients))
	inPieces(len(order), func(lo, hi int) {
		var last forecast
		endless := math.NaN() // of an active client, the same for all with equal x and T
		for i := lo; i < hi; i++ {
			p := clients[order[i]]
			if before := clients[order[max(lo, i-1)]]; i == lo || p != before {
				if i == lo || p.X != before.X || p.T != before.T {
					endless = r.endless(m, p)
				}
				last = r.forecastOf(m, p)
				last.dert = last.alive * endless
			}
			all[order[i]] = last
		}
	})
	if slices.ContainsFunc(all, func(f forecast) bool { return math.IsNaN(f.purchases.High) }) {
		r.lacks("clients[].purchases_high", "more purchases are expected than an interval is computed for: the horizon is long")
	}
	return all
}

func (r *CLVReport) forecastOf(m analytics.LifetimeModel, p analytics.Purchases) forecast {
	s := r.Settings
	f := forecast{alive: m.Alive(p), discounted: analytics.Discounted(m, p, s.DiscountPerUnit, s.Horizon)}
	var err error
	if r.Pooled != nil {
		f.alive = math.NaN()
		f.purchases, err = r.Pooled.Forecast(p, s.Horizon, s.Level)
	} else {
		f.purchases, err = analytics.CountInterval(m, p, s.Horizon, s.Level)
	}
	if err != nil {
		f.purchases = analytics.Interval{Estimate: analytics.Expected(m, p, s.Horizon), Low: math.NaN(), High: math.NaN()}
	}
	return f
}

// endless is the discounted expectation without end of a client known to be active at T, which tx does not change: dear enough to be
// computed once for all clients with equal x and T.
func (r *CLVReport) endless(m analytics.LifetimeModel, p analytics.Purchases) float64 {
	if r.Pooled != nil || r.Settings.DiscountPerUnit == 0 {
		return math.NaN()
	}
	if p.X > 0 {
		p.Tx = p.T
	}
	return analytics.Discounted(m, p, r.Settings.DiscountPerUnit, math.Inf(1)) / m.Alive(p)
}

// inPieces shares the numbers from 0 to n out to all processors, in pieces of about equal length.
func inPieces(n int, do func(lo, hi int)) {
	workers := runtime.GOMAXPROCS(0)
	piece := max(64, min(8192, n/(4*workers)+1))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for lo := w * piece; lo < n; lo += workers * piece {
				do(lo, min(n, lo+piece))
			}
		})
	}
	wait.Wait()
}

// spendOf gives a client's observed mean and expected amount per purchase and its value over the horizon; NaN where there is none.
func (r *CLVReport) spendOf(i int) (mean, expected, clv float64) {
	if r.base.spends == nil {
		return math.NaN(), math.NaN(), math.NaN()
	}
	seen := r.base.spends[i]
	mean = seen.Mean
	if seen.X == 0 {
		mean = math.NaN()
	}
	if r.Spend == nil {
		return mean, math.NaN(), math.NaN()
	}
	if !(seen.Mean > 0) {
		seen = analytics.Spend{} // refunds ate the repeat purchases: what is known of the amount is the population
	}
	expected, ok := r.Spend.model.Expected(seen)
	if !ok {
		return mean, math.NaN(), math.NaN()
	}
	return mean, expected, r.Settings.Margin * expected * r.forecasts[i].discounted
}

// WriteJSON writes the report; list adds the clients of the model, in the order of their first line.
func (r *CLVReport) WriteJSON(w io.Writer, list bool) error {
	missing := r.missing
	if !list {
		return writeReport(w, r, missing, nil)
	}
	if r.base.spends != nil {
		missing = append(missing, Missing{"clients[].mean_spend", "null where there is no repeat purchase"})
	}
	if r.Settings.DiscountPerUnit == 0 && r.Pooled == nil {
		missing = append(missing, Missing{"clients[].dert", "without a discount the sum without end has no limit"})
	}
	return writeReport(w, r, missing, &rows{"clients", len(r.forecasts), func(b *row, i int) {
		p, f := r.base.purchases[i], r.forecasts[i]
		mean, expected, clv := r.spendOf(i)
		b.text("client", r.base.name(i))
		b.whole("x", p.X)
		b.figure("tx", p.Tx)
		b.figure("T", p.T)
		if r.base.after != nil && r.Holdout != nil {
			b.whole("holdout_purchases", r.base.after[i])
		}
		b.figure("p_alive", f.alive)
		b.figure("expected_purchases", f.purchases.Estimate)
		b.figure("purchases_low", f.purchases.Low)
		b.figure("purchases_high", f.purchases.High)
		b.figure("discounted_purchases", f.discounted)
		b.figure("mean_spend", mean)
		b.figure("expected_spend", expected)
		b.figure("clv", clv)
		b.figure("dert", f.dert)
	}})
}
