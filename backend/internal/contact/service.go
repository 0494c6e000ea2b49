package contact

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps contacts.
type Store interface {
	client.Finder
	ByID(ctx context.Context, v id.ID) (Contact, error)
	// Row gives one contact as lists show it.
	Row(ctx context.Context, v id.ID) (Row, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	// ByReferences gives the contacts with the references of one source; absent ones are left out.
	ByReferences(ctx context.Context, source string, references []string) (map[string]Contact, error)
	// Write inserts (fresh) or overwrites contacts with their search words.
	Write(ctx context.Context, contacts []Contact, fresh bool) error
	// Replace writes one contact whose stored version is still the given one.
	Replace(ctx context.Context, c Contact, version int64) (Contact, error)
	// Demote makes every other contact of the client not primary.
	Demote(ctx context.Context, client, except id.ID) error
	NewID() id.ID
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Service is the use cases of contacts.
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

// ByID gives one contact; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Row, error) { return s.store.Row(ctx, v) }

// List gives contacts.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	return s.store.List(ctx, f, w)
}

// ListOf gives the contacts of one client; fault not_found where there is no such client.
func (s *Service) ListOf(ctx context.Context, v id.ID, f Filter, w page.Window) (page.List[Row], error) {
	if err := client.Exists(ctx, s.store, v); err != nil {
		return page.List[Row]{}, err
	}
	f.ClientID = v
	return s.store.List(ctx, f, w)
}

// Create adds a contact to a client. Source defaults to "manual"; a taken (source, reference) is invalid. A new primary contact takes
// the place of the one before.
func (s *Service) Create(ctx context.Context, who client.Named, key client.Key, f Fields) (Contact, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Contact{}, err
	}
	key = key.Clean()
	c := Contact{Source: key.Source}
	if c.Source == "" {
		c.Source = "manual"
	}
	if key.Reference != "" {
		c.Reference = &key.Reference
	}
	f.Apply(&c)
	c.Complete(org.Country)
	if err := c.Validate(); err != nil {
		return c, err
	}
	who = who.In(c.Source)
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		found, err := client.Find(ctx, s.store, []client.Named{who})
		if err != nil {
			return err
		}
		if c.ClientID, err = found.ID(who); err != nil {
			return err
		}
		taken, err := s.store.ByReferences(ctx, c.Source, []string{key.Reference})
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another contact of this source"})
		}
		now := s.clock.Now()
		c.ID, c.Version, c.CreatedAt, c.UpdatedAt = s.store.NewID(), 1, now, now
		if err := s.store.Write(ctx, []Contact{c}, true); err != nil {
			return err
		}
		return s.changed(ctx, c)
	})
	return c, err
}

// Replace sets every editable field of a contact to what the caller says, empty where the caller is silent.
func (s *Service) Replace(ctx context.Context, v id.ID, f Fields, version int64) (Contact, error) {
	return s.change(ctx, v, version, func(c *Contact) {
		*c = Contact{ID: c.ID, Version: c.Version, ClientID: c.ClientID, Source: c.Source, Reference: c.Reference, State: c.State, CreatedAt: c.CreatedAt}
		f.Apply(c)
	})
}

// SetState archives a contact or brings it back; version 0 does not ask which version was read.
func (s *Service) SetState(ctx context.Context, v id.ID, state string, version int64) (Contact, error) {
	return s.change(ctx, v, version, func(c *Contact) { c.State = state })
}

func (s *Service) change(ctx context.Context, v id.ID, version int64, edit func(*Contact)) (Contact, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Contact{}, err
	}
	var c Contact
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if c, err = s.store.ByID(ctx, v); err != nil {
			return err
		}
		read := version
		if read == 0 {
			read = c.Version
		}
		edit(&c)
		c.Complete(org.Country)
		if err := c.Validate(); err != nil {
			return err
		}
		if c, err = s.store.Replace(ctx, c, read); err != nil {
			return err
		}
		return s.changed(ctx, c)
	})
	return c, err
}

// changed follows from the write of one contact: a client has one primary contact, and is told.
func (s *Service) changed(ctx context.Context, c Contact) error {
	if c.IsPrimary {
		if err := s.store.Demote(ctx, c.ClientID, c.ID); err != nil {
			return err
		}
	}
	return s.outbox.Append(ctx, event.Of(event.ClientChanged, "contact", c.ID, c.ClientID, nil))
}
