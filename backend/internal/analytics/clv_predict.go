package analytics

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
)

// Prediction is what a model says of one client: P(alive) at T, expected purchases over the horizon, and the same
// discounted.
type Prediction struct {
	Alive      float64 `json:"alive"`
	Expected   float64 `json:"expected"`
	Discounted float64 `json:"discounted"`
}

// PredictAll predicts a whole base, each distinct history once and on all processors; the answers are in the order of
// clients and equal those of the single functions. horizon ≥ 0 and the continuous rate d ≥ 0 are in the model's time
// unit. ErrInput for a bad horizon or rate, or naming the row of a history that is not valid (see Purchases).
func PredictAll(m LifetimeModel, clients []Purchases, horizon, d float64) ([]Prediction, error) {
	if !finite(horizon, d) || horizon < 0 || d < 0 {
		return nil, badInput("predict: horizon %v, rate %v", horizon, d)
	}
	if len(clients) > math.MaxInt32 {
		return nil, badInput("predict: %d clients", len(clients))
	}
	order := make([]int32, len(clients))
	for i, p := range clients {
		if err := p.check(); err != nil {
			return nil, badInput("row %d: purchases x %d, tx %v, T %v", i, p.X, p.Tx, p.T)
		}
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		p, q := clients[a], clients[b]
		return cmp.Or(p.X-q.X, cmp.Compare(p.T, q.T), cmp.Compare(p.Tx, q.Tx))
	})
	predictions := make([]Prediction, len(clients))
	predict := func(lo, hi int) {
		var last Prediction
		for i, at := range order[lo:hi] {
			if p := clients[at]; i == 0 || p != clients[order[lo+i-1]] {
				last = Prediction{Alive: m.Alive(p), Discounted: Discounted(m, p, d, horizon)}
				last.Expected = last.Alive * m.ExpectedIfAlive(p, horizon)
			}
			predictions[at] = last
		}
	}
	const piece = 4096
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for lo := w * piece; lo < len(order); lo += workers * piece {
				predict(lo, min(len(order), lo+piece))
			}
		})
	}
	wait.Wait()
	return predictions, nil
}

// ModelOf rebuilds a model from the parameters that a run has kept, in the order and with the names of its fit. ErrInput
// for an unknown kind, other names, or a value that is not positive and finite.
func ModelOf(kind ModelKind, parameters []Parameter) (LifetimeModel, error) {
	k, ok := kindOf(kind)
	if !ok || len(parameters) != len(k.names) {
		return nil, badInput("clv: model %.20q with %d parameters", string(kind), len(parameters))
	}
	var p [4]float64
	for i, name := range k.names {
		if parameters[i].Name != name || !(parameters[i].Value > 0) || !finite(parameters[i].Value) {
			return nil, badInput("clv: parameter %d of %s is %.20q %v", i, kind, parameters[i].Name, parameters[i].Value)
		}
		p[i] = parameters[i].Value
	}
	return k.build(p), nil
}
