package analytics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// exactPropensities is the integral of Σ dFᵢ Π F over a grid some fifty times finer than the table's.
func exactPropensities(arms []ArmBelief, eligible []int) []float64 {
	var points []float64
	for _, arm := range eligible {
		for g := -800; g <= 800; g++ {
			points = append(points, arms[arm].Mean+arms[arm].StdDev*float64(g)/80)
		}
	}
	slices.Sort(points)
	p, below := make([]float64, len(eligible)), make([]float64, len(eligible))
	for g := range len(points) + 1 {
		product := 1.0
		next := make([]float64, len(eligible))
		for i, arm := range eligible {
			next[i] = 1
			if g < len(points) {
				next[i] = arms[arm].cdf(points[g])
			}
			product *= (below[i] + next[i]) / 2
		}
		for i := range eligible {
			if sum := below[i] + next[i]; sum > 0 {
				p[i] += 2 * (next[i] - below[i]) / sum * product
			}
		}
		below = next
	}
	return p
}

// The table's probabilities against the exact integral: arms alike, apart, many, few, and subsets of them.
func TestPropensitiesAgainstTheIntegral(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	worst := 0.0
	for round := range 40 {
		n := []int{2, 3, 5, 10, 20}[round%5]
		arms := make([]ArmBelief, n)
		for i := range arms {
			shown := math.Floor(math.Exp(random.Float64() * math.Log(1e5)))
			rate := 0.02 + 0.2*random.Float64()*float64(round%3)
			state := seen(shown, math.Floor(shown*rate), 0)
			kind, prior := RewardBinary, DefaultArmPrior()
			if round%4 == 3 {
				state, kind, prior = seen(shown, shown*rate*100, shown*rate*2e4), RewardValue, ArmPrior{Mean: 5, Strength: 10, Spread: 40}
			}
			arms[i] = beliefs(t, kind, prior, state)[0]
		}
		table, err := NewThompsonTable(arms, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, eligible := range [][]int{everyArm(n), random.Perm(n)[:(n+1)/2]} {
			got, err := table.Propensities(nil, eligible)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range exactPropensities(arms, eligible) {
				worst = math.Max(worst, math.Abs(got[i]-want))
			}
		}
	}
	t.Logf("largest error %.5f", worst)
	if worst > 0.002 {
		t.Errorf("a propensity is %.4f from the integral", worst)
	}
}

func benchTable(b *testing.B, n int, alike bool) *ThompsonTable {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 1))
	arms := make([]ArmBelief, n)
	for i := range arms {
		state := seen(1000, float64(10+random.IntN(90)), 0)
		if alike {
			state = ArmState{}
		}
		arms[i], _ = BeliefOf(RewardBinary, DefaultArmPrior(), state)
	}
	table, err := NewThompsonTable(arms, 0.05)
	if err != nil {
		b.Fatal(err)
	}
	return table
}

func BenchmarkThompson(b *testing.B) {
	for _, n := range []int{10, 50} {
		for _, alike := range []bool{false, true} {
			table := benchTable(b, n, alike)
			name := fmt.Sprintf("%d arms, alike %t", n, alike)
			b.Run("propensities "+name, func(b *testing.B) {
				p := make([]float64, 0, n)
				b.ReportAllocs()
				for b.Loop() {
					p, _ = table.Propensities(p[:0], everyArmOf[n])
				}
			})
			b.Run("three places "+name, func(b *testing.B) {
				room := make([]ThompsonChoice, 0, 3)
				b.ReportAllocs()
				for b.Loop() {
					draws := DrawsOf(1, 2, 3)
					room, _ = table.Rank(room[:0], everyArmOf[n], 3, &draws)
				}
			})
			b.Run("table "+name, func(b *testing.B) {
				for b.Loop() {
					benchTable(b, n, alike)
				}
			})
		}
	}
}

var everyArmOf = map[int][]int{10: everyArm(10), 50: everyArm(50)}

// Whatever the states: no panic, no NaN, propensities above the floor that sum to 1.
func TestPropensitiesOfExtremes(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	size := func() float64 { return math.Pow(10, random.Float64()*24-12) }
	for round := range 300 {
		arms := make([]ArmBelief, 1+random.IntN(70))
		kind := []RewardKind{RewardBinary, RewardValue}[round%2]
		for i := range arms {
			n := size()
			state := ArmState{Weight: n, Open: n * random.Float64(), Sum: n * random.Float64(), SumSquares: n}
			prior := ArmPrior{Mean: random.Float64()*0.999999 + 1e-7, Strength: size(), Spread: size()}
			if kind == RewardValue {
				state.Sum, state.SumSquares = state.Sum*1e6, state.Sum*1e13
			}
			arms[i] = beliefs(t, kind, prior, state)[0]
		}
		table, err := NewThompsonTable(arms, DefaultFloor)
		if err != nil {
			t.Fatal(err)
		}
		eligible := random.Perm(len(arms))[:1+random.IntN(len(arms))]
		p, err := table.Propensities(nil, eligible)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, v := range p {
			if sum += v; !(v >= DefaultFloor/float64(len(p))*(1-1e-9) && v <= 1+1e-9) {
				t.Fatalf("round %d, arm %d of %d: %v, belief %+v", round, i, len(p), v, arms[eligible[i]].Mean)
			}
		}
		near(t, "sum", sum, 1, 1e-9)
		draws := DrawsOf(1, int64(round), 1)
		if ranked, err := table.Rank(nil, eligible, 70, &draws); err != nil || len(ranked) != len(eligible) {
			t.Fatal(len(ranked), err)
		}
	}
}
