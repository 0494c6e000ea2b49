package segment

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// PreviewAsk is a rule to try out for a segment (0: a new one).
type PreviewAsk struct {
	Rule      json.RawMessage
	Segment   id.ID
	CountOnly bool
}

// previewTime is how long a preview may take; previewSample and previewOverlaps how many clients and segments it shows.
const (
	previewTime     = 10 * time.Second
	previewSample   = 10
	previewOverlaps = 10
)

// Preview says what a rule would make: how many clients, how many of them can be reached by channel, some of them, and the segments they are in
// already. fault unavailable (preview_too_long) when that takes more than ten seconds.
func (r *Rules) Preview(ctx context.Context, ask PreviewAsk) (Preview, error) {
	begin := r.Clock.Now()
	limited, cancel := context.WithTimeout(ctx, previewTime)
	defer cancel()
	p, err := r.preview(limited, ask)
	if err != nil && ctx.Err() == nil && errors.Is(limited.Err(), context.DeadlineExceeded) {
		return p, fault.Wrap(fault.KindUnavailable, "preview_too_long", "Trying this rule out takes more than ten seconds. Save it: a job will work its clients out.", err)
	}
	p.Took = r.Clock.Now().Sub(begin)
	return p, err
}

func (r *Rules) preview(ctx context.Context, ask PreviewAsk) (p Preview, err error) {
	self := Segment{ID: ask.Segment}
	if ask.Segment != 0 {
		if self, err = r.Store.ByID(ctx, ask.Segment); err != nil {
			return p, err
		}
	}
	tree, err := r.checked(ctx, self, ask.Rule)
	if err != nil {
		return p, err
	}
	m, err := r.moment(ctx)
	if err != nil {
		return p, err
	}
	b, err := r.bound(ctx, self, tree, m)
	if err != nil {
		return p, within("rule", err)
	}
	if p.Base, err = r.Store.Base(ctx); err != nil {
		return p, err
	}
	if ask.CountOnly {
		p.Count, err = r.Store.Count(ctx, b)
		return p, err
	}
	clients, err := r.Store.Matching(ctx, b)
	if err != nil {
		return p, err
	}
	p.Count, p.Exact = int64(len(clients)), len(clients) <= OverlapSample
	return p, r.details(ctx, &p, b, clients, ask.Segment)
}

// details fills reach, sample and overlaps.
func (r *Rules) details(ctx context.Context, p *Preview, b *rule.Bound, clients []id.ID, self id.ID) error {
	reach, err := r.Store.ReachOf(ctx, b)
	if err != nil {
		return err
	}
	p.Reach, p.Sample = &reach, spaced(clients, previewSample)
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
