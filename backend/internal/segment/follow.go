package segment

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// Consumer is the name under which memberships follow the feed of events.
const Consumer = "memberships"

// ByRule is the noun of the events about clients that joined or left because of a rule; rules do not follow those.
const ByRule = "rule_segment"

// anything says that an event may change every test of its clients.
const anything = "*"

// touches gives the nouns that an event changes for its clients, nil for events that rules do not follow.
var touches = map[string][]string{
	event.ClientChanged:       {anything},
	event.OrderChanged:        {"order", "order_line"},
	event.ConsentChanged:      {"consent"},
	event.CaseChanged:         {"case"},
	event.ReceivableChanged:   {"receivable"},
	event.SubscriptionChanged: {"subscription"},
	event.WalletChanged:       {"wallet_share"},
	event.InteractionAdded:    {"interaction"},
	event.OfferFeedback:       {"offer_event"},
	event.DeliveryChanged:     {"delivery", "campaign_member", "interaction"},
	event.MembersChanged:      {"segment"},
}

// Follow is the consumer that keeps memberships fresh: it matches the clients that events speak of, in memory, against every rule that asks about
// what has changed, and writes who joined and left. Where too many clients change at once it has the rules worked out from the whole base
// instead. Everything it does belongs to the transaction of the context.
func (r *Rules) Follow(ctx context.Context, events []event.Event) error {
	clients, nouns, published := gather(events)
	moved := slices.ContainsFunc(events, func(e event.Event) bool { return e.Kind == event.CatalogueChanged })
	if len(clients) == 0 && !published && !moved {
		return nil
	}
	set, err := r.ready(ctx)
	if err != nil {
		return err
	}
	if published && slices.ContainsFunc(set.rules, (*readyRule).followsRuns) {
		if err := r.later(ctx, AfterRun, 0); err != nil {
			return err
		}
	}
	if moved && slices.ContainsFunc(set.rules, (*readyRule).followsCatalogue) {
		if err := r.later(ctx, AfterCatalogue, cataloguePause); err != nil {
			return err
		}
	}
	asked := set.about(nouns)
	if len(asked) == 0 || len(clients) == 0 {
		return nil
	}
	if r.crowded(len(clients)) {
		return r.later(ctx, Everything, crowdPause)
	}
	if _, err := r.Store.Hold(ctx); err != nil {
		return err
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(clients)), batch) {
		if err := r.match(ctx, asked, part); err != nil {
			return err
		}
	}
	return nil
}

// batch is the most clients whose facts are loaded at once.
const batch = 1000

// gather gives the clients that events speak of, what changed about them, and whether a run was published.
func gather(events []event.Event) (clients map[id.ID]bool, nouns map[string]bool, published bool) {
	clients, nouns = map[id.ID]bool{}, map[string]bool{}
	for _, e := range events {
		published = published || e.Kind == event.RunPublished
		changed, ok := touches[e.Kind]
		if !ok || e.Noun == ByRule {
			continue
		}
		for _, n := range changed {
			nouns[n] = true
		}
		for _, c := range e.ClientIDs() {
			clients[c] = true
		}
	}
	return clients, nouns, published
}

// about gives the rules that ask about any of some nouns and can be asked.
func (s *ruleSet) about(nouns map[string]bool) []*readyRule {
	return slices.DeleteFunc(slices.Clone(s.rules), func(x *readyRule) bool { return x.err != nil || !nouns[anything] && !x.asks(nouns) })
}

func (x *readyRule) asks(nouns map[string]bool) bool {
	if nouns["segment"] && len(x.use.Segments) > 0 || slices.ContainsFunc(x.use.Nouns, func(n string) bool { return nouns[n] }) {
		return true
	}
	return slices.ContainsFunc(x.use.Fields, func(f string) bool { return nouns[nounOf(f)] })
}

// nounOf gives the noun of a field's name.
func nounOf(field string) string {
	noun, _, _ := strings.Cut(field, ".")
	return noun
}

// followsRuns says whether a published run may change who is in the segment.
func (x *readyRule) followsRuns() bool { return x.use.Figures() || len(x.use.Segments) > 0 }

// followsCatalogue says whether a product that moves to another category, or a category that moves, may change who is in the segment.
func (x *readyRule) followsCatalogue() bool { return x.err == nil && x.bound.Refers("category") }

// cataloguePause is how long a rebuild waits for further changes of the catalogue.
const cataloguePause = 2 * time.Second

// match writes who of some clients (≤ 1,000) joins and leaves rules.
func (r *Rules) match(ctx context.Context, rules []*readyRule, clients []id.ID) error {
	in, err := r.holding(ctx, rules, clients)
	if err != nil {
		return err
	}
	is := map[Membership]bool{}
	held, err := r.Store.Memberships(ctx, clients)
	if err != nil {
		return err
	}
	for _, m := range held {
		is[m] = true
	}
	var joins, leaves []Membership
	moved := map[id.ID]bool{}
	for _, x := range rules {
		for _, c := range clients {
			m := Membership{x.ID, c}
			switch {
			case in[m] && !is[m]:
				joins = append(joins, m)
			case is[m] && !in[m]:
				leaves = append(leaves, m)
			default:
				continue
			}
			moved[c] = true
		}
	}
	return r.move(ctx, joins, leaves, slices.Sorted(maps.Keys(moved)))
}

// move writes joins and leaves, and tells of the clients that moved.
func (r *Rules) move(ctx context.Context, joins, leaves []Membership, moved []id.ID) error {
	if len(moved) == 0 {
		return nil
	}
	if err := r.Store.Apply(ctx, joins, leaves); err != nil {
		return err
	}
	return r.Outbox.Append(ctx, event.OfClients(event.MembersChanged, ByRule, moved)...)
}

// holding gives which of some clients (≤ 1,000) meet which rules, in memory.
func (r *Rules) holding(ctx context.Context, rules []*readyRule, clients []id.ID) (map[Membership]bool, error) {
	bounds := make([]*rule.Bound, len(rules))
	for i, x := range rules {
		bounds[i] = x.bound
	}
	facts, err := r.Store.Facts(ctx, rule.NewLayout(bounds...), clients)
	if err != nil {
		return nil, err
	}
	out := map[Membership]bool{}
	for i := range facts {
		for _, x := range rules {
			if x.bound.Match(&facts[i]) {
				out[Membership{x.ID, facts[i].Client}] = true
			}
		}
	}
	return out, nil
}

// crowd counts the clients that have changed lately: when they come in crowds, such as by an import, each on its own costs more than a pass over
// the whole base.
type crowd struct {
	since time.Time
	n     int
}

// What makes a crowd: so many clients at once, or within the time. A pass waits a little for the rest of it.
const (
	crowdAtOnce = 2000
	crowdWithin = 10 * time.Second
	crowdInAll  = 5000
	crowdPause  = 10 * time.Second
)

func (r *Rules) crowded(n int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.crowd.add(n, r.Clock.Now())
}

func (c *crowd) add(n int, now time.Time) bool {
	if now.Sub(c.since) > crowdWithin {
		c.since, c.n = now, 0
	}
	c.n += n
	return n > crowdAtOnce || c.n > crowdInAll
}
