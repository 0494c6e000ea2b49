// Package offer is what is proposed to whom: offers with variants, the placements where they show, decisions and what became of them.
package offer

import (
	"strconv"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Offer is what the company proposes. Money is in minor units of the reporting currency, days are the organisation's, both inclusive.
// A higher Priority ranks first. A fallback fills a placement that nothing else fills.
type Offer struct {
	ID               id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version          int64
	Code             string
	Name             string
	NameKey          string
	Kind             string
	State            string
	FromDay          *clock.Day
	ToDay            *clock.Day
	Priority         int64
	IsFallback       bool
	ClientValueMinor *int64
	CompanyCostMinor *int64
	Purpose          string
	Description      string
	CreatedBy        id.ID
	CreatedAt        time.Time
	UpdatedAt        time.Time
	Aim              `gorm:"embedded"`
	Bounds           `gorm:"embedded"`

	Segments   []id.ID   `gorm:"-"` // eligible: clients of any of these; none means everybody
	Excluded   []id.ID   `gorm:"-"` // clients of any of these never see it
	Placements []id.ID   `gorm:"-"` // where it may show
	Variants   []Variant `gorm:"-"` // in order of position
}

// TableName is the table's name.
func (Offer) TableName() string { return "offer" }

// The states of an offer.
const (
	Draft    = "draft"
	Approved = "approved"
	Archived = "archived"
)

// States lists the states of an offer.
var States = []string{Draft, Approved, Archived}

// The kinds of offers that an open complaint does not suppress.
const (
	KindService     = "service"
	KindInformation = "information"
)

// Kinds lists the kinds of offers.
var Kinds = []string{"discount", "bundle", KindService, "gift", KindInformation, "event"}

// PurposeService is the purpose that needs no consent.
const PurposeService = "service"

// The limits of an offer.
const (
	MaxVariants = 50
	MaxSegments = 200
	MaxPriority = 1000
)

// Complete trims the texts, fills defaults and keys, and numbers the variants.
func (o *Offer) Complete() {
	o.Code, o.Name, o.Description = strings.TrimSpace(o.Code), strings.TrimSpace(o.Name), strings.TrimSpace(o.Description)
	o.NameKey = page.Cut(page.Fold(o.Name), 200)
	o.Aim.complete()
	o.Bounds.complete()
	if o.State == "" {
		o.State = Draft
	}
	if o.Purpose == "" {
		o.Purpose = "marketing"
	}
	for i := range o.Variants {
		o.Variants[i].complete(i)
	}
}

// Validate says what is wrong with the fields; call it after Complete.
func (o Offer) Validate() error {
	var c fault.Check
	checkCode(&c, o.Code)
	c.Required("name", o.Name)
	c.Max("name", o.Name, 200)
	c.OneOf("kind", o.Kind, Kinds...)
	c.OneOf("state", o.State, States...)
	c.That(o.FromDay == nil || o.ToDay == nil || *o.FromDay <= *o.ToDay, "to_day", "order", "is before from_day")
	c.That(o.Priority >= 0 && o.Priority <= MaxPriority, "priority", "range", "must lie between 0 and "+strconv.Itoa(MaxPriority))
	checkAmount(&c, "client_value_minor", o.ClientValueMinor)
	checkAmount(&c, "company_cost_minor", o.CompanyCostMinor)
	c.That(isPurpose(o.Purpose), "purpose", "code", "must be a code of at most 32 lower-case letters, digits and underscores, such as marketing")
	c.Max("description", o.Description, 2000)
	in := checkIDs(&c, "segment_ids", o.Segments)
	for i, v := range o.Excluded {
		c.That(!in[v], at("excluded_segment_ids", i), "both", "is also among the eligible segments")
	}
	checkIDs(&c, "excluded_segment_ids", o.Excluded)
	checkIDs(&c, "placement_ids", o.Placements)
	o.Aim.validate(&c)
	o.Bounds.validate(&c)
	c.That(len(o.Variants) <= MaxVariants, "variants", "too_many", "are more than "+strconv.Itoa(MaxVariants))
	for i, v := range o.Variants {
		v.validate(&c, at("variants", i))
	}
	return c.Err()
}

// CheckReady says what keeps an offer from being approved: it needs one variant that is complete in a language.
func (o Offer) CheckReady() error {
	for _, v := range o.Variants {
		if v.Ready() {
			return nil
		}
	}
	return fault.Invalid(fault.Field{Path: "variants", Code: "incomplete", Message: "need at least one with title and text in the same language"})
}

// Promotion says whether the offer is promotion, which an open complaint and a refused consent suppress.
func (o Offer) Promotion() bool { return o.Kind != KindService && o.Kind != KindInformation }

// on says whether a day lies within the offer's dates: -1 before, 0 within, 1 after.
func (o Offer) on(day clock.Day) int {
	switch {
	case o.FromDay != nil && day < *o.FromDay:
		return -1
	case o.ToDay != nil && day > *o.ToDay:
		return 1
	}
	return 0
}

func at(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// checkCode notes a code that is not 1 to 64 of a-z A-Z 0-9 . _ -.
func checkCode(c *fault.Check, code string) {
	c.Required("code", code)
	c.Max("code", code, 64)
	sound := strings.IndexFunc(code, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-')
	}) < 0
	c.That(sound, "code", "code", "may hold only letters without accents, digits, . _ and -")
}

func isPurpose(text string) bool {
	return text != "" && len(text) <= 32 && strings.IndexFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_')
	}) < 0
}

const maxAmount = 1_000_000_000_000_000

func checkAmount(c *fault.Check, path string, v *int64) {
	c.That(v == nil || *v >= 0 && *v <= maxAmount, path, "range", "must lie between 0 and 10^15")
}

// checkIDs notes lists that are too long or repeat themselves, and gives them as a set.
func checkIDs(c *fault.Check, path string, ids []id.ID) map[id.ID]bool {
	c.That(len(ids) <= MaxSegments, path, "too_many", "are more than "+strconv.Itoa(MaxSegments))
	seen := make(map[id.ID]bool, len(ids))
	for i, v := range ids {
		c.That(!seen[v], at(path, i), "repeated", "is there twice")
		seen[v] = true
	}
	return seen
}
