package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// Why there is no holdout report.
const (
	holdoutTooYoung = "too_young"
	holdoutThin     = "thin_data"
)

// most weeks that are tracked one by one; an older base is tracked by four weeks.
const mostTrackedWeeks = 260

// check fills the holdout report: the kind of model that was taken, fitted to what was known at the end of the calibration, against what the
// same clients bought after it.
func (r *LifetimeReport) check(in *inputs, k KeptLifetime) error {
	length := float64(in.scope.AsOf-in.calibrationEnd) / weekDays
	switch {
	case k.Basis == "":
		r.NoHoldout = reasonNoHistory
		return nil
	case len(in.calibration) == 0 || in.calibrationEnd == 0 || length <= 0:
		r.NoHoldout = holdoutTooYoung
		return nil
	case k.Basis != BasisModel:
		r.NoHoldout = holdoutThin
		return nil
	}
	b := groupBase(len(in.calibration), func(i int) (days, bool) {
		c := in.calibration[i]
		return daysOf(c.First, c.Last, c.Days, int32(in.calibrationEnd))
	})
	g, err := b.groups()
	if err != nil {
		return err
	}
	if g.Clients() < analytics.MinimumModelClients || g.Repeaters() < analytics.MinimumModelRepeaters {
		r.NoHoldout = holdoutThin
		return nil
	}
	fit, err := analytics.FitLifetime(k.Kind, g)
	if err != nil {
		return err
	}
	report, err := analytics.Holdout(fit.Model, b.heldOut(in.calibration), length)
	if err != nil {
		return err
	}
	h := &LifetimeHoldout{CalibrationEnd: in.calibrationEnd, Days: int(in.scope.AsOf - in.calibrationEnd), Model: k.Kind, Clients: report.Clients,
		Predicted: finite(report.Predicted), Actual: report.Actual, Bias: report.Bias, MAE: finite(report.MAE), RMSE: finite(report.RMSE),
		Rank: finite(report.Rank.Estimate), Trust: report.Trust, ByRepeats: []LifetimeRepeats{}, Tracking: []LifetimeTrack{}}
	for i, bucket := range report.ByRepeats {
		h.ByRepeats = append(h.ByRepeats, LifetimeRepeats{Repeats: bucket.Repeats, More: i == len(report.ByRepeats)-1, Clients: bucket.Clients,
			Predicted: bucket.Predicted, Actual: bucket.Actual})
	}
	r.Holdout = h
	return h.track(in, fit.Model)
}

// heldOut gives the clients with what they bought after the calibration, in order of history, so that equal ones stand together.
func (b base) heldOut(calibration []calibrated) []analytics.HoldoutClient {
	next, total := make([]int32, len(b.clients)), int32(0)
	for i, n := range b.clients {
		next[i] = total
		total += n
	}
	out := make([]analytics.HoldoutClient, total)
	for i, at := range b.of {
		if at >= 0 {
			out[next[at]] = analytics.HoldoutClient{Purchases: b.histories[at], Actual: int(calibration[i].After)}
			next[at]++
		}
	}
	return out
}

// track fills repeat purchases by week against the model, from the first purchase of the base to the day of the run; clients count from their
// first purchase, those won after the calibration too.
func (h *LifetimeHoldout) track(in *inputs, m analytics.LifetimeModel) error {
	n := int(in.scope.AsOf-in.firstDay) + 1
	if n < 2 || len(in.births) == 0 {
		return nil
	}
	fitting := func(counts []int32) []int32 {
		if len(counts) >= n {
			return counts[:n]
		}
		return append(append(make([]int32, 0, n), counts...), make([]int32, n-len(counts))...)
	}
	period := weekDays
	if n/weekDays > mostTrackedWeeks {
		period = 4 * weekDays
	}
	points, err := analytics.TrackingByDay(m, fitting(in.births), fitting(in.repeats), weekDays, period)
	if err != nil {
		return err
	}
	for k, p := range points {
		h.Tracking = append(h.Tracking, LifetimeTrack{Day: in.firstDay + clock.Day((k+1)*period), Predicted: finite(p.Expected), Actual: p.Actual,
			PredictedCumulated: finite(p.CumulativeExpected), ActualCumulated: p.CumulativeActual})
	}
	return nil
}
