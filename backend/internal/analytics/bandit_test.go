package analytics

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
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

func TestBeliefOf(t *testing.T) {
	b := beliefs(t, RewardBinary, DefaultArmPrior(), ArmState{10, 3, 3})[0] // Beta(4, 8)
	near(t, "mean", b.Mean, 1.0/3, 1e-12)
	near(t, "spread", b.StdDev, math.Sqrt(4.0*8/(144*13)), 1e-12)
	near(t, "below 0.5", b.cdf(0.5), 0.88671875, 1e-9)                                              // P(Binomial(11, ½) ≥ 4)
	v := beliefs(t, RewardValue, ArmPrior{Mean: 0, Strength: 1, Spread: 1}, ArmState{3, 12, 50})[0] // κ 4, S = 1 + 2 + 12
	near(t, "value mean", v.Mean, 3, 1e-12)
	near(t, "value spread", v.StdDev, math.Sqrt(15)/4, 1e-12)
	for name, call := range map[string]func() (ArmBelief, error){
		"prior":  func() (ArmBelief, error) { return BeliefOf(RewardBinary, ArmPrior{1, 2, 0}, ArmState{}) },
		"more":   func() (ArmBelief, error) { return BeliefOf(RewardBinary, DefaultArmPrior(), ArmState{1, 2, 2}) },
		"spread": func() (ArmBelief, error) { return BeliefOf(RewardValue, ArmPrior{1, 2, 0}, ArmState{}) },
		"kind":   func() (ArmBelief, error) { return BeliefOf("x", DefaultArmPrior(), ArmState{}) },
		"state":  func() (ArmBelief, error) { return BeliefOf(RewardValue, DefaultArmPrior(), ArmState{-1, 0, 0}) },
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
		{"two to one", []ArmState{{}, {1, 1, 1}}, 0, []float64{1.0 / 3, 2.0 / 3}},
		{"alike", []ArmState{{5, 2, 2}, {5, 2, 2}, {5, 2, 2}}, 0, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}},
		{"with a floor", []ArmState{{}, {1, 1, 1}}, 0.3, []float64{0.7/3 + 0.15, 1.4/3 + 0.15}},
		{"three", []ArmState{{}, {1, 1, 1}, {2, 2, 2}}, 0, []float64{1.0 / 6, 2.0 / 6, 3.0 / 6}}, // Beta(k,1): k/Σk
		{"certain", []ArmState{{1e6, 1e5, 1e5}, {1e6, 2e5, 2e5}}, 0.1, []float64{0.05, 0.95}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			table, err := NewThompsonTable(beliefs(t, RewardBinary, DefaultArmPrior(), c.states...), c.floor)
			if err != nil {
				t.Fatal(err)
			}
			eligible := make([]int, len(c.states))
			for i := range eligible {
				eligible[i] = i
			}
			p, err := table.Propensities(eligible)
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
		if _, err := table.Propensities(eligible); !errors.Is(err, ErrInput) {
			t.Errorf("%v: got %v, want ErrInput", eligible, err)
		}
	}
	if _, err := table.Choose([]int{0}, 1); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if ranked, err := table.Rank([]int{0, 1}, []float64{0.9, 0.1, 0.5}); err != nil || len(ranked) != 2 || ranked[0].Arm == ranked[1].Arm || ranked[1].Propensity != 1 {
		t.Errorf("%v %v", ranked, err)
	}
	if _, err := NewThompsonTable([]ArmBelief{{}}, 0); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestForgettingAndWarmStart(t *testing.T) {
	s := ArmState{8, 4, 4}.Forgotten(30, 30)
	if s != (ArmState{4, 2, 2}) || (ArmState{8, 4, 4}).Forgotten(30, 0) != (ArmState{8, 4, 4}) || s.Observed(math.NaN()) != s || s.Observed(1) != (ArmState{5, 3, 3}) {
		t.Errorf("%+v", s)
	}
	p, err := PriorOf([]ArmState{{80, 8, 8}, {20, 12, 12}}, 5, DefaultArmPrior())
	if err != nil || p.Strength != 5 {
		t.Fatal(p, err)
	}
	near(t, "pooled", p.Mean, 0.2, 1e-12)
	near(t, "pooled spread", p.Spread, 0.4, 1e-12)
	if p, err := PriorOf(nil, 5, DefaultArmPrior()); err != nil || p != DefaultArmPrior() {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := PriorOf(nil, 0, DefaultArmPrior()); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// learn runs the learner for rounds decisions among arms with the given rates; rates may change half-way. It answers the
// share of decisions for the arm that is best at the end, over the last fifth, and the mean reward of all.
func learn(t *testing.T, seed uint64, rounds int, before, after []float64, halfLife float64, eligible []int) (bestShare, mean float64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 9))
	states := make([]ArmState, len(before))
	var table *ThompsonTable
	best := eligible[0]
	for _, arm := range eligible {
		if after[arm] > after[best] {
			best = arm
		}
	}
	hits := 0
	for round := range rounds {
		if round%50 == 0 {
			for i := range states {
				states[i] = states[i].Forgotten(50, halfLife)
			}
			var err error
			if table, err = NewThompsonTable(beliefs(t, RewardBinary, DefaultArmPrior(), states...), 0.05); err != nil {
				t.Fatal(err)
			}
		}
		choice, err := table.Choose(eligible, random.Float64())
		if err != nil {
			t.Fatal(err)
		}
		rates := before
		if round >= rounds/2 {
			rates = after
		}
		reward := 0.0
		if random.Float64() < rates[choice.Arm] {
			reward = 1
		}
		states[choice.Arm] = states[choice.Arm].Observed(reward)
		mean += reward / float64(rounds)
		if round >= rounds*4/5 && choice.Arm == best {
			hits++
		}
	}
	for arm, s := range states {
		used := false
		for _, e := range eligible {
			used = used || e == arm
		}
		if !used && s.Weight > 0 {
			t.Fatalf("arm %d is not eligible and was chosen", arm)
		}
	}
	return float64(hits) / float64(rounds/5), mean
}

func TestLearnerApproachesTheBestArm(t *testing.T) {
	rates := []float64{0.02, 0.05, 0.10, 0.04, 0.5}
	share, mean := learn(t, 1, 20_000, rates, rates, 0, []int{0, 1, 2, 3})
	if uniform := (0.02 + 0.05 + 0.10 + 0.04) / 4; share < 0.9 || mean < 1.6*uniform {
		t.Errorf("best arm in %.2f of the last decisions, reward %.4f against %.4f by chance", share, mean, uniform)
	}
	share, _ = learn(t, 2, 20_000, []float64{0.10, 0.05, 0.02}, []float64{0.02, 0.05, 0.10}, 2000, []int{0, 1, 2})
	if share < 0.8 {
		t.Errorf("after the change the new best arm has %.2f of the last decisions", share)
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

func BenchmarkThompsonChoose50(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	arms, eligible := make([]ArmBelief, 50), make([]int, 50)
	for i := range arms {
		arms[i], _ = BeliefOf(RewardBinary, DefaultArmPrior(), ArmState{1000, float64(10 + random.IntN(90)), 0})
		eligible[i] = i
	}
	table, err := NewThompsonTable(arms, 0.05)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := table.Choose(eligible, 0.5); err != nil {
			b.Fatal(err)
		}
	}
}
