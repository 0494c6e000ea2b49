// Package privacy is what clients allow: consent per channel and purpose with its proof, and addresses that must not be written to.
package privacy

import (
	"strings"
	"time"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Consent is one statement of a client: granted or withdrawn, for a channel and a purpose, with its proof (when, where, from which
// source, in which words). Statements are only ever added.
type Consent struct {
	ID         id.ID `gorm:"primaryKey;autoIncrement:false"`
	ClientID   id.ID
	Channel    string
	Purpose    string
	State      string
	At         time.Time
	Source     string
	Place      string
	Wording    string
	Proof      string
	RecordedBy id.ID
	RecordedAt time.Time
}

// TableName is the table's name.
func (Consent) TableName() string { return "consent" }

// Row is a statement in a list, with the name of who recorded it; empty where nobody of the company did.
type Row struct {
	Consent
	RecordedByName string
}

// Current is what holds now for a client, a channel and a purpose: the statement with the newest time; of two with the same time
// the one recorded later.
type Current struct {
	ClientID  id.ID `gorm:"primaryKey;autoIncrement:false"`
	Channel   string
	Purpose   string
	State     string
	At        time.Time
	ConsentID id.ID
}

// TableName is the table's name.
func (Current) TableName() string { return "consent_current" }

// The states of a consent.
const (
	Granted   = "granted"
	Withdrawn = "withdrawn"
)

// The purposes that the product itself knows; any other code may be used too.
const (
	Marketing = "marketing"
	Servicing = "service"
	Survey    = "survey"
	Profiling = "profiling"
)

// Purposes lists the purposes that screens propose.
var Purposes = []string{Marketing, Servicing, Survey, Profiling}

// Channels lists the channels that a consent may be about.
var Channels = client.Channels[1:]

// Entry is a statement to record. At is now when it is zero, Source "manual" when it is empty; a client's reference without a source
// belongs to the entry's.
type Entry struct {
	Client  client.Named
	Channel string
	Purpose string
	State   string
	At      time.Time
	Source  string
	Place   string
	Wording string
	Proof   string
}

// complete trims the texts and fills defaults.
func (e *Entry) complete(now time.Time) {
	for _, t := range []*string{&e.Channel, &e.Purpose, &e.State, &e.Source, &e.Place, &e.Wording, &e.Proof} {
		*t = strings.TrimSpace(*t)
	}
	if e.Source == "" {
		e.Source = "manual"
	}
	if e.At.IsZero() {
		e.At = now
	}
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Client = e.Client.In(e.Source)
}

// skew is how far in the future a statement may lie: clocks differ. A time further ahead would outlive a later withdrawal.
const skew = 5 * time.Minute

// validate says what is wrong with the entry; call it after complete.
func (e Entry) validate(now time.Time) error {
	var c fault.Check
	c.OneOf("channel", e.Channel, Channels...)
	c.That(isCode(e.Purpose), "purpose", "code", "must be a code of at most 32 lower-case letters, digits and underscores, such as marketing")
	c.OneOf("state", e.State, Granted, Withdrawn)
	c.That(e.At.Year() >= 1900, "at", "range", "must not lie before 1900")
	c.That(!e.At.After(now.Add(skew)), "at", "future", "must not lie in the future")
	c.Max("source", e.Source, 64)
	c.Max("place", e.Place, 120)
	c.Max("wording", e.Wording, 1000)
	c.Max("proof", e.Proof, 1000)
	c.Max("client_reference", e.Client.Key.Reference, 128)
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

// key is what makes two statements the same one.
type key struct {
	client                          id.ID
	channel, purpose, state, source string
	at                              int64 // microseconds since 1970
}

func (c Consent) key() key {
	return key{c.ClientID, c.Channel, c.Purpose, c.State, c.Source, c.At.UnixMicro()}
}

// place is what a current consent is about.
type place struct {
	client           id.ID
	channel, purpose string
}
