package analytics

import (
	"math"
	"testing"
)

// Draws of decisions with neighbouring numbers are uniform and do not lean on each other; the same three numbers give the same draws.
func TestDraws(t *testing.T) {
	const n, bins = 100_000, 50
	for _, c := range []struct {
		name string
		of   func(i int64) Draws
	}{
		{"decisions", func(i int64) Draws { return DrawsOf(42, i, 7) }},
		{"decisions of a snowflake", func(i int64) Draws { return DrawsOf(42, 7<<40|i<<22, 7) }},
		{"placements", func(i int64) Draws { return DrawsOf(42, 7, i) }},
		{"seeds", func(i int64) Draws { return DrawsOf(uint64(i), 7, 7) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var counts [bins]float64
			var last, lag, places float64
			for i := range int64(n) {
				d := c.of(i)
				u, second := d.Next(), d.Next()
				if u < 0 || u >= 1 {
					t.Fatal(u)
				}
				counts[int(u*bins)]++
				lag, places = lag+(u-0.5)*(last-0.5)*12, places+(u-0.5)*(second-0.5)*12
				last = u
			}
			chi := 0.0
			for _, v := range counts {
				chi += (v - n/bins) * (v - n/bins) / (n / bins)
			}
			if chi > 95 { // χ² with 49 degrees of freedom: p = 0.0001
				t.Errorf("χ² %.1f", chi)
			}
			near(t, "correlation of neighbours", lag/n, 0, 4/math.Sqrt(n))
			near(t, "correlation of places", places/n, 0, 4/math.Sqrt(n))
		})
	}
	a, b := DrawsOf(1, 2, 3), DrawsOf(1, 2, 3)
	for range 3 {
		if x, y := a.Next(), b.Next(); x != y {
			t.Errorf("not repeated: %v, %v", x, y)
		}
	}
}

func TestPick(t *testing.T) {
	for _, c := range []struct {
		p    []float64
		u    float64
		want int
	}{
		{[]float64{0.25, 0.5, 0.25}, 0, 0}, {[]float64{0.25, 0.5, 0.25}, 0.25, 1}, {[]float64{0.25, 0.5, 0.25}, 0.75, 2},
		{[]float64{0, 1, 0}, 0, 1}, {[]float64{0.5, 0.5, 0}, 0.9999999999999999, 1}, {[]float64{0.1, 0.1}, 0.5, 1}, {nil, 0.5, -1},
	} {
		if got := Pick(c.p, c.u); got != c.want {
			t.Errorf("Pick(%v, %v) = %d, want %d", c.p, c.u, got, c.want)
		}
	}
}

// Over many decisions each arm shows as often as its logged propensity says, on the first place and on later ones.
func TestRankDrawsFromItsPropensities(t *testing.T) {
	table, err := NewThompsonTable(beliefs(t, RewardBinary, DefaultArmPrior(), seen(20, 4, 4), seen(40, 6, 6), seen(5, 2, 2), seen(100, 10, 10)), 0.1)
	if err != nil {
		t.Fatal(err)
	}
	const n = 200_000
	p, err := table.Propensities(nil, []int{0, 1, 3})
	if err != nil {
		t.Fatal(err)
	}
	var room []ThompsonChoice
	first, second, told := map[int]float64{}, map[int]float64{}, map[int]float64{}
	for i := range int64(n) {
		draws := DrawsOf(9, i, 1)
		if room, err = table.Rank(room[:0], []int{0, 1, 3}, 2, &draws); err != nil || len(room) != 2 {
			t.Fatal(room, err)
		}
		first[room[0].Arm]++
		if room[0].Arm == 0 {
			second[room[1].Arm]++
			told[room[1].Arm] = room[1].Propensity
		}
	}
	for i, arm := range []int{0, 1, 3} {
		near(t, "first place", first[arm]/n, p[i], 4*math.Sqrt(p[i]/n))
		near(t, "second place", second[arm]/first[0], told[arm], 4*math.Sqrt(told[arm]/first[0]))
	}
	if first[2] > 0 || second[2] > 0 {
		t.Error("an arm that is not eligible was shown")
	}
}
