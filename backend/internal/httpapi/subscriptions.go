package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/page"
	"clientele/internal/record"
	"clientele/internal/subscription"
)

// Subscriptions is contracts that renew.
type Subscriptions struct{ Service *subscription.Service }

func (h Subscriptions) routes() []route {
	return []route{
		{http.MethodGet, "/subscriptions", account.Read, h.list},
		{http.MethodPost, "/subscriptions", account.Sell, h.create},
		{http.MethodPost, "/subscriptions/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/subscriptions/:id", account.Read, h.read},
		{http.MethodPut, "/subscriptions/:id", account.Sell, h.update},
		{http.MethodPost, "/subscriptions/:id/end", account.Sell, h.end},
		{http.MethodGet, "/clients/:id/subscriptions", account.Read, h.ofClient},
	}
}

func (h Subscriptions) records() records[subscription.Row, subscription.Filter, subscription.Fields, SubscriptionBody] {
	return records[subscription.Row, subscription.Filter, subscription.Fields, SubscriptionBody]{noun: "subscription", path: "/subscriptions", service: h.Service,
		filter: subscriptionFilter, body: subscriptionBody, head: func(r subscription.Row) record.Head { return r.Head },
		list: func(l page.List[subscription.Row]) any {
			var out SubscriptionList
			out.Items, out.NextCursor, out.Total = listOf(l, subscriptionBody)
			return out
		}}
}

func subscriptionFilter(q *query) subscription.Filter {
	return subscription.Filter{Query: q.text("q"), ProductID: q.id("product_id"), CategoryID: q.id("category_id"), DivisionID: q.id("division_id"),
		States: q.list("state", subscription.States...), From: q.day("start_from"), To: q.day("start_to")}
}

// list gives subscriptions, the last to start first.
//
//	@ID			listSubscriptions
//	@Summary	List subscriptions
//	@Tags		subscriptions
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a word of the reference, the note or the reason of the end"
//	@Param		client_id	query		string	false	"Client"
//	@Param		product_id	query		string	false	"Product"
//	@Param		category_id	query		string	false	"Category"
//	@Param		division_id	query		string	false	"Division"
//	@Param		state		query		string	false	"active, ended"
//	@Param		start_from	query		string	false	"First day of start"
//	@Param		start_to	query		string	false	"Last day of start"
//	@Param		sort		query		string	false	"-start_day (default), start_day, -value, value (of a period)"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	SubscriptionList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/subscriptions [get]
func (h Subscriptions) list(c *gin.Context) (any, error) {
	r := h.records()
	r.filter = func(q *query) subscription.Filter {
		f := subscriptionFilter(q)
		f.ClientID = q.id("client_id")
		return f
	}
	return r.index(c)
}

// ofClient gives the subscriptions of one client, the last to start first.
//
//	@ID			listClientSubscriptions
//	@Summary	A client's subscriptions
//	@Tags		subscriptions
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		q			query		string	false	"Words that begin a word of the reference, the note or the reason of the end"
//	@Param		product_id	query		string	false	"Product"
//	@Param		category_id	query		string	false	"Category"
//	@Param		division_id	query		string	false	"Division"
//	@Param		state		query		string	false	"active, ended"
//	@Param		start_from	query		string	false	"First day of start"
//	@Param		start_to	query		string	false	"Last day of start"
//	@Param		sort		query		string	false	"-start_day (default), start_day, -value, value (of a period)"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	SubscriptionList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/subscriptions [get]
func (h Subscriptions) ofClient(c *gin.Context) (any, error) { return h.records().ofClient(c) }

// create adds a contract of a client.
//
//	@ID			createSubscription
//	@Summary	Add a subscription
//	@Tags		subscriptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		SubscriptionCreateBody	true	"Subscription"
//	@Success	201		{object}	SubscriptionBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/subscriptions [post]
func (h Subscriptions) create(c *gin.Context) (any, error) {
	b, err := body[SubscriptionCreateBody](c)
	if err != nil {
		return nil, err
	}
	return h.records().create(c, b.named(), b.key(), subscription.Fields(b.SubscriptionFields))
}

// bulk creates or changes up to 1,000 subscriptions by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkSubscriptions
//	@Summary	Upsert subscriptions
//	@Tags		subscriptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		SubscriptionBulkBody	true	"Subscriptions"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/subscriptions/bulk [post]
func (h Subscriptions) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[SubscriptionBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]subscription.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = subscription.Upsert{Key: r.key(), Client: r.named(), Fields: subscription.Fields(r.SubscriptionFields)}
	}
	return h.records().bulk(c, rows)
}

// read gives one subscription.
//
//	@ID			getSubscription
//	@Summary	One subscription
//	@Tags		subscriptions
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Subscription"
//	@Success	200	{object}	SubscriptionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/subscriptions/{id} [get]
func (h Subscriptions) read(c *gin.Context) (any, error) { return h.records().read(c) }

// update replaces the editable fields of a subscription; its client, source and reference stay.
//
//	@ID			updateSubscription
//	@Summary	Change a subscription
//	@Tags		subscriptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Subscription"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		SubscriptionFields	true	"Subscription"
//	@Success	200			{object}	SubscriptionBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/subscriptions/{id} [put]
func (h Subscriptions) update(c *gin.Context) (any, error) {
	return replace(h.records(), c, func(b SubscriptionFields) subscription.Fields { return subscription.Fields(b) })
}

// end ends a subscription on a day, which may lie ahead.
//
//	@ID			endSubscription
//	@Summary	End a subscription
//	@Tags		subscriptions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Subscription"
//	@Param		body	body		SubscriptionEndBody	true	"End"
//	@Success	200		{object}	SubscriptionBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/subscriptions/{id}/end [post]
func (h Subscriptions) end(c *gin.Context) (any, error) {
	b, err := body[SubscriptionEndBody](c)
	if err != nil {
		return nil, err
	}
	return h.records().move(c, subscription.Fields{EndDay: &b.EndDay, EndReason: b.EndReason})
}
