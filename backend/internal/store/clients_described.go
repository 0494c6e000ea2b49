package store

import (
	"strings"

	"gorm.io/gorm"

	"clientele/internal/client"
	"clientele/internal/segment"
)

// everBoughtIn is the condition that client c has ever bought something that meets the condition {p} on the product p.
const everBoughtIn = `EXISTS (SELECT 1 FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
	WHERE o.client_id = c.id AND o.counted = 1 AND o.kind = 'sale' AND {p})`

// described narrows a query over client c by what clients are like, and by what they have bought.
func described(q *gorm.DB, f client.Filter) *gorm.DB {
	q = anyOf(anyOf(q, "c.region", f.Regions), "c.language", f.Languages)
	q = anyOf(anyOf(q, "c.preferred_channel", f.Channels), "c.acquisition_source", f.AcquisitionSources)
	if len(f.Bought) > 0 {
		q = q.Where(strings.Replace(everBoughtIn, "{p}", "p.category_id IN ?", 1), f.Bought)
	}
	return q
}

// lacking narrows a query over client c to those without a value of dimensions.
func lacking(q *gorm.DB, dimensions []string, k classed) *gorm.DB {
	for _, d := range dimensions {
		switch column, ok := clientDimensions[d]; {
		case ok:
			q = q.Where(column + " = ''")
		case d == "category":
			q = q.Where("NOT " + strings.Replace(everBoughtIn, "{p}", "p.category_id IS NOT NULL", 1))
		case d == "frat_category":
			q = q.Where("NOT EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = ? AND f.frat_category_id IS NOT NULL AND "+visibleFigure+")", k.division, k.run, k.run)
		case segment.Measures[d] != "":
			q = q.Where("NOT EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = ? AND f."+segment.Measures[d]+" <> '' AND "+visibleFigure+")", k.division, k.run, k.run)
		}
	}
	return q
}

// clientDimensions are the columns of client c that are dimensions as they stand.
var clientDimensions = map[string]string{"kind": "c.kind", "country": "c.country", "region": "c.region", "city": "c.city_key", "language": "c.language",
	"channel": "c.preferred_channel", "acquisition_source": "c.acquisition_source", "source": "c.source"}
