package portfolio

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
)

const writeBatch = 1000

// writer writes the difference between the published figures and the new ones, in batches of their own transactions. Readers see nothing
// of it until the run is published.
type writer struct {
	store       Store
	tx          event.Tx
	run         int64
	progress    job.Progress
	total, done int64
	changed     int64
	closed      []id.ID
	opened      []Figure
}

// diff merges the old and the new figures of a scope, both in order of client.
func (w *writer) diff(ctx context.Context, s scoped) error {
	i := 0
	old, err := w.old(ctx, s.division)
	if err != nil {
		return err
	}
	for _, f := range s.figures {
		for ; i < len(old) && old[i].Client < f.Client; i++ {
			w.closed = append(w.closed, old[i].Client)
		}
		switch {
		case i < len(old) && old[i].Client == f.Client:
			if !old[i].same(f) {
				w.closed, w.opened = append(w.closed, f.Client), append(w.opened, f)
			}
			i++
		default:
			w.opened = append(w.opened, f)
		}
		w.done++
		if err := w.flush(ctx, s.division, writeBatch); err != nil {
			return err
		}
	}
	for ; i < len(old); i++ {
		w.closed = append(w.closed, old[i].Client)
		if err := w.flush(ctx, s.division, writeBatch); err != nil {
			return err
		}
	}
	return w.flush(ctx, s.division, 1)
}

// old gives the figures that readers of the former run see.
func (w *writer) old(ctx context.Context, division id.ID) ([]Figure, error) {
	var out []Figure
	err := w.store.Figures(ctx, division, w.run-1, func(f Figure) error {
		out = append(out, f)
		return ctx.Err()
	})
	return out, err
}

// flush writes what has gathered once there is at least one batch of size n.
func (w *writer) flush(ctx context.Context, division id.ID, n int) error {
	if len(w.closed) < n && len(w.opened) < n {
		return nil
	}
	err := w.tx.InTx(ctx, func(ctx context.Context) error {
		return w.store.WriteFigures(ctx, division, w.run, w.closed, w.opened)
	})
	if err != nil {
		return err
	}
	w.changed += int64(max(len(w.closed), len(w.opened)))
	w.closed, w.opened = w.closed[:0], w.opened[:0]
	return w.progress.Update(ctx, w.done, w.total, "figures")
}
