package analytics

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func beliefs(t *testing.T, kind RewardKind, prior ArmPrior, states ...ArmState) []ArmBelief {
	t.Helper()
	all := make([]ArmBelief, len(states))
	for i, s := range states {
		b, err := BeliefOf(kind, prior, s)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = b
	}
	return all
}

// seen is a state that has had n answers, as of the zero moment.
func seen(n, sum, squares float64) ArmState {
	return ArmState{Weight: n, Sum: sum, SumSquares: squares}
}

func everyArm(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func TestBeliefOf(t *testing.T) {
	b := beliefs(t, RewardBinary, DefaultArmPrior(), ArmState{Weight: 10, Sum: 3, SumSquares: 3})[0] // Beta(4, 8)
	near(t, "mean", b.Mean, 1.0/3, 1e-12)
	near(t, "spread", b.StdDev, math.Sqrt(4.0*8/(144*13)), 1e-12)
	near(t, "below 0.5", b.cdf(0.5), 0.88671875, 1e-9)                                          // P(Binomial(11, ½) ≥ 4)
	v := beliefs(t, RewardValue, ArmPrior{Mean: 0, Strength: 1, Spread: 1}, seen(3, 12, 50))[0] // κ 4, S = 1 + 2 + 12
	near(t, "value mean", v.Mean, 3, 1e-12)
	near(t, "value spread", v.StdDev, math.Sqrt(15)/4, 1e-12)
	for name, call := range map[string]func() (ArmBelief, error){
		"prior":  func() (ArmBelief, error) { return BeliefOf(RewardBinary, ArmPrior{1, 2, 0}, ArmState{}) },
		"more":   func() (ArmBelief, error) { return BeliefOf(RewardBinary, DefaultArmPrior(), seen(1, 2, 2)) },
		"spread": func() (ArmBelief, error) { return BeliefOf(RewardValue, ArmPrior{1, 2, 0}, ArmState{}) },
		"kind":   func() (ArmBelief, error) { return BeliefOf("x", DefaultArmPrior(), ArmState{}) },
		"state":  func() (ArmBelief, error) { return BeliefOf(RewardValue, DefaultArmPrior(), seen(-1, 0, 0)) },
	} {
		if _, err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// P(Beta(2,1) beats Beta(1,1)) = 2/3; P(Beta(3,1) beats Beta(1,2) twins) from the same integral by hand: see the cases.
func TestPropensities(t *testing.T) {
	cases := []struct {
		name   string
		states []ArmState
		floor  float64
		want   []float64
	}{
		{"two to one", []ArmState{{}, seen(1, 1, 1)}, 0, []float64{1.0 / 3, 2.0 / 3}},
		{"alike", []ArmState{seen(5, 2, 2), seen(5, 2, 2), seen(5, 2, 2)}, 0, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}},
		{"with a floor", []ArmState{{}, seen(1, 1, 1)}, 0.3, []float64{0.7/3 + 0.15, 1.4/3 + 0.15}},
		{"three", []ArmState{{}, seen(1, 1, 1), seen(2, 2, 2)}, 0, []float64{1.0 / 6, 2.0 / 6, 3.0 / 6}}, // Beta(k,1): k/Σk
		{"certain", []ArmState{seen(1e6, 1e5, 1e5), seen(1e6, 2e5, 2e5)}, 0.1, []float64{0.05, 0.95}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			table, err := NewThompsonTable(beliefs(t, RewardBinary, DefaultArmPrior(), c.states...), c.floor)
			if err != nil {
				t.Fatal(err)
			}
			p, err := table.Propensities(nil, everyArm(len(c.states)))
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for i, want := range c.want {
				near(t, fmt.Sprint("arm ", i), p[i], want, 2e-3)
				sum += p[i]
			}
			near(t, "sum", sum, 1, 1e-12)
		})
	}
	table, err := NewThompsonTable(beliefs(t, RewardBinary, DefaultArmPrior(), ArmState{}, ArmState{}), 0.05)
	if err != nil {
		t.Fatal(err)
	}
	for _, eligible := range [][]int{nil, {2}, {-1}, {0, 0}} {
		if _, err := table.Propensities(nil, eligible); !errors.Is(err, ErrInput) {
			t.Errorf("%v: got %v, want ErrInput", eligible, err)
		}
	}
	if _, err := table.Choose([]int{0}, 1); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	draws := DrawsOf(1, 2, 3)
	if ranked, err := table.Rank(nil, []int{0, 1}, 3, &draws); err != nil || len(ranked) != 2 || ranked[0].Arm == ranked[1].Arm || ranked[1].Propensity != 1 {
		t.Errorf("%v %v", ranked, err)
	}
	if _, err := NewThompsonTable([]ArmBelief{{}}, 0); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleThompsonTable_Choose() {
	good, _ := BeliefOf(RewardBinary, DefaultArmPrior(), ArmState{Weight: 100, Sum: 20, SumSquares: 20})
	poor, _ := BeliefOf(RewardBinary, DefaultArmPrior(), ArmState{Weight: 100, Sum: 5, SumSquares: 5})
	table, _ := NewThompsonTable([]ArmBelief{good, poor}, 0.1)
	choice, _ := table.Choose([]int{0, 1}, 0.42)
	fmt.Printf("%d %.2f\n", choice.Arm, choice.Propensity)
	// Output: 0 0.95
}
