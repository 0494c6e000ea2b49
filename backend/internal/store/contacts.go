package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Contacts keeps contacts and their search words.
type Contacts struct{ *DB }

// NewContacts gives the contacts of a database.
func NewContacts(db *DB) Contacts { return Contacts{db} }

const contactColumns = "id,version,client_id,source,reference,state,name,name_key,first_name,last_name,role,email,email_key,phone,phone_key,language,is_primary,created_at,updated_at"

var contactTable = columns("contact", contactColumns, "id", updatable(contactColumns, "id", "source", "reference", "created_at"))

var contactList = lister[contact.Row]{
	idColumn: "k.id", id: func(r contact.Row) id.ID { return r.ID }, standard: "name",
	sorts: map[string]sortBy[contact.Row]{
		"name":       {"k.name_key", func(r contact.Row) any { return r.NameKey }},
		"created_at": {"k.id", func(r contact.Row) any { return r.ID }},
	},
}

// ByID gives one contact.
func (s Contacts) ByID(ctx context.Context, v id.ID) (contact.Contact, error) {
	var c contact.Contact
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "contact")
}

func (s Contacts) rows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("contact k").Joins("LEFT JOIN client c ON c.id = k.client_id").Select("k.*, COALESCE(c.name, '') AS client_name")
}

// Row gives one contact with its client's name.
func (s Contacts) Row(ctx context.Context, v id.ID) (contact.Row, error) {
	var r contact.Row
	return r, s.fail(s.rows(ctx).Where("k.id = ?", v).Take(&r).Error, "contact")
}

// List gives contacts with their clients' names.
func (s Contacts) List(ctx context.Context, f contact.Filter, w page.Window) (page.List[contact.Row], error) {
	q := s.searched(s.rows(ctx), "k.id", "contact", f.Query)
	if len(f.States) == 0 {
		f.States = []string{client.Active}
	}
	q = anyOf(anyOf(q, "k.state", f.States), "k.source", f.Sources)
	if f.ClientID != 0 {
		q = q.Where("k.client_id = ?", f.ClientID)
	}
	if f.Primary != nil {
		q = q.Where("k.is_primary = ?", *f.Primary)
	}
	return contactList.read(ctx, s.DB, q, w)
}

// ByReferences gives the contacts of one source by reference.
func (s Contacts) ByReferences(ctx context.Context, source string, refs []string) (map[string]contact.Contact, error) {
	return byReference(ctx, s.DB, source, refs, func(c contact.Contact) *string { return c.Reference })
}

// byReference gives the rows of one source by reference; the table is the type's.
func byReference[T any](ctx context.Context, db *DB, source string, refs []string, reference func(T) *string) (map[string]T, error) {
	out := make(map[string]T, len(refs))
	err := chunks(refs, maxBatch, func(part []string) error {
		var rows []T
		err := db.conn(ctx).Where("source = ? AND reference IN ?", source, part).Find(&rows).Error
		for _, r := range rows {
			out[*reference(r)] = r
		}
		return err
	})
	return out, err
}

// Write inserts or overwrites contacts and their search words.
func (s Contacts) Write(ctx context.Context, contacts []contact.Contact, fresh bool) error {
	err := s.insertRows(ctx, contactTable, !fresh, len(contacts), func(i int, dst []any) {
		c := contacts[i]
		copy(dst, []any{c.ID, c.Version, c.ClientID, c.Source, c.Reference, c.State, c.Name, c.NameKey, c.FirstName, c.LastName, c.Role, c.Email, c.EmailKey,
			c.Phone, c.PhoneKey, c.Language, c.IsPrimary, c.CreatedAt, c.UpdatedAt})
	})
	if err != nil || len(contacts) == 0 {
		return s.fail(err, "contact")
	}
	ids := make([]id.ID, len(contacts))
	for i, c := range contacts {
		ids[i] = c.ID
	}
	return s.index(ctx, "contact", ids, func(i int) []string { return contacts[i].SearchTexts() }, fresh)
}

// Replace writes one contact whose stored version is still the given one.
func (s Contacts) Replace(ctx context.Context, c contact.Contact, version int64) (contact.Contact, error) {
	c.Version, c.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &c, "contact", version); err != nil {
		return c, err
	}
	return c, s.index(ctx, "contact", []id.ID{c.ID}, func(int) []string { return c.SearchTexts() }, false)
}

// Demote makes every other contact of a client not primary.
func (s Contacts) Demote(ctx context.Context, client, except id.ID) error {
	_, err := s.exec(ctx, "UPDATE contact SET is_primary = 0, version = version + 1, updated_at = ? WHERE client_id = ? AND is_primary = 1 AND id <> ?",
		s.clock.Now(), client, except)
	return err
}

var _ contact.Store = Contacts{}
