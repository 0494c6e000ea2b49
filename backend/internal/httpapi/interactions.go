package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/page"
)

// Interactions is every exchange with clients.
type Interactions struct{ Service *interaction.Service }

func (h Interactions) routes() []route {
	return []route{
		{http.MethodGet, "/interactions", account.Read, h.list},
		{http.MethodPost, "/interactions", account.Sell, h.create},
		{http.MethodPost, "/interactions/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/interactions/:id", account.Read, h.read},
		{http.MethodPut, "/interactions/:id", account.Sell, h.update},
		{http.MethodGet, "/clients/:id/interactions", account.Read, h.ofClient},
	}
}

func interactionFilter(q *query) interaction.Filter {
	return interaction.Filter{ContactID: q.id("contact_id"), UserID: q.id("user_id"), CampaignID: q.id("campaign_id"), Channels: q.list("channel", interaction.Channels...),
		Directions: q.list("direction", interaction.Directions...), Kinds: q.list("kind"), Sources: q.list("source"), From: q.instant("from"), Until: q.instant("until")}
}

func interactionList(l page.List[interaction.Row]) (out InteractionList) {
	out.Items, out.NextCursor, out.Total = listOf(l, interactionBody)
	return out
}

// list gives interactions, newest first.
//
//	@ID			listInteractions
//	@Summary	List interactions
//	@Tags		interactions
//	@Produce	json
//	@Security	bearer
//	@Param		client_id	query		string	false	"Client"
//	@Param		contact_id	query		string	false	"Contact"
//	@Param		user_id		query		string	false	"Who of the company took part"
//	@Param		campaign_id	query		string	false	"Campaign"
//	@Param		channel		query		string	false	"Channels"
//	@Param		direction	query		string	false	"inbound, outbound"
//	@Param		kind		query		string	false	"Kinds"
//	@Param		source		query		string	false	"Sources"
//	@Param		from		query		string	false	"First instant (RFC 3339)"
//	@Param		until		query		string	false	"Instant before which they happened (RFC 3339)"
//	@Param		sort		query		string	false	"-at (default), at"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	InteractionList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/interactions [get]
func (h Interactions) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := interactionFilter(q)
	f.ClientID = q.id("client_id")
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	return interactionList(l), nil
}

// ofClient gives the time line of one client, newest first.
//
//	@ID			listClientInteractions
//	@Summary	A client's time line
//	@Tags		interactions
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		contact_id	query		string	false	"Contact"
//	@Param		user_id		query		string	false	"Who of the company took part"
//	@Param		campaign_id	query		string	false	"Campaign"
//	@Param		channel		query		string	false	"Channels"
//	@Param		direction	query		string	false	"inbound, outbound"
//	@Param		kind		query		string	false	"Kinds"
//	@Param		source		query		string	false	"Sources"
//	@Param		from		query		string	false	"First instant (RFC 3339)"
//	@Param		until		query		string	false	"Instant before which they happened (RFC 3339)"
//	@Param		sort		query		string	false	"-at (default), at"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	InteractionList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/interactions [get]
func (h Interactions) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f, w := interactionFilter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.ListOf(c.Request.Context(), v, f, w)
	if err != nil {
		return nil, err
	}
	return interactionList(l), nil
}

// create adds an interaction to a client's time line.
//
//	@ID			createInteraction
//	@Summary	Add an interaction
//	@Tags		interactions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		InteractionCreateBody	true	"Interaction"
//	@Success	201		{object}	InteractionBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/interactions [post]
func (h Interactions) create(c *gin.Context) (any, error) {
	b, err := body[InteractionCreateBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Create(c.Request.Context(), actor(c), b.named(), client.Key{Source: b.Source, Reference: b.Reference}, interaction.Fields(b.InteractionFields))
	if err != nil {
		return nil, err
	}
	r, err := h.Service.ByID(c.Request.Context(), v.ID)
	return created(interactionBody(r), r.Version, Base+"/interactions/"+r.ID.String()), err
}

// bulk creates or changes up to 1,000 interactions by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkInteractions
//	@Summary	Upsert interactions
//	@Tags		interactions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		InteractionBulkBody	true	"Interactions"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/interactions/bulk [post]
func (h Interactions) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[InteractionBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]interaction.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = interaction.Upsert{Key: client.Key{Source: r.Source, Reference: r.Reference}, Client: r.named(), Fields: interaction.Fields(r.InteractionFields)}
	}
	res, err := h.Service.Upsert(c.Request.Context(), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, clientResult), nil
}

// read gives one interaction.
//
//	@ID			getInteraction
//	@Summary	One interaction
//	@Tags		interactions
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Interaction"
//	@Success	200	{object}	InteractionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/interactions/{id} [get]
func (h Interactions) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "interaction")
	if err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

func (h Interactions) whole(c *gin.Context, v id.ID) (any, error) {
	r, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(interactionBody(r), r.Version), nil
}

// update replaces every editable field of an interaction; its client, source and reference stay.
//
//	@ID			updateInteraction
//	@Summary	Change an interaction
//	@Tags		interactions
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Interaction"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		InteractionFields	true	"Interaction"
//	@Success	200			{object}	InteractionBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/interactions/{id} [put]
func (h Interactions) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "interaction")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[InteractionFields](c)
	if err != nil {
		return nil, err
	}
	if _, err := h.Service.Replace(c.Request.Context(), v, interaction.Fields(b), version); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}
