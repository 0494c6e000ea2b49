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

// PlacementDecisionBody is what shows on one placement, best first; considered is there when explain asked for it. A client who is held
// out of the placement's strategy gets nothing but fallbacks.
type PlacementDecisionBody struct {
	Placement    string            `json:"placement"`
	Name         string            `json:"name"`
	StrategyID   *id.ID            `json:"strategy_id" extensions:"x-nullable"`
	HeldOut      bool              `json:"held_out"`
	Propositions []PropositionBody `json:"propositions"`
	Considered   []ConsideredBody  `json:"considered,omitempty" validate:"optional"`
} //	@name	PlacementDecision

// PropositionBody is one ranked answer. Send its token back with feedback. discount_value is basis points of a percent discount,
// minor units of an amount. propensity is the chance it had at its turn where the choice was learned, 0 elsewhere.
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
	Propensity    float64 `json:"propensity"`
} //	@name	Proposition

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
