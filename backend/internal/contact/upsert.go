package contact

import (
	"context"
	"reflect"
	"slices"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Upsert is one contact in a bulk request. A client's reference without a source belongs to the row's source; no client keeps the
// one that is stored.
type Upsert struct {
	Key    client.Key
	Client client.Named
	Fields Fields
}

// Upsert creates or changes up to 1,000 contacts by (source, reference), in one transaction; each row succeeds or fails on its own.
// Fields that a row is silent about keep their value. Rows that change nothing write nothing. Whether a contact is primary is kept as
// the source says it, even of two of one client.
func (s *Service) Upsert(ctx context.Context, rows []Upsert) ([]client.Result, error) {
	if len(rows) > client.MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	var out []client.Result
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]client.Result, len(rows))
		b, err := s.load(ctx, rows, org)
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
		return s.outbox.Append(ctx, event.OfClients(event.ClientChanged, "contact", slices.Compact(b.touched))...)
	})
	return out, err
}

// batch is what a bulk request needs to know of the database and what it will write.
type batch struct {
	org     account.Organisation
	clients client.Found
	known   map[client.Key]Contact
	plan    *client.Plan[client.Key, Contact]
	touched []id.ID
}

func (s *Service) load(ctx context.Context, rows []Upsert, org account.Organisation) (*batch, error) {
	b := &batch{org: org, known: map[client.Key]Contact{}, plan: client.NewPlan[client.Key, Contact]()}
	names, keys := make([]client.Named, len(rows)), make([]client.Key, len(rows))
	for i, r := range rows {
		r.Key = r.Key.Clean()
		names[i], keys[i] = r.Client.In(r.Key.Source), r.Key
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
		}
	}
	return b, nil
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
		c = Contact{ID: s.store.NewID(), Source: r.Key.Source, Reference: &r.Key.Reference, CreatedAt: now}
	}
	if who := r.Client.In(r.Key.Source); !exists || who.ID != 0 || who.Key.Reference != "" {
		var err error
		if c.ClientID, err = b.clients.ID(who); err != nil {
			return failed(err)
		}
	}
	r.Fields.Apply(&c)
	c.Complete(b.org.Country)
	if err := c.Validate(); err != nil {
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
