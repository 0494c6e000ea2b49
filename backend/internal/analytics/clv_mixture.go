package analytics

import "math"

// mixture gathers, for one history of Pareto/NBD, the terms e^A of the likelihood's bracket with their derivatives
// A′ and A″ by r, α, s, β. Terms stand in (1+τ/α)^−k and (1+τ/β)^−s, so that nothing cancels for large parameters: the
// caller adds −x ln α to the log, r/α and s/β to the gradient.
type mixture struct {
	k, alpha, s, beta float64
	base              float64 // A of the active term, the reference of all weights
	weight            float64
	first             [4]float64 // Σ e^A A′
	second            [4][4]float64
}

func newMixture(k, alpha, s, beta, t float64) mixture {
	logA, logB := math.Log1p(t/alpha), math.Log1p(t/beta)
	m := mixture{k: k, alpha: alpha, s: s, beta: beta, base: -k*logA - s*logB}
	invA, invB := 1/(alpha+t), 1/(beta+t)
	m.take(1, [4]float64{-logA, -k * invA, -logB, -s * invB}, invA, invB, s, 0)
	return m
}

// take adds a term: its weight, A′, 1/(α+τ), 1/(β+τ), the power of (β+τ), and the second derivative by s.
func (m *mixture) take(weight float64, v [4]float64, invA, invB, power, ss float64) {
	m.weight += weight
	for i := range 4 {
		wv := weight * v[i]
		m.first[i] += wv
		for j := range i + 1 {
			m.second[i][j] += wv * v[j]
		}
	}
	m.second[1][0] -= weight * invA
	m.second[1][1] += weight * m.k * invA * invA
	m.second[2][2] += weight * ss
	m.second[3][2] -= weight * invB
	m.second[3][3] += weight * power * invB * invB
}

// leave adds the terms of having left between tx and t.
func (m *mixture) leave(tx, t float64) {
	walk := newLeftWalk(m.k, m.alpha, m.s, m.beta, tx, t)
	invS := 1 / m.s
	largest := 0.0
	for walk.next() {
		part := 0.0
		for i, node := range gaussNodes {
			tau, logStep, logLeast := walk.at(node)
			logA, logB := logLeast, logLeast
			if m.alpha <= m.beta {
				logB = math.Log1p(tau / m.beta)
			} else {
				logA = math.Log1p(tau / m.alpha)
			}
			log := logStep - m.k*logA - m.s*logB - m.base
			if log > 600 { // the active term no longer counts: take this one as the reference
				m.rescale(log)
				part, largest, log = 0, 0, 0
			}
			invA, invB := 1/(m.alpha+tau), 1/(m.beta+tau)
			weight := gaussWeights[i] * math.Exp(log) * m.s * invB
			part += weight
			m.take(weight, [4]float64{-logA, -m.k * invA, invS - logB, -(m.s + 1) * invB}, invA, invB, m.s+1, -invS*invS)
		}
		if part < 1e-20*largest {
			return
		}
		largest = max(largest, part)
	}
}

func (m *mixture) rescale(log float64) {
	factor := math.Exp(-log)
	m.base += log
	m.weight *= factor
	for i := range 4 {
		m.first[i] *= factor
		for j := range i + 1 {
			m.second[i][j] *= factor
		}
	}
}

// moments answers the log of the sum, its gradient and the lower triangle of its Hessian.
func (m *mixture) moments() (log float64, gradient [4]float64, hessian [4][4]float64) {
	for i := range 4 {
		gradient[i] = m.first[i] / m.weight
	}
	for i := range 4 {
		for j := range i + 1 {
			hessian[i][j] = m.second[i][j]/m.weight - gradient[i]*gradient[j]
		}
	}
	return m.base + math.Log(m.weight), gradient, hessian
}
