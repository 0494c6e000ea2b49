package store

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/page"
)

// rateList goes by currency, then by day, which takes the place of the id: the two are the key.
var rateList = lister[account.ExchangeRate]{
	idColumn: "from_day", id: func(r account.ExchangeRate) id.ID { return id.ID(r.FromDay) }, standard: "currency",
	sorts: map[string]sortBy[account.ExchangeRate]{"currency": {"currency", func(r account.ExchangeRate) any { return r.Currency }}},
}

// ExchangeRates lists rates by currency and day.
func (s Accounts) ExchangeRates(ctx context.Context, currencies []string, w page.Window) (page.List[account.ExchangeRate], error) {
	return rateList.read(ctx, s.DB, anyOf(s.conn(ctx).Model(&account.ExchangeRate{}), "currency", currencies), w)
}

// PutExchangeRates writes rates over those that exist.
func (s Accounts) PutExchangeRates(ctx context.Context, rates []account.ExchangeRate) error {
	t := columns("exchange_rate", "currency,from_day,rate_micro", "currency,from_day", "rate_micro")
	return s.insertRows(ctx, t, true, len(rates), func(i int, dst []any) {
		dst[0], dst[1], dst[2] = rates[i].Currency, int64(rates[i].FromDay), rates[i].RateMicro
	})
}

// DeleteExchangeRates removes rates.
func (s Accounts) DeleteExchangeRates(ctx context.Context, rates []account.ExchangeRate) error {
	return s.deletePairs(ctx, "exchange_rate", "currency", "from_day", len(rates), func(i int) (any, any) {
		return rates[i].Currency, int64(rates[i].FromDay)
	})
}

var _ account.ExchangeRateStore = Accounts{}
