package analytics

import (
	"math"
	"sync"
	"testing"
)

// Forgetting is what lets a learner recover: without it the end of the same world goes worse.
func TestLearnerMustForget(t *testing.T) {
	w := shopWorld(RewardBinary)
	keeps := w
	keeps.memory.HalfLife = 0
	var forgot, kept float64
	for seed := range uint64(2) {
		forgot += w.regret(w.run(t, seed+1), 70, 80) / 2
		kept += keeps.regret(keeps.run(t, seed+1), 70, 80) / 2
	}
	if forgot > kept/1.5 {
		t.Errorf("regret %.2f with forgetting, %.2f without", forgot, kept)
	}
}

// Two segments, three offers, a change half-way: small enough to be run many hundred times.
func smallWorld() learnerWorld {
	return learnerWorld{kind: RewardBinary, days: 24, change: 12, daily: 50, delay: aDay, window: 5 * aDay,
		amounts: []float64{1, 1, 1}, memory: Memory{HalfLife: 10 * aDay, Delay: aDay}, fallback: ArmPrior{Mean: 0.1, Strength: 10, Spread: 1},
		before: [][]float64{{0.2, 0.1, 0.05}, {0.05, 0.2, 0.1}}, after: [][]float64{{0.05, 0.1, 0.2}, {0.2, 0.05, 0.1}},
		eligible: [][]int{{0, 1, 2}, {0, 1, 2}}}
}

// judged is a learner's log seen by another policy, and what that policy would really have brought. The doubly robust model knows the
// rates of before the change, 20 % too low.
func (w learnerWorld) judged(log []worldDecision, target []float64) (out []LoggedDecision, truth float64) {
	share := 1 / float64(len(log))
	for _, d := range log {
		l := LoggedDecision{Reward: d.reward, Propensity: d.propensity, ModelLogged: 0.8 * w.before[d.cell][d.arm]}
		for i, arm := range w.eligible[d.cell] {
			truth += share * target[i] * w.mean(d.day, d.cell, arm) * w.inTime()
			l.ModelTarget += 0.8 * target[i] * w.before[d.cell][arm]
			if arm == d.arm {
				l.Target = target[i]
			}
		}
		out = append(out, l)
	}
	return out, truth
}

// inTime is the share of answers that come within the window.
func (w learnerWorld) inTime() float64 {
	return 1 - math.Exp2(-float64(w.window)/float64(w.delay))
}

// The log that a learner leaves behind, its propensities following what it learnt, judges other policies: 95 % intervals cover what these
// would really have brought in 95 % of 600 worlds, less three standard errors of such a count (0.027).
func TestLearnersLogCoversTheTruth(t *testing.T) {
	w := smallWorld()
	targets := map[string][]float64{"even": {1.0 / 3, 1.0 / 3, 1.0 / 3}, "another": {0.6, 0.3, 0.1}}
	const worlds, workers = 600, 2
	covered, given := map[string]*[3]int{"even": {}, "another": {}}, map[string]int{}
	var mu sync.Mutex
	world := func(t *testing.T, seed uint64) {
		log := w.run(t, 1000+seed)
		for name, target := range targets {
			decisions, truth := w.judged(log, target)
			r, err := OffPolicy(decisions, true, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Refusals) > 0 {
				continue
			}
			mu.Lock()
			given[name]++
			for k, i := range []*Interval{r.IPS, r.SNIPS, r.DoublyRobust} {
				if !i.Excludes(truth) {
					covered[name][k]++
				}
			}
			mu.Unlock()
		}
	}
	t.Run("worlds", func(t *testing.T) {
		for worker := range uint64(workers) {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for seed := worker; seed < worlds; seed += workers {
					world(t, seed)
				}
			})
		}
	})
	for name := range targets {
		if given[name] < worlds*9/10 {
			t.Errorf("%s: %d of %d logs judged", name, given[name], worlds)
		}
		for k, estimate := range []string{"IPS", "SNIPS", "doubly robust"} {
			share := float64(covered[name][k]) / float64(given[name])
			t.Logf("%s, %s: covers %.3f of %d", name, estimate, share, given[name])
			if share < 0.923 {
				t.Errorf("%s, %s covers %.3f", name, estimate, share)
			}
		}
	}
}
