package offer

import "clientele/internal/id"

// tie finds the hidden segments of an offer's rules: in the order in which they are asked, those of suitability last.
func (e *entry) tie(places map[id.ID]int, unknown map[id.ID]bool) {
	for _, t := range []struct {
		slot string
		tie
	}{
		{SlotEligibility, tie{rule: RuleEligibility}}, {SlotApplicability, tie{rule: RuleApplicability}},
		{SlotComplementary, tie{rule: RuleComplementary}}, {SlotBought, tie{rule: RuleProduct, excludes: true}},
		{SlotSuitability, tie{rule: RuleSuitability, suits: true}},
	} {
		own, ok := e.Rules[t.slot]
		if !ok {
			continue
		}
		place, there := places[own.Segment]
		if !there || unknown[own.Segment] {
			place = -1
		}
		t.place = place
		e.ties = append(e.ties, t.tie)
	}
}

// groupOf numbers exclusion groups from 1; 0 is none.
func groupOf(groups map[string]int, name string) int {
	if name == "" {
		return 0
	}
	n, ok := groups[name]
	if !ok {
		n = len(groups) + 1
		groups[name] = n
	}
	return n
}
