package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// OwnClientBody is what a client's app is told of its client.
type OwnClientBody struct {
	ID       id.ID  `json:"id"`
	Name     string `json:"name"`
	Language string `json:"language"`
	Currency string `json:"currency" example:"EUR"`
} //	@name	OwnClient

// OwnDecisionRequestBody asks what to show on up to 20 placements of mobile, web or kiosk, in a language or the client's own.
type OwnDecisionRequestBody struct {
	Placements []string `json:"placements"`
	Language   string   `json:"language,omitempty" validate:"optional" enums:"en,fr"`
} //	@name	OwnDecisionRequest

// OwnDecisionBody answers, per placement in the order asked. What is empty is left out.
type OwnDecisionBody struct {
	Placements []OwnPlacementBody `json:"placements"`
} //	@name	OwnDecision

// OwnPlacementBody is what shows on one placement, best first.
type OwnPlacementBody struct {
	Placement    string               `json:"placement"`
	Propositions []OwnPropositionBody `json:"propositions"`
} //	@name	OwnPlacement

// OwnPropositionBody is one offer to show. Send its token back with feedback. discount_value is basis points of a percent discount, minor
// units of an amount; to_day is the last day of the offer.
type OwnPropositionBody struct {
	Token         string     `json:"token,omitempty" validate:"optional"`
	OfferID       id.ID      `json:"offer_id"`
	Kind          string     `json:"kind" enums:"discount,bundle,service,gift,information,event"`
	Title         string     `json:"title"`
	Text          string     `json:"text,omitempty" validate:"optional"`
	ServiceTerms  string     `json:"service_terms,omitempty" validate:"optional"`
	ImageURL      string     `json:"image_url,omitempty" validate:"optional"`
	PriceMinor    *int64     `json:"price_minor,omitempty" validate:"optional"`
	DiscountKind  string     `json:"discount_kind,omitempty" validate:"optional" enums:"percent,amount"`
	DiscountValue *int64     `json:"discount_value,omitempty" validate:"optional"`
	DeliveryDays  *int64     `json:"delivery_days,omitempty" validate:"optional"`
	ToDay         *clock.Day `json:"to_day,omitempty" validate:"optional"`
} //	@name	OwnProposition

// OwnEventBody says what became of a proposition. key is the app's own, of at most 100 characters: sent again it counts once. at is now
// when left out; a phone that was offline says when it was.
type OwnEventBody struct {
	Key   string     `json:"key"`
	Kind  string     `json:"kind" enums:"impression,click,acceptance,rejection"`
	Token string     `json:"token"`
	At    *time.Time `json:"at,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	OwnEvent

// OwnEventsBody is up to 1,000 items of feedback, in any order.
type OwnEventsBody struct {
	Items []OwnEventBody `json:"items"`
} //	@name	OwnEvents

// OwnRedemptionInputBody redeems an offer, by the token of a proposition or by a code. key is the app's own: sent again it gives the same
// answer and counts once.
type OwnRedemptionInputBody struct {
	Key   string `json:"key"`
	Token string `json:"token,omitempty" validate:"optional"`
	Code  string `json:"code,omitempty" validate:"optional"`
} //	@name	OwnRedemptionInput

// OwnRedemptionBody is what a client has redeemed.
type OwnRedemptionBody struct {
	ID      id.ID     `json:"id"`
	Key     string    `json:"key"`
	OfferID id.ID     `json:"offer_id"`
	Code    string    `json:"code"`
	At      time.Time `json:"at"`
} //	@name	OwnRedemption

func ownDecision(d offer.Decision) OwnDecisionBody {
	out := OwnDecisionBody{Placements: make([]OwnPlacementBody, len(d.Placements))}
	for i, p := range d.Placements {
		shown := make([]OwnPropositionBody, len(p.Propositions))
		for j := range p.Propositions {
			shown[j] = ownProposition(&p.Propositions[j])
		}
		out.Placements[i] = OwnPlacementBody{Placement: p.Placement.Code, Propositions: shown}
	}
	return out
}

func ownProposition(p *offer.Proposition) OwnPropositionBody {
	v := p.Variant
	title, text, terms, _ := v.Texts(p.Language)
	return OwnPropositionBody{Token: p.Token, OfferID: p.Offer.ID, Kind: p.Offer.Kind, Title: title, Text: text, ServiceTerms: terms, ImageURL: v.ImageURL,
		PriceMinor: v.PriceMinor, DiscountKind: v.DiscountKind, DiscountValue: v.DiscountValue, DeliveryDays: v.DeliveryDays, ToDay: p.Offer.ToDay}
}

// mark names what is shown and the day it is shown on, not the tokens: two answers that look the same have the same mark, for a day.
func (b OwnDecisionBody) mark(day clock.Day) string {
	bare := OwnDecisionBody{Placements: make([]OwnPlacementBody, len(b.Placements))}
	for i, p := range b.Placements {
		shown := append([]OwnPropositionBody(nil), p.Propositions...)
		for j := range shown {
			shown[j].Token = ""
		}
		bare.Placements[i] = OwnPlacementBody{Placement: p.Placement, Propositions: shown}
	}
	raw, _ := json.Marshal(bare)
	sum := sha256.Sum256(append(raw, day.String()...))
	return "-" + hex.EncodeToString(sum[:8])
}
