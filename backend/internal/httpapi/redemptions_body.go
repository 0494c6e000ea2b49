package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// RedemptionInputBody redeems an offer. key is the sender's own: sent again it gives the same answer and counts once. The offer is told by
// one of token (a proposition's), code (shared or unique) and offer_id. The client is told by client_id or client, else by the token or by
// who holds the code; with offer_id one is required, as it is where the offer is limited per client. amount_minor is what the client pays before
// the discount. at is now when left out; dates and periods go by it.
type RedemptionInputBody struct {
	Key            string         `json:"key"`
	Token          string         `json:"token,omitempty" validate:"optional"`
	Code           string         `json:"code,omitempty" validate:"optional"`
	OfferID        id.ID          `json:"offer_id,omitempty" validate:"optional"`
	ClientID       id.ID          `json:"client_id,omitempty" validate:"optional"`
	Client         *ClientKeyBody `json:"client,omitempty" validate:"optional" extensions:"x-nullable"`
	VariantID      id.ID          `json:"variant_id,omitempty" validate:"optional"`
	Placement      string         `json:"placement,omitempty" validate:"optional"`
	OrderReference string         `json:"order_reference,omitempty" validate:"optional"`
	AmountMinor    *int64         `json:"amount_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	At             *time.Time     `json:"at,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	RedemptionInput

// RedemptionBody is a redemption. client_id is null where nobody was named; cost_minor is what it costs the company; day is the
// organisation's day of at. client_name is told in lists. cancelled_at is when it was taken back, null where it stands.
type RedemptionBody struct {
	ID             id.ID     `json:"id"`
	Key            string    `json:"key"`
	OfferID        id.ID     `json:"offer_id"`
	VariantID      *id.ID    `json:"variant_id" extensions:"x-nullable"`
	ClientID       *id.ID    `json:"client_id" extensions:"x-nullable"`
	PlacementID    *id.ID    `json:"placement_id" extensions:"x-nullable"`
	PropositionID  *id.ID    `json:"proposition_id" extensions:"x-nullable"`
	Code           string    `json:"code"`
	OrderReference string    `json:"order_reference"`
	AmountMinor    *int64    `json:"amount_minor" extensions:"x-nullable"`
	CostMinor      int64     `json:"cost_minor"`
	Day            clock.Day `json:"day"`
	At             time.Time `json:"at"`
	ReceivedAt     time.Time `json:"received_at"`

	ClientName      string     `json:"client_name"`
	CancelledAt     *time.Time `json:"cancelled_at" extensions:"x-nullable"`
	CancelledByName string     `json:"cancelled_by_name"`
	CancelReason    string     `json:"cancel_reason"`
} //	@name	Redemption

// RedemptionCancelBody takes a redemption back.
type RedemptionCancelBody struct {
	Reason string `json:"reason"`
} //	@name	RedemptionCancel

// RedemptionList is a page of redemptions.
type RedemptionList struct {
	Items      []RedemptionBody `json:"items"`
	NextCursor *string          `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64           `json:"total" extensions:"x-nullable"`
} //	@name	RedemptionList

// OfferSpentDayBody is what an offer's redemptions of one day cost.
type OfferSpentDayBody struct {
	Day         clock.Day `json:"day"`
	SpentMinor  int64     `json:"spent_minor"`
	Redemptions int64     `json:"redemptions"`
} //	@name	OfferSpentDay

// OfferBudgetBody is how an offer's budget stands, in minor units. reserved_minor is what the codes that clients hold would cost. cost_minor is
// of one redemption, null where it depends on the amount. burn_minor_per_day is the mean over the last 30 days, or since the first
// redemption. last_day is when the budget runs out if it burns on so. days holds those of the last 30 that had redemptions.
type OfferBudgetBody struct {
	OfferID         id.ID               `json:"offer_id"`
	BudgetMinor     *int64              `json:"budget_minor" extensions:"x-nullable"`
	SpentMinor      int64               `json:"spent_minor"`
	ReservedMinor   int64               `json:"reserved_minor"`
	LeftMinor       *int64              `json:"left_minor" extensions:"x-nullable"`
	CostMinor       *int64              `json:"cost_minor" extensions:"x-nullable"`
	Redemptions     int64               `json:"redemptions"`
	BurnMinorPerDay float64             `json:"burn_minor_per_day"`
	LastDay         *clock.Day          `json:"last_day" extensions:"x-nullable"`
	Exhausted       bool                `json:"exhausted"`
	Days            []OfferSpentDayBody `json:"days"`
} //	@name	OfferBudget

func (b RedemptionInputBody) redeem() offer.Redeem {
	r := offer.Redeem{Key: b.Key, Token: b.Token, Code: b.Code, Offer: b.OfferID, Client: b.ClientID, Variant: b.VariantID, Placement: b.Placement,
		OrderReference: b.OrderReference, AmountMinor: b.AmountMinor}
	if b.Client != nil {
		r.Who = offer.Key(*b.Client)
	}
	if b.At != nil {
		r.At = *b.At
	}
	return r
}

func redemptionBody(r offer.Redeemed) RedemptionBody {
	return RedemptionBody{ID: r.ID, Key: r.RedemptionKey, OfferID: r.OfferID, VariantID: orNilID(r.VariantID), ClientID: orNilID(r.ClientID), PlacementID: r.PlacementID,
		PropositionID: r.PropositionID, Code: r.Code, OrderReference: r.OrderReference, AmountMinor: r.AmountMinor, CostMinor: r.CostMinor, Day: r.Day, At: r.At, ReceivedAt: r.ReceivedAt,
		ClientName: r.ClientName, CancelledAt: r.CancelledAt, CancelledByName: r.CancelledByName, CancelReason: r.CancelReason}
}

func offerBudgetBody(b offer.Budget) OfferBudgetBody {
	out := OfferBudgetBody{OfferID: b.Offer.ID, BudgetMinor: b.Offer.BudgetMinor, SpentMinor: b.Tally.SpentMinor, ReservedMinor: b.ReservedMinor, CostMinor: b.CostMinor,
		Redemptions: b.Tally.Redemptions, BurnMinorPerDay: b.BurnMinor, Days: make([]OfferSpentDayBody, len(b.Days))}
	if left, ok := b.Left(); ok {
		out.LeftMinor, out.Exhausted = &left, left == 0 || b.CostMinor != nil && *b.CostMinor > left
	}
	if day, ok := b.LastDay(); ok {
		out.LastDay = &day
	}
	for i, d := range b.Days {
		out.Days[i] = OfferSpentDayBody{d.Day, d.SpentMinor, d.Redemptions}
	}
	return out
}
