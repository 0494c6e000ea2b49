package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/page"
	"clientele/internal/receivable"
	"clientele/internal/record"
)

// Receivables is what clients owe.
type Receivables struct{ Service *receivable.Service }

func (h Receivables) routes() []route {
	return []route{
		{http.MethodGet, "/receivables", account.Read, h.list},
		{http.MethodPost, "/receivables", account.Sell, h.create},
		{http.MethodPost, "/receivables/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/receivables/:id", account.Read, h.read},
		{http.MethodPut, "/receivables/:id", account.Sell, h.update},
		{http.MethodPost, "/receivables/:id/state", account.Sell, h.setState},
		{http.MethodGet, "/clients/:id/receivables", account.Read, h.ofClient},
	}
}

func (h Receivables) records() records[receivable.Row, receivable.Filter, receivable.Fields, ReceivableBody] {
	return records[receivable.Row, receivable.Filter, receivable.Fields, ReceivableBody]{noun: "receivable", path: "/receivables", service: h.Service,
		filter: receivableFilter, body: receivableBody, head: func(r receivable.Row) record.Head { return r.Head },
		list: func(l page.List[receivable.Row]) any {
			var out ReceivableList
			out.Items, out.NextCursor, out.Total = listOf(l, receivableBody)
			return out
		}}
}

func receivableFilter(q *query) receivable.Filter {
	f := receivable.Filter{Query: q.text("q"), OrderID: q.id("order_id"), States: q.list("state", receivable.States...), From: q.day("due_from"), To: q.day("due_to")}
	if late := q.flag("overdue"); late != nil {
		f.Overdue = *late
	}
	return f
}

// list gives receivables, the last due first.
//
//	@ID			listReceivables
//	@Summary	List amounts owed
//	@Tags		receivables
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a word of the reference or the note"
//	@Param		client_id	query		string	false	"Client"
//	@Param		order_id	query		string	false	"Order"
//	@Param		state		query		string	false	"open, settled, written_off"
//	@Param		overdue		query		bool	false	"true: open and due before today"
//	@Param		due_from	query		string	false	"First due day"
//	@Param		due_to		query		string	false	"Last due day"
//	@Param		sort		query		string	false	"-due_day (default), due_day, -open, open (by open value)"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ReceivableList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/receivables [get]
func (h Receivables) list(c *gin.Context) (any, error) {
	r := h.records()
	r.filter = func(q *query) receivable.Filter {
		f := receivableFilter(q)
		f.ClientID = q.id("client_id")
		return f
	}
	return r.index(c)
}

// ofClient gives what one client owes, the last due first.
//
//	@ID			listClientReceivables
//	@Summary	What a client owes
//	@Tags		receivables
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		q			query		string	false	"Words that begin a word of the reference or the note"
//	@Param		order_id	query		string	false	"Order"
//	@Param		state		query		string	false	"open, settled, written_off"
//	@Param		overdue		query		bool	false	"true: open and due before today"
//	@Param		due_from	query		string	false	"First due day"
//	@Param		due_to		query		string	false	"Last due day"
//	@Param		sort		query		string	false	"-due_day (default), due_day, -open, open (by open value)"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ReceivableList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/receivables [get]
func (h Receivables) ofClient(c *gin.Context) (any, error) { return h.records().ofClient(c) }

// create adds an amount that a client owes.
//
//	@ID			createReceivable
//	@Summary	Add an amount owed
//	@Tags		receivables
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ReceivableCreateBody	true	"Receivable"
//	@Success	201		{object}	ReceivableBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/receivables [post]
func (h Receivables) create(c *gin.Context) (any, error) {
	b, err := body[ReceivableCreateBody](c)
	if err != nil {
		return nil, err
	}
	return h.records().create(c, b.named(), b.key(), receivable.Fields(b.ReceivableFields))
}

// bulk creates or changes up to 1,000 receivables by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkReceivables
//	@Summary	Upsert amounts owed
//	@Tags		receivables
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ReceivableBulkBody	true	"Receivables"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/receivables/bulk [post]
func (h Receivables) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[ReceivableBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]receivable.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = receivable.Upsert{Key: r.key(), Client: r.named(), Fields: receivable.Fields(r.ReceivableFields)}
	}
	return h.records().bulk(c, rows)
}

// read gives one receivable.
//
//	@ID			getReceivable
//	@Summary	One amount owed
//	@Tags		receivables
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Receivable"
//	@Success	200	{object}	ReceivableBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/receivables/{id} [get]
func (h Receivables) read(c *gin.Context) (any, error) { return h.records().read(c) }

// update replaces the editable fields of a receivable; its client, source and reference stay.
//
//	@ID			updateReceivable
//	@Summary	Change an amount owed
//	@Tags		receivables
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Receivable"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		ReceivableFields	true	"Receivable"
//	@Success	200			{object}	ReceivableBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/receivables/{id} [put]
func (h Receivables) update(c *gin.Context) (any, error) {
	return replace(h.records(), c, func(b ReceivableFields) receivable.Fields { return receivable.Fields(b) })
}

// setState settles a receivable, writes it off or opens it again.
//
//	@ID			setReceivableState
//	@Summary	Settle, write off or reopen an amount owed
//	@Tags		receivables
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Receivable"
//	@Param		body	body		ReceivableStateBody	true	"State"
//	@Success	200		{object}	ReceivableBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/receivables/{id}/state [post]
func (h Receivables) setState(c *gin.Context) (any, error) {
	b, err := body[ReceivableStateBody](c)
	if err != nil {
		return nil, err
	}
	return h.records().move(c, receivable.Fields{State: &b.State, SettledDay: b.SettledDay, Note: b.Note})
}
