package offer

import (
	"cmp"
	"math"
	"slices"

	"clientele/internal/id"
)

// stage is one step of a strategy with its offers, those of the highest fixed score first.
type stage struct {
	Stage
	number  int      // from 1
	formula *Formula // of ByFormula; nil where it does not compile, and the stage is empty
	weight  Arbitration
	fixed   bool // no score depends on the client: the order stands
	offers  []candidate
}

// candidate is an offer in a stage, with the factors of its score that do not depend on the client.
type candidate struct {
	*entry
	value, boost float64
	score        float64 // the whole of it where the stage is fixed
}

// stage gives a placement its stages: those of its strategy, or one of every offer by priority.
func (c *Catalogue) stage(sp *spot, s *Snapshot, entries []*entry, places map[id.ID]int) {
	stages, weight := []Stage{{Ranking: ByPriority}}, Arbitration{}
	if i := slices.IndexFunc(s.Strategies, func(t Strategy) bool { return sp.StrategyID != nil && t.ID == *sp.StrategyID }); i >= 0 {
		sp.strategy = &s.Strategies[i]
		stages, weight = sp.strategy.Stages, sp.strategy.Arbitration
		for _, v := range sp.strategy.Context {
			place, ok := places[v]
			if !ok {
				place = -1
			}
			sp.context = append(sp.context, place)
		}
	}
	for i, t := range stages {
		g := stage{Stage: t, number: i + 1, weight: weight, fixed: t.Ranking == ByPriority && weight.PropensityWeight == 0}
		if t.Ranking == ByFormula {
			g.formula, _ = CompileFormula(t.Formula) // it was checked when it was saved
			c.figures = c.figures || usesFigures(t.Formula)
		}
		g.fill(sp, s, entries)
		sp.stages = append(sp.stages, g)
	}
}

// fill takes the offers that may show on the placement and belong to the stage's collection.
func (g *stage) fill(sp *spot, s *Snapshot, entries []*entry) {
	var within *Content
	if g.Collection != 0 {
		i := slices.IndexFunc(s.Collections, func(c Collection) bool { return c.ID == g.Collection })
		if i < 0 {
			return
		}
		within = &s.Collections[i].Content
	}
	for _, e := range entries {
		if e.State != Approved || !e.spots[sp.ID] || e.IsFallback || within != nil && !within.holds(e.Offer) {
			continue
		}
		c := candidate{entry: e, value: g.weight.value(e.Offer), boost: g.weight.boost(e.Offer)}
		c.score = float64(e.Priority) * c.value * c.boost
		g.offers = append(g.offers, c)
	}
	slices.SortStableFunc(g.offers, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}

// value gives value^weight of an offer; see Arbitration.
func (w Arbitration) value(o *Offer) float64 {
	if w.ValueWeight == 0 || o.CompanyValueMinor == nil {
		return 1
	}
	minor := float64(*o.CompanyValueMinor)
	if o.CompanyCostMinor != nil {
		minor -= float64(*o.CompanyCostMinor)
	}
	return math.Pow(max(minor/100, 0.01), w.ValueWeight)
}

// boost gives the product of the boosts of an offer and of its kind.
func (w Arbitration) boost(o *Offer) float64 {
	out := 1.0
	for _, b := range w.Boosts {
		if b.Offer == o.ID || b.Offer == 0 && b.Kind == o.Kind {
			out *= b.Factor
		}
	}
	return out
}

// Parts is a score taken apart: base is the priority, the formula's result or the learner's share; the others are the factors of
// arbitration.
type Parts struct{ Base, Value, Propensity, Boost float64 }

func (p Parts) score() float64 { return p.Base * p.Value * p.Propensity * p.Boost }

// parts gives the score of an offer by priority or formula.
func (a *ask) parts(g *stage, c *candidate, v *Variant) Parts {
	p := Parts{Base: float64(c.Priority), Value: c.value, Propensity: 1, Boost: c.boost}
	estimate := 1.0
	if v != nil && a.spot.strategy != nil && (g.weight.PropensityWeight > 0 || g.Ranking == ByFormula) {
		if e, ok := a.catalogue.learner.Estimate(a.key(), Arm{c.ID, v.ID}); ok {
			estimate = e
		}
	}
	if g.Ranking == ByFormula {
		p.Base = 0
		if g.formula != nil {
			p.Base = g.formula.value(&formulaVars{a, c.entry, estimate})
		}
	}
	if g.weight.PropensityWeight > 0 {
		p.Propensity = math.Pow(estimate, g.weight.PropensityWeight)
	}
	return p
}

func (a *ask) key() LearnKey {
	return LearnKey{Strategy: a.spot.strategy.ID, Placement: a.spot.ID, Segment: a.context}
}
