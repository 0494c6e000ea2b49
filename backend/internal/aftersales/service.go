package aftersales

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/record"
)

// Store keeps cases.
type Store interface {
	client.Finder
	ByID(ctx context.Context, v id.ID) (Case, error)
	// Row gives one case as lists show it.
	Row(ctx context.Context, v id.ID) (Row, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	// ByReferences gives the cases with the references of one source; absent ones are left out.
	ByReferences(ctx context.Context, source string, references []string) (map[string]Case, error)
	// OrderClients gives the client of each order, 0 for an anonymous sale; absent ones are left out.
	OrderClients(ctx context.Context, orders []id.ID) (map[id.ID]id.ID, error)
	// OrderIDs gives the orders of one source by reference; absent ones are left out.
	OrderIDs(ctx context.Context, source string, references []string) (map[string]id.ID, error)
	// ProductExists says which of the ids are products.
	ProductExists(ctx context.Context, products []id.ID) (map[id.ID]bool, error)
	// Owners gives the ids of a kind that exist.
	Owners(ctx context.Context, kind record.Kind, ids []id.ID) (map[id.ID]id.ID, error)
	// ProductIDs gives products by SKU; absent ones are left out.
	ProductIDs(ctx context.Context, skus []string) (map[string]id.ID, error)
	// Write inserts (fresh) or overwrites cases with their search words.
	Write(ctx context.Context, rows []Case, fresh bool) error
	// Replace writes one case whose stored version is still the given one.
	Replace(ctx context.Context, c Case, version int64) (Case, error)
	NewID() id.ID
}

// Service is the use cases of cases.
type Service struct {
	store  Store
	tx     event.Tx
	outbox event.Outbox
	clock  clock.Clock
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx, outbox event.Outbox, c clock.Clock) *Service {
	return &Service{store: store, tx: tx, outbox: outbox, clock: c}
}

// ByID gives one case; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Row, error) {
	r, err := s.store.Row(ctx, v)
	r.Late = r.Case.late(s.clock.Now())
	return r, err
}

// List gives cases, newest first unless the window says otherwise.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	f.Now = s.clock.Now()
	l, err := s.store.List(ctx, f, w)
	for i := range l.Items {
		l.Items[i].Late = l.Items[i].late(f.Now)
	}
	return l, err
}

// ListOf gives the cases of one client; fault not_found where there is no such client.
func (s *Service) ListOf(ctx context.Context, v id.ID, f Filter, w page.Window) (page.List[Row], error) {
	if err := client.Exists(ctx, s.store, v); err != nil {
		return page.List[Row]{}, err
	}
	f.ClientID = v
	return s.List(ctx, f, w)
}

// Create opens a case. Source defaults to "manual"; a taken (source, reference) is invalid.
func (s *Service) Create(ctx context.Context, by account.Actor, who client.Named, key client.Key, f Fields) (Case, error) {
	now := s.clock.Now()
	key = key.Clean()
	c := Case{Source: key.Source}
	if c.Source == "" {
		c.Source = "manual"
	}
	if key.Reference != "" {
		c.Reference = &key.Reference
	}
	f.Apply(&c)
	if f.UserID == nil && by.ID != 0 {
		c.UserID = &by.ID
	}
	c.Complete(now)
	if err := c.Validate(now); err != nil {
		return c, err
	}
	who = who.In(c.Source)
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		found, err := client.Find(ctx, s.store, []client.Named{who})
		if err != nil {
			return err
		}
		if c.ClientID, err = found.ID(who); err != nil {
			return err
		}
		if err := s.checkLinks(ctx, c); err != nil {
			return err
		}
		taken, err := s.store.ByReferences(ctx, c.Source, []string{key.Reference})
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another case of this source"})
		}
		c.ID, c.Version, c.CreatedAt, c.UpdatedAt = s.store.NewID(), 1, now, now
		if err := s.store.Write(ctx, []Case{c}, true); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CaseChanged, "case", c.ID, c.ClientID, nil))
	})
	return c, err
}

// Replace sets every editable field of a case to what the caller says, standard values where the caller is silent; the opening time is
// kept when it is left out, the state always (see SetState).
func (s *Service) Replace(ctx context.Context, v id.ID, f Fields, version int64) (Case, error) {
	return s.change(ctx, v, version, func(c *Case) {
		*c = Case{ID: c.ID, Version: c.Version, Source: c.Source, Reference: c.Reference, ClientID: c.ClientID, State: c.State, OpenedAt: c.OpenedAt,
			ClosedAt: c.ClosedAt, CreatedAt: c.CreatedAt}
		f.Apply(c)
	})
}

// SetState moves a case to a state. Solved and closed take a time (now unless given), an outcome, a resolution and the client's
// satisfaction; open and waiting take outcome and end away. Version 0 does not ask which version was read.
func (s *Service) SetState(ctx context.Context, v id.ID, e End, version int64) (Case, error) {
	return s.change(ctx, v, version, e.apply)
}

func (s *Service) change(ctx context.Context, v id.ID, version int64, edit func(*Case)) (Case, error) {
	var c Case
	now := s.clock.Now()
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if c, err = s.store.ByID(ctx, v); err != nil {
			return err
		}
		read := version
		if read == 0 {
			read = c.Version
		}
		edit(&c)
		c.Complete(now)
		if err := c.Validate(now); err != nil {
			return err
		}
		if err := s.checkLinks(ctx, c); err != nil {
			return err
		}
		if c, err = s.store.Replace(ctx, c, read); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CaseChanged, "case", c.ID, c.ClientID, nil))
	})
	return c, err
}
