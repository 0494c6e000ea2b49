package order

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps orders.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Order, error)
	Row(ctx context.Context, id id.ID) (Row, error)
	Lines(ctx context.Context, order id.ID) ([]LineRow, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	// ByReferences gives the orders with the references of one source; absent ones are left out.
	ByReferences(ctx context.Context, source string, references []string) (map[string]Order, error)
	// Write inserts orders with their lines, or replaces (not fresh) orders and all their lines.
	Write(ctx context.Context, orders []Order, lines [][]Line, fresh bool) error
	ClientIDs(ctx context.Context, source string, references []string) (map[string]id.ID, error)
	ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error)
	// ProductIDs gives ids by SKU; absent ones are left out.
	ProductIDs(ctx context.Context, skus []string) (map[string]id.ID, error)
	DivisionIDs(ctx context.Context, codes []string) (map[string]id.ID, error)
	// Rates gives a currency's rates in order of day: millionths of the reporting currency for one unit.
	Rates(ctx context.Context, currency string) ([]Rate, error)
	NewID() id.ID
}

// Rate is an exchange rate that holds from a day on.
type Rate struct {
	FromDay   clock.Day
	RateMicro int64
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Products makes sure that the products that lines name exist.
type Products interface {
	// Ensure gives ids by SKU, creating what is missing under the name that comes with it.
	Ensure(ctx context.Context, names map[string]string) (map[string]id.ID, error)
}

// Service is the use cases of orders.
type Service struct {
	store    Store
	products Products
	tx       event.Tx
	outbox   event.Outbox
	clock    clock.Clock
	orgs     Organisations
}

// NewService gives the service over a store.
func NewService(store Store, products Products, tx event.Tx, outbox event.Outbox, c clock.Clock, orgs Organisations) *Service {
	return &Service{store: store, products: products, tx: tx, outbox: outbox, clock: c, orgs: orgs}
}

// ByID gives one order and its lines; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Row, []LineRow, error) {
	r, err := s.store.Row(ctx, v)
	if err != nil {
		return r, nil, err
	}
	lines, err := s.store.Lines(ctx, v)
	return r, lines, err
}

// List gives orders with their clients' names.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	return s.store.List(ctx, f, w)
}

// Create adds one order; its reference must be free.
func (s *Service) Create(ctx context.Context, in Input) (Order, error) {
	return s.single(ctx, in, func(found bool, _ Order) error {
		if found {
			return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another order of this source"})
		}
		return nil
	})
}

// Replace sets everything of an order but its source and reference; version is the one that was read.
func (s *Service) Replace(ctx context.Context, v id.ID, in Input, version int64) (Order, error) {
	old, err := s.store.ByID(ctx, v)
	if err != nil {
		return old, err
	}
	in.Source, in.Reference = old.Source, old.Reference
	return s.single(ctx, in, func(found bool, now Order) error {
		if !found || now.Version != version {
			return fault.Stale("order")
		}
		return nil
	})
}

func (s *Service) single(ctx context.Context, in Input, check func(found bool, o Order) error) (Order, error) {
	var o Order
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		known, err := s.store.ByReferences(ctx, in.Source, []string{in.Reference})
		if err != nil {
			return err
		}
		old, found := known[in.Reference]
		if err := check(found, old); err != nil {
			return err
		}
		res, err := s.Upsert(ctx, []Input{in})
		if err != nil {
			return err
		}
		if res[0].Err != nil {
			return res[0].Err
		}
		o, err = s.store.ByID(ctx, res[0].ID)
		return err
	})
	return o, err
}
