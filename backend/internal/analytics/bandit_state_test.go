package analytics

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

const aDay = 24 * time.Hour

var dayZero = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func nearState(t *testing.T, what string, got, want ArmState) {
	t.Helper()
	near(t, what+": weight", got.Weight, want.Weight, 1e-9)
	near(t, what+": open", got.Open, want.Open, 1e-9)
	near(t, what+": sum", got.Sum, want.Sum, 1e-9)
	near(t, what+": squares", got.SumSquares, want.SumSquares, 1e-9)
	if !got.At.Equal(want.At) {
		t.Errorf("%s: as of %v, want %v", what, got.At, want.At)
	}
}

// By hand: half-life 30 days, delay a day. Shown on day 0 and day 30, the first rewarded with 3 on day 2, told on day 31.
func TestMemoryByHand(t *testing.T) {
	m := Memory{HalfLife: 30 * aDay, Delay: aDay}
	day := func(n int) time.Time { return dayZero.Add(time.Duration(n) * aDay) }
	s := m.Shown(m.Shown(ArmState{}, day(0)), day(30))
	s = m.Rewarded(s, day(0), 3)
	nearState(t, "day 30", s, ArmState{Weight: 1.5, Open: 1 + 0.5*math.Exp2(-30), Sum: 1.5, SumSquares: 4.5, At: day(30)})
	nearState(t, "day 60", m.At(s, day(60)), ArmState{Weight: 0.75, Open: 0.5*math.Exp2(-30) + 0.25*math.Exp2(-60), Sum: 0.75, SumSquares: 2.25, At: day(60)})
	nearState(t, "forgets nothing", Memory{}.At(Memory{}.Shown(ArmState{}, day(0)), day(900)), ArmState{Weight: 1, At: day(900)})
	if m.Rewarded(s, day(0), math.NaN()) != s {
		t.Error("a reward that is no number was taken")
	}
}

// Whatever the order of events, the moments at which the state was brought forward, and the split over rows, the memory is the same.
func TestMemoryDoesNotDependOnWhenItIsCalled(t *testing.T) {
	m := Memory{HalfLife: 20 * aDay, Delay: 6 * time.Hour}
	random := rand.New(rand.NewPCG(3, 4))
	until := dayZero.Add(50 * aDay)
	moment := func() time.Time { return dayZero.Add(time.Duration(random.Int64N(int64(50 * aDay)))) }
	var events []func(ArmState) ArmState
	for range 200 {
		at := moment()
		events = append(events, func(s ArmState) ArmState { return m.Shown(s, at) })
		if random.IntN(3) == 0 {
			events = append(events, func(s ArmState) ArmState { return m.Rewarded(s, at, 1.5) })
		}
	}
	var plain, other, third ArmState
	for _, e := range events {
		plain = e(plain)
	}
	random.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	row := ArmState{At: dayZero.Add(25 * aDay)}
	for i, e := range events {
		switch i % 3 {
		case 0:
			other = m.At(e(other), moment())
		case 1:
			third = e(third)
		default: // an increment added to a row in SQL, at the row's moment
			one := m.At(e(ArmState{}), row.At)
			row = ArmState{row.Weight + one.Weight, row.Open + one.Open, row.Sum + one.Sum, row.SumSquares + one.SumSquares, row.At}
		}
	}
	nearState(t, "shuffled", m.At(m.Joined(row, m.Joined(other, third)), until), m.At(plain, until))
}

// Rewards that come late: at any moment the sums give the true rate, although most rewards are not there yet. Counting silence as
// failure at once would be far too low.
func TestMemoryWithDelayedFeedback(t *testing.T) {
	m := Memory{HalfLife: 90 * aDay, Delay: 2 * aDay}
	const rate, n = 0.3, 40_000
	random := rand.New(rand.NewPCG(7, 8))
	now := dayZero.Add(3 * aDay)
	var s ArmState
	for range n {
		shown := dayZero.Add(time.Duration(random.Int64N(int64(3 * aDay))))
		s = m.Shown(s, shown)
		if delay := time.Duration(random.ExpFloat64() / math.Ln2 * float64(m.Delay)); random.Float64() < rate && !shown.Add(delay).After(now) {
			s = m.Rewarded(s, shown, 1)
		}
	}
	s = m.At(s, now)
	near(t, "rate", s.Sum/s.answered(), rate, 0.015)
	if naive := s.Sum / s.Weight; naive > 0.15 {
		t.Errorf("naive %.3f", naive)
	}
}

func TestMedianDelay(t *testing.T) {
	for want, delays := range map[time.Duration][]time.Duration{
		0:               nil,
		3 * time.Hour:   {time.Hour, 9 * time.Hour, 3 * time.Hour},
		2 * time.Minute: {3 * time.Minute, time.Minute},
	} {
		if got := MedianDelay(delays); got != want {
			t.Errorf("%v: got %v, want %v", delays, got, want)
		}
	}
	if got := MedianDelay([]time.Duration{-time.Hour}); got != 0 {
		t.Errorf("got %v", got)
	}
}

func TestPriorOf(t *testing.T) {
	// By hand, k₀ 2, μ₀ 0.5: two cells of 98, rates 0.5 and 0.5: mean 0.5; within (0.5 + 49)/(2 + 194), between from the fallback alone
	// by (v + e·0)/(1 + e), e = 2 × 0.98 − 1 = 0.96: strength 2 × 1.96.
	p, err := PriorOf(RewardBinary, []ArmState{seen(98, 49, 49), seen(98, 49, 49)}, DefaultArmPrior())
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean of cells alike", p.Mean, 0.5, 1e-12)
	near(t, "strength of cells alike", p.Strength, 3.92, 1e-9)
	// One cell of 8 with 2 successes: (1 + 2)/(2 + 8), as strong as the fallback.
	p, err = PriorOf(RewardBinary, []ArmState{seen(8, 2, 2), {}}, DefaultArmPrior())
	if err != nil || p.Strength != 2 {
		t.Error(p, err)
	}
	near(t, "one cell", p.Mean, 0.3, 1e-12)
	if p, err := PriorOf(RewardBinary, nil, DefaultArmPrior()); err != nil || p != DefaultArmPrior() {
		t.Error(p, err)
	}
	value := ArmPrior{Mean: 10, Strength: 2, Spread: 3}
	if p, err := PriorOf(RewardValue, nil, value); err != nil || p != value {
		t.Error(p, err)
	}
	for name, bad := range map[string]ArmPrior{"strength": {0.5, 0, 1}, "rate": {1, 2, 1}, "nan": {math.NaN(), 2, 1}} {
		if _, err := PriorOf(RewardBinary, nil, bad); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if _, err := WarmStart(RewardBinary, []ArmState{seen(-1, 0, 0)}, DefaultArmPrior()); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// Beta(k·m, k·(1−m)) cells of 400 answers give m and k back; a cell's own answers are not in its prior's mean.
func TestWarmStartFindsTheSpread(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, k := range []float64{10, 40} {
		cells := make([]ArmState, 300)
		for i := range cells {
			a, b := gammaDraw(random, 0.2*k), gammaDraw(random, 0.8*k)
			hits := 0.0
			for range 400 {
				if random.Float64() < a/(a+b) {
					hits++
				}
			}
			cells[i] = seen(400, hits, hits)
		}
		priors, err := WarmStart(RewardBinary, cells, DefaultArmPrior())
		if err != nil {
			t.Fatal(err)
		}
		near(t, "mean", priors[0].Mean, 0.2, 0.02)
		near(t, "strength", priors[0].Strength/k, 1, 0.25)
		cells[0] = seen(400, 400, 400)
		again, err := WarmStart(RewardBinary, cells, DefaultArmPrior())
		if err != nil {
			t.Fatal(err)
		}
		near(t, "without its own", again[0].Mean, priors[0].Mean, 1e-12)
	}
}
