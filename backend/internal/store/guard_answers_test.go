package store_test

import (
	"context"
	"fmt"
	"testing"

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
