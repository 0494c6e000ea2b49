package app

import (
	"context"
	"sync"
	"time"

	"clientele/internal/job"
)

// Await works on jobs in this process until one of them has ended (another process may have taken it), telling show how far it is.
// When ctx ends first, the job is put back in the queue and ctx's error comes back.
func (a *App) Await(ctx context.Context, j job.Job, show func(job.Job)) (job.Job, error) {
	work, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { a.runner.Run(work) })
	defer wg.Wait()
	defer stop()
	t := time.NewTicker(100 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return j, ctx.Err()
		case <-t.C:
		}
		now, err := a.Services.Jobs.ByID(ctx, j.ID)
		if err != nil {
			return j, err
		}
		if show != nil {
			show(now)
		}
		if now.Ended() {
			return now, nil
		}
	}
}
