package segment

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// How many clients an estimate draws, how long it may match them, and how sure its interval is.
const (
	estimateDraw  = 20_000
	estimateTime  = 4 * time.Second
	estimateLevel = 0.95
)

// estimate says what a rule would make from some clients drawn by a hash of their ids, who are matched in memory, a thousand at a time in an order
// that is random too, until all are matched or the time is over. The interval is that of a rate (analytics.WilsonInterval), drawn together by
// the share of the base that was not asked: of n of N clients, by √((N−n)/(N−1)). fault unavailable (preview_too_long) where not even
// a thousand can be matched in time.
func (r *Rules) estimate(ctx context.Context, base int64, b *rule.Bound, ask PreviewAsk) (Preview, error) {
	p := Preview{Base: base, Estimated: true}
	limited, cancel := context.WithTimeout(ctx, estimateTime)
	defer cancel()
	met, err := r.drawn(limited, &p, b)
	if err != nil {
		if ctx.Err() == nil && errors.Is(limited.Err(), context.DeadlineExceeded) {
			err = fault.Wrap(fault.KindUnavailable, "preview_too_long", "Trying this rule out takes too long. Save it: a job will work its clients out.", err)
		}
		return p, err
	}
	if err := p.reckon(int64(len(met))); err != nil || ask.CountOnly {
		return p, err
	}
	if err := r.reached(ctx, &p, met); err != nil {
		return p, err
	}
	return p, r.details(ctx, &p, met, ask.Segment)
}

// drawn matches clients of the sample, and gives those who meet the rule, in order.
func (r *Rules) drawn(ctx context.Context, p *Preview, b *rule.Bound) (met []id.ID, err error) {
	sample, err := r.Store.Sampled(ctx, estimateDraw, p.Base)
	if err != nil {
		return nil, err
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(sample), func(i, j int) { sample[i], sample[j] = sample[j], sample[i] })
	layout := rule.NewLayout(b)
	for part := range slices.Chunk(sample, batch) {
		facts, err := r.Store.Facts(ctx, layout, part)
		if err != nil && p.Drawn > 0 && ctx.Err() != nil {
			break
		}
		if err != nil {
			return nil, err
		}
		p.Drawn += int64(len(facts))
		for i := range facts {
			if b.Match(&facts[i]) {
				met = append(met, facts[i].Client)
			}
		}
	}
	slices.Sort(met)
	return met, nil
}

// reckon gives count and bounds where some of the drawn clients meet the rule. Who meets it is counted whatever the draw, so the bounds never
// leave them out.
func (p *Preview) reckon(met int64) error {
	if p.Drawn == 0 || p.Drawn >= p.Base {
		p.Count, p.Low, p.High, p.Estimated, p.Exact, p.Drawn = met, met, met, false, true, 0
		return nil
	}
	i, err := analytics.WilsonInterval(met, p.Drawn, estimateLevel)
	if err != nil {
		return err
	}
	all, asked := float64(p.Base), float64(p.Drawn)
	narrow := math.Sqrt((all - asked) / (all - 1))
	p.Count = int64(math.Round(i.Estimate * all))
	p.Low = max(int64(math.Floor((i.Estimate-(i.Estimate-i.Low)*narrow)*all)), met)
	p.High = min(int64(math.Ceil((i.Estimate+(i.High-i.Estimate)*narrow)*all)), p.Base-(p.Drawn-met))
	return nil
}

// reached reckons the reach from that of the clients who meet the rule.
func (r *Rules) reached(ctx context.Context, p *Preview, met []id.ID) error {
	var all Reach
	for part := range slices.Chunk(met, batch) {
		n, err := r.Store.ReachAmong(ctx, part)
		if err != nil {
			return err
		}
		all = Reach{all.Email + n.Email, all.SMS + n.SMS, all.Push + n.Push, all.Mail + n.Mail, all.Phone + n.Phone}
	}
	of := func(n int64) int64 {
		return int64(math.Round(float64(n) * float64(p.Count) / float64(max(len(met), 1))))
	}
	p.Reach = &Reach{of(all.Email), of(all.SMS), of(all.Push), of(all.Mail), of(all.Phone)}
	return nil
}
