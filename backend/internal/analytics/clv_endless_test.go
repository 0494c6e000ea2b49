package analytics

import (
	"fmt"
	"math"
	"testing"
)

// The sum without end equals the general way, discounting the expectation panel by panel up to where nothing is left.
func TestEndless(t *testing.T) {
	models := []LifetimeModel{BGNBD{0.2426, 4.4136, 0.7929, 2.4259}, MBGNBD{0.5248, 6.183, 0.8914, 1.614}, BGNBD{3, 20, 0.1, 5}, MBGNBD{0.05, 0.5, 2, 30}, BGNBD{40, 300, 60, 80}}
	histories := []Purchases{{0, 0, 38.857143}, {2, 30.428571, 38.857143}, {26, 30.857, 31}, {120, 100, 104}, {0, 0, 0}}
	for _, m := range models {
		for _, p := range histories {
			for _, d := range []float64{0.0018266, 0.0001, 0.05, 2} {
				t.Run(fmt.Sprintf("%s %v %v", m.Kind(), p, d), func(t *testing.T) {
					want := Discounted(m, p, d, 41.9/d)
					near(t, "endless", Discounted(m, p, d, math.Inf(1)), want, 1e-9*(1+want))
				})
			}
		}
	}
}

// At the edge of the box, where dropout cannot be seen, nobody leaves: the rate over d. It must not take long either.
func TestEndlessAtTheEdge(t *testing.T) {
	small := math.Exp(-12)
	p := Purchases{4, 30, 39}
	near(t, "nobody leaves", Discounted(BGNBD{0.5, 10, small, 1}, p, 0.01, math.Inf(1)), 4.5/49/0.01, 1e-2)
	near(t, "all leave", Discounted(BGNBD{0.5, 10, 1e5, small}, Purchases{0, 0, 39}, 0.01, math.Inf(1)), 0.5, 0.5)
	for _, m := range []LifetimeModel{BGNBD{small, 1e5, small, small}, BGNBD{1e5, small, 1e5, 1e5}, MBGNBD{1e5, 1e5, small, 1e5}} {
		if v := Discounted(m, Purchases{1, 30, 39}, 1e-6, math.Inf(1)); !(v >= 0) || math.IsInf(v, 0) {
			t.Errorf("%v: %v", m, v)
		}
	}
}

func BenchmarkEndless(b *testing.B) {
	m, p := BGNBD{0.2426, 4.4136, 0.7929, 2.4259}, Purchases{2, 30.428571, 38.857143}
	for b.Loop() {
		Discounted(m, p, 0.0018266, math.Inf(1))
	}
}
