package offer_test

import (
	"errors"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

var noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)

// The segments of the tests: two static ones, two classes, one archived (absent from snapshots).
const (
	segGold, segStaff, segA, segLost, segGone id.ID = 101, 102, 103, 104, 199
	home, till                                id.ID = 11, 12
)

func day(text string) *clock.Day {
	d, err := clock.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return &d
}

// plain is an approved offer on home with one complete variant; edit changes it.
func plain(v id.ID, edit func(o *offer.Offer)) offer.Offer {
	o := offer.Offer{ID: v, Code: "o" + v.String(), Name: "Offer " + v.String(), Kind: "discount", State: offer.Approved, Purpose: "marketing", Priority: 10,
		Placements: []id.ID{home}, Variants: []offer.Variant{{ID: v*100 + 1, TitleEn: "Title", TextEn: "Text", TitleFr: "Titre", TextFr: "Texte"}}}
	if edit != nil {
		edit(&o)
	}
	return o
}

func catalogue(offers []offer.Offer, edit func(s *offer.Snapshot)) *offer.Catalogue {
	s := offer.Snapshot{Offers: offers, Zone: time.FixedZone("CET", 3600), Language: offer.English,
		Placements: []offer.Placement{{ID: home, Code: "home", Channel: "web", Size: 2, State: offer.PlacementActive}, {ID: till, Code: "till", Channel: "store", Size: 1, AnonymousOnly: true, State: offer.PlacementActive}},
		Segments: []segment.Segment{{ID: segGold, Kind: segment.Static}, {ID: segStaff, Kind: segment.Static},
			{ID: segA, Kind: segment.Computed, Measure: "abc", MeasureValue: "A"}, {ID: segLost, Kind: segment.Computed, Measure: "rfm_group", MeasureValue: "lost"}}}
	if edit != nil {
		edit(&s)
	}
	return offer.NewCatalogue(s)
}

func ada() offer.Facts {
	return offer.Facts{Client: 7, Language: "fr", Segments: []id.ID{segGold}, Classes: map[string]string{"abc": "A", "rfm_group": "loyal"}}
}

// decide gives what one placement shows; it fails the test on an error.
func decide(t *testing.T, c *offer.Catalogue, f offer.Facts, r offer.Request) offer.PlacementDecision {
	t.Helper()
	if len(r.Placements) == 0 {
		r.Placements = []string{"home"}
	}
	r.Explain = true
	out, err := c.Decide(r, &f, noon)
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

func TestEligibility(t *testing.T) {
	late := time.Date(2026, 3, 12, 23, 30, 0, 0, time.UTC) // the 13th in the organisation's zone
	for _, c := range []struct {
		name  string
		offer func(o *offer.Offer)
		facts func(f *offer.Facts)
		ask   offer.Request
		want  offer.Rule
	}{
		{name: "nothing against it"},
		{name: "draft", offer: func(o *offer.Offer) { o.State = offer.Draft }, want: offer.RuleState},
		{name: "another placement", offer: func(o *offer.Offer) { o.Placements = []id.ID{till} }, want: offer.RulePlacement},
		{name: "begins tomorrow", offer: func(o *offer.Offer) { o.FromDay = day("2026-03-13") }, want: offer.RuleNotStarted},
		{name: "begins tomorrow, asked of tomorrow", offer: func(o *offer.Offer) { o.FromDay = day("2026-03-13") }, ask: offer.Request{At: late}},
		{name: "its last day is today", offer: func(o *offer.Offer) { o.FromDay, o.ToDay = day("2026-03-12"), day("2026-03-12") }},
		{name: "its last day is over at midnight of the zone", offer: func(o *offer.Offer) { o.ToDay = day("2026-03-12") }, ask: offer.Request{At: late}, want: offer.RuleEnded},
		{name: "in a static segment", offer: func(o *offer.Offer) { o.Segments = []id.ID{segStaff, segGold} }},
		{name: "in a class", offer: func(o *offer.Offer) { o.Segments = []id.ID{segA} }},
		{name: "in none of its segments", offer: func(o *offer.Offer) { o.Segments = []id.ID{segStaff, segLost} }, want: offer.RuleSegment},
		{name: "its only segment is archived", offer: func(o *offer.Offer) { o.Segments = []id.ID{segGone} }, facts: func(f *offer.Facts) { f.Segments = append(f.Segments, segGone) }, want: offer.RuleSegment},
		{name: "left out", offer: func(o *offer.Offer) { o.Segments, o.Excluded = []id.ID{segA}, []id.ID{segGold} }, want: offer.RuleExcluded},
		{name: "left out of a segment the client is not in", offer: func(o *offer.Offer) { o.Excluded = []id.ID{segStaff} }},
		{name: "refused on this channel", facts: func(f *offer.Facts) { f.Refused = map[string][]string{"web": {"marketing"}} }, want: offer.RuleConsent},
		{name: "refused on another channel", facts: func(f *offer.Facts) { f.Refused = map[string][]string{"sms": {"marketing"}} }},
		{name: "refused on the channel of the context", facts: func(f *offer.Facts) { f.Refused = map[string][]string{"sms": {"marketing"}} }, ask: offer.Request{Channel: "sms"}, want: offer.RuleConsent},
		{name: "refused, but the purpose is service", offer: func(o *offer.Offer) { o.Purpose = offer.PurposeService }, facts: func(f *offer.Facts) { f.Refused = map[string][]string{"web": {"marketing", "service"}} }},
		{name: "open complaint", facts: func(f *offer.Facts) { f.Complaint = true }, want: offer.RuleComplaint},
		{name: "open complaint, a service", offer: func(o *offer.Offer) { o.Kind = "service" }, facts: func(f *offer.Facts) { f.Complaint = true }},
		{name: "open complaint, information", offer: func(o *offer.Offer) { o.Kind = "information" }, facts: func(f *offer.Facts) { f.Complaint = true }},
		{name: "no complete variant", offer: func(o *offer.Offer) { o.Variants[0].TextEn, o.Variants[0].TitleFr = "", "" }, want: offer.RuleVariant},
		{name: "no variant for this client", offer: func(o *offer.Offer) { o.Variants[0].Segments = []id.ID{segStaff} }, want: offer.RuleVariant},
		{name: "a stranger, an offer for everybody", facts: func(f *offer.Facts) { *f = offer.Facts{} }},
		{name: "a stranger, an offer for segments", offer: func(o *offer.Offer) { o.Segments = []id.ID{segA} }, facts: func(f *offer.Facts) { *f = offer.Facts{} }, want: offer.RuleSegment},
		{name: "the first rule that fails is told", offer: func(o *offer.Offer) { o.ToDay, o.Excluded = day("2026-01-01"), []id.ID{segGold} }, want: offer.RuleEnded},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := ada()
			if c.facts != nil {
				c.facts(&f)
			}
			got := decide(t, catalogue([]offer.Offer{plain(1, c.offer)}, nil), f, c.ask)
			if why := got.Considered[0]; why.Failed != c.want || (why.Reason == "") != (c.want == "") {
				t.Fatalf("failed %q (%s), want %q", why.Failed, why.Reason, c.want)
			}
			if (len(got.Propositions) == 1) != (c.want == "") {
				t.Fatalf("proposed %d", len(got.Propositions))
			}
		})
	}
}

func TestRankingAndFallback(t *testing.T) {
	prio := func(p int64) func(o *offer.Offer) { return func(o *offer.Offer) { o.Priority = p } }
	fallback := func(p int64) func(o *offer.Offer) {
		return func(o *offer.Offer) { o.Priority, o.IsFallback = p, true }
	}
	own := id.ID(9)
	withOwn := func(s *offer.Snapshot) { s.Placements[0].FallbackOfferID = &own }
	elsewhere := plain(9, func(o *offer.Offer) { o.Placements = nil })
	for _, c := range []struct {
		name   string
		offers []offer.Offer
		edit   func(s *offer.Snapshot)
		facts  func(f *offer.Facts)
		want   []id.ID
		backs  int // how many of them are fallbacks
	}{
		{name: "highest priority first", offers: []offer.Offer{plain(1, prio(1)), plain(2, prio(5)), plain(3, prio(3))}, want: []id.ID{2, 3}},
		{name: "the older among equals", offers: []offer.Offer{plain(3, nil), plain(1, nil), plain(2, nil)}, want: []id.ID{1, 2}},
		{name: "a fallback waits though its priority is highest", offers: []offer.Offer{plain(1, nil), plain(2, nil), plain(3, fallback(99))}, want: []id.ID{1, 2}},
		{name: "a fallback fills what is left", offers: []offer.Offer{plain(1, nil), plain(3, fallback(0))}, want: []id.ID{1, 3}, backs: 1},
		{name: "the placement's own fallback comes first", offers: []offer.Offer{plain(3, fallback(99)), elsewhere}, edit: withOwn, want: []id.ID{9, 3}, backs: 2},
		{name: "the placement's own fallback, once", offers: []offer.Offer{plain(9, nil)}, edit: withOwn, want: []id.ID{9}},
		{name: "a fallback draft is none", offers: []offer.Offer{plain(9, func(o *offer.Offer) { o.State = offer.Draft })}, edit: withOwn},
		{name: "a complaint suppresses fallbacks too", offers: []offer.Offer{elsewhere}, edit: withOwn, facts: func(f *offer.Facts) { f.Complaint = true }},
		{name: "an archived placement shows nothing", offers: []offer.Offer{plain(1, nil)}, edit: func(s *offer.Snapshot) { s.Placements[0].State = offer.Archived }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := ada()
			if c.facts != nil {
				c.facts(&f)
			}
			got := decide(t, catalogue(c.offers, c.edit), f, offer.Request{})
			backs := 0
			var ids []id.ID
			for i, p := range got.Propositions {
				ids = append(ids, p.Offer.ID)
				if p.Fallback {
					backs++
				}
				if p.Rank != i+1 {
					t.Errorf("rank %d at place %d", p.Rank, i+1)
				}
			}
			if len(ids) != len(c.want) || backs != c.backs {
				t.Fatalf("proposed %v (%d fallbacks), want %v (%d)", ids, backs, c.want, c.backs)
			}
			for i := range ids {
				if ids[i] != c.want[i] {
					t.Fatalf("proposed %v, want %v", ids, c.want)
				}
			}
		})
	}
}

func TestExplainTellsSizeAndFallback(t *testing.T) {
	offers := []offer.Offer{plain(1, nil), plain(2, nil), plain(3, nil), plain(4, func(o *offer.Offer) { o.IsFallback = true })}
	got := decide(t, catalogue(offers, nil), ada(), offer.Request{Language: offer.French})
	want := map[id.ID]offer.Rule{1: "", 2: "", 3: offer.RuleSize, 4: offer.RuleFallback}
	ranks := map[id.ID]int{1: 1, 2: 2}
	for _, c := range got.Considered {
		if c.Failed != want[c.Offer.ID] || c.Rank != ranks[c.Offer.ID] || c.Reason != want[c.Offer.ID].Reason(offer.French) {
			t.Errorf("offer %d: %q rank %d %q", c.Offer.ID, c.Failed, c.Rank, c.Reason)
		}
	}
	if len(got.Considered) != 4 {
		t.Fatalf("considered %d", len(got.Considered))
	}
	for _, r := range offer.Rules {
		if r.Reason(offer.English) == "" || r.Reason(offer.French) == "" {
			t.Errorf("rule %s has no words", r)
		}
	}
}

func TestVariants(t *testing.T) {
	v := func(n id.ID, anonymous bool, segments ...id.ID) offer.Variant {
		return offer.Variant{ID: n, IsAnonymous: anonymous, Segments: segments, TitleEn: "T", TextEn: "X"}
	}
	all := []offer.Variant{v(1, false), v(2, false, segLost), v(3, false, segGold), v(4, false, segA), v(5, true), v(6, true, segA)}
	for _, c := range []struct {
		name      string
		variants  []offer.Variant
		facts     offer.Facts
		placement string
		want      id.ID
	}{
		{"the first whose segments hold the client", all, ada(), "home", 3},
		{"the default for others", all, offer.Facts{Client: 8}, "home", 1},
		{"anonymous places: the client's own anonymous one", all, ada(), "till", 6},
		{"anonymous places: the anonymous default", all, offer.Facts{Client: 8}, "till", 5},
		{"anonymous places: never another", all[:4], ada(), "till", 0},
		{"a stranger sees the anonymous one", all, offer.Facts{}, "home", 5},
		{"a stranger sees the default where none is anonymous", all[:4], offer.Facts{}, "home", 1},
		{"a client sees an anonymous one where there is no other", all[4:], ada(), "home", 6},
		{"an incomplete one is passed over", append([]offer.Variant{{ID: 9, Segments: []id.ID{segGold}, TitleEn: "T"}}, all...), ada(), "home", 3},
		{"a variant of an archived segment is for nobody", []offer.Variant{v(1, false, segGone)}, ada(), "home", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := plain(1, func(o *offer.Offer) { o.Variants, o.Placements = c.variants, []id.ID{home, till} })
			got := decide(t, catalogue([]offer.Offer{o}, nil), c.facts, offer.Request{Placements: []string{c.placement}})
			var v id.ID
			if len(got.Propositions) > 0 {
				v = got.Propositions[0].Variant.ID
			}
			if v != c.want {
				t.Fatalf("variant %d, want %d", v, c.want)
			}
		})
	}
}

func TestTexts(t *testing.T) {
	both := offer.Variant{TitleEn: "T", TextEn: "X", TitleFr: "Té", TextFr: "Xé", ServiceTermsEn: "S"}
	half := offer.Variant{TitleEn: "T", TextEn: "X", TitleFr: "Té"}
	for _, c := range []struct {
		name, asked, own string
		variant          offer.Variant
		title, spoken    string
	}{
		{"the client's", "", "fr-FR", both, "Té", "fr"},
		{"the asked one", "en", "fr", both, "T", "en"},
		{"the organisation's for others", "", "de", both, "T", "en"},
		{"the other where it is not complete", "fr", "fr", half, "T", "en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := ada()
			f.Language = c.own
			o := plain(1, func(o *offer.Offer) { o.Variants = []offer.Variant{c.variant} })
			p := decide(t, catalogue([]offer.Offer{o}, nil), f, offer.Request{Language: c.asked}).Propositions[0]
			title, _, _, spoken := p.Variant.Texts(p.Language)
			if title != c.title || spoken != c.spoken {
				t.Fatalf("%q in %s", title, spoken)
			}
		})
	}
}

func TestRequestIsChecked(t *testing.T) {
	many := make([]string, offer.MaxPlacements+1)
	for _, c := range []struct {
		name string
		r    offer.Request
		path string
	}{
		{"no placement", offer.Request{}, "placements"},
		{"too many", offer.Request{Placements: many}, "placements"},
		{"unknown", offer.Request{Placements: []string{"home", "nowhere"}}, "placements[1]"},
		{"repeated", offer.Request{Placements: []string{"home", "home"}}, "placements[1]"},
		{"two clients", offer.Request{Placements: []string{"home"}, Client: 7, Key: offer.Key{Source: "s", Reference: "r"}}, "client"},
		{"half a key", offer.Request{Placements: []string{"home"}, Key: offer.Key{Source: "s"}}, "client"},
		{"language", offer.Request{Placements: []string{"home"}, Language: "de"}, "context.language"},
		{"channel", offer.Request{Placements: []string{"home"}, Channel: "dream"}, "context.channel"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := catalogue(nil, nil).Decide(c.r, &offer.Facts{}, noon)
			e, ok := errors.AsType[*fault.Error](err)
			if !ok || len(e.Fields) == 0 || e.Fields[0].Path != c.path {
				t.Fatalf("got %v", err)
			}
		})
	}
}
