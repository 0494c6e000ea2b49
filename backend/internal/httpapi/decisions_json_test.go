package httpapi

import (
	"encoding/json"
	"reflect"
	"testing"

	"clientele/internal/offer"
)

// What is written by hand says the same as the body that the OpenAPI document describes.
func TestAppendDecision(t *testing.T) {
	price, value := int64(129900), int64(-1)
	o := offer.Offer{ID: 1<<62 + 1, Code: "c<>&", Kind: "gift", Name: "N"}
	v := offer.Variant{ID: 3, TitleEn: "Ä \"quoted\" \\ <b>\u2028\t", TextEn: "x\x00\x1f😀", TitleFr: "t", ImageURL: "/i", PriceMinor: &price, DiscountKind: "amount", DiscountValue: &value}
	for name, d := range map[string]offer.Decision{
		"empty":     {ID: 1},
		"nothing":   {ID: 1, Client: 2, Placements: []offer.PlacementDecision{{Placement: &offer.Placement{Code: "p", Name: "É"}}}},
		"something": {ID: 1, Client: 2, Placements: []offer.PlacementDecision{{Placement: &offer.Placement{Code: "p"}}, {Placement: &offer.Placement{Code: "q"}, Propositions: []offer.Proposition{{ID: 4, Token: "tok", Offer: &o, Variant: &v, Language: "fr", Rank: 1, Score: 12.5}, {ID: 5, Offer: &o, Variant: &offer.Variant{}, Rank: 2, Fallback: true}}, Considered: []offer.Considered{{Offer: &o, Failed: offer.RuleSize, Reason: "r", Score: 1}, {Offer: &o, Variant: &v, Rank: 1}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			raw := appendDecision(nil, d)
			var got DecisionBody
			if err := json.Unmarshal(raw, &got); err != nil {
				t.Fatalf("%v: %s", err, raw)
			}
			if want := bodyOf(d); !reflect.DeepEqual(got, want) {
				t.Fatalf("wrote %s\n got %+v\nwant %+v", raw, got, want)
			}
			var keys, wanted any
			again, _ := json.Marshal(bodyOf(d))
			_, _ = json.Unmarshal(raw, &keys), json.Unmarshal(again, &wanted)
			if !reflect.DeepEqual(keys, wanted) {
				t.Fatalf("wrote %s\nwant %s", raw, again)
			}
		})
	}
}

func bodyOf(d offer.Decision) DecisionBody {
	b := DecisionBody{DecisionID: d.ID, Placements: []PlacementDecisionBody{}}
	if d.Client != 0 {
		b.ClientID = &d.Client
	}
	for _, p := range d.Placements {
		pb := PlacementDecisionBody{Placement: p.Placement.Code, Name: p.Placement.Name, Propositions: []PropositionBody{}}
		if len(p.Considered) > 0 {
			pb.Considered = consideredBodies(p.Considered)
		}
		for _, x := range p.Propositions {
			title, text, terms, language := x.Variant.Texts(x.Language)
			pb.Propositions = append(pb.Propositions, PropositionBody{ID: x.ID, Token: x.Token, OfferID: x.Offer.ID, OfferCode: x.Offer.Code, VariantID: x.Variant.ID,
				Kind: x.Offer.Kind, Language: language, Title: title, Text: text, ServiceTerms: terms, ImageURL: x.Variant.ImageURL, PriceMinor: x.Variant.PriceMinor,
				DiscountKind: x.Variant.DiscountKind, DiscountValue: x.Variant.DiscountValue, DeliveryDays: x.Variant.DeliveryDays, Rank: x.Rank, Score: x.Score, Fallback: x.Fallback})
		}
		b.Placements = append(b.Placements, pb)
	}
	return b
}
