// Package portfolio is the run over the whole base that says what each client is worth, and what it found.
package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/fault"
)

// Settings are the cuts and windows of a run, kept with it.
type Settings struct {
	WindowMonths int              `json:"window_months"`     // of value: revenue, margin, ABC
	RFMMonths    int              `json:"rfm_window_months"` // of frequency and monetary value
	ABCPreset    string           `json:"abc_preset"`        // pareto, 60_90, 65_90 or own
	ABCCuts      []float64        `json:"abc_cuts"`          // percent of cumulated value
	ABCValue     string           `json:"abc_value"`         // revenue or margin, over the window
	Monetary     string           `json:"monetary"`          // sum or mean of the window's value per order
	RFMMap       analytics.RFMMap `json:"rfm_map"`
	Schedule     Schedule         `json:"schedule"`
	Rules
}

// Schedule says when runs start by themselves, in the organisation's time zone.
type Schedule struct {
	Every string `json:"every"` // off, day, week (Monday) or month (the 1st)
	At    string `json:"at"`    // 03:00
}

// The choices of the settings.
var (
	ABCPresets = []string{"pareto", "60_90", "65_90", "own"}
	ABCValues  = []string{"revenue", "margin"}
	Monetaries = []string{"sum", "mean"}
	Everies    = []string{"off", "day", "week", "month"}
)

// DefaultSettings is 12 months, 10-40-50 % for 60-30-10 %, the published RFM map, and a run every night at three.
func DefaultSettings() Settings {
	cuts, _ := analytics.ABCPresets("60_90")
	return Settings{WindowMonths: 12, RFMMonths: 12, ABCPreset: "60_90", ABCCuts: cuts, ABCValue: "revenue", Monetary: "sum",
		RFMMap: analytics.DefaultRFMMap(), Schedule: Schedule{Every: "day", At: "03:00"}, Rules: DefaultRules()}
}

// Complete fills the cuts of a preset.
func (s *Settings) Complete() {
	if cuts, ok := analytics.ABCPresets(s.ABCPreset); ok {
		s.ABCCuts = cuts
	}
}

// Validate says what is wrong with the settings.
func (s Settings) Validate() error {
	var c fault.Check
	c.That(s.WindowMonths >= 1 && s.WindowMonths <= 120, "window_months", "range", "must lie between 1 and 120")
	c.That(s.RFMMonths >= 1 && s.RFMMonths <= 120, "rfm_window_months", "range", "must lie between 1 and 120")
	c.OneOf("abc_preset", s.ABCPreset, ABCPresets...)
	c.OneOf("abc_value", s.ABCValue, ABCValues...)
	c.OneOf("monetary", s.Monetary, Monetaries...)
	c.OneOf("schedule.every", s.Schedule.Every, Everies...)
	_, _, ok := s.Schedule.clock()
	c.That(ok, "schedule.time", "time", "must be a time such as 03:00")
	if _, _, err := analytics.ABCClasses(nil, s.ABCCuts); err != nil {
		c.Add("abc_cuts", "cuts", "must be 1 to 5 increasing percentages between 0 and 100")
	}
	if _, err := analytics.NewRFMMap(s.RFMMap.Lines()); err != nil {
		c.Add("rfm_map", "map", err.Error())
	}
	s.check(&c)
	return c.Err()
}

func (s Schedule) clock() (hour, minute int, ok bool) {
	if len(s.At) != 5 || s.At[2] != ':' {
		return 0, 0, false
	}
	d := func(i int) int { return int(s.At[i] - '0') }
	for _, i := range []int{0, 1, 3, 4} {
		if s.At[i] < '0' || s.At[i] > '9' {
			return 0, 0, false
		}
	}
	hour, minute = d(0)*10+d(1), d(3)*10+d(4)
	return hour, minute, hour < 24 && minute < 60
}
