package segment

import (
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Reach counts clients that may be written to for marketing: active, with an address on the channel that is not suppressed and a granted
// consent for it.
type Reach struct {
	Email, SMS, Push, Mail, Phone int64
}

// Preview is what a rule would make. Where counting takes too long, Estimated is set: the count, with the bounds of its 95 % interval, and all else are
// reckoned from Drawn clients drawn at random (Rules.estimate); otherwise the bounds are the count, and Drawn is 0. Overlaps are exact while the rule holds at most OverlapSample clients; above, they are estimated from that
// many, evenly spaced.
type Preview struct {
	Count     int64
	Low, High int64
	Estimated bool
	Drawn     int64
	Base      int64 // clients that a rule is asked of
	Reach     *Reach
	Sample    []id.ID
	Overlaps  []Overlap
	Exact     bool
	Took      time.Duration
}

// Overlap is how many clients of a rule are in a segment, too.
type Overlap struct {
	Segment Segment
	Count   int64
	Share   float64 // of the rule's clients
}

// OverlapSample is the most clients whose segments a preview looks at.
const OverlapSample = 10_000

// Profile is a segment in figures of the published run. Amounts in minor units; means are nil without clients to take them of.
type Profile struct {
	Segment       Segment
	Clients       int64
	WithFigures   int64 // of them, clients that the run knows
	Revenue       int64
	Margin        int64 // of orders whose cost is known
	Orders        int64
	AverageBasket *float64 // revenue / orders of the window
	RecencyDays   *float64 // mean over clients that have bought
	Predicted     int64
	PredictedMean *float64 // over clients with a forecast
	Reach         Reach
	Classes       map[string][]ClassShare // by class: abc, rfm_group, quadrant
}

// ClassShare is the clients of a segment in a class; its share is of the segment's clients, value "" those without a figure.
type ClassShare struct {
	Value   string
	Clients int64
	Share   float64
}

// Region is the clients that are in all of some segments and in none of the others compared.
type Region struct {
	In      []id.ID
	Clients int64
}

// Comparison is segments side by side, and where they overlap: a region for every combination, the empty ones too.
type Comparison struct {
	Run      int64
	AsOf     *clock.Day
	Profiles []Profile
	Regions  []Region
	Union    int64
}

// MaxCompared is the most segments of one comparison: a Venn diagram of more tells nothing.
const MaxCompared = 3

// What a segment's quality is measured by: revenue of the window in minor units, orders of the window, days since the last purchase.
const (
	ByValue     = "value"
	ByFrequency = "frequency"
	ByRecency   = "recency"
)

// Quality is how alike a segment's members are and how different from the others, by the figures of the published run, and how its members
// stay. Variance is empty where the segment or the rest has no figures.
type Quality struct {
	Clients   int64
	Run       int64
	Variance  map[string]analytics.VarianceExplained // by value, frequency, recency
	Stability []Span
}

// Span is what became of a segment's members from one day to a later one: months of a static or rule segment, runs of a computed one.
type Span struct {
	From, To       clock.Day
	FromRun, ToRun int64 // 0 unless the segment is computed
	Before, After  int64 // members
	Kept           int64 // of those before
	Share          *float64
	Jaccard        float64
}
