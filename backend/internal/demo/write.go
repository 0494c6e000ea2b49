package demo

import (
	"context"
	"fmt"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/privacy"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// write writes a book, in parts of a thousand rows.
func (s Services) write(ctx context.Context, b Book, p job.Progress) error {
	w := writer{ctx: ctx, p: p, total: int64(len(b.Clients) + len(b.Contacts) + len(b.Orders) + len(b.Cases) + len(b.Interactions) + len(b.Consents) +
		len(b.Receivables) + len(b.Wallets) + len(b.Subscriptions))}
	ids := map[client.Key]id.ID{}
	write(&w, "clients", b.Clients, func(part []client.Upsert) error {
		rows, err := s.Clients.Upsert(ctx, part)
		for i, r := range rows {
			ids[part[i].Key] = r.ID
		}
		return check(rows, err)(clientErr)
	})
	write(&w, "clients", branches(b, ids), func(part []client.Upsert) error { return check(s.Clients.Upsert(ctx, part))(clientErr) })
	write(&w, "contacts", b.Contacts, func(part []contact.Upsert) error { return check(s.Contacts.Upsert(ctx, part))(clientErr) })
	write(&w, "orders", b.Orders, func(part []order.Input) error {
		return check(s.Orders.Upsert(ctx, part))(func(r order.Result) error { return r.Err })
	})
	write(&w, "cases", b.Cases, func(part []aftersales.Upsert) error { return check(s.Cases.Upsert(ctx, part))(clientErr) })
	write(&w, "interactions", b.Interactions, func(part []interaction.Upsert) error { return check(s.Interactions.Upsert(ctx, part))(clientErr) })
	write(&w, "consents", b.Consents, func(part []privacy.Entry) error {
		return check(s.Consents.Record(ctx, account.System, part))(clientErr)
	})
	write(&w, "receivables", b.Receivables, func(part []receivable.Upsert) error { return check(s.Receivables.Upsert(ctx, part))(clientErr) })
	write(&w, "wallet_shares", b.Wallets, func(part []wallet.Upsert) error { return check(s.WalletShares.Upsert(ctx, part))(clientErr) })
	write(&w, "subscriptions", b.Subscriptions, func(part []subscription.Upsert) error { return check(s.Subscriptions.Upsert(ctx, part))(clientErr) })
	return w.err
}

// branches are the companies of groups with the id of their head.
func branches(b Book, ids map[client.Key]id.ID) []client.Upsert {
	var out []client.Upsert
	for _, x := range b.Branches {
		if head, ok := ids[x.Head]; ok {
			out = append(out, client.Upsert{Key: x.Of, Fields: client.Fields{ParentID: &head}})
		}
	}
	return out
}

func clientErr(r client.Result) error { return r.Err }

// check gives the first failure among the rows of a bulk request: the demo's own data must be sound.
func check[R any](rows []R, err error) func(of func(R) error) error {
	return func(of func(R) error) error {
		if err != nil {
			return err
		}
		for i, r := range rows {
			if e := of(r); e != nil {
				return fmt.Errorf("row %d: %w", i, e)
			}
		}
		return nil
	}
}

type writer struct {
	ctx         context.Context
	p           job.Progress
	done, total int64
	err         error
}

func write[T any](w *writer, what string, all []T, fn func([]T) error) {
	for w.err == nil && len(all) > 0 {
		n := min(1000, len(all))
		if w.err = fn(all[:n]); w.err != nil {
			w.err = fmt.Errorf("%s: %w", what, w.err)
			return
		}
		all = all[n:]
		w.done += int64(n)
		w.err = w.p.Update(w.ctx, w.done, w.total, what)
	}
}
