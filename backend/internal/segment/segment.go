// Package segment is a named set of clients: static lists and every class value of the published portfolio run.
package segment

import (
	"strings"
	"time"

	"clientele/internal/id"
)

// Segment is a named set of clients. A static one has a list of members; a computed one is one value of one class of the
// published run ("abc" = "A", "rfm_group" = "champions") and is never copied. A rule one has the clients that meet its rule (package rule), kept
// as member rows; one with an owner (noun, id and what it serves as there) is hidden: it has no name and stands in no list. BuiltAt is when its
// members were last worked out from the whole base, nil before the first time; JobID the job that does it; Problem why it cannot be, empty
// where it can.
type Segment struct {
	ID           id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version      int64
	Code         string
	Name         string
	NameKey      string
	Description  string
	Kind         string
	Measure      string
	MeasureValue string
	Rule         string
	State        string
	Members      int64 // kept up to date on write (static), at each run (computed), with every change of a client (rule)
	OwnerNoun    string
	OwnerID      id.ID
	OwnerSlot    string
	BuiltAt      *time.Time
	JobID        *id.ID
	Problem      string
	CreatedBy    id.ID
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// TableName is the table's name.
func (Segment) TableName() string { return "segment" }

// The kinds of segments.
const (
	Static   = "static"
	Computed = "computed"
	Rule     = "rule"
)

// The states of a segment.
const (
	Active   = "active"
	Archived = "archived"
)

// Hidden says whether the segment belongs to another record, such as an offer, and stands in no list.
func (s Segment) Hidden() bool { return s.OwnerNoun != "" }

// Measures maps each class that makes computed segments to its column in the figures.
var Measures = map[string]string{"abc": "abc", "rfm_group": "rfm_group", "quadrant": "quadrant", "relationship": "relationship",
	"life_stage": "life_stage", "trend": "trend"}

// The one class that a client has without a figure: a prospect has no sale by the published run.
const (
	Relationship = "relationship"
	Prospect     = "prospect"
)

// titles are the English names of the classes.
var titles = map[string]string{"rfm_group": "RFM", "quadrant": "Matrix", "relationship": "Relationship", "life_stage": "Life stage", "trend": "Trend"}

// ComputedCode names the computed segment of a class value.
func ComputedCode(measure, value string) string { return measure + ":" + value }

// ComputedName is the English name of a computed segment; screens name it in the user's language by measure and value.
func ComputedName(measure, value string) string {
	switch measure {
	case "abc":
		if value == "none" {
			return "ABC: no value"
		}
		return "ABC class " + value
	}
	if title, ok := titles[measure]; ok {
		return title + ": " + strings.ReplaceAll(value, "_", " ")
	}
	return measure + " " + value
}
