package intake

import (
	"context"
	"maps"
	"slices"

	"clientele/internal/client"
	"clientele/internal/order"
	"clientele/internal/product"
)

// memory remembers keys that are in the database (true) or were only counted (false). It is bounded: the older half is forgotten.
type memory struct{ young, old map[string]bool }

const remembered = 1 << 17

func (m *memory) get(key string) (in, known bool) {
	if in, known = m.young[key]; known {
		return in, known
	}
	in, known = m.old[key]
	return in, known
}

func (m *memory) put(key string, in bool) {
	if m.young == nil || len(m.young) >= remembered {
		m.young, m.old = make(map[string]bool, 1024), m.young
	}
	m.young[key] = in
}

// lesson is what a chunk taught about clients and products; it holds once the chunk is committed.
type lesson struct{ clients, products []string }

// learn remembers what a committed chunk taught. After a dry run the keys are known as counted, not as stored.
func (w *writer) learn(ls *lesson) {
	for _, k := range ls.clients {
		w.clients.put(k, !w.dry)
	}
	for _, k := range ls.products {
		w.products.put(k, !w.dry)
	}
}

// orders writes a chunk of orders; sales of a shop bring their clients and products along.
func (w *writer) orders(ctx context.Context, c *chunk, t *tally, ls *lesson) error {
	if w.p.preset.Code == "retail_lines" {
		if err := w.retailClients(ctx, c, t, ls); err != nil {
			return err
		}
		if err := w.retailProducts(ctx, c, t, ls); err != nil {
			return err
		}
	}
	return bulk(c, t, &t.Orders, func(u *work) *order.Input { return u.order }, func(rows []order.Input) ([]client.Result, error) {
		res, err := w.to.Orders.Upsert(ctx, rows)
		out := make([]client.Result, len(res))
		for i, r := range res {
			out[i] = client.Result{Status: r.Status, ID: r.ID, Err: r.Err}
		}
		return out, err
	})
}

// retailClients creates the clients that sales name and that are not there; those that are there stay as they are, because a till knows
// less of them than whoever wrote them.
func (w *writer) retailClients(ctx context.Context, c *chunk, t *tally, ls *lesson) error {
	want := map[string]string{}
	for _, u := range c.units {
		if u.order == nil || u.order.ClientReference == "" {
			continue
		}
		if in, _ := w.clients.get(u.order.ClientReference); !in && want[u.order.ClientReference] == "" {
			want[u.order.ClientReference] = u.country
		}
	}
	if len(want) == 0 {
		return nil
	}
	refs := slices.Sorted(maps.Keys(want))
	found, err := w.to.Lookup.ClientIDs(ctx, w.p.source, refs)
	if err != nil {
		return err
	}
	var rows []client.Upsert
	for _, ref := range refs {
		_, counted := w.clients.get(ref)
		if _, there := found[ref]; there {
			ls.clients = append(ls.clients, ref)
			if !counted {
				t.Clients.Unchanged++
			}
			continue
		}
		u := client.Upsert{Key: client.Key{Source: w.p.source, Reference: ref}}
		if code := want[ref]; code != "" {
			u.Fields.Country = &code
		}
		rows = append(rows, u)
	}
	if len(rows) == 0 {
		return nil
	}
	res, err := w.to.Clients.Upsert(ctx, rows)
	if err != nil {
		return err
	}
	for i, r := range res {
		if r.Err != nil {
			continue // its orders fail for want of the client, with the reason
		}
		ref := rows[i].Key.Reference
		if _, counted := w.clients.get(ref); !counted {
			t.Clients.add(r.Status)
		}
		ls.clients = append(ls.clients, ref)
	}
	return nil
}

// retailProducts creates the products that sales name, under their most frequent spelling; names that are there are kept.
func (w *writer) retailProducts(ctx context.Context, c *chunk, t *tally, ls *lesson) error {
	want := map[string]bool{}
	var rows []product.Upsert
	for _, u := range c.units {
		if u.order == nil {
			continue
		}
		for _, l := range u.order.Lines {
			if want[l.SKU] {
				continue
			}
			if in, _ := w.products.get(l.SKU); in {
				continue
			}
			want[l.SKU] = true
			r := product.Upsert{SKU: l.SKU}
			if name := first(w.p.spellings[l.SKU], l.Description); name != "" {
				r.Name = &name
			}
			rows = append(rows, r)
		}
	}
	for part := range slices.Chunk(rows, 1000) {
		res, err := w.to.Products.Upsert(ctx, part, true)
		if err != nil {
			return err
		}
		for i, r := range res {
			if r.Err != nil {
				continue
			}
			if _, counted := w.products.get(part[i].SKU); !counted {
				t.Products.add(r.Status)
			}
			ls.products = append(ls.products, part[i].SKU)
		}
	}
	return nil
}
