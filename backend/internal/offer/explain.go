package offer

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"clientele/internal/id"
)

// Considered says of one offer why it is or is not proposed. Rank is 0 where it is not, Stage 0 where no stage holds it. Parts and
// Propensity are told of offers that no rule keeps from the client; Leaf where a rule of the offer does.
type Considered struct {
	Offer      *Offer
	Variant    *Variant
	Failed     Rule
	Reason     string
	Leaf       *Leaf
	Stage      int
	Score      float64
	Parts      Parts
	Raised     bool
	Propensity float64
	Expected   float64 // reward, by the learner
	Caps       []CapDetail
	Rank       int
}

// Leaf is the part of a rule that decided: its place in the tree, such as root.all[1], the node itself, and the same in words.
type Leaf struct {
	Held  bool // the rule as a whole holds now
	Path  string
	Node  json.RawMessage
	Words string
}

// Reasoner says which part of a rule segment's rule decides about a client now, in words of a language.
type Reasoner interface {
	Why(ctx context.Context, segment, client id.ID, language string) (*Leaf, error)
}

// explain says of every offer that is not archived why it is or is not proposed: those that are, by rank, then the others.
func (a *ask) explain(out *PlacementDecision, language string, told map[id.ID]scored) []Considered {
	all := make([]Considered, 0, len(a.spot.all))
	for _, e := range a.spot.all {
		all = append(all, a.consider(e, out, language, told))
	}
	slices.SortStableFunc(all, func(x, y Considered) int {
		if x.Rank > 0 && y.Rank > 0 {
			return cmp.Compare(x.Rank, y.Rank)
		}
		return cmp.Compare(min(y.Rank, 1), min(x.Rank, 1))
	})
	return all
}

func (a *ask) consider(e *entry, out *PlacementDecision, language string, told map[id.ID]scored) Considered {
	own := a.owns(e)
	fallback := e.IsFallback || own && !e.spots[a.spot.ID]
	v, failed := a.fails(e, own)
	g, c := a.stageOf(e)
	if g == nil && !fallback && failed != RuleState && failed != RulePlacement {
		v, failed = nil, RuleCollection
	}
	said := Considered{Offer: e.Offer, Variant: v, Failed: failed, Score: float64(e.Priority), Caps: a.capDetails(e), Raised: a.raises(e)}
	if g != nil {
		said.Stage = g.number
		s, ok := told[e.ID]
		if !ok && g.Ranking != ByLearning {
			s = scored{parts: a.parts(g, c, v)}
			s.score = s.parts.score()
		}
		said.Score, said.Parts, said.Propensity, said.Expected = s.score, s.parts, s.propensity, s.expected
	}
	p, back := proposed(out.Propositions, e.ID), proposed(out.Withheld, e.ID)
	switch {
	case p != nil:
		said.Rank, said.Variant, said.Failed = p.Rank, p.Variant, "" // what it proposes itself is counted by now
	case failed != "":
	case back != nil || a.heldOut && !fallback:
		said.Failed = RuleHoldout
	case a.grouped(e):
		said.Failed = RuleGroup
	case fallback:
		said.Failed = RuleFallback
	default:
		said.Failed = RuleSize
	}
	said.Reason = said.Failed.Reason(language)
	return said
}

// stageOf gives the first stage that holds an offer.
func (a *ask) stageOf(e *entry) (*stage, *candidate) {
	for i := range a.spot.stages {
		g := &a.spot.stages[i]
		if j := slices.IndexFunc(g.offers, func(c candidate) bool { return c.entry == e }); j >= 0 {
			return g, &g.offers[j]
		}
	}
	return nil, nil
}

// slotOf is the slot of the rules that segments decide.
var slotOf = map[Rule]string{RuleEligibility: SlotEligibility, RuleApplicability: SlotApplicability, RuleComplementary: SlotComplementary,
	RuleProduct: SlotBought, RuleSuitability: SlotSuitability}

// explain adds to what failed by a rule of the offer the part of it that decided.
func (d *Decider) explain(ctx context.Context, out *Decision, f *Facts, language string) {
	if d.Reasoner == nil || f.Client == 0 {
		return
	}
	for i := range out.Placements {
		for j := range out.Placements[i].Considered {
			c := &out.Placements[i].Considered[j]
			if t, ok := c.Offer.Rules[slotOf[c.Failed]]; ok && t.Segment != 0 {
				leaf, err := d.Reasoner.Why(ctx, t.Segment, f.Client, language)
				if err == nil && leaf.Held == (c.Failed == RuleProduct) { // else the membership is about to follow: nothing to show
					c.Leaf = leaf
				}
			}
		}
	}
}
