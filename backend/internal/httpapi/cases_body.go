package httpapi

import (
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/id"
)

// CaseFields is what can be said of a case. Left out: kind request, severity normal, opened_at now, user_id who asks; in PUT the opening
// stays; in bulk everything keeps its value. Only a solved or closed case has an outcome.
type CaseFields struct {
	Kind         *string    `json:"kind,omitempty" validate:"optional" enums:"complaint,request,warranty,question"`
	Severity     *string    `json:"severity,omitempty" validate:"optional" enums:"low,normal,high,critical"`
	Channel      *string    `json:"channel,omitempty" validate:"optional"`
	Subject      *string    `json:"subject,omitempty" validate:"optional"`
	Body         *string    `json:"body,omitempty" validate:"optional"`
	OpenedAt     *time.Time `json:"opened_at,omitempty" validate:"optional"`
	DueAt        *time.Time `json:"due_at,omitempty" validate:"optional"`
	OrderID      *id.ID     `json:"order_id,omitempty" validate:"optional"`
	ProductID    *id.ID     `json:"product_id,omitempty" validate:"optional"`
	UserID       *id.ID     `json:"user_id,omitempty" validate:"optional"`
	Resolution   *string    `json:"resolution,omitempty" validate:"optional"`
	Outcome      *string    `json:"outcome,omitempty" validate:"optional"`
	Satisfaction *int64     `json:"satisfaction,omitempty" validate:"optional"`
} //	@name	CaseFields

// CaseCreateBody is a new case of a client.
type CaseCreateBody struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference,omitempty" validate:"optional"`
	ClientNamed
	CaseFields
} //	@name	CaseCreate

// CaseBulkRow is one case of a bulk request, named by source and reference; order_reference is one of the same source.
type CaseBulkRow struct {
	Source         string     `json:"source"`
	Reference      string     `json:"reference"`
	State          *string    `json:"state,omitempty" validate:"optional" enums:"open,waiting,solved,closed"`
	ClosedAt       *time.Time `json:"closed_at,omitempty" validate:"optional"`
	OrderReference *string    `json:"order_reference,omitempty" validate:"optional"`
	SKU            *string    `json:"sku,omitempty" validate:"optional"`
	ClientNamed
	CaseFields
} //	@name	CaseBulkRow

// CaseBulkBody is up to 1,000 cases.
type CaseBulkBody struct {
	Items []CaseBulkRow `json:"items"`
} //	@name	CaseBulk

// CaseStateBody moves a case to a state. What is left out keeps its value; at is when it was solved or closed, now unless given.
type CaseStateBody struct {
	State        string     `json:"state" enums:"open,waiting,solved,closed"`
	At           *time.Time `json:"at,omitempty" validate:"optional"`
	Resolution   *string    `json:"resolution,omitempty" validate:"optional"`
	Outcome      *string    `json:"outcome,omitempty" validate:"optional"`
	Satisfaction *int64     `json:"satisfaction,omitempty" validate:"optional"`
} //	@name	CaseState

// CaseBody is a complaint, request, warranty claim or question. outcome is good, partial, bad or empty, satisfaction 1 (worst) to 5;
// late is past due and not ended. The names behind ids are empty where there is none.
type CaseBody struct {
	ID             id.ID      `json:"id"`
	Version        int64      `json:"version"`
	ClientID       id.ID      `json:"client_id"`
	ClientName     string     `json:"client_name"`
	OrderID        *id.ID     `json:"order_id" extensions:"x-nullable"`
	OrderReference string     `json:"order_reference"`
	ProductID      *id.ID     `json:"product_id" extensions:"x-nullable"`
	ProductName    string     `json:"product_name"`
	UserID         *id.ID     `json:"user_id" extensions:"x-nullable"`
	UserName       string     `json:"user_name"`
	Source         string     `json:"source"`
	Reference      *string    `json:"reference" extensions:"x-nullable"`
	Kind           string     `json:"kind" enums:"complaint,request,warranty,question"`
	Severity       string     `json:"severity" enums:"low,normal,high,critical"`
	State          string     `json:"state" enums:"open,waiting,solved,closed"`
	Channel        string     `json:"channel"`
	Subject        string     `json:"subject"`
	Body           string     `json:"body"`
	OpenedAt       time.Time  `json:"opened_at"`
	DueAt          *time.Time `json:"due_at" extensions:"x-nullable"`
	ClosedAt       *time.Time `json:"closed_at" extensions:"x-nullable"`
	Late           bool       `json:"late"`
	Resolution     string     `json:"resolution"`
	Outcome        string     `json:"outcome"`
	Satisfaction   *int64     `json:"satisfaction" extensions:"x-nullable"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
} //	@name	Case

// CaseList is a page of cases.
type CaseList struct {
	Items      []CaseBody `json:"items"`
	NextCursor *string    `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64     `json:"total" extensions:"x-nullable"`
} //	@name	CaseList

func caseBody(r aftersales.Row) CaseBody {
	return CaseBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, OrderID: r.OrderID, OrderReference: r.OrderReference,
		ProductID: r.ProductID, ProductName: r.ProductName, UserID: r.UserID, UserName: r.UserName, Source: r.Source, Reference: r.Reference, Kind: r.Kind,
		Severity: r.Severity, State: r.State, Channel: r.Channel, Subject: r.Subject, Body: r.Body, OpenedAt: r.OpenedAt, DueAt: r.DueAt, ClosedAt: r.ClosedAt,
		Late: r.Late, Resolution: r.Resolution, Outcome: r.Outcome, Satisfaction: r.Satisfaction, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}
