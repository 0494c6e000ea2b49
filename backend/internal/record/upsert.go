package record

import (
	"context"
	"slices"

	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Upsert creates or changes up to 1,000 records by (source, reference), in one transaction; each row succeeds or fails on its own.
// Fields that a row is silent about keep their value. Rows that change nothing write nothing.
func (s *Service[T, W, R, F, P]) Upsert(ctx context.Context, rows []Upsert[W]) ([]client.Result, error) {
	if len(rows) > client.MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []client.Result
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]client.Result, len(rows))
		b, err := s.load(ctx, rows)
		if err != nil {
			return err
		}
		for i, r := range rows {
			status, v, err := b.take(s, r)
			out[i] = client.Result{Status: status, ID: v, Err: err}
		}
		if err := s.store.Write(ctx, b.plan.Created, true); err != nil {
			return err
		}
		if err := s.store.Write(ctx, b.plan.Updated, false); err != nil {
			return err
		}
		slices.Sort(b.touched)
		return s.d.Outbox.Append(ctx, event.OfClients(s.noun.Event, s.noun.Name, slices.Compact(b.touched))...)
	})
	return out, err
}

// batch is what a bulk request needs to know of the database and what it will write.
type batch[T, W, R, F any, P Record[T, W]] struct {
	links   Links
	clients client.Found
	known   map[client.Key]T
	plan    *client.Plan[client.Key, T]
	touched []id.ID
}

// load reads everything the rows name, a few queries in all.
func (s *Service[T, W, R, F, P]) load(ctx context.Context, rows []Upsert[W]) (*batch[T, W, R, F, P], error) {
	b := &batch[T, W, R, F, P]{known: map[client.Key]T{}, plan: client.NewPlan[client.Key, T]()}
	var err error
	if b.links, err = s.links(ctx); err != nil {
		return nil, err
	}
	n := newNames()
	names, keys := make([]client.Named, len(rows)), make([]client.Key, len(rows))
	for i, r := range rows {
		keys[i] = r.Key.Clean()
		names[i] = r.Client.In(keys[i].Source)
		P(new(T)).Refer(n, keys[i].Source, r.Fields)
	}
	if b.clients, err = client.Find(ctx, s.d.Lookup, names); err != nil {
		return nil, err
	}
	for source, refs := range client.BySource(keys) {
		found, err := s.store.ByReferences(ctx, source, refs)
		if err != nil {
			return nil, err
		}
		for ref, r := range found {
			b.known[client.Key{Source: source, Reference: ref}] = r
			P(&r).Mention(n)
		}
	}
	return b, n.find(ctx, s.d.Lookup, &b.links)
}

// take works out what becomes of one row.
func (b *batch[T, W, R, F, P]) take(s *Service[T, W, R, F, P], row Upsert[W]) (string, id.ID, error) {
	key := row.Key.Clean()
	if key.Source == "" || key.Reference == "" {
		return client.Failed, 0, fault.Invalid(fault.Field{Path: "reference", Code: "required", Message: "source and reference are required"})
	}
	old, exists := b.known[key]
	r := old
	h, was := P(&r).Common(), P(&old).Common()
	if !exists {
		*h = Head{ID: s.store.NewID(), Source: key.Source, Reference: &key.Reference, CreatedAt: b.links.Now}
	}
	if who := row.Client.In(key.Source); !exists || who.ID != 0 || who.Key.Reference != "" {
		var err error
		if h.ClientID, err = b.clients.ID(who); err != nil {
			return client.Failed, 0, err
		}
	}
	if err := P(&r).Apply(&b.links, row.Fields); err != nil {
		return client.Failed, 0, err
	}
	if err := P(&r).Complete(&b.links); err != nil {
		return client.Failed, 0, err
	}
	h.Version, h.UpdatedAt = was.Version+1, b.links.Now
	status := b.plan.Take(key, r, exists, same[T, W, P](r, old))
	if status != client.Unchanged {
		b.known[key] = r
		if b.touched = append(b.touched, h.ClientID); exists {
			b.touched = append(b.touched, was.ClientID)
		}
	}
	return status, h.ID, nil
}
