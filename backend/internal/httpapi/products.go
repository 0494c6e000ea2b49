package httpapi

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/product"
)

// Products is what is sold.
type Products struct{ Service *product.Service }

func (h Products) routes() []route {
	return []route{
		{http.MethodGet, "/products", account.Read, h.list},
		{http.MethodPost, "/products", account.Market, h.create},
		{http.MethodPost, "/products/bulk", account.Market, h.bulk},
		{http.MethodGet, "/products/:id", account.Read, h.read},
		{http.MethodPut, "/products/:id", account.Market, h.update},
		{http.MethodPost, "/products/:id/archive", account.Market, h.archive},
		{http.MethodPost, "/products/:id/restore", account.Market, h.restore},
	}
}

// list gives products.
//
//	@ID			listProducts
//	@Summary	List products
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a SKU or name"
//	@Param		category_id	query		string	false	"Category"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		sort		query		string	false	"name, sku; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ProductList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/products [get]
func (h Products) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := product.Filter{Query: q.text("q"), CategoryID: q.id("category_id"), States: q.list("state", product.Active, product.Archived)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out ProductList
	out.Items, out.NextCursor, out.Total = listOf(l, productBody)
	return out, nil
}

// create adds a product.
//
//	@ID			createProduct
//	@Summary	Add a product
//	@Tags		products
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ProductCreateBody	true	"Product"
//	@Success	201		{object}	ProductBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/products [post]
func (h Products) create(c *gin.Context) (any, error) {
	b, err := body[ProductCreateBody](c)
	if err != nil {
		return nil, err
	}
	p, err := b.product()
	if err != nil {
		return nil, err
	}
	p.SKU = b.SKU
	if p, err = h.Service.Create(c.Request.Context(), p); err != nil {
		return nil, err
	}
	return created(productBody(p), p.Version, Base+"/products/"+p.ID.String()), nil
}

func (b ProductFields) product() (product.Product, error) {
	var c fault.Check
	p := product.Product{Name: b.Name, CategoryID: b.CategoryID, Currency: b.Currency,
		PriceMicro: readDecimal(&c, "price", b.Price, 6), CostMicro: readDecimal(&c, "cost", b.Cost, 6)}
	return p, c.Err()
}

// bulk creates or changes up to 1,000 products by SKU.
//
//	@ID			bulkProducts
//	@Summary	Upsert products
//	@Tags		products
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ProductBulkBody	true	"Products"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/products/bulk [post]
func (h Products) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[ProductBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	var check fault.Check
	rows := make([]product.Upsert, len(b.Items))
	for i, r := range b.Items {
		at := "items[" + strconv.Itoa(i) + "]."
		rows[i] = product.Upsert{SKU: r.SKU, Name: r.Name, Category: r.Category, Currency: r.Currency,
			PriceMicro: readDecimal(&check, at+"price", r.Price, 6), CostMicro: readDecimal(&check, at+"cost", r.Cost, 6)}
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	res, err := h.Service.Upsert(c.Request.Context(), rows, false)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, func(r product.Result) (string, id.ID, error) { return r.Status, r.ID, r.Err }), nil
}

// read gives one product.
//
//	@ID			getProduct
//	@Summary	One product
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Product"
//	@Success	200	{object}	ProductBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/products/{id} [get]
func (h Products) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "product")
	if err != nil {
		return nil, err
	}
	p, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(productBody(p), p.Version), nil
}

// update replaces every field of a product but its SKU.
//
//	@ID			updateProduct
//	@Summary	Change a product
//	@Tags		products
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Product"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		ProductFields	true	"Product"
//	@Success	200			{object}	ProductBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/products/{id} [put]
func (h Products) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "product")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ProductFields](c)
	if err != nil {
		return nil, err
	}
	p, err := b.product()
	if err != nil {
		return nil, err
	}
	p.ID = v
	if p, err = h.Service.Replace(c.Request.Context(), p, version); err != nil {
		return nil, err
	}
	return versioned(productBody(p), p.Version), nil
}

// archive takes a product out of lists; its sales stay.
//
//	@ID			archiveProduct
//	@Summary	Archive a product
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Product"
//	@Success	200	{object}	ProductBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/products/{id}/archive [post]
func (h Products) archive(c *gin.Context) (any, error) { return h.setState(c, product.Archived) }

// restore brings an archived product back.
//
//	@ID			restoreProduct
//	@Summary	Restore a product
//	@Tags		products
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Product"
//	@Success	200	{object}	ProductBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/products/{id}/restore [post]
func (h Products) restore(c *gin.Context) (any, error) { return h.setState(c, product.Active) }

func (h Products) setState(c *gin.Context, state string) (any, error) {
	v, err := pathID(c, "id", "product")
	if err != nil {
		return nil, err
	}
	p, err := h.Service.SetState(c.Request.Context(), v, state)
	if err != nil {
		return nil, err
	}
	return versioned(productBody(p), p.Version), nil
}
