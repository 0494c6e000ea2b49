package offer

import (
	"cmp"
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps offers and placements.
type Store interface {
	Offer(ctx context.Context, id id.ID) (Offer, error)
	Offers(ctx context.Context, f Filter, w page.Window) (page.List[Offer], error)
	CreateOffer(ctx context.Context, o Offer) (Offer, error)
	// UpdateOffer writes an offer with all it holds if the stored version is still the given one; stale_version otherwise.
	UpdateOffer(ctx context.Context, o Offer, version int64) (Offer, error)
	Placement(ctx context.Context, id id.ID) (Placement, error)
	Placements(ctx context.Context, f PlacementFilter, w page.Window) (page.List[Placement], error)
	CreatePlacement(ctx context.Context, p Placement) (Placement, error)
	UpdatePlacement(ctx context.Context, p Placement, version int64) (Placement, error)
	// Missing gives those of the ids that name no living record: active segments, placements that are not archived.
	MissingSegments(ctx context.Context, ids []id.ID) ([]id.ID, error)
	MissingPlacements(ctx context.Context, ids []id.ID) ([]id.ID, error)
	// Results gives the counters of an offer.
	Results(ctx context.Context, offer id.ID) ([]Count, error)
	// SetRules replaces the rules of an offer with their hidden segments.
	SetRules(ctx context.Context, offer id.ID, rules map[string]RuleTie) error
	// MissingProducts gives those of the ids that name no product.
	MissingProducts(ctx context.Context, ids []id.ID) ([]id.ID, error)
	StrategyStore
	// PlacementNames gives code and name of placements, whatever their state.
	PlacementNames(ctx context.Context, ids []id.ID) (map[id.ID]Placement, error)
	Audit(ctx context.Context, by account.Actor, action, noun string, nounID id.ID, detail any) error
}

// Service keeps offers and placements. changed is called after each write, so that this process decides by it at once.
type Service struct {
	store   Store
	tx      event.Tx
	outbox  event.Outbox
	changed func()
	owner   RuleOwner
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx, outbox event.Outbox, changed func()) *Service {
	return &Service{store: store, tx: tx, outbox: outbox, changed: changed}
}

// Offer gives one offer; fault not_found where there is none.
func (s *Service) Offer(ctx context.Context, v id.ID) (Offer, error) { return s.store.Offer(ctx, v) }

// Offers lists offers with their segments, placements and variants.
func (s *Service) Offers(ctx context.Context, f Filter, w page.Window) (page.List[Offer], error) {
	return s.store.Offers(ctx, f, w)
}

// Create adds a draft.
func (s *Service) Create(ctx context.Context, by account.Actor, o Offer) (Offer, error) {
	o.State, o.CreatedBy = Draft, by.ID
	err := s.write(ctx, by, "offer.create", &o, func(ctx context.Context) (err error) {
		for i := range o.Variants {
			if o.Variants[i].ID != 0 {
				return fault.Invalid(fault.Field{Path: at("variants", i) + ".id", Code: "unknown", Message: "is not a variant of this offer"})
			}
		}
		if o, err = s.store.CreateOffer(ctx, o); err != nil {
			return err
		}
		return s.tieRules(ctx, by, &o, nil)
	})
	return o, err
}

// Replace sets every editable field of an offer. An approved one must stay fit for approval, and only who may approve may change it;
// an archived one is restored first. Variants keep their id where it is given, so that their results go on.
func (s *Service) Replace(ctx context.Context, by account.Actor, o Offer, version int64) (Offer, error) {
	next := o
	err := s.write(ctx, by, "offer.update", &next, func(ctx context.Context) error {
		old, err := s.store.Offer(ctx, o.ID)
		if err != nil {
			return err
		}
		next.State, next.CreatedBy, next.CreatedAt = old.State, old.CreatedBy, old.CreatedAt
		next.HoldoutSalt = cmp.Or(old.HoldoutSalt, next.HoldoutSalt)
		if err := mayEdit(by, old, next); err != nil {
			return err
		}
		if next, err = s.store.UpdateOffer(ctx, next, version); err != nil {
			return err
		}
		return s.tieRules(ctx, by, &next, old.Rules)
	})
	return next, err
}

func mayEdit(by account.Actor, old, next Offer) error {
	own := map[id.ID]bool{0: true}
	for _, v := range old.Variants {
		own[v.ID] = true
	}
	seen := map[id.ID]bool{}
	for i, v := range next.Variants {
		if !own[v.ID] || v.ID != 0 && seen[v.ID] {
			return fault.Invalid(fault.Field{Path: at("variants", i) + ".id", Code: "unknown", Message: "is not a variant of this offer, or is there twice"})
		}
		seen[v.ID] = true
	}
	switch old.State {
	case Archived:
		return fault.Conflict("offer_archived", "An archived offer cannot be changed; restore it first.")
	case Approved:
		if !by.May(account.Manage) {
			return fault.New(fault.KindForbidden, "offer_approved", "An approved offer is changed by those who may approve it; or have it restored to a draft.")
		}
		return next.CheckReady()
	}
	return nil
}

// Approve lets decisions propose a draft; it needs at least one complete variant.
func (s *Service) Approve(ctx context.Context, by account.Actor, v id.ID, version int64) (Offer, error) {
	return s.move(ctx, by, "offer.approve", v, version, Approved)
}

// Archive takes an offer out of use; what became of it is kept.
func (s *Service) Archive(ctx context.Context, by account.Actor, v id.ID, version int64) (Offer, error) {
	return s.move(ctx, by, "offer.archive", v, version, Archived)
}

// Restore makes an approved or archived offer a draft again.
func (s *Service) Restore(ctx context.Context, by account.Actor, v id.ID, version int64) (Offer, error) {
	return s.move(ctx, by, "offer.restore", v, version, Draft)
}

// move changes an offer's state; version 0 does not ask which version was read. The state it already has is no change.
func (s *Service) move(ctx context.Context, by account.Actor, action string, v id.ID, version int64, state string) (Offer, error) {
	var o Offer
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if o, err = s.store.Offer(ctx, v); err != nil {
			return err
		}
		if version != 0 && version != o.Version {
			return fault.Stale("offer")
		}
		if o.State == state {
			return nil
		}
		if state == Approved {
			if o.State == Archived {
				return fault.Conflict("offer_archived", "An archived offer cannot be approved; restore it first.")
			}
			if err := o.CheckReady(); err != nil {
				return err
			}
		}
		from := o.State
		o.State = state
		if o, err = s.store.UpdateOffer(ctx, o, o.Version); err != nil {
			return err
		}
		switch {
		case state == Archived:
			err = s.dropRules(ctx, by, &o)
		case from == Archived:
			err = s.tieRules(ctx, by, &o, nil)
		}
		if err != nil {
			return err
		}
		return s.note(ctx, by, action, event.OfferChanged, "offer", o.ID, map[string]any{"from": from, "to": state})
	})
	if err == nil {
		s.changed()
	}
	return o, err
}

// write checks an offer, saves it and says so, in one transaction.
func (s *Service) write(ctx context.Context, by account.Actor, action string, o *Offer, save func(ctx context.Context) error) error {
	o.Complete()
	if err := o.Validate(); err != nil {
		return err
	}
	asked := *o
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		*o = asked
		o.Variants = append([]Variant(nil), asked.Variants...)
		if err := s.checkLinks(ctx, *o); err != nil {
			return err
		}
		if err := save(ctx); err != nil {
			return err
		}
		return s.note(ctx, by, action, event.OfferChanged, "offer", o.ID, map[string]any{"code": o.Code, "state": o.State})
	})
	if err == nil {
		s.changed()
	}
	return err
}

func (s *Service) note(ctx context.Context, by account.Actor, action, kind, noun string, v id.ID, detail any) error {
	if err := s.store.Audit(ctx, by, action, noun, v, detail); err != nil {
		return err
	}
	return s.outbox.Append(ctx, event.Of(kind, noun, v, 0, nil))
}

// checkLinks notes segments and placements that do not exist or are archived.
func (s *Service) checkLinks(ctx context.Context, o Offer) error {
	var c fault.Check
	all := append(append([]id.ID(nil), o.Segments...), o.Excluded...)
	for _, v := range o.Variants {
		all = append(all, v.Segments...)
	}
	gone, err := s.store.MissingSegments(ctx, all)
	if err != nil {
		return err
	}
	noteMissing(&c, "segment_ids", o.Segments, gone, "is not an active segment")
	noteMissing(&c, "excluded_segment_ids", o.Excluded, gone, "is not an active segment")
	for i, v := range o.Variants {
		noteMissing(&c, at("variants", i)+".segment_ids", v.Segments, gone, "is not an active segment")
	}
	if gone, err = s.store.MissingPlacements(ctx, o.Placements); err != nil {
		return err
	}
	noteMissing(&c, "placement_ids", o.Placements, gone, "is not an active placement")
	if gone, err = s.store.MissingProducts(ctx, append(append([]id.ID(nil), o.Complementary...), o.ExcludedProducts...)); err != nil {
		return err
	}
	noteMissing(&c, "complementary_product_ids", o.Complementary, gone, "is not a product")
	noteMissing(&c, "excluded_product_ids", o.ExcludedProducts, gone, "is not a product")
	return c.Err()
}

func noteMissing(c *fault.Check, path string, ids, gone []id.ID, message string) {
	for i, v := range ids {
		c.That(!slices.Contains(gone, v), at(path, i), "unknown", message)
	}
}
