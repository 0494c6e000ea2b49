package portfolio

import "clientele/internal/id"

// OrderFact is one counted order. The run reads them once, in order of client and day, and makes every figure of them. Client and Division
// are 0 where there is none; Value is net of tax in minor units of the reporting currency, negative for a return.
type OrderFact struct {
	ID          id.ID
	Client      id.ID
	Division    id.ID
	Day         int32
	Sale        bool
	Value       int64
	Margin      int64
	MarginKnown bool
	Currency    string // empty: the reporting currency
	RateMicro   int64  // of another one, when the order was made
}

// SoldLine is a line of an order as it is stored: Net is in the currency of the order. Category is 0 for goods without one.
type SoldLine struct {
	Order    id.ID
	Category id.ID
	Net      int64
}

// AnonymousDay sums up the counted orders without a client of one kind, day and division.
type AnonymousDay struct {
	Division      id.ID
	Day           int32
	Sale          bool
	Orders        int64
	Value, Margin int64
}

// LineFact is what one client bought in one category with one order (sales and returns), in no order. Category is 0 for goods without one.
// Net is in minor units of the reporting currency, Sale says whether it came from a sale.
type LineFact struct {
	Client   id.ID
	Category id.ID
	Day      int32
	Net      int64
	Sale     bool
}

// Category is a product category with its declared renewal cycle in months, 0 where none is declared.
type Category struct {
	ID     id.ID
	Code   string
	Name   string
	Months int
}
