package httpapi

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/fault"
)

// ExchangeRates is what other currencies are worth in the reporting currency.
type ExchangeRates struct{ Service *account.ExchangeRateService }

func (h ExchangeRates) routes() []route {
	return []route{
		{http.MethodGet, "/exchange_rates", account.Read, h.list},
		{http.MethodPut, "/exchange_rates", account.Manage, h.put},
	}
}

// ExchangeRateBody says what one unit of a currency is worth in the reporting currency from a day on: a decimal number as text, six
// decimals at most.
type ExchangeRateBody struct {
	Currency string    `json:"currency" example:"USD"`
	FromDay  clock.Day `json:"from_day" example:"2026-03-12"`
	Rate     string    `json:"rate" example:"0.9174"`
} //	@name	ExchangeRate

// ExchangeRatePutRow sets one rate; a rate that is left out or null removes it.
type ExchangeRatePutRow struct {
	Currency string    `json:"currency" example:"USD"`
	FromDay  clock.Day `json:"from_day" example:"2026-03-12"`
	Rate     *string   `json:"rate,omitempty" validate:"optional" extensions:"x-nullable" example:"0.9174"`
} //	@name	ExchangeRatePutRow

// ExchangeRatePutBody is up to 1,000 rates to set; others stay.
type ExchangeRatePutBody struct {
	Items []ExchangeRatePutRow `json:"items"`
} //	@name	ExchangeRatePut

// ExchangeRateList is a page of rates.
type ExchangeRateList struct {
	Items      []ExchangeRateBody `json:"items"`
	NextCursor *string            `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64             `json:"total" extensions:"x-nullable"`
} //	@name	ExchangeRateList

func exchangeRateBody(r account.ExchangeRate) ExchangeRateBody {
	return ExchangeRateBody{Currency: r.Currency, FromDay: r.FromDay, Rate: *decimalText(&r.RateMicro, 6)}
}

// list gives exchange rates by currency and day.
//
//	@ID			listExchangeRates
//	@Summary	List exchange rates
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Param		currency	query		string	false	"ISO codes"
//	@Param		sort		query		string	false	"currency, then day; - before it reverses both"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ExchangeRateList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/exchange_rates [get]
func (h ExchangeRates) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	currencies, w := q.list("currency"), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), currencies, w)
	if err != nil {
		return nil, err
	}
	var out ExchangeRateList
	out.Items, out.NextCursor, out.Total = listOf(l, exchangeRateBody)
	return out, nil
}

// put sets exchange rates; those not named stay. Stored orders keep the rate they were stored with. The same request again changes nothing.
//
//	@ID			putExchangeRates
//	@Summary	Set exchange rates
//	@Tags		settings
//	@Accept		json
//	@Security	bearer
//	@Param		body	body	ExchangeRatePutBody	true	"Rates"
//	@Success	204
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/exchange_rates [put]
func (h ExchangeRates) put(c *gin.Context) (any, error) {
	b, err := body[ExchangeRatePutBody](c)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	rates := make([]account.ExchangeRate, len(b.Items))
	for i, r := range b.Items {
		at := "items[" + strconv.Itoa(i) + "].rate"
		rates[i] = account.ExchangeRate{Currency: r.Currency, FromDay: r.FromDay}
		if v := readDecimal(&check, at, r.Rate, 6); v != nil {
			check.That(*v > 0, at, "range", "must be more than 0")
			rates[i].RateMicro = *v
		}
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	return noContent(), h.Service.Put(c.Request.Context(), actor(c), rates)
}
