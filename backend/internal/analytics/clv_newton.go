package analytics

import "math"

// enoughGain is what one more Newton step may still add to a log-likelihood.
const enoughGain = 1e-8

// logBox bounds the logarithm of each parameter in the fit's own units.
const logBox = 12

// curve is the value of an objective with its gradient and Hessian, for up to 4 parameters.
type curve struct {
	value    float64
	gradient [4]float64
	hessian  [4][4]float64
}

func (c *curve) add(o curve) {
	c.value += o.value
	for i := range 4 {
		c.gradient[i] += o.gradient[i]
		for j := range 4 {
			c.hessian[i][j] += o.hessian[i][j]
		}
	}
}

// optimum is where a search ended: log-parameters, the curve there (of the mean negative log-likelihood, in
// log-parameters), how many evaluations it took and whether the projected gradient is small.
type optimum struct {
	at          [4]float64
	curve       curve
	evaluations int
	converged   bool
}

// minimise searches the box by damped Newton steps from start: Levenberg shifts until the Hessian is positive definite,
// steps of at most 2 per log-parameter, parameters at the edge of the box held while the gradient pushes outwards.
// Convergence is a projected gradient below tolerance; at the edge of the box, where rounding keeps it from getting there,
// it is one below 1,000 times that which eight steps no longer improve by 1e-11. Of an objective that is a mean over rows (0: it is
// none, or the gradient alone decides) it is also a Newton step that would raise the sum by less than enoughGain: the parameters are then
// within a ten-thousandth of a standard error.
func minimise(n int, start [4]float64, tolerance, rows float64, eval func(at [4]float64) curve) optimum {
	best := optimum{at: start, curve: eval(start), evaluations: 1}
	shift, mark, steps := 0.0, best.curve.value, 0
	for best.evaluations < 120 {
		free, slope := freeParameters(n, best)
		if !finite(best.curve.value) {
			return best
		}
		if slope < tolerance {
			best.converged = true
			return best
		}
		step, ok := boxedStep(n, free, best, shift)
		if !ok {
			shift = max(1e-6, shift*8)
			if shift > 1e12 {
				best.converged = slope < 1e3*tolerance
				return best
			}
			continue
		}
		next, predicted := best.at, 0.0
		for i := range n {
			next[i] = max(-logBox, min(logBox, best.at[i]+step[i]))
			predicted += best.curve.gradient[i] * (next[i] - best.at[i])
		}
		if shift == 0 && -predicted*rows < enoughGain && rows > 0 {
			best.converged = true
			return best
		}
		trial := eval(next)
		best.evaluations++
		// Rounding hides differences below about 1e-14 of the value; there the gradient decides.
		_, trialSlope := freeParameters(n, optimum{at: next, curve: trial})
		if finite(trial.value) && (trial.value < best.curve.value+1e-4*predicted ||
			(math.Abs(predicted) < 1e-12*(1+math.Abs(trial.value)) && trialSlope < slope)) {
			best.at, best.curve = next, trial
			if steps++; steps%8 == 0 {
				if trialSlope < 1e3*tolerance && mark-trial.value < 1e-11*(1+math.Abs(trial.value)) {
					best.converged = true
					return best
				}
				mark = trial.value
			}
			shift /= 16
			if shift < 1e-8 {
				shift = 0
			}
			continue
		}
		if math.Abs(predicted) < 1e-16*(1+math.Abs(best.curve.value)) {
			best.converged = slope < 1e3*tolerance
			return best
		}
		shift = max(1e-4, shift*8)
		if shift > 1e12 {
			best.converged = slope < 1e3*tolerance
			return best
		}
	}
	return best
}

// freeParameters says which parameters may move, and the largest gradient among them.
func freeParameters(n int, o optimum) (free [4]bool, slope float64) {
	for i := range n {
		g := o.curve.gradient[i]
		held := (o.at[i] <= -logBox+1e-9 && g > 0) || (o.at[i] >= logBox-1e-9 && g < 0)
		free[i] = !held
		if !held {
			slope = max(slope, math.Abs(g))
		}
	}
	return free, slope
}

// boxedStep is a Newton step that stays in the box: a parameter at the edge that would leave is held, and a step that
// would cross an edge is shortened as a whole, so that parameters which move along a ridge together keep together.
func boxedStep(n int, free [4]bool, o optimum, shift float64) (step [4]float64, ok bool) {
	for {
		step, ok = newtonStep(n, free, o.curve, shift)
		if !ok {
			return step, false
		}
		length, held := 1.0, false
		for i := range n {
			room := logBox - math.Abs(o.at[i])
			if !free[i] || step[i]*o.at[i] <= 0 || math.Abs(step[i]) <= room {
				continue
			}
			if room <= 1e-9 {
				free[i], held = false, true
			} else {
				length = min(length, room/math.Abs(step[i]))
			}
		}
		if !held {
			for i := range n {
				step[i] *= length
			}
			return step, true
		}
	}
}

// newtonStep solves (H + shift·max(diagonal, 1e-6)) step = −g over the free parameters; false when not positive definite.
func newtonStep(n int, free [4]bool, c curve, shift float64) (step [4]float64, ok bool) {
	var index []int
	for i := range n {
		if free[i] {
			index = append(index, i)
		}
	}
	k := len(index)
	matrix, right := make([][]float64, k), make([]float64, k)
	for a, i := range index {
		matrix[a] = make([]float64, k)
		for b, j := range index {
			matrix[a][b] = c.hessian[i][j]
		}
		matrix[a][a] += shift * max(math.Abs(matrix[a][a]), 1e-6)
		right[a] = -c.gradient[i]
	}
	solved, ok := solvePositive(matrix, right)
	if !ok {
		return step, false
	}
	longest := 0.0
	for _, v := range solved {
		longest = max(longest, math.Abs(v))
	}
	for a, i := range index {
		step[i] = solved[a] * min(1, 2/max(longest, 1e-300))
	}
	return step, true
}

// solvePositive solves m x = right by Cholesky; false when m is not safely positive definite. It overwrites m.
func solvePositive(m [][]float64, right []float64) ([]float64, bool) {
	n := len(m)
	for i := range n {
		for j := 0; j <= i; j++ {
			sum := m[i][j]
			for k := range j {
				sum -= m[i][k] * m[j][k]
			}
			if i == j {
				if !(sum > 1e-12*math.Abs(m[i][i])) || sum < 1e-300 {
					return nil, false
				}
				m[i][i] = math.Sqrt(sum)
			} else {
				m[i][j] = sum / m[j][j]
			}
		}
	}
	x := make([]float64, n)
	for i := range n {
		x[i] = right[i]
		for k := range i {
			x[i] -= m[i][k] * x[k]
		}
		x[i] /= m[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= m[k][i] * x[k]
		}
		x[i] /= m[i][i]
	}
	return x, true
}

// toLogParameters turns the derivatives by p into those by ln p.
func (c curve) toLogParameters(n int, p [4]float64) curve {
	l := curve{value: c.value}
	for i := range n {
		l.gradient[i] = c.gradient[i] * p[i]
		for j := range n {
			l.hessian[i][j] = c.hessian[i][j] * p[i] * p[j]
		}
		l.hessian[i][i] += l.gradient[i]
	}
	return l
}

// scaled multiplies everything by factor.
func (c curve) scaled(factor float64) curve {
	c.value *= factor
	for i := range 4 {
		c.gradient[i] *= factor
		for j := range 4 {
			c.hessian[i][j] *= factor
		}
	}
	return c
}
