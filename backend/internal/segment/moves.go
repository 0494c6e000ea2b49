package segment

import (
	"slices"
	"time"

	"clientele/internal/id"
)

// The two moves of a client at a segment.
const (
	Join  = "join"
	Leave = "leave"
)

// Move is a client that joined or left a segment.
type Move struct {
	ID         id.ID
	SegmentID  id.ID
	ClientID   id.ID
	ClientName string `gorm:"-"`
	Move       string
	At         time.Time
}

// TableName is the table's name.
func (Move) TableName() string { return "segment_move" }

// MoveFilter narrows a list of moves; empty fields do not narrow.
type MoveFilter struct {
	Segment id.ID
	Moves   []string
}

// Use is one record that names a segment: noun offer, campaign, segment or strategy, and what the segment serves as there (in, out, variant,
// rule, context); or a placement that uses such a strategy (strategy).
type Use struct {
	Noun  string
	ID    id.ID
	Name  string
	State string
	As    string
}

// AtWork says whether the record chooses clients by the segment now: an active rule or strategy, an approved offer, a campaign that is
// scheduled or not ended.
func (u Use) AtWork() bool {
	return u.As != ByStrategy && slices.Contains([]string{Active, "approved", "scheduled", "sending", "paused"}, u.State)
}

// ByStrategy is the use by a placement, through its strategy.
const ByStrategy = "strategy"
