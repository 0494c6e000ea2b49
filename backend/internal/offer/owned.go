package offer

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// RuleOwner keeps hidden rule segments for their owners.
type RuleOwner interface {
	// SetOwned keeps the hidden rule segment of an owner's slot and gives its id; no rule archives it and gives 0.
	SetOwned(ctx context.Context, by account.Actor, noun string, owner id.ID, slot string, rule json.RawMessage) (id.ID, error)
	// DropOwned archives all hidden segments of an owner.
	DropOwned(ctx context.Context, by account.Actor, noun string, owner id.ID) error
}

// Own gives the service what keeps the segments of offers' rules; call it before the first request.
func (s *Service) Own(r RuleOwner) { s.owner = r }

// slotPaths is where a mistake in the rule of a slot is shown.
var slotPaths = map[string]string{SlotEligibility: "eligibility_rule", SlotApplicability: "applicability_rule", SlotSuitability: "suitability_rule",
	SlotComplementary: "complementary_product_ids", SlotBought: "excluded_product_ids"}

// tieRules keeps a hidden segment for each rule of an offer, and none for what it had before and no longer has.
func (s *Service) tieRules(ctx context.Context, by account.Actor, o *Offer, before map[string]RuleTie) error {
	if len(o.Rules) == 0 && len(before) == 0 {
		return nil
	}
	if s.owner == nil {
		return errors.New("nothing keeps the segments of offers' rules")
	}
	for slot := range before {
		if _, ok := o.Rules[slot]; !ok {
			if _, err := s.owner.SetOwned(ctx, by, "offer", o.ID, slot, nil); err != nil {
				return err
			}
		}
	}
	ties := make(map[string]RuleTie, len(o.Rules))
	for slot, t := range o.Rules {
		v, err := s.owner.SetOwned(ctx, by, "offer", o.ID, slot, t.Rule)
		if err != nil {
			return atSlot(err, slot)
		}
		ties[slot] = RuleTie{Rule: t.Rule, Segment: v}
	}
	o.Rules = ties
	return s.store.SetRules(ctx, o.ID, ties)
}

// dropRules archives the hidden segments of an offer; its rules stay, for when it is restored.
func (s *Service) dropRules(ctx context.Context, by account.Actor, o *Offer) error {
	if len(o.Rules) == 0 || s.owner == nil {
		return nil
	}
	if err := s.owner.DropOwned(ctx, by, "offer", o.ID); err != nil {
		return err
	}
	ties := make(map[string]RuleTie, len(o.Rules))
	for slot, t := range o.Rules {
		ties[slot] = RuleTie{Rule: t.Rule}
	}
	o.Rules = ties
	return s.store.SetRules(ctx, o.ID, ties)
}

// atSlot moves field errors from "rule…" to where the offer has the rule.
func atSlot(err error, slot string) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || len(f.Fields) == 0 {
		return err
	}
	fields := make([]fault.Field, len(f.Fields))
	for i, x := range f.Fields {
		fields[i] = x
		fields[i].Path = slotPaths[slot] + "." + strings.TrimPrefix(strings.TrimPrefix(x.Path, "rule"), ".")
	}
	return fault.Invalid(fields...)
}
