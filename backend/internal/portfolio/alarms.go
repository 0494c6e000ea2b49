package portfolio

import "slices"

// Alarm is something that calls for attention, with the numbers that say so; screens have the words. Shares run from 0 to 1, *_minor are
// minor units of the reporting currency.
type Alarm struct {
	Code     string             `json:"code"`
	Severity string             `json:"severity"`
	Values   map[string]float64 `json:"values"`
	Target   Target             `json:"target"`
}

// Target is the screen that shows more of an alarm.
type Target struct {
	Path  string            `json:"path"`
	Query map[string]string `json:"query"`
}

// The severities of alarms, in order.
const (
	Danger  = "danger"
	Warning = "warning"
	Info    = "info"
)

// The codes of alarms.
const (
	AlarmErosionClients  = "erosion_clients"
	AlarmErosionValue    = "erosion_value"
	AlarmFirst           = "concentration_first"
	AlarmFirstFive       = "concentration_first_five"
	AlarmStale           = "stale_data"
	AlarmTrust           = "model_trust_poor"
	AlarmDropout         = "dropout_not_identified"
	AlarmUnverified      = "many_unverified"
	AlarmSatisfiedLeaves = "satisfied_leaving"
	AlarmRenewalsLate    = "renewals_late"
	AlarmBestSleeping    = "best_sleeping"
	AlarmRunFailed       = "run_failed"
)

// AlarmsReport is the alarms that a run's own figures ring.
type AlarmsReport struct {
	Alarms []Alarm `json:"alarms"`
}

// sortAlarms puts the most severe first, and leaves equal ones in their order.
func sortAlarms(list []Alarm) {
	order := []string{Danger, Warning, Info}
	slices.SortStableFunc(list, func(a, b Alarm) int { return slices.Index(order, a.Severity) - slices.Index(order, b.Severity) })
}
