package httpapi

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/order"
)

// Orders is what was sold and brought back.
type Orders struct{ Service *order.Service }

func (h Orders) routes() []route {
	return []route{
		{http.MethodGet, "/orders", account.Read, h.list},
		{http.MethodPost, "/orders", account.Sell, h.create},
		{http.MethodPost, "/orders/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/orders/:id", account.Read, h.read},
		{http.MethodPut, "/orders/:id", account.Sell, h.update},
	}
}

// list gives orders, newest day first.
//
//	@ID			listOrders
//	@Summary	List orders
//	@Tags		orders
//	@Produce	json
//	@Security	bearer
//	@Param		reference	query		string	false	"Beginning of the reference"
//	@Param		client_id	query		string	false	"Client"
//	@Param		anonymous	query		bool	false	"true: without a client"
//	@Param		division_id	query		string	false	"Division"
//	@Param		kind		query		string	false	"sale, return"
//	@Param		status		query		string	false	"quote, confirmed, delivered, cancelled"
//	@Param		channel		query		string	false	"Channels"
//	@Param		from		query		string	false	"First day"
//	@Param		to			query		string	false	"Last day"
//	@Param		campaign_id	query		string	false	"Campaign that brought it"
//	@Param		offer_id	query		string	false	"Offer that brought it"
//	@Param		sort		query		string	false	"day, reference, created_at; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	OrderList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/orders [get]
func (h Orders) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := order.Filter{Reference: q.text("reference"), ClientID: q.id("client_id"), Anonymous: q.flag("anonymous"), DivisionID: q.id("division_id"),
		Kinds: q.list("kind", order.Kinds...), Statuses: q.list("status", order.Statuses...), Channels: q.list("channel", order.Channels...),
		From: q.day("from"), To: q.day("to"), CampaignID: q.id("campaign_id"), OfferID: q.id("offer_id")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out OrderList
	out.Items, out.NextCursor, out.Total = listOf(l, orderRowBody)
	return out, nil
}

// create adds an order.
//
//	@ID			createOrder
//	@Summary	Add an order
//	@Tags		orders
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OrderCreateBody	true	"Order"
//	@Success	201		{object}	OrderBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/orders [post]
func (h Orders) create(c *gin.Context) (any, error) {
	b, err := body[OrderCreateBody](c)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	in := b.input(&check, "")
	if err := check.Err(); err != nil {
		return nil, err
	}
	in.Source, in.Reference = b.Source, b.Reference
	if in.Source == "" {
		in.Source = "manual"
	}
	o, err := h.Service.Create(c.Request.Context(), in)
	if err != nil {
		return nil, err
	}
	out, err := h.whole(c, o.ID)
	return created(out, o.Version, Base+"/orders/"+o.ID.String()), err
}

// bulk creates or replaces up to 1,000 orders by source and reference; each is whole or absent.
//
//	@ID			bulkOrders
//	@Summary	Upsert orders
//	@Tags		orders
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		OrderBulkBody	true	"Orders"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/orders/bulk [post]
func (h Orders) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[OrderBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	inputs := make([]order.Input, len(b.Items))
	for i, r := range b.Items {
		inputs[i] = r.input(&check, "items["+strconv.Itoa(i)+"].")
		inputs[i].Source, inputs[i].Reference = r.Source, r.Reference
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	res, err := h.Service.Upsert(c.Request.Context(), inputs)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, func(r order.Result) (string, id.ID, error) { return r.Status, r.ID, r.Err }), nil
}

// read gives one order with its lines.
//
//	@ID			getOrder
//	@Summary	One order
//	@Tags		orders
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Order"
//	@Success	200	{object}	OrderBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/orders/{id} [get]
func (h Orders) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "order")
	if err != nil {
		return nil, err
	}
	b, err := h.whole(c, v)
	if err != nil {
		return nil, err
	}
	return versioned(b, b.Version), nil
}

func (h Orders) whole(c *gin.Context, v id.ID) (OrderBody, error) {
	r, lines, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return OrderBody{}, err
	}
	return orderBody(r, lines), nil
}

// update replaces an order and its lines; its source and reference stay. To cancel an order, set its status.
//
//	@ID			updateOrder
//	@Summary	Change an order
//	@Tags		orders
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string		true	"Order"
//	@Param		If-Match	header		string		true	"Version that was read"
//	@Param		body		body		OrderFields	true	"Order"
//	@Success	200			{object}	OrderBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/orders/{id} [put]
func (h Orders) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "order")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[OrderFields](c)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	in := b.input(&check, "")
	if err := check.Err(); err != nil {
		return nil, err
	}
	o, err := h.Service.Replace(c.Request.Context(), v, in, version)
	if err != nil {
		return nil, err
	}
	out, err := h.whole(c, o.ID)
	return versioned(out, o.Version), err
}
