package offer

import (
	"bytes"
	"encoding/json"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Aim is whom and what an offer suits, beyond its segments. Rules are trees of the rule language, kept as hidden segments that the offer
// owns. Complementary products: only for clients who bought one of them within ComplementaryDays (0: ever); excluded products: never for
// those who bought one within ExcludedDays. Offers of one exclusion group are not shown together. CompanyValueMinor is what an acceptance
// brings the company. HoldoutBp basis points of the clients never see the offer, by a hash of client and salt.
type Aim struct {
	ExclusionGroup    string
	HoldoutBp         int64
	HoldoutSalt       string
	CompanyValueMinor *int64
	ComplementaryDays int64
	ExcludedDays      int64

	Tags             []string           `gorm:"-"`
	Rules            map[string]RuleTie `gorm:"-"` // by slot
	Complementary    []id.ID            `gorm:"-"` // products
	ExcludedProducts []id.ID            `gorm:"-"`
}

// RuleTie is a rule of an offer and the hidden segment of those who meet it, 0 before it is written.
type RuleTie struct {
	Rule    json.RawMessage
	Segment id.ID
}

// The slots of an offer's rules: three that people write, two made of its products.
const (
	SlotEligibility   = "eligibility"
	SlotApplicability = "applicability"
	SlotSuitability   = "suitability"
	SlotComplementary = "complementary"
	SlotBought        = "bought"
)

// Slots lists the slots of rules that people write, in the order in which they are asked.
var Slots = []string{SlotEligibility, SlotApplicability, SlotSuitability}

// The relations of an offer to a product.
const (
	RelationComplementary = "complementary"
	RelationExcluded      = "excluded"
)

// The limits of an aim.
const (
	MaxProducts = 200
	maxDays     = 36_500
)

func (a *Aim) complete() {
	a.ExclusionGroup = page.Fold(strings.TrimSpace(a.ExclusionGroup))
	a.Tags = soundTags(a.Tags)
	for slot, t := range a.Rules {
		if r := bytes.TrimSpace(t.Rule); len(r) == 0 || string(r) == "null" {
			delete(a.Rules, slot)
		}
	}
	for slot, of := range map[string][]id.ID{SlotComplementary: a.Complementary, SlotBought: a.ExcludedProducts} {
		if len(of) == 0 {
			delete(a.Rules, slot)
			continue
		}
		if a.Rules == nil {
			a.Rules = map[string]RuleTie{}
		}
		days := a.ComplementaryDays
		if slot == SlotBought {
			days = a.ExcludedDays
		}
		a.Rules[slot] = RuleTie{Rule: boughtRule(of, days)}
	}
	if len(a.Complementary) == 0 {
		a.ComplementaryDays = 0
	}
	if len(a.ExcludedProducts) == 0 {
		a.ExcludedDays = 0
	}
	if a.HoldoutSalt == "" {
		a.HoldoutSalt = newSalt()
	}
}

func (a Aim) validate(c *fault.Check) {
	c.Max("exclusion_group", a.ExclusionGroup, 64)
	checkShare(c, "holdout_bp", a.HoldoutBp)
	checkAmount(c, "company_value_minor", a.CompanyValueMinor)
	checkTags(c, a.Tags)
	for _, p := range []struct {
		path string
		ids  []id.ID
		days int64
	}{{"complementary_product_ids", a.Complementary, a.ComplementaryDays}, {"excluded_product_ids", a.ExcludedProducts, a.ExcludedDays}} {
		c.That(len(p.ids) <= MaxProducts, p.path, "too_many", "are more than 200")
		checkRepeats(c, p.path, p.ids)
		c.That(p.days >= 0 && p.days <= maxDays, strings.TrimSuffix(p.path, "_product_ids")+"_days", "range", "must lie between 0 and 36500")
	}
}

// boughtRule is the rule of clients who bought one of some products within so many days, ever when 0: sales and returns both speak of
// a purchase, so any line counts.
func boughtRule(products []id.ID, days int64) json.RawMessage {
	type object = map[string]any
	names := make([]string, len(products))
	for i, v := range products {
		names[i] = v.String()
	}
	root := object{"measure": "count", "of": "order_line", "where": []object{{"field": "order_line.product", "op": "in", "value": names}}, "op": "gte", "value": 1}
	if days > 0 {
		root["window"] = object{"last": days, "unit": "day"}
	}
	out, _ := json.Marshal(object{"version": 1, "root": root}) // sorted keys: the same products make the same text
	return out
}
