package portfolio

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
)

const (
	writeBatch = 1000
	readPage   = 10_000
)

// writer writes the difference between the published figures and the new ones, in batches of their own transactions. Readers see nothing
// of it until the run is published. Of the published figures it holds one page at a time.
type writer struct {
	store       Store
	tx          event.Tx
	run         int64
	progress    job.Progress
	total, done int64
	changed     int64
	closed      []id.ID
	opened      []Figure
	moves       migrations // of the scope's clients between the two runs
}

// old reads the figures that readers of the former run see, in order of client, a page at a time.
type old struct {
	store    Store
	division id.ID
	run      int64
	page     []Figure
	at       int
	after    id.ID
	last     bool
}

// next gives the figure at hand without passing it; false behind the last one.
func (o *old) next(ctx context.Context) (*Figure, bool, error) {
	if o.at == len(o.page) && !o.last {
		page, err := o.store.Figures(ctx, o.division, o.run, o.after, readPage, o.page[:0])
		if err != nil {
			return nil, false, err
		}
		o.page, o.at, o.last = page, 0, len(page) < readPage
		if len(page) > 0 {
			o.after = page[len(page)-1].Client
		}
	}
	if o.at == len(o.page) {
		return nil, false, nil
	}
	return &o.page[o.at], true, nil
}

// diff merges the old and the new figures of a scope, both in order of client.
func (w *writer) diff(ctx context.Context, division id.ID, figures []Figure) error {
	before := old{store: w.store, division: division, run: w.run - 1}
	for i := range figures {
		if err := w.step(ctx, &before, division, &figures[i]); err != nil {
			return err
		}
		if w.done++; w.done%readPage == 0 {
			if err := w.progress.Update(ctx, w.done, w.total, StageWriting); err != nil {
				return err
			}
		}
	}
	for {
		o, ok, err := before.next(ctx)
		if err != nil {
			return err
		}
		if !ok {
			return w.flush(ctx, division, 1)
		}
		w.moves.add(o, nil)
		w.closed = append(w.closed, o.Client)
		before.at++
		if err := w.flush(ctx, division, writeBatch); err != nil {
			return err
		}
	}
}

// step closes the old figures of clients before a new one, and opens it where it says something else than its old one.
func (w *writer) step(ctx context.Context, before *old, division id.ID, f *Figure) error {
	for {
		o, ok, err := before.next(ctx)
		if err != nil {
			return err
		}
		if !ok || o.Client > f.Client {
			w.moves.add(nil, f)
			w.opened = append(w.opened, *f)
			break
		}
		before.at++
		if o.Client == f.Client {
			w.moves.add(o, f)
			if o.same(f) {
				return nil
			}
			w.closed, w.opened = append(w.closed, f.Client), append(w.opened, *f)
			break
		}
		w.moves.add(o, nil)
		w.closed = append(w.closed, o.Client)
		if err := w.flush(ctx, division, writeBatch); err != nil {
			return err
		}
	}
	return w.flush(ctx, division, writeBatch)
}

// flush writes what has gathered once there is at least one batch of size n.
func (w *writer) flush(ctx context.Context, division id.ID, n int) error {
	if len(w.closed) < n && len(w.opened) < n {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err := w.tx.InTx(ctx, func(ctx context.Context) error {
		return w.store.WriteFigures(ctx, division, w.run, w.closed, w.opened)
	})
	if err != nil {
		return err
	}
	w.changed += int64(len(w.opened) + w.ended())
	w.closed, w.opened = w.closed[:0], w.opened[:0]
	return w.progress.Update(ctx, w.done, w.total, StageWriting)
}

// ended counts the closed clients that no new figure follows; both lists are in order of client.
func (w *writer) ended() int {
	n, i := 0, 0
	for _, c := range w.closed {
		for i < len(w.opened) && w.opened[i].Client < c {
			i++
		}
		if i == len(w.opened) || w.opened[i].Client != c {
			n++
		}
	}
	return n
}
