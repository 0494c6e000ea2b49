// Package aftersales is cases: complaints, requests, warranty claims and questions, from opening to how they ended.
package aftersales

import (
	"strings"
	"time"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Case is something a client asks the company to resolve. ClosedAt and Outcome are there only once it is solved or closed;
// Satisfaction is the client's, 1 (worst) to 5. UserID is who takes care of it.
type Case struct {
	ID           id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version      int64
	Source       string
	Reference    *string
	ClientID     id.ID
	OrderID      *id.ID
	ProductID    *id.ID
	Kind         string
	Severity     string
	State        string
	Channel      string
	Subject      string
	Body         string
	OpenedAt     time.Time
	DueAt        *time.Time
	DueKey       time.Time // what lists are sorted by (see DueOrder); the store fills it
	ClosedAt     *time.Time
	Resolution   string
	Outcome      string
	Satisfaction *int64
	UserID       *id.ID
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// TableName is the table's name; "case" is a reserved word.
func (Case) TableName() string { return "service_case" }

// Row is a case in a list, with the names behind its ids; empty where there is none.
type Row struct {
	Case
	ClientName     string
	UserName       string
	OrderReference string
	ProductName    string
	Late           bool `gorm:"-"` // past its due time and not ended
}

// The states of a case.
const (
	Open    = "open"
	Waiting = "waiting" // for the client or a supplier
	Solved  = "solved"
	Closed  = "closed"
)

// The choices of a case's coded fields.
var (
	Kinds      = []string{"complaint", "request", "warranty", "question"}
	Severities = []string{"low", "normal", "high", "critical"}
	States     = []string{Open, Waiting, Solved, Closed}
	Outcomes   = []string{"", "good", "partial", "bad"}
	Channels   = client.Channels
)

// Ended says whether the case is solved or closed.
func (c Case) Ended() bool { return c.State == Solved || c.State == Closed }

// late says whether the case is past its due time and not ended.
func (c Case) late(now time.Time) bool { return c.DueAt != nil && !c.Ended() && c.DueAt.Before(now) }

// utc gives a time in UTC with microseconds, which is what every database keeps; nil stays nil.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC().Truncate(time.Microsecond)
	return &u
}

// Complete fills standard values (a request of normal severity, open, from now) and keeps state and end in step: a case that ends takes
// now as its end unless it has one, a case that is open has none.
func (c *Case) Complete(now time.Time) {
	for _, p := range []struct {
		dst      *string
		standard string
	}{{&c.Kind, "request"}, {&c.Severity, "normal"}, {&c.State, Open}} {
		if *p.dst == "" {
			*p.dst = p.standard
		}
	}
	if c.OpenedAt.IsZero() {
		c.OpenedAt = now
	}
	c.OpenedAt = c.OpenedAt.UTC().Truncate(time.Microsecond)
	c.DueAt, c.ClosedAt = utc(c.DueAt), utc(c.ClosedAt)
	switch {
	case !c.Ended():
		c.ClosedAt = nil
	case c.ClosedAt == nil:
		c.ClosedAt = &now
	}
	c.Subject = strings.TrimSpace(c.Subject)
}

// DueOrder is the due time by which lists are sorted: the year 2200 where there is none, after every one there can be.
func (c Case) DueOrder() time.Time {
	if c.DueAt == nil {
		return noDue
	}
	return *c.DueAt
}

var noDue = time.Date(2200, time.January, 1, 0, 0, 0, 0, time.UTC)

// skew is how far in the future a case may be opened or end: clocks and time zones differ.
const skew = 24 * time.Hour

// Validate says what is wrong with the fields; call it after Complete.
func (c Case) Validate(now time.Time) error {
	var k fault.Check
	k.Required("subject", c.Subject)
	k.OneOf("kind", c.Kind, Kinds...)
	k.OneOf("severity", c.Severity, Severities...)
	k.OneOf("state", c.State, States...)
	k.OneOf("channel", c.Channel, Channels...)
	k.OneOf("outcome", c.Outcome, Outcomes...)
	k.That(c.Outcome == "" || c.Ended(), "outcome", "state", "only a solved or closed case has an outcome")
	k.That(c.Satisfaction == nil || *c.Satisfaction >= 1 && *c.Satisfaction <= 5, "satisfaction", "range", "must lie between 1 and 5")
	k.That(c.OpenedAt.Year() >= 1900, "opened_at", "range", "must not lie before 1900")
	k.That(!c.OpenedAt.After(now.Add(skew)), "opened_at", "future", "must not lie in the future")
	k.That(c.DueAt == nil || !c.DueAt.Before(c.OpenedAt), "due_at", "order", "must not lie before the opening")
	k.That(c.DueAt == nil || c.DueAt.Before(noDue), "due_at", "range", "must lie before 2200")
	k.That(c.ClosedAt == nil || !c.ClosedAt.Before(c.OpenedAt), "closed_at", "order", "must not lie before the opening")
	k.That(c.ClosedAt == nil || !c.ClosedAt.After(now.Add(skew)), "closed_at", "future", "must not lie in the future")
	k.Max("source", c.Source, 64)
	if c.Reference != nil {
		k.Max("reference", *c.Reference, 128)
	}
	k.Max("subject", c.Subject, 255)
	k.Max("body", c.Body, 10_000)
	k.Max("resolution", c.Resolution, 1000)
	return k.Err()
}

// SearchTexts gives the texts under which the case is found.
func (c Case) SearchTexts() []string {
	out := []string{c.Subject}
	if c.Reference != nil {
		out = append(out, *c.Reference)
	}
	return out
}

// content is the case without what a write adds, for comparing.
func (c Case) content() Case {
	c.OpenedAt, c.DueAt, c.ClosedAt = c.OpenedAt.UTC(), utc(c.DueAt), utc(c.ClosedAt)
	c.Version, c.DueKey, c.CreatedAt, c.UpdatedAt = 0, time.Time{}, time.Time{}, time.Time{}
	return c
}

// Filter narrows a list of cases; empty fields do not narrow. Late is past due and not ended, Now the instant it is asked at.
type Filter struct {
	Query      string
	ClientID   id.ID
	OrderID    id.ID
	ProductID  id.ID
	UserID     id.ID
	Kinds      []string
	Severities []string
	States     []string
	Outcomes   []string
	Late       bool
	Now        time.Time
}
