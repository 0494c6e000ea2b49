package offer

import (
	"context"
	"time"

	"clientele/internal/id"
)

// Rehearse decides by the present catalogue as of a moment of the past and by a learner of its own, and gives what is to be recorded of
// it, with ids of that moment made by next. It records and reserves nothing: it makes the past of demonstrations.
func (d *Decider) Rehearse(ctx context.Context, r Request, at time.Time, l Learner, next func() id.ID) ([]Shown, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	now, err := d.live.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	c := *now
	c.learner = l
	spots, err := c.pick(r)
	if err != nil {
		return nil, err
	}
	facts, err := d.live.facts(ctx, r.Client, r.Key, d.clock.Now())
	if err != nil {
		return nil, err
	}
	out := Decision{ID: next(), Client: facts.Client}
	r.At, r.Seed = at, [2]uint64{1, uint64(out.ID)}
	out.Placements = c.decide(spots, facts, r, at, &claim{})
	var rows []Shown
	for i := range out.Placements {
		p := &out.Placements[i]
		for _, all := range [][]Proposition{p.Propositions, p.Withheld} {
			for j := range all {
				all[j].ID = next()
				rows = append(rows, shownOf(&out, p, &all[j], at))
			}
		}
	}
	return rows, nil
}
