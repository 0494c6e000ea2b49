package analytics

import (
	"math/rand/v2"
	"testing"
	"time"
)

// learnerWorld is clients who answer offers: by cell (segment × placement) and arm the probability of an answer, which changes on one
// day, and the arms that are eligible there. An answer comes late, by an exponential delay of median delay, and counts within window.
type learnerWorld struct {
	kind          RewardKind
	before, after [][]float64
	amounts       []float64 // reward of an answer by arm; 1 for rates
	eligible      [][]int
	days, change  int
	daily         int // decisions per cell and day
	delay, window time.Duration
	memory        Memory
	fallback      ArmPrior
}

// worldDecision is one line of the log.
type worldDecision struct {
	day, cell, arm     int
	propensity, reward float64 // the reward that came in the end
}

type lateReward struct {
	shown     time.Time
	cell, arm int
	reward    float64
}

func (w learnerWorld) mean(day, cell, arm int) float64 {
	rates := w.before
	if day >= w.change {
		rates = w.after
	}
	return rates[cell][arm] * w.amounts[arm]
}

// run lets the learner decide day by day: each morning its memory, priors and tables are made anew, then it draws by decision.
func (w learnerWorld) run(t *testing.T, seed uint64) []worldDecision {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 77))
	arms := len(w.amounts)
	states := make([][]ArmState, arms) // by arm, then cell
	for i := range states {
		states[i] = make([]ArmState, len(w.eligible))
	}
	late := make([][]lateReward, w.days+1)
	var log []worldDecision
	for day := range w.days {
		morning := dayZero.Add(time.Duration(day) * aDay)
		for _, l := range late[day] {
			states[l.arm][l.cell] = w.memory.Rewarded(states[l.arm][l.cell], l.shown, l.reward)
		}
		chances := w.tables(t, states, morning)
		for cell, eligible := range w.eligible {
			for range w.daily {
				decision := int64(len(log))
				draws := DrawsOf(seed, decision, int64(cell))
				at := Pick(chances[cell], draws.Next())
				arm, shown := eligible[at], morning.Add(time.Duration(random.Int64N(int64(aDay))))
				states[arm][cell] = w.memory.Shown(states[arm][cell], shown)
				d := worldDecision{day: day, cell: cell, arm: arm, propensity: chances[cell][at]}
				wait := time.Duration(random.ExpFloat64() / 0.6931471805599453 * float64(w.delay))
				if random.Float64() < w.mean(day, cell, arm)/w.amounts[arm] && wait <= w.window {
					d.reward = w.amounts[arm]
					if due := int(shown.Add(wait).Sub(dayZero)/aDay) + 1; due <= w.days {
						late[due] = append(late[due], lateReward{shown, cell, arm, d.reward})
					}
				}
				log = append(log, d)
			}
		}
	}
	return log
}

// tables gives, by cell, the propensities of its eligible arms, as the ranking would keep them for a day.
func (w learnerWorld) tables(t *testing.T, states [][]ArmState, now time.Time) [][]float64 {
	t.Helper()
	pooled := make([]ArmState, len(states))
	for arm, cells := range states {
		for cell := range cells {
			cells[cell] = w.memory.At(cells[cell], now)
			pooled[arm] = w.memory.Joined(pooled[arm], cells[cell])
		}
	}
	global, err := PriorOf(w.kind, pooled, w.fallback)
	if err != nil {
		t.Fatal(err)
	}
	priors := make([][]ArmPrior, len(states))
	for arm, cells := range states {
		if priors[arm], err = WarmStart(w.kind, cells, global); err != nil {
			t.Fatal(err)
		}
	}
	out := make([][]float64, len(w.eligible))
	for cell, eligible := range w.eligible {
		all := make([]ArmBelief, len(states))
		for arm := range states {
			if all[arm], err = BeliefOf(w.kind, priors[arm][cell], states[arm][cell]); err != nil {
				t.Fatal(err)
			}
		}
		table, err := NewThompsonTable(all, DefaultFloor)
		if err != nil {
			t.Fatal(err)
		}
		if out[cell], err = table.Propensities(nil, eligible); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// regret is what the decisions of days [from, to) lost against always the best eligible arm, as a share of what choosing evenly among
// the eligible would have lost: 1 is no better than chance, 0 perfect.
func (w learnerWorld) regret(log []worldDecision, from, to int) float64 {
	var lost, even float64
	for _, d := range log {
		if d.day < from || d.day >= to {
			continue
		}
		best, mean := 0.0, 0.0
		for _, arm := range w.eligible[d.cell] {
			best = max(best, w.mean(d.day, d.cell, arm))
			mean += w.mean(d.day, d.cell, arm) / float64(len(w.eligible[d.cell]))
		}
		lost += best - w.mean(d.day, d.cell, d.arm)
		even += best - mean
	}
	return lost / even
}

// Three segments on two placements, five offers; the last is the best by far and eligible in one cell only; half-way the best offer of
// each cell becomes its worst.
func shopWorld(kind RewardKind) learnerWorld {
	w := learnerWorld{kind: kind, days: 80, change: 40, daily: 150, delay: aDay, window: 7 * aDay,
		amounts: []float64{1, 1, 1, 1, 1}, memory: Memory{HalfLife: 10 * aDay, Delay: aDay}, fallback: DefaultArmPrior()}
	base := []float64{0.04, 0.06, 0.08, 0.12}
	for cell := range 6 {
		before, after := make([]float64, 5), make([]float64, 5)
		for arm := range base {
			before[arm], after[arm] = base[(arm+cell)%4], base[(7-arm-cell%4)%4]
		}
		before[4], after[4] = 0.3, 0.3
		w.before, w.after = append(w.before, before), append(w.after, after)
		w.eligible = append(w.eligible, [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 1, 2}, {0, 1, 2, 3}, {1, 2, 3}, {0, 1, 2, 3, 4}}[cell])
	}
	if kind == RewardValue {
		w.amounts = []float64{40, 30, 20, 25, 30}
		w.fallback = ArmPrior{Mean: 2, Strength: 5, Spread: 10}
	}
	return w
}

func TestLearnerInAWorld(t *testing.T) {
	for _, kind := range []RewardKind{RewardBinary, RewardValue} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := shopWorld(kind)
			var early, learnt, shaken, again, whole float64
			const seeds = 5
			for seed := range uint64(seeds) {
				log := w.run(t, seed+1)
				for _, d := range log {
					allowed := false
					for _, arm := range w.eligible[d.cell] {
						allowed = allowed || arm == d.arm
					}
					if floor := DefaultFloor / float64(len(w.eligible[d.cell])); !allowed || d.propensity < floor*(1-1e-9) || d.propensity > 1 {
						t.Fatalf("decision %+v", d)
					}
				}
				early += w.regret(log, 0, 3) / seeds
				learnt += w.regret(log, 30, 40) / seeds
				shaken += w.regret(log, 40, 45) / seeds
				again += w.regret(log, 70, 80) / seeds
				whole += w.regret(log, 0, 80) / seeds
			}
			t.Logf("regret: first days %.2f, before the change %.2f, after it %.2f, at the end %.2f; whole %.2f", early, learnt, shaken, again, whole)
			if whole > 0.35 || learnt > 0.2 || again > 0.2 || shaken < learnt || early < learnt {
				t.Error("the learner does not learn")
			}
		})
	}
}

// The same seed makes the same log, another one another.
func TestLearnerRepeats(t *testing.T) {
	w := shopWorld(RewardBinary)
	w.days = 4
	a, b, c := w.run(t, 1), w.run(t, 1), w.run(t, 2)
	same := true
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("decision %d: %+v and %+v", i, a[i], b[i])
		}
		same = same && a[i] == c[i]
	}
	if same {
		t.Error("another seed made the same log")
	}
}
