package campaign_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/campaign"
	"clientele/internal/channel"
	"clientele/internal/channel/smtptest"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
	"clientele/internal/offer"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/segment"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

var (
	boss = account.Actor{ID: 7, Name: "Boss", Role: account.Manager}
	noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
)

// wall is a clock that tests move.
type wall struct {
	mu sync.Mutex
	at time.Time
}

func (w *wall) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *wall) forward(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(d)
}

func (w *wall) set(at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = at
}

// bench is a base with clients, a mail server and the campaigns over them.
type bench struct {
	t         *testing.T
	ctx       context.Context
	db        *store.DB
	clock     *wall
	sink      *smtptest.Sink
	campaigns *campaign.Service
	store     store.Campaigns
	clients   *client.Service
	consents  *privacy.Service
	segments  *segment.Service
	orders    *order.Service
	offers    *offer.Service
	decider   *offer.Decider
	codes     *offer.Redemptions
	jobs      store.Jobs
	parts     campaign.Parts
	raw       *sql.DB // the database beside the program
	from      int     // messages before are of no interest
}

// each runs a test on every engine; connections is how many the campaign may use.
func each(t *testing.T, connections int, test func(b *bench)) {
	w := &wall{at: noon}
	for _, engine := range []struct {
		name    string
		address func(testing.TB) string
	}{{"sqlite", storetest.SQLite}, {"mysql", storetest.MySQL}} {
		t.Run(engine.name, func(t *testing.T) {
			w.set(noon)
			address := engine.address(t)
			b := newBench(t, storetest.Open(t, address, w), w, connections)
			b.raw = storetest.Raw(t, address)
			test(b)
		})
	}
}

func newBench(t *testing.T, db *store.DB, w *wall, connections int) *bench {
	b := &bench{t: t, ctx: context.Background(), db: db, clock: w, sink: smtptest.Start(t), store: store.NewCampaigns(db), jobs: store.NewJobs(db)}
	outbox := store.NewOutbox(db)
	orgs := account.NewOrganisationService(store.NewAccounts(db), db)
	b.clients = client.NewService(store.NewClients(db), db, outbox, w, orgs)
	b.consents = privacy.NewService(store.NewConsents(db), db, outbox, w)
	b.segments = segment.NewService(store.NewSegments(db), db, outbox)
	b.orders = order.NewService(store.NewOrders(db), product.NewService(store.NewProducts(db), db, outbox, w, orgs), db, outbox, w, orgs)
	seals, err := offer.NewSeals([]byte("0123456789abcdef0123456789abcdef"))
	b.ok(err)
	b.decider = offer.NewDecider(store.NewDecisions(db), outbox, orgs, w, seals)
	b.offers = offer.NewService(store.NewOffers(db), db, outbox, b.decider.Expire)
	b.codes = offer.NewRedemptions(store.NewRedemptions(db), db, outbox, orgs, w, seals, b.decider.Heard)
	ch, err := channel.NewEmail(b.sink.URL(), channel.EmailOptions{Connections: connections, Timeout: 5 * time.Second})
	b.ok(err)
	b.parts = campaign.Parts{Store: b.store, Tx: db, Outbox: outbox, Clock: w, Orgs: orgs, Offers: b.offers, Lots: offer.NewLots(b.decider, store.NewLots(db), db, outbox), Consents: b.consents, Queue: b.jobs,
		Links: campaign.NewLinks([]byte("0123456789abcdef0123456789abcdef"), "https://crm.test"), Channel: ch, From: "news@crm.test", FromName: "Crm"}
	b.campaigns = campaign.NewService(b.parts)
	return b
}

func (b *bench) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) code(err error, want string) {
	b.t.Helper()
	if fault.Code(err) != want || err == nil {
		b.t.Fatalf("got %v, want the fault %s", err, want)
	}
}

// refused checks that an error names a field with a code.
func (b *bench) refused(err error, field, code string) {
	b.t.Helper()
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || !slices.ContainsFunc(e.Fields, func(f fault.Field) bool { return f.Path == field && f.Code == code }) {
		b.t.Fatalf("got %+v, want %s %s", err, field, code)
	}
}

// people adds clients with addresses p0@x.test … and a granted consent, and a segment of them.
func (b *bench) people(n int) ([]id.ID, segment.Segment) {
	b.t.Helper()
	rows := make([]client.Upsert, n)
	for i := range rows {
		ref, first, last := fmt.Sprintf("R%04d", i), fmt.Sprintf("First%d", i), "O'Last"
		email, language := fmt.Sprintf("p%d@x.test", i), []string{"fr", "en"}[i%2]
		rows[i] = client.Upsert{Key: client.Key{Source: "test", Reference: ref}, Fields: client.Fields{FirstName: &first, LastName: &last, Email: &email, Language: &language}}
	}
	res, err := b.clients.Upsert(b.ctx, rows)
	b.ok(err)
	ids := make([]id.ID, n)
	for i, r := range res {
		b.ok(r.Err)
		ids[i] = r.ID
	}
	b.consent(privacy.Granted, ids...)
	s, err := b.segments.CreateStatic(b.ctx, boss, fmt.Sprintf("Segment %d", b.store.NewID()), "", ids, 0)
	b.ok(err)
	return ids, s
}

func (b *bench) consent(state string, ids ...id.ID) {
	b.t.Helper()
	rows := make([]privacy.Entry, len(ids))
	for i, v := range ids {
		rows[i] = privacy.Entry{Client: client.Named{ID: v}, Channel: message.Email, Purpose: "marketing", State: state, Source: "test"}
	}
	res, err := b.consents.Record(b.ctx, boss, rows)
	b.ok(err)
	for _, r := range res {
		b.ok(r.Err)
	}
}

// draft adds a campaign that could be launched.
func (b *bench) draft(in segment.Segment, change func(*campaign.Campaign)) campaign.Campaign {
	b.t.Helper()
	c := campaign.Campaign{Name: "Spring", SegmentsIn: []id.ID{in.ID}, WindowDays: 30,
		SubjectEn: "Hello {{ client.first_name }}", HTMLEn: "<p>Dear {{ client.last_name }}</p><a href=\"{{ unsubscribe_url }}\">unsubscribe</a>",
		SubjectFr: "Bonjour {{ client.first_name }}", HTMLFr: "<p>Été {{ client.last_name }}</p><a href=\"{{ unsubscribe_url }}\">se désinscrire</a>"}
	if change != nil {
		change(&c)
	}
	c, err := b.campaigns.Create(b.ctx, boss, c)
	b.ok(err)
	return c
}

func (b *bench) launch(c campaign.Campaign) campaign.Campaign {
	b.t.Helper()
	c, err := b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{})
	b.ok(err)
	return c
}

// still is the progress of a job whose process hears of nothing.
type still struct{}

func (still) Update(ctx context.Context, _, _ int64, _ string) error { return context.Cause(ctx) }

// turn claims one job and does its work once, as the runner does; it says whether there was one, and how long it asked to wait.
func (b *bench) turn() (bool, time.Duration) {
	b.t.Helper()
	j, err := b.jobs.Claim(b.ctx, 30*time.Second)
	if fault.Is(err, fault.KindNotFound) {
		return false, 0
	}
	b.ok(err)
	_, err = b.campaigns.Send(b.ctx, j, still{})
	if later, ok := errors.AsType[job.Later](err); ok {
		b.ok(b.jobs.Postpone(b.ctx, j, later.At))
		return true, later.At.Sub(b.clock.Now())
	}
	b.ok(err)
	j.State, j.Result = job.Done, "{}"
	b.ok(b.jobs.Finish(b.ctx, j))
	return true, 0
}

// drive does the jobs there are, moving the clock where they wait, until none is left.
func (b *bench) drive() {
	b.t.Helper()
	for range 200 {
		did, wait := b.turn()
		if !did {
			return
		}
		b.clock.forward(wait)
	}
	b.t.Fatal("the jobs never end")
}

func (b *bench) counts(v id.ID) map[string]int64 {
	b.t.Helper()
	n, err := b.store.Counts(b.ctx, v)
	b.ok(err)
	return n
}

func (b *bench) state(v id.ID, want string) campaign.Campaign {
	b.t.Helper()
	c, err := b.campaigns.Campaign(b.ctx, v)
	b.ok(err)
	if c.State != want {
		b.t.Fatalf("the campaign is %s (%s %s), want %s", c.State, c.ProblemCode, c.Problem, want)
	}
	return c
}

// expect compares the deliveries by state, written as "sent=3 unsure=1".
func (b *bench) expect(v id.ID, want string) {
	b.t.Helper()
	n := b.counts(v)
	var parts []string
	for _, s := range message.States {
		if n[s] > 0 {
			parts = append(parts, fmt.Sprintf("%s=%d", s, n[s]))
		}
	}
	if got := strings.Join(parts, " "); got != want {
		b.t.Fatalf("deliveries: %s, want %s", got, want)
	}
	if twice := b.sink.Twice(); len(twice) > 0 {
		b.t.Fatalf("sent twice: %v", twice)
	}
}

func (b *bench) members(v id.ID, f campaign.MemberFilter) []campaign.MemberRow {
	b.t.Helper()
	l, err := b.campaigns.Members(b.ctx, v, f, page.Window{Limit: 200})
	b.ok(err)
	return l.Items
}
