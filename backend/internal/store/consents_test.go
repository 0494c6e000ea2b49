package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/privacy"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// aClient writes a client of source "crm" and gives its id.
func aClient(t *testing.T, db *store.DB, reference string) id.ID {
	t.Helper()
	s := client.NewService(store.NewClients(db), db, store.NewOutbox(db), noon, account.NewOrganisationService(store.NewAccounts(db), db))
	name := "Client " + reference
	c, err := s.Create(context.Background(), client.Key{Source: "crm", Reference: reference}, client.Fields{LastName: &name})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func eventsOf(t *testing.T, db *store.DB, kind string) int {
	t.Helper()
	ctx := context.Background()
	o := store.NewOutbox(db)
	for {
		n, err := o.Sequence(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	events, err := o.Since(ctx, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range events {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

func TestConsentFollowsTheNewestStatement(t *testing.T) {
	hour := func(h int) time.Time { return time.Date(2026, 3, 1, h, 0, 0, 0, time.UTC) }
	cases := []struct {
		name  string
		rows  []privacy.Entry
		want  string
		added int
	}{
		{"one", []privacy.Entry{{State: "granted", At: hour(8)}}, "granted", 1},
		{"later wins", []privacy.Entry{{State: "granted", At: hour(8)}, {State: "withdrawn", At: hour(9)}}, "withdrawn", 2},
		{"an older one that comes late does not", []privacy.Entry{{State: "withdrawn", At: hour(9)}, {State: "granted", At: hour(8)}}, "withdrawn", 2},
		{"of two with one time the later recorded", []privacy.Entry{{State: "granted", At: hour(8)}, {State: "withdrawn", At: hour(8)}}, "withdrawn", 2},
		{"the same again is nothing", []privacy.Entry{{State: "granted", At: hour(8)}, {State: "withdrawn", At: hour(8)}, {State: "granted", At: hour(8)}}, "withdrawn", 2},
		{"the same from another source is another", []privacy.Entry{{State: "granted", At: hour(8)}, {State: "granted", At: hour(8), Source: "web"}}, "granted", 2},
		{"no time is now", []privacy.Entry{{State: "granted", At: hour(8)}, {State: "withdrawn"}}, "withdrawn", 2},
	}
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := privacy.NewService(store.NewConsents(db), db, store.NewOutbox(db), noon)
		for _, c := range cases {
			for _, way := range []string{"in one batch", "one by one"} {
				t.Run(c.name+" "+way, func(t *testing.T) {
					v := aClient(t, db, c.name+way)
					for i := range c.rows {
						c.rows[i].Client, c.rows[i].Channel, c.rows[i].Purpose = client.Named{ID: v}, "email", "marketing"
					}
					for from := 0; from < len(c.rows); {
						to := len(c.rows)
						if way == "one by one" {
							to = from + 1
						}
						res, err := s.Record(ctx, account.System, c.rows[from:to])
						if err != nil || res[0].Err != nil {
							t.Fatal(err, res)
						}
						from = to
					}
					now, err := s.Current(ctx, v)
					if err != nil || len(now) != 1 || now[0].State != c.want {
						t.Fatalf("current %+v, %v, want %s", now, err, c.want)
					}
					l, err := s.History(ctx, v, page.Window{})
					if err != nil || len(l.Items) != c.added {
						t.Fatalf("history %+v, %v, want %d", l.Items, err, c.added)
					}
				})
			}
		}
	})
}

func TestConsentRowsFailOnTheirOwn(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := privacy.NewService(store.NewConsents(db), db, store.NewOutbox(db), noon)
		v := aClient(t, db, "C1")
		good := privacy.Entry{Client: client.Named{Key: client.Key{Reference: "C1"}}, Source: "crm", Channel: "email", Purpose: "marketing", State: "granted"}
		with := func(edit func(*privacy.Entry)) privacy.Entry { e := good; edit(&e); return e }
		rows := []privacy.Entry{
			good,
			with(func(e *privacy.Entry) { e.Client.Key.Reference = "nobody" }),
			with(func(e *privacy.Entry) { e.Client = client.Named{ID: 7} }),
			with(func(e *privacy.Entry) { e.Client = client.Named{} }),
			with(func(e *privacy.Entry) { e.Channel = "pigeon" }),
			with(func(e *privacy.Entry) { e.Purpose = "Très bien" }),
			with(func(e *privacy.Entry) { e.State = "maybe" }),
			with(func(e *privacy.Entry) { e.At = noon.Now().Add(time.Hour) }),
		}
		want := []string{"", "client_reference", "client_id", "client_id", "channel", "purpose", "state", "at"}
		res, err := s.Record(ctx, account.System, rows)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range res {
			e, _ := errors.AsType[*fault.Error](r.Err)
			if want[i] == "" {
				if r.Err != nil || r.Status != client.Created || r.ID == 0 {
					t.Errorf("row %d: %+v", i, r)
				}
				continue
			}
			if r.Status != client.Failed || e == nil || e.Fields[0].Path != want[i] {
				t.Errorf("row %d: %+v, want %s", i, r, want[i])
			}
		}
		if n := eventsOf(t, db, "consent.changed"); n != 1 {
			t.Errorf("%d events", n)
		}
		if res, err = s.Record(ctx, account.System, rows[:1]); err != nil || res[0].Status != client.Unchanged {
			t.Errorf("again: %+v %v", res, err)
		}
		if n := eventsOf(t, db, "consent.changed"); n != 1 {
			t.Errorf("an unchanged row made an event: %d", n)
		}
		if now, err := s.Current(ctx, v); err != nil || len(now) != 1 {
			t.Errorf("current %+v %v", now, err)
		}
		if _, err := s.Current(ctx, 7); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("nobody's consents: %v", err)
		}
		failure := fault.Conflict("no", "")
		err = db.InTx(ctx, func(ctx context.Context) error {
			if _, err := s.Record(ctx, account.System, []privacy.Entry{with(func(e *privacy.Entry) { e.State = "withdrawn" })}); err != nil {
				return err
			}
			return failure
		})
		if now, _ := s.Current(ctx, v); !errors.Is(err, failure) || now[0].State != "granted" {
			t.Errorf("the outer transaction did not take it back: %v %+v", err, now)
		}
	})
}

func TestConsentsOfOneClientAtOnce(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := privacy.NewService(store.NewConsents(db), db, store.NewOutbox(db), noon)
		v := aClient(t, db, "C1")
		const n = 16
		var wg sync.WaitGroup
		errs := make([]error, n)
		for i := range n {
			wg.Go(func() {
				e := privacy.Entry{Client: client.Named{ID: v}, Channel: "email", Purpose: "marketing", State: "granted", At: noon.Now().Add(-time.Duration(i/2) * time.Hour)}
				if i/2 == 0 {
					e.State = "withdrawn"
				}
				var res []client.Result
				if res, errs[i] = s.Record(ctx, account.System, []privacy.Entry{e}); errs[i] == nil {
					errs[i] = res[0].Err
				}
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		now, err := s.Current(ctx, v)
		if err != nil || len(now) != 1 || now[0].State != "withdrawn" {
			t.Fatalf("an older statement holds: %+v %v", now, err)
		}
		if l, err := s.History(ctx, v, page.Window{}); err != nil || len(l.Items) != n/2 {
			t.Fatalf("%d statements, %v, want each pair once: %d", len(l.Items), err, n/2)
		}
	})
}

func TestSuppression(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := privacy.NewService(store.NewConsents(db), db, store.NewOutbox(db), noon)
		rows := []privacy.Suppression{{Channel: "email", AddressKey: "Émile@Example.org", Reason: privacy.Bounced}}
		for range 2 {
			if err := s.Suppress(ctx, rows); err != nil {
				t.Fatal(err)
			}
		}
		key := privacy.AddressKey("émile@example.ORG")
		got, err := s.Suppressed(ctx, "email", []string{key, "b@example.org"})
		if err != nil || len(got) != 1 || got[key].Reason != privacy.Bounced || !got[key].At.Equal(noon.Now()) {
			t.Fatalf("%+v %v", got, err)
		}
		if err := s.Unsuppress(ctx, "email", "émile@example.org"); err != nil {
			t.Fatal(err)
		}
		if err := s.Unsuppress(ctx, "email", "émile@example.org"); !fault.Is(err, fault.KindNotFound) {
			t.Fatal(err)
		}
		if err := s.Suppress(ctx, []privacy.Suppression{{Channel: "email", AddressKey: "a", Reason: "because"}}); !fault.Is(err, fault.KindInvalid) {
			t.Fatal(err)
		}
	})
}
