package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/subscription"
)

// SubscriptionFields is what can be said of a contract that renews. amount_minor (required) and cost_minor are of one period, net of tax.
// Left out: the reporting currency, periods of 12 months, from today, without an end. end_day is the day from which it no longer runs.
// In PUT start and currency stay when they are left out; in bulk everything does. sku, category and division are codes.
type SubscriptionFields struct {
	ProductID    *id.ID     `json:"product_id,omitempty" validate:"optional"`
	SKU          *string    `json:"sku,omitempty" validate:"optional"`
	CategoryID   *id.ID     `json:"category_id,omitempty" validate:"optional"`
	Category     *string    `json:"category,omitempty" validate:"optional"`
	DivisionID   *id.ID     `json:"division_id,omitempty" validate:"optional"`
	Division     *string    `json:"division,omitempty" validate:"optional"`
	Currency     *string    `json:"currency,omitempty" validate:"optional" example:"EUR"`
	AmountMinor  *int64     `json:"amount_minor,omitempty" validate:"optional"`
	CostMinor    *int64     `json:"cost_minor,omitempty" validate:"optional"`
	PeriodMonths *int64     `json:"period_months,omitempty" validate:"optional" example:"12"`
	StartDay     *clock.Day `json:"start_day,omitempty" validate:"optional"`
	EndDay       *clock.Day `json:"end_day,omitempty" validate:"optional"`
	EndReason    *string    `json:"end_reason,omitempty" validate:"optional"`
	Note         *string    `json:"note,omitempty" validate:"optional"`
} //	@name	SubscriptionFields

// SubscriptionCreateBody is a new contract of a client.
type SubscriptionCreateBody struct {
	RecordKey
	ClientNamed
	SubscriptionFields
} //	@name	SubscriptionCreate

// SubscriptionBulkRow is one subscription of a bulk request, named by source and reference.
type SubscriptionBulkRow struct {
	RecordName
	ClientNamed
	SubscriptionFields
} //	@name	SubscriptionBulkRow

// SubscriptionBulkBody is up to 1,000 subscriptions.
type SubscriptionBulkBody struct {
	Items []SubscriptionBulkRow `json:"items"`
} //	@name	SubscriptionBulk

// SubscriptionEndBody ends a subscription: end_day is the day from which it no longer runs.
type SubscriptionEndBody struct {
	EndDay    clock.Day `json:"end_day"`
	EndReason *string   `json:"end_reason,omitempty" validate:"optional"`
} //	@name	SubscriptionEnd

// SubscriptionBody is a contract that renews every period_months. value_minor and margin_minor (null where the cost is unknown) are of one
// period in the reporting currency. state, renewals (so far) and next_renewal_day are those of today; next_renewal_day is null where it
// ends before.
type SubscriptionBody struct {
	ID             id.ID      `json:"id"`
	Version        int64      `json:"version"`
	ClientID       id.ID      `json:"client_id"`
	ClientName     string     `json:"client_name"`
	ProductID      *id.ID     `json:"product_id" extensions:"x-nullable"`
	ProductName    string     `json:"product_name"`
	CategoryID     *id.ID     `json:"category_id" extensions:"x-nullable"`
	CategoryName   string     `json:"category_name"`
	DivisionID     *id.ID     `json:"division_id" extensions:"x-nullable"`
	DivisionName   string     `json:"division_name"`
	Source         string     `json:"source"`
	Reference      *string    `json:"reference" extensions:"x-nullable"`
	Currency       string     `json:"currency"`
	AmountMinor    int64      `json:"amount_minor"`
	CostMinor      *int64     `json:"cost_minor" extensions:"x-nullable"`
	ValueMinor     int64      `json:"value_minor"`
	MarginMinor    *int64     `json:"margin_minor" extensions:"x-nullable"`
	PeriodMonths   int64      `json:"period_months"`
	StartDay       clock.Day  `json:"start_day"`
	EndDay         *clock.Day `json:"end_day" extensions:"x-nullable"`
	EndReason      string     `json:"end_reason"`
	State          string     `json:"state" enums:"active,ended"`
	Renewals       int64      `json:"renewals"`
	NextRenewalDay *clock.Day `json:"next_renewal_day" extensions:"x-nullable"`
	Note           string     `json:"note"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
} //	@name	Subscription

// SubscriptionList is a page of subscriptions.
type SubscriptionList struct {
	Items      []SubscriptionBody `json:"items"`
	NextCursor *string            `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64             `json:"total" extensions:"x-nullable"`
} //	@name	SubscriptionList

func subscriptionBody(r subscription.Row) SubscriptionBody {
	return SubscriptionBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, ProductID: r.ProductID, ProductName: r.ProductName,
		CategoryID: r.CategoryID, CategoryName: r.CategoryName, DivisionID: r.DivisionID, DivisionName: r.DivisionName, Source: r.Source, Reference: r.Reference,
		Currency: r.Currency, AmountMinor: r.AmountMinor, CostMinor: r.CostMinor, ValueMinor: r.ValueMinor, MarginMinor: r.MarginMinor, PeriodMonths: r.PeriodMonths,
		StartDay: r.StartDay, EndDay: r.EndDay, EndReason: r.EndReason, State: r.StateNow, Renewals: r.Renewed, NextRenewalDay: r.NextDay, Note: r.Note,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}
