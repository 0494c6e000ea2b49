package analytics

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.10g, want %.10g ± %g", what, got, want, tolerance)
	}
}

func TestConcentrate(t *testing.T) {
	cases := []struct {
		name         string
		values       []int64
		gini, square float64
		first        float64
	}{
		{"one to four", []int64{3, 1, 4, 2}, 0.25, 0.3, 0.4}, // 2·30/(4·10) − 5/4; 30/100
		{"equal", []int64{7, 7, 7, 7, 7}, 0, 0.2, 0.2},
		{"one client", []int64{9}, 0, 1, 1},
		{"zero and negative apart", []int64{0, -3, 5, 5}, 0, 0.5, 0.5},
		{"nothing", []int64{0, 0}, 0, 0, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Concentrate(c.values, DefaultTops(), 11)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "gini", got.Gini, c.gini, 1e-12)
			near(t, "herfindahl", got.Herfindahl, c.square, 1e-12)
			near(t, "first", got.Top[0].Share, c.first, 1e-12)
		})
	}
}

func TestShareCurves(t *testing.T) {
	values := make([]int64, 1000)
	for i := range values {
		values[i] = int64(i + 1)
	}
	for _, points := range []int{2, 7, 100, 1001, 5000} {
		c, err := Concentrate(values, []int{1}, points)
		if err != nil {
			t.Fatal(err)
		}
		if want := min(points, 1001); len(c.Lorenz) != want || len(c.Pareto) != want {
			t.Fatalf("%d points asked: %d and %d given", points, len(c.Lorenz), len(c.Pareto))
		}
		for k := 1; k < len(c.Lorenz); k++ {
			if c.Lorenz[k].ClientShare <= c.Lorenz[k-1].ClientShare || c.Lorenz[k].ValueShare > c.Lorenz[k].ClientShare+1e-12 ||
				c.Pareto[k].ValueShare < c.Pareto[k].ClientShare-1e-12 {
				t.Fatalf("point %d of %d is out of place: %v %v", k, points, c.Lorenz[k], c.Pareto[k])
			}
		}
		last := SharePoint{1, 1}
		if c.Lorenz[len(c.Lorenz)-1] != last || c.Pareto[len(c.Pareto)-1] != last || c.Lorenz[0] != (SharePoint{}) {
			t.Errorf("%d points: the ends are missing", points)
		}
	}
}

func TestConcentrateKeepsLargeSums(t *testing.T) {
	c, err := Concentrate([]int64{math.MaxInt64 / 4, math.MaxInt64 / 4, math.MaxInt64 / 4}, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "gini", c.Gini, 0, 1e-12)
	if _, err := Concentrate([]int64{math.MaxInt64, math.MaxInt64}, nil, 2); !errors.Is(err, ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
}

func TestDependenceAlarms(t *testing.T) {
	c, err := Concentrate([]int64{40, 10, 10, 10, 10, 10, 10}, DefaultTops(), 2)
	if err != nil {
		t.Fatal(err)
	}
	alarms, err := c.DependenceAlarms(DependenceLimits{First: 0.4, FirstFive: 0.5})
	if err != nil || len(alarms) != 1 || alarms[0].Code != "first_five_clients" || alarms[0].Share != 0.8 {
		t.Errorf("got %+v, %v", alarms, err)
	}
	if _, err := c.DependenceAlarms(DependenceLimits{First: 2, FirstFive: 0.5}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if _, err := (Concentration{}).DependenceAlarms(DefaultDependenceLimits()); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if _, err := Concentrate(nil, nil, 1); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if _, err := Concentrate(nil, []int{0}, 2); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleConcentrate() {
	c, _ := Concentrate([]int64{3, 1, 4, 2}, []int{1, 5}, 3)
	fmt.Printf("%.2f %.2f %.2f %.2f %v\n", c.Gini, c.Herfindahl, c.Top[0].Share, c.Top[1].Share, c.Lorenz)
	// Output: 0.25 0.30 0.40 1.00 [{0 0} {0.5 0.3} {1 1}]
}
