package account

import (
	"context"
	"strconv"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/page"
)

// ExchangeRate says what one unit of a currency is worth in the reporting currency, in millionths, from a day on.
type ExchangeRate struct {
	Currency  string    `gorm:"primaryKey"`
	FromDay   clock.Day `gorm:"primaryKey"`
	RateMicro int64
}

// TableName is the table's name.
func (ExchangeRate) TableName() string { return "exchange_rate" }

// MaxRate is the highest rate: a million for one.
const MaxRate = 1_000_000 * money.Micro

// ExchangeRateStore keeps exchange rates.
type ExchangeRateStore interface {
	// ExchangeRates lists rates by currency and day; no currencies are all.
	ExchangeRates(ctx context.Context, currencies []string, w page.Window) (page.List[ExchangeRate], error)
	PutExchangeRates(ctx context.Context, rates []ExchangeRate) error
	DeleteExchangeRates(ctx context.Context, rates []ExchangeRate) error
	Audit(ctx context.Context, by Actor, action, noun string, nounID id.ID, detail any) error
}

// ExchangeRateService is the use cases of exchange rates.
type ExchangeRateService struct {
	store ExchangeRateStore
	tx    event.Tx
	orgs  *OrganisationService
}

// NewExchangeRateService gives the service over a store.
func NewExchangeRateService(store ExchangeRateStore, tx event.Tx, orgs *OrganisationService) *ExchangeRateService {
	return &ExchangeRateService{store: store, tx: tx, orgs: orgs}
}

// List gives rates by currency and day.
func (s *ExchangeRateService) List(ctx context.Context, currencies []string, w page.Window) (page.List[ExchangeRate], error) {
	return s.store.ExchangeRates(ctx, currencies, w)
}

// Put sets up to 1,000 rates; one of 0 removes what was set for its currency and day. Orders that are stored keep the rate they were
// stored with.
func (s *ExchangeRateService) Put(ctx context.Context, by Actor, rates []ExchangeRate) error {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return err
	}
	if err := checkRates(rates, org.Currency); err != nil {
		return err
	}
	var put, gone []ExchangeRate
	for _, r := range rates {
		if r.RateMicro == 0 {
			gone = append(gone, r)
		} else {
			put = append(put, r)
		}
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.DeleteExchangeRates(ctx, gone); err != nil {
			return err
		}
		if err := s.store.PutExchangeRates(ctx, put); err != nil {
			return err
		}
		return s.store.Audit(ctx, by, "exchange_rates.put", "exchange_rate", 0, map[string]int{"set": len(put), "removed": len(gone)})
	})
}

func checkRates(rates []ExchangeRate, reporting string) error {
	var c fault.Check
	c.That(len(rates) <= 1000, "items", "too_many", "at most 1000 rates at once")
	type place struct {
		currency string
		day      clock.Day
	}
	seen := map[place]bool{}
	for i, r := range rates {
		at, p := "items["+strconv.Itoa(i)+"].", place{r.Currency, r.FromDay}
		c.That(money.ValidCurrency(r.Currency), at+"currency", "currency", "must be an ISO 4217 code such as USD")
		c.That(r.Currency != reporting, at+"currency", "reporting_currency", "is the reporting currency")
		c.That(r.RateMicro >= 0 && r.RateMicro <= MaxRate, at+"rate", "range", "must lie between 0 and 1000000")
		c.That(!seen[p], at+"from_day", "repeated", "is there twice for this currency")
		seen[p] = true
	}
	return c.Err()
}
