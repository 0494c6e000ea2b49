package portfolio

import (
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Run is one pass over the whole base at a day. Numbers grow by one; readers see the published one.
type Run struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	Number      int64
	AsOfDay     clock.Day
	State       string
	TriggerKind string
	Settings    string
	Boundaries  string
	Summary     string
	Clients     int64
	Changed     int64
	JobID       *id.ID
	CreatedBy   id.ID
	CreatedAt   time.Time
	FinishedAt  *time.Time
}

// TableName is the table's name.
func (Run) TableName() string { return "portfolio_run" }

// The states of a run. A run is published for good; "current" says which one readers see.
const (
	Running   = "running"
	Published = "published"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// Fact is what SQL says of one client up to the run's day; amounts in minor units of the reporting currency.
// The window is (WindowFrom, AsOf], the one before it has the same length. Days are NoDay where there is no sale.
type Fact struct {
	Client       id.ID
	Revenue      int64
	Margin       int64
	Before       int64
	RFMRevenue   int64
	TotalRevenue int64
	TotalMargin  int64
	Returns      int64
	Repeat       int64 // value of the sales on days after the first purchase: the spend of the repeat days
	Uncosted     int64 // value of the window's orders whose margin is not known; Margin is that of the others
	FirstDay     int32
	LastDay      int32
	Orders       int32
	BeforeOrders int32
	RFMOrders    int32 // sales in the window of RFM
	TotalOrders  int32
	TotalDays    int32
	MarginKnown  bool
	TotalKnown   bool
}

// NoDay stands for the absence of a day.
const NoDay = int32(-1 << 31)

// Figure is a client's facts and classes in a run.
type Figure struct {
	Fact
	Monetary int64
	ABC      analytics.ABCClass
	R, F, M  uint8
	Group    Coded[analytics.RFMGroup]
	Position
}

// same says whether two figures are the same in everything that is stored.
func (f *Figure) same(o *Figure) bool {
	a, b := *f, *o
	a.hide()
	b.hide()
	return a == b
}

// hide clears what is not stored: it shows in other fields.
func (f *Figure) hide() {
	f.Repeat, f.Uncosted, f.RFMOrders, f.RFMRevenue = 0, 0, 0, 0
}

// Scope is the part of the company that figures speak of: Division 0 is the whole. Days are inclusive.
type Scope struct {
	Division   id.ID
	AsOf       clock.Day
	WindowFrom clock.Day // first day of the window
	BeforeFrom clock.Day // first day of the window before
	RFMFrom    clock.Day // first day of the window of RFM
}

// ScopeAt gives the scope of the whole company for a day and the settings' windows.
func ScopeAt(asOf clock.Day, s Settings) Scope {
	return Scope{AsOf: asOf, WindowFrom: asOf.AddMonths(-s.WindowMonths) + 1, BeforeFrom: asOf.AddMonths(-2*s.WindowMonths) + 1,
		RFMFrom: asOf.AddMonths(-s.RFMMonths) + 1}
}

// DayTotal is what was sold on one day, anonymous sales included and also apart.
type DayTotal struct {
	Day              int64
	Orders           int64
	Returns          int64
	RevenueMinor     int64
	MarginMinor      int64
	AnonymousOrders  int64
	AnonymousRevenue int64
}

// Boundaries is what a run keeps to class one further client as it would have, before the next run.
type Boundaries struct {
	RFM analytics.RFMBoundaries `json:"rfm"`
	ABC analytics.ABCResult     `json:"abc"`
	// Complete says that the run made every class; what follows is empty in runs made before.
	Complete bool                 `json:"complete"`
	Lifetime KeptLifetime         `json:"lifetime"`
	Matrix   analytics.MatrixCuts `json:"matrix"`
	Norms    []CategoryNorm       `json:"norms"`
}

// Params is what a run is asked for. A nil AsOf is today; nil settings are the stored ones.
type Params struct {
	AsOf    *clock.Day `json:"as_of,omitempty"`
	Trigger string     `json:"trigger"`
	By      id.ID      `json:"by"`
}
