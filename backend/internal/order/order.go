// Package order is what was sold and brought back: orders with lines, whole or absent.
package order

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Order is a sale or a return with its lines. Amounts are in minor units of Currency, net of tax with tax and discount apart;
// ValueMinor and MarginMinor are in the organisation's reporting currency at RateMicro (millionths of it for one unit of Currency),
// fixed at the order's date. CostMinor and MarginMinor are nil where the cost of any line is unknown. Client is nil for an anonymous sale.
// Counted says that the order makes value: confirmed or delivered. Day is the order's day in the organisation's time zone.
type Order struct {
	ID             id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version        int64
	Source         string
	Reference      string
	ClientID       *id.ID
	DivisionID     *id.ID
	Channel        string
	Kind           string
	Status         string
	Counted        bool
	OrderedAt      time.Time
	Day            clock.Day
	Currency       string
	RateMicro      int64
	NetMinor       int64
	TaxMinor       int64
	DiscountMinor  int64
	CostMinor      *int64
	ValueMinor     int64
	MarginMinor    *int64
	LineCount      int64
	ReturnsOrderID *id.ID
	OfferID        *id.ID
	CampaignID     *id.ID
	PromisedDay    *clock.Day
	DeliveredDay   *clock.Day
	ContentHash    int64
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// TableName is the table's name; "order" is a reserved word.
func (Order) TableName() string { return "sales_order" }

// Line is one line of an order. Quantity is in thousandths, the unit price in millionths of the order's currency, net of tax.
type Line struct {
	OrderID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Line           int64 `gorm:"primaryKey;autoIncrement:false"`
	ProductID      *id.ID
	Description    string
	QuantityMilli  int64
	UnitPriceMicro int64
	NetMinor       int64
	TaxMinor       int64
	DiscountMinor  int64
	CostMinor      *int64
}

// TableName is the table's name.
func (Line) TableName() string { return "order_line" }

// The kinds, statuses and channels of an order.
const (
	Sale   = "sale"
	Return = "return"

	Quote     = "quote"
	Confirmed = "confirmed"
	Delivered = "delivered"
	Cancelled = "cancelled"
)

// The choices of an order's coded fields.
var (
	Kinds    = []string{Sale, Return}
	Statuses = []string{Quote, Confirmed, Delivered, Cancelled}
	Channels = []string{"", "mail", "email", "phone", "sms", "fax", "web", "mobile", "store", "kiosk", "field_visit"}
)

// MaxLines is the most lines of one order.
const MaxLines = 10_000

// Filter narrows a list of orders; empty fields do not narrow. Reference is a prefix.
type Filter struct {
	Reference  string
	ClientID   id.ID
	Anonymous  *bool
	DivisionID id.ID
	Kinds      []string
	Statuses   []string
	Channels   []string
	From, To   *clock.Day
	CampaignID id.ID
	OfferID    id.ID
}

// Row is an order in a list, with its client's name.
type Row struct {
	Order
	ClientName string
}

// LineRow is a line with its product's SKU and name.
type LineRow struct {
	Line
	SKU         string `gorm:"column:sku"`
	ProductName string
}
