package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/aftersales"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Cases keeps cases and their search words.
type Cases struct{ *DB }

// NewCases gives the cases of a database.
func NewCases(db *DB) Cases { return Cases{db} }

const caseColumns = `id,version,source,reference,client_id,order_id,product_id,kind,severity,state,channel,subject,body,opened_at,due_at,due_key,closed_at,resolution,
outcome,satisfaction,user_id,created_at,updated_at`

var caseTable = columns("service_case", caseColumns, "id", updatable(caseColumns, "id", "source", "reference", "created_at"))

var caseList = lister[aftersales.Row]{
	idColumn: "s.id", id: func(r aftersales.Row) id.ID { return r.ID }, standard: "-opened_at",
	sorts: map[string]sortBy[aftersales.Row]{
		"opened_at": {"s.opened_at", func(r aftersales.Row) any { return r.OpenedAt }},
		"due_at":    {"s.due_key", func(r aftersales.Row) any { return r.DueKey }},
	},
}

// ByID gives one case.
func (s Cases) ByID(ctx context.Context, v id.ID) (aftersales.Case, error) {
	var c aftersales.Case
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "case")
}

func (s Cases) rows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("service_case s").Joins("LEFT JOIN client c ON c.id = s.client_id").Joins("LEFT JOIN user_account u ON u.id = s.user_id").
		Joins("LEFT JOIN sales_order o ON o.id = s.order_id").Joins("LEFT JOIN product p ON p.id = s.product_id").
		Select(`s.*, COALESCE(c.name, '') AS client_name, COALESCE(u.name, '') AS user_name, COALESCE(o.reference, '') AS order_reference,
			COALESCE(p.name, '') AS product_name`)
}

// Row gives one case with the names of client, user, order and product.
func (s Cases) Row(ctx context.Context, v id.ID) (aftersales.Row, error) {
	var r aftersales.Row
	return r, s.fail(s.rows(ctx).Where("s.id = ?", v).Take(&r).Error, "case")
}

// List gives cases with the names of client, user, order and product.
func (s Cases) List(ctx context.Context, f aftersales.Filter, w page.Window) (page.List[aftersales.Row], error) {
	q := s.searched(s.rows(ctx), "s.id", "case", f.Query)
	for column, v := range map[string]id.ID{"s.client_id": f.ClientID, "s.order_id": f.OrderID, "s.product_id": f.ProductID, "s.user_id": f.UserID} {
		if v != 0 {
			q = q.Where(column+" = ?", v)
		}
	}
	q = anyOf(anyOf(anyOf(anyOf(q, "s.kind", f.Kinds), "s.severity", f.Severities), "s.state", f.States), "s.outcome", f.Outcomes)
	if f.Late {
		q = q.Where("s.due_key < ? AND s.state IN ?", f.Now, []string{aftersales.Open, aftersales.Waiting})
	}
	return caseList.read(ctx, s.DB, q, w)
}

// ByReferences gives the cases of one source by reference.
func (s Cases) ByReferences(ctx context.Context, source string, refs []string) (map[string]aftersales.Case, error) {
	return byReference(ctx, s.DB, source, refs, func(c aftersales.Case) *string { return c.Reference })
}

// OrderClients gives the client of each order, 0 for an anonymous sale.
func (s Cases) OrderClients(ctx context.Context, orders []id.ID) (map[id.ID]id.ID, error) {
	return s.ownersOf(ctx, "SELECT id, COALESCE(client_id, 0) AS owner FROM sales_order WHERE id IN ?", orders)
}

// OrderIDs gives the orders of one source by reference.
func (s Cases) OrderIDs(ctx context.Context, source string, refs []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT reference AS name, id FROM sales_order WHERE source = ? AND reference IN ?", refs, source)
}

// ProductIDs gives products by SKU.
func (s Cases) ProductIDs(ctx context.Context, skus []string) (map[string]id.ID, error) {
	return Orders(s).ProductIDs(ctx, skus)
}

// ProductExists says which of the ids are products.
func (s Cases) ProductExists(ctx context.Context, products []id.ID) (map[id.ID]bool, error) {
	found, err := s.ownersOf(ctx, "SELECT id, id AS owner FROM product WHERE id IN ?", products)
	out := make(map[id.ID]bool, len(found))
	for v := range found {
		out[v] = true
	}
	return out, err
}

// Write inserts or overwrites cases and their search words.
func (s Cases) Write(ctx context.Context, rows []aftersales.Case, fresh bool) error {
	err := s.insertRows(ctx, caseTable, !fresh, len(rows), func(i int, dst []any) {
		c := rows[i]
		copy(dst, []any{c.ID, c.Version, c.Source, c.Reference, c.ClientID, null(c.OrderID), null(c.ProductID), c.Kind, c.Severity, c.State, c.Channel, c.Subject,
			c.Body, c.OpenedAt, c.DueAt, c.DueOrder(), c.ClosedAt, c.Resolution, c.Outcome, null(c.Satisfaction), null(c.UserID), c.CreatedAt, c.UpdatedAt})
	})
	if err != nil || len(rows) == 0 {
		return s.fail(err, "case")
	}
	ids := make([]id.ID, len(rows))
	for i, c := range rows {
		ids[i] = c.ID
	}
	return s.index(ctx, "case", ids, func(i int) []string { return rows[i].SearchTexts() }, fresh)
}

// Replace writes one case whose stored version is still the given one.
func (s Cases) Replace(ctx context.Context, c aftersales.Case, version int64) (aftersales.Case, error) {
	c.Version, c.UpdatedAt, c.DueKey = version+1, s.clock.Now(), c.DueOrder()
	if err := s.replace(ctx, &c, "case", version); err != nil {
		return c, err
	}
	return c, s.index(ctx, "case", []id.ID{c.ID}, func(int) []string { return c.SearchTexts() }, false)
}

var _ aftersales.Store = Cases{}
