package intake

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/order"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// Targets is where lines go: the nouns' own bulk use cases, each at most 1,000 rows at once, and what must be looked up before.
type Targets struct {
	Clients interface {
		Upsert(ctx context.Context, rows []client.Upsert) ([]client.Result, error)
	}
	Contacts interface {
		Upsert(ctx context.Context, rows []contact.Upsert) ([]client.Result, error)
	}
	Products interface {
		Upsert(ctx context.Context, rows []product.Upsert, keepNames bool) ([]product.Result, error)
	}
	Orders interface {
		Upsert(ctx context.Context, inputs []order.Input) ([]order.Result, error)
	}
	Consents interface {
		Record(ctx context.Context, by account.Actor, rows []privacy.Entry) ([]client.Result, error)
	}
	Interactions interface {
		Upsert(ctx context.Context, rows []interaction.Upsert) ([]client.Result, error)
	}
	Cases interface {
		Upsert(ctx context.Context, rows []aftersales.Upsert) ([]client.Result, error)
	}
	Receivables interface {
		Upsert(ctx context.Context, rows []receivable.Upsert) ([]client.Result, error)
	}
	WalletShares interface {
		Upsert(ctx context.Context, rows []wallet.Upsert) ([]client.Result, error)
	}
	Subscriptions interface {
		Upsert(ctx context.Context, rows []subscription.Upsert) ([]client.Result, error)
	}
	Categories interface {
		UpsertCategories(ctx context.Context, rows []product.CategoryUpsert) ([]product.Result, error)
	}
	Divisions interface {
		Upsert(ctx context.Context, rows []account.DivisionUpsert) ([]account.DivisionResult, error)
	}
	Lookup Lookup
}

// Lookup finds what a file names by its own words; what is absent is left out.
type Lookup interface {
	ClientIDs(ctx context.Context, source string, references []string) (map[string]id.ID, error)
	DivisionIDs(ctx context.Context, codes []string) (map[string]id.ID, error)
	// UserIDs takes folded e-mail addresses.
	UserIDs(ctx context.Context, emailKeys []string) (map[string]id.ID, error)
}

// writer writes chunks of one import. It remembers clients and products that are in the database, so that a file that names them again
// and again asks for them once.
type writer struct {
	to       Targets
	p        *plan
	by       account.Actor
	dry      bool
	clients  memory
	products memory
}

// write puts a chunk's units into the database, inside the transaction of ctx, and counts them. It may be called again for the same
// chunk after a rollback: what it learns is only remembered by learn.
func (w *writer) write(ctx context.Context, c *chunk, t *tally) (*lesson, error) {
	ls := &lesson{}
	var err error
	switch w.p.preset.Noun {
	case "order":
		err = w.orders(ctx, c, t, ls)
	case "client":
		err = w.writeClients(ctx, c, t, ls)
	case "product":
		err = bulk(c, t, &t.Products, func(u *work) *product.Upsert { return u.product }, func(rows []product.Upsert) ([]client.Result, error) {
			res, err := w.to.Products.Upsert(ctx, rows, false)
			return outcomes(res), err
		})
	case "contact":
		err = bulk(c, t, &t.Contacts, func(u *work) *contact.Upsert { return u.contact }, func(rows []contact.Upsert) ([]client.Result, error) {
			return w.to.Contacts.Upsert(ctx, rows)
		})
	case "consent":
		err = bulk(c, t, &t.Consents, func(u *work) *privacy.Entry { return u.consent }, func(rows []privacy.Entry) ([]client.Result, error) {
			return w.to.Consents.Record(ctx, w.by, rows)
		})
	case "interaction":
		err = bulk(c, t, &t.Interactions, func(u *work) *interaction.Upsert { return u.interaction }, func(rows []interaction.Upsert) ([]client.Result, error) {
			return w.to.Interactions.Upsert(ctx, rows)
		})
	case "case":
		err = bulk(c, t, &t.Cases, func(u *work) *aftersales.Upsert { return u.aftersale }, func(rows []aftersales.Upsert) ([]client.Result, error) {
			return w.to.Cases.Upsert(ctx, rows)
		})
	case "receivable":
		err = bulk(c, t, &t.Receivables, func(u *work) *receivable.Upsert { return u.receivable }, func(rows []receivable.Upsert) ([]client.Result, error) {
			return w.to.Receivables.Upsert(ctx, rows)
		})
	case "wallet_share":
		err = bulk(c, t, &t.WalletShares, func(u *work) *wallet.Upsert { return u.wallet }, func(rows []wallet.Upsert) ([]client.Result, error) {
			return w.to.WalletShares.Upsert(ctx, rows)
		})
	case "subscription":
		err = bulk(c, t, &t.Subscriptions, func(u *work) *subscription.Upsert { return u.subscription }, func(rows []subscription.Upsert) ([]client.Result, error) {
			return w.to.Subscriptions.Upsert(ctx, rows)
		})
	case "category":
		err = bulk(c, t, &t.Categories, func(u *work) *product.CategoryUpsert { return u.category }, func(rows []product.CategoryUpsert) ([]client.Result, error) {
			res, err := w.to.Categories.UpsertCategories(ctx, rows)
			return outcomes(res), err
		})
	case "division":
		err = w.writeDivisions(ctx, c, t)
	}
	return ls, err
}

func outcomes(in []product.Result) []client.Result {
	out := make([]client.Result, len(in))
	for i, r := range in {
		out[i] = client.Result{Status: r.Status, ID: r.ID, Err: r.Err}
	}
	return out
}

// bulk writes the units that have something to write in one call and counts all of them. What a unit's row fails with rejects its lines.
func bulk[T any](c *chunk, t *tally, noun *Outcome, of func(*work) *T, send func([]T) ([]client.Result, error)) error {
	rows := make([]T, 0, len(c.units))
	at := make([]int, 0, len(c.units))
	for i, u := range c.units {
		if v := of(u); v != nil {
			rows, at = append(rows, *v), append(at, i)
		}
	}
	status := make([]string, len(c.units))
	if len(rows) > 0 {
		res, err := send(rows)
		if err != nil {
			return err
		}
		for i, r := range res {
			if r.Err != nil {
				c.units[at[i]].fail(r.Err)
				continue
			}
			status[at[i]] = r.Status
		}
	}
	for i, u := range c.units {
		t.unit(u, noun, status[i])
	}
	return nil
}

// fail rejects the lines of a unit that the database would not take.
func (w *work) fail(err error) {
	f := lineFault{code: fault.Code(err), reason: "was refused"}
	at := 0
	if e, ok := errors.AsType[*fault.Error](err); ok {
		f.reason = e.Detail
		if len(e.Fields) > 0 {
			field := e.Fields[0]
			f = lineFault{field.Code, field.Path, field.Message}
			if n, name, ok := lineOf(field.Path); ok && n < len(w.lines) {
				at, f.field = n, name
			}
			f.field = inFile(f.field)
		}
	}
	if w.order == nil && w.exact == nil {
		for i := range w.lines {
			w.blame(i, f)
		}
		return
	}
	w.blame(at, f)
	w.rejectAll()
}

// inFile gives the field of a file for one of the API: amounts are in units there, and records are named by word.
func inFile(field string) string {
	if word := map[string]string{"order_id": "order_reference", "client_id": "client_reference", "product_id": "sku", "category_id": "category", "division_id": "division", "parent_id": "parent"}[field]; word != "" {
		return word
	}
	return strings.TrimSuffix(field, "_minor")
}

// lineOf reads the place in "lines[3].quantity".
func lineOf(path string) (n int, name string, ok bool) {
	rest, ok := strings.CutPrefix(path, "lines[")
	if !ok {
		return 0, path, false
	}
	number, name, ok := strings.Cut(rest, "].")
	n, err := strconv.Atoi(number)
	return n, name, ok && err == nil
}
