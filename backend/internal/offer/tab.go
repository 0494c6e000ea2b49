package offer

import "clientele/internal/id"

// tab is what decisions that belong together have proposed and no counter holds yet: propositions by the rules that count them in total,
// and unique codes. Decisions that share one never propose more in all than is left. One goroutine at a time.
type tab struct {
	totals map[tabKey]int64
	given  map[id.ID]int64 // unique codes, by offer
}

// tabKey is a rule in the period that begins at start.
type tabKey struct {
	rule  id.ID
	start int64
}

func newTab() *tab { return &tab{totals: map[tabKey]int64{}, given: map[id.ID]int64{}} }

// take counts a proposition.
func (t *tab) take(a *ask, e *entry) {
	if e.caps.table == nil {
		return
	}
	now := e.caps.table.at(a.now)
	for _, all := range [][]*limit{e.caps.limits, a.spot.caps.limits} {
		for _, l := range all {
			if l.Per == PerTotal && l.Event == Proposed {
				t.totals[tabKey{l.ID, now.of[l.reset].Start}]++
			}
		}
	}
	if e.CodesKind == CodesUnique && !a.facts.holdsCode(e.ID) {
		t.given[e.ID]++
	}
}

// codes gives how many unique codes of an offer are promised by the decisions before.
func (c *claim) codes(offer id.ID) int64 {
	if c == nil || c.tab == nil {
		return 0
	}
	return c.tab.given[offer]
}
