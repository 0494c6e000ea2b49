package portfolio

import (
	"context"
	"math"
	"slices"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
)

// writeBatch is the number of clients a transaction: each writes the pages of the indexes that it touches once, however many of its clients
// they are touched by. readPage is the number of former figures that are held at once.
const (
	writeBatch = 40_000
	readPage   = 10_000
)

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

// difference is that between the figures of a scope that readers see and new ones.
type difference struct {
	changes []change   // parallel to the new figures
	gone    []id.ID    // clients that have none any more
	moves   migrations // of the clients between the two runs
}

// change is what becomes of a client's stored figure.
type change uint8

const (
	kept change = iota
	replaced
	begun // it has none so far
)

// compare merges the figures that readers of the former run see with new ones, both in order of client. A figure that holds still takes over
// the model's figures of the stored one.
func (f former) compare(ctx context.Context, s Store, division id.ID, figures []Figure) (difference, error) {
	d := difference{changes: make([]change, len(figures))}
	before := old{store: s, division: division, run: f.number, last: f.number == 0}
	for i := range figures {
		o, err := d.pass(ctx, &before, figures[i].Client)
		if err != nil {
			return d, err
		}
		switch v := &figures[i]; {
		case o == nil:
			d.changes[i] = begun
		case o.same(v):
		case f.alike && v.still(o):
			v.Position = o.Position
		default:
			d.changes[i] = replaced
		}
		d.moves.add(o, &figures[i])
	}
	_, err := d.pass(ctx, &before, id.ID(math.MaxInt64))
	return d, err
}

// pass takes the old figures of clients before one, which are gone, and gives its own, nil where it has none.
func (d *difference) pass(ctx context.Context, before *old, client id.ID) (*Figure, error) {
	for {
		o, ok, err := before.next(ctx)
		if err != nil || !ok || o.Client > client {
			return nil, err
		}
		before.at++
		if o.Client == client {
			return o, nil
		}
		d.moves.add(o, nil)
		d.gone = append(d.gone, o.Client)
	}
}

// write closes and opens the figures of a scope that differ.
func (w *writer) write(ctx context.Context, division id.ID, figures []Figure, d difference) error {
	for i := range figures {
		w.done++
		if d.changes[i] == kept {
			continue
		}
		if d.changes[i] == replaced {
			w.closed = append(w.closed, figures[i].Client)
		}
		w.opened = append(w.opened, figures[i])
		if len(w.opened) == writeBatch {
			if err := w.flush(ctx, division); err != nil {
				return err
			}
		}
	}
	w.changed += int64(len(d.gone))
	for part := range slices.Chunk(d.gone, writeBatch) {
		w.closed = append(w.closed, part...)
		if err := w.flush(ctx, division); err != nil {
			return err
		}
	}
	return w.flush(ctx, division)
}

// flush writes what has gathered.
func (w *writer) flush(ctx context.Context, division id.ID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(w.closed)+len(w.opened) > 0 {
		err := w.tx.InTx(ctx, func(ctx context.Context) error {
			return w.store.WriteFigures(ctx, division, w.run, w.closed, w.opened)
		})
		if err != nil {
			return err
		}
	}
	w.changed += int64(len(w.opened))
	w.closed, w.opened = w.closed[:0], w.opened[:0]
	return w.progress.Update(ctx, w.done, w.total, StageWriting)
}
