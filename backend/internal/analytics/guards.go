package analytics

import "time"

// Guard is one of the three questions to answer before a client may become low_priority.
type Guard string

// The guards. The first and the last correct the actual axis (the client is worth more than its turnover here), growing
// corrects the potential axis.
const (
	GuardReference     Guard = "reference"      // is it a reference client whose value is not its turnover?
	GuardGrowing       Guard = "growing"        // is it growing fast?
	GuardOtherDivision Guard = "other_division" // is it a client of another division?
)

// Guards lists the three in their order.
func Guards() []Guard { return []Guard{GuardReference, GuardGrowing, GuardOtherDivision} }

// GuardAnswer is an answer to one guard for one client. By hand (Manual) it needs a reason and overrides what the data
// say until it expires; a zero Expires never does. At the instant of Expires it no longer holds.
type GuardAnswer struct {
	Guard   Guard     `json:"guard"`
	Holds   bool      `json:"holds"`
	Manual  bool      `json:"manual"`
	Reason  string    `json:"reason"`
	Expires time.Time `json:"expires"`
}

// GuardedQuadrant is a raw quadrant after the guards. Held are the answers that keep the client out of low_priority,
// Unanswered the guards that nobody and no data has answered.
type GuardedQuadrant struct {
	Raw        Quadrant      `json:"raw"`
	Guarded    Quadrant      `json:"guarded"`
	Held       []GuardAnswer `json:"held"`
	Unanswered []Guard       `json:"unanswered"`
}

// GuardDemotion applies the guards to a raw quadrant at the time asOf.
//
// Only low_priority is guarded. A guard that holds lifts its axis: reference and other_division make actual high, growing
// makes potential high, so that the client lands in mature, underdeveloped or desirable. With none holding and one or
// more unanswered (or expired) it is unverified; low_priority needs three answers of no. Per guard the valid manual answer
// wins, then the valid automatic one; among several of a kind the last in the list. ErrInput for an unknown guard, or a
// manual answer without a reason.
func GuardDemotion(raw Quadrant, answers []GuardAnswer, asOf time.Time) (GuardedQuadrant, error) {
	var valid [3]*GuardAnswer
	for i := range answers {
		a := &answers[i]
		at := -1
		for g, guard := range Guards() {
			if a.Guard == guard {
				at = g
			}
		}
		if at < 0 || (a.Manual && a.Reason == "") {
			return GuardedQuadrant{}, badInput("guards: answer %d to %.20q, manual %v without a reason", i, string(a.Guard), a.Manual)
		}
		if !a.Expires.IsZero() && !asOf.Before(a.Expires) {
			continue
		}
		if valid[at] == nil || a.Manual || !valid[at].Manual {
			valid[at] = a
		}
	}
	g := GuardedQuadrant{Raw: raw, Guarded: raw, Held: []GuardAnswer{}, Unanswered: []Guard{}}
	if raw != QuadrantLowPriority {
		return g, nil
	}
	actual, potential := false, false
	for i, guard := range Guards() {
		switch {
		case valid[i] == nil:
			g.Unanswered = append(g.Unanswered, guard)
		case valid[i].Holds:
			g.Held = append(g.Held, *valid[i])
			actual = actual || guard != GuardGrowing
			potential = potential || guard == GuardGrowing
		}
	}
	g.Guarded = quadrant(actual, potential)
	if g.Guarded == QuadrantLowPriority && len(g.Unanswered) > 0 {
		g.Guarded = QuadrantUnverified
	}
	return g, nil
}
