package analytics

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// A learner's log evaluates another policy: intervals cover the truth at their rate, 95 % ± 3 over 400 logs.
func TestOffPolicyCoversTheTruth(t *testing.T) {
	rates := []float64{0.05, 0.1, 0.2}
	logging, target := []float64{0.5, 0.3, 0.2}, []float64{0.1, 0.2, 0.7}
	truth := 0.0
	for i := range rates {
		truth += target[i] * rates[i]
	}
	random := rand.New(rand.NewPCG(21, 22))
	const logs = 400
	covered := [3]int{}
	for range logs {
		log := make([]LoggedDecision, 1500)
		for i := range log {
			arm := 0
			for u := random.Float64(); arm < 2 && u >= logging[arm]; arm++ {
				u -= logging[arm]
			}
			d := LoggedDecision{Propensity: logging[arm], Target: target[arm], ModelLogged: rates[arm] * 0.8, ModelTarget: truth * 0.8}
			if random.Float64() < rates[arm] {
				d.Reward = 1
			}
			log[i] = d
		}
		r, err := OffPolicy(log, true, 0.95)
		if err != nil || len(r.Refusals) > 0 {
			t.Fatal(r, err)
		}
		for k, i := range []*Interval{r.IPS, r.SNIPS, r.DoublyRobust} {
			if !i.Excludes(truth) {
				covered[k]++
			}
		}
	}
	for k, name := range []string{"IPS", "SNIPS", "doubly robust"} {
		near(t, name+" coverage", float64(covered[k])/logs, 0.95, 0.03)
	}
}

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
