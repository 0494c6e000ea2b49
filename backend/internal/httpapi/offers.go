package httpapi

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// Offers is what is proposed to whom.
type Offers struct{ Service *offer.Service }

func (h Offers) routes() []route {
	return []route{
		{http.MethodGet, "/offers", account.Read, h.list},
		{http.MethodPost, "/offers", account.Market, h.create},
		{http.MethodGet, "/offers/:id", account.Read, h.read},
		{http.MethodPut, "/offers/:id", account.Market, h.update},
		{http.MethodPost, "/offers/:id/approve", account.Manage, h.approve},
		{http.MethodPost, "/offers/:id/archive", account.Manage, h.archive},
		{http.MethodPost, "/offers/:id/restore", account.Manage, h.restore},
		{http.MethodGet, "/offers/:id/results", account.Read, h.results},
		{http.MethodGet, "/placements", account.Read, h.placements},
		{http.MethodPost, "/placements", account.Market, h.createPlacement},
		{http.MethodGet, "/placements/:id", account.Read, h.placement},
		{http.MethodPut, "/placements/:id", account.Market, h.updatePlacement},
		{http.MethodPost, "/placements/:id/archive", account.Manage, h.archivePlacement},
		{http.MethodPost, "/placements/:id/restore", account.Manage, h.restorePlacement},
	}
}

// list gives offers.
//
//	@ID			listOffers
//	@Summary	List offers
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		q				query		string	false	"Words that begin the name or the code"
//	@Param		state			query		string	false	"draft, approved, archived; several by commas"
//	@Param		kind			query		string	false	"discount, bundle, service, gift, information, event"
//	@Param		on_day			query		string	false	"Offers whose dates hold this day"
//	@Param		placement_id	query		string	false	"Offers that may show on this placement"
//	@Param		sort			query		string	false	"name, created_at, priority; - before it reverses"
//	@Param		limit			query		int		false	"Rows, at most 200"
//	@Param		cursor			query		string	false	"next_cursor of the page before"
//	@Param		total			query		bool	false	"Also count everything that matches"
//	@Success	200				{object}	OfferList
//	@Failure	401,403,422		{object}	Problem
//	@Router		/offers [get]
func (h Offers) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := offer.Filter{Query: q.text("q"), States: q.list("state", offer.States...), Kinds: q.list("kind", offer.Kinds...), On: q.day("on_day"), Placement: q.id("placement_id")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Offers(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out OfferList
	out.Items, out.NextCursor, out.Total = listOf(l, offerBody)
	return out, nil
}

// create adds an offer as a draft.
//
//	@ID			createOffer
//	@Summary	Add an offer
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OfferInputBody	true	"Offer"
//	@Success	201		{object}	OfferBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/offers [post]
func (h Offers) create(c *gin.Context) (any, error) {
	b, err := body[OfferInputBody](c)
	if err != nil {
		return nil, err
	}
	o, err := h.Service.Create(c.Request.Context(), actor(c), b.offer(0))
	if err != nil {
		return nil, err
	}
	return created(offerBody(o), o.Version, Base+"/offers/"+o.ID.String()), nil
}

// read gives one offer.
//
//	@ID			getOffer
//	@Summary	One offer
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Offer"
//	@Success	200	{object}	OfferBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/offers/{id} [get]
func (h Offers) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	o, err := h.Service.Offer(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(offerBody(o), o.Version), nil
}

// update replaces an offer with its segments, placements and variants. An approved one stays approved, must stay complete, and is
// changed only by who may approve.
//
//	@ID			updateOffer
//	@Summary	Change an offer
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Offer"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		OfferInputBody	true	"Offer"
//	@Success	200			{object}	OfferBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/offers/{id} [put]
func (h Offers) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[OfferInputBody](c)
	if err != nil {
		return nil, err
	}
	o, err := h.Service.Replace(c.Request.Context(), actor(c), b.offer(v), version)
	if err != nil {
		return nil, err
	}
	return versioned(offerBody(o), o.Version), nil
}

// approve lets decisions propose an offer; it needs one variant with title and text in the same language.
//
//	@ID			approveOffer
//	@Summary	Approve an offer
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Offer"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	OfferBody
//	@Failure	401,403,404,409,412,422	{object}	Problem
//	@Router		/offers/{id}/approve [post]
func (h Offers) approve(c *gin.Context) (any, error) { return h.move(c, h.Service.Approve) }

// archive takes an offer out of use; its results stay.
//
//	@ID			archiveOffer
//	@Summary	Archive an offer
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Offer"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	OfferBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/offers/{id}/archive [post]
func (h Offers) archive(c *gin.Context) (any, error) { return h.move(c, h.Service.Archive) }

// restore makes an approved or archived offer a draft again.
//
//	@ID			restoreOffer
//	@Summary	Restore an offer to a draft
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Offer"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	OfferBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/offers/{id}/restore [post]
func (h Offers) restore(c *gin.Context) (any, error) { return h.move(c, h.Service.Restore) }

func (h Offers) move(c *gin.Context, to func(context.Context, account.Actor, id.ID, int64) (offer.Offer, error)) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	version, err := mayMatch(c)
	if err != nil {
		return nil, err
	}
	o, err := to(c.Request.Context(), actor(c), v, version)
	if err != nil {
		return nil, err
	}
	return versioned(offerBody(o), o.Version), nil
}

// mayMatch reads the version that a change was made from where the caller names one, 0 where not.
func mayMatch(c *gin.Context) (int64, error) {
	if c.GetHeader("If-Match") == "" {
		return 0, nil
	}
	return ifMatch(c)
}
