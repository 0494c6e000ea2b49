package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/id"
)

// Attributes is the company's own fields of clients, and clients' values of them.
type Attributes struct{ Service *client.AttributeService }

func (h Attributes) routes() []route {
	return []route{
		{http.MethodGet, "/attributes", account.Read, h.list},
		{http.MethodPost, "/attributes", account.Manage, h.create},
		{http.MethodGet, "/attributes/:id", account.Read, h.read},
		{http.MethodPut, "/attributes/:id", account.Manage, h.update},
		{http.MethodPost, "/attributes/:id/archive", account.Manage, h.archive},
		{http.MethodPost, "/attributes/:id/restore", account.Manage, h.restore},
		{http.MethodGet, "/clients/:id/attributes", account.Read, h.values},
		{http.MethodPut, "/clients/:id/attributes", account.Sell, h.setValues},
	}
}

// list gives attributes in order of code.
//
//	@ID			listAttributes
//	@Summary	List attributes
//	@Tags		attributes
//	@Produce	json
//	@Security	bearer
//	@Param		state	query		string	false	"active (default), archived"
//	@Param		type	query		string	false	"text, number, day, choice, flag"
//	@Param		sort	query		string	false	"code; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	AttributeList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/attributes [get]
func (h Attributes) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := client.AttributeFilter{States: q.list("state", client.Active, client.Archived), Types: q.list("type", client.AttributeTypes...)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out AttributeList
	out.Items, out.NextCursor, out.Total = listOf(l, attributeBody)
	return out, nil
}

// create adds an attribute. Its code and type stay as they are.
//
//	@ID			createAttribute
//	@Summary	Add an attribute
//	@Tags		attributes
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		AttributeCreateBody	true	"Attribute"
//	@Success	201		{object}	AttributeBody
//	@Failure	400,401,403,409,422	{object}	Problem
//	@Router		/attributes [post]
func (h Attributes) create(c *gin.Context) (any, error) {
	b, err := body[AttributeCreateBody](c)
	if err != nil {
		return nil, err
	}
	a := client.Attribute{Code: b.Code, Name: b.Name, Type: b.Type}
	a.SetChoices(b.Choices)
	if a, err = h.Service.Create(c.Request.Context(), a); err != nil {
		return nil, err
	}
	return created(attributeBody(a), a.Version, Base+"/attributes/"+a.ID.String()), nil
}

// read gives one attribute.
//
//	@ID			getAttribute
//	@Summary	One attribute
//	@Tags		attributes
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Attribute"
//	@Success	200	{object}	AttributeBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/attributes/{id} [get]
func (h Attributes) read(c *gin.Context) (any, error) {
	return h.answer(c, func(v id.ID) (client.Attribute, error) { return h.Service.ByID(c.Request.Context(), v) })
}

// answer gives the attribute that do makes of the one in the path.
func (h Attributes) answer(c *gin.Context, do func(v id.ID) (client.Attribute, error)) (any, error) {
	v, err := pathID(c, "id", "attribute")
	if err != nil {
		return nil, err
	}
	a, err := do(v)
	if err != nil {
		return nil, err
	}
	return versioned(attributeBody(a), a.Version), nil
}

// update changes name and choices of an attribute; a choice that clients have cannot go.
//
//	@ID			updateAttribute
//	@Summary	Change an attribute
//	@Tags		attributes
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Attribute"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		AttributePutBody	true	"Attribute"
//	@Success	200			{object}	AttributeBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/attributes/{id} [put]
func (h Attributes) update(c *gin.Context) (any, error) {
	return h.answer(c, func(v id.ID) (client.Attribute, error) {
		version, err := ifMatch(c)
		if err != nil {
			return client.Attribute{}, err
		}
		b, err := body[AttributePutBody](c)
		if err != nil {
			return client.Attribute{}, err
		}
		return h.Service.Replace(c.Request.Context(), v, b.Name, b.Choices, version)
	})
}

// archive takes an attribute out of forms and answers; clients keep their values.
//
//	@ID			archiveAttribute
//	@Summary	Archive an attribute
//	@Tags		attributes
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Attribute"
//	@Success	200	{object}	AttributeBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/attributes/{id}/archive [post]
func (h Attributes) archive(c *gin.Context) (any, error) { return h.setState(c, client.Archived) }

// restore brings an archived attribute back.
//
//	@ID			restoreAttribute
//	@Summary	Restore an attribute
//	@Tags		attributes
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Attribute"
//	@Success	200	{object}	AttributeBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/attributes/{id}/restore [post]
func (h Attributes) restore(c *gin.Context) (any, error) { return h.setState(c, client.Active) }

func (h Attributes) setState(c *gin.Context, state string) (any, error) {
	return h.answer(c, func(v id.ID) (client.Attribute, error) { return h.Service.SetState(c.Request.Context(), v, state) })
}

// values gives a client's values by attribute code; attributes without a value are left out.
//
//	@ID			getClientAttributes
//	@Summary	A client's attributes
//	@Tags		attributes
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	AttributeValuesBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id}/attributes [get]
func (h Attributes) values(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	m, err := h.Service.ValuesOf(c.Request.Context(), v)
	return AttributeValuesBody{Values: m}, err
}

// setValues sets values of a client by attribute code; null takes a value away, codes that are left out keep theirs.
//
//	@ID			setClientAttributes
//	@Summary	Set a client's attributes
//	@Tags		attributes
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Client"
//	@Param		body	body		AttributeValuesBody	true	"Values"
//	@Success	200		{object}	AttributeValuesBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/attributes [put]
func (h Attributes) setValues(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	b, err := body[AttributeValuesBody](c)
	if err != nil {
		return nil, err
	}
	m, err := h.Service.SetOf(c.Request.Context(), v, b.Values)
	return AttributeValuesBody{Values: m}, err
}
