package client

import (
	"context"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Named says which client is meant: by id, or else by a source's own reference. The zero value names none.
type Named struct {
	ID  id.ID
	Key Key
}

// Clean gives the key without spaces around its parts: some databases take "K1 " for "K1", others do not.
func (k Key) Clean() Key {
	return Key{Source: strings.TrimSpace(k.Source), Reference: strings.TrimSpace(k.Reference)}
}

// In cleans the key, and completes one that names no source with the source of the row it stands in.
func (n Named) In(source string) Named {
	if n.Key = n.Key.Clean(); n.Key.Source == "" {
		n.Key.Source = source
	}
	return n
}

// Finder looks clients up by what names them.
type Finder interface {
	// ClientIDs gives the clients of one source by reference; absent ones are left out.
	ClientIDs(ctx context.Context, source string, references []string) (map[string]id.ID, error)
	// ClientExists says which of the ids are clients.
	ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error)
}

// Found is the clients that a batch names, looked up once.
type Found struct {
	ids  map[id.ID]bool
	keys map[Key]id.ID
}

// Find looks up all the names of a batch, one query for the ids and one per source.
func Find(ctx context.Context, f Finder, names []Named) (Found, error) {
	out := Found{keys: map[Key]id.ID{}}
	wanted, refs := map[id.ID]bool{}, map[Key]bool{}
	var ids []id.ID
	bySource := map[string][]string{}
	for _, n := range names {
		switch {
		case n.ID != 0 && !wanted[n.ID]:
			wanted[n.ID] = true
			ids = append(ids, n.ID)
		case n.ID == 0 && n.Key.Reference != "" && !refs[n.Key]:
			refs[n.Key] = true
			bySource[n.Key.Source] = append(bySource[n.Key.Source], n.Key.Reference)
		}
	}
	var err error
	if out.ids, err = f.ClientExists(ctx, ids); err != nil {
		return out, err
	}
	for source, list := range bySource {
		known, err := f.ClientIDs(ctx, source, list)
		if err != nil {
			return out, err
		}
		for ref, v := range known {
			out.keys[Key{source, ref}] = v
		}
	}
	return out, nil
}

// ID gives the client that is meant; fault invalid, with the field at fault, where there is none.
func (f Found) ID(n Named) (id.ID, error) {
	switch {
	case n.ID != 0 && f.ids[n.ID]:
		return n.ID, nil
	case n.ID != 0:
		return 0, fault.Invalid(fault.Field{Path: "client_id", Code: "unknown", Message: "there is no such client"})
	case n.Key.Reference == "":
		return 0, fault.Invalid(fault.Field{Path: "client_id", Code: "required", Message: "a client is required, by id or by reference"})
	}
	if v, ok := f.keys[n.Key]; ok {
		return v, nil
	}
	return 0, fault.Invalid(fault.Field{Path: "client_reference", Code: "unknown", Message: "there is no client with this reference"})
}

// Exists gives fault not_found where there is no client with the id.
func Exists(ctx context.Context, f Finder, v id.ID) error {
	known, err := f.ClientExists(ctx, []id.ID{v})
	if err == nil && !known[v] {
		err = fault.NotFound("client")
	}
	return err
}
