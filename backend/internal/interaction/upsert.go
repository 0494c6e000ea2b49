package interaction

import (
	"context"
	"reflect"
	"slices"

	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Upsert is one interaction in a bulk request. A client's reference without a source belongs to the row's source; no client keeps the
// one that is stored.
type Upsert struct {
	Key    client.Key
	Client client.Named
	Fields Fields
}

// Upsert creates or changes up to 1,000 interactions by (source, reference), in one transaction; each row succeeds or fails on its own.
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
		return s.outbox.Append(ctx, event.OfClients(event.InteractionAdded, "interaction", slices.Compact(b.touched))...)
	})
	return out, err
}

// batch is what a bulk request needs to know of the database and what it will write.
type batch struct {
	clients client.Found
	links   links
	known   map[client.Key]Interaction
	plan    *client.Plan[client.Key, Interaction]
	touched []id.ID
}

func (s *Service) load(ctx context.Context, rows []Upsert) (*batch, error) {
	b := &batch{known: map[client.Key]Interaction{}, plan: client.NewPlan[client.Key, Interaction]()}
	who, keys := make([]client.Named, len(rows)), make([]client.Key, len(rows))
	var n names
	for i, r := range rows {
		r.Key = r.Key.Clean()
		who[i], keys[i] = r.Client.In(r.Key.Source), r.Key
		n.add(r.Fields.ContactID, r.Fields.UserID, r.Fields.CampaignID)
	}
	var err error
	if b.clients, err = client.Find(ctx, s.store, who); err != nil {
		return nil, err
	}
	for source, refs := range client.BySource(keys) {
		found, err := s.store.ByReferences(ctx, source, refs)
		if err != nil {
			return nil, err
		}
		for ref, v := range found {
			b.known[client.Key{Source: source, Reference: ref}] = v
			n.add(v.ContactID, v.UserID, v.CampaignID)
		}
	}
	b.links, err = s.links(ctx, n)
	return b, err
}

// take works out what becomes of one row.
func (b *batch) take(s *Service, r Upsert) client.Result {
	r.Key = r.Key.Clean()
	failed := func(err error) client.Result { return client.Result{Status: client.Failed, Err: err} }
	if r.Key.Source == "" || r.Key.Reference == "" {
		return failed(fault.Invalid(fault.Field{Path: "reference", Code: "required", Message: "source and reference are required"}))
	}
	old, exists := b.known[r.Key]
	v, now := old, s.clock.Now()
	if !exists {
		v = Interaction{ID: s.store.NewID(), Source: r.Key.Source, Reference: &r.Key.Reference, CreatedAt: now}
	}
	if who := r.Client.In(r.Key.Source); !exists || who.ID != 0 || who.Key.Reference != "" {
		var err error
		if v.ClientID, err = b.clients.ID(who); err != nil {
			return failed(err)
		}
	}
	r.Fields.Apply(&v)
	v.Complete(now)
	if err := v.Validate(now); err != nil {
		return failed(err)
	}
	if err := b.links.check(v); err != nil {
		return failed(err)
	}
	v.Version, v.UpdatedAt = old.Version+1, now
	status := b.plan.Take(r.Key, v, exists, reflect.DeepEqual(v.content(), old.content()))
	if status != client.Unchanged {
		b.known[r.Key] = v
		if b.touched = append(b.touched, v.ClientID); exists {
			b.touched = append(b.touched, old.ClientID)
		}
	}
	return client.Result{Status: status, ID: v.ID}
}
