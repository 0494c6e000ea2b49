package offer

import (
	"cmp"
	"slices"

	"clientele/internal/id"
)

// begin reads what the placement's strategy asks of the client: holdout and context.
func (a *ask) begin() {
	a.heldOut, a.context = false, 0
	s := a.spot.strategy
	if s == nil {
		return
	}
	a.heldOut = HeldOut(s.HoldoutSalt, a.facts.Client, s.HoldoutBp)
	for i, place := range a.spot.context {
		if place >= 0 && a.held.has(place) {
			a.context = s.Context[i]
			return
		}
	}
}

// scored is an offer that may be shown, with its variant and what it is ranked by.
type scored struct {
	*candidate
	variant    *Variant
	parts      Parts
	score      float64
	raised     bool
	propensity float64
	expected   float64 // reward, by the learner
	model      int64
	kept       bool    // the offer's own holdout keeps it from the client
	choice     *Choice // of the first place of a learned stage
}

// fill chooses what a placement shows: its stages in turn, then fallbacks while there is room.
func (a *ask) fill(out *PlacementDecision, language string, explain bool) {
	out.HeldOut = a.heldOut
	out.Propositions = make([]Proposition, 0, a.spot.Size)
	groups := len(a.taken)
	var told map[id.ID]scored
	if explain {
		told = map[id.ID]scored{}
	}
	for i := range a.spot.stages {
		if a.room(out) == 0 && !explain {
			break
		}
		a.run(&a.spot.stages[i], out, language, told)
	}
	if a.heldOut { // nothing of it shows
		a.taken = a.taken[:groups]
	}
	for _, e := range a.spot.fallbacks {
		if len(out.Propositions) == int(a.spot.Size) {
			break
		}
		if proposed(out.Propositions, e.ID) != nil || a.grouped(e) {
			continue
		}
		if v, failed := a.fails(e, a.owns(e)); failed == "" {
			p := Proposition{Offer: e.Offer, Variant: v, Language: language, Score: float64(e.Priority), Fallback: true, tied: a.spot.learns(), full: a.heldOut || e.reserves(a.spot)}
			if a.heldOut {
				p.Held = HeldShown
			}
			a.show(out, e, p)
		}
	}
	if explain {
		out.Considered = a.explain(out, language, told)
	}
}

// room gives how many more propositions the stages may choose.
func (a *ask) room(out *PlacementDecision) int {
	n := int(a.spot.Size) - len(out.Propositions)
	if a.heldOut {
		n -= len(out.Withheld)
	}
	return n
}

// run lets a stage choose while there is room. Services come first where a complaint is open. told gathers, for explanations, the scores
// of every offer that may be shown.
func (a *ask) run(g *stage, out *PlacementDecision, language string, told map[id.ID]scored) {
	switch {
	case g.Ranking == ByLearning:
		a.learned(g, out, language, told)
	case g.fixed && told == nil:
		if a.facts.Complaint {
			a.inOrder(g, out, language, func(e *entry) bool { return e.Kind == KindService })
			a.inOrder(g, out, language, func(e *entry) bool { return e.Kind != KindService })
		} else {
			a.inOrder(g, out, language, nil)
		}
	default:
		all := a.eligible(g, out)
		slices.SortStableFunc(all, func(x, y scored) int {
			return cmp.Or(compareBool(y.raised, x.raised), cmp.Compare(y.score, x.score))
		})
		for _, s := range all {
			a.take(out, s, language)
			if told != nil {
				told[s.ID] = s
			}
		}
	}
}

// inOrder walks a stage whose order does not depend on the client, no further than there is room.
func (a *ask) inOrder(g *stage, out *PlacementDecision, language string, only func(e *entry) bool) {
	for i := range g.offers {
		if a.room(out) == 0 {
			return
		}
		c := &g.offers[i]
		if only != nil && !only(c.entry) || chosen(out, c.ID) {
			continue
		}
		if v, failed := a.fails(c.entry, true); failed == "" {
			a.take(out, scored{candidate: c, variant: v, score: c.score, raised: a.raises(c.entry)}, language)
		}
	}
}

// eligible gives the offers of a stage that no rule keeps from the client and no earlier stage chose, with their scores by priority or
// formula.
func (a *ask) eligible(g *stage, out *PlacementDecision) []scored {
	all := make([]scored, 0, len(g.offers))
	for i := range g.offers {
		c := &g.offers[i]
		if chosen(out, c.ID) {
			continue
		}
		v, failed := a.fails(c.entry, true)
		if failed != "" {
			continue
		}
		s := scored{candidate: c, variant: v, raised: a.raises(c.entry)}
		if g.Ranking != ByLearning {
			s.parts = a.parts(g, c, v)
			s.score = s.parts.score()
		}
		all = append(all, s)
	}
	return all
}

// raises says whether an open complaint puts the offer first.
func (a *ask) raises(e *entry) bool { return a.facts.Complaint && e.Kind == KindService }

// take proposes an offer, or keeps it back where the client is held out; nothing where there is no room or its group is taken.
func (a *ask) take(out *PlacementDecision, s scored, language string) bool {
	if a.room(out) <= 0 || a.grouped(s.entry) || a.overfull(s.entry) {
		return false
	}
	p := Proposition{Offer: s.Offer, Variant: s.variant, Language: language, Score: s.score, Raised: s.raised,
		Propensity: s.propensity, ModelVersion: s.model, choice: s.choice, tied: a.spot.learns(), full: s.propensity > 0 || s.reserves(a.spot)}
	if a.spot.strategy != nil {
		p.Strategy = a.spot.strategy.ID
	}
	if s.propensity > 0 {
		p.Segment = a.context
	}
	if a.heldOut || HeldOut(s.HoldoutSalt, a.facts.Client, s.HoldoutBp) {
		p.Held, p.full, p.Rank = HeldBack, true, len(out.Propositions)+len(out.Withheld)+1
		out.Withheld = append(out.Withheld, p)
		if a.heldOut && s.group != 0 {
			a.taken = append(a.taken, taken{s.group, s.ID})
		}
		return true
	}
	a.show(out, s.entry, p)
	return true
}

func (a *ask) show(out *PlacementDecision, e *entry, p Proposition) {
	p.Rank = len(out.Propositions) + 1
	if a.spot.strategy != nil {
		p.Strategy = a.spot.strategy.ID
	}
	out.Propositions = append(out.Propositions, p)
	a.claim.take(e.ID, a.spot.ID)
	if a.claim != nil && a.claim.tab != nil {
		a.claim.tab.take(a, e)
	}
	if e.group != 0 {
		a.taken = append(a.taken, taken{e.group, e.ID})
	}
}

// grouped says whether another offer of the offer's exclusion group is shown in this decision.
func (a *ask) grouped(e *entry) bool {
	return e.group != 0 && slices.ContainsFunc(a.taken, func(t taken) bool { return t.group == e.group && t.offer != e.ID })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// chosen says whether an offer is proposed, or kept back, already.
func chosen(out *PlacementDecision, offer id.ID) bool {
	return proposed(out.Propositions, offer) != nil || proposed(out.Withheld, offer) != nil
}

func (a *ask) owns(e *entry) bool {
	return a.spot.FallbackOfferID != nil && *a.spot.FallbackOfferID == e.ID
}

func proposed(all []Proposition, offer id.ID) *Proposition {
	for i := range all {
		if all[i].Offer.ID == offer {
			return &all[i]
		}
	}
	return nil
}
