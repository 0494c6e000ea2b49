package portfolio

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// DossierStore keeps what runs know of clients' orders, and the marks of what has happened since. Dossiers are written in the transactions of
// a run that is under way; fault conflict (run_over) where it is not.
type DossierStore interface {
	// DossierState gives what the dossiers are worth; its State is empty where there never were any.
	DossierState(ctx context.Context) (DossierState, error)
	PutDossierState(ctx context.Context, run int64, v DossierState) error
	// Dossiers calls yield for every client's, in order of client. Its body may be used again after that.
	Dossiers(ctx context.Context, yield func(Dossier) error) error
	DossiersOf(ctx context.Context, clients []id.ID) ([]Dossier, error)
	// PutDossiers writes some (≤ 20,000), and removes those without a body.
	PutDossiers(ctx context.Context, run int64, rows []Dossier) error
	// ReplaceDossiers writes those of all clients after one up to another.
	ReplaceDossiers(ctx context.Context, run int64, after, upTo id.ID, rows []Dossier) error
	// OrderMarks calls yield for every mark, without bodies where nobody asks for them.
	OrderMarks(ctx context.Context, bodies bool, yield func(OrderMark) error) error
	// DropOrderMarks removes some (≤ 1,000).
	DropOrderMarks(ctx context.Context, run int64, marks []id.ID) error
	// OrdersByID and LinesOfOrders give some counted orders (≤ 1,000) and what was bought with them. Amounts are in the given currency.
	OrdersByID(ctx context.Context, currency string, orders []id.ID) ([]OrderFact, error)
	LinesOfOrders(ctx context.Context, currency string, orders []id.ID) ([]LineFact, error)
	// AnonymousDays calls yield for the sums of counted orders without a client, up to a day.
	AnonymousDays(ctx context.Context, asOf clock.Day, yield func(AnonymousDay) error) error
	AllDivisions(ctx context.Context) ([]id.ID, error)
}

const (
	// dossierDays is how long dossiers are used before every order is read again, whatever marks say.
	dossierDays = 7
	// dossierSample is how many dossiers a run holds against the orders that they speak of.
	dossierSample = 500
)

// keptFacts is what a run knows beforehand of orders and lines: the dossiers, and what marks say has changed.
type keptFacts struct {
	state                 DossierState
	usable                bool
	marks                 []id.ID
	divisions, categories codes
	lines                 *lineSet  // knows how lines are packed
	changed               []Dossier // in order of client
	currency              string
	today                 clock.Day
}

// kept reads what is known of orders beforehand. Dossiers are of no use when they were made of another currency or too long ago, when codes
// would have to be made anew, or when so much has changed that reading everything costs no more.
func (s *Service) kept(ctx context.Context, org account.Organisation, categories []id.ID) (*keptFacts, error) {
	k := &keptFacts{currency: org.Currency}
	divisions, err := s.store.AllDivisions(ctx)
	if err != nil {
		return nil, err
	}
	if k.today, err = s.today(ctx); err != nil {
		return nil, err
	}
	if k.state, err = s.store.DossierState(ctx); err != nil {
		return nil, err
	}
	age := k.today - k.state.ReadDay
	k.usable = k.state.State == DossiersReady && k.state.Currency == org.Currency && age >= 0 && age < dossierDays
	var divided, categorised bool
	k.divisions, divided = newCodes(k.state.Divisions).with(divisions)
	k.categories, categorised = newCodes(k.state.Categories).with(categories)
	k.usable = k.usable && divided && categorised
	t := touched{map[id.ID]bool{}, map[id.ID][]id.ID{}}
	most := max(1000, int(k.state.Clients)/3)
	err = s.store.OrderMarks(ctx, k.usable, func(m OrderMark) error {
		k.marks = append(k.marks, m.ID)
		k.usable = k.usable && t.take(m.Body) && len(t.whole)+len(t.orders) <= most
		return nil
	})
	if err == nil && k.usable {
		k.lines = newLineSet(k.categories)
		err = k.update(ctx, s.store, t)
	}
	if errors.Is(err, errDossier) {
		k.usable, err = false, nil
	}
	if !k.usable {
		slices.Sort(divisions)
		slices.Sort(categories)
		k.divisions, k.categories, k.changed = newCodes(divisions), newCodes(categories), nil
	}
	return k, err
}

// update finds the dossiers that have changed.
func (k *keptFacts) update(ctx context.Context, s Store, t touched) error {
	for c := range t.whole {
		delete(t.orders, c)
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(t.whole)), 1000) {
		rows, err := k.anew(ctx, s, part)
		if err != nil {
			return err
		}
		k.changed = append(k.changed, rows...)
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(t.orders)), 1000) {
		rows, err := k.extended(ctx, s, part, t.orders)
		if err != nil {
			return err
		}
		k.changed = append(k.changed, rows...)
	}
	slices.SortFunc(k.changed, func(a, b Dossier) int { return int(max(-1, min(1, a.Client-b.Client))) })
	return nil
}

// anew makes the dossiers of some clients (≤ 1,000) of their orders.
func (k *keptFacts) anew(ctx context.Context, s Store, clients []id.ID) ([]Dossier, error) {
	orders, err := s.OrdersOf(ctx, endOfDays, k.currency, clients)
	if err != nil {
		return nil, err
	}
	lines, err := s.LinesOf(ctx, endOfDays, k.currency, clients)
	if err != nil {
		return nil, err
	}
	return k.dossiers(clients, byClient(orders, OrderFact.client), byClient(lines, LineFact.client)), nil
}

// extended adds new orders to the dossiers of some clients (≤ 1,000).
func (k *keptFacts) extended(ctx context.Context, s Store, clients []id.ID, fresh map[id.ID][]id.ID) ([]Dossier, error) {
	old, err := s.DossiersOf(ctx, clients)
	if err != nil {
		return nil, err
	}
	var ids []id.ID
	for _, c := range clients {
		ids = append(ids, fresh[c]...)
	}
	slices.Sort(ids)
	var orders []OrderFact
	var lines []LineFact
	for part := range slices.Chunk(slices.Compact(ids), 1000) {
		more, err := s.OrdersByID(ctx, k.currency, part)
		if err != nil {
			return nil, err
		}
		moreLines, err := s.LinesOfOrders(ctx, k.currency, part)
		if err != nil {
			return nil, err
		}
		orders, lines = append(orders, more...), append(lines, moreLines...)
	}
	before := make(map[id.ID][]byte, len(old))
	for _, d := range old {
		before[d.Client] = d.Body
	}
	newOrders, newLines := byClient(orders, OrderFact.client), byClient(lines, LineFact.client)
	out := make([]Dossier, len(clients))
	for i, c := range clients {
		var packed []byte
		if orders, packed, err = (Dossier{c, before[c]}).orders(orders, k.divisions); err != nil {
			return nil, err
		}
		if lines, err = k.lines.unpack(c, packed, lines[:0]); err != nil {
			return nil, err
		}
		orders, lines = append(orders, newOrders[c]...), append(lines, newLines[c]...)
		out[i] = k.dossier(c, orders, lines)
	}
	return out, nil
}

func (o OrderFact) client() id.ID { return o.Client }
func (l LineFact) client() id.ID  { return l.Client }

func byClient[F any](facts []F, client func(F) id.ID) map[id.ID][]F {
	out := map[id.ID][]F{}
	for _, f := range facts {
		out[client(f)] = append(out[client(f)], f)
	}
	return out
}

func (k *keptFacts) dossiers(clients []id.ID, orders map[id.ID][]OrderFact, lines map[id.ID][]LineFact) []Dossier {
	out := make([]Dossier, len(clients))
	for i, c := range clients {
		out[i] = k.dossier(c, orders[c], lines[c])
	}
	return out
}

func (k *keptFacts) dossier(client id.ID, orders []OrderFact, lines []LineFact) Dossier {
	if len(orders) == 0 {
		return Dossier{Client: client}
	}
	return Dossier{client, k.lines.pack(packOrders(nil, orders, k.divisions), lines)}
}

// stream calls yield with every dossier as it is now, in order of client.
func (k *keptFacts) stream(ctx context.Context, s Store, yield func(d Dossier, fresh bool) error) error {
	rest := k.changed
	err := s.Dossiers(ctx, func(d Dossier) error {
		for ; len(rest) > 0 && rest[0].Client < d.Client; rest = rest[1:] {
			if err := yield(rest[0], true); err != nil {
				return err
			}
		}
		if len(rest) > 0 && rest[0].Client == d.Client {
			d = rest[0]
			rest = rest[1:]
			return yield(d, true)
		}
		return yield(d, false)
	})
	for ; err == nil && len(rest) > 0; rest = rest[1:] {
		err = yield(rest[0], true)
	}
	return err
}

// read gives a collector the orders up to its day, and a set the lines of the company's clients; nil where nobody asks for them. It fails
// with errDossier where dossiers are not what they should be.
func (k *keptFacts) read(ctx context.Context, s Store, c *collector, lines *lineSet, l *look) error {
	if err := s.AnonymousDays(ctx, c.base.AsOf, func(v AnonymousDay) error { c.addAnonymous(v); return nil }); err != nil {
		return err
	}
	var orders []OrderFact
	var sample []Dossier
	every := max(1, k.state.Clients/dossierSample)
	next, clients := l.former.number%every, int64(0)
	err := k.stream(ctx, s, func(d Dossier, fresh bool) (err error) {
		var packed []byte
		if orders, packed, err = d.orders(orders, k.divisions); err != nil {
			return err
		}
		if next--; next < 0 && !fresh && lines != nil {
			next = every - 1
			sample = append(sample, Dossier{d.Client, slices.Clone(d.Body)})
		}
		if len(orders) > 0 {
			clients++
		}
		some := false
		for i := range orders {
			if clock.Day(orders[i].Day) > c.base.AsOf {
				break
			}
			some = true
			c.add(orders[i])
			if err := l.read(ctx); err != nil {
				return err
			}
		}
		c.finish()
		if !some || lines == nil {
			return nil
		}
		if packed, err = lines.until(packed, int32(c.base.AsOf)); err == nil {
			lines.put(packed)
		}
		return err
	})
	if err != nil {
		return err
	}
	k.state.Clients = clients
	return k.verify(ctx, s, sample)
}

// verify holds some dossiers against the orders they speak of.
func (k *keptFacts) verify(ctx context.Context, s Store, sample []Dossier) error {
	for part := range slices.Chunk(sample, 1000) {
		clients := make([]id.ID, len(part))
		for i, d := range part {
			clients[i] = d.Client
		}
		now, err := k.anew(ctx, s, clients)
		if err != nil {
			return err
		}
		for i := range now {
			if !bytes.Equal(now[i].Body, part[i].Body) {
				return errDossier
			}
		}
	}
	return nil
}
