package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
)

// Student's sleep data; Welch figures as R's t.test(extra ~ group, data = sleep) prints them.
var (
	sleepOne = []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	sleepTwo = []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
)

func mustSample(t *testing.T, values []float64) Sample {
	t.Helper()
	s, err := SampleOf(values)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWelchDifference(t *testing.T) {
	d, err := WelchDifference(mustSample(t, sleepOne), mustSample(t, sleepTwo), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "difference", d.Estimate, -1.58, 1e-12)
	near(t, "t", d.Estimate/d.StdErr, -1.8608, 5e-5)
	near(t, "df", d.DF, 17.776, 5e-4)
	near(t, "p", d.P, 0.07939, 5e-6)
	near(t, "low", d.Low, -3.3654832, 5e-7)
	near(t, "high", d.High, 0.2054832, 5e-7)
}

func TestSampleOfSumsIsSampleOf(t *testing.T) {
	var sum, squares float64
	for _, v := range sleepTwo {
		sum, squares = sum+v, squares+v*v
	}
	s, err := SampleOfSums(10, sum, squares)
	if err != nil {
		t.Fatal(err)
	}
	direct := mustSample(t, sleepTwo)
	near(t, "mean", s.Mean, direct.Mean, 1e-12)
	near(t, "variance", s.Variance, direct.Variance, 1e-12)
	for _, bad := range []func() (Sample, error){
		func() (Sample, error) { return SampleOfSums(-1, 0, 0) },
		func() (Sample, error) { return SampleOfSums(0, 1, 0) },
		func() (Sample, error) { return SampleOfSums(2, 10, 1) },
		func() (Sample, error) { return SampleOfSums(2, math.NaN(), 1) },
		func() (Sample, error) { return SampleOf([]float64{math.Inf(1)}) },
		func() (Sample, error) { return SampleOfRate(3, 2) },
	} {
		if s, err := bad(); !errors.Is(err, ErrInput) {
			t.Errorf("got %v %v, want ErrInput", s, err)
		}
	}
}

// Newcombe 1998, table II, method 10.
func TestNewcombeDifference(t *testing.T) {
	cases := []struct {
		x1, n1, x0, n0 int64
		low, high      float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926}, {0, 10, 0, 20, -0.1611, 0.2775}, {0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1}, {10, 10, 0, 10, 0.6075, 1},
	}
	for _, c := range cases {
		i, err := NewcombeDifference(c.x1, c.n1, c.x0, c.n0, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprint(c, " low"), i.Low, c.low, 5e-5)
		near(t, fmt.Sprint(c, " high"), i.High, c.high, 5e-5)
	}
	if _, err := NewcombeDifference(1, 0, 0, 1, 0.95); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// Each Fieller bound ρ solves (m₁ − ρ m₀)² = t² (v₁/n₁ + ρ² v₀/n₀).
func TestFiellerRatio(t *testing.T) {
	treated, control := Sample{400, 11, 90}, Sample{100, 10, 64}
	i, bounded, err := FiellerRatio(treated, control, 0.95)
	if err != nil || !bounded {
		t.Fatal(bounded, err)
	}
	d, err := WelchDifference(treated, control, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	q := studentQuantile(0.95, d.DF)
	for _, bound := range []float64{i.Low, i.High} {
		rho := bound + 1
		left := (treated.Mean - rho*control.Mean) * (treated.Mean - rho*control.Mean)
		near(t, "bound", left, q*q*(90.0/400+rho*rho*64/100), 1e-9)
	}
	near(t, "estimate", i.Estimate, 0.1, 1e-12)
	if i, bounded, err := FiellerRatio(treated, Sample{10, 1, 64}, 0.95); err != nil || bounded || !math.IsInf(i.High, 1) {
		t.Errorf("a control mean like zero: got %v %v %v", i, bounded, err)
	}
	if _, bounded, _ := FiellerRatio(treated, Sample{10, -1, 0}, 0.95); bounded {
		t.Error("a negative control mean gave a relative lift")
	}
}

func TestSampleRatioAndDetectableEffect(t *testing.T) {
	p, err := SampleRatioCheck(60, 40, 0.5) // χ² = 4, p = 0.0455
	if err != nil {
		t.Fatal(err)
	}
	near(t, "p", p, 0.04550026, 1e-8)
	mde, err := MinimumDetectableEffect(Sample{100, 0, 4}, Sample{100, 0, 4}, 0.95, 0.8) // (1.959964 + 0.841621) √0.08
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mde", mde, 0.792407, 1e-5)
	if _, err := SampleRatioCheck(0, 0, 0.5); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func armOf(t *testing.T, revenue, orders []float64) LiftArm {
	t.Helper()
	arm := LiftArm{Clients: int64(len(revenue)), Revenue: mustSample(t, revenue), Orders: mustSample(t, orders)}
	for _, n := range orders {
		if n > 0 {
			arm.Buyers++
		}
	}
	return arm
}

func TestLift(t *testing.T) {
	spread := func(n int, base, extra float64) (revenue, orders []float64) {
		for i := range n {
			if i%4 == 0 {
				revenue, orders = append(revenue, base+extra+float64(i%7)), append(orders, 1)
			} else {
				revenue, orders = append(revenue, 0), append(orders, 0)
			}
		}
		return revenue, orders
	}
	r1, o1 := spread(400, 1000, 4000)
	r0, o0 := spread(100, 1000, 0)
	big, small := armOf(t, r1, o1), armOf(t, r0, o0)
	cases := []struct {
		name             string
		treated, control LiftArm
		plan             LiftPlan
		want             []LiftStatement
	}{
		{"gain", big, small, LiftPlan{TreatedShare: 0.8}, []LiftStatement{LiftGain}},
		{"loss", small, big, LiftPlan{}, []LiftStatement{LiftLoss}},
		{"inconclusive", small, small, LiftPlan{}, []LiftStatement{LiftInconclusive}},
		{"broken assignment", big, small, LiftPlan{TreatedShare: 0.5}, []LiftStatement{LiftSampleRatio, LiftGain}},
		{"no control", big, LiftArm{}, LiftPlan{}, []LiftStatement{LiftNoControl}},
		{"nobody", LiftArm{}, LiftArm{}, LiftPlan{TreatedShare: 0.5}, []LiftStatement{LiftNoTreated, LiftNoControl}},
		{"one each", armOf(t, []float64{5}, []float64{1}), armOf(t, []float64{0}, []float64{0}), LiftPlan{}, []LiftStatement{LiftTooFew, LiftFewConversions}},
		{"nobody bought", armOf(t, make([]float64, 50), make([]float64, 50)), armOf(t, make([]float64, 50), make([]float64, 50)), LiftPlan{},
			[]LiftStatement{LiftFewConversions, LiftUnbounded, LiftNoVariation, LiftInconclusive}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := Lift(c.treated, c.control, c.plan)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(r.Statements, c.want) {
				t.Errorf("says %v, want %v", r.Statements, c.want)
			}
			if _, err := json.Marshal(r); err != nil {
				t.Error(err)
			}
			if r.Revenue != nil {
				near(t, "incremental", r.IncrementalRevenue.Low, r.Revenue.Low*float64(c.treated.Clients), 1e-6)
			}
		})
	}
	for name, bad := range map[string]LiftArm{"buyers": {Clients: 2, Buyers: 3}, "sample": {Clients: 2, Revenue: Sample{N: 3}}} {
		if _, err := Lift(bad, small, LiftPlan{}); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// Outcome = 2 × earlier + 5 if treated: the adjustment removes everything but the effect.
func TestCUPED(t *testing.T) {
	x1, x0 := []float64{1, 2, 3, 10}, []float64{0, 4, 5, 6, 2}
	y1, y0 := make([]float64, len(x1)), make([]float64, len(x0))
	for i, x := range x1 {
		y1[i] = 2*x + 5
	}
	for i, x := range x0 {
		y0[i] = 2 * x
	}
	treated, err := PairedSampleOf(y1, x1)
	if err != nil {
		t.Fatal(err)
	}
	control, err := PairedSampleOf(y0, x0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := CUPED(treated, control, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "theta", r.Theta, 2, 1e-12)
	near(t, "correlation", r.Correlation, 1, 1e-12)
	near(t, "adjusted", r.Adjusted.Estimate, 5, 1e-12)
	near(t, "raw", r.Raw.Estimate, 13-34.0/5, 1e-12)
	near(t, "width", r.Adjusted.High-r.Adjusted.Low, 0, 1e-6)

	sums, err := PairedSampleOfSums(4, 52, 16, 52*13+3*treated.VarianceY, 114, 2*114+5*16)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "covariance of sums", sums.Covariance, treated.Covariance, 1e-9)

	flat := PairedSample{N: 10, MeanY: 3, VarianceY: 2}
	if r, err := CUPED(flat, control, 0.95); err != nil || r.VarianceKept > 1 {
		t.Errorf("got %+v, %v", r, err)
	}
	if r, err := CUPED(flat, flat, 0.95); err != nil || r.VarianceKept != 1 || r.Adjusted != r.Raw {
		t.Errorf("constant earlier measure: got %+v, %v", r, err)
	}
	if _, err := CUPED(PairedSample{N: 2}, control, 0.95); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleLift() {
	treated, _ := SampleOfSums(900, 2_250_000, 9_000_000_000)
	control, _ := SampleOfSums(100, 200_000, 700_000_000)
	orders, _ := SampleOfRate(300, 900)
	orders0, _ := SampleOfRate(25, 100)
	r, _ := Lift(LiftArm{900, 300, treated, orders}, LiftArm{100, 25, control, orders0}, LiftPlan{TreatedShare: 0.9})
	fmt.Printf("%.0f [%.0f, %.0f] %v\n", r.Revenue.Estimate, r.Revenue.Low, r.Revenue.High, r.Statements)
	// Output: 500 [133, 867] [gain]
}
