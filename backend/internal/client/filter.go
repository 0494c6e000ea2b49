package client

import (
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Filter narrows a list of clients; empty fields do not narrow. Classes are those of the published run.
type Filter struct {
	Query      string
	Kinds      []string
	States     []string
	Sources    []string
	Countries  []string
	City       string
	OwnerID    id.ID
	SegmentID  id.ID
	Prospect   *bool // true: no order yet; false: at least one
	References []string
	Classes

	Regions            []string
	Languages          []string
	Channels           []string // preferred ones
	AcquisitionSources []string
	Bought             []id.ID  // categories, one of which it has ever bought in
	Without            []string // dimensions of which it has no value, all of them: see segment.ExploreDimensions
}

// Classes narrows by what the published run says of clients; empty fields do not narrow. A client without a figure is a prospect and has no
// other class.
type Classes struct {
	Division           id.ID // figures of this division (0: the company); clients without one are left out
	ABC                []string
	RFMGroups          []string
	R, F, M            []string
	Quadrants          []string
	RawQuadrants       []string
	Relationships      []string // prospect among them
	Doubts             []string // any of them
	SatisfiedLeaving   *bool
	Stages             []string
	Trends             []string
	Focuses            []string
	Categories         []id.ID // dominant ones
	Tiers              []string
	AliveFrom          *int64 // percent, inclusive
	AliveBelow         *int64 // percent, exclusive
	DueFrom, DueTo     *clock.Day
	FirstFrom, FirstTo *clock.Day // of the first purchase
	LastFrom, LastTo   *clock.Day // of the last purchase
	Guards             [3][]uint8 // states of the guards reference, growing and other_division, as in Figures
	Still              *bool      // true: leaves out whom the live figure places in other quadrants or guard answers than those asked for
	Predicted          Range
	Actual             Range // axes of the matrix
	Potential          Range
}

// Range narrows an amount in minor units of the reporting currency.
type Range struct {
	From  *int64 // inclusive
	Below *int64 // exclusive
}

// Figures are a client's figures in the published run, in minor units of the reporting currency; days count from 1970-01-01.
// The window is the run's (12 months unless set otherwise), total is since the beginning.
type Figures struct {
	FirstDay          *int64
	LastDay           *int64
	Orders            int64
	RevenueMinor      int64
	MarginMinor       *int64
	TotalOrders       int64
	TotalRevenueMinor int64
	TotalMarginMinor  *int64
	ReturnsMinor      int64
	ABC               string `gorm:"column:abc"`
	R, F, M           int64
	RFMGroup          string `gorm:"column:rfm_group"`

	Trend          string
	FRATCategoryID *int64 `gorm:"column:frat_category_id"`
	FRATFocus      string `gorm:"column:frat_focus"`
	Basis          string // of the forecast; empty without one
	Alive          *int64 // percent
	PredictedMinor int64
	PotentialMinor int64
	Quadrant       string
	GuardReference uint8 // 0 unanswered, 1 refused, 2 holds; so are the two below
	GuardGrowing   uint8
	GuardDivision  uint8
	Relationship   string
	LifeStage      string
	DueDay         *int64
	Tier           string    `gorm:"-"` // code of the service tier
	FRATCategory   *Category `gorm:"-"`
}

// Category names a product category.
type Category struct {
	ID   id.ID
	Code string
	Name string
}

// Row is a client in a list, with its figures in the published run; nil where it has none.
type Row struct {
	Client
	Figures *Figures
}
