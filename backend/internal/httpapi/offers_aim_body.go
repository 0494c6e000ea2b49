package httpapi

import (
	"encoding/json"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// AimBody is whom and what an offer suits beyond its segments. The rules are trees of the rule language, null where there is none: clients
// who do not meet them are never shown the offer; strangers meet none. Complementary products: only for clients who bought one of them in
// so many days (0: ever); excluded products: never for those who bought one. Offers of one exclusion group are not shown together.
// company_value_minor is what an acceptance brings the company. holdout_bp basis points of the clients never see the offer.
type AimBody struct {
	Tags                    []string        `json:"tags"`
	ExclusionGroup          string          `json:"exclusion_group"`
	CompanyValueMinor       *int64          `json:"company_value_minor" extensions:"x-nullable"`
	EligibilityRule         json.RawMessage `json:"eligibility_rule" swaggertype:"object" extensions:"x-nullable"`
	ApplicabilityRule       json.RawMessage `json:"applicability_rule" swaggertype:"object" extensions:"x-nullable"`
	SuitabilityRule         json.RawMessage `json:"suitability_rule" swaggertype:"object" extensions:"x-nullable"`
	ComplementaryProductIDs []id.ID         `json:"complementary_product_ids"`
	ComplementaryDays       int64           `json:"complementary_days"`
	ExcludedProductIDs      []id.ID         `json:"excluded_product_ids"`
	ExcludedDays            int64           `json:"excluded_days"`
	HoldoutBp               int64           `json:"holdout_bp"`
} //	@name	OfferAim

// AimInputBody is the same as it is sent; what is left out is empty.
type AimInputBody struct {
	Tags                    []string        `json:"tags,omitempty" validate:"optional"`
	ExclusionGroup          string          `json:"exclusion_group,omitempty" validate:"optional"`
	CompanyValueMinor       *int64          `json:"company_value_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	EligibilityRule         json.RawMessage `json:"eligibility_rule,omitempty" validate:"optional" swaggertype:"object" extensions:"x-nullable"`
	ApplicabilityRule       json.RawMessage `json:"applicability_rule,omitempty" validate:"optional" swaggertype:"object" extensions:"x-nullable"`
	SuitabilityRule         json.RawMessage `json:"suitability_rule,omitempty" validate:"optional" swaggertype:"object" extensions:"x-nullable"`
	ComplementaryProductIDs []id.ID         `json:"complementary_product_ids,omitempty" validate:"optional"`
	ComplementaryDays       int64           `json:"complementary_days,omitempty" validate:"optional"`
	ExcludedProductIDs      []id.ID         `json:"excluded_product_ids,omitempty" validate:"optional"`
	ExcludedDays            int64           `json:"excluded_days,omitempty" validate:"optional"`
	HoldoutBp               int64           `json:"holdout_bp,omitempty" validate:"optional"`
} //	@name	OfferAimInput

func aimBody(o offer.Offer) AimBody {
	return AimBody{Tags: someTexts(o.Tags), ExclusionGroup: o.ExclusionGroup, CompanyValueMinor: o.CompanyValueMinor,
		EligibilityRule: o.Rules[offer.SlotEligibility].Rule, ApplicabilityRule: o.Rules[offer.SlotApplicability].Rule,
		SuitabilityRule: o.Rules[offer.SlotSuitability].Rule, ComplementaryProductIDs: someIDs(o.Complementary), ComplementaryDays: o.ComplementaryDays,
		ExcludedProductIDs: someIDs(o.ExcludedProducts), ExcludedDays: o.ExcludedDays, HoldoutBp: o.HoldoutBp}
}

func (b AimInputBody) aim() offer.Aim {
	a := offer.Aim{Tags: b.Tags, ExclusionGroup: b.ExclusionGroup, CompanyValueMinor: b.CompanyValueMinor, Complementary: b.ComplementaryProductIDs,
		ComplementaryDays: b.ComplementaryDays, ExcludedProducts: b.ExcludedProductIDs, ExcludedDays: b.ExcludedDays, HoldoutBp: b.HoldoutBp,
		Rules: map[string]offer.RuleTie{}}
	for slot, rule := range map[string]json.RawMessage{offer.SlotEligibility: b.EligibilityRule, offer.SlotApplicability: b.ApplicabilityRule,
		offer.SlotSuitability: b.SuitabilityRule} {
		if len(rule) > 0 {
			a.Rules[slot] = offer.RuleTie{Rule: rule}
		}
	}
	return a
}
