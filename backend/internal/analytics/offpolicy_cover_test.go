package analytics

import (
	"math"
	"math/rand/v2"
	"testing"
)

// coverCase is a log of n decisions by one policy and another policy to judge by it. least is the coverage that 95 % intervals are held
// to over 2,000 logs: 0.95 less four standard errors of such a count (0.0195).
type coverCase struct {
	name            string
	n               int
	logging, target []float64
	reward          func(random *rand.Rand, arm int) float64
	mean            []float64
	least           float64
}

func rates(p ...float64) (func(*rand.Rand, int) float64, []float64) {
	return func(random *rand.Rand, arm int) float64 {
		if random.Float64() < p[arm] {
			return 1
		}
		return 0
	}, p
}

// purchases are log-normal amounts with the probabilities p, 0 otherwise.
func purchases(spread float64, p ...float64) (func(*rand.Rand, int) float64, []float64) {
	means := make([]float64, len(p))
	for i, v := range p {
		means[i] = v * math.Exp(3+spread*spread/2)
	}
	return func(random *rand.Rand, arm int) float64 {
		if random.Float64() < p[arm] {
			return math.Exp(3 + spread*random.NormFloat64())
		}
		return 0
	}, means
}

func coverCases() []coverCase {
	three, shifted := []float64{0.5, 0.3, 0.2}, []float64{0.1, 0.2, 0.7}
	four, one := []float64{0.25, 0.25, 0.25, 0.25}, []float64{0.85, 0.05, 0.05, 0.05}
	sure := []float64{0.96, 0.01, 0.01, 0.01, 0.01}
	c := []coverCase{
		{name: "shifted", n: 1500, logging: three, target: shifted, least: 0.93},
		{name: "shifted, small", n: 200, logging: three, target: shifted, least: 0.93},
		{name: "one arm for all, small and rare", n: 300, logging: four, target: one, least: 0.93},
		{name: "a sure learner's log, floor 0.05", n: 2000, logging: sure, target: []float64{0.2, 0.2, 0.2, 0.2, 0.2}, least: 0.93},
		{name: "three rewards in a log", n: 2000, logging: []float64{0.5, 0.5}, target: []float64{0.9, 0.1}, least: 0.93},
		{name: "purchases", n: 500, logging: three, target: shifted, least: 0.93},
		{name: "heavy purchases", n: 2000, logging: three, target: shifted, least: 0.93},
	}
	c[0].reward, c[0].mean = rates(0.05, 0.1, 0.2)
	c[1].reward, c[1].mean = rates(0.05, 0.1, 0.2)
	c[2].reward, c[2].mean = rates(0.02, 0.04, 0.06, 0.1)
	c[3].reward, c[3].mean = rates(0.2, 0.05, 0.1, 0.15, 0.05)
	c[4].reward, c[4].mean = rates(0.0015, 0.002)
	c[5].reward, c[5].mean = purchases(0.7, 0.05, 0.1, 0.2)
	c[6].reward, c[6].mean = purchases(1.2, 0.05, 0.1, 0.2)
	return c
}

// 95 % intervals cover the truth in at least 95 % of 2,000 logs, less the Monte-Carlo error; the model of the doubly robust estimate is
// 20 % too low.
func TestOffPolicyCoversTheTruth(t *testing.T) {
	const logs = 2000
	for _, c := range coverCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(21, 22))
			truth := 0.0
			for i, v := range c.mean {
				truth += c.target[i] * v
			}
			covered, refused := [3]int{}, 0
			log := make([]LoggedDecision, c.n)
			for range logs {
				for i := range log {
					arm := Pick(c.logging, random.Float64())
					log[i] = LoggedDecision{Reward: c.reward(random, arm), Propensity: c.logging[arm], Target: c.target[arm],
						ModelLogged: 0.8 * c.mean[arm], ModelTarget: 0.8 * truth}
				}
				r, err := OffPolicy(log, true, 0.95)
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Refusals) > 0 {
					refused++
					continue
				}
				for k, i := range []*Interval{r.IPS, r.SNIPS, r.DoublyRobust} {
					if !i.Excludes(truth) {
						covered[k]++
					}
				}
			}
			if refused > logs/10 {
				t.Errorf("%d logs refused", refused)
			}
			for k, name := range []string{"IPS", "SNIPS", "doubly robust"} {
				share := float64(covered[k]) / float64(logs-refused)
				t.Logf("%s covers %.4f (%d refused)", name, share, refused)
				if share < c.least || share > 0.995 {
					t.Errorf("%s covers %.4f, want at least %.4f", name, share, c.least)
				}
			}
		})
	}
}
