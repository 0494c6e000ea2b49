package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Cases is complaints and after-sales requests.
type Cases struct{ Service *aftersales.Service }

func (h Cases) routes() []route {
	return []route{
		{http.MethodGet, "/cases", account.Read, h.list},
		{http.MethodPost, "/cases", account.Sell, h.create},
		{http.MethodPost, "/cases/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/cases/:id", account.Read, h.read},
		{http.MethodPut, "/cases/:id", account.Sell, h.update},
		{http.MethodPost, "/cases/:id/state", account.Sell, h.setState},
		{http.MethodGet, "/clients/:id/cases", account.Read, h.ofClient},
	}
}

func caseFilter(q *query) aftersales.Filter {
	f := aftersales.Filter{Query: q.text("q"), OrderID: q.id("order_id"), ProductID: q.id("product_id"), UserID: q.id("user_id"),
		Kinds: q.list("kind", aftersales.Kinds...), Severities: q.list("severity", aftersales.Severities...), States: q.list("state", aftersales.States...),
		Outcomes: q.list("outcome", aftersales.Outcomes[1:]...)}
	if late := q.flag("late"); late != nil {
		f.Late = *late
	}
	return f
}

func caseList(l page.List[aftersales.Row]) (out CaseList) {
	out.Items, out.NextCursor, out.Total = listOf(l, caseBody)
	return out
}

// list gives cases, newest first.
//
//	@ID			listCases
//	@Summary	List cases
//	@Tags		cases
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a word of the subject or the reference"
//	@Param		client_id	query		string	false	"Client"
//	@Param		order_id	query		string	false	"Order"
//	@Param		product_id	query		string	false	"Product"
//	@Param		user_id		query		string	false	"Who takes care of it"
//	@Param		kind		query		string	false	"complaint, request, warranty, question"
//	@Param		severity	query		string	false	"low, normal, high, critical"
//	@Param		state		query		string	false	"open, waiting, solved, closed"
//	@Param		outcome		query		string	false	"good, partial, bad"
//	@Param		late		query		bool	false	"true: past due and not ended"
//	@Param		sort		query		string	false	"-opened_at (default), opened_at, due_at (without one last), -due_at"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	CaseList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/cases [get]
func (h Cases) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := caseFilter(q)
	f.ClientID = q.id("client_id")
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	return caseList(l), nil
}

// ofClient gives the cases of one client, newest first.
//
//	@ID			listClientCases
//	@Summary	A client's cases
//	@Tags		cases
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		q			query		string	false	"Words that begin a word of the subject or the reference"
//	@Param		order_id	query		string	false	"Order"
//	@Param		product_id	query		string	false	"Product"
//	@Param		user_id		query		string	false	"Who takes care of it"
//	@Param		kind		query		string	false	"complaint, request, warranty, question"
//	@Param		severity	query		string	false	"low, normal, high, critical"
//	@Param		state		query		string	false	"open, waiting, solved, closed"
//	@Param		outcome		query		string	false	"good, partial, bad"
//	@Param		late		query		bool	false	"true: past due and not ended"
//	@Param		sort		query		string	false	"-opened_at (default), opened_at, due_at (without one last), -due_at"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	CaseList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/cases [get]
func (h Cases) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f, w := caseFilter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.ListOf(c.Request.Context(), v, f, w)
	if err != nil {
		return nil, err
	}
	return caseList(l), nil
}

// create opens a case.
//
//	@ID			createCase
//	@Summary	Open a case
//	@Tags		cases
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CaseCreateBody	true	"Case"
//	@Success	201		{object}	CaseBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/cases [post]
func (h Cases) create(c *gin.Context) (any, error) {
	b, err := body[CaseCreateBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Create(c.Request.Context(), actor(c), b.named(), client.Key{Source: b.Source, Reference: b.Reference}, aftersales.Fields(b.CaseFields))
	if err != nil {
		return nil, err
	}
	r, err := h.Service.ByID(c.Request.Context(), v.ID)
	return created(caseBody(r), r.Version, Base+"/cases/"+r.ID.String()), err
}

// bulk creates or changes up to 1,000 cases by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkCases
//	@Summary	Upsert cases
//	@Tags		cases
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CaseBulkBody	true	"Cases"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/cases/bulk [post]
func (h Cases) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[CaseBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]aftersales.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = aftersales.Upsert{Key: client.Key{Source: r.Source, Reference: r.Reference}, Client: r.named(), State: r.State, ClosedAt: r.ClosedAt,
			OrderReference: r.OrderReference, SKU: r.SKU, Fields: aftersales.Fields(r.CaseFields)}
	}
	res, err := h.Service.Upsert(c.Request.Context(), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, clientResult), nil
}

// read gives one case.
//
//	@ID			getCase
//	@Summary	One case
//	@Tags		cases
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Case"
//	@Success	200	{object}	CaseBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/cases/{id} [get]
func (h Cases) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "case")
	if err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

func (h Cases) whole(c *gin.Context, v id.ID) (any, error) {
	r, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(caseBody(r), r.Version), nil
}

// update replaces every editable field of a case; its client, source, reference and state stay.
//
//	@ID			updateCase
//	@Summary	Change a case
//	@Tags		cases
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string		true	"Case"
//	@Param		If-Match	header		string		true	"Version that was read"
//	@Param		body		body		CaseFields	true	"Case"
//	@Success	200			{object}	CaseBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/cases/{id} [put]
func (h Cases) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "case")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CaseFields](c)
	if err != nil {
		return nil, err
	}
	if _, err := h.Service.Replace(c.Request.Context(), v, aftersales.Fields(b), version); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

// setState moves a case to a state: solved or closed with outcome, resolution and satisfaction, or open again.
//
//	@ID			setCaseState
//	@Summary	Solve, close or reopen a case
//	@Tags		cases
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string			true	"Case"
//	@Param		body	body		CaseStateBody	true	"State"
//	@Success	200		{object}	CaseBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/cases/{id}/state [post]
func (h Cases) setState(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "case")
	if err != nil {
		return nil, err
	}
	b, err := body[CaseStateBody](c)
	if err != nil {
		return nil, err
	}
	if _, err := h.Service.SetState(c.Request.Context(), v, aftersales.End(b), 0); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}
