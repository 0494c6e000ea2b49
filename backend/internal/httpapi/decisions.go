package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

// Decisions answers what to propose, and takes what became of it.
type Decisions struct {
	Decider   *offer.Decider
	Runs      *offer.Runs
	Feedbacks *offer.Feedbacks
	Clients   *client.Service
	Segments  *segment.Service
}

func (h Decisions) routes() []route {
	return []route{
		{http.MethodPost, "/decisions", account.Decide, h.decide},
		{http.MethodPost, "/decisions/export", account.Market, h.batch},
		{http.MethodGet, "/clients/:id/offers", account.Read, h.preview},
		{http.MethodPost, "/offer_events", account.Tell, h.feedback},
	}
}

// decide answers what to propose to a client on some placements.
//
//	@ID			decide
//	@Summary	Decide what to propose
//	@Tags		decisions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		DecisionRequestBody	true	"Client, placements, context"
//	@Success	200		{object}	DecisionBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/decisions [post]
func (h Decisions) decide(c *gin.Context) (any, error) {
	b, err := decisionRequest(c)
	if err != nil {
		return nil, err
	}
	d, err := h.Decider.Decide(c.Request.Context(), b.request())
	if err != nil {
		return nil, err
	}
	return encode(func(b []byte) []byte { return appendDecision(b, d) }), nil
}

// preview answers what the client would get now on every active placement. Nothing is recorded.
//
//	@ID			getClientOffers
//	@Summary	Offers for a client now
//	@Tags		decisions
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		language	query		string	false	"en, fr; the client's when left out"
//	@Param		explain		query		bool	false	"Also say why the other offers are not proposed"
//	@Success	200			{object}	DecisionBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/offers [get]
func (h Decisions) preview(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	r := offer.Request{Client: v, All: true, Preview: true, Language: q.text("language")}
	if explain := q.flag("explain"); explain != nil {
		r.Explain = *explain
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	d, err := h.Decider.Decide(c.Request.Context(), r)
	if err != nil {
		return nil, err
	}
	return encode(func(b []byte) []byte { return appendDecision(b, d) }), nil
}
