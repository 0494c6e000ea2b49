package portfolio

import (
	"math"
	"runtime"
	"sync"

	"clientele/internal/analytics"
)

const (
	daysPerMonth  = 365.25 / 12
	weeksPerYear  = 365.25 / weekDays
	clientLevel   = 0.8 // of the interval of one client's forecast
	clientSigmas  = 1.2816
	totalSigmas   = 1.96 // of the interval of the total, 95 %
	leastSpenders = 20   // repeat buyers from whom spend per purchase is fitted
)

// horizon is how far and at what rate forecasts look: weeks, and the continuous discount rate a week.
type horizon struct{ weeks, rate float64 }

func (r Rules) horizon() (horizon, error) {
	d, err := analytics.DiscountRate(r.DiscountRate, weeksPerYear)
	return horizon{float64(r.HorizonMonths) * daysPerMonth / weekDays, d}, err
}

// outlook is what a model says of one history: P(alive), purchases expected within the horizon, the same discounted, their interval and the
// variance of their number.
type outlook struct{ alive, expected, discounted, low, high, variance float64 }

// predictor is a kept lifetime model, ready to forecast.
type predictor struct {
	model  analytics.LifetimeModel
	pooled *analytics.PooledRate
	shape  float64 // r of the spread of rates
	horizon
}

// predictor rebuilds the model, which is nil where nothing could be fitted.
func (k KeptLifetime) predictor(h horizon) (predictor, error) {
	switch k.Basis {
	case BasisPooled:
		return predictor{model: k.Pooled.Model, pooled: k.Pooled, shape: k.Pooled.Model.R, horizon: h}, nil
	case BasisModel:
		m, err := analytics.ModelOf(k.Kind, k.Parameters)
		if err != nil {
			return predictor{}, err
		}
		return predictor{model: m, shape: k.Parameters[0].Value, horizon: h}, nil
	}
	return predictor{horizon: h}, nil
}

// of forecasts one history. The variance is that of a client that is there with P(alive) and then buys at a rate that is Gamma(r+x, ·), which
// leaves out that it may leave within the horizon.
func (p *predictor) of(h analytics.Purchases) outlook {
	alive, ifAlive := p.model.Alive(h), p.model.ExpectedIfAlive(h, p.weeks)
	o := outlook{alive: alive, expected: alive * ifAlive, discounted: alive * analytics.DiscountedIfAlive(p.model, h, p.rate, p.weeks)}
	o.variance = alive*(ifAlive+ifAlive*ifAlive/(p.shape+float64(h.X))) + alive*(1-alive)*ifAlive*ifAlive
	o.low, o.high = p.interval(h, o)
	o.settle()
	return o
}

// settle rounds what drifts from day to day though nobody buys, so that few figures have to be written again: purchases to three digits, and
// the mean discount on them to a thousandth. Money follows from these.
func (o *outlook) settle() {
	factor := 1.0
	if o.expected > 0 {
		factor = math.Round(o.discounted/o.expected*1000) / 1000
	}
	o.expected = digitsOf(o.expected, 3)
	o.discounted = o.expected * factor
}

// interval is the predictive interval of the number of purchases. One that is so large that counting up to it would take too long is read
// from the variance.
func (p *predictor) interval(h analytics.Purchases, o outlook) (low, high float64) {
	switch {
	case o.expected > mostCounted:
	case p.pooled != nil:
		if i, err := p.pooled.Forecast(h, p.weeks, clientLevel); err == nil {
			return i.Low, i.High
		}
	default:
		if low, high, ok := analytics.CountBounds(p.model, h, o.alive, p.weeks, clientLevel); ok {
			return low, high
		}
	}
	half := clientSigmas * math.Sqrt(o.variance)
	return max(0, o.expected-half), o.expected + half
}

// mostCounted is the expectation from which an interval is no longer counted out.
const mostCounted = 100

// all forecasts every distinct history of a base, on all processors.
func (p *predictor) all(histories []analytics.Purchases) []outlook {
	if p.model == nil {
		return nil
	}
	out := make([]outlook, len(histories))
	const piece = 256
	workers := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for lo := w * piece; lo < len(histories); lo += workers * piece {
				for i := lo; i < min(len(histories), lo+piece); i++ {
					out[i] = p.of(histories[i])
				}
			}
		})
	}
	wait.Wait()
	return out
}
