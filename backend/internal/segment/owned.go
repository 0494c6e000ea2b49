package segment

import (
	"bytes"
	"context"
	"encoding/json"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// SetOwned keeps the hidden rule segment of an owner's slot, such as the eligibility of an offer, and gives its id. Without a rule (nothing, or
// JSON null) the segment there was is archived, and 0 comes back. The rule that is there already changes nothing. Paths of what is wrong begin at
// the rule ("root.all[2].value").
func (r *Rules) SetOwned(ctx context.Context, by account.Actor, noun string, owner id.ID, slot string, text json.RawMessage) (out id.ID, err error) {
	err = r.Tx.InTx(ctx, func(ctx context.Context) error {
		out = 0
		all, err := r.Owned(ctx, noun, []id.ID{owner})
		if err != nil {
			return err
		}
		s, there := all[owner][slot]
		if text = bytes.TrimSpace(text); len(text) == 0 || string(text) == "null" {
			if !there {
				return nil
			}
			return r.retire(ctx, s)
		}
		out, err = r.setOwned(ctx, by, s, there, Segment{Kind: Rule, State: Active, OwnerNoun: noun, OwnerID: owner, OwnerSlot: slot, CreatedBy: by.ID}, text)
		return err
	})
	return out, err
}

func (r *Rules) setOwned(ctx context.Context, by account.Actor, s Segment, there bool, fresh Segment, text json.RawMessage) (id.ID, error) {
	var err error
	switch {
	case !there:
		s, err = r.create(ctx, by, fresh, text)
	case same(s.Rule, text):
	default:
		s, err = r.replace(ctx, by, s, text, s.Version)
	}
	return s.ID, without("rule", err)
}

// same says whether a rule as it is stored and one as it is sent are one.
func same(stored string, text json.RawMessage) bool {
	t, err := rule.Parse(text)
	return err == nil && string(t.JSON()) == stored
}

// retire archives a hidden segment for good.
func (r *Rules) retire(ctx context.Context, s Segment) error {
	s.State = Archived
	if _, err := r.Store.Replace(ctx, s, s.Version); err != nil {
		return err
	}
	if err := r.Store.SetUses(ctx, s.ID, nil); err != nil {
		return err
	}
	return r.Outbox.Append(ctx, event.Of(event.SegmentChanged, "segment", s.ID, 0, nil))
}

// Owned gives the hidden segments of owners, with their rules: by owner, then by slot.
func (r *Rules) Owned(ctx context.Context, noun string, owners []id.ID) (map[id.ID]map[string]Segment, error) {
	all, err := r.Store.Owned(ctx, noun, owners)
	out := map[id.ID]map[string]Segment{}
	for _, s := range all {
		if out[s.OwnerID] == nil {
			out[s.OwnerID] = map[string]Segment{}
		}
		out[s.OwnerID][s.OwnerSlot] = s
	}
	return out, err
}

// DropOwned archives the hidden segments of an owner that is no more.
func (r *Rules) DropOwned(ctx context.Context, _ account.Actor, noun string, owner id.ID) error {
	return r.Tx.InTx(ctx, func(ctx context.Context) error {
		all, err := r.Store.Owned(ctx, noun, []id.ID{owner})
		for _, s := range all {
			if err == nil {
				err = r.retire(ctx, s)
			}
		}
		return err
	})
}

// Why says whether a client meets a rule segment's rule as it stands, and which leaf decided, the segments that the rule names as they are. It reads
// the client's facts: not for where time counts.
func (r *Rules) Why(ctx context.Context, segment, client id.ID) (held bool, why rule.Reason, err error) {
	s, err := r.Store.ByID(ctx, segment)
	if err != nil {
		return false, why, err
	}
	tree, err := rule.Parse([]byte(s.Rule))
	if err != nil || s.Kind != Rule {
		return false, why, fault.Conflict("not_a_rule_segment", "The segment has no rule.")
	}
	m, err := r.moment(ctx)
	if err != nil {
		return false, why, err
	}
	schema, err := r.Store.Schema(ctx)
	if err != nil {
		return false, why, err
	}
	b, err := schema.Bind(tree, m)
	if err != nil {
		return false, why, err
	}
	facts, err := r.Store.Facts(ctx, rule.NewLayout(b), []id.ID{client})
	if err != nil {
		return false, why, err
	}
	if len(facts) == 0 {
		return false, why, fault.NotFound("client")
	}
	held, why = b.Why(&facts[0])
	return held, why, nil
}
