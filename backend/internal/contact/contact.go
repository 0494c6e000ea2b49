// Package contact is the people at a client: who they are there and how to reach them.
package contact

import (
	"strings"
	"time"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Contact is a person at a client. Name is what lists show; the keys are folded forms, made by Complete.
type Contact struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version   int64
	ClientID  id.ID
	Source    string
	Reference *string
	State     string
	Name      string
	NameKey   string
	FirstName string
	LastName  string
	Role      string
	Email     string
	EmailKey  string
	Phone     string
	PhoneKey  string
	Language  string
	IsPrimary bool
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName is the table's name.
func (Contact) TableName() string { return "contact" }

// Row is a contact in a list, with its client's name.
type Row struct {
	Contact
	ClientName string
}

// Fields is what a caller says of a contact. A nil field is one that the caller is silent about: it keeps its value in an upsert and
// takes its empty value when a contact is created or replaced.
type Fields struct {
	Name      *string
	FirstName *string
	LastName  *string
	Role      *string
	Email     *string
	Phone     *string
	Language  *string
	IsPrimary *bool
}

// Apply writes the fields the caller speaks of into c.
func (f Fields) Apply(c *Contact) {
	for _, p := range []struct{ dst, v *string }{
		{&c.Name, f.Name}, {&c.FirstName, f.FirstName}, {&c.LastName, f.LastName}, {&c.Role, f.Role}, {&c.Email, f.Email}, {&c.Phone, f.Phone}, {&c.Language, f.Language},
	} {
		if p.v != nil {
			*p.dst = strings.TrimSpace(*p.v)
		}
	}
	if f.IsPrimary != nil {
		c.IsPrimary = *f.IsPrimary
	}
}

// Complete fills the shown name, defaults and folded keys. region is the ISO country in which national phone numbers are read.
func (c *Contact) Complete(region string) {
	if c.State == "" {
		c.State = client.Active
	}
	sort := c.Name
	if person := strings.TrimSpace(c.FirstName + " " + c.LastName); person != "" {
		c.Name, sort = person, strings.TrimSpace(c.LastName+" "+c.FirstName)
	} else if c.Name == "" {
		c.Name, sort = c.Email, c.Email
	}
	c.Language = strings.ToLower(c.Language)
	c.NameKey = page.Cut(page.Fold(sort), 255)
	c.EmailKey = page.Fold(c.Email)
	c.PhoneKey = client.PhoneKey(c.Phone, region)
}

// Validate says what is wrong with the fields; call it after Complete.
func (c Contact) Validate() error {
	var k fault.Check
	k.Required("name", c.Name)
	k.Email("email", c.Email)
	for _, f := range []struct {
		path, value string
		max         int
	}{
		{"source", c.Source, 64}, {"name", c.Name, 255}, {"first_name", c.FirstName, 120}, {"last_name", c.LastName, 120}, {"role", c.Role, 120},
		{"phone", c.Phone, 40}, {"language", c.Language, 5},
	} {
		k.Max(f.path, f.value, f.max)
	}
	if c.Reference != nil {
		k.Max("reference", *c.Reference, 128)
	}
	return k.Err()
}

// SearchTexts gives the texts under which the contact is found.
func (c Contact) SearchTexts() []string {
	out := []string{c.Name, c.Role, c.Email}
	if c.Reference != nil {
		out = append(out, *c.Reference)
	}
	if len(c.PhoneKey) > 1 {
		out = append(out, c.PhoneKey[1:], c.Phone)
	}
	return out
}

// content is the contact without what a write adds, for comparing.
func (c Contact) content() Contact {
	c.Version, c.CreatedAt, c.UpdatedAt = 0, time.Time{}, time.Time{}
	return c
}

// Filter narrows a list of contacts; empty fields do not narrow, except that archived contacts are left out.
type Filter struct {
	Query    string
	ClientID id.ID
	States   []string
	Sources  []string
	Primary  *bool
}
