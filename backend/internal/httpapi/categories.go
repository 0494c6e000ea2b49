package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/product"
)

// Categories groups products.
type Categories struct{ Service *product.Service }

func (h Categories) routes() []route {
	return []route{
		{http.MethodGet, "/categories", account.Read, h.list},
		{http.MethodPost, "/categories", account.Market, h.create},
		{http.MethodGet, "/categories/:id", account.Read, h.read},
		{http.MethodPut, "/categories/:id", account.Market, h.update},
	}
}

// list gives categories.
//
//	@ID			listCategories
//	@Summary	List product categories
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		sort	query		string	false	"code; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	CategoryList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/categories [get]
func (h Categories) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Categories(c.Request.Context(), w)
	if err != nil {
		return nil, err
	}
	var out CategoryList
	out.Items, out.NextCursor, out.Total = listOf(l, categoryBody)
	return out, nil
}

// create adds a category.
//
//	@ID			createCategory
//	@Summary	Add a product category
//	@Tags		products
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CategoryPutBody	true	"Category"
//	@Success	201		{object}	CategoryBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/categories [post]
func (h Categories) create(c *gin.Context) (any, error) {
	b, err := body[CategoryPutBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.CreateCategory(c.Request.Context(), b.category(0))
	if err != nil {
		return nil, err
	}
	return created(categoryBody(v), v.Version, Base+"/categories/"+v.ID.String()), nil
}

func (b CategoryPutBody) category(v id.ID) product.Category {
	return product.Category{ID: v, Code: b.Code, Name: b.Name, ParentID: b.ParentID, RenewalMonths: b.RenewalMonths, State: b.State}
}

// read gives one category.
//
//	@ID			getCategory
//	@Summary	One product category
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Category"
//	@Success	200	{object}	CategoryBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/categories/{id} [get]
func (h Categories) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "category")
	if err != nil {
		return nil, err
	}
	k, err := h.Service.Category(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(categoryBody(k), k.Version), nil
}

// update replaces a category.
//
//	@ID			updateCategory
//	@Summary	Change a product category
//	@Tags		products
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Category"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		CategoryPutBody	true	"Category"
//	@Success	200			{object}	CategoryBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/categories/{id} [put]
func (h Categories) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "category")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CategoryPutBody](c)
	if err != nil {
		return nil, err
	}
	k, err := h.Service.ReplaceCategory(c.Request.Context(), b.category(v), version)
	if err != nil {
		return nil, err
	}
	return versioned(categoryBody(k), k.Version), nil
}
