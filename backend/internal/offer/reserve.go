package offer

import (
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"clientele/internal/id"
)

// How long a proposition reserves against caps on impressions and clicks unless a setting says otherwise, and at most.
const (
	DefaultReserve = 30 * time.Minute
	MaxReserve     = 2 * time.Hour
)

// countedBy is when a proposition is in its counters for certain: it is written within seconds, and facts are kept for less than that.
const countedBy = factsKept + 5*time.Minute

const (
	reserveShards = 256
	reserveSize   = 4096 // clients of one generation of one shard: a million of a generation
	reserveRoom   = 8192 // propositions of one generation of one shard: two million of a generation, some 100 MB with their clients
	reserveEach   = 64   // propositions remembered of one client
)

// reservations is what the propositions of the last minutes reserve, per client, in this process. Each shard has two generations; the
// older one is dropped when the younger is full or old enough.
type reservations struct {
	seed   maphash.Seed
	shards [reserveShards]reserveShard
}

type reserveShard struct {
	mu         sync.Mutex
	turned     time.Time
	young, old map[id.ID][]held
	count      int                // propositions of the young
	gone       func(client id.ID) // is told whom it forgets: what the database knows of them must be read anew
}

// claim is one decision's hold on a client's reservations: what is reserved already, and what it adds. Other decisions for the client wait
// until it is settled, so that no two propose what only one may.
type claim struct {
	shard   *reserveShard // locked; nil for a stranger
	client  id.ID
	now     time.Time
	own     []held
	pending []reservation
	ready   bool
	asked   bool // some rule asked for reservations
	grown   bool // this decision proposes something already
	tab     *tab // of decisions that count for each other; nil of others
}

// reservation is a proposition with what is known to have come of it.
type reservation struct {
	held
	seen     uint8
	recorded bool
}

func newReservations(gone func(client id.ID)) *reservations {
	r := &reservations{seed: maphash.MakeSeed()}
	for i := range r.shards {
		r.shards[i].gone = gone
	}
	return r
}

// claim begins a decision for a client; 0 is a stranger, for whom nothing is reserved. It must be settled.
func (r *reservations) claim(client id.ID, now time.Time) claim {
	if client == 0 {
		return claim{now: now}
	}
	s := &r.shards[maphash.Comparable(r.seed, client)%reserveShards]
	s.mu.Lock()
	if now.Sub(s.turned) > MaxReserve {
		s.turn(now)
	}
	own, ok := s.young[client]
	if !ok {
		own = s.old[client]
	}
	return claim{shard: s, client: client, now: now, own: own}
}

func (s *reserveShard) turn(now time.Time) {
	for client := range s.old {
		if _, ok := s.young[client]; !ok {
			s.gone(client)
		}
	}
	s.turned, s.old, s.young, s.count = now, s.young, nil, 0
}

// settle notes what was proposed and ends the claim; a preview settles with nothing.
func (c *claim) settle(placements []PlacementDecision) {
	s := c.shard
	if s == nil {
		return
	}
	c.shard = nil
	defer s.mu.Unlock()
	if !c.asked || len(placements) == 0 {
		return
	}
	own := slices.Clone(c.own)
	for i := range placements {
		for _, p := range placements[i].Propositions {
			if !p.full { // no cap asks for it
				continue
			}
			own = append(own, held{p.ID, p.Offer.ID, placements[i].Placement.ID})
		}
	}
	if len(own) == len(c.own) {
		return
	}
	s.keep(c.client, own, c.now)
}

// keep remembers the propositions of a client. The caller holds mu.
func (s *reserveShard) keep(client id.ID, own []held, now time.Time) {
	if len(own) > reserveEach {
		own = own[len(own)-reserveEach:]
	}
	if s.young == nil {
		s.young = make(map[id.ID][]held)
	} else if _, ok := s.young[client]; !ok && (len(s.young) >= reserveSize || s.count >= reserveRoom) {
		s.turn(now)
		s.young = make(map[id.ID][]held)
	}
	s.count += len(own) - len(s.young[client])
	s.young[client] = own
}

// take counts an offer that this very decision proposes.
func (c *claim) take(offer, placement id.ID) {
	if c != nil {
		c.grown = true
		c.pending = append(c.pending, reservation{held: held{Offer: offer, Placement: placement}})
	}
}

// reserved gives how many recent propositions may still lead to an event that a rule counts.
func (c *claim) reserved(l *limit, f *Facts, window time.Duration) int64 {
	c.asked = true
	if !c.ready {
		c.ready = true
		c.pending = append(c.gather(f, len(c.pending)+pendingRoom), c.pending...)
	}
	var n int64
	since := id.From(c.now.Add(-window))
	if l.Event == Proposed {
		since = id.From(c.now.Add(-countedBy))
	}
	for i := range c.pending {
		if p := &c.pending[i]; (p.Proposition == 0 || p.Proposition >= since) && l.concerns(p.Offer, p.Placement) && p.open(l.Event) {
			n++
		}
	}
	return n
}

// release takes propositions back that were not recorded after all.
func (r *reservations) release(client id.ID, gone map[id.ID]bool) {
	s := &r.shards[maphash.Comparable(r.seed, client)%reserveShards]
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, of := range []map[id.ID][]held{s.young, s.old} {
		if own, ok := of[client]; ok {
			of[client] = slices.DeleteFunc(slices.Clone(own), func(h held) bool { return gone[h.Proposition] })
		}
	}
}

// taking gives how many of them this very decision has made.
func (c *claim) taking(l *limit) int64 {
	var n int64
	for i := range c.pending {
		if p := &c.pending[i]; p.Proposition == 0 && l.concerns(p.Offer, p.Placement) {
			n++
		}
	}
	return n
}

// open says whether the event has not come of the proposition yet. A proposition that is recorded is in the counter of propositions.
func (p *reservation) open(event string) bool {
	switch event {
	case Impression:
		return p.seen&seenImpression == 0
	case Click:
		return p.seen&seenClick == 0
	}
	return !p.recorded
}

// pendingRoom is how many propositions of one decision are expected.
const pendingRoom = 4

// gather joins what this process remembers to what the database told of all, with room for more.
func (c *claim) gather(f *Facts, room int) []reservation {
	since := id.From(c.now.Add(-MaxReserve))
	out := make([]reservation, 0, len(c.own)+len(f.Caps.Recent)+room)
	add := func(all []held, recorded bool) {
		for _, h := range all {
			if h.Proposition < since {
				continue
			}
			if i := slices.IndexFunc(out, func(r reservation) bool { return r.Proposition == h.Proposition }); i >= 0 {
				out[i].recorded = out[i].recorded || recorded
				continue
			}
			out = append(out, reservation{held: h, recorded: recorded})
		}
	}
	add(c.own, false)
	add(f.Caps.Recent, true)
	for _, s := range f.Caps.Seen {
		for i := range out {
			if out[i].Proposition == s.Proposition {
				out[i].seen |= s.kind
			}
		}
	}
	return out
}

// concerns says whether a rule counts what happens to an offer on a placement.
func (l *limit) concerns(offer, placement id.ID) bool {
	switch l.ScopeNoun {
	case ScopeOffer:
		return l.ScopeID == offer
	case ScopePlacement:
		return l.ScopeID == placement
	case ScopeCollection:
		return l.members[offer]
	}
	return true
}
