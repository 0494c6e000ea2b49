package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/receivable"
	"clientele/internal/record"
)

// Receivables keeps what clients owe.
type Receivables struct {
	records[receivable.Receivable, receivable.Row]
}

// NewReceivables gives the receivables of a database.
func NewReceivables(db *DB) Receivables {
	return Receivables{records[receivable.Receivable, receivable.Row]{db, &receivableTable}}
}

var receivableTable = recordTable[receivable.Receivable, receivable.Row]{
	noun:  "receivable",
	table: recordColumns("receivable", "order_id,currency,rate_micro,amount_minor,open_minor,value_open_minor,issued_day,due_day,settled_day,state,note"),
	fill: func(r *receivable.Receivable, dst []any) {
		copy(dst, []any{null(r.OrderID), r.Currency, r.RateMicro, r.AmountMinor, r.OpenMinor, r.ValueOpenMinor, int64(r.IssuedDay), int64(r.DueDay),
			null(r.SettledDay), r.State, r.Note})
	},
	head:  func(r *receivable.Receivable) *record.Head { return &r.Head },
	texts: func(r *receivable.Receivable) []string { return r.SearchTexts(r.Note) },
	joins: []string{"LEFT JOIN sales_order o ON o.id = t.order_id"},
	names: ", COALESCE(o.reference, '') AS order_reference",
	list: lister[receivable.Row]{
		idColumn: "t.id", id: func(r receivable.Row) id.ID { return r.ID }, standard: "-due_day",
		sorts: map[string]sortBy[receivable.Row]{
			"due_day": {"t.due_day", func(r receivable.Row) any { return int64(r.DueDay) }},
			"open":    {"t.value_open_minor", func(r receivable.Row) any { return r.ValueOpenMinor }},
		},
	},
}

// List gives receivables with the names of client and order.
func (s Receivables) List(ctx context.Context, f receivable.Filter, w page.Window) (page.List[receivable.Row], error) {
	q := anyOf(s.narrowed(ctx, f.Query, map[string]id.ID{"client_id": f.ClientID, "order_id": f.OrderID}), "t.state", f.States)
	if f.Overdue {
		q = q.Where("t.state = ? AND t.due_day < ?", receivable.Open, f.Today)
	}
	return s.read(ctx, between(q, "t.due_day", f.From, f.To), w)
}

var _ receivable.Store = Receivables{}
