package httpapi

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/fault"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/table"
)

// codes gives an offer's unique codes.
//
//	@ID			listOfferCodes
//	@Summary	Codes of an offer
//	@Tags		redemptions
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Offer"
//	@Param		state		query		string	false	"free, held, redeemed, void; several by commas"
//	@Param		client_id	query		string	false	"Held or redeemed by a client"
//	@Param		q			query		string	false	"The beginning of a code"
//	@Param		sort		query		string	false	"created_at, code; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	OfferCodeList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/offers/{id}/codes [get]
func (h Redemptions) codes(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f := offer.CodeFilter{Offer: v, States: q.list("state", offer.CodeStates...), Client: q.id("client_id"), Query: q.text("q")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	l, err := h.Service.Codes(ctx, f, w)
	if err != nil {
		return nil, err
	}
	n, err := h.Service.CodeCounts(ctx, v)
	if err != nil {
		return nil, err
	}
	out := OfferCodeList{Counts: OfferCodeCountsBody{Free: n[offer.CodeFree], Held: n[offer.CodeHeld], Redeemed: n[offer.CodeRedeemed], Void: n[offer.CodeVoid]}}
	out.Items, out.NextCursor, out.Total = listOf(l, offerCodeBody)
	return out, nil
}

// addCodes adds codes to an offer of unique codes; what is malformed, repeated or a code already is left out and named.
//
//	@ID			addOfferCodes
//	@Summary	Add codes to an offer
//	@Tags		redemptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Offer"
//	@Param		body	body		OfferCodesInputBody	true	"Codes"
//	@Success	200		{object}	OfferCodesAddedBody
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/offers/{id}/codes [post]
func (h Redemptions) addCodes(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	b, err := bodyUpTo[OfferCodesInputBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	if (len(b.Codes) == 0) == (b.CSV == "") {
		return nil, fault.Invalid(fault.Field{Path: "codes", Code: "subject", Message: "give codes or csv, one of them"})
	}
	codes := b.Codes
	if b.CSV != "" {
		if codes, err = offer.ReadCodes(b.CSV); err != nil {
			return nil, err
		}
	}
	added, err := h.Service.AddCodes(c.Request.Context(), actor(c), v, codes)
	if err != nil {
		return nil, err
	}
	return offerCodesAddedBody(added), nil
}

// generateCodes adds random codes to an offer of unique codes.
//
//	@ID			generateOfferCodes
//	@Summary	Generate codes for an offer
//	@Tags		redemptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string					true	"Offer"
//	@Param		body	body		OfferCodesGenerateBody	true	"How many"
//	@Success	200		{object}	OfferCodesAddedBody
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/offers/{id}/codes/generate [post]
func (h Redemptions) generateCodes(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	b, err := body[OfferCodesGenerateBody](c)
	if err != nil {
		return nil, err
	}
	n, err := h.Service.GenerateCodes(c.Request.Context(), actor(c), v, b.Count, b.Prefix, b.Length)
	if err != nil {
		return nil, err
	}
	return offerCodesAddedBody(offer.CodesAdded{Added: n}), nil
}

// claimCode gives a client a code to hold; the same one again until it is redeemed. 409 codes_used_up where none is left.
//
//	@ID			claimOfferCode
//	@Summary	Give a client a code
//	@Tags		redemptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Offer"
//	@Param		body	body		OfferCodeClaimBody	true	"Client"
//	@Success	200		{object}	OfferCodeBody
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/offers/{id}/codes/claim [post]
func (h Redemptions) claimCode(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	b, err := body[OfferCodeClaimBody](c)
	if err != nil {
		return nil, err
	}
	code, err := h.Service.Claim(c.Request.Context(), actor(c), v, b.ClientID)
	if err != nil {
		return nil, err
	}
	return offerCodeBody(code), nil
}

// voidCode ends a code that was not redeemed.
//
//	@ID			voidOfferCode
//	@Summary	End a code
//	@Tags		redemptions
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Code"
//	@Success	200	{object}	OfferCodeBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/offer_codes/{id}/void [post]
func (h Redemptions) voidCode(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "code")
	if err != nil {
		return nil, err
	}
	code, err := h.Service.Void(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return offerCodeBody(code), nil
}

var codeTable = table.Table[offer.Code]{Name: "codes", Columns: []table.Column[offer.Code]{
	table.Text("code", func(c offer.Code) string { return c.Code }),
	table.Text("state", func(c offer.Code) string { return c.State }),
	table.Text("client_id", func(c offer.Code) string { return idText(c.ClientID) }),
	table.Time("held_at", func(c offer.Code) *time.Time { return c.HeldAt }),
	table.Time("redeemed_at", func(c offer.Code) *time.Time { return c.RedeemedAt }),
	table.Time("created_at", func(c offer.Code) time.Time { return c.CreatedAt }),
}}

// exportCodes gives an offer's codes as a file.
//
//	@ID			exportOfferCodes
//	@Summary	Export the codes of an offer
//	@Tags		redemptions
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		id		path		string	true	"Offer"
//	@Param		state	query		string	false	"free, held, redeemed, void; several by commas"
//	@Param		format	query		string	false	"csv, xlsx, parquet"	Enums(csv,xlsx,parquet)
//	@Param		bom		query		bool	false	"CSV begins with a byte order mark"
//	@Success	200		{file}		file
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/offers/{id}/codes/export [get]
func (h Redemptions) exportCodes(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f, format := offer.CodeFilter{Offer: v, States: q.list("state", offer.CodeStates...)}, q.format()
	if err := q.err(); err != nil {
		return nil, err
	}
	return download(c, codeTable, "codes", format, func(yield func(offer.Code) error) error { return h.eachCode(c.Request.Context(), f, yield) })
}

// eachCode calls yield with every code, page by page.
func (h Redemptions) eachCode(ctx context.Context, f offer.CodeFilter, yield func(offer.Code) error) error {
	w := page.Window{Limit: 1000}
	for {
		l, err := h.Service.Codes(ctx, f, w)
		if err != nil {
			return err
		}
		for _, c := range l.Items {
			if err := yield(c); err != nil {
				return err
			}
		}
		if l.Next == "" {
			return nil
		}
		if w.After, err = page.ReadCursor(l.Next); err != nil {
			return err
		}
		w.Sort, w.Desc = page.SortKey(w.After.Sort)
	}
}
