package analytics

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func TestTrendOfClient(t *testing.T) {
	cases := []struct {
		name        string
		before, now WindowTotals
		want        TrendDirection
		balance, p  float64
	}{
		{"exactly +20 %", WindowTotals{100, 2}, WindowTotals{120, 2}, TrendGrowing, 1.0 / 11, 1},
		{"just under", WindowTotals{100, 2}, WindowTotals{119, 2}, TrendStable, 19.0 / 219, 1},
		{"falling back from +20 %", WindowTotals{120, 2}, WindowTotals{100, 2}, TrendDeclining, -1.0 / 11, 1},
		{"from nothing", WindowTotals{0, 0}, WindowTotals{500, 5}, TrendGrowing, 1, 0.0625},
		{"stopped", WindowTotals{500, 3}, WindowTotals{0, 0}, TrendDeclining, -1, 0.25},
		{"too few", WindowTotals{100, 1}, WindowTotals{900, 1}, TrendUnknown, 0.8, 1},
		{"nothing at all", WindowTotals{}, WindowTotals{}, TrendUnknown, 0, 1},
		{"returns above sales", WindowTotals{100, 2}, WindowTotals{-50, 2}, TrendDeclining, -1, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := TrendOfClient(c.before, c.now, DefaultTrendRule())
			if err != nil {
				t.Fatal(err)
			}
			if got.Direction != c.want {
				t.Errorf("%s, want %s", got.Direction, c.want)
			}
			near(t, "balance", got.Balance, c.balance, 1e-12)
			near(t, "p", got.P, c.p, 1e-9)
		})
	}
	if _, err := TrendOfClient(WindowTotals{0, -1}, WindowTotals{}, DefaultTrendRule()); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// S = 43 of 45 pairs for ten values with one swap: z = 42/√125 (Mann-Kendall, n(n−1)(2n+5)/18 = 125).
func TestTrendOfSeries(t *testing.T) {
	s, err := TrendOfSeries([]float64{1, 2, 3, 4, 5, 6, 7, 8, 10, 9})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", s.Slope, 1, 1e-12)
	near(t, "p", s.P, math.Erfc(42/math.Sqrt(125)/math.Sqrt2), 1e-12)
	if s.Direction != TrendGrowing {
		t.Errorf("%+v", s)
	}
	for name, c := range map[string]struct {
		values []float64
		want   TrendDirection
	}{
		"flat": {[]float64{3, 3, 3, 3, 3, 3, 3}, TrendStable}, "short": {[]float64{1, 2, 3}, TrendUnknown}, "none": {nil, TrendUnknown},
		"falling": {[]float64{9, 8, 7, 6, 5, 4, 3}, TrendDeclining}, "noise": {[]float64{3, 1, 2, 3, 1, 2, 3}, TrendStable},
	} {
		if got, err := TrendOfSeries(c.values); err != nil || got.Direction != c.want {
			t.Errorf("%s: %+v %v, want %s", name, got, err, c.want)
		}
	}
	if _, err := TrendOfSeries([]float64{math.NaN()}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleTrendOfClient() {
	trend, _ := TrendOfClient(WindowTotals{Value: 100_00, Purchases: 2}, WindowTotals{Value: 300_00, Purchases: 4}, DefaultTrendRule())
	fmt.Println(trend.Direction, trend.Balance)
	// Output: growing 0.5
}
