// Package wallet is shares of wallet: which part of what a client buys, in a category or in all, it buys here.
package wallet

import (
	"strings"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/record"
)

// Share is what was known of a client's share of wallet on a day, in millionths (1 to 1,000,000). A category of nil speaks of all its
// purchases. An archived statement counts nowhere.
type Share struct {
	record.Head
	CategoryID *id.ID
	Day        clock.Day
	SharePPM   int64 `gorm:"column:share_ppm"`
	Method     string
	State      string
	Note       string
}

// TableName is the table's name.
func (Share) TableName() string { return "wallet_share" }

// Row is a share in a list, with the names behind its ids.
type Row struct {
	Share
	ClientName   string
	CategoryName string
}

// The choices of coded fields: how the share is known, and whether the statement counts.
var (
	Methods = []string{"declared", "survey", "estimated"}
	States  = []string{client.Active, client.Archived}
)

// Fields is what a caller says of a share. For CategoryID 0 and for texts empty means none.
type Fields struct {
	CategoryID *id.ID
	Category   *string // code
	Day        *clock.Day
	SharePPM   *int64
	Method     *string
	State      *string
	Note       *string
}

// Filter narrows a list of shares; empty fields do not narrow, but only active ones are listed unless States says otherwise.
type Filter struct {
	Query      string
	ClientID   id.ID
	CategoryID id.ID
	Methods    []string
	States     []string
	From, To   *clock.Day
}

// Mention notes the category.
func (s *Share) Mention(n *record.Names) { n.ID(record.Category, s.CategoryID) }

// Refer notes what a caller names.
func (s *Share) Refer(n *record.Names, source string, f Fields) {
	n.ID(record.Category, f.CategoryID)
	n.Word(record.Category, source, f.Category)
}

// Reset takes away what a caller may say; the day and the state stay until somebody says otherwise.
func (s *Share) Reset() { *s = Share{Head: s.Head, Day: s.Day, State: s.State} }

// Apply writes what the caller says.
func (s *Share) Apply(l *record.Links, f Fields) error {
	if s.State == "" {
		s.Day, s.State = l.Today, client.Active
	}
	var k fault.Check
	l.Link(&k, record.Category, s.Source, &s.CategoryID, f.CategoryID, f.Category)
	for dst, v := range map[*string]*string{&s.Method: f.Method, &s.State: f.State, &s.Note: f.Note} {
		if v != nil {
			*dst = strings.TrimSpace(*v)
		}
	}
	record.Set(&s.Day, f.Day)
	record.Set(&s.SharePPM, f.SharePPM)
	return k.Err()
}

// Complete fills standard values and says what is wrong.
func (s *Share) Complete(l *record.Links) error {
	if s.Method == "" {
		s.Method = Methods[0]
	}
	var k fault.Check
	s.Validate(&k)
	k.That(s.SharePPM >= 1 && s.SharePPM <= 1_000_000, "share", "range", "must be more than 0 and at most 1")
	k.OneOf("method", s.Method, Methods...)
	k.OneOf("state", s.State, States...)
	record.Days(&k, "day", &s.Day)
	k.That(s.Day <= l.Today+1, "day", "future", "must not lie in the future")
	k.Max("note", s.Note, 1000)
	l.Check(&k, record.Category, s.CategoryID, 0)
	return k.Err()
}
