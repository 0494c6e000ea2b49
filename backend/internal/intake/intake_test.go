package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"strings"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/contact"
	"clientele/internal/id"
	"clientele/internal/intake"
	"clientele/internal/interaction"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/receivable"
	"clientele/internal/record"
	"clientele/internal/store"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

var noon = clock.Fixed(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC))

// world is a database with every service that an import writes to.
type world struct {
	t       testing.TB
	db      *store.DB
	imports *intake.Service
	jobs    *job.Service
	queue   store.Jobs
	orgs    *account.OrganisationService
	orders  *order.Service
	clients *client.Service
}

func newWorld(t testing.TB, db *store.DB) *world {
	w := &world{t: t, db: db, queue: store.NewJobs(db)}
	accounts, outbox := store.NewAccounts(db), store.NewOutbox(db)
	w.orgs = account.NewOrganisationService(accounts, db)
	w.jobs = job.NewService(w.queue, db)
	w.clients = client.NewService(store.NewClients(db), db, outbox, noon, w.orgs)
	records := record.Deps{Lookup: store.NewLinks(db), Tx: db, Outbox: outbox, Clock: noon, Orgs: w.orgs}
	products := product.NewService(store.NewProducts(db), db, outbox, noon, w.orgs)
	w.orders = order.NewService(store.NewOrders(db), products, db, outbox, noon, w.orgs)
	w.imports = intake.NewService(store.NewImports(db), store.NewFiles(db), intake.Targets{
		Clients: w.clients, Products: products, Orders: w.orders,
		Contacts:      contact.NewService(store.NewContacts(db), db, outbox, noon, w.orgs),
		Interactions:  interaction.NewService(store.NewInteractions(db), db, outbox, noon),
		Cases:         aftersales.NewService(store.NewCases(db), db, outbox, noon),
		Consents:      privacy.NewService(store.NewConsents(db), db, outbox, noon),
		Receivables:   receivable.NewService(store.NewReceivables(db), records),
		WalletShares:  wallet.NewService(store.NewWalletShares(db), records),
		Subscriptions: subscription.NewService(store.NewSubscriptions(db), records),
		Categories:    products,
		Divisions:     account.NewDivisionService(accounts, db),
		Lookup:        store.NewOrders(db),
	}, w.queue, w.jobs, db, noon, w.orgs)
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// upload stores a file and sets its preset and options; a nil mapping is proposed.
func (w *world) upload(name, preset string, text []byte, o intake.Options) intake.Row {
	w.t.Helper()
	i, err := w.imports.Upload(context.Background(), account.System, name, bytes.NewReader(text))
	w.must(err)
	if preset == "" {
		preset = i.Preset
	}
	i, err = w.imports.Put(context.Background(), i.ID, intake.Settings{Preset: preset, Options: o}, i.Version)
	w.must(err)
	return i
}

// start queues an import and gives its job's import back, ready to run.
func (w *world) start(i intake.Row, dry bool) intake.Row {
	w.t.Helper()
	_, err := w.imports.Start(context.Background(), account.System, i.ID, dry)
	w.must(err)
	return w.again(i)
}

func (w *world) again(i intake.Row) intake.Row {
	w.t.Helper()
	i, err := w.imports.ByID(context.Background(), i.ID)
	w.must(err)
	return i
}

func onward(int64, int64, string) error { return nil }

// run loads a started import to its end.
func (w *world) run(i intake.Row) intake.Counts {
	w.t.Helper()
	c, err := w.imports.Run(context.Background(), account.System, i.ID, onward)
	w.must(err)
	if c.LinesKept+c.LinesRejected != c.LinesRead || c.LinesRead != c.LinesTotal {
		w.t.Fatalf("lines do not add up: %+v", c)
	}
	return c
}

// load uploads, starts and runs.
func (w *world) load(name, preset, text string, o intake.Options) intake.Counts {
	w.t.Helper()
	return w.run(w.start(w.upload(name, preset, []byte(text), o), false))
}

// rejects gives "line code field" of every rejected line.
func (w *world) rejects(v id.ID) []string {
	w.t.Helper()
	out := []string{}
	err := w.imports.Rejects(context.Background(), v, func([]string) error { return nil }, func(r intake.Reject) error {
		out = append(out, strings.TrimSpace(strings.Join([]string{itoa(r.Line), r.Code, r.Field}, " ")))
		return nil
	})
	w.must(err)
	return out
}

func itoa(n int64) string { return id.ID(n).String() }

// allOrders gives every order by reference.
func (w *world) allOrders() map[string]order.Order {
	w.t.Helper()
	out := map[string]order.Order{}
	win := page.Window{Limit: 200}
	for {
		l, err := w.orders.List(context.Background(), order.Filter{}, win)
		w.must(err)
		for _, o := range l.Items {
			out[o.Reference] = o.Order
		}
		if l.Next == "" {
			return out
		}
		win.After, err = page.ReadCursor(l.Next)
		w.must(err)
		win.Sort, win.Desc = page.SortKey(win.After.Sort)
	}
}

func packed(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.Bytes()
}

type storeConsent = privacy.Row

func actorOf() account.Actor { return account.System }
