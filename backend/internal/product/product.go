// Package product is what is sold: products in categories, with price, cost and renewal cycle.
package product

import (
	"encoding/json"
	"hash/fnv"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/page"
)

// Product is something that is sold. Price and cost per unit are in millionths of the currency, net of tax; nil where unknown.
type Product struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version     int64
	SKU         string `gorm:"column:sku"`
	Name        string
	NameKey     string
	CategoryID  *id.ID
	Currency    string
	PriceMicro  *int64
	CostMicro   *int64
	State       string
	ContentHash int64
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TableName is the table's name.
func (Product) TableName() string { return "product" }

// Category groups products; RenewalMonths is how long one lasts where that makes sense (a car: 48), nil otherwise.
type Category struct {
	ID            id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version       int64
	Code          string
	Name          string
	ParentID      *id.ID
	RenewalMonths *int64
	State         string
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// TableName is the table's name.
func (Category) TableName() string { return "product_category" }

// The states of products and categories.
const (
	Active   = "active"
	Archived = "archived"
)

// Complete trims and fills keys and defaults.
func (p *Product) Complete(currency string) {
	p.SKU, p.Name = strings.TrimSpace(p.SKU), strings.TrimSpace(p.Name)
	if p.Name == "" {
		p.Name = p.SKU
	}
	p.NameKey = page.Cut(page.Fold(p.Name), 255)
	if p.Currency == "" {
		p.Currency = currency
	}
	if p.State == "" {
		p.State = Active
	}
}

// Validate says what is wrong with the fields; call it after Complete.
func (p Product) Validate() error {
	var c fault.Check
	c.Required("sku", p.SKU)
	c.Max("sku", p.SKU, 64)
	c.Max("name", p.Name, 255)
	c.That(money.ValidCurrency(p.Currency), "currency", "currency", "must be an ISO 4217 code such as EUR")
	c.That(p.PriceMicro == nil || *p.PriceMicro >= 0, "price", "range", "must not be negative")
	c.That(p.CostMicro == nil || *p.CostMicro >= 0, "cost", "range", "must not be negative")
	c.OneOf("state", p.State, Active, Archived)
	return c.Err()
}

// SearchTexts gives the texts under which the product is found.
func (p Product) SearchTexts() []string { return []string{p.SKU, p.Name} }

func (p Product) hash() int64 {
	p.Version, p.ContentHash, p.CreatedAt, p.UpdatedAt = 0, 0, time.Time{}, time.Time{}
	b, err := json.Marshal(p)
	if err != nil {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write(b)
	return int64(h.Sum64())
}

// Complete trims and fills defaults.
func (c *Category) Complete() {
	c.Code, c.Name = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name)
	if c.Name == "" {
		c.Name = c.Code
	}
	if c.State == "" {
		c.State = Active
	}
}

// Validate says what is wrong with the fields; call it after Complete.
func (c Category) Validate() error {
	var k fault.Check
	k.Required("code", c.Code)
	k.Max("code", c.Code, 64)
	k.Max("name", c.Name, 200)
	k.That(c.RenewalMonths == nil || *c.RenewalMonths > 0 && *c.RenewalMonths <= 1200, "renewal_months", "range", "must lie between 1 and 1200")
	k.That(c.ParentID == nil || *c.ParentID != c.ID, "parent_id", "self", "must be another category")
	k.OneOf("state", c.State, Active, Archived)
	return k.Err()
}

// Filter narrows a list of products.
type Filter struct {
	Query      string
	CategoryID id.ID
	States     []string
}
