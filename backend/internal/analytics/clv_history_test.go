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
