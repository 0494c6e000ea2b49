package offer

import (
	"cmp"
	"slices"

	"clientele/internal/id"
)

// CapState is what is known of one client's caps, all read at one moment: counters of the present periods, the propositions of the last
// minutes and what has come of them, the offers whose code the client holds.
type CapState struct {
	Counts []CapCount // by rule
	Recent []held
	Seen   []capSeen
	Held   []id.ID
}

// CapCount is how many events of the client a rule has counted in the period that begins at Start.
type CapCount struct {
	Rule  id.ID
	Start int64
	N     int64
}

// held is a proposition that may still lead to an event.
type held struct{ Proposition, Offer, Placement id.ID }

// capSeen is an event that a proposition led to.
type capSeen struct {
	Proposition id.ID
	kind        uint8
}

// What came of a proposition.
const (
	seenImpression uint8 = 1
	seenClick      uint8 = 2
)

// Add keeps a counter in the order of rules.
func (s *CapState) Add(rule id.ID, start, n int64) {
	at, _ := slices.BinarySearchFunc(s.Counts, rule, func(c CapCount, r id.ID) int { return cmp.Compare(c.Rule, r) })
	s.Counts = slices.Insert(s.Counts, at, CapCount{rule, start, n})
}

// AddRecent keeps a proposition of the last minutes.
func (s *CapState) AddRecent(proposition, offer, placement id.ID) {
	s.Recent = append(s.Recent, held{proposition, offer, placement})
}

// AddSeen keeps that a proposition led to an impression, or else a click.
func (s *CapState) AddSeen(proposition id.ID, impression bool) {
	kind := seenClick
	if impression {
		kind = seenImpression
	}
	s.Seen = append(s.Seen, capSeen{proposition, kind})
}

// count gives what a rule has counted in the period that begins at start.
func (s *CapState) count(rule id.ID, start int64) int64 {
	at, _ := slices.BinarySearchFunc(s.Counts, rule, func(c CapCount, r id.ID) int { return cmp.Compare(c.Rule, r) })
	for ; at < len(s.Counts) && s.Counts[at].Rule == rule; at++ {
		if s.Counts[at].Start == start {
			return s.Counts[at].N
		}
	}
	return 0
}
