package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/id"
)

// Clients is who buys.
type Clients struct{ Service *client.Service }

func (h Clients) routes() []route {
	return []route{
		{http.MethodGet, "/clients", account.Read, h.list},
		{http.MethodPost, "/clients", account.Sell, h.create},
		{http.MethodPost, "/clients/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/clients/export", account.Read, h.export},
		{http.MethodGet, "/clients/:id", account.Read, h.read},
		{http.MethodPut, "/clients/:id", account.Sell, h.update},
		{http.MethodPost, "/clients/:id/archive", account.Sell, h.archive},
		{http.MethodPost, "/clients/:id/restore", account.Sell, h.restore},
	}
}

// list gives clients with their figures in the published run.
//
//	@ID			listClients
//	@Summary	List clients
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		q					query		string	false	"Words that begin a name, e-mail, phone, reference or city"
//	@Param		kind				query		string	false	"b2c, b2b, b2g"
//	@Param		state				query		string	false	"active (default), archived"
//	@Param		source				query		string	false	"Sources"
//	@Param		reference			query		string	false	"References in the source"
//	@Param		country				query		string	false	"ISO codes"
//	@Param		city				query		string	false	"City"
//	@Param		region		query		string	false	"Regions"
//	@Param		language		query		string	false	"Languages"
//	@Param		channel		query		string	false	"Preferred channels"
//	@Param		acquisition_source		query		string	false	"Acquisition sources"
//	@Param		bought_category_id		query		string	false	"Has ever bought in one of these categories"
//	@Param		without		query		string	false	"Has no value of these, all of them: dimensions of /explore but segment"
//	@Param		owner_id			query		string	false	"Sales rep"
//	@Param		segment_id			query		string	false	"Members of a segment"
//	@Param		prospect			query		bool	false	"true: has not bought yet"
//	@Param		division_id			query		string	false	"Classes of this division; clients that it has no figures of are left out"
//	@Param		abc					query		string	false	"A to F, none"
//	@Param		rfm_group			query		string	false	"RFM groups"
//	@Param		r					query		string	false	"Recency scores 1-5"
//	@Param		f					query		string	false	"Frequency scores 1-5"
//	@Param		m					query		string	false	"Monetary scores 1-5"
//	@Param		quadrant			query		string	false	"desirable, mature, underdeveloped, unverified, low_priority"
//	@Param		raw_quadrant		query		string	false	"desirable, mature, underdeveloped, low_priority: before the guards"
//	@Param		guard_reference		query		string	false	"Guard of reference clients: yes, no, unanswered"
//	@Param		guard_growing		query		string	false	"Guard of growing clients: yes, no, unanswered"
//	@Param		guard_other_division	query		string	false	"Guard of clients of another division: yes, no, unanswered"
//	@Param		still				query		bool	false	"true: leaves out whom an answer or an order has taken out of the quadrant or guard answers asked for since the run"
//	@Param		relationship		query		string	false	"prospect, potential, loyal, doubtful"
//	@Param		doubt				query		string	false	"insolvent, dissatisfied, unfaithful: any of them, acted on first or not"
//	@Param		satisfied_leaving	query		bool	false	"Says that it is satisfied and leaves all the same"
//	@Param		life_stage			query		string	false	"fresh, approaching, due, late, lapsed"
//	@Param		trend				query		string	false	"growing, stable, declining, unknown"
//	@Param		frat_focus			query		string	false	"specialist, focused, mixed, none"
//	@Param		frat_category_id	query		string	false	"Dominant categories"
//	@Param		tier				query		string	false	"Codes of service tiers"
//	@Param		alive_min			query		number	false	"P(alive) from, 0 to 1"
//	@Param		alive_max			query		number	false	"P(alive) below, 0 to 1; 1 takes in all"
//	@Param		due_from			query		string	false	"Next purchase due from this day"
//	@Param		due_to				query		string	false	"Next purchase due up to this day"
//	@Param		first_from			query		string	false	"First purchase from this day"
//	@Param		first_to			query		string	false	"First purchase up to this day"
//	@Param		last_from			query		string	false	"Last purchase from this day"
//	@Param		last_to				query		string	false	"Last purchase up to this day"
//	@Param		predicted_min_minor	query		int	false	"Predicted margin from, in minor units"
//	@Param		predicted_max_minor	query		int	false	"Predicted margin below, in minor units"
//	@Param		actual_min_minor	query		int	false	"Actual profitability from, in minor units"
//	@Param		actual_max_minor	query		int	false	"Actual profitability below, in minor units"
//	@Param		potential_min_minor	query		int	false	"Potential profitability from, in minor units"
//	@Param		potential_max_minor	query		int	false	"Potential profitability below, in minor units"
//	@Param		sort				query		string	false	"name, created_at, revenue, last_order, predicted, potential, alive, due; - before it reverses"
//	@Param		limit				query		int		false	"Rows, at most 200"
//	@Param		cursor				query		string	false	"next_cursor of the page before"
//	@Param		total				query		bool	false	"Also count everything that matches"
//	@Success	200					{object}	ClientList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/clients [get]
func (h Clients) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := clientFilter(q)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out ClientList
	out.Items, out.NextCursor, out.Total = listOf(l, clientRowBody)
	return out, nil
}

// create adds a client.
//
//	@ID			createClient
//	@Summary	Add a client
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ClientCreateBody	true	"Client"
//	@Success	201		{object}	ClientBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/clients [post]
func (h Clients) create(c *gin.Context) (any, error) {
	b, err := body[ClientCreateBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Create(c.Request.Context(), client.Key{Source: b.Source, Reference: b.Reference}, client.Fields(b.ClientFields))
	if err != nil {
		return nil, err
	}
	return created(clientBody(v), v.Version, Base+"/clients/"+v.ID.String()), nil
}

// bulk creates or changes up to 1,000 clients by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkClients
//	@Summary	Upsert clients
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ClientBulkBody	true	"Clients"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/clients/bulk [post]
func (h Clients) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[ClientBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]client.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = client.Upsert{Key: client.Key{Source: r.Source, Reference: r.Reference}, Fields: client.Fields(r.ClientFields)}
	}
	res, err := h.Service.Upsert(c.Request.Context(), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, func(r client.Result) (string, id.ID, error) { return r.Status, r.ID, r.Err }), nil
}

// read gives one client.
//
//	@ID			getClient
//	@Summary	One client
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	ClientBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id} [get]
func (h Clients) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	cl, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(clientBody(cl), cl.Version), nil
}

// update replaces every editable field of a client.
//
//	@ID			updateClient
//	@Summary	Change a client
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Client"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		ClientFields	true	"Client"
//	@Success	200			{object}	ClientBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/clients/{id} [put]
func (h Clients) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ClientFields](c)
	if err != nil {
		return nil, err
	}
	cl, err := h.Service.Replace(c.Request.Context(), v, client.Fields(b), version)
	if err != nil {
		return nil, err
	}
	return versioned(clientBody(cl), cl.Version), nil
}

// archive takes a client out of lists and audiences; nothing is lost.
//
//	@ID			archiveClient
//	@Summary	Archive a client
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	ClientBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id}/archive [post]
func (h Clients) archive(c *gin.Context) (any, error) { return h.setState(c, client.Archived) }

// restore brings an archived client back.
//
//	@ID			restoreClient
//	@Summary	Restore a client
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	ClientBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id}/restore [post]
func (h Clients) restore(c *gin.Context) (any, error) { return h.setState(c, client.Active) }

func (h Clients) setState(c *gin.Context, state string) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	cl, err := h.Service.SetState(c.Request.Context(), v, state, 0)
	if err != nil {
		return nil, err
	}
	return versioned(clientBody(cl), cl.Version), nil
}
