package httpapi

import (
	"strconv"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/order"
)

// OrderRowBody is an order in a list. net_minor, tax_minor, discount_minor and cost_minor are in currency, value_minor and margin_minor in
// the reporting currency. client_id is null for an anonymous sale; cost and margin are null where the cost of a line is unknown.
type OrderRowBody struct {
	ID             id.ID      `json:"id"`
	Version        int64      `json:"version"`
	Source         string     `json:"source"`
	Reference      string     `json:"reference"`
	ClientID       *id.ID     `json:"client_id" extensions:"x-nullable"`
	ClientName     string     `json:"client_name"`
	DivisionID     *id.ID     `json:"division_id" extensions:"x-nullable"`
	Channel        string     `json:"channel"`
	Kind           string     `json:"kind" enums:"sale,return"`
	Status         string     `json:"status" enums:"quote,confirmed,delivered,cancelled"`
	OrderedAt      time.Time  `json:"ordered_at"`
	OrderDay       clock.Day  `json:"order_day"`
	Currency       string     `json:"currency"`
	NetMinor       int64      `json:"net_minor"`
	TaxMinor       int64      `json:"tax_minor"`
	DiscountMinor  int64      `json:"discount_minor"`
	CostMinor      *int64     `json:"cost_minor" extensions:"x-nullable"`
	ValueMinor     int64      `json:"value_minor"`
	MarginMinor    *int64     `json:"margin_minor" extensions:"x-nullable"`
	LineCount      int64      `json:"line_count"`
	ReturnsOrderID *id.ID     `json:"returns_order_id" extensions:"x-nullable"`
	OfferID        *id.ID     `json:"offer_id" extensions:"x-nullable"`
	CampaignID     *id.ID     `json:"campaign_id" extensions:"x-nullable"`
	PromisedDay    *clock.Day `json:"promised_day" extensions:"x-nullable"`
	DeliveredDay   *clock.Day `json:"delivered_day" extensions:"x-nullable"`
} //	@name	OrderRow

// OrderBody is an order with its lines.
type OrderBody struct {
	OrderRowBody
	Lines []OrderLineBody `json:"lines"`
} //	@name	Order

// OrderLineBody is one line; quantity and unit_price are decimal numbers as text.
type OrderLineBody struct {
	Line          int64  `json:"line"`
	ProductID     *id.ID `json:"product_id" extensions:"x-nullable"`
	SKU           string `json:"sku"`
	Description   string `json:"description"`
	Quantity      string `json:"quantity" example:"2"`
	UnitPrice     string `json:"unit_price" example:"19.9"`
	NetMinor      int64  `json:"net_minor"`
	TaxMinor      int64  `json:"tax_minor"`
	DiscountMinor int64  `json:"discount_minor"`
	CostMinor     *int64 `json:"cost_minor" extensions:"x-nullable"`
} //	@name	OrderLine

// OrderList is a page of orders.
type OrderList struct {
	Items      []OrderRowBody `json:"items"`
	NextCursor *string        `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64         `json:"total" extensions:"x-nullable"`
} //	@name	OrderList

// OrderFields is a whole order but its key. The client is named by client_id, or by client_reference (in client_source, the order's source
// when left out), or not at all. A return has negative quantities and may name the order it returns.
type OrderFields struct {
	ClientID         *id.ID          `json:"client_id,omitempty" validate:"optional"`
	ClientReference  string          `json:"client_reference,omitempty" validate:"optional"`
	ClientSource     string          `json:"client_source,omitempty" validate:"optional"`
	Division         string          `json:"division,omitempty" validate:"optional"`
	Channel          string          `json:"channel,omitempty" validate:"optional"`
	Kind             string          `json:"kind,omitempty" validate:"optional" enums:"sale,return"`
	Status           string          `json:"status,omitempty" validate:"optional" enums:"quote,confirmed,delivered,cancelled"`
	OrderedAt        time.Time       `json:"ordered_at"`
	Currency         string          `json:"currency,omitempty" validate:"optional"`
	ReturnsReference string          `json:"returns_reference,omitempty" validate:"optional"`
	OfferID          *id.ID          `json:"offer_id,omitempty" validate:"optional"`
	CampaignID       *id.ID          `json:"campaign_id,omitempty" validate:"optional"`
	PromisedDay      *clock.Day      `json:"promised_day,omitempty" validate:"optional"`
	DeliveredDay     *clock.Day      `json:"delivered_day,omitempty" validate:"optional"`
	Lines            []OrderLineSpec `json:"lines"`
} //	@name	OrderFields

// OrderLineSpec is one line as a caller tells it. net_minor left out is quantity × unit_price less discount_minor. An unknown SKU becomes a product.
type OrderLineSpec struct {
	SKU           string `json:"sku,omitempty" validate:"optional"`
	Description   string `json:"description,omitempty" validate:"optional"`
	Quantity      string `json:"quantity" example:"2"`
	UnitPrice     string `json:"unit_price" example:"19.9"`
	NetMinor      *int64 `json:"net_minor,omitempty" validate:"optional"`
	TaxMinor      int64  `json:"tax_minor,omitempty" validate:"optional"`
	DiscountMinor int64  `json:"discount_minor,omitempty" validate:"optional"`
	CostMinor     *int64 `json:"cost_minor,omitempty" validate:"optional"`
} //	@name	OrderLineSpec

// OrderCreateBody is a new order, or one row of a bulk request.
type OrderCreateBody struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference"`
	OrderFields
} //	@name	OrderCreate

// OrderBulkBody is up to 1,000 orders.
type OrderBulkBody struct {
	Items []OrderCreateBody `json:"items"`
} //	@name	OrderBulk

func orderRowBody(r order.Row) OrderRowBody {
	o := r.Order
	return OrderRowBody{ID: o.ID, Version: o.Version, Source: o.Source, Reference: o.Reference, ClientID: o.ClientID, ClientName: r.ClientName, DivisionID: o.DivisionID,
		Channel: o.Channel, Kind: o.Kind, Status: o.Status, OrderedAt: o.OrderedAt, OrderDay: o.Day, Currency: o.Currency, NetMinor: o.NetMinor, TaxMinor: o.TaxMinor,
		DiscountMinor: o.DiscountMinor, CostMinor: o.CostMinor, ValueMinor: o.ValueMinor, MarginMinor: o.MarginMinor, LineCount: o.LineCount,
		ReturnsOrderID: o.ReturnsOrderID, OfferID: o.OfferID, CampaignID: o.CampaignID, PromisedDay: o.PromisedDay, DeliveredDay: o.DeliveredDay}
}

func orderBody(r order.Row, lines []order.LineRow) OrderBody {
	out := OrderBody{OrderRowBody: orderRowBody(r), Lines: make([]OrderLineBody, len(lines))}
	for i, l := range lines {
		d := l.Description
		if d == "" {
			d = l.ProductName
		}
		out.Lines[i] = OrderLineBody{Line: l.Line.Line, ProductID: l.ProductID, SKU: l.SKU, Description: d, Quantity: *decimalText(&l.QuantityMilli, 3),
			UnitPrice: *decimalText(&l.UnitPriceMicro, 6), NetMinor: l.NetMinor, TaxMinor: l.TaxMinor, DiscountMinor: l.DiscountMinor, CostMinor: l.CostMinor}
	}
	return out
}

// input turns a wire order into the domain's; what cannot be read is gathered under the path prefix.
func (b OrderFields) input(c *fault.Check, prefix string) order.Input {
	in := order.Input{ClientReference: b.ClientReference, ClientSource: b.ClientSource, Division: b.Division, Channel: b.Channel, Kind: b.Kind, Status: b.Status,
		OrderedAt: b.OrderedAt, Currency: b.Currency, ReturnsReference: b.ReturnsReference, OfferID: b.OfferID, CampaignID: b.CampaignID,
		PromisedDay: b.PromisedDay, DeliveredDay: b.DeliveredDay, Lines: make([]order.LineInput, len(b.Lines))}
	if b.ClientID != nil {
		in.ClientID = *b.ClientID
	}
	for i, l := range b.Lines {
		at := prefix + "lines[" + strconv.Itoa(i) + "]."
		li := order.LineInput{SKU: l.SKU, Description: l.Description, NetMinor: l.NetMinor, TaxMinor: l.TaxMinor, DiscountMinor: l.DiscountMinor, CostMinor: l.CostMinor}
		if v := readDecimal(c, at+"quantity", &l.Quantity, 3); v != nil {
			li.QuantityMilli = *v
		}
		if v := readDecimal(c, at+"unit_price", &l.UnitPrice, 6); v != nil {
			li.UnitPriceMicro = *v
		}
		in.Lines[i] = li
	}
	return in
}
