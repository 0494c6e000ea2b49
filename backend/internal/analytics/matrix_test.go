package analytics

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

func pointer(v float64) *float64 { return &v }

func TestPotentialOf(t *testing.T) {
	cases := []struct {
		name  string
		facts PotentialFacts
		want  int64
	}{
		{"nothing known", PotentialFacts{PredictedMargin: 1000}, 1000},
		{"growing a third", PotentialFacts{PredictedMargin: 1000, Balance: pointer(1.0 / 7)}, 1333}, // (8/7)/(6/7)
		{"growth is bounded", PotentialFacts{PredictedMargin: 1000, Balance: pointer(1)}, 1500},
		{"fall is bounded", PotentialFacts{PredictedMargin: 1000, Balance: pointer(-1)}, 667},
		{"half of the wallet", PotentialFacts{PredictedMargin: 1000, WalletShare: pointer(0.5)}, 2000},
		{"wallet is bounded", PotentialFacts{PredictedMargin: 1000, WalletShare: pointer(0.01)}, 3000},
		{"renewal due", PotentialFacts{PredictedMargin: 1000, Stage: StageDue}, 1250},
		{"lapsed", PotentialFacts{PredictedMargin: 1000, Stage: StageLapsed}, 500},
		{"all", PotentialFacts{1000, pointer(0), pointer(0.5), StageLate}, 2500},
		{"loss", PotentialFacts{PredictedMargin: -50}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := PotentialOf(c.facts, DefaultPotentialRule())
			if err != nil || got.Value != c.want {
				t.Errorf("got %+v %v, want %d", got, err, c.want)
			}
		})
	}
	for _, bad := range []PotentialFacts{{Balance: pointer(2)}, {WalletShare: pointer(0)}} {
		if _, err := PotentialOf(bad, DefaultPotentialRule()); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
	if _, err := PotentialOf(PotentialFacts{}, PotentialRule{}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestMatrix(t *testing.T) {
	// 60 + 25 crosses 80 % of actual: cut 25. 50 + 40 crosses 80 % of potential: cut 40.
	cuts, err := MatrixCutsOf([]int64{60, 25, 10, 5, -3}, []int64{50, 5, 40, 5, 0}, 80)
	if err != nil || cuts != (MatrixCuts{25, 40}) {
		t.Fatal(cuts, err)
	}
	for _, c := range []struct {
		actual, potential int64
		want              Quadrant
	}{{60, 50, QuadrantDesirable}, {25, 39, QuadrantMature}, {24, 40, QuadrantUnderdeveloped}, {5, 5, QuadrantLowPriority}, {-3, 0, QuadrantLowPriority}} {
		if got := QuadrantOf(c.actual, c.potential, cuts); got != c.want {
			t.Errorf("%d, %d: %s, want %s", c.actual, c.potential, got, c.want)
		}
	}
	empty, err := MatrixCutsOf(nil, nil, 80)
	if err != nil || QuadrantOf(0, 0, empty) != QuadrantLowPriority || QuadrantOf(0, 0, MatrixCuts{}) != QuadrantLowPriority {
		t.Errorf("an empty base: %v %v", empty, err)
	}
	if _, err := MatrixCutsOf(nil, nil, 0); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestGuardDemotion(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2025, 3, d, 0, 0, 0, 0, time.UTC) }
	no := func(g Guard) GuardAnswer { return GuardAnswer{Guard: g} }
	yes := func(g Guard) GuardAnswer { return GuardAnswer{Guard: g, Holds: true} }
	cases := []struct {
		name       string
		raw        Quadrant
		answers    []GuardAnswer
		want       Quadrant
		held       int
		unanswered []Guard
	}{
		{"other quadrants are left alone", QuadrantMature, nil, QuadrantMature, 0, nil},
		{"nobody asked", QuadrantLowPriority, nil, QuadrantUnverified, 0, Guards()},
		{"three times no", QuadrantLowPriority, []GuardAnswer{no(GuardReference), no(GuardGrowing), no(GuardOtherDivision)}, QuadrantLowPriority, 0, nil},
		{"one missing", QuadrantLowPriority, []GuardAnswer{no(GuardReference), no(GuardGrowing)}, QuadrantUnverified, 0, []Guard{GuardOtherDivision}},
		{"growing", QuadrantLowPriority, []GuardAnswer{yes(GuardGrowing)}, QuadrantUnderdeveloped, 1, []Guard{GuardReference, GuardOtherDivision}},
		{"reference", QuadrantLowPriority, []GuardAnswer{yes(GuardReference), no(GuardGrowing), no(GuardOtherDivision)}, QuadrantMature, 1, nil},
		{"growing and bought elsewhere", QuadrantLowPriority, []GuardAnswer{yes(GuardGrowing), yes(GuardOtherDivision)}, QuadrantDesirable, 2, []Guard{GuardReference}},
		{"expired today", QuadrantLowPriority, []GuardAnswer{no(GuardReference), no(GuardOtherDivision), {GuardGrowing, true, true, "new contract", day(10)}}, QuadrantUnverified, 0, []Guard{GuardGrowing}},
		{"still valid", QuadrantLowPriority, []GuardAnswer{no(GuardReference), no(GuardOtherDivision), {GuardGrowing, true, true, "new contract", day(11)}}, QuadrantUnderdeveloped, 1, nil},
		{"a person overrides the data", QuadrantLowPriority, []GuardAnswer{{GuardGrowing, false, true, "one-off order", day(30)}, yes(GuardGrowing), no(GuardReference), no(GuardOtherDivision)}, QuadrantLowPriority, 0, nil},
		{"the data again after expiry", QuadrantLowPriority, []GuardAnswer{{GuardGrowing, false, true, "one-off order", day(2)}, yes(GuardGrowing)}, QuadrantUnderdeveloped, 1, []Guard{GuardReference, GuardOtherDivision}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g, err := GuardDemotion(c.raw, c.answers, day(10))
			if err != nil {
				t.Fatal(err)
			}
			if g.Guarded != c.want || g.Raw != c.raw || len(g.Held) != c.held || !slices.Equal(g.Unanswered, c.unanswered) {
				t.Errorf("got %+v", g)
			}
		})
	}
	for _, bad := range []GuardAnswer{{Guard: "size"}, {Guard: GuardGrowing, Manual: true}} {
		if _, err := GuardDemotion(QuadrantLowPriority, []GuardAnswer{bad}, day(1)); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
}

func TestRelationshipOf(t *testing.T) {
	cases := []struct {
		name   string
		facts  RelationshipFacts
		state  RelationshipState
		doubts []Doubt
	}{
		{"never bought", RelationshipFacts{Alive: pointer(0.1)}, StateProspect, nil},
		{"once", RelationshipFacts{Purchases: 1, Alive: pointer(0.9)}, StatePotential, nil},
		{"loyal", RelationshipFacts{Purchases: 3, Alive: pointer(0.7)}, StateLoyal, nil},
		{"nothing known of its future", RelationshipFacts{Purchases: 9}, StatePotential, nil},
		{"gone", RelationshipFacts{Purchases: 9, Alive: pointer(0.29)}, StateDoubtful, []Doubt{DoubtUnfaithful}},
		{"half as much", RelationshipFacts{Purchases: 9, Alive: pointer(0.9), Balance: pointer(-1.0 / 3)}, StateDoubtful, []Doubt{DoubtUnfaithful}},
		{"open case", RelationshipFacts{Purchases: 9, Alive: pointer(0.9), OpenSevere: 1}, StateDoubtful, []Doubt{DoubtDissatisfied}},
		{"unhappy", RelationshipFacts{Purchases: 9, Satisfaction: pointer(0.4)}, StateDoubtful, []Doubt{DoubtDissatisfied}},
		{"unpaid", RelationshipFacts{Purchases: 9, OverdueMinor: 5, OverdueDays: 60}, StateDoubtful, []Doubt{DoubtInsolvent}},
		{"unpaid since yesterday", RelationshipFacts{Purchases: 9, Alive: pointer(1), OverdueMinor: 5, OverdueDays: 1}, StateLoyal, nil},
		{"all at once", RelationshipFacts{Purchases: 2, Alive: pointer(0), BadlyClosed: 1, FinancialRisk: pointer(0.8)}, StateDoubtful, []Doubt{DoubtInsolvent, DoubtDissatisfied, DoubtUnfaithful}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := RelationshipOf(c.facts, DefaultRelationshipRule())
			if err != nil || r.State != c.state || !slices.Equal(r.Doubts, c.doubts) {
				t.Errorf("got %+v %v", r, err)
			}
		})
	}
	r, err := RelationshipOf(RelationshipFacts{Purchases: 5, Alive: pointer(0.1), Satisfaction: pointer(0.9)}, DefaultRelationshipRule())
	if err != nil || !r.SatisfiedButLeaving {
		t.Errorf("content and leaving: %+v %v", r, err)
	}
	for _, bad := range []RelationshipFacts{{Alive: pointer(2)}, {Balance: pointer(-2)}, {Purchases: -1}} {
		if _, err := RelationshipOf(bad, DefaultRelationshipRule()); !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want ErrInput", err)
		}
	}
}

func ExampleGuardDemotion() {
	answers := []GuardAnswer{{Guard: GuardReference}, {Guard: GuardOtherDivision}, {Guard: GuardGrowing, Holds: true, Manual: true, Reason: "opens three sites this year"}}
	g, _ := GuardDemotion(QuadrantLowPriority, answers, time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	fmt.Println(g.Raw, "->", g.Guarded)
	// Output: low_priority -> underdeveloped
}
