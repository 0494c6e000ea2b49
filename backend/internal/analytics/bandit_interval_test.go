package analytics

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// Against the quantiles of the distributions themselves.
func TestBeliefInterval(t *testing.T) {
	binary, err := BeliefOf(RewardBinary, DefaultArmPrior(), ArmState{Weight: 100, Sum: 10, SumSquares: 10})
	if err != nil {
		t.Fatal(err)
	}
	beta := distuv.Beta{Alpha: 11, Beta: 91}
	got := binary.Interval(0.95)
	near(t, "low", got.Low, beta.Quantile(0.025), 1e-6)
	near(t, "high", got.High, beta.Quantile(0.975), 1e-6)
	near(t, "mean", got.Estimate, 11.0/102, 1e-12)
	value, err := BeliefOf(RewardValue, ArmPrior{Mean: 5, Strength: 3, Spread: 40}, ArmState{})
	if err != nil {
		t.Fatal(err)
	}
	student := distuv.StudentsT{Mu: 5, Sigma: value.StdDev, Nu: 3}
	got = value.Interval(0.9)
	near(t, "low of money", got.Low, student.Quantile(0.05), 1e-4)
	near(t, "high of money", got.High, student.Quantile(0.95), 1e-4)
	if none := (ArmBelief{Mean: 1}).Interval(0.95); none.Low != 1 || none.High != 1 {
		t.Error(none)
	}
}
