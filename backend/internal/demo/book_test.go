package demo_test

import (
	"reflect"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/demo"
	"clientele/internal/receivable"
)

func TestTheSamePlanMakesTheSameBook(t *testing.T) {
	p := demo.Plan{Seed: 7, Clients: 300, Day: clock.Date(2026, 11, 22)}
	a, b := demo.Make(p, time.UTC), demo.Make(p, time.UTC)
	if !reflect.DeepEqual(a, b) {
		t.Fatal("two books of one plan differ")
	}
	if p.Seed = 8; reflect.DeepEqual(a, demo.Make(p, time.UTC)) {
		t.Fatal("two seeds make one book")
	}
}

func TestTheBookHasSomethingToSayOfEveryClass(t *testing.T) {
	day := clock.Date(2026, 11, 22)
	b := demo.Make(demo.Plan{Seed: 1, Clients: 500, Day: day}, time.UTC)
	has := map[string]int{"branches": len(b.Branches), "shares of wallet": len(b.Wallets)}
	for _, r := range b.Receivables {
		switch {
		case r.Fields.State == nil && *r.Fields.DueDay < day-60:
			has["overdue for 60 days"]++
		case r.Fields.State != nil:
			has[*r.Fields.State]++
		default:
			has[receivable.Open]++
		}
	}
	for _, s := range b.Subscriptions {
		if has["contracts"]++; s.Fields.EndDay != nil {
			has["ended contracts"]++
		}
		has["contracts of "+s.Fields.StartDay.String()[:4]]++
	}
	for _, c := range b.Cases {
		if c.Fields.Outcome != nil && *c.Fields.Outcome == "bad" {
			has["badly closed cases"]++
		}
	}
	for _, c := range b.Clients {
		if f := c.Fields; *f.IsReference {
			has["reference clients"]++
		} else if f.Latitude == nil {
			has["clients known by their town"]++
		} else if *f.Country != "FR" {
			has["clients abroad"]++
		}
	}
	for _, what := range []string{"branches", "shares of wallet", "overdue for 60 days", "open", "settled", "written_off", "contracts", "ended contracts",
		"contracts of 2022", "contracts of 2025", "badly closed cases", "reference clients", "clients known by their town", "clients abroad"} {
		if has[what] == 0 {
			t.Errorf("no %s", what)
		}
	}
	for _, o := range b.Orders {
		if o.OrderedAt.After((day + 1).Start(time.UTC)) {
			t.Fatalf("order %s lies after the last day", o.Reference)
		}
	}
}
