package interaction

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

// Store keeps interactions.
type Store interface {
	client.Finder
	ByID(ctx context.Context, v id.ID) (Interaction, error)
	// Row gives one interaction as lists show it.
	Row(ctx context.Context, v id.ID) (Row, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	// ByReferences gives the interactions with the references of one source; absent ones are left out.
	ByReferences(ctx context.Context, source string, references []string) (map[string]Interaction, error)
	// ContactClients gives the client of each contact; absent ones are left out.
	ContactClients(ctx context.Context, contacts []id.ID) (map[id.ID]id.ID, error)
	// Owners gives the ids of a kind that exist.
	Owners(ctx context.Context, kind record.Kind, ids []id.ID) (map[id.ID]id.ID, error)
	// Write inserts (fresh) or overwrites interactions.
	Write(ctx context.Context, rows []Interaction, fresh bool) error
	// Replace writes one interaction whose stored version is still the given one.
	Replace(ctx context.Context, v Interaction, version int64) (Interaction, error)
	NewID() id.ID
}

// Service is the use cases of interactions.
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

// ByID gives one interaction; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Row, error) { return s.store.Row(ctx, v) }

// List gives interactions, newest first unless the window says otherwise.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	return s.store.List(ctx, f, w)
}

// ListOf gives the time line of one client; fault not_found where there is no such client.
func (s *Service) ListOf(ctx context.Context, v id.ID, f Filter, w page.Window) (page.List[Row], error) {
	if err := client.Exists(ctx, s.store, v); err != nil {
		return page.List[Row]{}, err
	}
	f.ClientID = v
	return s.store.List(ctx, f, w)
}

// Create adds an interaction. Source defaults to "manual", the user to the actor; a taken (source, reference) is invalid.
func (s *Service) Create(ctx context.Context, by account.Actor, who client.Named, key client.Key, f Fields) (Interaction, error) {
	now := s.clock.Now()
	key = key.Clean()
	v := Interaction{Source: key.Source}
	if v.Source == "" {
		v.Source = "manual"
	}
	if key.Reference != "" {
		v.Reference = &key.Reference
	}
	f.Apply(&v)
	if f.UserID == nil && by.ID != 0 {
		v.UserID = &by.ID
	}
	v.Complete(now)
	if err := v.Validate(now); err != nil {
		return v, err
	}
	who = who.In(v.Source)
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		found, err := client.Find(ctx, s.store, []client.Named{who})
		if err != nil {
			return err
		}
		if v.ClientID, err = found.ID(who); err != nil {
			return err
		}
		if err := s.checkLinks(ctx, v); err != nil {
			return err
		}
		taken, err := s.store.ByReferences(ctx, v.Source, []string{key.Reference})
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.Invalid(fault.Field{Path: "reference", Code: "taken", Message: "belongs to another interaction of this source"})
		}
		v.ID, v.Version, v.CreatedAt, v.UpdatedAt = s.store.NewID(), 1, now, now
		if err := s.store.Write(ctx, []Interaction{v}, true); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.InteractionAdded, "interaction", v.ID, v.ClientID, nil))
	})
	return v, err
}

// Replace sets every editable field of an interaction to what the caller says, standard values where the caller is silent; a time that
// is left out is kept.
func (s *Service) Replace(ctx context.Context, v id.ID, f Fields, version int64) (Interaction, error) {
	var n Interaction
	now := s.clock.Now()
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.ByID(ctx, v)
		if err != nil {
			return err
		}
		n = Interaction{ID: old.ID, Source: old.Source, Reference: old.Reference, ClientID: old.ClientID, At: old.At, CreatedAt: old.CreatedAt}
		f.Apply(&n)
		n.Complete(now)
		if err := n.Validate(now); err != nil {
			return err
		}
		if err := s.checkLinks(ctx, n); err != nil {
			return err
		}
		if n, err = s.store.Replace(ctx, n, version); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.InteractionAdded, "interaction", n.ID, n.ClientID, nil))
	})
	return n, err
}
