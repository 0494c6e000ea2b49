package store

import (
	"context"
	"slices"

	"clientele/internal/id"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/portfolio"
)

// Orders keeps orders and their lines.
type Orders struct{ *DB }

// NewOrders gives the orders of a database.
func NewOrders(db *DB) Orders { return Orders{db} }

const orderColumns = `id,version,source,reference,client_id,division_id,channel,kind,status,counted,ordered_at,day,currency,rate_micro,net_minor,tax_minor,
discount_minor,cost_minor,value_minor,margin_minor,line_count,returns_order_id,offer_id,campaign_id,promised_day,delivered_day,content_hash,created_at,updated_at`

var orderTable = columns("sales_order", orderColumns, "id", updatable(orderColumns, "id", "source", "reference", "created_at"))

var lineTable = columns("order_line", "order_id,line,product_id,description,quantity_milli,unit_price_micro,net_minor,tax_minor,discount_minor,cost_minor", "order_id,line", "")

var orderList = lister[order.Row]{
	idColumn: "o.id", id: func(r order.Row) id.ID { return r.ID }, standard: "-day",
	sorts: map[string]sortBy[order.Row]{
		"day":        {"o.day", func(r order.Row) any { return int64(r.Day) }},
		"reference":  {"o.reference", func(r order.Row) any { return r.Reference }},
		"created_at": {"o.id", func(r order.Row) any { return r.ID }},
	},
}

// ByID gives one order.
func (s Orders) ByID(ctx context.Context, v id.ID) (order.Order, error) {
	var o order.Order
	return o, s.fail(s.conn(ctx).Where("id = ?", v).Take(&o).Error, "order")
}

// Row gives one order with its client's name.
func (s Orders) Row(ctx context.Context, v id.ID) (order.Row, error) {
	var r order.Row
	err := s.conn(ctx).Table("sales_order o").Joins("LEFT JOIN client c ON c.id = o.client_id").Select("o.*, COALESCE(c.name, '') AS client_name").
		Where("o.id = ?", v).Take(&r).Error
	return r, s.fail(err, "order")
}

// Lines gives the lines of an order with their products, at most order.MaxLines.
func (s Orders) Lines(ctx context.Context, v id.ID) ([]order.LineRow, error) {
	var rows []order.LineRow
	err := s.conn(ctx).Raw(`SELECT l.*, COALESCE(p.sku, '') AS sku, COALESCE(p.name, '') AS product_name
		FROM order_line l LEFT JOIN product p ON p.id = l.product_id WHERE l.order_id = ? ORDER BY l.line LIMIT ?`, v, order.MaxLines).Scan(&rows).Error
	return rows, err
}

// List gives orders with their clients' names.
func (s Orders) List(ctx context.Context, f order.Filter, w page.Window) (page.List[order.Row], error) {
	q := s.conn(ctx).Table("sales_order o").Joins("LEFT JOIN client c ON c.id = o.client_id").Select("o.*, COALESCE(c.name, '') AS client_name")
	if f.Reference != "" {
		q = q.Where("o.reference >= ? AND o.reference < ?", f.Reference, upper(f.Reference))
	}
	for column, v := range map[string]id.ID{"o.client_id": f.ClientID, "o.division_id": f.DivisionID, "o.campaign_id": f.CampaignID, "o.offer_id": f.OfferID} {
		if v != 0 {
			q = q.Where(column+" = ?", v)
		}
	}
	if f.Anonymous != nil {
		if *f.Anonymous {
			q = q.Where("o.client_id IS NULL")
		} else {
			q = q.Where("o.client_id IS NOT NULL")
		}
	}
	q = anyOf(anyOf(anyOf(q, "o.kind", f.Kinds), "o.status", f.Statuses), "o.channel", f.Channels)
	if f.From != nil {
		q = q.Where("o.day >= ?", *f.From)
	}
	if f.To != nil {
		q = q.Where("o.day <= ?", *f.To)
	}
	return orderList.read(ctx, s.DB, q, w)
}

// ByReferences gives the orders of one source by reference.
func (s Orders) ByReferences(ctx context.Context, source string, refs []string) (map[string]order.Order, error) {
	out := make(map[string]order.Order, len(refs))
	err := chunks(refs, maxBatch, func(part []string) error {
		var rows []order.Order
		err := s.conn(ctx).Where("source = ? AND reference IN ?", source, part).Find(&rows).Error
		for _, o := range rows {
			out[o.Reference] = o
		}
		return err
	})
	return out, err
}

// Write inserts orders with their lines, or replaces orders and all their lines. It is the only way in, so that the marks that it leaves name
// every order that has changed.
func (s Orders) Write(ctx context.Context, orders []order.Order, lines [][]order.Line, fresh bool) error {
	if len(orders) == 0 {
		return nil
	}
	if err := s.markOrders(ctx, orders, fresh); err != nil {
		return err
	}
	if !fresh {
		err := chunks(orders, maxBatch, func(part []order.Order) error {
			ids := make([]any, len(part))
			for i, o := range part {
				ids[i] = o.ID
			}
			_, err := s.exec(ctx, "DELETE FROM order_line WHERE order_id IN ("+marks(len(ids))+")", ids...)
			return err
		})
		if err != nil {
			return err
		}
	}
	err := s.insertRows(ctx, orderTable, !fresh, len(orders), func(i int, dst []any) { orderRow(&orders[i], dst) })
	if err != nil {
		return s.fail(err, "order")
	}
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	flat := make([]*order.Line, 0, n)
	for _, ls := range lines {
		for i := range ls {
			flat = append(flat, &ls[i])
		}
	}
	return s.insertRows(ctx, lineTable, false, n, func(i int, dst []any) {
		l := flat[i]
		dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7], dst[8], dst[9] = int64(l.OrderID), l.Line, null(l.ProductID), l.Description,
			l.QuantityMilli, l.UnitPriceMicro, l.NetMinor, l.TaxMinor, l.DiscountMinor, null(l.CostMinor)
	})
}

// markOrders leaves a mark for the next portfolio run: of new orders with their clients, or of the clients of orders that change, before and after.
func (s Orders) markOrders(ctx context.Context, orders []order.Order, fresh bool) error {
	if fresh {
		var pairs [][2]id.ID
		for i := range orders {
			if o := &orders[i]; o.Counted && o.ClientID != nil {
				pairs = append(pairs, [2]id.ID{*o.ClientID, o.ID})
			}
		}
		if len(pairs) == 0 {
			return nil
		}
		return s.mark(ctx, portfolio.MarkNew(pairs))
	}
	var clients []id.ID
	err := chunks(orders, maxBatch, func(part []order.Order) error {
		ids := make([]any, len(part))
		for i, o := range part {
			ids[i] = o.ID
			if o.ClientID != nil {
				clients = append(clients, *o.ClientID)
			}
		}
		var before []id.ID
		err := s.conn(ctx).Raw("SELECT client_id FROM sales_order WHERE id IN ("+marks(len(ids))+") AND client_id IS NOT NULL", ids...).Scan(&before).Error
		clients = append(clients, before...)
		return err
	})
	if err != nil || len(clients) == 0 {
		return err
	}
	slices.Sort(clients)
	return s.mark(ctx, portfolio.MarkWhole(slices.Compact(clients)))
}

func orderRow(o *order.Order, dst []any) {
	copy(dst, []any{int64(o.ID), o.Version, o.Source, o.Reference, null(o.ClientID), null(o.DivisionID), o.Channel, o.Kind, o.Status, o.Counted, o.OrderedAt, int64(o.Day),
		o.Currency, o.RateMicro, o.NetMinor, o.TaxMinor, o.DiscountMinor, null(o.CostMinor), o.ValueMinor, null(o.MarginMinor), o.LineCount, null(o.ReturnsOrderID),
		null(o.OfferID), null(o.CampaignID), null(o.PromisedDay), null(o.DeliveredDay), o.ContentHash, o.CreatedAt, o.UpdatedAt})
}

// null gives a whole number or NULL in the form that drivers take without reflection.
func null[T ~int64 | ~int32](v *T) any {
	if v == nil {
		return nil
	}
	return int64(*v)
}

// ClientIDs gives the clients of one source by reference.
func (s Orders) ClientIDs(ctx context.Context, source string, refs []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT value AS name, client_id AS id FROM client_identity WHERE source = ? AND kind = 'reference' AND value IN ?", refs, source)
}

// ProductIDs gives products by SKU.
func (s Orders) ProductIDs(ctx context.Context, skus []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT sku AS name, id FROM product WHERE sku IN ?", skus)
}

// DivisionIDs gives divisions by code.
func (s Orders) DivisionIDs(ctx context.Context, codes []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT code AS name, id FROM division WHERE code IN ?", codes)
}

// UserIDs gives users by folded e-mail address.
func (s Orders) UserIDs(ctx context.Context, emailKeys []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT email_key AS name, id FROM user_account WHERE email_key IN ?", emailKeys)
}

func (db *DB) idsBy(ctx context.Context, query string, names []string, before ...any) (map[string]id.ID, error) {
	out := make(map[string]id.ID, len(names))
	err := chunks(names, maxBatch, func(part []string) error {
		var rows []struct {
			Name string
			ID   id.ID
		}
		err := db.conn(ctx).Raw(query, append(append([]any{}, before...), part)...).Scan(&rows).Error
		for _, r := range rows {
			out[r.Name] = r.ID
		}
		return err
	})
	return out, err
}

// ClientExists says which of the ids are clients.
func (s Orders) ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error) {
	out := make(map[id.ID]bool, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var found []id.ID
		err := s.conn(ctx).Raw("SELECT id FROM client WHERE id IN ?", part).Scan(&found).Error
		for _, v := range found {
			out[v] = true
		}
		return err
	})
	return out, err
}

// Rates gives a currency's rates in order of day.
func (s Orders) Rates(ctx context.Context, currency string) ([]order.Rate, error) {
	var rows []order.Rate
	err := s.conn(ctx).Raw("SELECT from_day, rate_micro FROM exchange_rate WHERE currency = ? ORDER BY from_day", currency).Scan(&rows).Error
	return rows, err
}

var _ order.Store = Orders{}
