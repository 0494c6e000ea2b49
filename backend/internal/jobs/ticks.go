package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Tick is work done by the clock: Run every so often, or at once when Wake is signalled. Run says whether there is more to do now.
type Tick struct {
	Name  string
	Every time.Duration
	Wake  <-chan struct{}
	Run   func(ctx context.Context) (more bool, err error)
}

// RunTicks runs every tick in a goroutine of its own until ctx ends. A failure is logged and tried again at the next turn.
func RunTicks(ctx context.Context, log *slog.Logger, ticks []Tick) {
	var wg sync.WaitGroup
	for _, t := range ticks {
		wg.Go(func() { t.loop(ctx, log) })
	}
	wg.Wait()
}

func (t Tick) loop(ctx context.Context, log *slog.Logger) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-t.Wake:
		}
		for ctx.Err() == nil {
			more, err := t.Run(ctx)
			if err != nil && ctx.Err() == nil {
				log.Error("tick failed", "tick", t.Name, "error", err.Error())
			}
			if err != nil || !more {
				break
			}
		}
		timer.Reset(t.Every)
	}
}
