package analytics

import "math"

// againTolerance ends the search for what fitting anew would bring: the likelihood is flat there to far less than is asked for.
const againTolerance = 1e-4

// LifetimeAgain holds parameters that were fitted before against a portfolio as it is now. The fit has those parameters, with the likelihood
// and the standard errors that they have here. Best is the same model with the parameters that fit best now, so that what the two say can be
// compared. False where that cannot be said. It costs a few evaluations of one likelihood.
func LifetimeAgain(kind ModelKind, fitted []Parameter, g PurchaseGroups) (fit LifetimeFit, best LifetimeModel, ok bool) {
	k, known := kindOf(kind)
	if !known || len(fitted) != len(k.names) || g.clients < 2 || !(g.meanT > 0) {
		return fit, nil, false
	}
	model, err := ModelOf(kind, fitted)
	if err != nil {
		return fit, nil, false
	}
	unit, n := g.meanT, len(k.names)
	var at [4]float64
	for i, p := range fitted {
		v := p.Value
		if k.times[i] {
			v /= unit
		}
		at[i] = math.Log(v)
		if !(math.Abs(at[i]) <= logBox) {
			return fit, nil, false
		}
	}
	objective := k.objective(g.scaled(unit))
	o := optimum{at: at, curve: objective(at), evaluations: 1, converged: true}
	found := minimise(n, at, againTolerance, 0, objective)
	fresh := make([]Parameter, n)
	for i, p := range fitted {
		fresh[i] = Parameter{Name: p.Name, Value: math.Exp(found.at[i])}
		if k.times[i] {
			fresh[i].Value *= unit
		}
	}
	if best, err = ModelOf(kind, fresh); err != nil || !found.converged {
		return fit, nil, false
	}
	fit = k.report(kind, g, o, unit, 1)
	fit.Model = model
	for i := range fit.Parameters {
		fit.Parameters[i].Value = fitted[i].Value
	}
	return fit, best, true
}
