package privacy

import (
	"cmp"
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/id"
)

// record works inside the transaction of ctx.
func (s *Service) record(ctx context.Context, by account.Actor, rows []Entry) ([]client.Result, error) {
	now := s.clock.Now()
	entries := slices.Clone(rows)
	names := make([]client.Named, len(entries))
	for i := range entries {
		entries[i].complete(now)
		names[i] = entries[i].Client
	}
	found, err := client.Find(ctx, s.store, names)
	if err != nil {
		return nil, err
	}
	out := make([]client.Result, len(entries))
	consents := make([]Consent, len(entries))
	var sound []Consent
	for i, e := range entries {
		v, err := found.ID(e.Client)
		if bad := e.validate(now); bad != nil {
			err = bad
		}
		if err != nil {
			out[i] = client.Result{Status: client.Failed, Err: err}
			continue
		}
		consents[i] = Consent{ClientID: v, Channel: e.Channel, Purpose: e.Purpose, State: e.State, At: e.At, Source: e.Source, Place: e.Place,
			Wording: e.Wording, Proof: e.Proof, RecordedBy: by.ID, RecordedAt: now}
		sound = append(sound, consents[i])
	}
	b, err := s.load(ctx, sound)
	if err != nil {
		return nil, err
	}
	for i := range consents {
		if out[i].Err == nil {
			out[i] = b.take(s, consents[i])
		}
	}
	return out, s.write(ctx, b)
}

// batch is what is stored already and what is to be written.
type batch struct {
	stored  map[key]id.ID
	holds   map[place]Current
	added   []Consent
	changed map[place]bool
}

// load locks the clients concerned and reads what holds for them.
func (s *Service) load(ctx context.Context, sound []Consent) (*batch, error) {
	b := &batch{stored: map[key]id.ID{}, holds: map[place]Current{}, changed: map[place]bool{}}
	clients := clientsOf(sound)
	if len(clients) == 0 {
		return b, nil
	}
	if _, err := s.store.LockClients(ctx, clients); err != nil {
		return nil, err
	}
	same, err := s.store.Among(ctx, sound)
	if err != nil {
		return nil, err
	}
	for _, c := range same {
		b.stored[c.key()] = c.ID
	}
	holds, err := s.store.CurrentOf(ctx, clients)
	for _, c := range holds {
		b.holds[place{c.ClientID, c.Channel, c.Purpose}] = c
	}
	return b, err
}

// take adds one statement unless it is known, and lets it hold unless a newer one does.
func (b *batch) take(s *Service, c Consent) client.Result {
	if v, known := b.stored[c.key()]; known {
		return client.Result{Status: client.Unchanged, ID: v}
	}
	c.ID = s.store.NewID()
	b.stored[c.key()] = c.ID
	b.added = append(b.added, c)
	p := place{c.ClientID, c.Channel, c.Purpose}
	if old, any := b.holds[p]; !any || !c.At.Before(old.At) {
		b.holds[p] = Current{ClientID: c.ClientID, Channel: c.Channel, Purpose: c.Purpose, State: c.State, At: c.At, ConsentID: c.ID}
		b.changed[p] = true
	}
	return client.Result{Status: client.Created, ID: c.ID}
}

func (s *Service) write(ctx context.Context, b *batch) error {
	if len(b.added) == 0 {
		return nil
	}
	if err := s.store.AppendConsents(ctx, b.added); err != nil {
		return err
	}
	var rows []Current
	for p := range b.changed {
		rows = append(rows, b.holds[p])
	}
	slices.SortFunc(rows, func(a, b Current) int { return cmp.Compare(a.ConsentID, b.ConsentID) })
	if err := s.store.PutCurrent(ctx, rows); err != nil {
		return err
	}
	if len(b.added) == 1 {
		return s.outbox.Append(ctx, event.Of(event.ConsentChanged, "consent", b.added[0].ID, b.added[0].ClientID, nil))
	}
	return s.outbox.Append(ctx, event.OfClients(event.ConsentChanged, "consent", clientsOf(b.added))...)
}

// clientsOf gives the clients of consents, each once, in order of id: locks are taken in one order everywhere.
func clientsOf(consents []Consent) []id.ID {
	out := make([]id.ID, len(consents))
	for i, c := range consents {
		out[i] = c.ClientID
	}
	slices.Sort(out)
	return slices.Compact(out)
}
