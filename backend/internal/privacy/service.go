package privacy

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

// Store keeps consents and suppressions.
type Store interface {
	client.Finder
	// LockClients locks the clients until the transaction ends, so that what holds for them is worked out by one writer at a time,
	// and gives those that exist.
	LockClients(ctx context.Context, clients []id.ID) (map[id.ID]bool, error)
	// Among gives the stored consents that have a client and a time in common with the given ones.
	Among(ctx context.Context, consents []Consent) ([]Consent, error)
	// CurrentOf gives what holds for the clients.
	CurrentOf(ctx context.Context, clients []id.ID) ([]Current, error)
	AppendConsents(ctx context.Context, consents []Consent) error
	PutCurrent(ctx context.Context, rows []Current) error
	Consent(ctx context.Context, v id.ID) (Row, error)
	Consents(ctx context.Context, client id.ID, w page.Window) (page.List[Row], error)

	// Suppressed gives the suppressions of addresses on a channel by address key; absent ones are left out.
	Suppressed(ctx context.Context, channel string, keys []string) (map[string]Suppression, error)
	PutSuppressions(ctx context.Context, rows []Suppression) error
	DeleteSuppression(ctx context.Context, channel, key string) error
	NewID() id.ID
}

// Service records consents and answers what holds.
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

// Current gives what holds for a client, ordered by channel and purpose; fault not_found where there is no such client.
func (s *Service) Current(ctx context.Context, v id.ID) ([]Current, error) {
	if err := client.Exists(ctx, s.store, v); err != nil {
		return nil, err
	}
	return s.store.CurrentOf(ctx, []id.ID{v})
}

// History gives every statement of a client, newest first; fault not_found where there is no such client.
func (s *Service) History(ctx context.Context, v id.ID, w page.Window) (page.List[Row], error) {
	if err := client.Exists(ctx, s.store, v); err != nil {
		return page.List[Row]{}, err
	}
	return s.store.Consents(ctx, v, w)
}

// Consent gives one statement; fault not_found where there is none.
func (s *Service) Consent(ctx context.Context, v id.ID) (Row, error) { return s.store.Consent(ctx, v) }

// Record adds up to 1,000 statements in one transaction (the caller's, where there is one); each row succeeds or fails on its own.
// A row that is already stored (same client, channel, purpose, state, time and source) is unchanged and writes nothing. A result's id
// is the consent's.
func (s *Service) Record(ctx context.Context, by account.Actor, rows []Entry) ([]client.Result, error) {
	if len(rows) > client.MaxRows {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []client.Result
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		out, err = s.record(ctx, by, rows)
		return err
	})
	return out, err
}

// RecordOne adds one statement of a client named by id and gives it as stored; a failure names the field, fault not_found where there is
// no such client. changed is false when it was stored already.
func (s *Service) RecordOne(ctx context.Context, by account.Actor, e Entry) (c Consent, changed bool, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := client.Exists(ctx, s.store, e.Client.ID); err != nil {
			return err
		}
		res, err := s.record(ctx, by, []Entry{e})
		if err != nil {
			return err
		}
		if res[0].Err != nil {
			return res[0].Err
		}
		changed = res[0].Status != client.Unchanged
		r, err := s.store.Consent(ctx, res[0].ID)
		c = r.Consent
		return err
	})
	return c, changed, err
}
