package analytics

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Sources of the figures: Fader and Hardie's notes and spreadsheets for CDNOW, the tests of the R package BTYD and of
// the Python package lifetimes, and independent recomputation with arbitrary precision. The sources print figures from
// parameters rounded each in its own way; tolerances are what that rounding moves.
var (
	publishedBG     = BGNBD{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	recomputedBG    = BGNBD{R: 0.24259452, Alpha: 4.41360206, A: 0.79292202, B: 2.42590679}
	publishedPareto = ParetoNBD{R: 0.553277, Alpha: 10.577683, S: 0.606240, Beta: 11.668735}
)

func TestBGNBDPublished(t *testing.T) {
	for _, c := range []struct{ t, want float64 }{{0.1429, 0.0078}, {1, 0.0532}, {3, 0.1506}, {32, 1.0437}, {78, 1.8576}} {
		near(t, fmt.Sprint("E[X(", c.t, ")]"), ExpectedNew(recomputedBG, c.t), c.want, 4e-4*c.want+5e-5)
	}
	near(t, "conditional", Expected(recomputedBG, Purchases{2, 30.43, 38.86}, 39), 1.226, 6e-4)
	busy := Purchases{26, 30.857, 31}
	near(t, "busy", Expected(publishedBG, busy, 52), 25.75659, 4e-4)
	near(t, "busy, alive", recomputedBG.Alive(busy), 0.9688523, 2e-6)
	for _, c := range []struct {
		x    int
		want float64
	}{{10, 0.3474606}, {15, 0.04283391}, {20, 0.004158973}, {25, 0.0003583685}} {
		got := Expected(recomputedBG, Purchases{c.x, 20, 39}, 52)
		near(t, fmt.Sprint("falling at ", c.x), got, c.want, 3e-4*c.want)
	}
	if publishedBG.Alive(Purchases{0, 0, 30}) != 1 {
		t.Error("BG/NBD gives one-time buyers P(alive) below 1")
	}
}

func TestParetoNBDPublished(t *testing.T) {
	near(t, "E[X(52)]", ExpectedNew(publishedPareto, 52), 1.473434, 1e-6)
	busy := Purchases{26, 30.857, 31}
	near(t, "busy", Expected(publishedPareto, busy, 52), 25.45647, 2e-3)
	near(t, "busy, alive", publishedPareto.Alive(busy), 0.997874, 4e-6)
	other := ParetoNBD{0.5143, 2.8845, 0.2856, 14.1087}
	near(t, "161", other.Alive(Purchases{161, 94.71429, 98}), 0.74948775, 2e-7)
	near(t, "221", other.Alive(Purchases{221, 103.42857, 103.57143}), 0.99959605, 1e-8)
	steep := ParetoNBD{0.55, 10.58, 0.61, 11.67}
	near(t, "x 132", Expected(steep, Purchases{132, 200, 200}, 10), 6.20605179, 1e-8)
	near(t, "x 133", Expected(steep, Purchases{133, 200, 200}, 10), 6.25287225, 1e-8)
}

func TestLikelihoodPoints(t *testing.T) {
	bg, mbg := BGNBD{0.25, 4, 0.8, 2.5}, MBGNBD{0.25, 4, 0.8, 2.5}
	none, many := Purchases{0, 0, 40}, Purchases{200, 38, 40}
	near(t, "BG x=0", bg.LogLikelihood(none), -0.59947382, 1e-8)
	near(t, "BG x=200", bg.LogLikelihood(many), 100.79569309, 1e-8)
	near(t, "MBG x=0", mbg.LogLikelihood(none), -0.41792826, 1e-8)
	near(t, "MBG x=200", mbg.LogLikelihood(many), 100.78690976, 1e-8)
}

var someModels = []LifetimeModel{
	recomputedBG, MBGNBD{0.52, 6.18, 0.89, 1.61}, publishedPareto, ParetoNBD{2, 3, 1, 40}, NBD{0.4, 5}, BGNBD{0.5, 4, 1, 2}, MBGNBD{3, 1, 1e-4, 2},
}

// Counts are a distribution whose mean is the expectation, for new and for known clients.
func TestCountsAgreeWithExpectations(t *testing.T) {
	for _, m := range someModels {
		for _, p := range []Purchases{{0, 0, 20}, {3, 12, 20}, {12, 19.5, 20}} {
			mass, mean := 0.0, 0.0
			for n := range 1500 {
				q := Probability(m, p, 13, n)
				mass, mean = mass+q, mean+q*float64(n)
			}
			near(t, fmt.Sprintf("%#v %v mass", m, p), mass, 1, 1e-9)
			near(t, fmt.Sprintf("%#v %v mean", m, p), mean, Expected(m, p, 13), 1e-8)
		}
		mass, mean := 0.0, 0.0
		for n := range 1500 {
			q := ProbabilityNew(m, 30, n)
			mass, mean = mass+q, mean+q*float64(n)
		}
		near(t, fmt.Sprintf("%#v new mass", m), mass, 1, 1e-8)
		near(t, fmt.Sprintf("%#v new mean", m), mean, ExpectedNew(m, 30), 1e-5)
	}
}

// The series and the integral of pairedMean agree, and the figures stay finite where the textbook form is not.
func TestPairedMean(t *testing.T) {
	for _, c := range [][5]float64{{0.24, 4.4, 0.79, 2.4, 39}, {500, 100, 1, 480, 520}, {2, 3, 1, 1.5, 40}, {0.5, 3, 8, 5, 10}, {30, 40, 0.3, 28, 50}, {3, 2, 25, 4, 20}} {
		series := pairedMean(c[0], c[1], c[2], c[3], c[4])
		integral := pairedMeanIntegral(c[0], c[1], c[2], c[3], c[4])
		near(t, fmt.Sprint(c), series, integral, 1e-9*math.Abs(integral))
	}
	// Whoever leaves at the first repeat for sure makes one purchase at most: P(at least one) = 1 − (α/(α+t))^r.
	near(t, "b to 0", pairedMean(0.5, 4, 2, 1e-6, 40), 1-math.Pow(4.0/44, 0.5), 1e-5)
	near(t, "b to 0, long", pairedMean(0.5, 4, 2, 1e-6, 4e4), 1-math.Pow(4/40004.0, 0.5), 1e-5)
	random := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		p := Purchases{X: random.IntN(400), T: math.Exp(6 * random.Float64())}
		if p.X > 0 {
			p.Tx = p.T * (1 - random.Float64()*0.99)
		}
		u := func() float64 { return math.Exp(16*random.Float64() - 8) }
		horizon := math.Exp(12*random.Float64() - 3)
		for _, m := range []LifetimeModel{BGNBD{u(), u(), u(), u()}, MBGNBD{u(), u(), u(), u()}, ParetoNBD{u(), u(), u(), u()}} {
			alive, expected := m.Alive(p), Expected(m, p, horizon)
			if !(alive >= 0 && alive <= 1) || !finite(expected, m.LogLikelihood(p)) || expected < 0 {
				t.Fatalf("%#v %v t %v: alive %v, expected %v, log-likelihood %v", m, p, horizon, alive, expected, m.LogLikelihood(p))
			}
			if q := Probability(m, p, horizon, 3); !(q >= 0 && q <= 1+1e-9) {
				t.Fatalf("%#v %v t %v: P(3) = %v", m, p, horizon, q)
			}
		}
	}
}

func TestFigureOfABadHistoryIsNaN(t *testing.T) {
	for _, m := range someModels {
		for _, p := range []Purchases{{-1, 0, 1}, {0, 1, 2}, {1, 3, 2}, {1, 0, 2}, {0, 0, math.NaN()}, {1, 1, math.Inf(1)}} {
			if v := m.LogLikelihood(p); !math.IsNaN(v) {
				t.Errorf("%s %v: %v", m.Kind(), p, v)
			}
			if !math.IsNaN(m.Alive(p)) || !math.IsNaN(m.ExpectedIfAlive(p, 1)) || !math.IsNaN(m.ProbabilityIfAlive(p, 1, 0)) {
				t.Errorf("%s %v: an answer to a bad history", m.Kind(), p)
			}
		}
		if !math.IsNaN(Expected(m, Purchases{T: 1}, -1)) || !math.IsNaN(Probability(m, Purchases{T: 1}, 1, -1)) {
			t.Errorf("%s: an answer to a bad horizon", m.Kind())
		}
		if p := (Purchases{}); m.ExpectedIfAlive(p, 0) != 0 || m.ProbabilityIfAlive(p, 0, 0) != 1 || m.ProbabilityIfAlive(p, 0, 1) != 0 {
			t.Errorf("%s: something happens in no time", m.Kind())
		}
	}
	if (BGNBD{}).Alive(Purchases{1, 1, 2}) == (BGNBD{}).Alive(Purchases{1, 1, 2}) {
		t.Error("a model without parameters answers")
	}
}

// Analytic gradients and Hessians against central differences, also where the integral is steep.
func TestDerivatives(t *testing.T) {
	g, err := GroupPurchases([]Purchases{{0, 0, 10}, {0, 0, 0}, {1, 3, 9}, {2, 9, 9}, {7, 2, 30}, {150, 29, 30}, {4, 1.5, 28}})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []ModelKind{BGNBDKind, MBGNBDKind, ParetoNBDKind, NBDKind} {
		k, _ := kindOf(kind)
		for _, p := range [][4]float64{{0.5, 4, 0.8, 2.5}, {2, 0.3, 3, 40}, {1.3, 50, 0.2, 0.4}} {
			c := k.curve(g, p)
			for i := range k.names {
				h := 1e-5 * p[i]
				up, down := p, p
				up[i], down[i] = p[i]+h, p[i]-h
				cu, cd := k.curve(g, up), k.curve(g, down)
				slope := (cu.value - cd.value) / (2 * h)
				near(t, fmt.Sprint(kind, p, " gradient ", i), c.gradient[i], slope, 1e-6*(1+math.Abs(slope)))
				for j := range k.names {
					bend := (cu.gradient[j] - cd.gradient[j]) / (2 * h)
					near(t, fmt.Sprint(kind, p, " hessian ", i, j), c.hessian[i][j], bend, 1e-6*(1+math.Abs(bend)))
				}
			}
			sum, model := 0.0, k.build(p)
			for _, group := range g.groups {
				sum += model.LogLikelihood(group.Purchases)
			}
			near(t, fmt.Sprint(kind, p, " value"), c.value, sum, 1e-8*math.Abs(sum))
		}
	}
}

func simulateBG(seed uint64, n int, r, alpha, a, b float64) []Purchases {
	random := rand.New(rand.NewPCG(seed, 1))
	gamma := func(shape float64) float64 { return gammaDraw(random, shape) }
	clients := make([]Purchases, n)
	for i := range clients {
		t := float64(20*7+random.IntN(60*7)) / 7
		rate := gamma(r) / alpha
		ga, gb := gamma(a), gamma(b)
		leave := ga / (ga + gb)
		last := 0.0
		p := Purchases{T: t}
		for at := random.ExpFloat64() / rate; at < t; at += random.ExpFloat64() / rate {
			if day := math.Ceil(at*7) / 7; day > last && day <= t {
				p.X, p.Tx, last = p.X+1, day, day
			}
			if random.Float64() < leave {
				break
			}
		}
		clients[i] = p
	}
	return clients
}

func TestFitDoesNotDependOnOrderOrUnit(t *testing.T) {
	clients := simulateBG(3, 3000, 0.6, 5, 0.8, 2)
	fitOf := func(clients []Purchases) LifetimeFit {
		g, err := GroupPurchases(clients)
		if err != nil {
			t.Fatal(err)
		}
		fit, err := FitLifetime(BGNBDKind, g)
		if err != nil || !fit.Converged {
			t.Fatal(fit, err)
		}
		return fit
	}
	first := fitOf(clients)
	turned := slices.Clone(clients)
	slices.Reverse(turned)
	second := fitOf(turned)
	if !slices.Equal(values(first), values(second)) || first.LogLikelihood != second.LogLikelihood {
		t.Errorf("order changes the answer: %v %v", values(first), values(second))
	}
	days := slices.Clone(clients)
	for i := range days {
		days[i].Tx, days[i].T = days[i].Tx*7, days[i].T*7
	}
	third := fitOf(days)
	near(t, "r in days", third.Parameters[0].Value, first.Parameters[0].Value, 1e-7)
	near(t, "alpha in days", third.Parameters[1].Value, first.Parameters[1].Value*7, 1e-6)
}

func values(f LifetimeFit) []float64 {
	v := make([]float64, len(f.Parameters))
	for i, p := range f.Parameters {
		v[i] = p.Value
	}
	return v
}

// A base without dropout, one without repeats, and one of two clients: an answer each time, never an error.
func TestFitAnswersThinBases(t *testing.T) {
	loyal := simulateBG(4, 500, 0.8, 5, 1e-5, 3)
	never := make([]Purchases, 40)
	for i := range never {
		never[i].T = float64(i)
	}
	for name, clients := range map[string][]Purchases{"no dropout": loyal, "nobody came back": never, "two": {{1, 2, 3}, {0, 0, 4}}, "alike": {{2, 2, 3}, {2, 2, 3}, {2, 2, 3}}} {
		g, err := GroupPurchases(clients)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []ModelKind{BGNBDKind, MBGNBDKind, ParetoNBDKind, NBDKind} {
			fit, err := FitLifetime(kind, g)
			if err != nil || !finite(fit.LogLikelihood) {
				t.Errorf("%s %s: %+v, %v", name, kind, fit, err)
				continue
			}
			if v := Expected(fit.Model, clients[0], 10); !finite(v) || v < 0 {
				t.Errorf("%s %s: expects %v", name, kind, v)
			}
			if !fit.Converged {
				t.Errorf("%s %s: did not converge: %+v", name, kind, values(fit))
			}
		}
	}
	for name, clients := range map[string][]Purchases{"none": nil, "one": {{0, 0, 3}}, "no age": {{}, {}}} {
		g, err := GroupPurchases(clients)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := FitLifetime(BGNBDKind, g); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, err := GroupPurchases([]Purchases{{1, 0, 3}}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestCountInterval(t *testing.T) {
	i, err := CountInterval(recomputedBG, Purchases{2, 30.43, 38.86}, 39, 0.8)
	if err != nil {
		t.Fatal(err)
	}
	if i.Low != 0 || i.High != 3 {
		t.Errorf("got %v", i)
	}
	if _, err := CountInterval(recomputedBG, Purchases{2, 30.43, 38.86}, -1, 0.8); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleExpected() {
	m := BGNBD{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	client := Purchases{X: 2, Tx: 30.43, T: 38.86}
	fmt.Printf("%.3f %.3f\n", m.Alive(client), Expected(m, client, 39))
	// Output: 0.727 1.226
}
