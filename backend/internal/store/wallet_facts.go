package store

import (
	"context"
	"database/sql"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// walletSelect is the active statements of clients' shares of wallet. Grain: statement, in order of client, category (none first) and
// age, the newest last. Bound: the day after which, and the last day.
const walletSelect = `SELECT t.client_id, COALESCE(t.category_id, 0), t.day, t.share_ppm FROM wallet_share t WHERE t.state = 'active' AND t.day > ? AND t.day <= ?`

const walletOrder = " ORDER BY t.client_id, t.category_id, t.day, t.id"

// walletMonths is how long a statement counts; walletEarlier how far back the share before is.
const (
	walletMonths  = 24
	walletEarlier = 12
)

// WalletFacts calls yield for every client whose share of wallet is known at a day, in order of id.
func (s Portfolio) WalletFacts(ctx context.Context, day clock.Day, yield func(portfolio.WalletFact) error) error {
	return s.walletFacts(ctx, day, nil, yield)
}

// WalletFactsOf gives the shares of wallet of some clients (≤ 1,000) at a day.
func (s Portfolio) WalletFactsOf(ctx context.Context, day clock.Day, clients []id.ID) ([]portfolio.WalletFact, error) {
	return some(clients, func(yield func(portfolio.WalletFact) error) error { return s.walletFacts(ctx, day, clients, yield) })
}

func (s Portfolio) walletFacts(ctx context.Context, day clock.Day, clients []id.ID, yield func(portfolio.WalletFact) error) error {
	earlier := day.AddMonths(-walletEarlier)
	now, before := walletAt{day: day, after: day.AddMonths(-walletMonths)}, walletAt{day: earlier, after: earlier.AddMonths(-walletMonths)}
	client := id.ID(-1)
	flush := func() error {
		f := portfolio.WalletFact{Client: client, Share: now.share(), Before: before.share()}
		now.reset()
		before.reset()
		if f.Share == 0 {
			return nil
		}
		return yield(f)
	}
	of, args := ofClients("t.client_id", clients, []any{int64(before.after), int64(day)})
	err := s.scan(ctx, walletSelect+of+walletOrder, args, func(rows *sql.Rows) error {
		var next, category id.ID
		var at, share int64
		if err := rows.Scan((*int64)(&next), (*int64)(&category), &at, &share); err != nil {
			return err
		}
		if next != client {
			if err := flush(); err != nil {
				return err
			}
			client = next
		}
		now.add(category, clock.Day(at), share)
		before.add(category, clock.Day(at), share)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// walletAt is what one client's statements say at a day, in millionths: of all purchases, and the newest of each category.
type walletAt struct {
	day, after clock.Day
	whole      int64
	sum, count int64
	category   id.ID
	last       int64 // of the category at hand
}

// add takes the next statement: categories come one after the other, each from old to new.
func (w *walletAt) add(category id.ID, at clock.Day, share int64) {
	switch {
	case at <= w.after || at > w.day:
	case category == 0:
		w.whole = share
	case category == w.category:
		w.sum, w.last = w.sum-w.last+share, share
	default:
		w.category, w.last, w.sum, w.count = category, share, w.sum+share, w.count+1
	}
}

// share gives the share of wallet, 0 where it is not known.
func (w *walletAt) share() float64 {
	switch {
	case w.whole > 0:
		return float64(w.whole) / 1e6
	case w.count > 0:
		return float64(w.sum) / float64(w.count) / 1e6
	}
	return 0
}

func (w *walletAt) reset() { *w = walletAt{day: w.day, after: w.after} }
