package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/record"
	"clientele/internal/subscription"
)

// Subscriptions keeps contracts that renew.
type Subscriptions struct {
	records[subscription.Subscription, subscription.Row]
}

// NewSubscriptions gives the subscriptions of a database.
func NewSubscriptions(db *DB) Subscriptions {
	return Subscriptions{records[subscription.Subscription, subscription.Row]{db, &subscriptionTable}}
}

var subscriptionTable = recordTable[subscription.Subscription, subscription.Row]{
	noun: "subscription",
	table: recordColumns("subscription", `product_id,category_id,division_id,currency,rate_micro,amount_minor,cost_minor,value_minor,margin_minor,period_months,
		start_day,end_day,end_reason,note`),
	fill: func(r *subscription.Subscription, dst []any) {
		copy(dst, []any{null(r.ProductID), null(r.CategoryID), null(r.DivisionID), r.Currency, r.RateMicro, r.AmountMinor, null(r.CostMinor), r.ValueMinor,
			null(r.MarginMinor), r.PeriodMonths, int64(r.StartDay), null(r.EndDay), r.EndReason, r.Note})
	},
	head:  func(r *subscription.Subscription) *record.Head { return &r.Head },
	texts: func(r *subscription.Subscription) []string { return r.SearchTexts(r.Note, r.EndReason) },
	joins: []string{"LEFT JOIN product p ON p.id = t.product_id", "LEFT JOIN product_category g ON g.id = t.category_id", "LEFT JOIN division d ON d.id = t.division_id"},
	names: ", COALESCE(p.name, '') AS product_name, COALESCE(g.name, '') AS category_name, COALESCE(d.name, '') AS division_name",
	list: lister[subscription.Row]{
		idColumn: "t.id", id: func(r subscription.Row) id.ID { return r.ID }, standard: "-start_day",
		sorts: map[string]sortBy[subscription.Row]{
			"start_day": {"t.start_day", func(r subscription.Row) any { return int64(r.StartDay) }},
			"value":     {"t.value_minor", func(r subscription.Row) any { return r.ValueMinor }},
		},
	},
}

// List gives subscriptions with the names of client, product, category and division.
func (s Subscriptions) List(ctx context.Context, f subscription.Filter, w page.Window) (page.List[subscription.Row], error) {
	q := s.narrowed(ctx, f.Query, map[string]id.ID{"client_id": f.ClientID, "product_id": f.ProductID, "category_id": f.CategoryID, "division_id": f.DivisionID})
	if len(f.States) == 1 {
		if f.States[0] == subscription.Ended {
			q = q.Where("t.end_day <= ?", f.Today)
		} else {
			q = q.Where("(t.end_day IS NULL OR t.end_day > ?)", f.Today)
		}
	}
	return s.read(ctx, between(q, "t.start_day", f.From, f.To), w)
}

// between narrows to the days from and to, both included; nil does not narrow.
func between(q *gorm.DB, column string, from, to *clock.Day) *gorm.DB {
	if from != nil {
		q = q.Where(column+" >= ?", *from)
	}
	if to != nil {
		q = q.Where(column+" <= ?", *to)
	}
	return q
}

var _ subscription.Store = Subscriptions{}
