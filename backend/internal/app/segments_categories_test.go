package app_test

import (
	"context"
	"testing"
	"time"

	"clientele/internal/id"
	"clientele/internal/order"
	"clientele/internal/product"
)

// A rule about a category holds of who bought below it, and its members follow when products and categories move.
func TestRulesFollowTheCatalogue(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			b := newBase(t, fresh(t))
			category := func(code string, above *id.ID) product.Category {
				c, err := b.Services.Products.CreateCategory(ctx, product.Category{Code: code, ParentID: above})
				must(t, err)
				return c
			}
			cars := category("cars", nil)
			parts := category("parts", &cars.ID)
			tyres := category("tyres", &parts.ID)
			toys := category("toys", nil)
			tyre, err := b.Services.Products.Create(ctx, product.Product{SKU: "T1", CategoryID: &tyres.ID})
			must(t, err)
			_, err = b.Services.Orders.Create(ctx, order.Input{Source: "shop", Reference: "1", ClientID: b.client.ID, Channel: "web", OrderedAt: time.Now(),
				Lines: []order.LineInput{{SKU: "T1", Description: "x", QuantityMilli: 1000, UnitPriceMicro: 5_000_000}}})
			must(t, err)
			bought := func(name, op string, c id.ID) id.ID {
				return b.ruled(name, `{"measure":"count","of":"order_line","where":[{"field":"order_line.category","op":"is","value":"`+c.String()+`"}],"op":"`+op+`","value":0}`).ID
			}
			car, noCar, toy := bought("Bought for cars", "gt", cars.ID), bought("Nothing for cars", "is", cars.ID), bought("Bought toys", "gt", toys.ID)
			if !b.holds(car, b.client.ID) || b.holds(noCar, b.client.ID) || b.holds(toy, b.client.ID) {
				t.Fatal("a category does not hold what is bought two levels below it")
			}
			parts.ParentID = &toys.ID
			_, err = b.Services.Products.ReplaceCategory(ctx, parts, parts.Version)
			must(t, err)
			until(t, "a category that moves", func() bool {
				return !b.holds(car, b.client.ID) && b.holds(noCar, b.client.ID) && b.holds(toy, b.client.ID)
			})
			tyre.CategoryID = &cars.ID
			_, err = b.Services.Products.Replace(ctx, tyre, tyre.Version)
			must(t, err)
			until(t, "a product that moves", func() bool { return b.holds(car, b.client.ID) && !b.holds(toy, b.client.ID) })
		})
	}
}
