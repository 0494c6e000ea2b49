package offer_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

// FuzzStrategies decides over random catalogues with strategies, rules, exclusion groups and holdouts: nothing that is not allowed is
// proposed, no two of one group, propensities are chances, the same draw decides the same with and without an explanation, and
// the explanation says of exactly what is proposed that nothing failed.
func FuzzStrategies(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 2))
		built := time.Now()
		offers := make([]offer.Offer, random.IntN(12))
		for i := range offers {
			offers[i] = plain(id.ID(i+1), func(o *offer.Offer) {
				o.State, o.Kind = offer.States[random.IntN(2)], offer.Kinds[random.IntN(len(offer.Kinds))]
				o.Priority, o.IsFallback = int64(random.IntN(4)), random.IntN(5) == 0
				o.ExclusionGroup, o.Tags = []string{"", "", "a", "b"}[random.IntN(4)], []string{[]string{"x", "y"}[random.IntN(2)]}
				if random.IntN(3) == 0 {
					o.Rules = map[string]offer.RuleTie{offer.Slots[random.IntN(3)]: {Segment: id.ID(500 + random.IntN(3))}}
				}
				if random.IntN(6) == 0 {
					o.HoldoutBp, o.HoldoutSalt = 5000, "o"
				}
			})
		}
		stages := make([]offer.Stage, 1+random.IntN(3))
		for i := range stages {
			stages[i] = offer.Stage{Ranking: offer.Rankings[random.IntN(3)], Collection: id.ID([]int{0, 800}[random.IntN(2)])}
			if stages[i].Ranking == offer.ByFormula {
				stages[i].Formula = "offer.priority * 3.0 + (client.complaint ? 1.0 : 0.0)"
			}
		}
		c := strategic(offers, func(s *offer.Strategy) {
			s.Stages, s.HoldoutBp = stages, int64([]int{0, 3000}[random.IntN(2)])
			s.Arbitration = offer.Arbitration{ValueWeight: float64(random.IntN(2)), Boosts: []offer.Boost{{Kind: "service", Factor: 2}}}
		}, func(s *offer.Snapshot) {
			s.Placements[0].Size = int64(1 + random.IntN(4))
			s.Collections = []offer.Collection{{ID: 800, Content: offer.Content{Tags: []string{"x"}}}}
			s.Segments = append(s.Segments, segment.Segment{ID: 500, Kind: segment.Rule, BuiltAt: &built}, segment.Segment{ID: 501, Kind: segment.Rule, BuiltAt: &built})
		})
		facts := offer.Facts{Client: id.ID(random.IntN(50)), Complaint: random.IntN(3) == 0}
		if random.IntN(2) == 0 && facts.Client != 0 {
			facts.Segments = []id.ID{500}
		}
		r := offer.Request{Placements: []string{"home"}, Seed: [2]uint64{seed, 1}}
		quiet, err := c.Decide(r, &facts, noon)
		if err != nil {
			t.Fatal(err)
		}
		got := decide(t, c, facts, r)
		if !reflect.DeepEqual(quiet[0].Propositions, got.Propositions) || !reflect.DeepEqual(quiet[0].Withheld, got.Withheld) {
			t.Fatalf("with an explanation %v, without %v", ids(got), ids(quiet[0]))
		}
		checkStrategic(t, got, &facts)
	})
}

func checkStrategic(t *testing.T, got offer.PlacementDecision, f *offer.Facts) {
	t.Helper()
	groups := map[string]bool{}
	for i, p := range got.Propositions {
		met := true
		for _, tie := range p.Offer.Rules {
			met = met && slices.Contains(f.Segments, tie.Segment) && tie.Segment != 502
		}
		switch g := p.Offer.ExclusionGroup; {
		case !allowed(p.Offer, f, false) || !met:
			t.Fatalf("offer %d is not allowed", p.Offer.ID)
		case g != "" && groups[g]:
			t.Fatalf("two offers of group %s", g)
		case got.HeldOut && !p.Fallback:
			t.Fatalf("offer %d is shown to a client who is held out", p.Offer.ID)
		case p.Propensity < 0 || p.Propensity > 1+1e-9:
			t.Fatalf("a propensity of %v", p.Propensity)
		case p.Rank != i+1 || p.Held == offer.HeldBack:
			t.Fatalf("rank %d in place %d, held %d", p.Rank, i, p.Held)
		default:
			groups[g] = g != ""
		}
	}
	for _, c := range got.Considered {
		shown := slices.ContainsFunc(got.Propositions, func(p offer.Proposition) bool { return p.Offer.ID == c.Offer.ID })
		if shown != (c.Failed == "") || shown != (c.Rank > 0) {
			t.Fatalf("offer %d: shown %v, failed %q, rank %d", c.Offer.ID, shown, c.Failed, c.Rank)
		}
	}
}
