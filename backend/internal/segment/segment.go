// Package segment is a named set of clients: static lists and every class value of the published portfolio run.
package segment

import (
	"time"

	"clientele/internal/id"
)

// Segment is a named set of clients. A static one has a list of members; a computed one is one value of one class of the
// published run ("abc" = "A", "rfm_group" = "champions") and is never copied.
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
	Members      int64 // kept up to date on write (static) or at each run (computed)
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

// Measures maps each class that makes computed segments to its column in the figures.
var Measures = map[string]string{"abc": "abc", "rfm_group": "rfm_group"}
