package app

import (
	"context"
	"time"

	"clientele/internal/jobs"
	"clientele/internal/store"
)

// newTicks is what happens by the clock.
func (a *App) newTicks() []jobs.Tick {
	outbox, idem := store.NewOutbox(a.DB), store.NewIdempotency(a.DB)
	notices := store.NewCapNotices(a.DB)
	ticks := []jobs.Tick{
		{Name: "node", Every: time.Minute, Run: func(ctx context.Context) (bool, error) { return false, a.DB.RenewNode(ctx) }},
		{Name: "sequencer", Every: 400 * time.Millisecond, Wake: a.DB.Woken(), Run: func(ctx context.Context) (bool, error) {
			a.runner.Poke()
			if pending, err := outbox.Pending(ctx); err != nil || !pending {
				return false, err
			}
			if ok, err := a.DB.Lease(ctx, "sequencer", 5*time.Second); err != nil || !ok {
				return false, err
			}
			n, err := outbox.Sequence(ctx)
			return n > 0, err
		}},
		{Name: "catalogue", Every: 250 * time.Millisecond, Run: a.Services.Decider.Poll},
		{Name: "cap_notices", Every: 250 * time.Millisecond, Run: func(ctx context.Context) (bool, error) {
			return false, notices.Poll(ctx, a.Services.Decider.HearNotice)
		}},
		{Name: "caps", Every: time.Minute, Run: func(ctx context.Context) (bool, error) { return false, a.DB.TickCaps(ctx) }},
		{Name: "facts ahead", Every: time.Second, Run: a.Services.Decider.ReadAhead},
		{Name: "propositions", Every: 200 * time.Millisecond, Wake: a.Services.Decider.Recorder().Full(), Run: a.Services.Decider.Recorder().Turn},
		{Name: "sweep", Every: time.Hour, Run: func(ctx context.Context) (bool, error) {
			if err := idem.SweepIdempotency(ctx); err != nil {
				return false, err
			}
			n, err := outbox.Sweep(ctx, time.Now().Add(-7*24*time.Hour))
			return n > 0, err
		}},
	}
	ticks = append(ticks, a.retentionTick())
	return append(append(ticks, a.portfolioTicks(outbox)...), append(append(a.campaignTicks(), a.keyTicks()...), a.learningTicks(outbox)...)...)
}
