package aftersales

import (
	"context"
	"reflect"
	"slices"
	"time"

	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Upsert is one case in a bulk request. References of a client and an order that name no source belong to the row's source; no client
// keeps the one that is stored. OrderReference and SKU name order and product, nil keeps, "" takes away.
type Upsert struct {
	Key            client.Key
	Client         client.Named
	State          *string
	ClosedAt       *time.Time
	OrderReference *string
	SKU            *string
	Fields         Fields
}

// Upsert creates or changes up to 1,000 cases by (source, reference), in one transaction; each row succeeds or fails on its own.
// Fields that a row is silent about keep their value. Rows that change nothing write nothing.
func (s *Service) Upsert(ctx context.Context, rows []Upsert) ([]client.Result, error) {
	if len(rows) > client.MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []client.Result
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]client.Result, len(rows))
		b, err := s.load(ctx, rows)
		if err != nil {
			return err
		}
		for i, r := range rows {
			out[i] = b.take(s, r)
		}
		if err := s.store.Write(ctx, b.plan.Created, true); err != nil {
			return err
		}
		if err := s.store.Write(ctx, b.plan.Updated, false); err != nil {
			return err
		}
		slices.Sort(b.touched)
		return s.outbox.Append(ctx, event.OfClients(event.CaseChanged, "case", slices.Compact(b.touched))...)
	})
	return out, err
}

// batch is what a bulk request needs to know of the database and what it will write.
type batch struct {
	clients  client.Found
	known    map[client.Key]Case
	orders   map[client.Key]id.ID
	products map[string]id.ID
	links    links
	plan     *client.Plan[client.Key, Case]
	touched  []id.ID
}

func (s *Service) load(ctx context.Context, rows []Upsert) (*batch, error) {
	b := &batch{known: map[client.Key]Case{}, orders: map[client.Key]id.ID{}, plan: client.NewPlan[client.Key, Case]()}
	names, keys := make([]client.Named, len(rows)), make([]client.Key, len(rows))
	var orderKeys []client.Key
	var skus []string
	var orders, products, users []id.ID
	for i, r := range rows {
		r.Key = r.Key.Clean()
		names[i], keys[i] = r.Client.In(r.Key.Source), r.Key
		if r.OrderReference != nil {
			orderKeys = append(orderKeys, client.Key{Source: r.Key.Source, Reference: *r.OrderReference})
		}
		if r.SKU != nil && *r.SKU != "" {
			skus = append(skus, *r.SKU)
		}
		orders, products, users = named(orders, r.Fields.OrderID), named(products, r.Fields.ProductID), named(users, r.Fields.UserID)
	}
	var err error
	if b.clients, err = client.Find(ctx, s.store, names); err != nil {
		return nil, err
	}
	for source, refs := range client.BySource(keys) {
		found, err := s.store.ByReferences(ctx, source, refs)
		if err != nil {
			return nil, err
		}
		for ref, c := range found {
			b.known[client.Key{Source: source, Reference: ref}] = c
			orders, products, users = named(orders, c.OrderID), named(products, c.ProductID), named(users, c.UserID)
		}
	}
	for source, refs := range client.BySource(orderKeys) {
		found, err := s.store.OrderIDs(ctx, source, refs)
		if err != nil {
			return nil, err
		}
		for ref, v := range found {
			b.orders[client.Key{Source: source, Reference: ref}] = v
			orders = append(orders, v)
		}
	}
	if b.products, err = s.store.ProductIDs(ctx, skus); err != nil {
		return nil, err
	}
	for _, v := range b.products {
		products = append(products, v)
	}
	b.links, err = s.links(ctx, orders, products, users)
	return b, err
}

func named(ids []id.ID, v *id.ID) []id.ID {
	if v == nil || *v == 0 {
		return ids
	}
	return append(ids, *v)
}

// take works out what becomes of one row.
func (b *batch) take(s *Service, r Upsert) client.Result {
	r.Key = r.Key.Clean()
	failed := func(err error) client.Result { return client.Result{Status: client.Failed, Err: err} }
	if r.Key.Source == "" || r.Key.Reference == "" {
		return failed(fault.Invalid(fault.Field{Path: "reference", Code: "required", Message: "source and reference are required"}))
	}
	old, exists := b.known[r.Key]
	c, now := old, s.clock.Now()
	if !exists {
		c = Case{ID: s.store.NewID(), Source: r.Key.Source, Reference: &r.Key.Reference, CreatedAt: now}
	}
	if err := b.fill(&c, r, exists); err != nil {
		return failed(err)
	}
	c.Complete(now)
	if err := c.Validate(now); err != nil {
		return failed(err)
	}
	if err := b.links.check(c); err != nil {
		return failed(err)
	}
	c.Version, c.UpdatedAt = old.Version+1, now
	status := b.plan.Take(r.Key, c, exists, reflect.DeepEqual(c.content(), old.content()))
	if status != client.Unchanged {
		b.known[r.Key] = c
		if b.touched = append(b.touched, c.ClientID); exists {
			b.touched = append(b.touched, old.ClientID)
		}
	}
	return client.Result{Status: status, ID: c.ID}
}

// fill writes what the row says into the case.
func (b *batch) fill(c *Case, r Upsert, exists bool) (err error) {
	if who := r.Client.In(r.Key.Source); !exists || who.ID != 0 || who.Key.Reference != "" {
		if c.ClientID, err = b.clients.ID(who); err != nil {
			return err
		}
	}
	if r.State != nil {
		End{State: *r.State, At: r.ClosedAt}.apply(c)
	} else if r.ClosedAt != nil {
		c.ClosedAt = r.ClosedAt
	}
	r.Fields.Apply(c)
	var k fault.Check
	if r.OrderReference != nil {
		v, ok := b.orders[client.Key{Source: r.Key.Source, Reference: *r.OrderReference}]
		k.That(ok || *r.OrderReference == "", "order_reference", "unknown", "there is no order with this reference")
		if c.OrderID = nil; ok {
			c.OrderID = &v
		}
	}
	if r.SKU != nil {
		v, ok := b.products[*r.SKU]
		k.That(ok || *r.SKU == "", "sku", "unknown", "there is no product with this SKU")
		if c.ProductID = nil; ok {
			c.ProductID = &v
		}
	}
	return k.Err()
}
