package client

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Fields is what a caller says of a client. A nil field is one that the caller is silent about: it keeps its value in an upsert and
// takes its empty value when a client is created or replaced.
type Fields struct {
	Kind                 *string
	Name                 *string
	Title                *string
	FirstName            *string
	LastName             *string
	CompanyName          *string
	Email                *string
	Phone                *string
	Language             *string
	TimeZone             *string
	BirthDay             *clock.Day
	Gender               *string
	Occupation           *string
	HouseholdSize        *int64
	IncomeBand           *string
	Interests            *string
	PreferredChannel     *string
	Line1                *string
	Line2                *string
	Postcode             *string
	City                 *string
	Region               *string
	Country              *string
	Latitude             *float64
	Longitude            *float64
	AcquisitionSource    *string
	AcquisitionDay       *clock.Day
	AcquisitionCostMinor *int64
	OwnerID              *id.ID
	ParentID             *id.ID
	DivisionID           *id.ID
	Risk                 *string
	IsReference          *bool
	Note                 *string
}

// The choices of a client's coded fields.
var (
	Kinds    = []string{"b2c", "b2b", "b2g"}
	Channels = []string{"", "mail", "email", "phone", "sms", "fax", "web", "mobile", "store", "kiosk", "field_visit"}
	Risks    = []string{"", "low", "medium", "high", "insolvent"}
	Genders  = []string{"", "female", "male", "other"}
)

// The states of a client.
const (
	Active   = "active"
	Archived = "archived"
)

func put[T any](dst *T, v *T) {
	if v != nil {
		*dst = *v
	}
}

func putText(dst *string, v *string) {
	if v != nil {
		*dst = strings.TrimSpace(*v)
	}
}

func putOption[T comparable](dst **T, v *T) {
	if v == nil {
		return
	}
	var zero T
	if *v == zero {
		*dst = nil
		return
	}
	c := *v
	*dst = &c
}

// Apply writes the fields the caller speaks of into c. For the ids of owner, parent and division 0 means none.
func (f Fields) Apply(c *Client) {
	for _, p := range []struct{ dst, v *string }{
		{&c.Kind, f.Kind}, {&c.Name, f.Name}, {&c.Title, f.Title}, {&c.FirstName, f.FirstName}, {&c.LastName, f.LastName},
		{&c.CompanyName, f.CompanyName}, {&c.Email, f.Email}, {&c.Phone, f.Phone}, {&c.Language, f.Language}, {&c.TimeZone, f.TimeZone},
		{&c.Gender, f.Gender}, {&c.Occupation, f.Occupation}, {&c.IncomeBand, f.IncomeBand}, {&c.Interests, f.Interests},
		{&c.PreferredChannel, f.PreferredChannel}, {&c.Line1, f.Line1}, {&c.Line2, f.Line2}, {&c.Postcode, f.Postcode}, {&c.City, f.City},
		{&c.Region, f.Region}, {&c.Country, f.Country}, {&c.AcquisitionSource, f.AcquisitionSource}, {&c.Risk, f.Risk}, {&c.Note, f.Note},
	} {
		putText(p.dst, p.v)
	}
	if f.BirthDay != nil {
		c.BirthDay = f.BirthDay
	}
	if f.AcquisitionDay != nil {
		c.AcquisitionDay = f.AcquisitionDay
	}
	if f.HouseholdSize != nil {
		c.HouseholdSize = f.HouseholdSize
	}
	if f.AcquisitionCostMinor != nil {
		c.AcquisitionCostMinor = f.AcquisitionCostMinor
	}
	if f.Latitude != nil && f.Longitude != nil {
		c.Latitude, c.Longitude = f.Latitude, f.Longitude
	}
	putOption(&c.OwnerID, f.OwnerID)
	putOption(&c.ParentID, f.ParentID)
	putOption(&c.DivisionID, f.DivisionID)
	put(&c.IsReference, f.IsReference)
}

// Complete fills the shown name, defaults and folded keys. region is the ISO country in which national phone numbers are read.
func (c *Client) Complete(region string) {
	if c.Kind == "" {
		c.Kind = "b2c"
		if c.CompanyName != "" && c.LastName == "" {
			c.Kind = "b2b"
		}
	}
	if c.State == "" {
		c.State = Active
	}
	person := strings.TrimSpace(c.FirstName + " " + c.LastName)
	switch {
	case c.Kind != "b2c" && c.CompanyName != "":
		c.Name = c.CompanyName
	case person != "":
		c.Name = person
	case c.CompanyName != "":
		c.Name = c.CompanyName
	case c.Name == "" && c.Email != "":
		c.Name = c.Email
	case c.Name == "" && c.Reference != nil:
		c.Name = *c.Reference
	}
	c.Country = strings.ToUpper(c.Country)
	c.Language = strings.ToLower(c.Language)
	c.NameKey = page.Cut(page.Fold(c.sortName()), 255)
	c.EmailKey = page.Fold(c.Email)
	c.CityKey = page.Fold(c.City)
	c.PhoneKey = PhoneKey(c.Phone, orElse(c.Country, region))
	if c.Reference != nil && *c.Reference == "" {
		c.Reference = nil
	}
}

// sortName puts people under their last name.
func (c Client) sortName() string {
	if c.Kind == "b2c" && c.LastName != "" {
		return c.LastName + " " + c.FirstName
	}
	return c.Name
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// PhoneKey gives the E.164 form of a phone number read in a country, empty where it is not one.
func PhoneKey(phone, region string) string {
	if phone == "" {
		return ""
	}
	n, err := phonenumbers.Parse(phone, region)
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return ""
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

// Validate says what is wrong with the fields; call it after Complete.
func (c Client) Validate() error {
	var k fault.Check
	k.Required("name", c.Name)
	k.OneOf("kind", c.Kind, Kinds...)
	k.OneOf("preferred_channel", c.PreferredChannel, Channels...)
	k.OneOf("risk", c.Risk, Risks...)
	k.OneOf("gender", c.Gender, Genders...)
	k.Email("email", c.Email)
	for _, f := range []struct {
		path, value string
		max         int
	}{
		{"source", c.Source, 64}, {"name", c.Name, 255}, {"title", c.Title, 32}, {"first_name", c.FirstName, 120}, {"last_name", c.LastName, 120},
		{"company_name", c.CompanyName, 255}, {"phone", c.Phone, 40}, {"occupation", c.Occupation, 120}, {"income_band", c.IncomeBand, 32},
		{"interests", c.Interests, 1000}, {"line1", c.Line1, 255}, {"line2", c.Line2, 255}, {"postcode", c.Postcode, 20}, {"city", c.City, 120},
		{"region", c.Region, 120}, {"acquisition_source", c.AcquisitionSource, 64}, {"note", c.Note, 2000}, {"time_zone", c.TimeZone, 64}, {"language", c.Language, 5},
	} {
		k.Max(f.path, f.value, f.max)
	}
	if c.Reference != nil {
		k.Max("reference", *c.Reference, 128)
	}
	k.That(c.Country == "" || len(c.Country) == 2, "country", "country", "must be an ISO 3166 code such as FR")
	if c.Latitude != nil && c.Longitude != nil {
		k.That(*c.Latitude >= -90 && *c.Latitude <= 90, "latitude", "range", "must lie between -90 and 90")
		k.That(*c.Longitude >= -180 && *c.Longitude <= 180, "longitude", "range", "must lie between -180 and 180")
	}
	k.That(c.HouseholdSize == nil || *c.HouseholdSize > 0 && *c.HouseholdSize < 100, "household_size", "range", "must lie between 1 and 99")
	k.That(c.AcquisitionCostMinor == nil || *c.AcquisitionCostMinor >= 0, "acquisition_cost_minor", "range", "must not be negative")
	return k.Err()
}

// SearchTexts gives the texts under which the client is found.
func (c Client) SearchTexts() []string {
	out := []string{c.Name, c.CompanyName, c.Email, c.City}
	if c.Reference != nil {
		out = append(out, *c.Reference)
	}
	if len(c.PhoneKey) > 1 {
		out = append(out, c.PhoneKey[1:], c.Phone)
	}
	return out
}
