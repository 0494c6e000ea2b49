package offer_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// allowed says by the words of the specification, without sets, whether a client may see an offer on home.
func allowed(o *offer.Offer, f *offer.Facts, fallback bool) bool {
	held := map[id.ID]bool{segA: f.Classes["abc"] == "A", segLost: f.Classes["rfm_group"] == "lost"}
	for _, v := range f.Segments {
		if v == segGold || v == segStaff { // the others are not static, or archived
			held[v] = true
		}
	}
	in := func(ids []id.ID) bool { return slices.ContainsFunc(ids, func(v id.ID) bool { return held[v] }) }
	return o.State == offer.Approved && (fallback || slices.Contains(o.Placements, home)) &&
		(len(o.Segments) == 0 || in(o.Segments)) && !in(o.Excluded) &&
		(!f.Complaint || !o.Promotion()) && (o.Purpose == offer.PurposeService || !slices.Contains(f.Refused["web"], o.Purpose))
}

// FuzzDecide decides over random catalogues: nothing that is not allowed is proposed, nothing twice, no more than fits, the best
// first, and nothing allowed is left out while there is room.
func FuzzDecide(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 1))
		some := func() (out []id.ID) {
			for _, v := range []id.ID{segGold, segStaff, segA, segLost, segGone} {
				if random.IntN(4) == 0 {
					out = append(out, v)
				}
			}
			return out
		}
		offers := make([]offer.Offer, random.IntN(12))
		for i := range offers {
			offers[i] = plain(id.ID(i+1), func(o *offer.Offer) {
				o.State, o.Kind = offer.States[random.IntN(2)], offer.Kinds[random.IntN(len(offer.Kinds))]
				o.Priority, o.IsFallback = int64(random.IntN(3)), random.IntN(4) == 0
				o.Segments, o.Excluded, o.Purpose = some(), some(), []string{"marketing", "service"}[random.IntN(2)]
				if random.IntN(5) == 0 {
					o.Placements = nil
				}
			})
		}
		size, own := int64(1+random.IntN(4)), id.ID(random.IntN(13))
		c := catalogue(offers, func(s *offer.Snapshot) { s.Placements[0].Size, s.Placements[0].FallbackOfferID = size, &own })
		facts := offer.Facts{Client: 7, Segments: some(), Classes: map[string]string{"abc": []string{"A", "B"}[random.IntN(2)], "rfm_group": "lost"}, Complaint: random.IntN(3) == 0}
		if random.IntN(3) == 0 {
			facts.Refused = map[string][]string{"web": {"marketing"}}
		}
		got := decide(t, c, facts, offer.Request{})
		seen, last := map[id.ID]bool{}, offer.Proposition{Score: 1e9}
		for _, p := range got.Propositions {
			switch {
			case !allowed(p.Offer, &facts, p.Fallback && p.Offer.ID == own):
				t.Fatalf("offer %d is not allowed", p.Offer.ID)
			case seen[p.Offer.ID]:
				t.Fatalf("offer %d twice", p.Offer.ID)
			case !last.Fallback && p.Fallback: // fallbacks come last and start anew
			case last.Fallback && !p.Fallback:
				t.Fatalf("offer %d after a fallback", p.Offer.ID)
			case p.Score > last.Score && !(last.Offer != nil && last.Offer.ID == own):
				t.Fatalf("offer %d after a lesser one", p.Offer.ID)
			}
			seen[p.Offer.ID], last = true, p
		}
		if len(got.Propositions) > int(size) {
			t.Fatalf("%d propositions for %d places", len(got.Propositions), size)
		}
		for i := range offers {
			if o := &offers[i]; len(got.Propositions) < int(size) && !seen[o.ID] && allowed(o, &facts, o.ID == own) {
				t.Fatalf("offer %d left out while there was room", o.ID)
			}
		}
	})
}
