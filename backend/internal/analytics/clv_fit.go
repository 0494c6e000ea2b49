package analytics

import "math"

// Parameter is one fitted parameter. StdErr comes from the observed information (the inverse Hessian of the negative
// log-likelihood); nil when the information is singular or the parameter lies at the edge of its box.
type Parameter struct {
	Name   string   `json:"name"`
	Value  float64  `json:"value"`
	StdErr *float64 `json:"std_err"`
}

// LifetimeFit is a model fitted by maximum likelihood. Converged means that the gradient is small at the answer. AtEdge
// names parameters that ran to the edge of their box (e^±12 in units of the mean age). Covariance is that of the
// parameters in their order, nil when singular.
type LifetimeFit struct {
	Kind          ModelKind     `json:"kind"`
	Model         LifetimeModel `json:"-"`
	Parameters    []Parameter   `json:"parameters"`
	LogLikelihood float64       `json:"log_likelihood"`
	Clients       int           `json:"clients"`
	Distinct      int           `json:"distinct_histories"`
	Converged     bool          `json:"converged"`
	AtEdge        []string      `json:"at_edge"`
	Evaluations   int           `json:"evaluations"`
	Covariance    [][]float64   `json:"covariance"`
}

// gradientTolerance is on the mean log-likelihood per client by log-parameter.
const gradientTolerance = 1e-9

// startSample is the number of clients on which the several starts are tried before the whole base is fitted.
const startSample = 8000

// middleSample is the number of clients on which the best start is brought nearer, so that a large base takes fewer evaluations.
const middleSample = 64_000

// lifetimeKind is what the fit must know of a model.
type lifetimeKind struct {
	names  []string
	times  [4]bool // parameters that carry the time unit
	curve  func(g PurchaseGroups, p [4]float64) curve
	build  func(p [4]float64) LifetimeModel
	starts [][4]float64 // r, α × mean rate, and the dropout parameters (β in mean ages)
}

func kindOf(kind ModelKind) (lifetimeKind, bool) {
	paired := lifetimeKind{
		names:  []string{"r", "alpha", "a", "b"},
		times:  [4]bool{false, true, false, false},
		starts: [][4]float64{{0.4, 0.4, 0.7, 2}, {1, 1, 0.1, 3}, {2, 2, 3, 9}},
	}
	switch kind {
	case BGNBDKind:
		paired.curve = func(g PurchaseGroups, p [4]float64) curve { return pairedCurve(g, 0, p) }
		paired.build = func(p [4]float64) LifetimeModel { return BGNBD{p[0], p[1], p[2], p[3]} }
		return paired, true
	case MBGNBDKind:
		paired.curve = func(g PurchaseGroups, p [4]float64) curve { return pairedCurve(g, 1, p) }
		paired.build = func(p [4]float64) LifetimeModel { return MBGNBD{p[0], p[1], p[2], p[3]} }
		return paired, true
	case ParetoNBDKind:
		return lifetimeKind{
			names:  []string{"r", "alpha", "s", "beta"},
			times:  [4]bool{false, true, false, true},
			curve:  paretoCurve,
			build:  func(p [4]float64) LifetimeModel { return ParetoNBD{p[0], p[1], p[2], p[3]} },
			starts: [][4]float64{{0.5, 0.4, 0.5, 0.4}, {1, 1, 0.2, 2}, {2, 1.5, 2, 3}},
		}, true
	case NBDKind:
		return lifetimeKind{
			names:  []string{"r", "alpha"},
			times:  [4]bool{false, true},
			curve:  nbdCurve,
			build:  func(p [4]float64) LifetimeModel { return NBD{p[0], p[1]} },
			starts: [][4]float64{{0.5, 0.5}, {2, 2}},
		}, true
	}
	return lifetimeKind{}, false
}

// FitLifetime fits one model of purchases by maximum likelihood.
//
// Search: Newton's method on log-parameters with exact gradient and Hessian, in a box of ±12, times divided by the mean
// age, from several starts (on an even sample of 8,000 clients when the base is larger, then from the best one on one of 64,000, and on all).
// Bases whose dropout cannot be seen end at the edge of the box and still answer: see AtEdge and ChooseLifetime.
// ErrInput for an unknown kind, fewer than 2 clients, or a base in which nobody has any age.
func FitLifetime(kind ModelKind, g PurchaseGroups) (LifetimeFit, error) {
	k, ok := kindOf(kind)
	if !ok {
		return LifetimeFit{}, badInput("clv: unknown model %.20q", string(kind))
	}
	if g.clients < 2 || !(g.meanT > 0) {
		return LifetimeFit{}, badInput("clv: %d clients with a mean age of %v", g.clients, g.meanT)
	}
	unit := g.meanT
	whole := g.scaled(unit)
	sample := whole
	if g.clients > 2*startSample && g.Distinct() > startSample/4 {
		sample = whole.sampled(startSample)
	}
	best := k.search(sample)
	evaluations := best.evaluations
	if sample.clients != whole.clients {
		for _, g := range middle(whole) {
			best = minimise(len(k.names), best.at, gradientTolerance, float64(g.clients), k.objective(g))
			evaluations += best.evaluations
		}
	}
	return k.report(kind, g, best, unit, evaluations), nil
}

// middle is what is fitted after the sample: the whole base, and before it a larger sample where that is cheap beside it.
func middle(whole PurchaseGroups) []PurchaseGroups {
	if whole.clients > 4*middleSample && whole.Distinct() > middleSample {
		return []PurchaseGroups{whole.sampled(middleSample), whole}
	}
	return []PurchaseGroups{whole}
}

// search tries all starts and keeps the best end.
func (k lifetimeKind) search(g PurchaseGroups) optimum {
	var best optimum
	evaluations := 0
	for i, start := range k.starts {
		var at [4]float64
		for j := range k.names {
			at[j] = math.Log(start[j])
		}
		at[1] -= math.Log(g.startRate())
		at[1] = max(-logBox, min(logBox, at[1]))
		end := minimise(len(k.names), at, gradientTolerance, 0, k.objective(g))
		evaluations += end.evaluations
		if i == 0 || !finite(best.curve.value) || end.curve.value < best.curve.value-1e-12 {
			best = end
		}
	}
	best.evaluations = evaluations
	return best
}

// objective is the mean negative log-likelihood per client by log-parameters.
func (k lifetimeKind) objective(g PurchaseGroups) func(at [4]float64) curve {
	return func(at [4]float64) curve {
		var p [4]float64
		for i := range k.names {
			p[i] = math.Exp(at[i])
		}
		return k.curve(g, p).toLogParameters(len(k.names), p).scaled(-1 / float64(g.clients))
	}
}

// report goes back to the units of the data: the density of each repeat purchase carries one 1/unit.
func (k lifetimeKind) report(kind ModelKind, g PurchaseGroups, o optimum, unit float64, evaluations int) LifetimeFit {
	n := len(k.names)
	fit := LifetimeFit{Kind: kind, Clients: g.clients, Distinct: g.Distinct(), Converged: o.converged, Evaluations: evaluations,
		LogLikelihood: -o.curve.value*float64(g.clients) - float64(g.repeats)*math.Log(unit)}
	var p [4]float64
	for i := range n {
		p[i] = math.Exp(o.at[i])
		if k.times[i] {
			p[i] *= unit
		}
	}
	fit.Covariance = covarianceOf(n, o.curve, p, float64(g.clients))
	fit.Parameters, fit.AtEdge = namedParameters(k.names, p, o, fit.Covariance)
	fit.Model = k.build(p)
	return fit
}

func namedParameters(names []string, p [4]float64, o optimum, covariance [][]float64) (named []Parameter, atEdge []string) {
	atEdge = []string{}
	for i, name := range names {
		parameter := Parameter{Name: name, Value: p[i]}
		if covariance != nil {
			se := math.Sqrt(covariance[i][i])
			parameter.StdErr = &se
		}
		named = append(named, parameter)
		if math.Abs(o.at[i]) > logBox-1e-6 {
			atEdge = append(atEdge, name)
		}
	}
	return named, atEdge
}

// covarianceOf inverts the observed information, taken by log-parameters, and brings it to the parameters p; at the
// optimum the two differ by the factor pᵢ pⱼ only. Nil when not positive definite.
func covarianceOf(n int, c curve, p [4]float64, clients float64) [][]float64 {
	covariance := make([][]float64, n)
	for i := range n {
		covariance[i] = make([]float64, n)
	}
	for j := range n {
		matrix, unitVector := make([][]float64, n), make([]float64, n)
		for i := range n {
			matrix[i] = make([]float64, n)
			copy(matrix[i], c.hessian[i][:n])
		}
		unitVector[j] = 1
		column, ok := solvePositive(matrix, unitVector)
		if !ok {
			return nil
		}
		for i := range n {
			covariance[i][j] = column[i] * p[i] * p[j] / clients
		}
	}
	for i := range n {
		if !(covariance[i][i] > 0) || !finite(covariance[i][i]) {
			return nil
		}
	}
	return covariance
}

// ExpectedStdErr is the standard error, by the delta method, of any figure computed from a fitted model (for example an
// expected number of purchases), from the covariance of its parameters. ok is false without a covariance or when the
// figure is not finite. Differences are central, 1e-4 of each parameter.
func (f LifetimeFit) ExpectedStdErr(figure func(m LifetimeModel) float64) (stdErr float64, ok bool) {
	k, known := kindOf(f.Kind)
	if !known || f.Covariance == nil {
		return 0, false
	}
	n := len(f.Parameters)
	slopes := make([]float64, n)
	for i := range n {
		var up, down [4]float64
		for j, parameter := range f.Parameters {
			up[j], down[j] = parameter.Value, parameter.Value
		}
		h := 1e-4 * up[i]
		up[i], down[i] = up[i]+h, down[i]-h
		slopes[i] = (figure(k.build(up)) - figure(k.build(down))) / (2 * h)
	}
	variance := 0.0
	for i := range n {
		for j := range n {
			variance += slopes[i] * slopes[j] * f.Covariance[i][j]
		}
	}
	if !finite(variance) || variance < 0 {
		return 0, false
	}
	return math.Sqrt(variance), true
}
