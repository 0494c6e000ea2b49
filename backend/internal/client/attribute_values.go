package client

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Assignment sets values of one client by attribute code: string, float64, bool or Raw (see Attribute.Read), nil takes a value away.
// Attributes that it is silent about keep their value.
type Assignment struct {
	Client Named
	Values map[string]any
}

// ValuesOf gives a client's values by attribute code, archived attributes left out; fault not_found where there is no such client.
func (s *AttributeService) ValuesOf(ctx context.Context, v id.ID) (map[string]any, error) {
	if err := Exists(ctx, s.store, v); err != nil {
		return nil, err
	}
	all, err := s.store.AllAttributes(ctx)
	if err != nil {
		return nil, err
	}
	values, err := s.store.Values(ctx, []id.ID{v})
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, a := range all {
		for _, w := range values {
			if w.AttributeID == a.ID && a.State == Active {
				out[a.Code] = a.Plain(w)
			}
		}
	}
	return out, nil
}

// SetAttributes sets values of up to 1,000 clients in one transaction; each row is taken whole or not at all, and a failure names the
// attributes. Rows that change nothing write nothing. A result's id is the client's.
func (s *AttributeService) SetAttributes(ctx context.Context, rows []Assignment) ([]Result, error) {
	if len(rows) > MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []Result
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Result, len(rows))
		b, err := s.load(ctx, rows, out)
		if err != nil {
			return err
		}
		for i, r := range rows {
			if out[i].Err == nil {
				out[i] = b.take(out[i].ID, r.Values)
			}
		}
		return s.write(ctx, b)
	})
	return out, err
}

// SetOf sets values of one client and gives all of them; fault not_found where there is no such client.
func (s *AttributeService) SetOf(ctx context.Context, v id.ID, values map[string]any) (out map[string]any, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := Exists(ctx, s.store, v); err != nil {
			return err
		}
		res, err := s.SetAttributes(ctx, []Assignment{{Client: Named{ID: v}, Values: values}})
		if err != nil {
			return err
		}
		if res[0].Err != nil {
			return res[0].Err
		}
		out, err = s.ValuesOf(ctx, v)
		return err
	})
	return out, err
}

type pair struct{ client, attribute id.ID }

// valueBatch is what a bulk request needs to know of the database and what it will write.
type valueBatch struct {
	attributes map[string]Attribute
	stored     map[pair]Value
	changed    map[pair]bool
	clients    []id.ID
}

// load looks up the clients, into ids and errors of out, and reads attributes and stored values.
func (s *AttributeService) load(ctx context.Context, rows []Assignment, out []Result) (*valueBatch, error) {
	b := &valueBatch{attributes: map[string]Attribute{}, stored: map[pair]Value{}, changed: map[pair]bool{}}
	names := make([]Named, len(rows))
	for i, r := range rows {
		names[i] = r.Client.In("")
	}
	found, err := Find(ctx, s.store, names)
	if err != nil {
		return nil, err
	}
	var clients []id.ID
	for i := range rows {
		v, err := found.ID(names[i])
		if out[i] = (Result{ID: v}); err != nil {
			out[i] = Result{Status: Failed, Err: err}
			continue
		}
		clients = append(clients, v)
	}
	slices.Sort(clients)
	values, err := s.store.Values(ctx, slices.Compact(clients))
	if err != nil {
		return nil, err
	}
	for _, v := range values {
		b.stored[pair{v.ClientID, v.AttributeID}] = v
	}
	all, err := s.store.AllAttributes(ctx)
	for _, a := range all {
		if a.State == Active {
			b.attributes[a.Code] = a
		}
	}
	return b, err
}

// take checks all values of one client, and keeps those that change.
func (b *valueBatch) take(v id.ID, values map[string]any) Result {
	var c fault.Check
	read := make([]Value, 0, len(values))
	for code, given := range values {
		a, ok := b.attributes[code]
		if !ok {
			c.Add(code, "unknown", "there is no such attribute")
			continue
		}
		w, err := a.Read(given)
		if e, bad := errors.AsType[*fault.Error](err); bad {
			c.Add(e.Fields[0].Path, e.Fields[0].Code, e.Fields[0].Message)
			continue
		}
		w.ClientID = v
		read = append(read, w)
	}
	if c.Err() != nil {
		fields := c.Fields()
		slices.SortFunc(fields, func(a, b fault.Field) int { return cmp.Compare(a.Path, b.Path) })
		return Result{Status: Failed, Err: fault.Invalid(fields...)}
	}
	status := Unchanged
	for _, w := range read {
		p := pair{v, w.AttributeID}
		if !b.stored[p].same(w) {
			b.stored[p], b.changed[p], status = w, true, Updated
		}
	}
	if status == Updated {
		b.clients = append(b.clients, v)
	}
	return Result{Status: status, ID: v}
}

func (s *AttributeService) write(ctx context.Context, b *valueBatch) error {
	var put, gone []Value
	for p := range b.changed {
		if v := b.stored[p]; v.None() {
			gone = append(gone, Value{ClientID: p.client, AttributeID: p.attribute})
		} else {
			put = append(put, v)
		}
	}
	if err := s.store.PutValues(ctx, put); err != nil {
		return err
	}
	if err := s.store.DeleteValues(ctx, gone); err != nil {
		return err
	}
	slices.Sort(b.clients)
	return s.outbox.Append(ctx, event.OfClients(event.ClientChanged, "client", slices.Compact(b.clients))...)
}
