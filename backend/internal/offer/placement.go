package offer

import (
	"strconv"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Placement is a place where offers show: so many propositions on a channel. Where being recognised would feel intrusive only
// anonymous variants are shown. The fallback offer fills it when too few others fit. Without a strategy offers are ranked by priority.
// LogShareBp is how many of 10,000 propositions are recorded where neither learning, caps nor a holdout needs them all.
type Placement struct {
	ID              id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version         int64
	Code            string
	Name            string
	Channel         string
	Size            int64
	AnonymousOnly   bool
	FallbackOfferID *id.ID
	StrategyID      *id.ID
	LogShareBp      int64
	State           string
	CreatedAt       time.Time
	UpdatedAt       time.Time

	Caps []CappingRule `gorm:"-"`
}

// TableName is the table's name.
func (Placement) TableName() string { return "placement" }

// The states of a placement: PlacementActive, or Archived as of an offer.
const PlacementActive = "active"

// Channels lists the channels a placement may be on.
var Channels = []string{"mail", "email", "phone", "sms", "push", "fax", "web", "mobile", "store", "kiosk", "field_visit"}

// everything is a whole in basis points.
const everything = 10_000

// MaxSize is how many propositions one placement may show.
const MaxSize = 20

// Complete trims the texts and fills defaults.
func (p *Placement) Complete() {
	p.Code, p.Name = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name)
	if p.State == "" {
		p.State = PlacementActive
	}
	if p.LogShareBp == 0 {
		p.LogShareBp = everything
	}
}

// Validate says what is wrong with the fields; call it after Complete.
func (p Placement) Validate() error {
	var c fault.Check
	checkCode(&c, p.Code)
	c.Required("name", p.Name)
	c.Max("name", p.Name, 200)
	c.OneOf("channel", p.Channel, Channels...)
	c.That(p.Size >= 1 && p.Size <= MaxSize, "size", "range", "must lie between 1 and "+strconv.Itoa(MaxSize))
	c.OneOf("state", p.State, PlacementActive, Archived)
	c.That(p.LogShareBp >= 1 && p.LogShareBp <= everything, "log_share_bp", "range", "must lie between 1 and 10000 basis points")
	checkCaps(&c, p.Caps)
	return c.Err()
}
