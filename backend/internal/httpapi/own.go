package httpapi

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/offer"
)

// Own is what a client's own app may ask: the offers of that client, and nothing else.
type Own struct {
	Access        *account.ClientAccess
	Organisations *account.OrganisationService
	Offers        *offer.Own
}

func (h Own) routes() []route {
	return []route{
		{http.MethodGet, "/me/client", account.Self, h.client},
		{http.MethodGet, "/me/offers", account.Self, h.offers},
		{http.MethodGet, "/me/decisions", account.Self, h.decisions},
		{http.MethodPost, "/me/decisions", account.Self, h.decide},
		{http.MethodPost, "/me/feedback", account.Self, h.feedback},
		{http.MethodPost, "/me/redemptions", account.Self, h.redeem},
	}
}

// client gives the client that is signed in.
//
//	@ID			getOwnClient
//	@Summary	The client that is signed in
//	@Tags		own client
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	OwnClientBody
//	@Failure	401,403	{object}	Problem
//	@Router		/me/client [get]
func (h Own) client(c *gin.Context) (any, error) {
	who, err := h.Access.Who(c.Request.Context(), actor(c))
	if err != nil {
		return nil, err
	}
	org, err := h.Organisations.Get(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return OwnClientBody{ID: who.ID, Name: who.Name, Language: who.Language, Currency: org.Currency}, nil
}

// offers gives what there is for the client now on every placement of mobile, web and kiosk. Nothing is recorded and nothing has a token.
//
//	@ID			getOwnOffers
//	@Summary	Every offer for the client that is signed in
//	@Tags		own client
//	@Produce	json
//	@Security	bearer
//	@Param		language		query		string	false	"en, fr; the client's when left out"
//	@Param		If-None-Match	header		string	false	"ETag of the answer before"
//	@Success	200				{object}	OwnDecisionBody
//	@Success	304				"What is shown has not changed"
//	@Failure	401,403,422	{object}	Problem
//	@Router		/me/offers [get]
func (h Own) offers(c *gin.Context) (any, error) {
	q := readQuery(c)
	language := q.text("language")
	if err := q.err(); err != nil {
		return nil, err
	}
	b, tag, err := h.preview(c, nil, language)
	return h.marked(c, b, tag), err
}

// decisions gives what to show on some placements, and records it. With the ETag of what shows already, 304: nothing is recorded, and the
// tokens of before go on being good. The ETag names what is shown, not the tokens, and changes once a day.
//
//	@ID			getOwnDecisions
//	@Summary	What to show the client that is signed in, unless it shows already
//	@Tags		own client
//	@Produce	json
//	@Security	bearer
//	@Param		placements		query		string	true	"Codes of placements, comma-separated"
//	@Param		language		query		string	false	"en, fr; the client's when left out"
//	@Param		If-None-Match	header		string	false	"ETag of the answer before"
//	@Success	200				{object}	OwnDecisionBody
//	@Success	304				"What is shown has not changed"
//	@Failure	401,403,422	{object}	Problem
//	@Router		/me/decisions [get]
func (h Own) decisions(c *gin.Context) (any, error) {
	q := readQuery(c)
	places, language := q.list("placements"), q.text("language")
	q.check.That(len(places) > 0, "placements", "required", "name at least one")
	if err := q.err(); err != nil {
		return nil, err
	}
	b, tag, err := h.preview(c, places, language)
	if err == nil && !noneMatch(c, `"v1`+tag+`"`) {
		b, tag, err = h.record(c, places, language)
	}
	return h.marked(c, b, tag), err
}

// decide gives what to show on some placements, and records it.
//
//	@ID			decideOwn
//	@Summary	What to show the client that is signed in
//	@Tags		own client
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OwnDecisionRequestBody	true	"Placements"
//	@Success	200		{object}	OwnDecisionBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/me/decisions [post]
func (h Own) decide(c *gin.Context) (any, error) {
	b, err := body[OwnDecisionRequestBody](c)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	check.That(len(b.Placements) > 0, "placements", "required", "name at least one")
	if err := check.Err(); err != nil {
		return nil, err
	}
	if _, _, err := h.preview(c, b.Placements, b.Language); err != nil {
		return nil, err
	}
	out, _, err := h.record(c, b.Placements, b.Language)
	return out, err
}

// feedback records what became of the client's own propositions, however late and in whatever order; each item has its own answer.
//
//	@ID			recordOwnFeedback
//	@Summary	Record feedback of the client that is signed in
//	@Tags		own client
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OwnEventsBody	true	"Up to 1,000 items"
//	@Success	200		{object}	OfferEventsResultBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/me/feedback [post]
func (h Own) feedback(c *gin.Context) (any, error) {
	b, err := body[OwnEventsBody](c)
	if err != nil {
		return nil, err
	}
	who, err := h.Access.Who(c.Request.Context(), actor(c))
	if err != nil {
		return nil, err
	}
	items := make([]offer.Feedback, len(b.Items))
	keys := make([]string, len(b.Items))
	for i, e := range b.Items {
		items[i], keys[i] = offer.Feedback{Key: e.Key, Kind: e.Kind, Token: e.Token}, e.Key
		if e.At != nil {
			items[i].At = *e.At
		}
	}
	outcomes, err := h.Offers.Record(c.Request.Context(), actor(c), who.ID, items)
	if err != nil {
		return nil, err
	}
	return eventsResult(keys, outcomes), nil
}

// redeem redeems an offer for the client, now. 409 says what refused it, as at /redemptions; the same key may try again.
//
//	@ID			redeemOwn
//	@Summary	Redeem an offer, as the client that is signed in
//	@Tags		own client
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OwnRedemptionInputBody	true	"Token or code"
//	@Success	201		{object}	OwnRedemptionBody
//	@Failure	400,401,403,404,409,422,503	{object}	Problem
//	@Router		/me/redemptions [post]
func (h Own) redeem(c *gin.Context) (any, error) {
	b, err := body[OwnRedemptionInputBody](c)
	if err != nil {
		return nil, err
	}
	who, err := h.Access.Who(c.Request.Context(), actor(c))
	if err != nil {
		return nil, err
	}
	r, err := h.Offers.Redeem(c.Request.Context(), actor(c), who.ID, b.Key, b.Token, b.Code)
	if err != nil {
		return nil, err
	}
	return answer{status: http.StatusCreated, body: OwnRedemptionBody{ID: r.ID, Key: b.Key, OfferID: r.OfferID, Code: r.Code, At: r.At}}, nil
}

// preview gives what would be shown and its mark.
func (h Own) preview(c *gin.Context, places []string, language string) (OwnDecisionBody, string, error) {
	d, err := h.Offers.Preview(c.Request.Context(), actor(c).ID, places, language)
	return h.told(c, d, err)
}

// record gives what is shown, with tokens, and its mark.
func (h Own) record(c *gin.Context, places []string, language string) (OwnDecisionBody, string, error) {
	d, err := h.Offers.Decide(c.Request.Context(), actor(c).ID, places, language)
	return h.told(c, d, err)
}

// told turns a decision into its body. A client that is no longer there has no token that is good; fields are named as these requests do.
func (h Own) told(c *gin.Context, d offer.Decision, err error) (OwnDecisionBody, string, error) {
	if err != nil {
		return OwnDecisionBody{}, "", ownFailure(err)
	}
	b := ownDecision(d)
	return b, b.mark(clock.DayOf(h.Access.Now(), time.UTC)), nil
}

// ownFailure names the fields as these requests do, and answers a client that is no longer there as a token that is no longer good.
func ownFailure(err error) error {
	if fault.Is(err, fault.KindNotFound) {
		return fault.Wrap(fault.KindUnauthorized, "token_invalid", "The access token is missing, wrong or out of date.", err)
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.KindInvalid {
		var fields []fault.Field
		for _, f := range e.Fields {
			f.Path = strings.TrimPrefix(f.Path, "context.")
			fields = append(fields, f)
		}
		return fault.Invalid(fields...)
	}
	return err
}

// marked answers with the mark as ETag; it is each client's own and asked for anew each time.
func (h Own) marked(c *gin.Context, b OwnDecisionBody, mark string) any {
	c.Header("Cache-Control", "private, no-cache")
	c.Header("Vary", "Authorization")
	return answer{status: http.StatusOK, version: 1, mark: mark, body: b}
}
