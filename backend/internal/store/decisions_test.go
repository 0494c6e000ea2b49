package store_test

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"testing"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

func TestClientFacts(t *testing.T) {
	address := map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL}
	for engine, at := range address {
		t.Run(engine, func(t *testing.T) {
			ctx, where := context.Background(), at(t)
			db := storetest.Open(t, where, noon)
			raw, s := storetest.Raw(t, where), store.NewDecisions(db)
			ada, bob, carl := addClient(t, db, "ada"), addClient(t, db, "bob"), addClient(t, db, "carl")
			exec := func(query string, args ...any) { storetest.Exec(t, raw, query, args...) }
			exec("INSERT INTO segment_member (segment_id,client_id,joined_at) VALUES (51,?,'2026-01-01'),(52,?,'2026-01-01'),(53,?,'2026-01-01')", int64(ada), int64(ada), int64(bob))
			exec("INSERT INTO consent_current (client_id,channel,purpose,state,at,consent_id) VALUES (?,'email','marketing','withdrawn','2026-01-01',1),(?,'sms','marketing','granted','2026-01-01',2)", int64(ada), int64(ada))
			complaint := "INSERT INTO service_case (id,version,source,client_id,kind,severity,state,channel,subject,body,opened_at,closed_at,resolution,outcome,created_at,updated_at) VALUES (?,1,'t',?,?,'high','open','phone','','','2026-01-01',?,'','','2026-01-01','2026-01-01')"
			exec(complaint, 1, int64(ada), "complaint", nil)
			exec(complaint, 2, int64(bob), "complaint", "2026-02-01")
			exec(complaint, 3, int64(bob), "request", nil)
			figure := "INSERT INTO portfolio_figure (division_id,client_id,from_run,to_run,first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_days,total_revenue_minor,total_margin_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group) VALUES (?,?,?,?,1,1,1,1,1,1,1,1,1,0,1,?,1,1,1,?)"
			exec(figure, 0, int64(ada), 1, 2, "B", "loyal")
			exec(figure, 0, int64(ada), 2, 1<<62, "A", "champions")
			exec(figure, 5, int64(ada), 1, 1<<62, "C", "lost")
			exec("UPDATE client SET merged_into = ? WHERE id = ?", int64(ada), int64(carl))

			f, err := s.ClientFacts(ctx, ada)
			if err != nil || f.Client != ada || f.Language != "fr" || !f.Complaint || len(f.Classes) != 0 || !slices.Equal(f.Refused["email"], []string{"marketing"}) || f.Refused["sms"] != nil {
				t.Fatalf("before the first run: %+v, %v", f, err)
			}
			slices.Sort(f.Segments)
			if !slices.Equal(f.Segments, []id.ID{51, 52}) {
				t.Fatalf("segments %v", f.Segments)
			}
			exec("INSERT INTO portfolio_published (name,run_id,number,previous_number,version,published_at) VALUES ('portfolio',1,1,0,1,'2026-01-01')")
			if f, _ = s.ClientFacts(ctx, ada); f.Classes["abc"] != "B" || f.Classes["rfm_group"] != "loyal" {
				t.Fatalf("run 1: %v", f.Classes)
			}
			exec("UPDATE portfolio_published SET number = 2")
			if f, _ = s.ClientFacts(ctx, carl); f.Client != ada || f.Classes["abc"] != "A" {
				t.Fatalf("merged, run 2: %+v", f)
			}
			if f, _ = s.ClientFacts(ctx, bob); f.Complaint || f.Client != bob {
				t.Fatalf("a closed complaint and a request: %+v", f)
			}
			sameAhead(t, s, ada, bob)
			if _, err = s.ClientFacts(ctx, 4711); !fault.Is(err, fault.KindNotFound) {
				t.Fatalf("nobody: %v", err)
			}
			if v, err := s.ClientByKey(ctx, offer.Key{Source: "test", Reference: "bob"}); v != bob || err != nil {
				t.Fatal(v, err)
			}
			if _, err := s.ClientByKey(ctx, offer.Key{Source: "other", Reference: "bob"}); !fault.Is(err, fault.KindNotFound) {
				t.Fatal(err)
			}
		})
	}
}

// sameAhead says whether facts that are read of many clients at once are those that are read of each; merged clients are left out.
func sameAhead(t *testing.T, s *store.Decisions, clients ...id.ID) {
	t.Helper()
	var all []offer.Facts
	for after := id.ID(0); ; {
		some, last, err := s.FactsAfter(t.Context(), after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if last == 0 {
			break
		}
		all, after = append(all, some...), last
	}
	if len(all) != len(clients) {
		t.Fatalf("%d clients ahead, want %d", len(all), len(clients))
	}
	listed, err := s.FactsOf(t.Context(), append(clients, 4711))
	if err != nil || len(listed) != len(clients) {
		t.Fatalf("%d clients of a list, want %d: %v", len(listed), len(clients), err)
	}
	slices.SortFunc(listed, func(a, b offer.Facts) int { return cmp.Compare(a.Client, b.Client) })
	for i, v := range clients {
		one, err := s.ClientFacts(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(one.Segments)
		slices.Sort(all[i].Segments)
		if !reflect.DeepEqual(one, all[i]) {
			t.Errorf("ahead %+v, alone %+v", all[i], one)
		}
		slices.Sort(listed[i].Segments)
		if !reflect.DeepEqual(one, listed[i]) {
			t.Errorf("of a list %+v, alone %+v", listed[i], one)
		}
	}
}

// Two deciders over one database stand for two replicas: what one changes the other decides by after its next poll of the feed,
// and facts it remembers are forgotten when an event speaks of the client.
func TestDecisionsFollowTheFeed(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		here, there := newStall(t, db), newStall(t, db)
		ada := addClient(t, db, "ada")
		o, p := here.placed(t, "one")
		count := func(s stall) int {
			t.Helper()
			d, err := s.decider.Decide(ctx, offer.Request{Client: ada, Placements: []string{p.Code}})
			if err != nil {
				t.Fatal(err)
			}
			return len(d.Placements[0].Propositions)
		}
		follow := func() {
			t.Helper()
			for {
				n, err := here.outbox.Sequence(ctx)
				if err != nil {
					t.Fatal(err)
				}
				more, err := there.decider.Poll(ctx)
				if err != nil {
					t.Fatal(err)
				}
				if n == 0 && !more {
					return
				}
			}
		}
		follow()
		if count(here) != 1 || count(there) != 1 {
			t.Fatal("the offer is not proposed")
		}
		if _, err := here.offers.Archive(ctx, account.System, o.ID, 0); err != nil {
			t.Fatal(err)
		}
		if count(here) != 0 {
			t.Fatal("this process still proposes what it archived")
		}
		if count(there) != 1 {
			t.Fatal("the other process knew without the feed: the test tests nothing")
		}
		follow()
		if count(there) != 0 {
			t.Fatal("the other process still proposes an archived offer")
		}
		if _, err := here.offers.Restore(ctx, account.System, o.ID, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := here.offers.Approve(ctx, account.System, o.ID, 0); err != nil {
			t.Fatal(err)
		}
		follow()
		if count(there) != 1 {
			t.Fatal("not proposed again")
		}
		err := db.InTx(ctx, func(ctx context.Context) error {
			complaint := aftersales.Case{ID: db.NewID(), Version: 1, Source: "test", ClientID: ada, Kind: "complaint", Severity: "high", State: "open",
				OpenedAt: noon.Now(), CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
			if err := store.NewCases(db).Write(ctx, []aftersales.Case{complaint}, true); err != nil {
				return err
			}
			return here.outbox.Append(ctx, event.Of(event.CaseChanged, "case", 1, ada, nil))
		})
		if err != nil {
			t.Fatal(err)
		}
		follow()
		if count(there) != 0 {
			t.Fatal("promotion in spite of an open complaint")
		}
	})
}

func TestPropositionsAreRecordedOnce(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newStall(t, db)
		ada := addClient(t, db, "ada")
		o, p := s.placed(t, "one")
		var tokens []string
		var first offer.Decision
		for range offer.RecordBatch + 10 {
			d, err := s.decider.Decide(ctx, offer.Request{Client: ada, Placements: []string{p.Code}})
			if err != nil {
				t.Fatal(err)
			}
			if first.ID == 0 {
				first = d
			}
			tokens = append(tokens, d.Placements[0].Propositions[0].Token)
		}
		proposition := first.Placements[0].Propositions[0].ID
		send := func(f offer.Feedback) offer.Outcome {
			t.Helper()
			out, err := s.feedbacks.Record(ctx, account.System, []offer.Feedback{f})
			if err != nil {
				t.Fatal(err)
			}
			return out[0]
		}
		if got := send(offer.Feedback{Key: "a", Kind: offer.Click, Token: tokens[0]}); got.Status != offer.Recorded {
			t.Fatalf("by token, before the proposition is written: %+v", got)
		}
		if got := send(offer.Feedback{Key: "b", Kind: offer.Click, Proposition: proposition}); got.Code != "proposition_unknown" {
			t.Fatalf("by id, before the proposition is written: %+v", got)
		}
		if err := s.decider.Recorder().Drain(ctx); err != nil {
			t.Fatal(err)
		}
		if got := send(offer.Feedback{Key: "b", Kind: offer.Click, Proposition: proposition}); got.Status != offer.Recorded {
			t.Fatalf("by id: %+v", got)
		}
		row := []offer.Shown{{ID: proposition, DecisionID: first.ID, ClientID: ada, PlacementID: p.ID, OfferID: o.ID, VariantID: o.Variants[0].ID, Rank: 1, At: noon.Now()}}
		if err := store.NewDecisions(db).RecordPropositions(ctx, row); err != nil {
			t.Fatalf("written again: %v", err)
		}
		got, err := store.NewFeedbacks(db).Propositions(ctx, []id.ID{proposition, 5})
		if err != nil || len(got) != 1 || got[proposition] != row[0] {
			t.Fatalf("got %+v, %v", got, err)
		}
		preview, err := s.decider.Decide(ctx, offer.Request{Client: ada, All: true, Preview: true})
		if err != nil || preview.Placements[0].Propositions[0].Token != "" || s.decider.Recorder().Waiting() != 0 {
			t.Fatalf("a preview was recorded: %+v, %v", preview, err)
		}
	})
}
