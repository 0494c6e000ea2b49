package product

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps products and categories.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Product, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Product], error)
	// BySKUs gives the products with the SKUs; absent ones are left out.
	BySKUs(ctx context.Context, skus []string) (map[string]Product, error)
	Write(ctx context.Context, products []Product, fresh bool) error
	Replace(ctx context.Context, p Product, version int64) (Product, error)
	Category(ctx context.Context, id id.ID) (Category, error)
	Categories(ctx context.Context, w page.Window) (page.List[Category], error)
	// CategoriesByCode gives the categories with the codes; absent ones are left out.
	CategoriesByCode(ctx context.Context, codes []string) (map[string]Category, error)
	CreateCategory(ctx context.Context, c Category) (Category, error)
	ReplaceCategory(ctx context.Context, c Category, version int64) (Category, error)
	NewID() id.ID
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Service is the use cases of products.
type Service struct {
	store  Store
	tx     event.Tx
	outbox event.Outbox
	clock  clock.Clock
	orgs   Organisations
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx, outbox event.Outbox, c clock.Clock, orgs Organisations) *Service {
	return &Service{store: store, tx: tx, outbox: outbox, clock: c, orgs: orgs}
}

// ByID gives one product; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Product, error) { return s.store.ByID(ctx, v) }

// List gives products.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Product], error) {
	return s.store.List(ctx, f, w)
}

// Create adds a product; a taken SKU is invalid.
func (s *Service) Create(ctx context.Context, p Product) (Product, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return p, err
	}
	p.Complete(org.Currency)
	if err := p.Validate(); err != nil {
		return p, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		taken, err := s.store.BySKUs(ctx, []string{p.SKU})
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.Invalid(fault.Field{Path: "sku", Code: "taken", Message: "belongs to another product"})
		}
		now := s.clock.Now()
		p.ID, p.Version, p.CreatedAt, p.UpdatedAt = s.store.NewID(), 1, now, now
		p.ContentHash = p.hash()
		return s.store.Write(ctx, []Product{p}, true)
	})
	return p, err
}

// Replace sets every field of a product but its SKU.
func (s *Service) Replace(ctx context.Context, p Product, version int64) (Product, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return p, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.ByID(ctx, p.ID)
		if err != nil {
			return err
		}
		p.SKU, p.CreatedAt = old.SKU, old.CreatedAt
		if p.State == "" {
			p.State = old.State
		}
		p.Complete(org.Currency)
		if err := p.Validate(); err != nil {
			return err
		}
		p.ContentHash = p.hash()
		if p, err = s.store.Replace(ctx, p, version); err != nil {
			return err
		}
		return s.moved(ctx, !equal(p.CategoryID, old.CategoryID))
	})
	return p, err
}

// moved tells that products or categories stand elsewhere now, where they do.
func (s *Service) moved(ctx context.Context, yes bool) error {
	if !yes {
		return nil
	}
	return s.outbox.Append(ctx, event.Of(event.CatalogueChanged, "catalogue", 0, 0, nil))
}

// equal says whether two optional values are the same.
func equal[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// SetState archives a product or brings it back.
func (s *Service) SetState(ctx context.Context, v id.ID, state string) (p Product, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if p, err = s.store.ByID(ctx, v); err != nil {
			return err
		}
		p.State = state
		p.ContentHash = p.hash()
		p, err = s.store.Replace(ctx, p, p.Version)
		return err
	})
	return p, err
}

// Category gives one category; fault not_found where there is none.
func (s *Service) Category(ctx context.Context, v id.ID) (Category, error) {
	return s.store.Category(ctx, v)
}

// Categories lists categories.
func (s *Service) Categories(ctx context.Context, w page.Window) (page.List[Category], error) {
	return s.store.Categories(ctx, w)
}

// CreateCategory adds a category.
func (s *Service) CreateCategory(ctx context.Context, c Category) (Category, error) {
	c.Complete()
	if err := c.Validate(); err != nil {
		return c, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if err := s.checkParents(ctx, c); err != nil {
			return err
		}
		c, err = s.store.CreateCategory(ctx, c)
		return err
	})
	return c, err
}

// ReplaceCategory sets every field of a category.
func (s *Service) ReplaceCategory(ctx context.Context, c Category, version int64) (Category, error) {
	c.Complete()
	if err := c.Validate(); err != nil {
		return c, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if err := s.checkParents(ctx, c); err != nil {
			return err
		}
		old, err := s.store.Category(ctx, c.ID)
		if err != nil {
			return err
		}
		if c, err = s.store.ReplaceCategory(ctx, c, version); err != nil {
			return err
		}
		return s.moved(ctx, !equal(c.ParentID, old.ParentID))
	})
	return c, err
}

// maxParents is how many categories may stand above one another.
const maxParents = 16

// checkParents follows the categories above one: each must be there, and none may be the category itself.
func (s *Service) checkParents(ctx context.Context, c Category) error {
	above := c
	for range maxParents {
		if above.ParentID == nil {
			return nil
		}
		if c.ID != 0 && *above.ParentID == c.ID {
			return badParent("circular", "must not be below this category")
		}
		next, err := s.store.Category(ctx, *above.ParentID)
		if fault.Is(err, fault.KindNotFound) {
			return badParent("unknown", "is not a category")
		}
		if err != nil {
			return err
		}
		above = next
	}
	return badParent("too_deep", "has too many categories above it")
}
