package offer

import (
	"cmp"
	"context"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Placement gives one placement; fault not_found where there is none.
func (s *Service) Placement(ctx context.Context, v id.ID) (Placement, error) {
	return s.store.Placement(ctx, v)
}

// Placements lists placements.
func (s *Service) Placements(ctx context.Context, f PlacementFilter, w page.Window) (page.List[Placement], error) {
	return s.store.Placements(ctx, f, w)
}

// CreatePlacement adds a placement.
func (s *Service) CreatePlacement(ctx context.Context, by account.Actor, p Placement) (Placement, error) {
	p.State = PlacementActive
	p.Complete()
	if err := p.Validate(); err != nil {
		return p, err
	}
	return s.savePlacement(ctx, by, "placement.create", func(ctx context.Context) (Placement, error) {
		if err := s.checkFallback(ctx, p); err != nil {
			return p, err
		}
		return s.store.CreatePlacement(ctx, p)
	})
}

// ReplacePlacement sets every editable field of a placement.
func (s *Service) ReplacePlacement(ctx context.Context, by account.Actor, p Placement, version int64) (Placement, error) {
	return s.savePlacement(ctx, by, "placement.update", func(ctx context.Context) (Placement, error) {
		old, err := s.store.Placement(ctx, p.ID)
		if err != nil {
			return p, err
		}
		next := p
		next.State, next.CreatedAt = old.State, old.CreatedAt
		next.Complete()
		if err := next.Validate(); err != nil {
			return next, err
		}
		if err := s.checkFallback(ctx, next); err != nil {
			return next, err
		}
		return s.store.UpdatePlacement(ctx, next, version)
	})
}

// SetPlacementState archives a placement or brings it back; version 0 does not ask which version was read.
func (s *Service) SetPlacementState(ctx context.Context, by account.Actor, v id.ID, version int64, state string) (Placement, error) {
	return s.savePlacement(ctx, by, "placement."+state, func(ctx context.Context) (Placement, error) {
		p, err := s.store.Placement(ctx, v)
		if err != nil {
			return p, err
		}
		p.State = state
		return s.store.UpdatePlacement(ctx, p, cmp.Or(version, p.Version))
	})
}

func (s *Service) savePlacement(ctx context.Context, by account.Actor, action string, save func(ctx context.Context) (Placement, error)) (Placement, error) {
	var out Placement
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if out, err = save(ctx); err != nil {
			return err
		}
		return s.note(ctx, by, action, event.PlacementChanged, "placement", out.ID, map[string]any{"code": out.Code, "state": out.State})
	})
	if err == nil {
		s.changed()
	}
	return out, err
}

func (s *Service) checkFallback(ctx context.Context, p Placement) error {
	if p.StrategyID != nil {
		t, err := s.store.Strategy(ctx, *p.StrategyID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err != nil || t.State != Active {
			return fault.Invalid(fault.Field{Path: "strategy_id", Code: "unknown", Message: "is not an active strategy"})
		}
	}
	if p.FallbackOfferID == nil {
		return nil
	}
	o, err := s.store.Offer(ctx, *p.FallbackOfferID)
	if err != nil && !fault.Is(err, fault.KindNotFound) {
		return err
	}
	if err != nil || o.State == Archived {
		return fault.Invalid(fault.Field{Path: "fallback_offer_id", Code: "unknown", Message: "is not an offer, or an archived one"})
	}
	return nil
}
