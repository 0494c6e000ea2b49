package portfolio

import (
	"slices"

	"clientele/internal/analytics"
)

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

// unverifiedShare is the share of the matrix' clients above which unanswered guards are worth an alarm.
const unverifiedShare = 0.1

// alarmsReport gathers the alarms that the other reports of a scope ring.
func alarmsReport(in *inputs, reports map[ReportName]any) AlarmsReport {
	a := AlarmsReport{Alarms: []Alarm{}}
	if r, ok := reportIn[RetentionReport](reports, ReportRetention); ok {
		a.erosion(r.Erosion)
	}
	if r, ok := reportIn[BalanceReport](reports, ReportBalance); ok {
		for _, d := range r.Alarms {
			code := AlarmFirst
			if d.Code != "first_client" {
				code = AlarmFirstFive
			}
			a.add(code, Warning, "/portfolio/balance", nil, map[string]float64{"share": rounded(d.Share), "limit": d.Limit})
		}
	}
	if r, ok := reportIn[LifetimeReport](reports, ReportLifetime); ok {
		a.model(r)
	}
	if r, ok := reportIn[MatrixReport](reports, ReportMatrix); ok {
		for _, q := range r.Quadrants {
			if q.Quadrant == analytics.QuadrantUnverified && q.ClientShare > unverifiedShare {
				a.add(AlarmUnverified, Info, "/clients", map[string]string{"quadrant": "unverified"}, map[string]float64{"clients": float64(q.Clients), "share": rounded(q.ClientShare)})
			}
		}
	}
	a.clients(in.figures)
	for i := range a.Alarms {
		if t := &a.Alarms[i].Target; in.scope.Division != 0 {
			t.Query["division_id"] = in.scope.Division.String()
		}
	}
	sortAlarms(a.Alarms)
	return a
}

// reportIn gives a report of a scope, whichever way it was put.
func reportIn[R any](reports map[ReportName]any, name ReportName) (R, bool) {
	switch r := reports[name].(type) {
	case R:
		return r, true
	case *R:
		if r != nil {
			return *r, true
		}
	}
	var none R
	return none, false
}

func (a *AlarmsReport) add(code, severity, path string, query map[string]string, values map[string]float64) {
	if query == nil {
		query = map[string]string{}
	}
	a.Alarms = append(a.Alarms, Alarm{Code: code, Severity: severity, Values: values, Target: Target{Path: path, Query: query}})
}

func (a *AlarmsReport) erosion(e Erosion) {
	months := float64(e.Months)
	if e.ClientsAlarm {
		a.add(AlarmErosionClients, Danger, "/portfolio/retention", nil, map[string]float64{"months": months, "gained": float64(e.Gained), "lost": float64(e.Lost)})
	}
	if e.ValueAlarm {
		a.add(AlarmErosionValue, Danger, "/portfolio/retention", nil,
			map[string]float64{"months": months, "gained_minor": float64(e.GainedValue), "lost_minor": float64(e.LostValue)})
	}
}

func (a *AlarmsReport) model(r LifetimeReport) {
	if h := r.Holdout; h != nil && h.Trust == "poor" {
		v := map[string]float64{"predicted": rounded(h.Predicted), "actual": float64(h.Actual), "rank_correlation": rounded(h.Rank)}
		if h.Bias != nil {
			v["bias"] = rounded(*h.Bias)
		}
		a.add(AlarmTrust, Warning, "/portfolio/lifetime", nil, v)
	}
	if r.Reason == analytics.ChoiceDropoutNotIdentified {
		v := map[string]float64{}
		if r.DropoutRatio != nil {
			v["dropout_ratio"] = rounded(*r.DropoutRatio)
		}
		a.add(AlarmDropout, Info, "/portfolio/lifetime", nil, v)
	}
}

// clients rings for clients who are satisfied but leaving, whose renewal is late, and for those of class A who have fallen asleep.
func (a *AlarmsReport) clients(figures []Figure) {
	var leaving, late, asleep, leavingValue, lateValue, asleepValue int64
	for i := range figures {
		f := &figures[i]
		if f.SatisfiedLeaving {
			leaving, leavingValue = leaving+1, leavingValue+f.Revenue
		}
		if f.Stage.Is(analytics.StageLate) {
			late, lateValue = late+1, lateValue+f.Predicted
		}
		if f.ABC.String() == "A" && (f.Group.Is(analytics.RFMAtRisk) || f.Group.Is(analytics.RFMCannotLose)) {
			asleep, asleepValue = asleep+1, asleepValue+f.Revenue
		}
	}
	if asleep > 0 {
		a.add(AlarmBestSleeping, Danger, "/clients", map[string]string{"abc": "A", "rfm_group": string(analytics.RFMAtRisk) + "," + string(analytics.RFMCannotLose)},
			map[string]float64{"clients": float64(asleep), "revenue_minor": float64(asleepValue)})
	}
	if leaving > 0 {
		a.add(AlarmSatisfiedLeaves, Warning, "/clients", map[string]string{"satisfied_leaving": "true"},
			map[string]float64{"clients": float64(leaving), "revenue_minor": float64(leavingValue)})
	}
	if late > 0 {
		a.add(AlarmRenewalsLate, Warning, "/portfolio/life_stage", map[string]string{"stage": string(analytics.StageLate)},
			map[string]float64{"clients": float64(late), "predicted_minor": float64(lateValue)})
	}
}

// flowReports makes the reports of the flow of clients and of the balance, then the alarms of all reports of the scope, so it comes last.
func flowReports(in *inputs, balance analytics.Concentration, reports map[ReportName]any) error {
	retention, err := retentionReport(in)
	if err != nil {
		return err
	}
	cohorts, err := cohortsReport(in)
	if err != nil {
		return err
	}
	b, err := balanceReport(balance, in.settings.Dependence)
	if err != nil {
		return err
	}
	reports[ReportRetention], reports[ReportCohorts], reports[ReportBalance] = retention, cohorts, b
	if len(in.figures) >= pointsFrom {
		reports[ReportPoints] = pointsReport(in.figures)
	}
	reports[ReportAlarms] = alarmsReport(in, reports)
	return nil
}
