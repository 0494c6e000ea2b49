package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/receivable"
)

// ReceivableFields is what can be said of an amount owed. amount_minor and due_day are required. Left out: the reporting currency, all of
// it open, issued on the due day or today where that is earlier. Without a state it follows from open_minor (0 is settled) and settled_day.
// In PUT days, currency, state and open_minor stay when they are left out (an open amount that is the whole amount follows it); in bulk
// everything does. order_reference is one of the record's source.
type ReceivableFields struct {
	OrderID        *id.ID     `json:"order_id,omitempty" validate:"optional"`
	OrderReference *string    `json:"order_reference,omitempty" validate:"optional"`
	Currency       *string    `json:"currency,omitempty" validate:"optional" example:"EUR"`
	AmountMinor    *int64     `json:"amount_minor,omitempty" validate:"optional"`
	OpenMinor      *int64     `json:"open_minor,omitempty" validate:"optional"`
	IssuedDay      *clock.Day `json:"issued_day,omitempty" validate:"optional"`
	DueDay         *clock.Day `json:"due_day,omitempty" validate:"optional"`
	SettledDay     *clock.Day `json:"settled_day,omitempty" validate:"optional"`
	State          *string    `json:"state,omitempty" validate:"optional" enums:"open,settled,written_off"`
	Note           *string    `json:"note,omitempty" validate:"optional"`
} //	@name	ReceivableFields

// ReceivableCreateBody is a new amount that a client owes.
type ReceivableCreateBody struct {
	RecordKey
	ClientNamed
	ReceivableFields
} //	@name	ReceivableCreate

// ReceivableBulkRow is one receivable of a bulk request, named by source and reference.
type ReceivableBulkRow struct {
	RecordName
	ClientNamed
	ReceivableFields
} //	@name	ReceivableBulkRow

// ReceivableBulkBody is up to 1,000 receivables.
type ReceivableBulkBody struct {
	Items []ReceivableBulkRow `json:"items"`
} //	@name	ReceivableBulk

// ReceivableStateBody settles a receivable, writes it off or opens it again; settled_day is today unless given.
type ReceivableStateBody struct {
	State      string     `json:"state" enums:"open,settled,written_off"`
	SettledDay *clock.Day `json:"settled_day,omitempty" validate:"optional"`
	Note       *string    `json:"note,omitempty" validate:"optional"`
} //	@name	ReceivableState

// ReceivableBody is an amount that a client owes or owed. value_open_minor is what is open in the reporting currency, at the rate of the
// day it was issued. overdue is open and due before today, days_late for how many days (0 otherwise).
type ReceivableBody struct {
	ID             id.ID      `json:"id"`
	Version        int64      `json:"version"`
	ClientID       id.ID      `json:"client_id"`
	ClientName     string     `json:"client_name"`
	OrderID        *id.ID     `json:"order_id" extensions:"x-nullable"`
	OrderReference string     `json:"order_reference"`
	Source         string     `json:"source"`
	Reference      *string    `json:"reference" extensions:"x-nullable"`
	Currency       string     `json:"currency"`
	AmountMinor    int64      `json:"amount_minor"`
	OpenMinor      int64      `json:"open_minor"`
	ValueOpenMinor int64      `json:"value_open_minor"`
	IssuedDay      clock.Day  `json:"issued_day"`
	DueDay         clock.Day  `json:"due_day"`
	SettledDay     *clock.Day `json:"settled_day" extensions:"x-nullable"`
	State          string     `json:"state" enums:"open,settled,written_off"`
	Overdue        bool       `json:"overdue"`
	DaysLate       int64      `json:"days_late"`
	Note           string     `json:"note"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
} //	@name	Receivable

// ReceivableList is a page of receivables.
type ReceivableList struct {
	Items      []ReceivableBody `json:"items"`
	NextCursor *string          `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64           `json:"total" extensions:"x-nullable"`
} //	@name	ReceivableList

func receivableBody(r receivable.Row) ReceivableBody {
	return ReceivableBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, OrderID: r.OrderID, OrderReference: r.OrderReference,
		Source: r.Source, Reference: r.Reference, Currency: r.Currency, AmountMinor: r.AmountMinor, OpenMinor: r.OpenMinor, ValueOpenMinor: r.ValueOpenMinor,
		IssuedDay: r.IssuedDay, DueDay: r.DueDay, SettledDay: r.SettledDay, State: r.State, Overdue: r.Overdue, DaysLate: r.DaysLate, Note: r.Note,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}
