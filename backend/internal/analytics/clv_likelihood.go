package analytics

import (
	"math"
	"runtime"
	"sync"
)

// chunkGroups is the size of the pieces of a sum. Pieces are added in order, so the answer does not depend on how many
// processors took part.
const chunkGroups = 2048

// summed adds up part(lo, hi) over all pieces of n groups.
func summed(n int, part func(lo, hi int) curve) curve {
	chunks := (n + chunkGroups - 1) / chunkGroups
	parts := make([]curve, chunks)
	one := func(c int) { parts[c] = part(c*chunkGroups, min(n, (c+1)*chunkGroups)) }
	workers := min(runtime.GOMAXPROCS(0), chunks)
	if workers <= 1 {
		for c := range chunks {
			one(c)
		}
	} else {
		var wait sync.WaitGroup
		for w := range workers {
			wait.Go(func() {
				for c := w; c < chunks; c += workers {
					one(c)
				}
			})
		}
		wait.Wait()
	}
	var total curve
	for _, p := range parts {
		total.add(p)
	}
	return total
}

// rising holds, for x = 0..max, ln Γ(r+x)/Γ(r) and its first two derivatives by r.
type rising struct{ log, first, second []float64 }

func risingTable(r float64, most int) rising {
	t := rising{make([]float64, most+1), make([]float64, most+1), make([]float64, most+1)}
	for x := range most {
		v := r + float64(x)
		t.log[x+1] = t.log[x] + math.Log(v)
		t.first[x+1] = t.first[x] + 1/v
		t.second[x+1] = t.second[x] - 1/(v*v)
	}
	return t
}

// pairedCurve is the log-likelihood of BG (shift 0) or MBG (shift 1) with derivatives by r, α, a, b. The bracket of the
// likelihood is a mixture of two exponentials e^A: with weights w, gradient Σ w A′ and Hessian Σ w A″ plus the spread of A′.
func pairedCurve(g PurchaseGroups, shift float64, p [4]float64) curve {
	r, alpha, a, b := p[0], p[1], p[2], p[3]
	rates, stays, pairs := risingTable(r, g.maxX), risingTable(b, g.maxX+1), risingTable(a+b, g.maxX+1)
	logAlpha, logA := math.Log(alpha), math.Log(a)
	extra := int(shift)
	return summed(len(g.groups), func(lo, hi int) (c curve) {
		var v [4]float64
		for _, group := range g.groups[lo:hi] {
			x, w := group.X, group.weight
			k := r + float64(x)
			y := x + extra
			grown := math.Log1p(group.T / alpha)
			invT := 1 / (alpha + group.T)
			value := rates.log[x] - k*grown - float64(x)*logAlpha + stays.log[y] - pairs.log[y]
			one := [4]float64{rates.first[x] - grown, (r*group.T/alpha - float64(x)) * invT, -pairs.first[y], stays.first[y] - pairs.first[y]}
			rr, ra, aa := rates.second[x], 1/alpha-invT, -r/(alpha*alpha)+k*invT*invT
			pp, bb := -pairs.second[y], stays.second[y]-pairs.second[y]
			pab := pp
			if y > 0 {
				// dead over alive: e^d, with probability share
				base := b + float64(y) - 1
				invTx := 1 / (alpha + group.Tx)
				since := math.Log1p((group.T - group.Tx) * invTx)
				d := logA - math.Log(base) + k*since
				share := logistic(-d)
				value += softplus(d)
				v = [4]float64{since, k * (invT - invTx), 1 / a, -1 / base}
				for i := range 4 {
					one[i] += share * v[i]
				}
				spread := share * (1 - share) * w
				for i := range 4 {
					for j := range i + 1 {
						c.hessian[i][j] += spread * v[i] * v[j]
					}
				}
				ra += share * (invT - invTx)
				aa += share * k * (invTx*invTx - invT*invT)
				pp -= share / (a * a)
				bb += share / (base * base)
			}
			c.value += w * value
			for i := range 4 {
				c.gradient[i] += w * one[i]
			}
			c.hessian[0][0] += w * rr
			c.hessian[1][0] += w * ra
			c.hessian[1][1] += w * aa
			c.hessian[2][2] += w * pp
			c.hessian[3][2] += w * pab
			c.hessian[3][3] += w * bb
		}
		return c
	}).mirrored()
}

// mirrored fills the upper triangle of the Hessian from the lower one.
func (c curve) mirrored() curve {
	for i := range 4 {
		for j := range i {
			c.hessian[j][i] = c.hessian[i][j]
		}
	}
	return c
}

// nbdCurve is the log-likelihood of NBD with derivatives by r, α.
func nbdCurve(g PurchaseGroups, p [4]float64) curve {
	r, alpha := p[0], p[1]
	rates := risingTable(r, g.maxX)
	logAlpha := math.Log(alpha)
	return summed(len(g.groups), func(lo, hi int) (c curve) {
		for _, group := range g.groups[lo:hi] {
			w, k := group.weight, r+float64(group.X)
			x, grown, invT := float64(group.X), math.Log1p(group.T/alpha), 1/(alpha+group.T)
			c.value += w * (rates.log[group.X] - k*grown - x*logAlpha)
			c.gradient[0] += w * (rates.first[group.X] - grown)
			c.gradient[1] += w * (r*group.T/alpha - x) * invT
			c.hessian[0][0] += w * rates.second[group.X]
			c.hessian[1][0] += w * (1/alpha - invT)
			c.hessian[1][1] += w * (-r/(alpha*alpha) + k*invT*invT)
		}
		return c
	}).mirrored()
}

// paretoCurve is the log-likelihood of Pareto/NBD with derivatives by r, α, s, β. The bracket is a mixture over "still
// active" and the Gauss nodes τ of having left; weights and derivatives as in pairedCurve.
func paretoCurve(g PurchaseGroups, p [4]float64) curve {
	r, alpha, s, beta := p[0], p[1], p[2], p[3]
	rates := risingTable(r, g.maxX)
	logAlpha := math.Log(alpha)
	return summed(len(g.groups), func(lo, hi int) (c curve) {
		for _, group := range g.groups[lo:hi] {
			w, k := group.weight, r+float64(group.X)
			m := newMixture(k, alpha, s, beta, group.T)
			m.leave(group.Tx, group.T)
			log, gradient, hessian := m.moments()
			c.value += w * (rates.log[group.X] - float64(group.X)*logAlpha + log)
			gradient[0] += rates.first[group.X]
			gradient[1] += r / alpha
			gradient[3] += s / beta
			hessian[0][0] += rates.second[group.X]
			hessian[1][0] += 1 / alpha
			hessian[1][1] -= r / (alpha * alpha)
			hessian[3][2] += 1 / beta
			hessian[3][3] -= s / (beta * beta)
			for i := range 4 {
				c.gradient[i] += w * gradient[i]
				for j := range i + 1 {
					c.hessian[i][j] += w * hessian[i][j]
				}
			}
		}
		return c
	}).mirrored()
}

// startRate is the mean number of purchases per time of a portfolio, never zero.
func (g PurchaseGroups) startRate() float64 {
	return (float64(g.repeats) + 0.5) / (g.meanT*float64(max(1, g.clients)) + 1e-9)
}
