package analytics

import "math"

// SubscriptionCohort is the number of clients under contract at the start (Active[0]) and at each renewal after it:
// Active[k] clients renewed k times. Never increasing.
type SubscriptionCohort struct {
	Active []int64 `json:"active"`
}

// ContractFit is the shifted-beta-geometric model of renewals fitted to cohorts: each client drops out at a renewal with
// a constant chance that is Beta(Alpha, Beta) across clients. Units are renewal periods.
type ContractFit struct {
	Alpha         float64     `json:"alpha"`
	Beta          float64     `json:"beta"`
	Parameters    []Parameter `json:"parameters"`
	LogLikelihood float64     `json:"log_likelihood"`
	Converged     bool        `json:"converged"`
	AtEdge        []string    `json:"at_edge"`
	// Alike says that no spread of chances can be seen (a parameter at the edge): one constant retention rate fits.
	Alike bool `json:"alike"`
}

// FitContract fits the sBG model to one or more cohorts by maximum likelihood (exact derivatives, Newton, box).
//
//	P(T=1) = α/(α+β),  P(T=t) = P(T=t−1) (β+t−2)/(α+β+t−1),  S(t) = S(t−1) (β+t−1)/(α+β+t−1)
//	ln L = Σ lost at t · ln P(T=t) + still active · ln S(last)
//
// ErrInput when no cohort has a renewal, a count is negative or increases. A base that loses nobody, or everybody at
// once, answers at the edge of the box.
// Source: Fader, Hardie, Journal of Interactive Marketing 21 (2007) 76-90.
func FitContract(cohorts []SubscriptionCohort) (ContractFit, error) {
	var renewed, lost []float64 // by renewal number 1..: β+t−1 counts each renewal, α each loss, α+β+t−1 both
	for i, cohort := range cohorts {
		for t := 1; t < len(cohort.Active); t++ {
			before, after := cohort.Active[t-1], cohort.Active[t]
			if after < 0 || after > before {
				return ContractFit{}, badInput("contract: cohort %d goes from %d to %d at renewal %d", i, before, after, t)
			}
			if len(renewed) < t {
				renewed, lost = append(renewed, 0), append(lost, 0)
			}
			renewed[t-1] += float64(after)
			lost[t-1] += float64(before - after)
		}
	}
	clients := 0.0
	if len(renewed) > 0 {
		clients = renewed[0] + lost[0]
	}
	if clients == 0 {
		return ContractFit{}, badInput("contract: no cohort has a client and a renewal")
	}
	objective := func(at [4]float64) curve {
		p := [4]float64{math.Exp(at[0]), math.Exp(at[1])}
		return contractCurve(renewed, lost, p).toLogParameters(2, p).scaled(-1 / clients)
	}
	var best optimum
	for i, start := range [][4]float64{{0, 0}, {-0.5, 1.5}, {2, 3}} {
		end := minimise(2, start, gradientTolerance, 0, objective)
		if i == 0 || !finite(best.curve.value) || end.curve.value < best.curve.value-1e-12 {
			best = end
		}
	}
	p := [4]float64{math.Exp(best.at[0]), math.Exp(best.at[1])}
	fit := ContractFit{Alpha: p[0], Beta: p[1], LogLikelihood: -best.curve.value * clients, Converged: best.converged}
	fit.Parameters, fit.AtEdge = namedParameters([]string{"alpha", "beta"}, p, best, covarianceOf(2, best.curve, p, clients))
	fit.Alike = len(fit.AtEdge) > 0
	return fit, nil
}

func contractCurve(renewed, lost []float64, p [4]float64) (c curve) {
	alpha, beta := p[0], p[1]
	for i := range renewed {
		k := float64(i)
		all, sum := renewed[i]+lost[i], alpha+beta+k
		c.value += lost[i]*math.Log(alpha) + renewed[i]*math.Log(beta+k) - all*math.Log(sum)
		c.gradient[0] += lost[i]/alpha - all/sum
		c.gradient[1] += renewed[i]/(beta+k) - all/sum
		both := all / (sum * sum)
		c.hessian[0][0] += both - lost[i]/(alpha*alpha)
		c.hessian[1][1] += both - renewed[i]/((beta+k)*(beta+k))
		c.hessian[1][0] += both
	}
	return c.mirrored()
}

// Retention is the share of clients active after t−1 renewals that renew a t-th time (t ≥ 1): (β+t−1)/(α+β+t−1). NaN for
// t < 1. It grows with t because those who leave easily leave first.
func (f ContractFit) Retention(t int) float64 {
	if t < 1 {
		return math.NaN()
	}
	k := float64(t - 1)
	return (f.Beta + k) / (f.Alpha + f.Beta + k)
}

// Survival is the share of a cohort active after t renewals (t ≥ 0): B(α, β+t)/B(α, β). NaN for t < 0.
func (f ContractFit) Survival(t int) float64 {
	if t < 0 {
		return math.NaN()
	}
	return math.Exp(lbeta(f.Alpha, f.Beta+float64(t)) - lbeta(f.Alpha, f.Beta))
}

// maxPeriods bounds the sum of ResidualPeriods.
const maxPeriods = 100_000

// ResidualPeriods is the discounted number of further renewals expected from a client that has renewed n times and whose
// next renewal is about to be decided (DERL when endless):
//
//	Σ from k = 0 of S(n+1+k)/S(n) / (1+d)ᵏ
//
// d ≥ 0 is the discount rate per renewal period. periods (1 to 100,000) limits the sum; 0 means endless, which needs d ≥ 0.0001.
// Times the margin of one period it is the residual lifetime value. ErrInput for bad arguments.
// Source: Fader, Hardie, Marketing Science 29 (2010) 85-93.
func (f ContractFit) ResidualPeriods(n int, d float64, periods int) (float64, error) {
	if n < 0 || periods < 0 || periods > maxPeriods || !(d >= 0) || !finite(d) || (periods == 0 && d < 1e-4) || !(f.Alpha > 0 && f.Beta > 0) {
		return 0, badInput("contract: %d renewals, discount %v, %d periods, alpha %v, beta %v", n, d, periods, f.Alpha, f.Beta)
	}
	total, term := 0.0, 1.0
	for k := 0; periods == 0 || k < periods; k++ {
		term *= f.Retention(n + 1 + k)
		total += term
		term /= 1 + d
		if term < 1e-17*total*d {
			break
		}
	}
	return total, nil
}

// ConstantRetention is the simple estimate for one rate r of renewal (0 ≤ r < 1 + d): with margin 1 per period paid at
// each renewal, Σ rᵏ/(1+d)ᵏ⁻¹ = r (1+d)/(1+d−r). ErrInput outside those ranges. Source: Gupta, Lehmann (2003).
func ConstantRetention(r, d float64) (float64, error) {
	if !(r >= 0 && r <= 1) || !(d >= 0) || !finite(d) || r >= 1+d {
		return 0, badInput("contract: retention %v, discount %v", r, d)
	}
	return r * (1 + d) / (1 + d - r), nil
}
