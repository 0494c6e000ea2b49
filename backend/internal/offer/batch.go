package offer

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// BatchSize is how many clients DecideMany takes at once.
const BatchSize = 500

// DecideMany answers for many clients (at most BatchSize) what Decide answers for one, their facts read at once. Decisions come in the order
// of clients; one that is not there, or was merged into another, gets a decision without placements. What is recorded waits for room in the
// queue, so that a batch loses nothing. Client, Key, Explain and Seed of the request are left out of account.
func (d *Decider) DecideMany(ctx context.Context, r Request, clients []id.ID) ([]Decision, error) {
	r.Client, r.Key, r.Explain, r.Seed = 0, Key{}, false, [2]uint64{}
	if err := r.check(); err != nil {
		return nil, err
	}
	if len(clients) > BatchSize {
		return nil, fault.Invalid(fault.Field{Path: "clients", Code: "too_many", Message: "are more than 500"})
	}
	c, err := d.live.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	spots, err := c.pick(r)
	if err != nil {
		return nil, err
	}
	facts, err := d.live.factsOf(ctx, c, clients)
	if err != nil {
		return nil, err
	}
	out := make([]Decision, len(clients))
	for i, v := range clients {
		if f := facts[v]; f != nil {
			out[i] = d.decide(c, spots, f, r)
		} else {
			out[i] = Decision{Client: v}
		}
	}
	if r.Preview {
		return out, nil
	}
	return out, d.makeRoom(ctx)
}

// makeRoom writes what waits to be recorded until half of the queue is free.
func (d *Decider) makeRoom(ctx context.Context) error {
	for d.recorder.Waiting() > RecordQueue/2 {
		if _, err := d.recorder.Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// factsOf reads the facts of many clients, with their figures where a formula asks for those; absent and merged ones are left out.
func (l *live) factsOf(ctx context.Context, c *Catalogue, clients []id.ID) (map[id.ID]*Facts, error) {
	all, err := l.store.FactsOf(ctx, clients)
	if err != nil {
		return nil, err
	}
	out := make(map[id.ID]*Facts, len(all))
	for i := range all {
		out[all[i].Client] = &all[i]
	}
	if !c.figures || len(all) == 0 {
		return out, nil
	}
	figures, err := l.store.FiguresOf(ctx, clients)
	if err != nil {
		return nil, err
	}
	for v, f := range out {
		own := figures[v]
		f.Figures = &own
	}
	return out, nil
}
