package offer

import (
	"cmp"
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Collection gives one collection; fault not_found where there is none.
func (s *Service) Collection(ctx context.Context, v id.ID) (Collection, error) {
	return s.store.Collection(ctx, v)
}

// Collections lists collections.
func (s *Service) Collections(ctx context.Context, f NamedFilter, w page.Window) (page.List[Collection], error) {
	return s.store.Collections(ctx, f, w)
}

// CreateCollection adds a collection.
func (s *Service) CreateCollection(ctx context.Context, by account.Actor, c Collection) (Collection, error) {
	c.State, c.CreatedBy = Active, by.ID
	c.Complete()
	if err := c.Validate(); err != nil {
		return c, err
	}
	return saved(ctx, s, by, "collection.create", func(ctx context.Context) (Collection, error) {
		if err := s.checkCollection(ctx, c); err != nil {
			return c, err
		}
		return s.store.CreateCollection(ctx, c)
	})
}

// ReplaceCollection sets every editable field of a collection.
func (s *Service) ReplaceCollection(ctx context.Context, by account.Actor, c Collection, version int64) (Collection, error) {
	c.State = Active
	c.Complete()
	if err := c.Validate(); err != nil {
		return c, err
	}
	return saved(ctx, s, by, "collection.update", func(ctx context.Context) (Collection, error) {
		old, err := s.store.Collection(ctx, c.ID)
		if err != nil {
			return c, err
		}
		next := c
		next.State, next.CreatedBy, next.CreatedAt = old.State, old.CreatedBy, old.CreatedAt
		if err := s.checkCollection(ctx, next); err != nil {
			return next, err
		}
		return s.store.UpdateCollection(ctx, next, version)
	})
}

// SetCollectionState archives a collection, which no active strategy may use then, or brings it back; version 0 does not ask which version
// was read.
func (s *Service) SetCollectionState(ctx context.Context, by account.Actor, v id.ID, version int64, state string) (Collection, error) {
	return saved(ctx, s, by, "collection."+state, func(ctx context.Context) (Collection, error) {
		c, err := s.store.Collection(ctx, v)
		if err != nil {
			return c, err
		}
		if state == Archived {
			if err := s.checkUnused(ctx, v); err != nil {
				return c, err
			}
		}
		c.State = state
		return s.store.UpdateCollection(ctx, c, cmp.Or(version, c.Version))
	})
}

func (s *Service) checkUnused(ctx context.Context, collection id.ID) error {
	all, err := s.store.ActiveStrategies(ctx)
	if err != nil {
		return err
	}
	var users []string
	for _, t := range all {
		if slices.ContainsFunc(t.Stages, func(g Stage) bool { return g.Collection == collection }) {
			users = append(users, t.Code)
		}
	}
	if len(users) > 0 {
		return fault.Conflict("collection_in_use", "Strategies use the collection: "+some(users)+".")
	}
	return nil
}

func (s *Service) checkCollection(ctx context.Context, c Collection) error {
	gone, err := s.store.MissingOffers(ctx, c.Content.Offers)
	if err != nil {
		return err
	}
	var k fault.Check
	noteMissing(&k, "offer_ids", c.Content.Offers, gone, "is not an offer, or an archived one")
	return k.Err()
}
