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

// StrategyStore keeps strategies and collections.
type StrategyStore interface {
	Strategy(ctx context.Context, id id.ID) (Strategy, error)
	Strategies(ctx context.Context, f NamedFilter, w page.Window) (page.List[Strategy], error)
	CreateStrategy(ctx context.Context, s Strategy) (Strategy, error)
	UpdateStrategy(ctx context.Context, s Strategy, version int64) (Strategy, error)
	Collection(ctx context.Context, id id.ID) (Collection, error)
	Collections(ctx context.Context, f NamedFilter, w page.Window) (page.List[Collection], error)
	CreateCollection(ctx context.Context, c Collection) (Collection, error)
	UpdateCollection(ctx context.Context, c Collection, version int64) (Collection, error)
	// ActiveStrategies gives every strategy in use.
	ActiveStrategies(ctx context.Context) ([]Strategy, error)
	// PlacementsOf gives the codes of active placements that use a strategy.
	PlacementsOf(ctx context.Context, strategy id.ID) ([]string, error)
	// MissingCollections and MissingOffers give those of the ids that name no living record.
	MissingCollections(ctx context.Context, ids []id.ID) ([]id.ID, error)
	MissingOffers(ctx context.Context, ids []id.ID) ([]id.ID, error)
}

// NamedFilter narrows a list of strategies or collections; empty fields do not narrow.
type NamedFilter struct {
	Query  string
	States []string
}

// Strategy gives one strategy; fault not_found where there is none.
func (s *Service) Strategy(ctx context.Context, v id.ID) (Strategy, error) {
	return s.store.Strategy(ctx, v)
}

// Strategies lists strategies.
func (s *Service) Strategies(ctx context.Context, f NamedFilter, w page.Window) (page.List[Strategy], error) {
	return s.store.Strategies(ctx, f, w)
}

// CreateStrategy adds a strategy.
func (s *Service) CreateStrategy(ctx context.Context, by account.Actor, t Strategy) (Strategy, error) {
	t.State, t.CreatedBy, t.HoldoutSalt = Active, by.ID, newSalt()
	t.Complete()
	if err := t.Validate(); err != nil {
		return t, err
	}
	return saved(ctx, s, by, "strategy.create", func(ctx context.Context) (Strategy, error) {
		if err := s.checkStrategy(ctx, t); err != nil {
			return t, err
		}
		return s.store.CreateStrategy(ctx, t)
	})
}

// ReplaceStrategy sets every editable field of a strategy; its holdout keeps its salt.
func (s *Service) ReplaceStrategy(ctx context.Context, by account.Actor, t Strategy, version int64) (Strategy, error) {
	t.State = Active
	t.Complete()
	if err := t.Validate(); err != nil {
		return t, err
	}
	return saved(ctx, s, by, "strategy.update", func(ctx context.Context) (Strategy, error) {
		old, err := s.store.Strategy(ctx, t.ID)
		if err != nil {
			return t, err
		}
		next := t
		next.State, next.CreatedBy, next.CreatedAt, next.HoldoutSalt = old.State, old.CreatedBy, old.CreatedAt, old.HoldoutSalt
		if err := s.checkStrategy(ctx, next); err != nil {
			return next, err
		}
		return s.store.UpdateStrategy(ctx, next, version)
	})
}

// SetStrategyState archives a strategy, which no active placement may use then, or brings it back; version 0 does not ask which version was
// read.
func (s *Service) SetStrategyState(ctx context.Context, by account.Actor, v id.ID, version int64, state string) (Strategy, error) {
	return saved(ctx, s, by, "strategy."+state, func(ctx context.Context) (Strategy, error) {
		t, err := s.store.Strategy(ctx, v)
		if err != nil {
			return t, err
		}
		if state == Archived {
			users, err := s.store.PlacementsOf(ctx, v)
			if err != nil {
				return t, err
			}
			if len(users) > 0 {
				return t, fault.Conflict("strategy_in_use", "Placements use the strategy: "+some(users)+".")
			}
		}
		t.State = state
		return s.store.UpdateStrategy(ctx, t, cmp.Or(version, t.Version))
	})
}

func (s *Service) checkStrategy(ctx context.Context, t Strategy) error {
	var c fault.Check
	var collections, offers []id.ID
	for _, g := range t.Stages {
		collections = appendSet(collections, g.Collection)
	}
	for _, b := range t.Arbitration.Boosts {
		offers = appendSet(offers, b.Offer)
	}
	gone, err := s.store.MissingCollections(ctx, collections)
	if err != nil {
		return err
	}
	for i, g := range t.Stages {
		c.That(g.Collection == 0 || !slices.Contains(gone, g.Collection), at("stages", i)+".collection_id", "unknown", "is not an active collection")
	}
	if gone, err = s.store.MissingOffers(ctx, offers); err != nil {
		return err
	}
	for i, b := range t.Arbitration.Boosts {
		c.That(b.Offer == 0 || !slices.Contains(gone, b.Offer), at("arbitration.boosts", i)+".offer_id", "unknown", "is not an offer")
	}
	if gone, err = s.store.MissingSegments(ctx, t.Context); err != nil {
		return err
	}
	noteMissing(&c, "context_segment_ids", t.Context, gone, "is not an active segment")
	return c.Err()
}

// named is what strategies and collections have in common.
type named interface {
	Strategy | Collection
	note() (kind, noun string, v id.ID, detail map[string]any)
}

func (s Strategy) note() (kind, noun string, v id.ID, detail map[string]any) {
	return event.StrategyChanged, "strategy", s.ID, map[string]any{"code": s.Code, "state": s.State}
}

func (c Collection) note() (kind, noun string, v id.ID, detail map[string]any) {
	return event.CollectionChanged, "collection", c.ID, map[string]any{"code": c.Code, "state": c.State}
}

// saved writes a strategy or collection and says so, in one transaction.
func saved[T named](ctx context.Context, s *Service, by account.Actor, action string, save func(ctx context.Context) (T, error)) (T, error) {
	var out T
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if out, err = save(ctx); err != nil {
			return err
		}
		kind, noun, v, detail := out.note()
		return s.note(ctx, by, action, kind, noun, v, detail)
	})
	if err == nil {
		s.changed()
	}
	return out, err
}

// some gives the first few names of a list.
func some(names []string) string {
	out := ""
	for i, n := range names {
		switch {
		case i == 5:
			return out + "…"
		case i > 0:
			out += ", "
		}
		out += n
	}
	return out
}
