package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/offer"
)

// Collections is the handlers of collections.
type Collections struct{ Service *offer.Service }

func (h Collections) routes() []route {
	return []route{
		{http.MethodGet, "/collections", account.Read, h.list},
		{http.MethodPost, "/collections", account.Market, h.create},
		{http.MethodGet, "/collections/:id", account.Read, h.read},
		{http.MethodPut, "/collections/:id", account.Market, h.update},
		{http.MethodPost, "/collections/:id/archive", account.Manage, h.archive},
		{http.MethodPost, "/collections/:id/restore", account.Manage, h.restore},
	}
}

// list gives collections.
//
//	@ID			listCollections
//	@Summary	List collections
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Words that begin the name or the code"
//	@Param		state	query		string	false	"active, archived"
//	@Param		sort	query		string	false	"name, created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	CollectionList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/collections [get]
func (h Collections) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := offer.NamedFilter{Query: q.text("q"), States: q.list("state", offer.Active, offer.Archived)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Collections(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out CollectionList
	out.Items, out.NextCursor, out.Total = listOf(l, collectionBody)
	return out, nil
}

// create adds a collection.
//
//	@ID			createCollection
//	@Summary	Add a collection
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CollectionInputBody	true	"Collection"
//	@Success	201		{object}	CollectionBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/collections [post]
func (h Collections) create(c *gin.Context) (any, error) {
	b, err := body[CollectionInputBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.CreateCollection(c.Request.Context(), actor(c), b.collection(0))
	if err != nil {
		return nil, err
	}
	return created(collectionBody(v), v.Version, Base+"/collections/"+v.ID.String()), nil
}

// read gives one collection.
//
//	@ID			getCollection
//	@Summary	One collection
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Collection"
//	@Success	200	{object}	CollectionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/collections/{id} [get]
func (h Collections) read(c *gin.Context) (any, error) {
	id, err := pathID(c, "id", "collection")
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Collection(c.Request.Context(), id)
	if err != nil {
		return nil, err
	}
	return versioned(collectionBody(v), v.Version), nil
}

// update changes a collection.
//
//	@ID			updateCollection
//	@Summary	Change a collection
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Collection"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		CollectionInputBody	true	"Collection"
//	@Success	200			{object}	CollectionBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/collections/{id} [put]
func (h Collections) update(c *gin.Context) (any, error) {
	id, err := pathID(c, "id", "collection")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CollectionInputBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.ReplaceCollection(c.Request.Context(), actor(c), b.collection(id), version)
	if err != nil {
		return nil, err
	}
	return versioned(collectionBody(v), v.Version), nil
}

// archive takes a collection out of use; 409 while something in use names it.
//
//	@ID			archiveCollection
//	@Summary	Archive a collection
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Collection"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	CollectionBody
//	@Failure	401,403,404,409,412	{object}	Problem
//	@Router		/collections/{id}/archive [post]
func (h Collections) archive(c *gin.Context) (any, error) { return h.move(c, offer.Archived) }

// restore brings an archived collection back.
//
//	@ID			restoreCollection
//	@Summary	Restore a collection
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Collection"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	CollectionBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/collections/{id}/restore [post]
func (h Collections) restore(c *gin.Context) (any, error) { return h.move(c, offer.Active) }

func (h Collections) move(c *gin.Context, state string) (any, error) {
	id, err := pathID(c, "id", "collection")
	if err != nil {
		return nil, err
	}
	version, err := mayMatch(c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.SetCollectionState(c.Request.Context(), actor(c), id, version, state)
	if err != nil {
		return nil, err
	}
	return versioned(collectionBody(v), v.Version), nil
}
