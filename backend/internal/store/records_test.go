package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/receivable"
	"clientele/internal/record"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

func day(text string) clock.Day {
	d, err := clock.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func dayOrNil(text string) *clock.Day {
	if text == "" {
		return nil
	}
	d := day(text)
	return &d
}

func at(text string) time.Time { return day(text).UTC().Add(10 * time.Hour) }

// gathered reads a stream of facts.
func gathered[T any](t *testing.T, read func(yield func(T) error) error) []T {
	t.Helper()
	out := []T{}
	if err := read(func(f T) error { out = append(out, f); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// writeRecords writes records for clients 1 to 4 beside what says nothing as of 2026-03-12.
func writeRecords(t *testing.T, db *store.DB) {
	t.Helper()
	n := id.ID(100)
	head := func(c id.ID) record.Head {
		n++
		return record.Head{ID: n, Version: 1, Source: "s", ClientID: c, CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
	}
	owes := func(c id.ID, open int64, due, state string) receivable.Receivable {
		return receivable.Receivable{Head: head(c), Currency: "EUR", RateMicro: 1e6, AmountMinor: 9000, OpenMinor: open, ValueOpenMinor: open,
			IssuedDay: day("2025-01-01"), DueDay: day(due), State: state}
	}
	share := func(c, category id.ID, on string, ppm int64, state string) wallet.Share {
		s := wallet.Share{Head: head(c), Day: day(on), SharePPM: ppm, Method: "declared", State: state}
		if category != 0 {
			s.CategoryID = &category
		}
		return s
	}
	runs := func(c id.ID, months int64, from, to string, margin *int64) subscription.Subscription {
		return subscription.Subscription{Head: head(c), Currency: "EUR", RateMicro: 1e6, AmountMinor: 1200, ValueMinor: 1200, MarginMinor: margin,
			PeriodMonths: months, StartDay: day(from), EndDay: dayOrNil(to)}
	}
	asked := func(c id.ID, severity, opened, closed, outcome string, satisfaction int64) aftersales.Case {
		n++
		v := aftersales.Case{ID: n, Version: 1, Source: "s", ClientID: c, Kind: "complaint", Severity: severity, State: "open", Subject: "x", Outcome: outcome,
			OpenedAt: at(opened), CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
		if closed != "" {
			end := at(closed)
			v.ClosedAt, v.State = &end, "closed"
		}
		if satisfaction > 0 {
			v.Satisfaction = &satisfaction
		}
		return v
	}
	known := func(c id.ID, reference bool, risk, acquired string, cost int64) client.Client {
		v := client.Client{ID: c, Version: 1, Source: "s", Kind: "b2c", State: "active", Name: "x", NameKey: "x", IsReference: reference, Risk: risk,
			AcquisitionDay: dayOrNil(acquired), CreatedAt: noon.Now(), UpdatedAt: noon.Now()}
		if cost > 0 {
			v.AcquisitionCostMinor = &cost
		}
		return v
	}
	margin := int64(500)
	ctx := context.Background()
	err := db.InTx(ctx, func(ctx context.Context) error {
		for _, write := range []func() error{
			func() error {
				return store.NewReceivables(db).Write(ctx, []receivable.Receivable{owes(2, 4000, "2026-03-11", "open"), owes(2, 1000, "2026-01-11", "open"),
					owes(1, 10, "2026-03-12", "open"), owes(3, 0, "2026-01-01", "settled"), owes(3, 500, "2026-01-01", "written_off"), owes(1, 70, "2026-02-10", "open")}, true)
			},
			func() error {
				return store.NewWalletShares(db).Write(ctx, []wallet.Share{
					share(1, 7, "2026-01-01", 200_000, "active"), share(1, 7, "2026-02-01", 300_000, "active"), share(1, 8, "2025-01-01", 500_000, "active"), share(1, 8, "2026-03-01", 900_000, "archived"),
					share(2, 0, "2025-03-12", 800_000, "active"), share(2, 0, "2026-03-12", 400_000, "active"), share(2, 7, "2026-03-12", 1_000_000, "active"), share(2, 0, "2026-03-13", 10_000, "active"),
					share(3, 0, "2024-03-12", 600_000, "active"), // too old now
				}, true)
			},
			func() error {
				return store.NewSubscriptions(db).Write(ctx, []subscription.Subscription{runs(1, 12, "2023-05-01", "", &margin), runs(1, 12, "2023-06-01", "2025-05-31", nil), runs(2, 1, "2026-01-31", "2026-03-12", nil),
					runs(2, 12, "2025-04-01", "", nil), runs(3, 12, "2026-03-13", "", nil), runs(3, 12, "2025-01-01", "2025-01-01", nil)}, true)
			},
			func() error {
				return store.NewCases(db).Write(ctx, []aftersales.Case{
					asked(1, "high", "2026-03-01", "", "", 0), asked(1, "critical", "2026-03-01", "2026-03-13", "bad", 1), asked(1, "normal", "2026-03-01", "", "", 0),
					asked(2, "low", "2025-05-01", "2025-06-01", "bad", 5), asked(2, "low", "2024-05-01", "2024-06-01", "bad", 1), asked(3, "low", "2026-01-01", "2026-01-02", "good", 0),
					asked(4, "low", "2020-01-01", "2020-01-02", "good", 3), asked(4, "high", "2026-03-13", "", "", 0)}, true)
			},
			func() error {
				return store.NewClients(db).Write(ctx, []client.Client{known(4, true, "", "2025-12-31", 700), known(1, false, "high", "2026-01-01", 100), known(2, false, "", "2026-01-31", 50),
					known(3, true, "insolvent", "2026-03-13", 9)}, true)
			},
		} {
			if err := write(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFactsOfRecords(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		writeRecords(t, db)
		ctx, today, until := context.Background(), day("2026-03-12"), day("2026-03-13").UTC()
		p := store.NewPortfolio(db)
		owed := gathered(t, func(y func(portfolio.OverdueFact) error) error { return p.Overdue(ctx, today, y) })
		same(t, "overdue", owed, []portfolio.OverdueFact{{Client: 1, Minor: 70, Days: 30}, {Client: 2, Minor: 5000, Days: 60}})
		wallets := gathered(t, func(y func(portfolio.WalletFact) error) error { return p.WalletFacts(ctx, today, y) })
		same(t, "wallet", wallets, []portfolio.WalletFact{{Client: 1, Share: 0.4, Before: 0.5}, {Client: 2, Share: 0.4, Before: 0.8}})
		flags := gathered(t, func(y func(portfolio.FlagFact) error) error { return p.Flags(ctx, y) })
		same(t, "flags", flags, []portfolio.FlagFact{{Client: 1, Risk: "high"}, {Client: 3, Reference: true, Risk: "insolvent"}, {Client: 4, Reference: true}})
		best, worst, middle := 1.0, 0.0, 0.5
		cases := gathered(t, func(y func(portfolio.CaseFact) error) error { return p.CaseFacts(ctx, until, y) })
		same(t, "cases", cases, []portfolio.CaseFact{{Client: 1, OpenSevere: 2, Satisfaction: &worst, SatisfiedAt: at("2026-03-01")},
			{Client: 2, BadlyClosed: 1, Satisfaction: &best, SatisfiedAt: at("2025-06-01")}, {Client: 4, Satisfaction: &middle, SatisfiedAt: at("2020-01-02")}})
		contracts := gathered(t, func(y func(portfolio.SubscriptionFact) error) error { return p.Contracts(ctx, today, y) })
		same(t, "contracts", contracts, []portfolio.SubscriptionFact{
			{Client: 1, Active: true, Renewals: 2, Value: 1200, Margin: 500, MarginKnown: true, Months: 12, Next: int32(day("2026-05-01"))},
			{Client: 1, Renewals: 1, Value: 1200, Months: 12, Next: portfolio.NoDay},
			{Client: 2, Active: true, Value: 1200, Months: 12, Next: int32(day("2026-04-01"))},
			{Client: 2, Renewals: 1, Value: 1200, Months: 1, Next: portfolio.NoDay}})
		cohorts, err := p.ContractCohorts(ctx, today)
		same(t, "cohorts", cohorts, []portfolio.SubscriptionFactCohort{{Months: 1, Year: 2026, Left: []int64{1, 1}}, {Months: 12, Year: 2023, Left: []int64{2, 2, 1}}, {Months: 12, Year: 2025, Left: []int64{1}}})
		costs, err2 := p.Costs(ctx, today, time.UTC, "EUR")
		same(t, "costs", costs, []portfolio.CostFact{{Month: "2025-12", Acquisition: 700}, {Month: "2026-01", Acquisition: 150}})
		of, err3 := p.OverdueOf(ctx, today, []id.ID{2, 3})
		same(t, "overdue of some", of, owed[1:])
		some, err4 := p.FlagsOf(ctx, []id.ID{3, 2})
		same(t, "flags of some", some, flags[1:2])
		said, err5 := p.CaseFactsOf(ctx, until, []id.ID{2})
		same(t, "cases of some", said, cases[1:2])
		none, err6 := p.WalletFactsOf(ctx, today, nil)
		for _, err := range []error{err, err2, err3, err4, err5, err6} {
			if err != nil || len(none) > 0 {
				t.Error(err, none)
			}
		}
	})
}

func TestRenewals(t *testing.T) {
	for _, c := range []struct {
		name, start, end, on string
		months, want         int64
		next                 string
	}{
		{"on the day it starts", "2025-01-01", "", "2025-01-01", 12, 0, "2026-01-01"},
		{"the day before", "2025-01-01", "", "2025-12-31", 12, 0, "2026-01-01"},
		{"on the day", "2025-01-01", "", "2026-01-01", 12, 1, "2027-01-01"},
		{"ended by its last day", "2025-01-01", "2025-12-31", "2026-06-01", 12, 0, ""},
		{"ended by the day after", "2025-01-01", "2026-01-01", "2026-06-01", 12, 0, ""},
		{"ends a day after its renewal", "2025-01-01", "2026-01-02", "2026-06-01", 12, 1, ""},
		{"by months from the 31st", "2025-01-31", "", "2025-02-28", 1, 1, "2025-03-31"},
		{"many months", "2000-01-15", "", "2025-01-14", 1, 299, "2025-01-15"},
		{"before it starts", "2025-01-01", "", "2024-01-01", 12, 0, "2026-01-01"},
		{"will end", "2025-01-01", "2026-12-31", "2026-06-01", 6, 2, "2026-07-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := subscription.Subscription{PeriodMonths: c.months, StartDay: day(c.start), EndDay: dayOrNil(c.end)}
			if got := s.Renewals(day(c.on)); got != c.want {
				t.Errorf("renewals %d, want %d", got, c.want)
			}
			next := ""
			if d := s.NextRenewal(day(c.on)); d != nil {
				next = d.String()
			}
			if next != c.next {
				t.Errorf("next renewal %q, want %q", next, c.next)
			}
		})
	}
}
