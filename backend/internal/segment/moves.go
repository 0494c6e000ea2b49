package segment

import (
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

// Use is one record that names a segment: noun offer, campaign or segment, and what the segment serves as there (in, out, variant, rule).
type Use struct {
	Noun  string
	ID    id.ID
	Name  string
	State string
	As    string
}
