package analytics

import "math"

// againTolerance ends the search for what fitting anew would bring: the likelihood is flat there to far less than is asked for.
const againTolerance = 1e-4

// LifetimeAgain holds parameters that were fitted before against a portfolio as it is now. The fit has those parameters, with the likelihood
// and the standard errors that they have here. Gain is what the best parameters of the same model would add to the log-likelihood, for each
// client: a client's history would be e^gain times as likely. False where that cannot be said. It costs a few evaluations of one likelihood.
func LifetimeAgain(kind ModelKind, fitted []Parameter, g PurchaseGroups) (fit LifetimeFit, gain float64, ok bool) {
	k, known := kindOf(kind)
	if !known || len(fitted) != len(k.names) || g.clients < 2 || !(g.meanT > 0) {
		return fit, 0, false
	}
	model, err := ModelOf(kind, fitted)
	if err != nil {
		return fit, 0, false
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
			return fit, 0, false
		}
	}
	objective := k.objective(g.scaled(unit))
	o := optimum{at: at, curve: objective(at), evaluations: 1, converged: true}
	best := minimise(n, at, againTolerance, objective)
	gain = o.curve.value - best.curve.value
	fit = k.report(kind, g, o, unit, 1)
	fit.Model = model
	for i := range fit.Parameters {
		fit.Parameters[i].Value = fitted[i].Value
	}
	return fit, gain, finite(gain) && best.converged
}
