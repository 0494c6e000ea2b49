package offer

import (
	"context"

	"clientele/internal/id"
)

// aheadBatch is how many clients are read ahead at once.
const aheadBatch = 1000

// ReadAhead remembers the facts of the next clients, so that decisions for them need not wait for the database: after a start, and after a
// portfolio run. more says that there are further ones and room for them.
func (d *Decider) ReadAhead(ctx context.Context) (more bool, err error) {
	l := d.live
	c, from := l.current.Load(), l.ahead.Load()
	if c == nil || c.figures || from < 0 || !l.inStep(l.clock.Now()) {
		return false, nil
	}
	tickets := l.known.tickets()
	all, last, err := l.store.FactsAfter(ctx, id.ID(from), aheadBatch)
	if err != nil {
		return false, err
	}
	now := l.clock.Now()
	for i := range all {
		l.known.put(&all[i], tickets[l.known.place(all[i].Client)], now)
	}
	if last == 0 || l.known.full() {
		last = -1
	}
	return l.ahead.CompareAndSwap(from, int64(last)) && last > 0, nil
}

// Known gives how many clients' facts are remembered; one that was asked for lately may count twice.
func (d *Decider) Known() int { return d.live.known.size() }
