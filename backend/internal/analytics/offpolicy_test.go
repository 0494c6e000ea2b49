package analytics

import (
	"errors"
	"math"
	"testing"
)

// By hand: weights 2, 0.5, 0.5 and rewards 1, 0, 1.
func TestOffPolicyByHand(t *testing.T) {
	var log []LoggedDecision
	for range 40 {
		log = append(log, LoggedDecision{1, 0.25, 0.5, 0.5, 0.5}, LoggedDecision{0, 0.5, 0.25, 0.5, 0.5}, LoggedDecision{1, 0.5, 0.25, 0.5, 0.5})
	}
	r, err := OffPolicy(log, true, 0.95)
	if err != nil || len(r.Refusals) > 0 {
		t.Fatal(r, err)
	}
	near(t, "IPS", r.IPS.Estimate, 2.5/3, 1e-12)
	near(t, "SNIPS", r.SNIPS.Estimate, 2.5/3, 1e-12)
	near(t, "doubly robust", r.DoublyRobust.Estimate, 0.5+(1-0.25+0.25)/3, 1e-12)
	near(t, "effective sample", r.EffectiveSample, 120*120/(40*4.5), 1e-9)
	if r.LargestWeight != 2 {
		t.Errorf("%+v", r)
	}
}

func TestOffPolicyRefuses(t *testing.T) {
	many := func(n int, d LoggedDecision) []LoggedDecision {
		log := make([]LoggedDecision, n)
		for i := range log {
			log[i] = d
		}
		return log
	}
	// Two decisions of ten thousand carry all the weight, as in a public log.
	two := append(many(9998, LoggedDecision{Reward: 1, Propensity: 0.99, Target: 0}), LoggedDecision{1, 0.0002, 1, 0, 0}, LoggedDecision{0, 0.0002, 1, 0, 0})
	cases := []struct {
		name string
		log  []LoggedDecision
		want string
	}{
		{"two of ten thousand", two, RefusalEffectiveSample},
		{"never the same", many(100, LoggedDecision{1, 0.5, 0, 0, 0}), RefusalNoOverlap},
		{"wrong propensities", many(1000, LoggedDecision{1, 0.5, 1, 0, 0}), RefusalMeanWeight},
		{"few", many(40, LoggedDecision{1, 0.5, 0.5, 0, 0}), RefusalFew},
		{"all rewards alike", many(100, LoggedDecision{1, 0.5, 0.5, 0, 0}), RefusalNoVariation},
		{"a heavy one", append(many(1000, LoggedDecision{1, 1, 0.9, 0, 0}), LoggedDecision{1, 0.002, 0.5, 0, 0}), RefusalLargestWeight},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := OffPolicy(c.log, false, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, why := range r.Refusals {
				found = found || why == c.want
			}
			if !found || r.IPS != nil || r.SNIPS != nil || r.DoublyRobust != nil {
				t.Errorf("got %+v, want refusal %s", r, c.want)
			}
		})
	}
	for _, bad := range []LoggedDecision{{1, 0, 0.5, 0, 0}, {1, 1.5, 0.5, 0, 0}, {1, 0.5, -1, 0, 0}, {math.NaN(), 0.5, 0.5, 0, 0}} {
		if _, err := OffPolicy([]LoggedDecision{bad, bad}, false, 0.95); !errors.Is(err, ErrInput) {
			t.Errorf("%+v: got %v, want ErrInput", bad, err)
		}
	}
}
