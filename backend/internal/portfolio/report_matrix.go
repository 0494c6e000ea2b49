package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// MatrixReport is the profitability matrix of a scope. Money is in minor units, shares run from 0 to 1.
type MatrixReport struct {
	Cuts            analytics.MatrixCuts    `json:"cuts"`
	Share           float64                 `json:"share"` // of each axis' total that makes its cut
	MarginRate      float64                 `json:"margin_rate"`
	MarginEstimated bool                    `json:"margin_estimated"` // at least one client's margin is estimated from its revenue
	Quadrants       []QuadrantTotal         `json:"quadrants"`
	Raw             []QuadrantTotal         `json:"raw"` // before the guards
	Guards          []GuardTotal            `json:"guards"`
	Guarded         int64                   `json:"guarded"` // clients that a guard keeps out of low_priority
	Density         MatrixDensity           `json:"density"`
	Rule            analytics.PotentialRule `json:"rule"`
}

// QuadrantTotal is the clients of one quadrant.
type QuadrantTotal struct {
	Quadrant    analytics.Quadrant `json:"quadrant"`
	Clients     int64              `json:"clients"`
	ClientShare float64            `json:"client_share"`
	Actual      int64              `json:"actual_minor"`
	Potential   int64              `json:"potential_minor"`
}

// GuardTotal is what is known of one guard for the clients whose raw quadrant is low_priority.
type GuardTotal struct {
	Guard      analytics.Guard `json:"guard"`
	Holds      int64           `json:"holds"`
	Refused    int64           `json:"refused"`
	Unanswered int64           `json:"unanswered"`
}

// MatrixDensity counts clients by cells of both axes. Edges increase, one more than there are bins; the first bin of an axis starts at
// the least value and may hold zero and negative ones. Cells without clients are left out.
type MatrixDensity struct {
	ActualEdges    []int64      `json:"actual_edges_minor"`
	PotentialEdges []int64      `json:"potential_edges_minor"`
	Cells          []MatrixCell `json:"cells"`
}

// MatrixCell is the clients in bin A of actual and bin P of potential profitability, counted from 0.
type MatrixCell struct {
	A       int   `json:"a"`
	P       int   `json:"p"`
	Clients int64 `json:"clients"`
}

// MatrixExplanation says why a client is where it is in the matrix.
type MatrixExplanation struct {
	Actual    int64                `json:"actual_minor"`
	Estimated bool                 `json:"margin_estimated"` // actual is revenue × margin rate
	Potential int64                `json:"potential_minor"`
	Predicted int64                `json:"predicted_minor"`
	Raw       analytics.Quadrant   `json:"raw"`
	Quadrant  analytics.Quadrant   `json:"quadrant"`
	Cuts      analytics.MatrixCuts `json:"cuts"`
	Factors   MatrixFactors        `json:"factors"`
	Guards    []GuardExplanation   `json:"guards"`
}

// MatrixFactors are what predicted margin is multiplied by to give potential; 1 where nothing is known.
type MatrixFactors struct {
	Growth float64 `json:"growth"`
	Wallet float64 `json:"wallet"`
	Stage  float64 `json:"stage"`
}

// GuardExplanation is the answer to one guard and where it comes from. Reason is a person's words for an answer by hand, else a code:
// flagged, not_asked, growing, not_growing, too_few_purchases, other_division, one_division, no_divisions.
type GuardExplanation struct {
	Guard     analytics.Guard `json:"guard"`
	State     string          `json:"state"` // holds, refused, unanswered
	Automatic bool            `json:"automatic"`
	Reason    string          `json:"reason"`
	Expires   *clock.Day      `json:"expires_day"` // nil: never, or an automatic answer
}
