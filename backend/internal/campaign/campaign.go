// Package campaign sends an offer or a message to an audience, holds a control group back, and measures what it brought.
package campaign

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/page"
)

// Campaign is one message to an audience. Control is the share held back, in thousandths; the window of its result is WindowDays from
// the day of assignment. Money is in minor units of the reporting currency, ContactCostMicro in millionths of one unit of it. Salt and
// the client's id decide who is held back. Audience is the funnel announced at launch, as JSON. Problem says why sending stalls. A campaign
// shows one offer, or what a placement decides for each client, or none; WithoutOffer says what happens to clients for whom the placement
// has nothing.
type Campaign struct {
	ID               id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version          int64
	Code             string
	Name             string
	NameKey          string
	Description      string
	Objective        string
	TargetValue      *int64
	State            string
	Channel          string
	Purpose          string
	OfferID          *id.ID
	PlacementID      *id.ID
	WithoutOffer     string
	Salt             string
	ControlPermille  int64
	WindowDays       int64
	BudgetMinor      *int64
	FixedCostMinor   *int64
	ContactCostMicro *int64
	SubjectEn        string
	SubjectFr        string
	HTMLEn           string `gorm:"column:html_en"`
	HTMLFr           string `gorm:"column:html_fr"`
	TextEn           string
	TextFr           string
	FromName         string
	FromEmail        string
	ReplyTo          string
	RatePerMinute    int64
	ScheduledAt      *time.Time
	LaunchedAt       *time.Time
	FixedAt          *time.Time
	FinishedAt       *time.Time
	JobID            *id.ID
	OwnerID          *id.ID
	Audience         string
	ProblemCode      string
	Problem          string
	ProblemAt        *time.Time
	PriorState       string
	CreatedBy        id.ID
	CreatedAt        time.Time
	UpdatedAt        time.Time
	SegmentsIn       []id.ID `gorm:"-"`
	SegmentsOut      []id.ID `gorm:"-"`
}

// TableName is the table's name.
func (Campaign) TableName() string { return "campaign" }

// The states of a campaign.
const (
	Draft     = "draft"
	Scheduled = "scheduled"
	Sending   = "sending"
	Paused    = "paused"
	Sent      = "sent"
	Cancelled = "cancelled"
	Archived  = "archived"
)

// The purposes that the program knows: service messages (recalls, appointments) need no marketing consent; marketing is everything
// else unless a campaign names a purpose of its own.
const (
	PurposeService   = "service"
	PurposeMarketing = "marketing"
)

// What happens to clients for whom a campaign's placement has no offer.
const (
	SkipClient = "skip" // they get no message
	SendAnyway = "send" // they get it without an offer
)

// The choices of a campaign's coded fields.
var (
	States     = []string{Draft, Scheduled, Sending, Paused, Sent, Cancelled, Archived}
	Objectives = []string{"revenue", "orders", "retention", "conquest", "information"}
	Channels   = []string{message.Email}
)

// The limits of a campaign.
const (
	MaxSegments = 50
	MaxControl  = 900 // thousandths
	MaxWindow   = 730 // days
	MaxRate     = 100_000
	maxSubject  = 300
	maxHTML     = 200_000
	maxText     = 100_000
)

// Complete trims the texts and fills keys and defaults.
func (c *Campaign) Complete() {
	c.Name = strings.TrimSpace(c.Name)
	c.NameKey = page.Cut(page.Fold(c.Name), 200)
	c.Code = strings.TrimSpace(c.Code)
	if c.State == "" {
		c.State = Draft
	}
	if c.Channel == "" {
		c.Channel = message.Email
	}
	if c.Purpose == "" {
		c.Purpose = PurposeMarketing
	}
	if c.Objective == "" {
		c.Objective = "revenue"
	}
	if c.WindowDays == 0 {
		c.WindowDays = 30
	}
	if c.Salt == "" {
		c.Salt = newSalt()
	}
	if c.WithoutOffer == "" {
		c.WithoutOffer = SkipClient
	}
	if c.Audience == "" {
		c.Audience = "{}"
	}
	c.SegmentsIn, c.SegmentsOut = unique(c.SegmentsIn), unique(c.SegmentsOut)
}

// Validate says what is wrong with the fields, as fault.Invalid. A draft may lack segments and texts; see Ready.
func (c Campaign) Validate() error {
	var k fault.Check
	k.Required("code", c.Code)
	k.Max("code", c.Code, 64)
	k.Required("name", c.Name)
	k.Max("name", c.Name, 200)
	k.Max("description", c.Description, 2000)
	k.OneOf("objective", c.Objective, Objectives...)
	k.That(c.TargetValue == nil || *c.TargetValue > 0, "target_value", "range", "must be above 0")
	k.OneOf("channel", c.Channel, Channels...)
	k.Max("purpose", c.Purpose, 32)
	k.That(c.OfferID == nil || c.PlacementID == nil, "placement_id", "both", "name an offer or a placement, not both")
	k.OneOf("without_offer", c.WithoutOffer, SkipClient, SendAnyway)
	k.That(c.ControlPermille >= 0 && c.ControlPermille <= MaxControl, "control_share", "range", "must lie between 0 and 0.9")
	k.That(c.WindowDays >= 1 && c.WindowDays <= MaxWindow, "window_days", "range", "must lie between 1 and 730 days")
	k.That(notNegative(c.BudgetMinor), "budget_minor", "range", "must not be negative")
	k.That(notNegative(c.FixedCostMinor), "fixed_cost_minor", "range", "must not be negative")
	k.That(notNegative(c.ContactCostMicro), "contact_cost_micro", "range", "must not be negative")
	k.That(c.RatePerMinute >= 0 && c.RatePerMinute <= MaxRate, "rate_per_minute", "range", "must lie between 0 (no limit) and 100000")
	k.Max("from_name", c.FromName, 120)
	k.Email("from_email", c.FromEmail)
	k.Email("reply_to", c.ReplyTo)
	c.checkSegments(&k)
	for _, t := range c.Texts() {
		k.Max(t.Field, t.Source, t.max)
	}
	return k.Err()
}

func (c Campaign) checkSegments(k *fault.Check) {
	k.That(len(c.SegmentsIn) <= MaxSegments, "segment_ids", "too_many", "at most 50 segments")
	k.That(len(c.SegmentsOut) <= MaxSegments, "excluded_segment_ids", "too_many", "at most 50 segments")
	in := map[id.ID]bool{}
	for _, s := range c.SegmentsIn {
		in[s] = true
	}
	for _, s := range c.SegmentsOut {
		k.That(!in[s], "excluded_segment_ids", "both", "a segment cannot be both in and out")
	}
}

// Editable says whether the fields may still change.
func (c Campaign) Editable() error {
	if c.State != Draft {
		return fault.Conflict("not_draft", "Only a draft can be changed; this campaign is "+c.State+".")
	}
	return nil
}

// Live says whether messages may still go out.
func (c Campaign) Live() bool { return c.State == Sending || c.State == Paused }

// WithdrawPurpose is the consent that unsubscribing from this campaign withdraws: its own purpose, or marketing for service messages.
func (c Campaign) WithdrawPurpose() string {
	if c.Purpose == PurposeService {
		return PurposeMarketing
	}
	return c.Purpose
}

func notNegative(v *int64) bool { return v == nil || *v >= 0 }

func unique(in []id.ID) []id.ID {
	out, seen := []id.ID{}, map[id.ID]bool{}
	for _, v := range in {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

func newSalt() string {
	raw := make([]byte, 12)
	_, _ = rand.Read(raw)
	return hex.EncodeToString(raw)
}
