package analytics

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func grouped(t *testing.T, clients []Purchases) PurchaseGroups {
	t.Helper()
	g, err := GroupPurchases(clients)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestChooseLifetime(t *testing.T) {
	c, err := ChooseLifetime(grouped(t, simulateBG(5, 4000, 0.6, 5, 0.8, 2)))
	if err != nil || c.Reason != ChoiceHighestLikelihood || c.Kind == NBDKind || len(c.Candidates) != 4 {
		t.Errorf("with dropout: %+v %v", c, err)
	}
	if fit, ok := c.Fit(); !ok || fit.Kind != c.Kind {
		t.Errorf("the chosen fit is %v", fit.Kind)
	}
	c, err = ChooseLifetime(grouped(t, simulateBG(6, 1000, 0.6, 5, 1e-6, 2)))
	if err != nil || c.Reason != ChoiceDropoutNotIdentified || c.Kind != NBDKind {
		t.Errorf("without dropout: %s %s %v %v", c.Kind, c.Reason, c.DropoutRatio, err)
	}
	c, err = ChooseLifetime(grouped(t, []Purchases{{0, 0, 10}, {1, 4, 9}}))
	if err != nil || c.Reason != ChoiceThinData || c.Pooled == nil {
		t.Errorf("two clients: %+v %v", c, err)
	}
	if _, err := ChooseLifetime(grouped(t, nil)); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// One purchase in 10 units of exposure: Garwood's 95 % interval of a count of 1 is [0.0253, 5.5716].
func TestPoolRate(t *testing.T) {
	r, err := PoolRate(grouped(t, []Purchases{{0, 0, 6}, {1, 2, 4}}), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "estimate", r.Rate.Estimate, 0.15, 1e-12)
	near(t, "low", r.Rate.Low, 0.00253178, 1e-7)
	near(t, "high", r.Rate.High, 0.55716, 1e-5)
	f, err := r.Forecast(Purchases{0, 0, 6}, 10, 0.9)
	if err != nil || f.Low != 0 || f.High <= f.Estimate || f.Estimate <= 0 {
		t.Errorf("%+v %v", f, err)
	}
	r, err = PoolRate(grouped(t, []Purchases{{0, 0, 6}}), 0.95)
	if err != nil || r.Rate.Low != 0 || !(r.Rate.Estimate > 0) {
		t.Errorf("nobody came back: %+v %v", r, err)
	}
	if _, err := PoolRate(grouped(t, []Purchases{{}}), 0.95); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestHoldoutCDNOW(t *testing.T) {
	clients := cdnow(t)
	choice, err := ChooseLifetime(grouped(t, histories(clients)))
	if err != nil || choice.Kind != MBGNBDKind || !slices.Equal(choice.Close, []ModelKind{BGNBDKind}) {
		t.Errorf("chose %s, close %v, %v", choice.Kind, choice.Close, err)
	}
	var out []HoldoutClient
	var births, repeats []float64
	for _, c := range clients {
		out = append(out, HoldoutClient{c.Purchases, c.holdout})
		births, repeats = append(births, c.birth), append(repeats, c.repeats...)
	}
	m := recomputedBG
	r, err := Holdout(m, out, 39)
	if err != nil {
		t.Fatal(err)
	}
	if r.Actual != 1882 {
		t.Errorf("%d repeat days in the holdout, want 1882", r.Actual)
	}
	near(t, "predicted", r.Predicted, 1653.41, 0.006)
	near(t, "bias", *r.Bias, 1653.41/1882-1, 1e-5)
	near(t, "MAE", r.MAE, 0.7855, 6e-5)
	if r.Rank.Estimate < 0.4 || len(r.ByRepeats) != 8 || r.Trust != "fair" { // 12 % under
		t.Errorf("%+v", r)
	}
	points, err := Tracking(m, births, repeats, 1, 78)
	if err != nil {
		t.Fatal(err)
	}
	last := points[77]
	if want := float64(2457 + 1882); math.Abs(last.CumulativeActual-want) > 10 {
		t.Errorf("%v repeats tracked, want about %v", last.CumulativeActual, want)
	}
	if off := last.CumulativeExpected/last.CumulativeActual - 1; math.Abs(off) > 0.1 {
		t.Errorf("the model is off by %.3f at week 78", off)
	}
}

func TestTracking(t *testing.T) {
	points, err := Tracking(NBD{1, 10}, []float64{0, 0, 1.5}, []float64{0.5, 1, 1.2, 7}, 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	// E[X(t)] = t/10: two clients from 0, one from 1.5.
	for k, want := range []TrackingPoint{{1, 0.2, 2, 0.2, 2}, {2, 0.25, 1, 0.45, 3}, {3, 0.3, 0, 0.75, 3}} {
		got := points[k]
		near(t, "expected", got.Expected, want.Expected, 1e-12)
		near(t, "cumulative", got.CumulativeExpected, want.CumulativeExpected, 1e-12)
		if got.End != want.End || got.Actual != want.Actual || got.CumulativeActual != want.CumulativeActual {
			t.Errorf("period %d: %+v", k, got)
		}
	}
	if _, err := Tracking(NBD{1, 10}, []float64{-1}, nil, 1, 3); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if _, err := Holdout(NBD{1, 10}, nil, 3); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}
