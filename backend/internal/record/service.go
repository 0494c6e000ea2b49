package record

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

// Store keeps records of one noun; R is a record as lists show it, F what narrows a list.
type Store[T, R, F any] interface {
	ByID(ctx context.Context, v id.ID) (T, error)
	Row(ctx context.Context, v id.ID) (R, error)
	List(ctx context.Context, f F, w page.Window) (page.List[R], error)
	// ByReferences gives the records with the references of one source; absent ones are left out.
	ByReferences(ctx context.Context, source string, references []string) (map[string]T, error)
	// Write inserts (fresh) or overwrites records.
	Write(ctx context.Context, rows []T, fresh bool) error
	// Replace writes one record whose stored version is still the given one.
	Replace(ctx context.Context, r T, version int64) (T, error)
	NewID() id.ID
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Noun says what a service keeps: its name in events and faults, the kind of its events, how a list is narrowed to a client as of a day
// (client 0 is every client), and what a row shows of a day.
type Noun[R, F any] struct {
	Name   string
	Event  string
	Narrow func(f *F, client id.ID, today clock.Day)
	Show   func(r *R, today clock.Day)
}

// Deps is what the services of records stand on.
type Deps struct {
	Lookup Lookup
	Tx     event.Tx
	Outbox event.Outbox
	Clock  clock.Clock
	Orgs   Organisations
}

// Service is the use cases of a noun's records.
type Service[T, W, R, F any, P Record[T, W]] struct {
	noun  Noun[R, F]
	store Store[T, R, F]
	d     Deps
}

// NewService gives the service over a store.
func NewService[T, W, R, F any, P Record[T, W]](noun Noun[R, F], store Store[T, R, F], d Deps) *Service[T, W, R, F, P] {
	return &Service[T, W, R, F, P]{noun: noun, store: store, d: d}
}

// links begins a batch: the organisation and its day, nothing looked up yet.
func (s *Service[T, W, R, F, P]) links(ctx context.Context) (Links, error) {
	org, err := s.d.Orgs.Get(ctx)
	now := s.d.Clock.Now()
	return Links{Org: org, Now: now, Today: clock.DayOf(now, org.Zone())}, err
}

// ByID gives one record; fault not_found where there is none.
func (s *Service[T, W, R, F, P]) ByID(ctx context.Context, v id.ID) (R, error) {
	l, err := s.links(ctx)
	if err != nil {
		var none R
		return none, err
	}
	r, err := s.store.Row(ctx, v)
	s.noun.Show(&r, l.Today)
	return r, err
}

// List gives records as the window says.
func (s *Service[T, W, R, F, P]) List(ctx context.Context, f F, w page.Window) (page.List[R], error) {
	return s.list(ctx, 0, f, w)
}

// ListOf gives the records of one client; fault not_found where there is no such client.
func (s *Service[T, W, R, F, P]) ListOf(ctx context.Context, v id.ID, f F, w page.Window) (page.List[R], error) {
	if err := client.Exists(ctx, s.d.Lookup, v); err != nil {
		return page.List[R]{}, err
	}
	return s.list(ctx, v, f, w)
}

func (s *Service[T, W, R, F, P]) list(ctx context.Context, client id.ID, f F, w page.Window) (page.List[R], error) {
	links, err := s.links(ctx)
	if err != nil {
		return page.List[R]{}, err
	}
	s.noun.Narrow(&f, client, links.Today)
	l, err := s.store.List(ctx, f, w)
	for i := range l.Items {
		s.noun.Show(&l.Items[i], links.Today)
	}
	return l, err
}

// Create adds a record of a client. Source defaults to "manual"; a taken (source, reference) is invalid.
func (s *Service[T, W, R, F, P]) Create(ctx context.Context, who client.Named, key client.Key, w W) (id.ID, error) {
	key = key.Clean()
	if key.Source == "" {
		key.Source = "manual"
	}
	var v id.ID
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		taken, err := s.store.ByReferences(ctx, key.Source, []string{key.Reference})
		if err != nil {
			return err
		}
		if key.Reference != "" && len(taken) > 0 {
			return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another " + s.noun.Name + " of this source"})
		}
		b, err := s.load(ctx, []Upsert[W]{{Key: key, Client: who, Fields: w}})
		if err != nil {
			return err
		}
		var r T
		h := P(&r).Common()
		if h.Source = key.Source; key.Reference != "" {
			h.Reference = &key.Reference
		}
		if h.ClientID, err = b.clients.ID(who.In(key.Source)); err != nil {
			return err
		}
		if err := P(&r).Apply(&b.links, w); err != nil {
			return err
		}
		if err := P(&r).Complete(&b.links); err != nil {
			return err
		}
		v = s.store.NewID()
		h.ID, h.Version, h.CreatedAt, h.UpdatedAt = v, 1, b.links.Now, b.links.Now
		if err := s.store.Write(ctx, []T{r}, true); err != nil {
			return err
		}
		return s.d.Outbox.Append(ctx, event.Of(s.noun.Event, s.noun.Name, v, h.ClientID, nil))
	})
	return v, err
}

// Replace sets every editable field of a record to what the caller says, standard values where the caller is silent. Version 0 does not
// ask which version was read.
func (s *Service[T, W, R, F, P]) Replace(ctx context.Context, v id.ID, w W, version int64) error {
	return s.change(ctx, v, w, version, func(r P) { r.Reset() })
}

// Change sets the fields that the caller speaks of.
func (s *Service[T, W, R, F, P]) Change(ctx context.Context, v id.ID, w W, version int64) error {
	return s.change(ctx, v, w, version, func(P) {})
}

func (s *Service[T, W, R, F, P]) change(ctx context.Context, v id.ID, w W, version int64, before func(P)) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.store.ByID(ctx, v)
		if err != nil {
			return err
		}
		h := P(&r).Common()
		read := version
		if read == 0 {
			read = h.Version
		}
		l, err := s.links(ctx)
		if err != nil {
			return err
		}
		n := newNames()
		P(&r).Refer(n, h.Source, w)
		P(&r).Mention(n)
		if err := n.find(ctx, s.d.Lookup, &l); err != nil {
			return err
		}
		before(&r)
		if err := P(&r).Apply(&l, w); err != nil {
			return err
		}
		if err := P(&r).Complete(&l); err != nil {
			return err
		}
		if _, err := s.store.Replace(ctx, r, read); err != nil {
			return err
		}
		return s.d.Outbox.Append(ctx, event.Of(s.noun.Event, s.noun.Name, v, h.ClientID, nil))
	})
}
