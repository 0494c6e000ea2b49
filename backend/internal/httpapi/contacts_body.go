package httpapi

import (
	"time"

	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/id"
)

// ClientNamed says which client is meant: by client_id, or by its reference in a source (the row's own source where client_source is
// left out).
type ClientNamed struct {
	ClientID        *id.ID `json:"client_id,omitempty" validate:"optional"`
	ClientSource    string `json:"client_source,omitempty" validate:"optional"`
	ClientReference string `json:"client_reference,omitempty" validate:"optional"`
} //	@name	ClientNamed

func (b ClientNamed) named() client.Named {
	n := client.Named{Key: client.Key{Source: b.ClientSource, Reference: b.ClientReference}}
	if b.ClientID != nil {
		n.ID = *b.ClientID
	}
	return n
}

// ContactFields is what can be said of a contact. In POST and PUT what is left out is empty; in bulk it keeps its value.
type ContactFields struct {
	Name      *string `json:"name,omitempty" validate:"optional"`
	FirstName *string `json:"first_name,omitempty" validate:"optional"`
	LastName  *string `json:"last_name,omitempty" validate:"optional"`
	Role      *string `json:"role,omitempty" validate:"optional"`
	Email     *string `json:"email,omitempty" validate:"optional"`
	Phone     *string `json:"phone,omitempty" validate:"optional"`
	Language  *string `json:"language,omitempty" validate:"optional" example:"fr"`
	IsPrimary *bool   `json:"is_primary,omitempty" validate:"optional"`
} //	@name	ContactFields

// ContactCreateBody is a new contact of a client.
type ContactCreateBody struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference,omitempty" validate:"optional"`
	ClientNamed
	ContactFields
} //	@name	ContactCreate

// ContactBulkRow is one contact of a bulk request, named by source and reference.
type ContactBulkRow struct {
	Source    string `json:"source"`
	Reference string `json:"reference"`
	ClientNamed
	ContactFields
} //	@name	ContactBulkRow

// ContactBulkBody is up to 1,000 contacts.
type ContactBulkBody struct {
	Items []ContactBulkRow `json:"items"`
} //	@name	ContactBulk

// ContactBody is a person at a client.
type ContactBody struct {
	ID         id.ID     `json:"id"`
	Version    int64     `json:"version"`
	ClientID   id.ID     `json:"client_id"`
	ClientName string    `json:"client_name"`
	Source     string    `json:"source"`
	Reference  *string   `json:"reference" extensions:"x-nullable"`
	State      string    `json:"state" enums:"active,archived"`
	Name       string    `json:"name"`
	FirstName  string    `json:"first_name"`
	LastName   string    `json:"last_name"`
	Role       string    `json:"role"`
	Email      string    `json:"email"`
	Phone      string    `json:"phone"`
	Language   string    `json:"language"`
	IsPrimary  bool      `json:"is_primary"`
	CreatedAt  time.Time `json:"created_at"`
	UpdatedAt  time.Time `json:"updated_at"`
} //	@name	Contact

// ContactList is a page of contacts.
type ContactList struct {
	Items      []ContactBody `json:"items"`
	NextCursor *string       `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64        `json:"total" extensions:"x-nullable"`
} //	@name	ContactList

func contactBody(r contact.Row) ContactBody {
	return ContactBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, Source: r.Source, Reference: r.Reference, State: r.State,
		Name: r.Name, FirstName: r.FirstName, LastName: r.LastName, Role: r.Role, Email: r.Email, Phone: r.Phone, Language: r.Language,
		IsPrimary: r.IsPrimary, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}

// clientResult tells bulkAnswer what became of a row.
func clientResult(r client.Result) (string, id.ID, error) { return r.Status, r.ID, r.Err }
