package offer

import (
	"encoding/json"

	"clientele/internal/event"
	"clientele/internal/id"
)

// News is what feedback or a redemption has changed: whose facts, which totals, which tallies. Events of the feed carry it too.
type News struct {
	Clients []id.ID   `json:"clients"`
	Totals  []Counter `json:"totals,omitempty"`
	Tallies []Tally   `json:"tallies,omitempty"`
}

// Heard takes news of this process as soon as they are recorded: the next decision counts them. Other processes hear of them by the feed.
func (d *Decider) Heard(n News) {
	l := d.live
	l.mu.Lock() // a catalogue that is just being read gets them once it is there
	defer l.mu.Unlock()
	for _, v := range n.Clients {
		l.known.drop(v)
	}
	if c := l.current.Load(); c != nil && c.caps.capTable != nil {
		c.caps.learn(n)
	}
}

// capNews reads one event of the feed, and says whether the catalogue must be read anew for it.
func (l *live) capNews(e event.Event) (rebuild bool) {
	if e.Kind == event.CapsChanged {
		if e.Client != 0 {
			l.known.drop(e.Client)
		}
		return true
	}
	if e.Kind != event.OfferFeedback && e.Kind != event.CapsCounted {
		return false
	}
	var n News
	if c := l.current.Load(); c != nil && c.caps.capTable != nil && json.Unmarshal(e.Payload, &n) == nil {
		c.caps.learn(n)
	}
	return false
}

// adds says whether a catalogue has a rule per client that an older one did not have: facts that were read before lack its counters.
func (c capIndex) adds(old capIndex) bool {
	if old.capTable == nil {
		return false
	}
	for v, l := range c.limits {
		if _, ok := old.limits[v]; !ok && l.Per == PerClient {
			return true
		}
	}
	return false
}

// learn moves totals and tallies on. They only grow, so that news may come late, twice or out of order. One caller at a time.
func (t *capTable) learn(n News) {
	for _, c := range n.Totals {
		if l := t.limits[c.Rule]; l != nil && c.Client == 0 {
			l.learn(c)
		}
	}
	for _, next := range n.Tallies {
		e := t.entries[next.OfferID]
		if e == nil {
			continue
		}
		if old := e.caps.tally.Load(); old != nil {
			next.SpentMinor, next.Redemptions = max(old.SpentMinor, next.SpentMinor), max(old.Redemptions, next.Redemptions)
			next.CodesTotal, next.CodesTaken = max(old.CodesTotal, next.CodesTotal), max(old.CodesTaken, next.CodesTaken)
		}
		e.caps.tally.Store(&next)
	}
}

// learn keeps the total of a period in place of an older one.
func (l *limit) learn(c Counter) {
	oldest := 0
	for i := range l.totals {
		old := l.totals[i].Load()
		if old != nil && old.Start == c.Start {
			if c.N > old.N {
				l.totals[i].Store(&c)
			}
			return
		}
		if first := l.totals[oldest].Load(); old == nil || first != nil && old.Start < first.Start {
			oldest = i
		}
	}
	if old := l.totals[oldest].Load(); old == nil || old.Start < c.Start {
		l.totals[oldest].Store(&c)
	}
}
