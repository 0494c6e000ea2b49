package client

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Upsert is one client in a bulk request: its key and what the source says of it.
type Upsert struct {
	Key    Key
	Fields Fields
}

// The outcomes of one row of a bulk request.
const (
	Created   = "created"
	Updated   = "updated"
	Unchanged = "unchanged"
	Failed    = "failed"
)

// Result is what became of one row. Err is a fault, nil unless Status is Failed.
type Result struct {
	Status string
	ID     id.ID
	Err    error
}

// MaxRows is the most rows of one bulk request.
const MaxRows = 1000

// Upsert creates or changes up to 1,000 clients by (source, reference), in one transaction; each row succeeds or fails on its own.
// Fields that a row is silent about keep their value. Two rows with one key are applied in order. Rows that change nothing write nothing.
func (s *Service) Upsert(ctx context.Context, rows []Upsert) ([]Result, error) {
	if len(rows) > MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	var out []Result
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Result, len(rows))
		for i := range rows {
			rows[i].Key = rows[i].Key.Clean()
		}
		known, err := s.known(ctx, rows)
		if err != nil {
			return err
		}
		fresh, changed := map[Key]int{}, map[Key]int{}
		var created, updated []Client
		for i, r := range rows {
			if r.Key.Source == "" || r.Key.Reference == "" {
				out[i] = failed("reference", "required", "source and reference are required")
				continue
			}
			old, exists := known[r.Key]
			c := s.merged(old, exists, r, org)
			if err := c.Validate(); err != nil {
				out[i] = Result{Status: Failed, Err: err}
				continue
			}
			out[i] = Result{ID: c.ID, Status: Unchanged}
			if exists && c.ContentHash == old.ContentHash {
				continue
			}
			known[r.Key] = c
			switch at, again := fresh[r.Key]; {
			case again:
				created[at], out[i].Status = c, Updated
			case !exists:
				fresh[r.Key], created, out[i].Status = len(created), append(created, c), Created
			default:
				out[i].Status = Updated
				if at, again := changed[r.Key]; again {
					updated[at] = c
				} else {
					changed[r.Key], updated = len(updated), append(updated, c)
				}
			}
		}
		return s.write(ctx, created, updated)
	})
	return out, err
}

func failed(path, code, message string) Result {
	return Result{Status: Failed, Err: fault.Invalid(fault.Field{Path: path, Code: code, Message: message})}
}

func (s *Service) known(ctx context.Context, rows []Upsert) (map[Key]Client, error) {
	bySource := map[string][]string{}
	for _, r := range rows {
		if r.Key.Source != "" && r.Key.Reference != "" {
			bySource[r.Key.Source] = append(bySource[r.Key.Source], r.Key.Reference)
		}
	}
	known := make(map[Key]Client, len(rows))
	for source, refs := range bySource {
		found, err := s.store.ByKeys(ctx, source, refs)
		if err != nil {
			return nil, err
		}
		for ref, c := range found {
			known[Key{source, ref}] = c
		}
	}
	return known, nil
}

func (s *Service) merged(old Client, exists bool, r Upsert, org account.Organisation) Client {
	c, now := old, s.clock.Now()
	if !exists {
		c = Client{ID: s.store.NewID(), Source: r.Key.Source, Reference: &r.Key.Reference, CreatedAt: now}
	}
	r.Fields.Apply(&c)
	c.Complete(org.Country)
	c.Version, c.UpdatedAt, c.ContentHash = c.Version+1, now, c.hash()
	return c
}

func (s *Service) write(ctx context.Context, created, updated []Client) error {
	if err := s.store.Write(ctx, created, true); err != nil {
		return err
	}
	if err := s.store.Write(ctx, updated, false); err != nil {
		return err
	}
	ids := make([]id.ID, 0, len(created)+len(updated))
	for _, c := range append(created[:len(created):len(created)], updated...) {
		ids = append(ids, c.ID)
	}
	return s.outbox.Append(ctx, event.OfClients(event.ClientChanged, "client", ids)...)
}

// hash gives a number that changes when anything a source can say of the client changes.
func (c Client) hash() int64 {
	c.Version, c.ContentHash = 0, 0
	c.CreatedAt, c.UpdatedAt = time.Time{}, time.Time{}
	b, err := json.Marshal(c)
	if err != nil {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write(b)
	return int64(h.Sum64())
}
