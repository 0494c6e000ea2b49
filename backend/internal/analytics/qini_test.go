package analytics

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// By hand: scores 4 to 1, one treated and one control client each; outcomes (1,0) (1,0) (0,0) (0,1). Gains per treated
// client after each quarter: 1/4, 2/4, 2/4, 1/4. Area by trapezoids 0.34375, straight line 0.125: Qini 0.21875.
// φ·uplift after each quarter: .25, .5, .5, .25: AUUC 0.34375.
func handUplift() []UpliftRow {
	return []UpliftRow{{4, true, 1}, {4, false, 0}, {3, true, 1}, {3, false, 0}, {2, true, 0}, {2, false, 0}, {1, true, 0}, {1, false, 1}}
}

func TestUpliftByHand(t *testing.T) {
	r, err := Uplift(handUplift(), 100, 2, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "Qini", r.Qini, 0.21875, 1e-12)
	near(t, "AUUC", r.AUUC, 0.34375, 1e-12)
	near(t, "effect", r.Effect.Estimate, 0.25, 1e-12)
	if len(r.Curve) != 5 || len(r.Bins) != 2 || r.Bins[0].Difference.Estimate != 1 || r.Bins[1].Difference.Estimate != -0.5 {
		t.Errorf("%+v", r)
	}
	turned := handUplift()
	slices.Reverse(turned)
	again, err := Uplift(turned, 100, 2, 0.95)
	if err != nil || again.Qini != r.Qini || again.AUUC != r.AUUC {
		t.Errorf("order of rows changes the answer: %v %v", again.Qini, err)
	}
}

func TestUpliftTiesAndErrors(t *testing.T) {
	same := handUplift()
	for i := range same {
		same[i].Score = 7
	}
	r, err := Uplift(same, 10, 4, 0.95)
	if err != nil || len(r.Curve) != 2 || len(r.Bins) != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	near(t, "a constant score is worth nothing", r.Qini, 0, 1e-12)
	for name, call := range map[string]func() (UpliftReport, error){
		"no control": func() (UpliftReport, error) { return Uplift([]UpliftRow{{1, true, 1}, {2, true, 1}}, 10, 1, 0.95) },
		"points":     func() (UpliftReport, error) { return Uplift(same, 1, 1, 0.95) },
		"bins":       func() (UpliftReport, error) { return Uplift(same, 2, 0, 0.95) },
		"level":      func() (UpliftReport, error) { return Uplift(same, 2, 1, 0) },
	} {
		if _, err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// A random score has a Qini around 0, the true effect a positive one, its opposite a negative one.
func TestUpliftOrdersScores(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	rows := make([]UpliftRow, 40_000)
	blind := make([]UpliftRow, len(rows))
	opposite := make([]UpliftRow, len(rows))
	for i := range rows {
		effect := random.Float64() * 10
		row := UpliftRow{Score: effect, Treated: random.Float64() < 0.5, Outcome: random.NormFloat64()}
		if row.Treated {
			row.Outcome += effect
		}
		rows[i], blind[i], opposite[i] = row, row, row
		blind[i].Score, opposite[i].Score = random.Float64(), -effect
	}
	want := map[string][2]float64{"true": {10.0 / 12, 0.05}, "blind": {0, 0.05}, "opposite": {-10.0 / 12, 0.05}} // ∫ (10φ − 5φ² − 5φ) dφ
	for name, data := range map[string][]UpliftRow{"true": rows, "blind": blind, "opposite": opposite} {
		r, err := Uplift(data, 50, 10, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, name, r.Qini, want[name][0], want[name][1])
		if len(r.Curve) != 50 || len(r.Bins) != 10 {
			t.Errorf("%s: %d points, %d bins", name, len(r.Curve), len(r.Bins))
		}
	}
}

func ExampleUplift() {
	r, _ := Uplift(handUplift(), 10, 2, 0.95)
	fmt.Printf("%.5f %.5f\n", r.Qini, r.AUUC)
	// Output: 0.21875 0.34375
}
