package analytics

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func TestHistoryOf(t *testing.T) {
	days := []DayAmount{{24, 300}, {10, 999}, {17, 100}, {17, 50}, {31, 40}, {31, 2}, {50, 7}, {24, -20}}
	h, ok, err := HistoryOf(days, 30, 40, 7)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	want := History{Purchases: Purchases{2, 2, 20.0 / 7}, Spend: Spend{2, 215}, FirstDay: 10, After: 1, AfterAmount: 42}
	if h != want {
		t.Errorf("got %+v, want %+v", h, want)
	}
	if h, ok, err := HistoryOf([]DayAmount{{30, 5}}, 30, 30, 7); err != nil || !ok || h.T != 0 || h.X != 0 || h.check() != nil {
		t.Errorf("bought on the last day: %+v %v %v", h, ok, err)
	}
	if _, ok, err := HistoryOf([]DayAmount{{31, 5}}, 30, 40, 7); err != nil || ok {
		t.Errorf("not yet a client: %v %v", ok, err)
	}
	for _, bad := range []func() (History, bool, error){
		func() (History, bool, error) { return HistoryOf(nil, 1, 1, 7) },
		func() (History, bool, error) { return HistoryOf(days, 2, 1, 7) },
		func() (History, bool, error) { return HistoryOf(days, 1, 1, 0) },
	} {
		if _, _, err := bad(); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
}

// Small and odd bases, among them ones whose best fit lies at the edge of the box: every fit converges.
func TestFitsConverge(t *testing.T) {
	random := rand.New(rand.NewPCG(77, 78))
	draw := func(centre, spread float64) float64 { return math.Exp(centre + spread*random.NormFloat64()) }
	for k := range 60 {
		clients := simulateBG(uint64(k), 2+random.IntN(200), draw(0, 1.2), draw(2, 1.5), draw(0, 1.5), draw(1, 1.5))
		g := grouped(t, clients)
		for _, kind := range []ModelKind{BGNBDKind, MBGNBDKind, ParetoNBDKind, NBDKind} {
			fit, err := FitLifetime(kind, g)
			if err != nil || !fit.Converged || !finite(fit.LogLikelihood) {
				t.Errorf("base %d of %d clients, %s: %+v %v", k, len(clients), kind, values(fit), err)
			}
		}
	}
}

// A base above the size of the start sample ends where a search over all of it from the first ends.
func TestFitOfALargeBase(t *testing.T) {
	g := grouped(t, simulateBG(9, 2*startSample+4000, 0.6, 5, 0.8, 2))
	s := g.sampled(startSample)
	near(t, "mean age of the sample", s.meanT, g.meanT, 0.01*g.meanT)
	rate := float64(g.repeats) / float64(g.clients)
	near(t, "repeats per client of the sample", float64(s.repeats)/startSample, rate, 0.02*rate)
	fit, err := FitLifetime(BGNBDKind, g)
	if err != nil || !fit.Converged || fit.Clients != g.Clients() {
		t.Fatal(fit, err)
	}
	k, _ := kindOf(BGNBDKind)
	direct := k.search(g.scaled(g.meanT))
	for i, p := range fit.Parameters {
		want := math.Exp(direct.at[i])
		if k.times[i] {
			want *= g.meanT
		}
		near(t, p.Name, p.Value, want, 1e-6*want)
	}
	for i, truth := range []float64{0.6, 5, 0.8, 2} { // day rounding moves a little
		if p := fit.Parameters[i]; math.Abs(p.Value-truth) > 5**p.StdErr {
			t.Errorf("%s is %v ± %v, simulated with %v", p.Name, p.Value, *p.StdErr, truth)
		}
	}
}

// Where the active term is e^−1500 of the other, the grouped likelihood and the single one still agree.
func TestParetoFarFromActive(t *testing.T) {
	p := Purchases{X: 200, Tx: 1, T: 1e4}
	at := [4]float64{0.5, 3, 0.6, 11}
	want := ParetoNBD{at[0], at[1], at[2], at[3]}.LogLikelihood(p)
	c := paretoCurve(grouped(t, []Purchases{p}), at)
	near(t, "log-likelihood", c.value, want, 1e-8*math.Abs(want))
	if !finite(c.gradient[:]...) || !finite(want) {
		t.Errorf("%+v", c)
	}
}
