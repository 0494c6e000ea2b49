package store

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/product"
)

// Products keeps products and categories.
type Products struct{ *DB }

// NewProducts gives the products of a database.
func NewProducts(db *DB) Products { return Products{db} }

const productColumns = "id,version,sku,name,name_key,category_id,currency,price_micro,cost_micro,state,content_hash,created_at,updated_at"

var productTable = columns("product", productColumns, "id", updatable(productColumns, "id", "sku", "created_at"))

var productList = lister[product.Product]{
	idColumn: "id", id: func(p product.Product) id.ID { return p.ID }, standard: "name",
	sorts: map[string]sortBy[product.Product]{
		"name": {"name_key", func(p product.Product) any { return p.NameKey }},
		"sku":  {"sku", func(p product.Product) any { return p.SKU }},
	},
}

var categoryList = lister[product.Category]{
	idColumn: "id", id: func(c product.Category) id.ID { return c.ID }, standard: "code",
	sorts: map[string]sortBy[product.Category]{"code": {"code", func(c product.Category) any { return c.Code }}},
}

// ByID gives one product.
func (s Products) ByID(ctx context.Context, v id.ID) (product.Product, error) {
	var p product.Product
	return p, s.fail(s.conn(ctx).Where("id = ?", v).Take(&p).Error, "product")
}

// List gives products.
func (s Products) List(ctx context.Context, f product.Filter, w page.Window) (page.List[product.Product], error) {
	q := s.searched(s.conn(ctx).Model(&product.Product{}), "id", "product", f.Query)
	if len(f.States) == 0 {
		f.States = []string{product.Active}
	}
	q = anyOf(q, "state", f.States)
	if f.CategoryID != 0 {
		q = q.Where("category_id = ?", f.CategoryID)
	}
	return productList.read(ctx, s.DB, q, w)
}

// BySKUs gives products by SKU.
func (s Products) BySKUs(ctx context.Context, skus []string) (map[string]product.Product, error) {
	out := make(map[string]product.Product, len(skus))
	err := chunks(skus, maxBatch, func(part []string) error {
		var rows []product.Product
		err := s.conn(ctx).Where("sku IN ?", part).Find(&rows).Error
		for _, p := range rows {
			out[p.SKU] = p
		}
		return err
	})
	return out, err
}

// Write inserts or overwrites products and their search words.
func (s Products) Write(ctx context.Context, products []product.Product, fresh bool) error {
	if !fresh {
		if err := s.markMoved(ctx, products); err != nil {
			return err
		}
	}
	err := s.insertRows(ctx, productTable, !fresh, len(products), func(i int, dst []any) {
		p := products[i]
		copy(dst, []any{p.ID, p.Version, p.SKU, p.Name, p.NameKey, p.CategoryID, p.Currency, p.PriceMicro, p.CostMicro, p.State, p.ContentHash, p.CreatedAt, p.UpdatedAt})
	})
	if err != nil || len(products) == 0 {
		return s.fail(err, "product")
	}
	ids := make([]id.ID, len(products))
	for i, p := range products {
		ids[i] = p.ID
	}
	return s.index(ctx, "product", ids, func(i int) []string { return products[i].SearchTexts() }, fresh)
}

// Replace writes one product whose stored version is still the given one.
func (s Products) Replace(ctx context.Context, p product.Product, version int64) (product.Product, error) {
	p.Version, p.UpdatedAt = version+1, s.clock.Now()
	if err := s.markMoved(ctx, []product.Product{p}); err != nil {
		return p, err
	}
	if err := s.replace(ctx, &p, "product", version); err != nil {
		return p, err
	}
	return p, s.index(ctx, "product", []id.ID{p.ID}, func(int) []string { return p.SearchTexts() }, false)
}

// markMoved tells the next portfolio run to read every order anew where a product is about to move to another category.
func (s Products) markMoved(ctx context.Context, products []product.Product) error {
	to := make(map[id.ID]id.ID, len(products))
	ids := make([]id.ID, len(products))
	for i, p := range products {
		ids[i] = p.ID
		if p.CategoryID != nil {
			to[p.ID] = *p.CategoryID
		}
	}
	moved := false
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct{ ID, CategoryID id.ID }
		err := s.conn(ctx).Raw("SELECT id, COALESCE(category_id, 0) AS category_id FROM product WHERE id IN ("+marks(len(part))+")", anys(part)...).Scan(&rows).Error
		for _, r := range rows {
			moved = moved || to[r.ID] != r.CategoryID
		}
		return err
	})
	if err != nil || !moved {
		return err
	}
	return s.mark(ctx, portfolio.MarkAll())
}

// Category gives one category.
func (s Products) Category(ctx context.Context, v id.ID) (product.Category, error) {
	var c product.Category
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "category")
}

// Categories lists categories.
func (s Products) Categories(ctx context.Context, w page.Window) (page.List[product.Category], error) {
	return categoryList.read(ctx, s.DB, s.conn(ctx).Model(&product.Category{}), w)
}

// CategoriesByCode gives categories by code.
func (s Products) CategoriesByCode(ctx context.Context, codes []string) (map[string]product.Category, error) {
	out := make(map[string]product.Category, len(codes))
	err := chunks(codes, maxBatch, func(part []string) error {
		var rows []product.Category
		err := s.conn(ctx).Where("code IN ?", part).Find(&rows).Error
		for _, c := range rows {
			out[c.Code] = c
		}
		return err
	})
	return out, err
}

// CreateCategory writes a new category.
func (s Products) CreateCategory(ctx context.Context, c product.Category) (product.Category, error) {
	now := s.clock.Now()
	c.ID, c.Version, c.CreatedAt, c.UpdatedAt = s.ids.Next(), 1, now, now
	err := s.conn(ctx).Create(&c).Error
	return c, s.categoryTaken(err)
}

func (s Products) categoryTaken(err error) error {
	if err != nil && (s.dialect.duplicate(err) || fault.Code(err) == "category_exists") {
		return fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another category"})
	}
	return err
}

// ReplaceCategory writes a category whose stored version is still the given one.
func (s Products) ReplaceCategory(ctx context.Context, c product.Category, version int64) (product.Category, error) {
	c.Version, c.UpdatedAt = version+1, s.clock.Now()
	return c, s.categoryTaken(s.replace(ctx, &c, "category", version))
}

var _ product.Store = Products{}
