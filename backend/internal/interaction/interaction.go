// Package interaction is every exchange with a client, whatever the channel, on one time line.
package interaction

import (
	"strings"
	"time"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Interaction is one exchange with a client. Kind is a free code such as call, visit or message; UserID is who of the company took part.
type Interaction struct {
	ID         id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version    int64
	Source     string
	Reference  *string
	ClientID   id.ID
	ContactID  *id.ID
	At         time.Time
	Channel    string
	Direction  string
	Kind       string
	Subject    string
	Body       string
	UserID     *id.ID
	CampaignID *id.ID
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// TableName is the table's name.
func (Interaction) TableName() string { return "interaction" }

// Row is an interaction in a list, with the names behind its ids; empty where there is none.
type Row struct {
	Interaction
	ClientName  string
	ContactName string
	UserName    string
}

// Directions lists who began: the client (inbound) or the company (outbound).
var Directions = []string{"inbound", "outbound"}

// Channels lists the channels of an interaction.
var Channels = client.Channels[1:]

// Fields is what a caller says of an interaction. A nil field is one that the caller is silent about: it keeps its value in an upsert
// and takes its standard value when an interaction is created or replaced. For ids 0 means none.
type Fields struct {
	At         *time.Time
	Channel    *string
	Direction  *string
	Kind       *string
	Subject    *string
	Body       *string
	ContactID  *id.ID
	UserID     *id.ID
	CampaignID *id.ID
}

// Apply writes the fields the caller speaks of into v.
func (f Fields) Apply(v *Interaction) {
	if f.At != nil {
		v.At = *f.At
	}
	for _, p := range []struct{ dst, v *string }{
		{&v.Channel, f.Channel}, {&v.Direction, f.Direction}, {&v.Kind, f.Kind}, {&v.Subject, f.Subject}, {&v.Body, f.Body},
	} {
		if p.v != nil {
			*p.dst = strings.TrimSpace(*p.v)
		}
	}
	for _, p := range []struct {
		dst **id.ID
		v   *id.ID
	}{{&v.ContactID, f.ContactID}, {&v.UserID, f.UserID}, {&v.CampaignID, f.CampaignID}} {
		if p.v != nil {
			if *p.dst = nil; *p.v != 0 {
				*p.dst = p.v
			}
		}
	}
}

// Complete fills standard values: now, outbound, message.
func (v *Interaction) Complete(now time.Time) {
	if v.At.IsZero() {
		v.At = now
	}
	v.At = v.At.UTC().Truncate(time.Microsecond)
	if v.Direction == "" {
		v.Direction = "outbound"
	}
	if v.Kind == "" {
		v.Kind = "message"
	}
}

// MaxBody is the most characters of an interaction's text.
const MaxBody = 10_000

// skew is how far in the future an interaction may lie: clocks and time zones differ.
const skew = 24 * time.Hour

// Validate says what is wrong with the fields; call it after Complete.
func (v Interaction) Validate(now time.Time) error {
	var c fault.Check
	c.OneOf("channel", v.Channel, Channels...)
	c.OneOf("direction", v.Direction, Directions...)
	c.That(isCode(v.Kind), "kind", "code", "must be a code of at most 32 lower-case letters, digits and underscores, such as call")
	c.That(v.At.Year() >= 1900, "at", "range", "must not lie before 1900")
	c.That(!v.At.After(now.Add(skew)), "at", "future", "must not lie in the future")
	c.Max("source", v.Source, 64)
	if v.Reference != nil {
		c.Max("reference", *v.Reference, 128)
	}
	c.Max("subject", v.Subject, 255)
	c.Max("body", v.Body, MaxBody)
	return c.Err()
}

func isCode(text string) bool {
	for _, r := range text {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_') {
			return false
		}
	}
	return text != "" && len(text) <= 32
}

// content is the interaction without what a write adds, for comparing.
func (v Interaction) content() Interaction {
	v.At = v.At.UTC()
	v.Version, v.CreatedAt, v.UpdatedAt = 0, time.Time{}, time.Time{}
	return v
}

// Filter narrows a list of interactions; empty fields do not narrow. From is included, Until is not.
type Filter struct {
	ClientID   id.ID
	ContactID  id.ID
	UserID     id.ID
	CampaignID id.ID
	Channels   []string
	Directions []string
	Kinds      []string
	Sources    []string
	From       *time.Time
	Until      *time.Time
}
