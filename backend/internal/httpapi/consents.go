package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/privacy"
)

// Consents is what clients allow.
type Consents struct{ Service *privacy.Service }

func (h Consents) routes() []route {
	return []route{
		{http.MethodGet, "/clients/:id/consents", account.Read, h.ofClient},
		{http.MethodPost, "/clients/:id/consents", account.Sell, h.record},
		{http.MethodPost, "/consents/bulk", account.Sell, h.bulk},
	}
}

// ofClient gives what holds for a client per channel and purpose, and its statements, newest first.
//
//	@ID			listClientConsents
//	@Summary	A client's consents
//	@Tags		consents
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Client"
//	@Param		sort	query		string	false	"-at (default), at"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	ConsentList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/consents [get]
func (h Consents) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	now, err := h.Service.Current(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	l, err := h.Service.History(c.Request.Context(), v, w)
	if err != nil {
		return nil, err
	}
	out := ConsentList{Current: make([]ConsentCurrentBody, len(now))}
	for i, r := range now {
		out.Current[i] = ConsentCurrentBody{Channel: r.Channel, Purpose: r.Purpose, State: r.State, At: r.At, ConsentID: r.ConsentID}
	}
	out.Items, out.NextCursor, out.Total = listOf(l, consentBody)
	return out, nil
}

// record adds a statement of a client. The same statement again (channel, purpose, state, time, source) answers 200 and changes nothing.
//
//	@ID			recordConsent
//	@Summary	Record a consent
//	@Tags		consents
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string			true	"Client"
//	@Param		body	body		ConsentFields	true	"Statement"
//	@Success	200		{object}	ConsentBody
//	@Success	201		{object}	ConsentBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/consents [post]
func (h Consents) record(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	b, err := body[ConsentFields](c)
	if err != nil {
		return nil, err
	}
	e := b.entry()
	e.Client = client.Named{ID: v}
	n, fresh, err := h.Service.RecordOne(c.Request.Context(), actor(c), e)
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Consent(c.Request.Context(), n.ID)
	if err != nil || !fresh {
		return consentBody(r), err
	}
	return answer{status: http.StatusCreated, body: consentBody(r)}, nil
}

// bulk records up to 1,000 statements; each row succeeds or fails on its own, and those that are stored already are unchanged.
//
//	@ID			bulkConsents
//	@Summary	Record consents
//	@Tags		consents
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ConsentBulkBody	true	"Statements"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/consents/bulk [post]
func (h Consents) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[ConsentBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]privacy.Entry, len(b.Items))
	for i, r := range b.Items {
		rows[i] = r.entry()
		rows[i].Client = r.named()
	}
	res, err := h.Service.Record(c.Request.Context(), actor(c), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, clientResult), nil
}
