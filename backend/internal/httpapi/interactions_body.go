package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/interaction"
)

// InteractionFields is what can be said of an interaction. Left out: at is now, direction outbound, kind message, user_id who asks; in
// PUT the time stays; in bulk everything keeps its value. kind is a free code such as call, visit or message.
type InteractionFields struct {
	At         *time.Time `json:"at,omitempty" validate:"optional"`
	Channel    *string    `json:"channel,omitempty" validate:"optional" enums:"mail,email,phone,sms,fax,web,mobile,store,kiosk,field_visit"`
	Direction  *string    `json:"direction,omitempty" validate:"optional" enums:"inbound,outbound"`
	Kind       *string    `json:"kind,omitempty" validate:"optional" example:"call"`
	Subject    *string    `json:"subject,omitempty" validate:"optional"`
	Body       *string    `json:"body,omitempty" validate:"optional"`
	ContactID  *id.ID     `json:"contact_id,omitempty" validate:"optional"`
	UserID     *id.ID     `json:"user_id,omitempty" validate:"optional"`
	CampaignID *id.ID     `json:"campaign_id,omitempty" validate:"optional"`
} //	@name	InteractionFields

// InteractionCreateBody is a new interaction with a client.
type InteractionCreateBody struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference,omitempty" validate:"optional"`
	ClientNamed
	InteractionFields
} //	@name	InteractionCreate

// InteractionBulkRow is one interaction of a bulk request, named by source and reference.
type InteractionBulkRow struct {
	Source    string `json:"source"`
	Reference string `json:"reference"`
	ClientNamed
	InteractionFields
} //	@name	InteractionBulkRow

// InteractionBulkBody is up to 1,000 interactions.
type InteractionBulkBody struct {
	Items []InteractionBulkRow `json:"items"`
} //	@name	InteractionBulk

// InteractionBody is one exchange with a client; the names behind ids are empty where there is none.
type InteractionBody struct {
	ID          id.ID     `json:"id"`
	Version     int64     `json:"version"`
	ClientID    id.ID     `json:"client_id"`
	ClientName  string    `json:"client_name"`
	ContactID   *id.ID    `json:"contact_id" extensions:"x-nullable"`
	ContactName string    `json:"contact_name"`
	UserID      *id.ID    `json:"user_id" extensions:"x-nullable"`
	UserName    string    `json:"user_name"`
	CampaignID  *id.ID    `json:"campaign_id" extensions:"x-nullable"`
	Source      string    `json:"source"`
	Reference   *string   `json:"reference" extensions:"x-nullable"`
	At          time.Time `json:"at"`
	Channel     string    `json:"channel" enums:"mail,email,phone,sms,fax,web,mobile,store,kiosk,field_visit"`
	Direction   string    `json:"direction" enums:"inbound,outbound"`
	Kind        string    `json:"kind"`
	Subject     string    `json:"subject"`
	Body        string    `json:"body"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
} //	@name	Interaction

// InteractionList is a page of interactions.
type InteractionList struct {
	Items      []InteractionBody `json:"items"`
	NextCursor *string           `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64            `json:"total" extensions:"x-nullable"`
} //	@name	InteractionList

func interactionBody(r interaction.Row) InteractionBody {
	return InteractionBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, ContactID: r.ContactID, ContactName: r.ContactName,
		UserID: r.UserID, UserName: r.UserName, CampaignID: r.CampaignID, Source: r.Source, Reference: r.Reference, At: r.At, Channel: r.Channel,
		Direction: r.Direction, Kind: r.Kind, Subject: r.Subject, Body: r.Body, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}
