package analytics

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func TestRenewalNormOf(t *testing.T) {
	tenYears := make([]float64, 10)
	for i := range tenYears {
		tenYears[i] = 1600
	}
	all := append([]float64{100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100}, tenYears...)
	cases := []struct {
		name     string
		own      []float64
		declared float64
		days     float64
		source   NormSource
	}{
		{"ten of its own weigh half", tenYears, 0, 400, NormObserved}, // median of all is 100: √(1600·100)
		{"none of its own", nil, 0, 100, NormPooled},
		{"declared", tenYears, 1460, 1460, NormDeclared},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n, err := RenewalNormOf(c.own, all, c.declared)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "days", n.Days, c.days, 1e-9*c.days)
			near(t, "quartiles", n.Low*n.High, n.Days*n.Days, 1e-6*n.Days*n.Days)
			if n.Source != c.source || n.Intervals != len(c.own) {
				t.Errorf("%+v", n)
			}
		})
	}
	if n, err := RenewalNormOf(nil, nil, 365); err != nil || n.Spread != 0.35 {
		t.Errorf("declared without data: %+v %v", n, err)
	}
	for name, call := range map[string]func() (RenewalNorm, error){
		"nothing":      func() (RenewalNorm, error) { return RenewalNormOf(nil, nil, 0) },
		"half a day":   func() (RenewalNorm, error) { return RenewalNormOf([]float64{0.5}, []float64{0.5}, 0) },
		"own, not all": func() (RenewalNorm, error) { return RenewalNormOf([]float64{5}, nil, 0) },
		"declared":     func() (RenewalNorm, error) { return RenewalNormOf(nil, nil, -3) },
	} {
		if _, err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

func TestRenewalOf(t *testing.T) {
	norm := RenewalNorm{Days: 100, Spread: 0.2}
	high := 100 * math.Exp(1.2815515655446004*0.2) // 129.2; low 77.4
	cases := []struct {
		since float64
		want  LifeStage
	}{{0, StageFresh}, {49, StageFresh}, {50, StageApproaching}, {77, StageApproaching}, {78, StageDue}, {129, StageDue}, {130, StageLate}, {258, StageLate}, {259, StageLapsed}, {1e6, StageLapsed}}
	for _, c := range cases {
		r, err := RenewalOf(norm, nil, c.since, 0.8)
		if err != nil {
			t.Fatal(err)
		}
		if r.Stage != c.want {
			t.Errorf("after %v days %s, want %s", c.since, r.Stage, c.want)
		}
		if r.Next.Low < 0 || r.Next.Low > r.Next.Estimate || r.Next.Estimate > r.Next.High || !finite(r.Next.High) {
			t.Errorf("after %v days the next purchase is %+v", c.since, r.Next)
		}
	}
	fresh, err := RenewalOf(norm, nil, 0, 0.8)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "planned high", fresh.Planned.High, high, 1e-9)
	near(t, "next is planned at age 0", fresh.Next.High, high, 1e-6)
	own, err := RenewalOf(norm, []float64{400, 400}, 100, 0.8) // u = 2/4: √(400·100)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "own cycle", own.Cycle, 200, 1e-9)
	near(t, "lateness", own.Lateness, -100, 1e-9)
	near(t, "lateness by the norm", own.NormLateness, 0, 1e-9)
	for _, bad := range []func() (Renewal, error){
		func() (Renewal, error) { return RenewalOf(norm, nil, -1, 0.8) },
		func() (Renewal, error) { return RenewalOf(RenewalNorm{}, nil, 1, 0.8) },
		func() (Renewal, error) { return RenewalOf(norm, []float64{0}, 1, 0.8) },
		func() (Renewal, error) { return RenewalOf(norm, nil, 1, 1) },
	} {
		if _, err := bad(); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
}

func ExampleRenewalOf() {
	norm, _ := RenewalNormOf(nil, nil, 1460)
	r, _ := RenewalOf(norm, []float64{1460}, 1300, 0.8)
	fmt.Printf("%.0f %.2f %.0f %s\n", r.Cycle, r.Place, r.Lateness, r.Stage)
	// Output: 1460 0.89 -160 due
}
