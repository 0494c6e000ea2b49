package segment

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"clientele/internal/id"
	"clientele/internal/rule"
)

// PreviewAsk is a rule to try out for a segment (0: a new one).
type PreviewAsk struct {
	Rule      json.RawMessage
	Segment   id.ID
	CountOnly bool
}

// What a preview shows, and how long it counts unless it is told otherwise.
const (
	previewTime     = 5 * time.Second
	previewSample   = 10
	previewOverlaps = 10
)

// Preview says what a rule would make: how many clients, how many of them can be reached by channel, some of them, and the segments they are in
// already. Where counting takes more than five seconds it is estimated from a sample in as many more.
func (r *Rules) Preview(ctx context.Context, ask PreviewAsk) (p Preview, err error) {
	begin := r.Clock.Now()
	b, err := r.tried(ctx, ask)
	if err != nil {
		return p, err
	}
	if p.Base, err = r.Store.Base(ctx); err != nil {
		return p, err
	}
	limited, cancel := context.WithTimeout(ctx, cmp.Or(r.PreviewTime, previewTime))
	defer cancel()
	err = r.count(limited, &p, b, ask)
	if err != nil && ctx.Err() == nil && errors.Is(limited.Err(), context.DeadlineExceeded) {
		p, err = r.estimate(ctx, p.Base, b, ask)
	}
	p.Took = r.Clock.Now().Sub(begin)
	return p, err
}

// tried gives the rule to try out, bound to now.
func (r *Rules) tried(ctx context.Context, ask PreviewAsk) (b *rule.Bound, err error) {
	self := Segment{ID: ask.Segment}
	if ask.Segment != 0 {
		if self, err = r.Store.ByID(ctx, ask.Segment); err != nil {
			return nil, err
		}
	}
	tree, err := r.checked(ctx, self, ask.Rule)
	if err != nil {
		return nil, err
	}
	m, err := r.moment(ctx)
	if err != nil {
		return nil, err
	}
	if b, err = r.bound(ctx, self, tree, m); err != nil {
		return nil, within("rule", err)
	}
	return b, nil
}

// count fills a preview with what the whole base says.
func (r *Rules) count(ctx context.Context, p *Preview, b *rule.Bound, ask PreviewAsk) (err error) {
	if ask.CountOnly {
		p.Count, err = r.Store.Count(ctx, b)
		p.Low, p.High = p.Count, p.Count
		return err
	}
	clients, err := r.Store.Matching(ctx, b)
	if err != nil {
		return err
	}
	p.Count, p.Exact = int64(len(clients)), len(clients) <= OverlapSample
	p.Low, p.High = p.Count, p.Count
	reach, err := r.Store.ReachOf(ctx, b)
	if err != nil {
		return err
	}
	p.Reach = &reach
	return r.details(ctx, p, clients, ask.Segment)
}

// details fills sample and overlaps from clients who meet the rule.
func (r *Rules) details(ctx context.Context, p *Preview, clients []id.ID, self id.ID) (err error) {
	p.Sample = spaced(clients, previewSample)
	some := spaced(clients, OverlapSample)
	among := map[id.ID]int64{}
	for part := range slices.Chunk(some, batch) {
		found, err := r.Store.Among(ctx, part)
		if err != nil {
			return err
		}
		for v, n := range found {
			among[v] += n
		}
	}
	delete(among, self)
	p.Overlaps, err = r.overlaps(ctx, among, len(some), p.Count)
	return err
}

// overlaps gives the segments that hold the most of n clients, who stand for count ones.
func (r *Rules) overlaps(ctx context.Context, among map[id.ID]int64, n int, count int64) ([]Overlap, error) {
	var ids []id.ID
	for v := range among {
		ids = append(ids, v)
	}
	found, err := r.Store.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []Overlap
	for _, s := range found {
		if s.State == Active && !s.Hidden() {
			share := float64(among[s.ID]) / float64(n)
			out = append(out, Overlap{Segment: s, Share: share, Count: int64(share*float64(count) + 0.5)})
		}
	}
	slices.SortFunc(out, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Segment.NameKey, b.Segment.NameKey), cmp.Compare(a.Segment.ID, b.Segment.ID))
	})
	return out[:min(len(out), previewOverlaps)], nil
}

// spaced gives at most n of some clients, evenly spaced.
func spaced(all []id.ID, n int) []id.ID {
	if len(all) <= n {
		return all
	}
	out := make([]id.ID, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}
