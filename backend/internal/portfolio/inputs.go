package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// inputs is what one scope's classes are made of, gathered in one pass over the facts. Slices that say "parallel" have one entry per figure.
type inputs struct {
	scope    Scope
	settings Settings
	former   former   // the run that readers see
	figures  []Figure // facts filled, in order of client
	// divisions counts, parallel, the divisions that the client bought from in the window.
	divisions []uint8
	// calibration holds, parallel, the histories up to calibrationEnd and what came after; nil where the base is too young for a holdout.
	calibration    []calibrated
	calibrationEnd clock.Day
	firstDay       clock.Day // of the first counted sale of a client; births and repeats are counted by day from it
	births         []int32   // first purchases
	repeats        []int32   // purchase days after a client's first

	// What the reports of the flow of clients are made of. Months count year × 12 + month − 1, quarters year × 4 + quarter − 1.
	duty                   *analytics.RetentionDuty // from the month of the company's first purchase to that of the run, costs not yet added; nil without a purchase
	monthly, quarterly     []analytics.CohortCell
	lastMonth, lastQuarter int
	lifetimes              []analytics.Lifetime // in months, grouped; ended when silent for the settings' months
	days                   []DayTotal           // in order of day, anonymous sales too

	// Of all counted orders of clients whose margin is known: their value and margin. The base's margin rate is their ratio.
	costedValue, costedMargin int64

	// The rest is known of the company as a whole only (Division 0).
	lines      *lineSet
	categories map[id.ID]Category
	records    Records
}

// calibrated is a client's history up to the end of the calibration, for the holdout report: purchase days up to it with their first and
// last, and purchase days after it. Days is 0 for a client that came later.
type calibrated struct {
	First, Last int32
	Days, After int32
}
