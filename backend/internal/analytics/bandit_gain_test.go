package analytics

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// By hand: 1,000 exposed, 100 answered with 1 each, against 1,000 held out of whom 60 answered. Difference 0.04; variances
// 0.09009 and 0.05646, standard error √(0.14655/1000) = 0.012106; Welch's interval 0.04 ± 1.9612 × 0.012106.
func TestHoldoutGain(t *testing.T) {
	r, err := HoldoutGain(RewardCounts{1000, 100, 100, 100}, RewardCounts{1000, 60, 60, 60}, 0.5, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "difference", r.Revenue.Estimate, 0.04, 1e-12)
	near(t, "standard error", r.Revenue.StdErr, math.Sqrt((100*0.9/999+60*0.94/999)/1000), 1e-12)
	near(t, "low", r.Revenue.Low, 0.01626, 1e-4)
	near(t, "high", r.Revenue.High, 0.06374, 1e-4)
	near(t, "share", r.Conversion.Estimate, 0.04, 1e-12)
	near(t, "in all", r.IncrementalRevenue.Estimate, 40, 1e-9)
	if !slices.Contains(r.Statements, LiftGain) || *r.SampleRatioP != 1 {
		t.Errorf("%+v", r)
	}
	if r, err := HoldoutGain(RewardCounts{1000, 100, 100, 100}, RewardCounts{}, 0.9, 0.9); err != nil || !slices.Contains(r.Statements, LiftNoControl) {
		t.Error(r, err)
	}
	for name, c := range map[string]RewardCounts{"answered": {10, 11, 5, 5}, "squares": {10, 2, 5, 1}, "clients": {-1, 0, 0, 0}} {
		if _, err := HoldoutGain(c, c, 0.5, 0); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}
