package offer

import (
	"cmp"
	"context"
	"slices"
	"time"

	"clientele/internal/id"
)

// CapStore keeps capping rules and their counters.
type CapStore interface {
	// CapRules gives the rules of some kinds of events.
	CapRules(ctx context.Context, events []string) ([]CappingRule, error)
	// CapCollections gives collections by id, CapOffers offers by id with their tags.
	CapCollections(ctx context.Context, ids []id.ID) ([]Collection, error)
	CapOffers(ctx context.Context, ids []id.ID) ([]Offer, error)
	// Survivors gives, of those that were merged, the clients they were merged into.
	Survivors(ctx context.Context, ids []id.ID) (map[id.ID]id.ID, error)
	// AddCaps adds N to each counter, in the order given, and gives what they count then.
	AddCaps(ctx context.Context, add []Counter) ([]Counter, error)
	// TakeCap adds 1 to a counter that has not reached a limit, and gives what it counts then; false where it has reached it.
	TakeCap(ctx context.Context, c Counter, limit int64) (n int64, ok bool, err error)
	// FlagOver notes of events that they passed a cap.
	FlagOver(ctx context.Context, events []id.ID) error
}

// counting says which counters an event moves.
type counting struct {
	rules     []CappingRule
	members   map[id.ID]map[id.ID]bool // collection, offer
	survivors map[id.ID]id.ID
	zone      *time.Location
}

// newCounting reads the rules that events may move.
func newCounting(ctx context.Context, s CapStore, events []Event, zone *time.Location) (*counting, error) {
	var kinds []string
	var offers, clients []id.ID
	for _, e := range events {
		if !slices.Contains(kinds, e.Kind) {
			kinds = append(kinds, e.Kind)
		}
		offers, clients = append(offers, e.OfferID), appendSet(clients, e.ClientID)
	}
	c := &counting{zone: zone}
	var err error
	if c.rules, err = s.CapRules(ctx, kinds); err != nil || len(c.rules) == 0 {
		return c, err
	}
	slices.SortFunc(c.rules, func(a, b CappingRule) int { return cmp.Compare(a.ID, b.ID) })
	if c.survivors, err = s.Survivors(ctx, unique(clients)); err != nil {
		return c, err
	}
	var collections []id.ID
	for _, r := range c.rules {
		if r.ScopeNoun == ScopeCollection {
			collections = append(collections, r.ScopeID)
		}
	}
	if len(collections) == 0 {
		return c, nil
	}
	return c, c.readMembers(ctx, s, unique(collections), unique(offers))
}

func (c *counting) readMembers(ctx context.Context, s CapStore, collections, offers []id.ID) error {
	all, err := s.CapCollections(ctx, collections)
	if err != nil {
		return err
	}
	of, err := s.CapOffers(ctx, offers)
	if err != nil {
		return err
	}
	c.members = map[id.ID]map[id.ID]bool{}
	for i := range all {
		in := map[id.ID]bool{}
		for j := range of {
			in[of[j].ID] = all[i].Content.holds(&of[j])
		}
		c.members[all[i].ID] = in
	}
	return nil
}

func unique(ids []id.ID) []id.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// client gives whom an event counts for.
func (c *counting) client(e Event) id.ID {
	if v, ok := c.survivors[e.ClientID]; ok {
		return v
	}
	return e.ClientID
}

// each calls fn with every rule that counts an event and the counter it moves, in the order of rules. A rule per client does not count
// strangers.
func (c *counting) each(e Event, fn func(r CappingRule, counter Counter) error) error {
	for _, r := range c.rules {
		if r.Event != e.Kind || !c.concerns(r, e) || r.Per == PerClient && e.ClientID == 0 {
			continue
		}
		p := PeriodOf(r.Resets, e.At, c.zone)
		counter := Counter{Rule: r.ID, Start: p.Start, End: p.End, N: 1}
		if r.Per == PerClient {
			counter.Client = c.client(e)
		}
		if err := fn(r, counter); err != nil {
			return err
		}
	}
	return nil
}

func (c *counting) concerns(r CappingRule, e Event) bool {
	switch r.ScopeNoun {
	case ScopeOffer:
		return r.ScopeID == e.OfferID
	case ScopePlacement:
		return r.ScopeID == e.PlacementID
	case ScopeCollection:
		return c.members[r.ScopeID][e.OfferID]
	}
	return true
}

// counterKey is which counter a Counter is.
type counterKey struct {
	rule, client id.ID
	start        int64
}

func (c Counter) key() counterKey { return counterKey{c.Rule, c.Client, c.Start} }

// count moves the counters of events that are recorded whatever they say, flags those that passed a cap, and gives the totals.
func (c *counting) count(ctx context.Context, s CapStore, events []Event) (totals []Counter, over []id.ID, err error) {
	sums, limits := map[counterKey]*Counter{}, map[id.ID]int64{}
	for _, e := range events {
		_ = c.each(e, func(r CappingRule, one Counter) error {
			limits[r.ID] = r.LimitCount
			if sum := sums[one.key()]; sum != nil {
				sum.N++
			} else {
				sums[one.key()] = &one
			}
			return nil
		})
	}
	if len(sums) == 0 {
		return nil, nil, nil
	}
	add := make([]Counter, 0, len(sums))
	for _, v := range sums {
		add = append(add, *v)
	}
	slices.SortFunc(add, func(a, b Counter) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Client, b.Client), cmp.Compare(a.Start, b.Start))
	})
	after, err := s.AddCaps(ctx, add)
	if err != nil {
		return nil, nil, err
	}
	at := make(map[counterKey]int64, len(after)) // what each counter held before
	for _, v := range after {
		at[v.key()] = v.N - sums[v.key()].N
		if v.Client == 0 {
			totals = append(totals, v)
		}
	}
	for _, e := range events {
		passed := false
		_ = c.each(e, func(r CappingRule, one Counter) error {
			at[one.key()]++
			passed = passed || at[one.key()] > limits[r.ID]
			return nil
		})
		if passed {
			over = append(over, e.ID)
		}
	}
	return totals, over, s.FlagOver(ctx, over)
}
