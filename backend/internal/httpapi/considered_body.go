package httpapi

import (
	"encoding/json"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// ConsideredBody says of one offer why it is or is not proposed: the first rule that failed, empty when none did, with the reason
// in words of the decision's language. eligible: no rule about the client failed, only ranking decided. failed_leaf is the part of the
// offer's own rule that decided. stage counts from 1 and is null where no stage of the strategy holds the offer. rank is null where it is
// not proposed. propensity and expected_reward are 0 where nothing was learned.
type ConsideredBody struct {
	OfferID    id.ID           `json:"offer_id"`
	OfferCode  string          `json:"offer_code"`
	OfferName  string          `json:"offer_name"`
	Kind       string          `json:"kind" enums:"discount,bundle,service,gift,information,event"`
	VariantID  *id.ID          `json:"variant_id" extensions:"x-nullable"`
	Eligible   bool            `json:"eligible"`
	FailedRule string          `json:"failed_rule" enums:",state,placement,collection,not_started,ended,segment,excluded_segment,eligibility,applicability,complementary,excluded_product,consent,cap,budget,codes,complaint,suitability,variant,holdout,exclusion_group,size,fallback"`
	Reason     string          `json:"reason"`
	FailedLeaf *FailedLeafBody `json:"failed_leaf" extensions:"x-nullable"`
	Stage      *int            `json:"stage" extensions:"x-nullable"`
	Score      float64         `json:"score"`
	ScoreParts ScorePartsBody  `json:"score_parts"`
	Raised     bool            `json:"raised"`
	Propensity float64         `json:"propensity"`
	Expected   float64         `json:"expected_reward"`
	Caps       []CapDetailBody `json:"caps"`
	Rank       *int            `json:"rank" extensions:"x-nullable"`
} //	@name	Considered

// FailedLeafBody is the part of a rule that decided: its place in the tree, the node itself, and the same in words of the decision's
// language.
type FailedLeafBody struct {
	Path  string          `json:"path" example:"root.all[1]"`
	Node  json.RawMessage `json:"node" swaggertype:"object"`
	Words string          `json:"words"`
} //	@name	FailedLeaf

// ScorePartsBody is a score taken apart: score = base × value × propensity × boost.
type ScorePartsBody struct {
	Base       float64 `json:"base"`
	Value      float64 `json:"value"`
	Propensity float64 `json:"propensity"`
	Boost      float64 `json:"boost"`
} //	@name	ScoreParts

// CapDetailBody says how one cap of an offer stands for the client: what the present period has counted, and what recent propositions
// reserve.
type CapDetailBody struct {
	Event    string `json:"event" enums:"proposition,impression,click,acceptance,redemption"`
	Per      string `json:"per" enums:"client,total"`
	Limit    int64  `json:"limit"`
	Counted  int64  `json:"counted"`
	Reserved int64  `json:"reserved"`
} //	@name	CapDetail

func consideredBodies(all []offer.Considered) []ConsideredBody {
	out := make([]ConsideredBody, len(all))
	for i, c := range all {
		out[i] = ConsideredBody{OfferID: c.Offer.ID, OfferCode: c.Offer.Code, OfferName: c.Offer.Name, Kind: c.Offer.Kind, Eligible: c.Failed.Eligible(),
			FailedRule: string(c.Failed), Reason: c.Reason, Score: c.Score, ScoreParts: ScorePartsBody(c.Parts), Raised: c.Raised,
			Propensity: c.Propensity, Expected: c.Expected, Caps: make([]CapDetailBody, len(c.Caps))}
		for j, d := range c.Caps {
			out[i].Caps[j] = CapDetailBody{Event: d.Event, Per: d.Scope, Limit: d.Limit, Counted: d.Counted, Reserved: d.Reserved}
		}
		if c.Variant != nil {
			out[i].VariantID = &c.Variant.ID
		}
		if c.Leaf != nil {
			out[i].FailedLeaf = &FailedLeafBody{Path: c.Leaf.Path, Node: c.Leaf.Node, Words: c.Leaf.Words}
		}
		if c.Stage > 0 {
			out[i].Stage = &c.Stage
		}
		if c.Rank > 0 {
			out[i].Rank = &c.Rank
		}
	}
	return out
}
