package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/product"
)

// ProductBody is a product. Price and cost per unit are decimal numbers as text, net of tax; null where unknown.
type ProductBody struct {
	ID         id.ID     `json:"id"`
	Version    int64     `json:"version"`
	SKU        string    `json:"sku"`
	Name       string    `json:"name"`
	CategoryID *id.ID    `json:"category_id" extensions:"x-nullable"`
	Currency   string    `json:"currency"`
	Price      *string   `json:"price" extensions:"x-nullable" example:"12.5"`
	Cost       *string   `json:"cost" extensions:"x-nullable"`
	State      string    `json:"state" enums:"active,archived"`
	CreatedAt  time.Time `json:"created_at"`
	UpdatedAt  time.Time `json:"updated_at"`
} //	@name	Product

// ProductFields is what can be said of a product.
type ProductFields struct {
	Name       string  `json:"name,omitempty" validate:"optional"`
	CategoryID *id.ID  `json:"category_id,omitempty" validate:"optional"`
	Currency   string  `json:"currency,omitempty" validate:"optional"`
	Price      *string `json:"price,omitempty" validate:"optional" example:"12.5"`
	Cost       *string `json:"cost,omitempty" validate:"optional"`
} //	@name	ProductFields

// ProductCreateBody is a new product.
type ProductCreateBody struct {
	SKU string `json:"sku"`
	ProductFields
} //	@name	ProductCreate

// ProductBulkRow is one product of a bulk request; fields left out keep their value. An unknown category code is created.
type ProductBulkRow struct {
	SKU      string  `json:"sku"`
	Name     *string `json:"name,omitempty" validate:"optional"`
	Category *string `json:"category,omitempty" validate:"optional"`
	Currency *string `json:"currency,omitempty" validate:"optional"`
	Price    *string `json:"price,omitempty" validate:"optional"`
	Cost     *string `json:"cost,omitempty" validate:"optional"`
} //	@name	ProductBulkRow

// ProductBulkBody is up to 1,000 products.
type ProductBulkBody struct {
	Items []ProductBulkRow `json:"items"`
} //	@name	ProductBulk

// ProductList is a page of products.
type ProductList struct {
	Items      []ProductBody `json:"items"`
	NextCursor *string       `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64        `json:"total" extensions:"x-nullable"`
} //	@name	ProductList

// CategoryBody is a product category. renewal_months is how long a product lasts, null where that makes no sense.
type CategoryBody struct {
	ID            id.ID  `json:"id"`
	Version       int64  `json:"version"`
	Code          string `json:"code"`
	Name          string `json:"name"`
	ParentID      *id.ID `json:"parent_id" extensions:"x-nullable"`
	RenewalMonths *int64 `json:"renewal_months" extensions:"x-nullable"`
	State         string `json:"state" enums:"active,archived"`
} //	@name	Category

// CategoryPutBody is what can be said of a category.
type CategoryPutBody struct {
	Code          string `json:"code"`
	Name          string `json:"name,omitempty" validate:"optional"`
	ParentID      *id.ID `json:"parent_id,omitempty" validate:"optional"`
	RenewalMonths *int64 `json:"renewal_months,omitempty" validate:"optional"`
	State         string `json:"state,omitempty" validate:"optional" enums:"active,archived"`
} //	@name	CategoryPut

// CategoryList is a page of categories.
type CategoryList struct {
	Items      []CategoryBody `json:"items"`
	NextCursor *string        `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64         `json:"total" extensions:"x-nullable"`
} //	@name	CategoryList

func productBody(p product.Product) ProductBody {
	return ProductBody{ID: p.ID, Version: p.Version, SKU: p.SKU, Name: p.Name, CategoryID: p.CategoryID, Currency: p.Currency, Price: decimalText(p.PriceMicro, 6),
		Cost: decimalText(p.CostMicro, 6), State: p.State, CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt}
}

func categoryBody(c product.Category) CategoryBody {
	return CategoryBody{ID: c.ID, Version: c.Version, Code: c.Code, Name: c.Name, ParentID: c.ParentID, RenewalMonths: c.RenewalMonths, State: c.State}
}
