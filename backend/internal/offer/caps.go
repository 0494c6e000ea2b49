package offer

import (
	"slices"
	"sync/atomic"
	"time"

	"clientele/internal/id"
)

// Limits is what a catalogue knows of caps apart from the client: rules, the collections they speak of, totals of the present periods, what
// offers have spent and given out, how long a proposition reserves.
type Limits struct {
	Rules       []CappingRule
	Collections []Collection
	Totals      []Counter
	Tallies     []Tally
	Reserve     time.Duration
}

// Counter is how many events a rule has counted in a period; Client is 0 for all together.
type Counter struct {
	Rule   id.ID `json:"rule"`
	Client id.ID `json:"client"`
	Start  int64 `json:"start"`
	End    int64 `json:"end"`
	N      int64 `json:"n"`
}

// Tally is what an offer has spent, in minor units, and given out. A code is taken once it is held, redeemed or void.
type Tally struct {
	OfferID     id.ID `json:"offer" gorm:"column:offer_id;primaryKey;autoIncrement:false"`
	SpentMinor  int64 `json:"spent"`
	Redemptions int64 `json:"redemptions"`
	CodesTotal  int64 `json:"codes"`
	CodesTaken  int64 `json:"taken"`
}

// TableName is the table's name.
func (Tally) TableName() string { return "offer_tally" }

// limit is a capping rule made ready for decisions.
type limit struct {
	CappingRule
	reset   int
	members map[id.ID]bool             // offers of its collection
	totals  [2]atomic.Pointer[Counter] // of the two latest periods: events may come from the next one by a clock that is a little fast
}

// capIndex is the caps of a catalogue. Only totals, tallies and the present periods change in it.
type capIndex struct{ *capTable }

type capTable struct {
	zone    *time.Location
	window  time.Duration
	present atomic.Pointer[periods]
	limits  map[id.ID]*limit
	entries map[id.ID]*entry
}

// entryCaps is what is prepared of the caps of an offer: its own rules, those of its collections and of everything.
type entryCaps struct {
	table    *capTable
	limits   []*limit
	reserves bool
	cost     int64
	tally    atomic.Pointer[Tally]
}

// spotCaps is the rules of a placement.
type spotCaps struct {
	limits   []*limit
	reserves bool
}

// prepareCaps prepares the caps of every offer and placement of a catalogue.
func (c *Catalogue) prepareCaps(s Limits, entries []*entry) {
	t := &capTable{zone: c.zone, window: s.Reserve, limits: make(map[id.ID]*limit, len(s.Rules)), entries: make(map[id.ID]*entry, len(entries))}
	if t.window <= 0 {
		t.window = DefaultReserve
	}
	c.caps = capIndex{t}
	for _, e := range entries {
		e.caps.table, e.caps.cost = t, e.leastCost()
		t.entries[e.ID] = e
	}
	for _, r := range s.Rules {
		l := &limit{CappingRule: r, reset: resetIndex(r.Resets)}
		t.limits[r.ID] = l
		switch r.ScopeNoun {
		case ScopePlacement:
			for _, sp := range c.spots {
				if sp.ID == r.ScopeID {
					sp.caps.limits, sp.caps.reserves = append(sp.caps.limits, l), sp.caps.reserves || l.reserves()
				}
			}
			continue
		case ScopeCollection:
			l.members = membersOf(s.Collections, r.ScopeID, entries)
		}
		for _, e := range entries {
			if r.ScopeNoun == ScopeAll || r.ScopeNoun == ScopeOffer && r.ScopeID == e.ID || l.members[e.ID] {
				e.caps.limits, e.caps.reserves = append(e.caps.limits, l), e.caps.reserves || l.reserves()
			}
		}
	}
	t.learn(News{Totals: s.Totals, Tallies: s.Tallies})
}

func membersOf(all []Collection, v id.ID, entries []*entry) map[id.ID]bool {
	members := map[id.ID]bool{}
	for i := range all {
		if all[i].ID != v {
			continue
		}
		for _, e := range entries {
			if all[i].Content.holds(e.Offer) {
				members[e.ID] = true
			}
		}
	}
	return members
}

// reserves says whether propositions count against the rule before the event they may lead to.
func (l *limit) reserves() bool {
	return l.Per == PerClient && (l.Event == Impression || l.Event == Click || l.Event == Proposed)
}

// reserves says whether propositions of the offer on a placement count against caps, so that every one must be recorded.
func (e *entry) reserves(sp *spot) bool {
	counted := func(l *limit) bool { return l.Event == Proposed }
	return e.caps.reserves || sp.caps.reserves || slices.ContainsFunc(e.caps.limits, counted) || slices.ContainsFunc(sp.caps.limits, counted)
}

// at gives the period of each kind at a moment.
func (t *capTable) at(now time.Time) *periods {
	p, s := t.present.Load(), now.Unix()
	if p == nil || s < p.from || s >= p.till {
		p = periodsAt(now, t.zone)
		t.present.Store(p)
	}
	return p
}

// capped gives the first cap that keeps an offer from being proposed here and now; the empty rule when none does. It is asked at every
// decision for every offer that passed the rules before it.
func (a *ask) capped(e *entry) Rule {
	if e.caps.table == nil {
		return ""
	}
	if len(e.caps.limits) > 0 || len(a.spot.caps.limits) > 0 {
		now := e.caps.table.at(a.now)
		for _, l := range e.caps.limits {
			if _, _, full := a.stand(l, now, e.caps.table.window); full {
				return RuleCap
			}
		}
		for _, l := range a.spot.caps.limits {
			if _, _, full := a.stand(l, now, e.caps.table.window); full {
				return RuleCap
			}
		}
	}
	return e.spent(a.facts, a.claim)
}

// overfull says whether what this decision proposes already leaves no room for an offer that had some before.
func (a *ask) overfull(e *entry) bool {
	return a.claim != nil && a.claim.grown && a.capped(e) != ""
}

// stand says how a rule stands for the client: counted in the present period, reserved, and whether there is no room.
func (a *ask) stand(l *limit, now *periods, window time.Duration) (counted, reserved int64, full bool) {
	start := now.of[l.reset].Start
	if l.Per == PerTotal {
		for i := range l.totals {
			if c := l.totals[i].Load(); c != nil && c.Start == start {
				counted = max(counted, c.N)
			}
		}
		if a.claim != nil && a.claim.tab != nil {
			counted += a.claim.tab.totals[tabKey{l.ID, start}]
		}
		return counted, 0, counted >= l.LimitCount
	}
	if a.facts.Client == 0 {
		return 0, 0, false
	}
	counted = a.facts.Caps.count(l.ID, start)
	if counted < l.LimitCount && l.reserves() && a.claim != nil {
		reserved = a.claim.reserved(l, a.facts, window)
	}
	return counted, reserved, counted+reserved >= l.LimitCount
}

// spent says whether an offer's budget or its codes are used up for the client.
func (e *entry) spent(f *Facts, cl *claim) Rule {
	t := e.caps.tally.Load()
	if t == nil {
		t = &Tally{}
	}
	switch {
	case e.BudgetMinor != nil && t.SpentMinor+max(e.caps.cost, 1) > *e.BudgetMinor:
		return RuleBudget
	case e.CodesKind == CodesUnique && t.CodesTaken+cl.codes(e.ID) >= t.CodesTotal && !f.holdsCode(e.ID):
		return RuleCodes
	}
	return ""
}

// CapDetail says how one cap of an offer stands for a client.
type CapDetail struct {
	Event    string // impression, click, acceptance, redemption, proposition
	Scope    string // client, total
	Limit    int64
	Counted  int64 // recorded in the present period
	Reserved int64 // by recent propositions
}

// capDetails gives how each cap of an offer stands, for explanations.
func (a *ask) capDetails(e *entry) []CapDetail {
	if e.caps.table == nil {
		return nil
	}
	now := e.caps.table.at(a.now)
	out := make([]CapDetail, 0, len(e.caps.limits)+len(a.spot.caps.limits))
	for _, all := range [][]*limit{e.caps.limits, a.spot.caps.limits} {
		for _, l := range all {
			counted, reserved, _ := a.stand(l, now, e.caps.table.window)
			if reserved > 0 {
				reserved -= a.claim.taking(l)
			}
			out = append(out, CapDetail{Event: l.Event, Scope: l.Per, Limit: l.LimitCount, Counted: counted, Reserved: reserved})
		}
	}
	return out
}
