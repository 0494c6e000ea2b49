package analytics

import "slices"

// DayAmount is what one client bought on one day, in minor units; Day counts days from any fixed origin.
type DayAmount struct {
	Day    int   `json:"day"`
	Amount int64 `json:"amount_minor"`
}

// History is one client as the lifetime models see it at the end of a calibration, with what followed.
type History struct {
	Purchases
	Spend       Spend `json:"spend"` // over repeat days only, minor units
	FirstDay    int   `json:"first_day"`
	After       int   `json:"after"`              // purchase days in the holdout
	AfterAmount int64 `json:"after_amount_minor"` // their amounts
}

// HistoryOf makes a client's history from its purchases (any order, several a day become one purchase event).
//
//	x = repeat days up to end;  tx, T = days from the first purchase to the last one and to end, divided by unit
//
// end is the last day of the calibration, included; days after it up to until, included, are the holdout (until = end:
// none); unit is the days of a time unit (7 for weeks). The mean spend excludes the first day and may be zero or negative
// where refunds are netted; a fit then leaves the client out. ok is false when the client's first purchase is after end.
// ErrInput when until < end, unit ≤ 0 or there is no purchase.
func HistoryOf(purchases []DayAmount, end, until int, unit float64) (h History, ok bool, err error) {
	if until < end || !(unit > 0) || !finite(unit) || len(purchases) == 0 {
		return History{}, false, badInput("history: %d purchases, end %d, until %d, unit %v", len(purchases), end, until, unit)
	}
	sorted := slices.Clone(purchases)
	slices.SortFunc(sorted, func(a, b DayAmount) int { return a.Day - b.Day })
	h.FirstDay = sorted[0].Day
	if h.FirstDay > end {
		return History{}, false, nil
	}
	h.T = float64(end-h.FirstDay) / unit
	repeat, last := int64(0), h.FirstDay
	for _, p := range sorted {
		isNew := p.Day != last
		last = p.Day
		switch {
		case p.Day == h.FirstDay || p.Day > until:
		case p.Day > end:
			h.AfterAmount += p.Amount
			if isNew {
				h.After++
			}
		default:
			repeat += p.Amount
			if isNew {
				h.X++
			}
			h.Tx = float64(p.Day-h.FirstDay) / unit
		}
	}
	if h.X > 0 {
		h.Spend = Spend{X: h.X, Mean: float64(repeat) / float64(h.X)}
	}
	return h, true, nil
}
