package offer

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Budget says how an offer's budget stands.
func (s *Redemptions) Budget(ctx context.Context, offer id.ID) (Budget, error) {
	o, err := s.store.Offer(ctx, offer)
	if err != nil {
		return Budget{}, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Budget{}, err
	}
	b := Budget{Offer: o, Today: clock.DayOf(s.clock.Now(), org.Zone())}
	if b.Tally, err = s.store.Tally(ctx, offer); err != nil {
		return b, err
	}
	states, err := s.store.CodeCounts(ctx, offer)
	if err != nil {
		return b, err
	}
	if cost, known := o.cost(0, nil); known {
		b.CostMinor, b.ReservedMinor = &cost, cost*states[CodeHeld]
	}
	from := b.Today - BurnDays + 1
	if b.Days, err = s.store.SpentDays(ctx, offer, from); err != nil {
		return b, err
	}
	first, ok, err := s.store.FirstSpent(ctx, offer)
	if err != nil || !ok || first > b.Today {
		return b, err
	}
	var spent int64
	for _, d := range b.Days {
		spent += d.SpentMinor
	}
	b.BurnMinor = float64(spent) / float64(b.Today-max(first, from)+1)
	return b, nil
}
