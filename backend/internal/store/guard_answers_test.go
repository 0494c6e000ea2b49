package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

func TestStandingJudgements(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		j, p := store.NewJudgements(db), store.NewPortfolio(db)
		a, b, c := s.client(t, "a"), s.client(t, "b"), s.client(t, "c")
		day := clock.Date(2026, 3, 12)
		until := func(n int) *clock.Day { d := day + clock.Day(n); return &d }
		in := func(fn func(ctx context.Context) error) {
			t.Helper()
			if err := db.InTx(ctx, fn); err != nil {
				t.Fatal(err)
			}
		}
		in(func(ctx context.Context) error {
			return j.AddGuardAnswers(ctx, []portfolio.GuardAnswer{
				{ClientID: c, GuardName: "growing", Holds: true, Reason: "for ever"},
				{ClientID: a, GuardName: "reference", Holds: true, Reason: "first", ExpiresDay: until(100)},
				{ClientID: a, GuardName: "reference", Holds: false, Reason: "last", ExpiresDay: until(10)},
				{ClientID: a, GuardName: "growing", Holds: true, Reason: "withdrawn", ExpiresDay: until(100)},
				{ClientID: b, GuardName: "other_division", Holds: false, Reason: "over", ExpiresDay: until(1)},
			})
		})
		in(func(ctx context.Context) error {
			by := id.ID(1)
			n, err := j.WithdrawGuard(ctx, portfolio.GuardAnswer{ClientID: a, GuardName: "growing", WithdrawnBy: &by, WithdrawnReason: "wrong"}, day)
			if n != 1 {
				t.Errorf("%d withdrawn", n)
			}
			return err
		})
		names := map[id.ID]string{a: "a", b: "b", c: "c"}
		guards := func(day clock.Day) (out string) {
			t.Helper()
			if err := p.GuardAnswers(ctx, day, func(f portfolio.GuardFact) error {
				out += fmt.Sprintf("%s %s %v %s;", names[f.Client], f.Guard, f.Holds, f.Reason)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return out
		}
		for day, want := range map[clock.Day]string{
			day:       "a reference false last;b other_division false over;c growing true for ever;",
			day + 1:   "a reference false last;c growing true for ever;",
			day + 9:   "a reference false last;c growing true for ever;",
			day + 10:  "a reference true first;c growing true for ever;",
			day + 100: "c growing true for ever;",
		} {
			if got := guards(day); got != want {
				t.Errorf("on %s: %s, want %s", day, got, want)
			}
		}
		some, err := p.GuardAnswersOf(ctx, day, []id.ID{c, b})
		if err != nil || len(some) != 2 || some[0].Client != b || some[1].Client != c || *some[0].Expires != day+1 || some[1].Expires != nil {
			t.Errorf("of two clients: %+v %v", some, err)
		}

		for _, d := range []portfolio.RelationshipDecision{
			{ClientID: b, Decision: portfolio.LetGo, Reason: "x", ExpiresDay: until(5)},
			{ClientID: a, Decision: portfolio.LetGo, Reason: "x"},
			{ClientID: c, Decision: portfolio.LetGo, Reason: "x"},
			{ClientID: c, Decision: portfolio.Keep, Reason: "x", ExpiresDay: until(1)},
		} {
			in(func(ctx context.Context) error { _, err := j.AddDecision(ctx, d); return err })
		}
		for day, want := range map[clock.Day]string{day: "ab", day + 4: "ab", day + 5: "a"} {
			got := ""
			if err := p.LetGoes(ctx, day, func(f portfolio.LetGoFact) error { got += names[f.Client]; return nil }); err != nil || got != want {
				t.Errorf("let go on %s: %s %v, want %s", day, got, err, want)
			}
		}
		if some, err := p.LetGoesOf(ctx, day, []id.ID{b, c}); err != nil || len(some) != 1 || some[0].Client != b {
			t.Errorf("of two clients: %+v %v", some, err)
		}
	})
}

// An answer holds in runs before its day of expiry and no longer in those from that day on.
func TestGuardsInRuns(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		for i := range 9 {
			ref := fmt.Sprint("c", i)
			s.client(t, ref)
			for k, day := range []string{"2025-06-01", "2025-09-01", "2025-12-01", "2026-03-01"} {
				s.sell(t, fmt.Sprint(ref, "-", k), ref, day, 1000)
			}
		}
		small := s.client(t, "small")
		s.sell(t, "small", "small", "2025-05-01", 5)
		expires := clock.Date(2026, 3, 10)
		err := db.InTx(ctx, func(ctx context.Context) error {
			return store.NewJudgements(db).AddGuardAnswers(ctx, []portfolio.GuardAnswer{{ClientID: small, GuardName: "reference", Holds: true, Reason: "x", ExpiresDay: &expires}})
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ day, want string }{{"2026-03-08", "mature"}, {"2026-03-09", "mature"}, {"2026-03-10", "unverified"}, {"2026-03-11", "unverified"}} {
			if _, err := s.run(t, c.day, quiet{}); err != nil {
				t.Fatal(err)
			}
			card, err := s.portfolio.Card(ctx, small)
			if err != nil {
				t.Fatal(err)
			}
			if f := card.History[0]; f.Quadrant.String() != c.want || f.RawQuadrant.Name() != "low_priority" {
				t.Errorf("on %s: %s, raw %s, want %s", c.day, f.Quadrant, f.RawQuadrant, c.want)
			}
		}
	})
}

// Companies that are each other's parents are a group of each once.
func TestCompaniesOfAGroup(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s, j := newShop(db, noon), store.NewJudgements(db)
		a, b, c, d := s.client(t, "a"), s.client(t, "b"), s.client(t, "c"), s.client(t, "d")
		for child, parent := range map[string]id.ID{"a": c, "b": a, "c": b, "d": b} {
			res, err := s.clients.Upsert(ctx, []client.Upsert{{Key: client.Key{Source: "t", Reference: child}, Fields: client.Fields{ParentID: &parent}}})
			if err != nil || res[0].Err != nil {
				t.Fatal(err, res)
			}
		}
		for head, want := range map[id.ID][]id.ID{a: {a, b, c, d}, d: {d}, b: {b, c, d, a}} {
			got, err := j.CompaniesOf(ctx, head, 100)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("below %d: %v %v, want %v", head, got, err, want)
			}
		}
		if got, err := j.CompaniesOf(ctx, a, 3); err != nil || len(got) != 3 {
			t.Errorf("at most three: %v %v", got, err)
		}
	})
}
