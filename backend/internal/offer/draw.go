package offer

import (
	"math/rand/v2"
	"slices"

	"clientele/internal/id"
)

// learned draws from the eligible offers of a stage one after the other, each with a chance in proportion to its share × value × boost
// among those that are left; the chance it had is its propensity. Offers that cannot show, for their group or their own holdout, are no
// choice: they are drawn only to say what would have been shown.
func (a *ask) learned(g *stage, out *PlacementDecision, language string, told map[id.ID]scored) {
	all := a.without(a.eligible(g, out), told)
	if len(all) == 0 {
		return
	}
	a.weigh(all)
	draw := rand.New(rand.NewPCG(a.drawn[0]+uint64(g.number), a.drawn[1]^uint64(a.spot.ID)))
	for first := true; len(all) > 0 && (a.room(out) > 0 || told != nil); {
		i := pick(draw, all)
		if first && !all[i].kept {
			all[i].choice, first = choiceOf(all, i), false
		}
		if told != nil {
			told[all[i].ID] = all[i]
		}
		a.take(out, all[i], language)
		all = a.without(slices.Delete(all, i, i+1), told)
	}
}

// without leaves out the offers that what is shown already keeps from showing.
func (a *ask) without(all []scored, told map[id.ID]scored) []scored {
	return slices.DeleteFunc(all, func(s scored) bool {
		gone := a.grouped(s.entry) || a.overfull(s.entry)
		if gone && told != nil {
			told[s.ID] = s
		}
		return gone
	})
}

// weigh asks the learner for the shares of the offers, and makes their scores of these.
func (a *ask) weigh(all []scored) {
	arms, shares, means := make([]Arm, len(all)), make([]float64, len(all)), make([]float64, len(all))
	for i, s := range all {
		arms[i] = Arm{s.ID, s.variant.ID}
	}
	model := a.catalogue.learner.Shares(a.key(), &a.spot.strategy.Learning, arms, shares, means)
	for i := range all {
		s := &all[i]
		s.parts, s.model, s.expected = Parts{Base: shares[i], Value: s.value, Propensity: 1, Boost: s.boost}, model, means[i]
		s.score = max(s.parts.score(), 1e-12)
		s.kept = !a.heldOut && HeldOut(s.HoldoutSalt, a.facts.Client, s.HoldoutBp)
	}
}

// pick draws one of the offers, of the raised ones while there are any, and notes on it the chance it had: among those that can show.
func pick(draw *rand.Rand, all []scored) int {
	raised := slices.ContainsFunc(all, func(s scored) bool { return s.raised })
	sum, open, last := 0.0, 0.0, 0
	for i := range all {
		if all[i].raised == raised {
			sum, last = sum+all[i].score, i
			if !all[i].kept {
				open += all[i].score
			}
		}
	}
	at := draw.Float64() * sum
	for i := range all {
		if all[i].raised != raised {
			continue
		}
		if at -= all[i].score; at < 0 || i == last {
			all[i].propensity = all[i].score / sum
			if !all[i].kept {
				all[i].propensity = all[i].score / open
			}
			return i
		}
	}
	return last
}

// choiceOf gives what is logged of the first place, which all[i] has. The offers are in the order of priority.
func choiceOf(all []scored, i int) *Choice {
	c := &Choice{Model: all[i].expected}
	for j := range all {
		if all[j].kept || all[j].raised != all[i].raised {
			continue
		}
		if c.Eligible == 0 {
			c.Priority, c.ModelPriority = j == i, all[j].expected
		}
		c.Eligible++
		c.ModelUniform += all[j].expected
	}
	c.ModelUniform /= float64(c.Eligible)
	return c
}

// learns says whether the placement's strategy has a learned stage.
func (sp *spot) learns() bool {
	return slices.ContainsFunc(sp.stages, func(g stage) bool { return g.Ranking == ByLearning })
}
