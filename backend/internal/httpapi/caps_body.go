package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// CapFields is a capping rule without what it is a rule of: at most limit events of a kind, per client or in total, in each calendar
// period of the organisation's time zone (weeks begin on Monday).
type CapFields struct {
	Event string `json:"event" enums:"proposition,impression,click,acceptance,redemption"`
	Per   string `json:"per" enums:"client,total"`
	Limit int64  `json:"limit"`
	Reset string `json:"reset" enums:"never,hour,day,week,month,year"`
} //	@name	CapFields

// CapBody is a capping rule of an offer or a placement.
type CapBody struct {
	ID id.ID `json:"id"`
	CapFields
} //	@name	Cap

// OfferBoundsFields is what limits an offer: its budget in minor units (null: none), the codes it takes, its capping rules.
type OfferBoundsFields struct {
	BudgetMinor *int64    `json:"budget_minor" extensions:"x-nullable"`
	CodesKind   string    `json:"codes_kind" enums:"none,shared,unique"`
	SharedCode  string    `json:"shared_code"`
	Caps        []CapBody `json:"caps"`
} //	@name	OfferBoundsFields

// OfferBoundsInput is the same as it is sent. A rule that counts the same as a stored one (event, per, reset) keeps its counters; a new one
// begins with what is recorded of the present period.
type OfferBoundsInput struct {
	BudgetMinor *int64      `json:"budget_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	CodesKind   string      `json:"codes_kind,omitempty" validate:"optional" enums:"none,shared,unique"`
	SharedCode  string      `json:"shared_code,omitempty" validate:"optional"`
	Caps        []CapFields `json:"caps,omitempty" validate:"optional"`
} //	@name	OfferBoundsInput

// CappingRuleBody is a capping rule with what it is a rule of. counted is what a rule in total has counted in the present period, null for
// one per client. Rules of offers and placements are changed there.
type CappingRuleBody struct {
	ID      id.ID  `json:"id"`
	Scope   string `json:"scope" enums:"offer,placement,collection,all"`
	ScopeID *id.ID `json:"scope_id" extensions:"x-nullable"`
	CapFields
	Counted   *int64    `json:"counted" extensions:"x-nullable"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   int64     `json:"version"`
} //	@name	CappingRule

// CappingRuleInputBody is a rule of a collection or of everything as it is sent; scope_id is the collection's.
type CappingRuleInputBody struct {
	Scope   string `json:"scope" enums:"collection,all"`
	ScopeID id.ID  `json:"scope_id,omitempty" validate:"optional"`
	CapFields
} //	@name	CappingRuleInput

// CappingLimitBody is all that can change in a rule.
type CappingLimitBody struct {
	Limit int64 `json:"limit"`
} //	@name	CappingLimit

// CappingRuleList is a page of capping rules.
type CappingRuleList struct {
	Items      []CappingRuleBody `json:"items"`
	NextCursor *string           `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64            `json:"total" extensions:"x-nullable"`
} //	@name	CappingRuleList

// CapSettingsBody is how many minutes a proposition reserves against caps on impressions and clicks until its event arrives, 1 to 120.
type CapSettingsBody struct {
	ReserveMinutes int64 `json:"reserve_minutes"`
	Version        int64 `json:"version"`
} //	@name	CapSettings

// CapSettingsInputBody is the same as it is sent.
type CapSettingsInputBody struct {
	ReserveMinutes int64 `json:"reserve_minutes"`
} //	@name	CapSettingsInput

func capFields(r offer.CappingRule) CapFields {
	return CapFields{Event: r.Event, Per: r.Per, Limit: r.LimitCount, Reset: r.Resets}
}

func (f CapFields) rule() offer.CappingRule {
	return offer.CappingRule{Event: f.Event, Per: f.Per, LimitCount: f.Limit, Resets: f.Reset}
}

func capBodies(rules []offer.CappingRule) []CapBody {
	out := make([]CapBody, len(rules))
	for i, r := range rules {
		out[i] = CapBody{ID: r.ID, CapFields: capFields(r)}
	}
	return out
}

func capRules(fields []CapFields) []offer.CappingRule {
	out := make([]offer.CappingRule, len(fields))
	for i, f := range fields {
		out[i] = f.rule()
	}
	return out
}

func offerBounds(b offer.Bounds) OfferBoundsFields {
	return OfferBoundsFields{BudgetMinor: b.BudgetMinor, CodesKind: b.CodesKind, SharedCode: b.SharedCode, Caps: capBodies(b.Caps)}
}

func (b OfferBoundsInput) bounds() offer.Bounds {
	return offer.Bounds{BudgetMinor: b.BudgetMinor, CodesKind: b.CodesKind, SharedCode: b.SharedCode, Caps: capRules(b.Caps)}
}

func cappingRuleBody(r offer.CappingRule, totals map[id.ID]int64) CappingRuleBody {
	b := CappingRuleBody{ID: r.ID, Scope: r.ScopeNoun, CapFields: capFields(r), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, Version: r.Version}
	if r.ScopeID != 0 {
		b.ScopeID = &r.ScopeID
	}
	if n, ok := totals[r.ID]; ok {
		b.Counted = &n
	}
	return b
}
