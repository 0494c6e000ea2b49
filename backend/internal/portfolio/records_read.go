package portfolio

import (
	"context"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// RecordStore reads what is known of clients beside their orders, of all in order of client, or of some (≤ 1,000).
type RecordStore interface {
	Flags(ctx context.Context, yield func(FlagFact) error) error
	FlagsOf(ctx context.Context, clients []id.ID) ([]FlagFact, error)
	// CaseFacts is what cases say at an instant: the end of the day in question.
	CaseFacts(ctx context.Context, until time.Time, yield func(CaseFact) error) error
	CaseFactsOf(ctx context.Context, until time.Time, clients []id.ID) ([]CaseFact, error)
	Overdue(ctx context.Context, day clock.Day, yield func(OverdueFact) error) error
	OverdueOf(ctx context.Context, day clock.Day, clients []id.ID) ([]OverdueFact, error)
	WalletFacts(ctx context.Context, day clock.Day, yield func(WalletFact) error) error
	WalletFactsOf(ctx context.Context, day clock.Day, clients []id.ID) ([]WalletFact, error)
	GuardAnswers(ctx context.Context, day clock.Day, yield func(GuardFact) error) error
	GuardAnswersOf(ctx context.Context, day clock.Day, clients []id.ID) ([]GuardFact, error)
	LetGoes(ctx context.Context, day clock.Day, yield func(LetGoFact) error) error
	LetGoesOf(ctx context.Context, day clock.Day, clients []id.ID) ([]LetGoFact, error)
	Contracts(ctx context.Context, day clock.Day, yield func(SubscriptionFact) error) error
	ContractsOf(ctx context.Context, day clock.Day, clients []id.ID) ([]SubscriptionFact, error)
	ContractCohorts(ctx context.Context, day clock.Day) ([]SubscriptionFactCohort, error)
	// Costs is what was spent on clients by month; the zone and the currency are the organisation's.
	Costs(ctx context.Context, day clock.Day, zone *time.Location, currency string) ([]CostFact, error)
	// Places is where clients are.
	Places(ctx context.Context, yield func(PlaceFact) error) error
}

func newRecords() Records {
	return Records{Flags: map[id.ID]FlagFact{}, Cases: map[id.ID]CaseFact{}, Overdue: map[id.ID]OverdueFact{}, Wallet: map[id.ID]WalletFact{},
		Guards: map[id.ID][]GuardFact{}, LetGo: map[id.ID]bool{}, Subscriptions: map[id.ID][]SubscriptionFact{}}
}

// ofDivision gives what of the records goes for a division too: what is known of the client as such.
func (r Records) ofDivision() Records {
	return Records{Flags: r.Flags, Cases: r.Cases, Overdue: r.Overdue, Wallet: r.Wallet, Guards: r.Guards, LetGo: r.LetGo, Places: r.Places}
}

func (r Records) flag(f FlagFact) error       { r.Flags[f.Client] = f; return nil }
func (r Records) aftersales(f CaseFact) error { r.Cases[f.Client] = f; return nil }
func (r Records) overdue(f OverdueFact) error { r.Overdue[f.Client] = f; return nil }
func (r Records) wallet(f WalletFact) error   { r.Wallet[f.Client] = f; return nil }
func (r Records) letGo(f LetGoFact) error     { r.LetGo[f.Client] = true; return nil }
func (r Records) guard(f GuardFact) error {
	r.Guards[f.Client] = append(r.Guards[f.Client], f)
	return nil
}
func (r Records) contract(f SubscriptionFact) error {
	r.Subscriptions[f.Client] = append(r.Subscriptions[f.Client], f)
	return nil
}

// records reads what is known of all clients beside their orders.
func (s *Service) records(ctx context.Context, asOf clock.Day, zone *time.Location, currency string) (Records, error) {
	r := newRecords()
	for _, read := range []func() error{
		func() error { return s.store.Flags(ctx, r.flag) },
		func() error { return s.store.CaseFacts(ctx, (asOf + 1).Start(zone), r.aftersales) },
		func() error { return s.store.Overdue(ctx, asOf, r.overdue) },
		func() error { return s.store.WalletFacts(ctx, asOf, r.wallet) },
		func() error { return s.store.GuardAnswers(ctx, asOf, r.guard) },
		func() error { return s.store.LetGoes(ctx, asOf, r.letGo) },
		func() error { return s.store.Contracts(ctx, asOf, r.contract) },
		func() error { r.Places = newPlaceSet(); return s.store.Places(ctx, r.Places.add) },
		func() (err error) { r.Cohorts, err = s.store.ContractCohorts(ctx, asOf); return err },
		func() (err error) { r.Costs, err = s.store.Costs(ctx, asOf, zone, currency); return err },
	} {
		if err := read(); err != nil {
			return r, err
		}
	}
	return r, nil
}

// recordsOf reads the same of some clients, but for what is known of the company only.
func (s *Service) recordsOf(ctx context.Context, asOf clock.Day, zone *time.Location, clients []id.ID) (Records, error) {
	r := newRecords()
	for _, err := range []error{
		each(r.flag)(s.store.FlagsOf(ctx, clients)),
		each(r.aftersales)(s.store.CaseFactsOf(ctx, (asOf + 1).Start(zone), clients)),
		each(r.overdue)(s.store.OverdueOf(ctx, asOf, clients)),
		each(r.wallet)(s.store.WalletFactsOf(ctx, asOf, clients)),
		each(r.guard)(s.store.GuardAnswersOf(ctx, asOf, clients)),
		each(r.letGo)(s.store.LetGoesOf(ctx, asOf, clients)),
		each(r.contract)(s.store.ContractsOf(ctx, asOf, clients)),
	} {
		if err != nil {
			return r, err
		}
	}
	return r, nil
}

// each takes what a reader gives, one after the other.
func each[F any](take func(F) error) func([]F, error) error {
	return func(facts []F, err error) error {
		for _, f := range facts {
			if err == nil {
				err = take(f)
			}
		}
		return err
	}
}
