package app

import (
	"context"
	"log/slog"
	"time"

	"clientele/internal/jobs"
	"clientele/internal/store"
)

// retentionTick deletes once a day what is kept for a time only, in one process at a time, and says in the log what it was.
func (a *App) retentionTick() jobs.Tick {
	return jobs.Tick{Name: "retention", Every: 24 * time.Hour, Run: func(ctx context.Context) (bool, error) {
		if ok, err := a.DB.Lease(ctx, "retention", 6*time.Hour); err != nil || !ok {
			return false, err
		}
		swept, err := store.NewRetention(a.DB).Sweep(ctx)
		for _, s := range swept {
			a.Log.InfoContext(ctx, "swept", slog.String("what", s.What), slog.Int64("rows", s.Rows))
		}
		return false, err
	}}
}
