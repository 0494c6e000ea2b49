package offer_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

func ids(p offer.PlacementDecision) (out []id.ID) {
	for _, v := range p.Propositions {
		out = append(out, v.Offer.ID)
	}
	return out
}

// strategic is a catalogue whose home follows a strategy.
func strategic(offers []offer.Offer, edit func(s *offer.Strategy), more func(s *offer.Snapshot)) *offer.Catalogue {
	return catalogue(offers, func(s *offer.Snapshot) {
		t := offer.Strategy{ID: 900, Code: "s", Name: "S", State: offer.Active, HoldoutSalt: "salt", Stages: []offer.Stage{{Ranking: offer.ByPriority}}}
		edit(&t)
		t.Complete()
		s.Strategies = []offer.Strategy{t}
		v := t.ID
		s.Placements[0].StrategyID = &v
		if more != nil {
			more(s)
		}
	})
}

func TestStagesFillInTurn(t *testing.T) {
	tag := func(v id.ID, priority int64, tags ...string) offer.Offer {
		return plain(v, func(o *offer.Offer) { o.Priority, o.Tags = priority, tags })
	}
	offers := []offer.Offer{tag(1, 90), tag(2, 10, "spring"), tag(3, 80), tag(4, 20, "spring")}
	spring := offer.Collection{ID: 800, State: offer.Active, Content: offer.Content{Tags: []string{"spring"}}}
	listed := offer.Collection{ID: 801, State: offer.Active, Content: offer.Content{Offers: []id.ID{3}}}
	for _, c := range []struct {
		name   string
		stages []offer.Stage
		want   []id.ID
	}{
		{"one stage of everything", []offer.Stage{{Ranking: offer.ByPriority}}, []id.ID{1, 3, 4}},
		{"a collection first", []offer.Stage{{Collection: 800, Ranking: offer.ByPriority}, {Ranking: offer.ByPriority}}, []id.ID{4, 2, 1}},
		{"a list first", []offer.Stage{{Collection: 801, Ranking: offer.ByPriority}, {Collection: 800, Ranking: offer.ByPriority}}, []id.ID{3, 4, 2}},
		{"a collection that is gone", []offer.Stage{{Collection: 899, Ranking: offer.ByPriority}}, nil},
		{"a formula", []offer.Stage{{Ranking: offer.ByFormula, Formula: "100.0 - offer.priority"}}, []id.ID{2, 4, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat := strategic(offers, func(s *offer.Strategy) { s.Stages = c.stages }, func(s *offer.Snapshot) {
				s.Collections, s.Placements[0].Size = []offer.Collection{spring, listed}, 3
			})
			got := decide(t, cat, ada(), offer.Request{})
			if len(ids(got)) != len(c.want) {
				t.Fatalf("proposed %v, want %v", ids(got), c.want)
			}
			for i, v := range ids(got) {
				if v != c.want[i] {
					t.Fatalf("proposed %v, want %v", ids(got), c.want)
				}
			}
		})
	}
}

func TestArbitration(t *testing.T) {
	worth := func(v id.ID, priority, brings, costs int64) offer.Offer {
		return plain(v, func(o *offer.Offer) { o.Priority, o.CompanyValueMinor, o.CompanyCostMinor = priority, &brings, &costs })
	}
	cat := strategic([]offer.Offer{worth(1, 10, 5_00, 1_00), worth(2, 10, 90_00, 0), worth(3, 10, 1_00, 2_00)}, func(s *offer.Strategy) {
		s.Arbitration = offer.Arbitration{ValueWeight: 0.5, Boosts: []offer.Boost{{Offer: 1, Factor: 10}, {Kind: "discount", Factor: 2}}}
	}, func(s *offer.Snapshot) { s.Placements[0].Size = 3 })
	got := decide(t, cat, ada(), offer.Request{})
	want := map[id.ID]float64{1: 10 * 2 * 20, 2: 10 * math.Sqrt(90) * 2, 3: 10 * 0.1 * 2} // √4, √90, √0.01
	for _, c := range got.Considered {
		if p := c.Parts; math.Abs(c.Score-want[c.Offer.ID]) > 1e-9 || math.Abs(p.Base*p.Value*p.Propensity*p.Boost-c.Score) > 1e-9 {
			t.Errorf("offer %d: score %v of %+v, want %v", c.Offer.ID, c.Score, p, want[c.Offer.ID])
		}
	}
	if got := ids(got); got[0] != 1 || got[1] != 2 || got[2] != 3 {
		t.Errorf("proposed %v", got)
	}
}

func TestFormulas(t *testing.T) {
	for _, c := range []struct{ text, wrong string }{
		{"offer.priority * 2.0", ""},
		{"client.abc == 'A' ? 10.0 : 1.0", ""},
		{"offer.tags.exists(t, t == 'x') ? 1.0 : 0.0", "undeclared"}, // macros loop
		{"offer.priority * 2", "decimals"},
		{"client.iban", "undeclared"},
		{"'text'", "number"},
		{"", "Syntax error"},
		{strings.Repeat("1.0 + ", 300) + "1.0", "longer"},
	} {
		_, err := offer.CompileFormula(c.text)
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%q: %v, want %q", c.text, err, c.wrong)
		}
	}
	for text, want := range map[string]float64{"client.margin / 100.0": 12, "0.0 - 5.0": 0, "1.0 / 0.0": 0, "client.recency": 100_000, "client.known ? 3 : 4": 3,
		"client.quadrant == '' && client.language == 'fr' ? 7.0 : 8.0": 7} {
		cat := strategic([]offer.Offer{plain(1, nil)}, func(s *offer.Strategy) { s.Stages = []offer.Stage{{Ranking: offer.ByFormula, Formula: text}} }, nil)
		f := ada()
		f.Figures = &offer.Figures{MarginMinor: 1200}
		if got := decide(t, cat, f, offer.Request{}).Considered[0].Score; got != want {
			t.Errorf("%s = %v, want %v", text, got, want)
		}
	}
}

func TestRulesOfOffers(t *testing.T) {
	const seg id.ID = 500
	built := time.Now()
	for _, c := range []struct {
		name   string
		slot   string
		member bool
		built  *time.Time
		client id.ID
		want   offer.Rule
	}{
		{"meets the eligibility rule", offer.SlotEligibility, true, &built, 7, ""},
		{"does not meet it", offer.SlotEligibility, false, &built, 7, offer.RuleEligibility},
		{"a stranger meets none", offer.SlotEligibility, false, &built, 0, offer.RuleEligibility},
		{"members not counted out yet", offer.SlotApplicability, true, nil, 7, offer.RuleApplicability},
		{"suitability", offer.SlotSuitability, false, &built, 7, offer.RuleSuitability},
		{"has not bought what it goes with", offer.SlotComplementary, false, &built, 7, offer.RuleComplementary},
		{"has bought what excludes it", offer.SlotBought, true, &built, 7, offer.RuleProduct},
		{"has not", offer.SlotBought, false, &built, 7, ""},
		{"nobody knows whether it has", offer.SlotBought, false, nil, 7, offer.RuleProduct},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat := catalogue([]offer.Offer{plain(1, func(o *offer.Offer) { o.Rules = map[string]offer.RuleTie{c.slot: {Segment: seg}} })}, func(s *offer.Snapshot) {
				s.Segments = append(s.Segments, segment.Segment{ID: seg, Kind: segment.Rule, BuiltAt: c.built})
			})
			f := ada()
			if f.Client = c.client; c.member {
				f.Segments = append(f.Segments, seg)
			}
			got := decide(t, cat, f, offer.Request{})
			if said := got.Considered[0]; said.Failed != c.want || (len(got.Propositions) == 1) != (c.want == "") {
				t.Errorf("failed %q, want %q; %d propositions", said.Failed, c.want, len(got.Propositions))
			}
		})
	}
}

func TestComplaintsRaiseService(t *testing.T) {
	offers := []offer.Offer{plain(1, func(o *offer.Offer) { o.Kind, o.Priority = "information", 900 }), plain(2, func(o *offer.Offer) { o.Kind, o.Priority = "service", 1 }),
		plain(3, func(o *offer.Offer) { o.Kind, o.Priority = "discount", 999 })}
	f := ada()
	f.Complaint = true
	got := decide(t, catalogue(offers, nil), f, offer.Request{})
	if v := ids(got); len(v) != 2 || v[0] != 2 || v[1] != 1 || !got.Propositions[0].Raised {
		t.Errorf("proposed %v", v)
	}
}

func TestExclusionGroups(t *testing.T) {
	in := func(v id.ID, priority int64, group string) offer.Offer {
		return plain(v, func(o *offer.Offer) {
			o.Priority, o.ExclusionGroup, o.Placements = priority, group, []id.ID{home, till}
		})
	}
	anonymous := func(o *offer.Offer) { o.Variants[0].IsAnonymous = true }
	offers := []offer.Offer{in(1, 90, "tyres"), in(2, 80, "tyres"), in(3, 70, "")}
	for i := range offers {
		anonymous(&offers[i])
	}
	f := ada()
	out, err := catalogue(offers, nil).Decide(offer.Request{Placements: []string{"home", "till"}, Explain: true}, &f, noon)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := ids(out[0]), ids(out[1]); len(a) != 2 || a[0] != 1 || a[1] != 3 || len(b) != 1 || b[0] == 2 {
		t.Errorf("proposed %v and %v", a, b)
	}
	for _, c := range out[0].Considered {
		if c.Offer.ID == 2 && c.Failed != offer.RuleGroup {
			t.Errorf("offer 2 failed %q", c.Failed)
		}
	}
}
