package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// DecisionRequestBody asks what to propose on some placements. Name the client by id or by a source's reference; leave both out for
// a visitor without an account, as whom a client is treated whose reference nobody has. A preview is not recorded and its
// propositions have no token. explain adds every offer considered.
type DecisionRequestBody struct {
	ClientID   *id.ID               `json:"client_id,omitempty" validate:"optional" extensions:"x-nullable"`
	Client     *ClientKeyBody       `json:"client,omitempty" validate:"optional" extensions:"x-nullable"`
	Placements []string             `json:"placements"`
	Context    *DecisionContextBody `json:"context,omitempty" validate:"optional" extensions:"x-nullable"`
	Explain    bool                 `json:"explain,omitempty" validate:"optional"`
	Preview    bool                 `json:"preview,omitempty" validate:"optional"`
} //	@name	DecisionRequest

// ClientKeyBody names a client by the reference of a source.
type ClientKeyBody struct {
	Source    string `json:"source"`
	Reference string `json:"reference"`
} //	@name	ClientKey

// DecisionContextBody is what else is known of the moment: the language to speak, the time to judge dates at (now), the channel
// the answer shows on when that is not the placement's.
type DecisionContextBody struct {
	Language string     `json:"language,omitempty" validate:"optional" enums:"en,fr"`
	At       *time.Time `json:"at,omitempty" validate:"optional" extensions:"x-nullable"`
	Channel  string     `json:"channel,omitempty" validate:"optional" enums:"mail,email,phone,sms,push,fax,web,mobile,store,kiosk,field_visit"`
} //	@name	DecisionContext

// DecisionBody answers, per placement in the order asked. client_id is null for a visitor without an account.
type DecisionBody struct {
	DecisionID id.ID                   `json:"decision_id"`
	ClientID   *id.ID                  `json:"client_id" extensions:"x-nullable"`
	Placements []PlacementDecisionBody `json:"placements"`
} //	@name	Decision

// PlacementDecisionBody is what shows on one placement, best first; considered is there when explain asked for it.
type PlacementDecisionBody struct {
	Placement    string            `json:"placement"`
	Name         string            `json:"name"`
	Propositions []PropositionBody `json:"propositions"`
	Considered   []ConsideredBody  `json:"considered,omitempty" validate:"optional"`
} //	@name	PlacementDecision

// PropositionBody is one ranked answer. Send its token back with feedback. discount_value is basis points of a percent discount,
// minor units of an amount.
type PropositionBody struct {
	ID            id.ID   `json:"id"`
	Token         string  `json:"token"`
	OfferID       id.ID   `json:"offer_id"`
	OfferCode     string  `json:"offer_code"`
	VariantID     id.ID   `json:"variant_id"`
	Kind          string  `json:"kind" enums:"discount,bundle,service,gift,information,event"`
	Language      string  `json:"language" enums:"en,fr"`
	Title         string  `json:"title"`
	Text          string  `json:"text"`
	ServiceTerms  string  `json:"service_terms"`
	ImageURL      string  `json:"image_url"`
	PriceMinor    *int64  `json:"price_minor" extensions:"x-nullable"`
	DiscountKind  string  `json:"discount_kind" enums:",percent,amount"`
	DiscountValue *int64  `json:"discount_value" extensions:"x-nullable"`
	DeliveryDays  *int64  `json:"delivery_days" extensions:"x-nullable"`
	Rank          int     `json:"rank"`
	Score         float64 `json:"score"`
	Fallback      bool    `json:"fallback"`
} //	@name	Proposition

// ConsideredBody says of one offer why it is or is not proposed: the first rule that failed, empty when none did, with the reason
// in words of the decision's language. rank is null where it is not proposed.
type ConsideredBody struct {
	OfferID    id.ID   `json:"offer_id"`
	OfferCode  string  `json:"offer_code"`
	OfferName  string  `json:"offer_name"`
	VariantID  *id.ID  `json:"variant_id" extensions:"x-nullable"`
	Eligible   bool    `json:"eligible"`
	FailedRule string  `json:"failed_rule" enums:",state,placement,not_started,ended,segment,excluded_segment,consent,complaint,variant,fallback,size"`
	Reason     string  `json:"reason"`
	Score      float64 `json:"score"`
	Rank       *int    `json:"rank" extensions:"x-nullable"`
} //	@name	Considered

// request turns the body into what the service is asked.
func (b DecisionRequestBody) request() offer.Request {
	r := offer.Request{Placements: b.Placements, Explain: b.Explain, Preview: b.Preview}
	if b.ClientID != nil {
		r.Client = *b.ClientID
	}
	if b.Client != nil {
		r.Key = offer.Key(*b.Client)
	}
	if b.Context != nil {
		r.Language, r.Channel = b.Context.Language, b.Context.Channel
		if b.Context.At != nil {
			r.At = *b.Context.At
		}
	}
	return r
}

func consideredBodies(all []offer.Considered) []ConsideredBody {
	out := make([]ConsideredBody, len(all))
	for i, c := range all {
		// A fallback that was not needed, and what did not fit the size, failed no rule about the client.
		eligible := c.Failed == "" || c.Failed == offer.RuleFallback || c.Failed == offer.RuleSize
		out[i] = ConsideredBody{OfferID: c.Offer.ID, OfferCode: c.Offer.Code, OfferName: c.Offer.Name, Eligible: eligible,
			FailedRule: string(c.Failed), Reason: c.Reason, Score: c.Score}
		if c.Variant != nil {
			out[i].VariantID = &c.Variant.ID
		}
		if c.Rank > 0 {
			out[i].Rank = &c.Rank
		}
	}
	return out
}
