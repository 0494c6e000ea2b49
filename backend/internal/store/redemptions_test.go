package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// rush is how many tries each of two processes makes at once.
const rush = 32

// tried is what became of many tries at once: ids of what succeeded, refusals by code.
type tried struct {
	ids     map[id.ID]int
	refused map[string]int
}

// both runs a test on two processes over one database, on every engine.
func both(t *testing.T, test func(t *testing.T, here, there stall, address string)) {
	t.Helper()
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			address := at(t)
			test(t, newStall(t, storetest.Open(t, address, noon)), newStall(t, storetest.Open(t, address, noon)), address)
		})
	}
}

// rushed makes rush tries in each of two processes at once, all at the same moment. One that the database was too busy for tries again, as a
// phone would.
func rushed(t *testing.T, here, there stall, try func(ctx context.Context, s stall, n int) (id.ID, error)) tried {
	t.Helper()
	out := tried{ids: map[id.ID]int{}, refused: map[string]int{}}
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := make(chan struct{})
	for n := range 2 * rush {
		s := here
		if n%2 == 1 {
			s = there
		}
		wg.Go(func() {
			<-start
			v, err := try(context.Background(), s, n)
			for range 20 {
				if !fault.Is(err, fault.KindUnavailable) {
					break
				}
				v, err = try(context.Background(), s, n)
			}
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				out.ids[v]++
			} else {
				out.refused[fault.Code(err)]++
			}
		})
	}
	close(start)
	wg.Wait()
	return out
}

// bounded adds an approved offer with bounds, on a placement of its own.
func (s stall) bounded(t *testing.T, code string, b offer.Bounds) offer.Offer {
	t.Helper()
	ctx := context.Background()
	o, _ := s.placed(t, code)
	o.Bounds = b
	o, err := s.offers.Replace(ctx, account.System, o, o.Version)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func caps(rules ...offer.CappingRule) []offer.CappingRule { return rules }

func capOf(event, per string, limit int64, resets string) offer.CappingRule {
	return offer.CappingRule{Event: event, Per: per, LimitCount: limit, Resets: resets}
}

func amount(v int64) *int64 { return &v }

// Two processes redeem the same thing 64 times at once: exactly as many succeed as may, the others are told why not.
func TestRedemptionsUnderConcurrency(t *testing.T) {
	both(t, func(t *testing.T, here, there stall, address string) {
		ctx := context.Background()
		ada := addClient(t, here.db, "ada")
		many := make([]id.ID, 2*rush)
		for i := range many {
			many[i] = addClient(t, here.db, fmt.Sprintf("c%d", i))
		}
		raw := storetest.Raw(t, address)
		for _, c := range []struct {
			name    string
			bounds  offer.Bounds
			cost    int64
			try     func(o offer.Offer, n int) offer.Redeem
			want    int // different redemptions
			answers int // tries that were answered with one
			refusal string
		}{
			{"a limit in total", offer.Bounds{Caps: caps(capOf(offer.Redemption, offer.PerTotal, 20, "never"))}, 0,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Offer: o.ID, Client: many[n]} }, 20, 20, "cap_reached"},
			{"a limit per client", offer.Bounds{Caps: caps(capOf(offer.Redemption, offer.PerClient, 3, "day"))}, 0,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Offer: o.ID, Client: ada} }, 3, 3, "cap_reached"},
			{"limits one within the other", offer.Bounds{Caps: caps(capOf(offer.Redemption, offer.PerClient, 2, "month"), capOf(offer.Redemption, offer.PerTotal, 50, "week"))}, 0,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Offer: o.ID, Client: many[n%10]} }, 20, 20, "cap_reached"},
			{"a budget", offer.Bounds{BudgetMinor: amount(10_000)}, 700,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Offer: o.ID, Client: many[n]} }, 14, 14, "budget_exhausted"},
			{"a shared code", offer.Bounds{CodesKind: offer.CodesShared, SharedCode: "ÉTÉ-10", Caps: caps(capOf(offer.Redemption, offer.PerTotal, 5, "year"))}, 0,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Code: "ete10", Client: many[n]} }, 5, 5, "cap_reached"},
			{"one key", offer.Bounds{Caps: caps(capOf(offer.Redemption, offer.PerClient, 1, "never"))}, 0,
				func(o offer.Offer, n int) offer.Redeem {
					return offer.Redeem{Key: "the same", Offer: o.ID, Client: ada}
				}, 1, 2 * rush, ""},
			{"no limit at all", offer.Bounds{}, 10,
				func(o offer.Offer, n int) offer.Redeem { return offer.Redeem{Offer: o.ID, Client: ada} }, 2 * rush, 2 * rush, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				o := here.bounded(t, fmt.Sprintf("o%d", here.db.NewID()), c.bounds)
				if c.cost > 0 {
					o.CompanyCostMinor = &c.cost
					var err error
					if o, err = here.offers.Replace(ctx, account.System, o, o.Version); err != nil {
						t.Fatal(err)
					}
				}
				got := rushed(t, here, there, func(ctx context.Context, s stall, n int) (id.ID, error) {
					r := c.try(o, n)
					if r.Key == "" {
						r.Key = fmt.Sprintf("%s/%d", o.Code, n)
					}
					out, err := s.redemptions.Redeem(ctx, account.System, r)
					return out.ID, err
				})
				answers := 0
				for _, n := range got.ids {
					answers += n
				}
				if len(got.ids) != c.want || answers != c.answers || got.refused[c.refusal] != 2*rush-c.answers {
					t.Errorf("%d redemptions in %d answers, refused %v; want %d in %d", len(got.ids), answers, got.refused, c.want, c.answers)
				}
				var rows, events, counted, spent int64
				err := errors.Join(raw.QueryRow("SELECT COUNT(*) FROM redemption WHERE offer_id = ?", int64(o.ID)).Scan(&rows),
					raw.QueryRow("SELECT COUNT(*) FROM offer_event WHERE offer_id = ? AND kind = 'redemption'", int64(o.ID)).Scan(&events),
					raw.QueryRow("SELECT COALESCE(SUM(n), 0) FROM offer_counter WHERE offer_id = ?", int64(o.ID)).Scan(&counted),
					raw.QueryRow("SELECT spent_minor FROM offer_tally WHERE offer_id = ?", int64(o.ID)).Scan(&spent))
				if want := int64(c.want); err != nil || rows != want || events != want || counted != want || spent != want*c.cost {
					t.Errorf("%d redemptions, %d events, %d counted, %d spent, %v; want %d", rows, events, counted, spent, err, c.want)
				}
			})
		}
	})
}

// 64 try one code; 64 clients want one of 40 codes; one client asks 64 times for its code.
func TestCodesUnderConcurrency(t *testing.T) {
	both(t, func(t *testing.T, here, there stall, address string) {
		ctx := context.Background()
		many := make([]id.ID, 2*rush)
		for i := range many {
			many[i] = addClient(t, here.db, fmt.Sprintf("c%d", i))
		}
		o := here.bounded(t, "unique", offer.Bounds{CodesKind: offer.CodesUnique})
		added, err := here.redemptions.AddCodes(ctx, account.System, o.ID, []string{"ONE-1", "one1", "", "TWO/2", "§§§"})
		if err != nil || added.Added != 2 || added.Failed != 3 || added.Mistakes[0].Why != "repeated" || added.Mistakes[1].Why != "empty" || added.Mistakes[2].Why != "malformed" {
			t.Fatalf("added %+v, %v", added, err)
		}
		got := rushed(t, here, there, func(ctx context.Context, s stall, n int) (id.ID, error) {
			r, err := s.redemptions.Redeem(ctx, account.System, offer.Redeem{Key: fmt.Sprintf("one/%d", n), Code: "one 1", Client: many[n]})
			return r.ID, err
		})
		if len(got.ids) != 1 || got.refused["code_redeemed"] != 2*rush-1 {
			t.Errorf("one code: %+v", got)
		}
		got = rushed(t, here, there, func(ctx context.Context, s stall, _ int) (id.ID, error) {
			c, err := s.redemptions.Claim(ctx, account.System, o.ID, many[0])
			return c.ID, err
		})
		if len(got.ids) != 1 || len(got.refused) > 0 {
			t.Errorf("one client: %+v", got)
		}
		if n, err := there.redemptions.GenerateCodes(ctx, account.System, o.ID, 39, "VIP-", 0); n != 39 || err != nil {
			t.Fatal(n, err)
		}
		got = rushed(t, here, there, func(ctx context.Context, s stall, n int) (id.ID, error) {
			c, err := s.redemptions.Claim(ctx, account.System, o.ID, many[n])
			return c.ID, err
		})
		if len(got.ids) != 40 || got.refused["codes_used_up"] != 2*rush-40 {
			t.Errorf("40 codes: %d given, refused %v", len(got.ids), got.refused)
		}
		for v, n := range got.ids {
			if n != 1 {
				t.Errorf("code %s was given %d times", v, n)
			}
		}
		tally, err := store.NewRedemptions(here.db).Tally(ctx, o.ID)
		counts, err2 := here.redemptions.CodeCounts(ctx, o.ID)
		if err != nil || err2 != nil || tally.CodesTotal != 41 || tally.CodesTaken != 41 || counts[offer.CodeHeld] != 40 || counts[offer.CodeRedeemed] != 1 {
			t.Errorf("tally %+v, counts %v", tally, counts)
		}
	})
}

func TestCosts(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s, ada := newStall(t, db), addClient(t, db, "ada")
		for _, c := range []struct {
			name, kind string
			discount   int64
			paid       *int64
			want       int64
			code       string
		}{
			{"a percentage", offer.DiscountPercent, 1250, amount(9_999), 1250, ""}, // 1249.875
			{"half a unit", offer.DiscountPercent, 5_000, amount(1), 1, ""},
			{"all of it", offer.DiscountPercent, 10_000, amount(123_456_789_012), 123_456_789_012, ""},
			{"a percentage of nothing known", offer.DiscountPercent, 1250, nil, 0, "invalid"},
			{"an amount", offer.DiscountAmount, 500, amount(2_000), 500, ""},
			{"an amount above what is paid", offer.DiscountAmount, 500, amount(200), 200, ""},
			{"an amount of nothing known", offer.DiscountAmount, 500, nil, 500, ""},
			{"nothing", offer.DiscountNone, 0, amount(2_000), 0, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				o, _ := s.placed(t, fmt.Sprintf("o%d", db.NewID()))
				o.BudgetMinor = amount(1_000_000_000_000)
				if o.Variants[0].DiscountKind = c.kind; c.kind != "" {
					o.Variants[0].DiscountValue = &c.discount
				}
				o, err := s.offers.Replace(ctx, account.System, o, o.Version)
				if err != nil {
					t.Fatal(err)
				}
				r, err := s.redemptions.Redeem(ctx, account.System, offer.Redeem{Key: o.Code, Offer: o.ID, Client: ada, AmountMinor: c.paid})
				if code := map[bool]string{true: "", false: fault.Code(err)}[err == nil]; code != c.code || r.CostMinor != c.want && c.code == "" {
					t.Errorf("costs %d, %v; want %d %s", r.CostMinor, err, c.want, c.code)
				}
			})
		}
	})
}

// Many decisions for one client at the same moment propose once what may be shown once, in one process.
func TestDecisionsOfOneClientFollowEachOther(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		s, ada := newStall(t, db), addClient(t, db, "ada")
		s.bounded(t, "one", offer.Bounds{Caps: caps(capOf(offer.Click, offer.PerClient, 3, "week"))})
		if _, err := s.decider.Poll(context.Background()); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var wg sync.WaitGroup
		shown := 0
		for range 2 * rush {
			wg.Go(func() {
				d, err := s.decider.Decide(context.Background(), offer.Request{Client: ada, Placements: []string{"p-one"}})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
				shown += len(d.Placements[0].Propositions)
			})
		}
		wg.Wait()
		if shown != 3 {
			t.Errorf("%d propositions, want 3", shown)
		}
	})
}
