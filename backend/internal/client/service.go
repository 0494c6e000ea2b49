package client

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Key names a client by a source's own reference.
type Key struct{ Source, Reference string }

// Store keeps clients.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Client, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	// Each calls fn for every client of a filter, in the window's order, with figures of one run.
	Each(ctx context.Context, f Filter, w page.Window, fn func(Row) error) error
	// Rows gives clients with their figures, in the order of the ids (≤ 1,000); unknown ids are left out.
	Rows(ctx context.Context, ids []id.ID) ([]Row, error)
	// ByKeys gives the clients with the keys of one source; absent ones are left out.
	ByKeys(ctx context.Context, source string, references []string) (map[string]Client, error)
	// Write inserts (fresh) or overwrites clients with their identities and search words, in one go.
	Write(ctx context.Context, clients []Client, fresh bool) error
	// Replace writes one client whose stored version is still the given one.
	Replace(ctx context.Context, c Client, version int64) (Client, error)
	NewID() id.ID
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Service is the use cases of clients.
type Service struct {
	store  Store
	tx     event.Tx
	outbox event.Outbox
	clock  clock.Clock
	orgs   Organisations
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx, outbox event.Outbox, c clock.Clock, orgs Organisations) *Service {
	return &Service{store: store, tx: tx, outbox: outbox, clock: c, orgs: orgs}
}

// ByID gives one client; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, id id.ID) (Client, error) { return s.store.ByID(ctx, id) }

// List gives clients with their figures.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	return s.store.List(ctx, f, w)
}

// Each calls fn for every client of a filter with its figures in the published run, which stays the same one until the end. Of the window only the
// order counts. It stops at fn's first error and gives it back.
func (s *Service) Each(ctx context.Context, f Filter, w page.Window, fn func(Row) error) error {
	return s.store.Each(ctx, f, w, fn)
}

// Rows gives clients (≤ 1,000) with their figures in the published run, in the order of the ids; unknown ids are left out.
func (s *Service) Rows(ctx context.Context, ids []id.ID) ([]Row, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.store.Rows(ctx, ids)
}

// Reporting gives the currency of the figures and the day it is, for what is taken out of the program.
func (s *Service) Reporting(ctx context.Context) (currency string, today clock.Day, err error) {
	org, err := s.orgs.Get(ctx)
	return org.Currency, clock.DayOf(s.clock.Now(), org.Zone()), err
}

// Create adds a client. Source defaults to "manual"; a taken (source, reference) is a conflict.
func (s *Service) Create(ctx context.Context, key Key, f Fields) (Client, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Client{}, err
	}
	key = key.Clean()
	c := Client{Source: orElse(key.Source, "manual")}
	if key.Reference != "" {
		c.Reference = &key.Reference
	}
	f.Apply(&c)
	c.Complete(org.Country)
	if err := c.Validate(); err != nil {
		return c, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if key.Reference != "" {
			taken, err := s.store.ByKeys(ctx, c.Source, []string{key.Reference})
			if err != nil {
				return err
			}
			if len(taken) > 0 {
				return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another client of this source"})
			}
		}
		now := s.clock.Now()
		c.ID, c.Version, c.CreatedAt, c.UpdatedAt, c.ContentHash = s.store.NewID(), 1, now, now, c.hash()
		if err := s.store.Write(ctx, []Client{c}, true); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.ClientChanged, "client", c.ID, c.ID, nil))
	})
	return c, err
}

// Replace sets every editable field of a client to what the caller says, empty where the caller is silent.
func (s *Service) Replace(ctx context.Context, v id.ID, f Fields, version int64) (Client, error) {
	return s.change(ctx, v, version, func(c *Client) {
		*c = Client{ID: c.ID, Version: c.Version, Source: c.Source, Reference: c.Reference, State: c.State, MergedInto: c.MergedInto, CreatedAt: c.CreatedAt}
		f.Apply(c)
	})
}

// SetState archives a client or brings it back; version 0 does not ask which version was read.
func (s *Service) SetState(ctx context.Context, v id.ID, state string, version int64) (Client, error) {
	return s.change(ctx, v, version, func(c *Client) { c.State = state })
}

func (s *Service) change(ctx context.Context, v id.ID, version int64, edit func(*Client)) (Client, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Client{}, err
	}
	var c Client
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if c, err = s.store.ByID(ctx, v); err != nil {
			return err
		}
		stored := c.Version
		if version == 0 {
			version = stored
		}
		edit(&c)
		c.Complete(org.Country)
		if err := c.Validate(); err != nil {
			return err
		}
		if c.ParentID != nil && *c.ParentID == c.ID {
			return fault.Invalid(fault.Field{Path: "parent_id", Code: "self", Message: "must be another client"})
		}
		c.ContentHash = c.hash()
		if c, err = s.store.Replace(ctx, c, version); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.ClientChanged, "client", c.ID, c.ID, nil))
	})
	return c, err
}
