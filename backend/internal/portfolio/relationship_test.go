package portfolio

import (
	"slices"
	"testing"

	"clientele/internal/analytics"
)

func TestRelationship(t *testing.T) {
	share := func(v float64) *float64 { return &v }
	loyal := Figure{Fact: Fact{TotalOrders: 3, Revenue: 100, Before: 100}, Position: Position{Alive: 70, Trend: CodeOf(analytics.TrendStable)}}
	for name, c := range map[string]struct {
		change  func(f *Figure)
		records clientRecords
		state   analytics.RelationshipState
		doubts  []analytics.Doubt
		leaving bool
		reasons []string
	}{
		"never bought":        {func(f *Figure) { f.TotalOrders = 0 }, clientRecords{Flag: FlagFact{Risk: "insolvent"}}, analytics.StateProspect, nil, false, []string{"no_purchase"}},
		"loyal":               {func(*Figure) {}, clientRecords{}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"two purchases":       {func(f *Figure) { f.TotalOrders = 2 }, clientRecords{}, analytics.StatePotential, nil, false, []string{"alive_high", "purchases"}},
		"lapsed in its cycle": {func(f *Figure) { f.Alive = NoAlive; f.Stage = CodeOf(analytics.StageLapsed) }, clientRecords{}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtUnfaithful}, false, []string{"cycle_lapsed", "purchases"}},
		"late in its cycle":   {func(f *Figure) { f.Alive = NoAlive; f.Stage = CodeOf(analytics.StageLate) }, clientRecords{}, analytics.StatePotential, nil, false, []string{"cycle_late", "purchases"}},
		"due in its cycle":    {func(f *Figure) { f.Alive = NoAlive; f.Stage = CodeOf(analytics.StageDue) }, clientRecords{}, analytics.StateLoyal, nil, false, []string{"cycle_kept", "purchases"}},
		"lapsed, but alive":   {func(f *Figure) { f.Stage = CodeOf(analytics.StageLapsed) }, clientRecords{}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"alive unknown":       {func(f *Figure) { f.Alive = NoAlive }, clientRecords{}, analytics.StatePotential, nil, false, []string{"alive_unknown", "purchases"}},
		"perhaps gone":        {func(f *Figure) { f.Alive = 69 }, clientRecords{}, analytics.StatePotential, nil, false, []string{"alive_middle", "purchases"}},
		"at the cut of 30 %":  {func(f *Figure) { f.Alive = 30 }, clientRecords{}, analytics.StatePotential, nil, false, []string{"alive_middle", "purchases"}},
		"gone":                {func(f *Figure) { f.Alive = 29 }, clientRecords{}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtUnfaithful}, false, []string{"alive_low", "purchases"}},
		"half the value":      {func(f *Figure) { f.Revenue = 50 }, clientRecords{}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtUnfaithful}, false, []string{"value_falling", "alive_high", "purchases"}},
		"half, trend unknown": {func(f *Figure) { f.Revenue = 50; f.Trend = CodeOf(analytics.TrendUnknown) }, clientRecords{}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"half of the wallet": {func(*Figure) {}, clientRecords{Wallet: WalletFact{Share: 0.2, Before: 0.4}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtUnfaithful}, false,
			[]string{"wallet_falling", "alive_high", "purchases"}},
		"wallet a year ago unknown": {func(*Figure) {}, clientRecords{Wallet: WalletFact{Share: 0.2}}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"overdue for 60 days":       {func(*Figure) {}, clientRecords{Overdue: OverdueFact{Minor: 1, Days: 60}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtInsolvent}, false, []string{"overdue", "alive_high", "purchases"}},
		"overdue for 59 days":       {func(*Figure) {}, clientRecords{Overdue: OverdueFact{Minor: 100, Days: 59}}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"high risk":                 {func(*Figure) {}, clientRecords{Flag: FlagFact{Risk: "high"}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtInsolvent}, false, []string{"risk", "alive_high", "purchases"}},
		"medium risk":               {func(*Figure) {}, clientRecords{Flag: FlagFact{Risk: "medium"}}, analytics.StateLoyal, nil, false, []string{"alive_high", "purchases"}},
		"unhappy":                   {func(*Figure) {}, clientRecords{Case: &CaseFact{Satisfaction: share(0.4)}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtDissatisfied}, false, []string{"unhappy", "alive_high", "purchases"}},
		"open case":                 {func(*Figure) {}, clientRecords{Case: &CaseFact{OpenSevere: 2}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtDissatisfied}, false, []string{"open_cases", "alive_high", "purchases"}},
		"content and going": {func(f *Figure) { f.Alive = 10 }, clientRecords{Case: &CaseFact{Satisfaction: share(0.75)}}, analytics.StateDoubtful, []analytics.Doubt{analytics.DoubtUnfaithful}, true,
			[]string{"alive_low", "happy", "purchases"}},
		// The example of docs/measures.md.
		"all at once": {func(f *Figure) { f.TotalOrders = 2; f.Alive = 0 }, clientRecords{Case: &CaseFact{BadlyClosed: 1}, Flag: FlagFact{Risk: "high"}, LetGo: true}, analytics.StateDoubtful,
			[]analytics.Doubt{analytics.DoubtInsolvent, analytics.DoubtDissatisfied, analytics.DoubtUnfaithful}, false, []string{"let_go", "risk", "badly_closed", "alive_low", "purchases"}},
	} {
		f := loyal
		c.change(&f)
		got, err := relationshipOf(&f, DefaultSettings(), c.records)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, r := range got.Reasons {
			codes = append(codes, r.Code)
		}
		if got.State != c.state || !slices.Equal(got.Doubts, c.doubts) || got.SatisfiedLeaving != c.leaving || !slices.Equal(codes, c.reasons) {
			t.Errorf("%s: got %+v, reasons %v", name, got, codes)
		}
		if f.Relationship.Name() != got.State || !slices.Equal(f.Doubts.List(), got.Doubts) || f.LetGo != c.records.LetGo {
			t.Errorf("%s: figure %+v", name, f.Position)
		}
	}
}

func TestRelationshipReport(t *testing.T) {
	r := newRelationshipReport(analytics.DefaultRelationshipRule())
	for _, f := range []Figure{
		{Fact: Fact{Revenue: 10}, Position: Position{Relationship: CodeOf(analytics.StateLoyal), Predicted: 7}},
		{Fact: Fact{Revenue: 20}, Position: Position{Relationship: CodeOf(analytics.StateDoubtful), Doubts: 0b110, SatisfiedLeaving: true, LetGo: true}},
		{Fact: Fact{Revenue: 30}, Position: Position{Relationship: CodeOf(analytics.StateDoubtful), Doubts: 0b101}},
		{Position: Position{Relationship: CodeOf(analytics.StateProspect)}},
	} {
		r.add(&f)
	}
	r.finish()
	if r.Prospects != 1 || r.LetGo != 1 || r.SatisfiedLeaving != (ClientsRevenue{1, 20}) || r.States[1].Predicted != 7 || r.States[2].ClientShare != 0.666667 {
		t.Errorf("report %+v", r)
	}
	want := []DoubtTotal{{analytics.DoubtInsolvent, 1, 1, 30}, {analytics.DoubtDissatisfied, 1, 1, 20}, {analytics.DoubtUnfaithful, 2, 0, 50}}
	if !slices.Equal(r.Doubts, want) || len(r.Strategies) != 6 {
		t.Errorf("doubts %+v, strategies %+v", r.Doubts, r.Strategies)
	}
}
