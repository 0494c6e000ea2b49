package analytics

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
)

func TestPredictAll(t *testing.T) {
	clients := simulateBG(8, 9000, 0.6, 5, 0.8, 2)
	for _, m := range someModels[:3] {
		all, err := PredictAll(m, clients, 52, 0.002)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(clients); i += 97 {
			p := clients[i]
			want := Prediction{m.Alive(p), Expected(m, p, 52), Discounted(m, p, 0.002, 52)}
			if all[i] != want {
				t.Fatalf("%s client %d: got %+v, want %+v", m.Kind(), i, all[i], want)
			}
		}
	}
	if all, err := PredictAll(someModels[0], nil, 52, 0); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
	for _, bad := range []func() ([]Prediction, error){
		func() ([]Prediction, error) { return PredictAll(someModels[0], clients, -1, 0) },
		func() ([]Prediction, error) { return PredictAll(someModels[0], clients, 1, math.NaN()) },
		func() ([]Prediction, error) { return PredictAll(someModels[0], []Purchases{{1, 0, 1}}, 1, 0) },
	} {
		if _, err := bad(); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
}

// A fit kept as JSON gives its model back.
func TestModelOf(t *testing.T) {
	g := grouped(t, simulateBG(8, 900, 0.6, 5, 0.8, 2))
	for _, kind := range []ModelKind{BGNBDKind, MBGNBDKind, ParetoNBDKind, NBDKind} {
		fit, err := FitLifetime(kind, g)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(fit)
		if err != nil {
			t.Fatal(err)
		}
		var kept LifetimeFit
		if err := json.Unmarshal(text, &kept); err != nil {
			t.Fatal(err)
		}
		m, err := ModelOf(kept.Kind, kept.Parameters)
		if err != nil || m != fit.Model {
			t.Errorf("%s: got %+v %v, want %+v", kind, m, err, fit.Model)
		}
	}
	for _, bad := range [][]Parameter{nil, {{Name: "r", Value: 1}, {Name: "beta", Value: 1}}, {{Name: "r", Value: 0}, {Name: "alpha", Value: 1}}} {
		if _, err := ModelOf(NBDKind, bad); !errors.Is(err, ErrInput) {
			t.Errorf("%v: got %v, want ErrInput", bad, err)
		}
	}
}
