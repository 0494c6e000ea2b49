package segment

import (
	"context"
	"strings"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Filter narrows a list of segments; empty fields do not narrow.
type Filter struct {
	Query    string
	Kinds    []string
	Measures []string
	States   []string
}

// Store keeps segments and their members.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Segment, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Segment], error)
	Create(ctx context.Context, s Segment) (Segment, error)
	Replace(ctx context.Context, s Segment, version int64) (Segment, error)
	// Add and Remove change a static segment's members (≤ 1,000 ids), note who joined and left, keep the count, and give how many changed.
	Add(ctx context.Context, segment id.ID, clients []id.ID) (int64, error)
	Remove(ctx context.Context, segment id.ID, clients []id.ID) (int64, error)
	// AddFrom adds every present member of another segment, in batches; it gives how many joined.
	AddFrom(ctx context.Context, segment id.ID, other id.ID) (int64, error)
	// Of gives the active segments that hold a client; hidden ones are left out.
	Of(ctx context.Context, client id.ID) ([]Segment, error)
	// Moves gives who joined and left, with names.
	Moves(ctx context.Context, f MoveFilter, w page.Window) (page.List[Move], error)
	// Uses gives what names a segment.
	Uses(ctx context.Context, segment id.ID) ([]Use, error)
}

// Service is the use cases of segments.
type Service struct {
	store  Store
	tx     event.Tx
	outbox event.Outbox
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx, outbox event.Outbox) *Service {
	return &Service{store: store, tx: tx, outbox: outbox}
}

// MaxMembers is the most clients of one request to change members.
const MaxMembers = 1000

// ByID gives one segment; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Segment, error) { return s.store.ByID(ctx, v) }

// List gives segments.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Segment], error) {
	return s.store.List(ctx, f, w)
}

// Of gives the active segments that hold a client.
func (s *Service) Of(ctx context.Context, client id.ID) ([]Segment, error) {
	return s.store.Of(ctx, client)
}

// Moves gives who joined and left a segment, newest first.
func (s *Service) Moves(ctx context.Context, f MoveFilter, w page.Window) (page.List[Move], error) {
	if _, err := s.store.ByID(ctx, f.Segment); err != nil {
		return page.List[Move]{}, err
	}
	return s.store.Moves(ctx, f, w)
}

// Uses gives what names a segment, archived records too.
func (s *Service) Uses(ctx context.Context, v id.ID) ([]Use, error) {
	if _, err := s.store.ByID(ctx, v); err != nil {
		return nil, err
	}
	return s.store.Uses(ctx, v)
}

// CreateStatic adds a static segment with its first members; from, where it is not 0, is a segment whose present members it starts with.
func (s *Service) CreateStatic(ctx context.Context, by account.Actor, name, description string, clients []id.ID, from id.ID) (Segment, error) {
	v := named(Static, by, name, description)
	if err := v.validate(); err != nil {
		return v, err
	}
	if len(clients) > MaxMembers {
		return v, fault.Invalid(fault.Field{Path: "client_ids", Code: "too_many", Message: "at most 1000 clients at once"})
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if v, err = s.store.Create(ctx, v); err != nil {
			return err
		}
		if v.Members, err = s.store.Add(ctx, v.ID, clients); err != nil {
			return err
		}
		events := event.OfClients(event.MembersChanged, "segment", clients)
		return s.outbox.Append(ctx, append(events, event.Of(event.SegmentChanged, "segment", v.ID, 0, nil))...)
	})
	if err != nil || from == 0 {
		return v, err
	}
	n, err := s.store.AddFrom(ctx, v.ID, from)
	v.Members += n
	return v, err
}

// named gives a new segment of a kind.
func named(kind string, by account.Actor, name, description string) Segment {
	v := Segment{Name: strings.TrimSpace(name), Description: strings.TrimSpace(description), Kind: kind, State: Active, CreatedBy: by.ID}
	v.NameKey = page.Fold(v.Name)
	return v
}

func (v Segment) validate() error {
	var c fault.Check
	c.Required("name", v.Name)
	c.Max("name", v.Name, 200)
	c.Max("description", v.Description, 1000)
	return c.Err()
}

// Rename changes the name and description of a static or rule segment; a computed one keeps its own.
func (s *Service) Rename(ctx context.Context, v id.ID, name, description string, version int64) (Segment, error) {
	return s.change(ctx, v, version, func(x *Segment) {
		x.Name, x.Description = strings.TrimSpace(name), strings.TrimSpace(description)
		x.NameKey = page.Fold(x.Name)
	})
}

// SetState archives a segment or brings it back.
func (s *Service) SetState(ctx context.Context, v id.ID, state string) (Segment, error) {
	return s.change(ctx, v, 0, func(x *Segment) { x.State = state })
}

func (s *Service) change(ctx context.Context, v id.ID, version int64, edit func(*Segment)) (out Segment, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if out, err = s.own(ctx, v); err != nil {
			return err
		}
		if version == 0 {
			version = out.Version
		}
		edit(&out)
		if err := out.validate(); err != nil {
			return err
		}
		if out, err = s.store.Replace(ctx, out, version); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.SegmentChanged, "segment", v, 0, nil))
	})
	return out, err
}

// Change adds clients to a static segment and takes others out.
func (s *Service) Change(ctx context.Context, v id.ID, add, remove []id.ID) (out Segment, joined, left int64, err error) {
	if len(add) > MaxMembers || len(remove) > MaxMembers {
		return out, 0, 0, fault.Invalid(fault.Field{Path: "add", Code: "too_many", Message: "at most 1000 clients at once"})
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.static(ctx, v); err != nil {
			return err
		}
		if joined, err = s.store.Add(ctx, v, add); err != nil {
			return err
		}
		if left, err = s.store.Remove(ctx, v, remove); err != nil {
			return err
		}
		if out, err = s.store.ByID(ctx, v); err != nil {
			return err
		}
		events := event.OfClients(event.MembersChanged, "segment", append(append([]id.ID{}, add...), remove...))
		return s.outbox.Append(ctx, append(events, event.Of(event.SegmentChanged, "segment", v, 0, nil))...)
	})
	return out, joined, left, err
}

func (s *Service) static(ctx context.Context, v id.ID) (Segment, error) {
	x, err := s.own(ctx, v)
	if err == nil && x.Kind == Rule {
		err = fault.Conflict("rule_segment", "The members of this segment follow its rule; they cannot be changed by hand.")
	}
	return x, err
}

// own gives a segment that a person may change: one that is neither computed nor hidden.
func (s *Service) own(ctx context.Context, v id.ID) (Segment, error) {
	x, err := s.store.ByID(ctx, v)
	switch {
	case err != nil:
		return x, err
	case x.Kind == Computed:
		return x, fault.Conflict("computed_segment", "A computed segment follows the portfolio run; it cannot be changed by hand.")
	case x.Hidden():
		return x, fault.Conflict("owned_segment", "This segment belongs to another record; change it there.")
	}
	return x, nil
}
