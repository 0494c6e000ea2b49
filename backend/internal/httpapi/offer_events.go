package httpapi

import (
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// OfferEventBody says what became of an offer. key is the sender's own: sent again it counts once. It speaks of a proposition by
// its token (works at once) or its id (once it is written), or of an offer and a client. at is now when left out; it may be late, but
// lies at most 5 minutes in the future.
type OfferEventBody struct {
	Key           string     `json:"key"`
	Kind          string     `json:"kind" enums:"impression,click,acceptance,rejection,redemption"`
	Token         string     `json:"token,omitempty" validate:"optional"`
	PropositionID id.ID      `json:"proposition_id,omitempty" validate:"optional"`
	OfferID       id.ID      `json:"offer_id,omitempty" validate:"optional"`
	ClientID      id.ID      `json:"client_id,omitempty" validate:"optional"`
	VariantID     id.ID      `json:"variant_id,omitempty" validate:"optional"`
	Placement     string     `json:"placement,omitempty" validate:"optional"`
	At            *time.Time `json:"at,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	OfferEvent

// OfferEventsBody is up to 1,000 items of feedback.
type OfferEventsBody struct {
	Items []OfferEventBody `json:"items"`
} //	@name	OfferEvents

// OfferEventResultBody says what happened to one item; row counts from 0. code and message say why it failed; over_cap that what is recorded passed a cap.
type OfferEventResultBody struct {
	Row     int    `json:"row"`
	Key     string `json:"key"`
	Status  string `json:"status" enums:"recorded,duplicate,failed"`
	Code    string `json:"code,omitempty" validate:"optional"`
	Message string `json:"message,omitempty" validate:"optional"`
	OverCap bool   `json:"over_cap,omitempty" validate:"optional"`
} //	@name	OfferEventResult

// OfferEventsResultBody says what happened to each item, in their order.
type OfferEventsResultBody struct {
	Recorded   int                    `json:"recorded"`
	Duplicates int                    `json:"duplicates"`
	Failed     int                    `json:"failed"`
	Results    []OfferEventResultBody `json:"results"`
} //	@name	OfferEventsResult

// feedback records what became of offers: impressions, clicks, acceptances, rejections, redemptions.
//
//	@ID			recordOfferEvents
//	@Summary	Record feedback on offers
//	@Tags		decisions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OfferEventsBody	true	"Up to 1,000 items"
//	@Success	200		{object}	OfferEventsResultBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/offer_events [post]
func (h Decisions) feedback(c *gin.Context) (any, error) {
	b, err := body[OfferEventsBody](c)
	if err != nil {
		return nil, err
	}
	items := make([]offer.Feedback, len(b.Items))
	for i, e := range b.Items {
		if e.Kind == offer.Redemption && !actor(c).May(account.Redeem) {
			return nil, fault.New(fault.KindForbidden, "", notAllowed(actor(c)))
		}
		items[i] = offer.Feedback{Key: e.Key, Kind: e.Kind, Token: e.Token, Proposition: e.PropositionID, Offer: e.OfferID, Client: e.ClientID,
			Variant: e.VariantID, Placement: e.Placement}
		if e.At != nil {
			items[i].At = *e.At
		}
	}
	outcomes, err := h.Feedbacks.Record(c.Request.Context(), actor(c), items)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(b.Items))
	for i, e := range b.Items {
		keys[i] = e.Key
	}
	return eventsResult(keys, outcomes), nil
}

// eventsResult says what happened to each item, by the keys they were sent under.
func eventsResult(keys []string, outcomes []offer.Outcome) OfferEventsResultBody {
	out := OfferEventsResultBody{Results: make([]OfferEventResultBody, len(outcomes))}
	for i, o := range outcomes {
		out.Results[i] = OfferEventResultBody{Row: i, Key: keys[i], Status: o.Status, Code: o.Code, Message: o.Message, OverCap: o.OverCap}
		switch o.Status {
		case offer.Recorded:
			out.Recorded++
		case offer.Duplicate:
			out.Duplicates++
		default:
			out.Failed++
		}
	}
	return out
}
