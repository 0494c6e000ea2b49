package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/offer"
)

// Redemptions redeems offers, keeps their unique codes, and shows how budgets stand.
type Redemptions struct{ Service *offer.Redemptions }

func (h Redemptions) routes() []route {
	return []route{
		{http.MethodPost, "/redemptions", account.Redeem, h.redeem},
		{http.MethodGet, "/redemptions", account.Read, h.list},
		{http.MethodGet, "/redemptions/:id", account.Read, h.read},
		{http.MethodPost, "/redemptions/:id/cancel", account.Redeem, h.cancel},
		{http.MethodGet, "/offers/:id/budget", account.Read, h.budget},
		{http.MethodGet, "/offers/:id/codes", account.Read, h.codes},
		{http.MethodPost, "/offers/:id/codes", account.Market, h.addCodes},
		{http.MethodPost, "/offers/:id/codes/generate", account.Market, h.generateCodes},
		{http.MethodPost, "/offers/:id/codes/claim", account.Redeem, h.claimCode},
		{http.MethodGet, "/offers/:id/codes/export", account.Market, h.exportCodes},
		{http.MethodPost, "/offer_codes/:id/void", account.Market, h.voidCode},
	}
}

// redeem redeems an offer once, in one transaction with all that it checks: its state and dates, the code and its holder, every limit on redemptions,
// the budget. 409 says which of them refused it: offer_not_approved, offer_not_started, offer_ended, code_required, code_void, code_redeemed,
// code_not_yours, token_not_yours, cap_reached, budget_exhausted; key_reused where the key redeemed something else. A refusal is not
// kept: the same key may try again.
//
//	@ID			redeemOffer
//	@Summary	Redeem an offer
//	@Tags		redemptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		RedemptionInputBody	true	"Redemption"
//	@Success	201		{object}	RedemptionBody
//	@Failure	400,401,403,404,409,422,503	{object}	Problem
//	@Router		/redemptions [post]
func (h Redemptions) redeem(c *gin.Context) (any, error) {
	b, err := body[RedemptionInputBody](c)
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Redeem(c.Request.Context(), actor(c), b.redeem())
	if err != nil {
		return nil, err
	}
	return created(redemptionBody(r), 0, Base+"/redemptions/"+r.ID.String()), nil
}

// list gives redemptions, newest first.
//
//	@ID			listRedemptions
//	@Summary	List redemptions
//	@Tags		redemptions
//	@Produce	json
//	@Security	bearer
//	@Param		offer_id		query		string	false	"Of one offer"
//	@Param		client_id		query		string	false	"Of one client"
//	@Param		order_reference	query		string	false	"Of one order"
//	@Param		from_day		query		string	false	"First day"
//	@Param		to_day			query		string	false	"Last day"
//	@Param		sort			query		string	false	"received_at; - before it reverses"
//	@Param		limit			query		int		false	"Rows, at most 200"
//	@Param		cursor			query		string	false	"next_cursor of the page before"
//	@Param		total			query		bool	false	"Also count everything that matches"
//	@Success	200				{object}	RedemptionList
//	@Failure	401,403,422		{object}	Problem
//	@Router		/redemptions [get]
func (h Redemptions) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := offer.RedeemedFilter{Offer: q.id("offer_id"), Client: q.id("client_id"), OrderReference: q.text("order_reference"), From: q.day("from_day"), To: q.day("to_day")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out RedemptionList
	out.Items, out.NextCursor, out.Total = listOf(l, redemptionBody)
	return out, nil
}

// read gives one redemption.
//
//	@ID			getRedemption
//	@Summary	One redemption
//	@Tags		redemptions
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Redemption"
//	@Success	200	{object}	RedemptionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/redemptions/{id} [get]
func (h Redemptions) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "redemption")
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Redemption(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return redemptionBody(r), nil
}

// cancel takes a redemption back, in one transaction: what limits and the budget counted of it, its unique code, which its holder has again, the offer's
// results. One that was taken back already is answered as it is. Its key stays used. An API key that may redeem may, and who markets.
//
//	@ID			cancelRedemption
//	@Summary	Take a redemption back
//	@Tags		redemptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string					true	"Redemption"
//	@Param		body	body		RedemptionCancelBody	true	"Reason"
//	@Success	200		{object}	RedemptionBody
//	@Failure	400,401,403,404,422,503	{object}	Problem
//	@Router		/redemptions/{id}/cancel [post]
func (h Redemptions) cancel(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "redemption")
	if err != nil {
		return nil, err
	}
	b, err := body[RedemptionCancelBody](c)
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Cancel(c.Request.Context(), actor(c), v, b.Reason)
	if err != nil {
		return nil, err
	}
	return redemptionBody(r), nil
}

// budget gives how an offer's budget stands.
//
//	@ID			getOfferBudget
//	@Summary	Budget of an offer
//	@Tags		redemptions
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Offer"
//	@Success	200	{object}	OfferBudgetBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/offers/{id}/budget [get]
func (h Redemptions) budget(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	b, err := h.Service.Budget(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return offerBudgetBody(b), nil
}
