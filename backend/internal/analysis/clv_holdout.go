package analysis

import (
	"fmt"
	"math"

	"clientele/internal/analytics"
)

// CLVHoldout compares the forecast for the time from the end of the calibration to the end of observation with what was bought then.
type CLVHoldout struct {
	analytics.HoldoutReport
	PeriodDays float64                   `json:"tracking_period_days"`
	Origin     string                    `json:"tracking_from"`
	Tracking   []analytics.TrackingPoint `json:"tracking"`
}

// maxPeriods bounds the points of the tracking.
const maxPeriods = 2000

// checkHoldout makes the report where the file goes on after the calibration. Days are tracked by weeks.
func (r *CLVReport) checkHoldout(m analytics.LifetimeModel) error {
	b := r.base
	switch {
	case b.end == nil:
		r.lacks("holdout", "a file of x,tx,T has no dates")
		for _, what := range []string{"file.first_day", "file.last_day", "settings.calibration_end", "settings.observation_end"} {
			r.lacks(what, "a file of x,tx,T has no dates")
		}
		return nil
	case *b.until <= *b.end:
		r.lacks("holdout", "nothing was observed after the end of the calibration")
		return nil
	}
	clients := make([]analytics.HoldoutClient, len(b.purchases))
	for i, p := range b.purchases {
		clients[i] = analytics.HoldoutClient{Purchases: p, Actual: b.after[i]}
	}
	unit := r.Settings.DaysPerUnit
	report, err := analytics.Holdout(m, clients, float64(*b.until-*b.end)/unit)
	if err != nil {
		return err
	}
	if report.Bias == nil {
		r.lacks("holdout.bias", "nothing was bought in the holdout")
	}
	r.Holdout = &CLVHoldout{HoldoutReport: report, PeriodDays: unit, Origin: r.File.FirstDay.String(), Tracking: []analytics.TrackingPoint{}}
	if r.Settings.Unit == "day" {
		r.Holdout.PeriodDays = 7
	}
	days := float64(*b.until - *r.File.FirstDay)
	periods := int(math.Ceil(days / r.Holdout.PeriodDays))
	if periods > maxPeriods {
		r.lacks("holdout.tracking", fmt.Sprintf("more than %d periods", maxPeriods))
		return nil
	}
	r.Holdout.Tracking, err = analytics.Tracking(m, b.births, b.repeats, r.Holdout.PeriodDays/unit, max(1, periods))
	return err
}
