package analytics

import (
	"math"
	"slices"
)

// Spend is the mean amount of one client's repeat purchase days: X days (the first purchase excluded) of Mean each, in
// one currency unit. Only X > 0 and Mean > 0 can enter a Gamma-Gamma fit.
type Spend struct {
	X    int     `json:"x"`
	Mean float64 `json:"mean"`
}

// GammaGamma is the model of spend per purchase: amounts of a client are Gamma(P, rate), rates are Gamma(Q, V) across
// clients, independent of how often they buy. V is in the currency unit of the data.
// Source: Fader, Hardie, Lee, JMR 42 (2005) 415-430; Fader, Hardie, note 025 (2013).
type GammaGamma struct {
	P float64 `json:"p"`
	Q float64 `json:"q"`
	V float64 `json:"v"`
}

// LogLikelihood of one client's mean z over x purchases; NaN unless x > 0 and z > 0:
//
//	ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v + (px−1) ln z + px ln x − (px+q) ln(v + xz)
func (m GammaGamma) LogLikelihood(s Spend) float64 {
	if s.X < 1 || !(s.Mean > 0) || !finite(s.Mean) || !m.valid() {
		return math.NaN()
	}
	x := float64(s.X)
	px := m.P * x
	return lgamma(px+m.Q) - lgamma(px) - lgamma(m.Q) + m.Q*math.Log(m.V) + (px-1)*math.Log(s.Mean) + px*math.Log(x) -
		(px+m.Q)*math.Log(m.V+x*s.Mean)
}

// Mean is the expected amount per purchase across the population, p v / (q−1). ok is false when q ≤ 1: the mean of the
// fitted distribution is infinite, and no population mean should be shown.
func (m GammaGamma) Mean() (mean float64, ok bool) {
	if !m.valid() || m.Q <= 1 {
		return 0, false
	}
	return m.P * m.V / (m.Q - 1), true
}

// Expected is a client's expected amount per purchase, p (v + x z) / (p x + q − 1); for x = 0 the population's mean. ok is
// false when p x + q ≤ 1, or for a mean of zero or less with x > 0.
func (m GammaGamma) Expected(s Spend) (amount float64, ok bool) {
	if s.X == 0 {
		return m.Mean()
	}
	below := m.P*float64(s.X) + m.Q - 1
	if !m.valid() || s.X < 0 || !(s.Mean > 0) || !finite(s.Mean) || below <= 0 {
		return 0, false
	}
	return m.P * (m.V + float64(s.X)*s.Mean) / below, true
}

func (m GammaGamma) valid() bool { return m.P > 0 && m.Q > 0 && m.V > 0 && finite(m.P, m.Q, m.V) }

// SpendFit is a fitted GammaGamma. Excluded counts clients left out because of X = 0 or a mean of zero or less (refunds).
type SpendFit struct {
	Model         GammaGamma  `json:"model"`
	Parameters    []Parameter `json:"parameters"`
	LogLikelihood float64     `json:"log_likelihood"`
	Clients       int         `json:"clients"`
	Excluded      int         `json:"excluded"`
	Converged     bool        `json:"converged"`
	AtEdge        []string    `json:"at_edge"`
	Evaluations   int         `json:"evaluations"`
	Covariance    [][]float64 `json:"covariance"`
	// InfiniteMean says that q ≤ 1: the spread of spend is too wide for a population mean.
	InfiniteMean bool `json:"infinite_mean"`
}

// FitSpend fits GammaGamma by maximum likelihood with exact derivatives, amounts divided by their mean, in the box of
// FitLifetime. Clients with X < 1 or a mean that is not positive are left out and counted. ErrInput when a mean is not
// finite or fewer than 2 usable clients remain. The result does not depend on the order of the rows.
func FitSpend(clients []Spend) (SpendFit, error) {
	usable := make([]Spend, 0, len(clients))
	total := 0.0
	for i, s := range clients {
		if !finite(s.Mean) || s.X > maxRepeats {
			return SpendFit{}, badInput("spend: row %d has x %d, mean %v", i, s.X, s.Mean)
		}
		if s.X > 0 && s.Mean > 0 {
			usable = append(usable, s)
		}
	}
	if len(usable) < 2 {
		return SpendFit{}, badInput("spend: %d clients with a positive mean over repeat purchases, want 2 or more", len(usable))
	}
	slices.SortFunc(usable, func(a, b Spend) int {
		if a.X != b.X || a.Mean == b.Mean {
			return a.X - b.X
		}
		if a.Mean < b.Mean {
			return -1
		}
		return 1
	})
	for _, s := range usable {
		total += s.Mean / float64(len(usable))
	}
	for i := range usable {
		usable[i].Mean /= total
	}
	n := float64(len(usable))
	logs := make([]float64, len(usable))
	for i, s := range usable {
		logs[i] = math.Log(s.Mean)
	}
	objective := func(at [4]float64) curve {
		p := [4]float64{math.Exp(at[0]), math.Exp(at[1]), math.Exp(at[2])}
		c := spendCurve(usable, logs, p).toLogParameters(3, p)
		return c.scaled(-1 / n)
	}
	var best optimum
	evaluations := 0
	for i, start := range [][4]float64{{1, 1, 1}, {math.Log(6), math.Log(4), math.Log(0.5)}, {0, math.Log(20), math.Log(20)}} {
		end := minimise(3, start, gradientTolerance, 0, objective)
		evaluations += end.evaluations
		if i == 0 || !finite(best.curve.value) || end.curve.value < best.curve.value-1e-12 {
			best = end
		}
	}
	fit := SpendFit{Clients: len(usable), Excluded: len(clients) - len(usable), Converged: best.converged, Evaluations: evaluations,
		LogLikelihood: -best.curve.value*n - n*math.Log(total)}
	p := [4]float64{math.Exp(best.at[0]), math.Exp(best.at[1]), math.Exp(best.at[2]) * total}
	fit.Model = GammaGamma{p[0], p[1], p[2]}
	fit.InfiniteMean = fit.Model.Q <= 1
	fit.Covariance = covarianceOf(3, best.curve, p, n)
	fit.Parameters, fit.AtEdge = namedParameters([]string{"p", "q", "v"}, p, best, fit.Covariance)
	return fit, nil
}

// spendCurve is the log-likelihood of GammaGamma with derivatives by p, q, v; what depends on x alone is computed once
// per distinct x of the sorted clients.
func spendCurve(sorted []Spend, logs []float64, at [4]float64) curve {
	p, q, v := at[0], at[1], at[2]
	logV, lgQ, dgQ, tgQ := math.Log(v), lgamma(q), digamma(q), trigamma(q)
	return summed(len(sorted), func(lo, hi int) (c curve) {
		var x, px, front, dpx, dpxq, tpx, tpxq float64
		last := 0
		for i, s := range sorted[lo:hi] {
			if s.X != last {
				last, x = s.X, float64(s.X)
				px = p * x
				front = lgamma(px+q) - lgamma(px) - lgQ + px*math.Log(x)
				dpx, dpxq, tpx, tpxq = digamma(px), digamma(px+q), trigamma(px), trigamma(px+q)
			}
			log, sum := logs[lo+i], v+x*s.Mean
			logSum, inv := math.Log(sum), 1/sum
			c.value += front + q*(logV-logSum) + px*(log-logSum) - log
			c.gradient[0] += x * (dpxq - dpx + log + math.Log(x) - logSum)
			c.gradient[1] += dpxq - dgQ + logV - logSum
			c.gradient[2] += q/v - (px+q)*inv
			c.hessian[0][0] += x * x * (tpxq - tpx)
			c.hessian[1][0] += x * tpxq
			c.hessian[1][1] += tpxq - tgQ
			c.hessian[2][0] -= x * inv
			c.hessian[2][1] += 1/v - inv
			c.hessian[2][2] += -q/(v*v) + (px+q)*inv*inv
		}
		return c
	}).mirrored()
}
