package intake

import (
	"context"
	"maps"
	"slices"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// writeClients writes clients, or the e-mail addresses of clients that must be there.
func (w *writer) writeClients(ctx context.Context, c *chunk, t *tally, ls *lesson) error {
	if w.p.preset.Code == "emails" {
		if err := w.mustBeThere(ctx, c); err != nil {
			return err
		}
	}
	err := w.link(c, "division", "there is no division with this code", func(u *work) string { return u.words.division },
		func(codes []string) (map[string]id.ID, error) { return w.to.Lookup.DivisionIDs(ctx, codes) },
		func(f *client.Fields, v id.ID) { f.DivisionID = &v })
	if err != nil {
		return err
	}
	err = w.link(c, "owner", "no user has this e-mail address", func(u *work) string { return page.Fold(u.words.owner) },
		func(keys []string) (map[string]id.ID, error) { return w.to.Lookup.UserIDs(ctx, keys) },
		func(f *client.Fields, v id.ID) { f.OwnerID = &v })
	if err != nil {
		return err
	}
	parents := map[string]string{}
	for _, u := range c.units {
		if u.client != nil && u.words.parent != "" {
			parents[u.client.Key.Reference] = u.words.parent
		}
	}
	return bulk(c, t, &t.Clients, func(u *work) *client.Upsert { return u.client }, func(rows []client.Upsert) ([]client.Result, error) {
		write := func() ([]client.Result, error) { return w.to.Clients.Upsert(ctx, rows) }
		if len(parents) > 0 {
			write = func() ([]client.Result, error) { return w.upsertGroups(ctx, rows, parents) }
		}
		res, err := write()
		for i := range res {
			if w.dry && res[i].Err == nil && w.p.has("parent_reference") {
				ls.clients = append(ls.clients, rows[i].Key.Reference)
			}
		}
		return res, err
	})
}

// mustBeThere rejects the units whose client is not there.
func (w *writer) mustBeThere(ctx context.Context, c *chunk) error {
	refs := make([]string, 0, len(c.units))
	for _, u := range c.units {
		if u.client != nil {
			refs = append(refs, u.client.Key.Reference)
		}
	}
	found, err := w.to.Lookup.ClientIDs(ctx, w.p.source, refs)
	if err != nil {
		return err
	}
	for _, u := range c.units {
		if u.client != nil && found[u.client.Key.Reference] == 0 {
			u.client = nil
			u.fail(unknown("client_reference", "there is no client with this reference"))
		}
	}
	return nil
}

func unknown(field, message string) error {
	return fault.Invalid(fault.Field{Path: field, Code: "unknown", Message: message})
}

// link turns what the file names by its own words into ids, one question for a whole chunk; a unit that names nobody is rejected.
func (w *writer) link(c *chunk, field, message string, word func(*work) string, look func([]string) (map[string]id.ID, error), set func(*client.Fields, id.ID)) error {
	want := map[string]bool{}
	for _, u := range c.units {
		if s := word(u); u.client != nil && s != "" {
			want[s] = true
		}
	}
	if len(want) == 0 {
		return nil
	}
	found, err := look(slices.Collect(maps.Keys(want)))
	if err != nil {
		return err
	}
	for _, u := range c.units {
		s := word(u)
		if u.client == nil || s == "" {
			continue
		}
		v, ok := found[s]
		if !ok {
			u.client = nil
			u.fail(unknown(field, message))
			continue
		}
		set(&u.client.Fields, v)
	}
	return nil
}

// upsertGroups writes clients some of which name a parent: parents of the same chunk first, level by level.
func (w *writer) upsertGroups(ctx context.Context, rows []client.Upsert, parents map[string]string) ([]client.Result, error) {
	out, left := make([]client.Result, len(rows)), make([]int, len(rows))
	for i := range rows {
		left[i] = i
	}
	for len(left) > 0 {
		found, err := w.to.Lookup.ClientIDs(ctx, w.p.source, slices.Collect(maps.Values(parents)))
		if err != nil {
			return nil, err
		}
		pending := map[string]bool{}
		for _, i := range left {
			pending[rows[i].Key.Reference] = true
		}
		var now, later []int
		for _, i := range left {
			parent := parents[rows[i].Key.Reference]
			v, there := found[parent]
			switch {
			case there:
				rows[i].Fields.ParentID = &v
				now = append(now, i)
			case parent == "" || w.checked(parent):
				now = append(now, i)
			case pending[parent]:
				later = append(later, i)
			default:
				out[i] = client.Result{Status: client.Failed, Err: unknown("parent_reference", "there is no client with this reference")}
			}
		}
		if err := w.some(ctx, rows, now, out); err != nil {
			return nil, err
		}
		if len(now) == 0 && len(later) == len(left) {
			for _, i := range later {
				out[i] = client.Result{Status: client.Failed, Err: fault.Invalid(fault.Field{Path: "parent_reference", Code: "circular", Message: "must not be below this client"})}
			}
			break
		}
		left = later
	}
	return out, nil
}

// checked says whether a dry run took the client back that it had written.
func (w *writer) checked(reference string) bool {
	_, known := w.clients.get(reference)
	return w.dry && known
}

// some writes the rows at the given places and notes what became of each.
func (w *writer) some(ctx context.Context, rows []client.Upsert, at []int, out []client.Result) error {
	if len(at) == 0 {
		return nil
	}
	part := make([]client.Upsert, len(at))
	for k, i := range at {
		part[k] = rows[i]
	}
	res, err := w.to.Clients.Upsert(ctx, part)
	if err != nil {
		return err
	}
	for k, i := range at {
		out[i] = res[k]
	}
	return nil
}

// writeDivisions writes divisions of the company.
func (w *writer) writeDivisions(ctx context.Context, c *chunk, t *tally) error {
	return bulk(c, t, &t.Divisions, func(u *work) *account.DivisionUpsert { return u.branch }, func(rows []account.DivisionUpsert) ([]client.Result, error) {
		res, err := w.to.Divisions.Upsert(ctx, rows)
		out := make([]client.Result, len(res))
		for i, r := range res {
			out[i] = client.Result{Status: r.Status, ID: r.ID, Err: r.Err}
		}
		return out, err
	})
}
