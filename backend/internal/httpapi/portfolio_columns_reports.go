package httpapi

import (
	"strings"

	"clientele/internal/clock"
	"clientele/internal/portfolio"
	"clientele/internal/table"
)

var retentionColumns = []table.Column[portfolio.RetentionMonth]{
	table.Text("month", func(m portfolio.RetentionMonth) string { return m.Month }),
	table.Integer("won", func(m portfolio.RetentionMonth) int64 { return m.Won }),
	table.Integer("recovered", func(m portfolio.RetentionMonth) int64 { return m.Recovered }),
	table.Integer("lost", func(m portfolio.RetentionMonth) int64 { return m.Lost }),
	table.Integer("active", func(m portfolio.RetentionMonth) int64 { return m.Active }),
	table.Money("value_won", func(m portfolio.RetentionMonth) int64 { return m.WonValue }),
	table.Money("value_recovered", func(m portfolio.RetentionMonth) int64 { return m.RecoveredValue }),
	table.Money("value_lost", func(m portfolio.RetentionMonth) int64 { return m.LostValue }),
	table.Boolean("partial", func(m portfolio.RetentionMonth) bool { return m.Partial }),
	table.Money("acquisition_cost", func(m portfolio.RetentionMonth) int64 { return m.AcquisitionCost }),
	table.Money("retention_cost", func(m portfolio.RetentionMonth) int64 { return m.RetentionCost }),
}

var survivalColumns = []table.Column[portfolio.SurvivalPoint]{
	table.Number("months", func(p portfolio.SurvivalPoint) float64 { return p.Months }).In("months"),
	table.Share("survival", func(p portfolio.SurvivalPoint) float64 { return p.Survival }),
	table.Share("low", func(p portfolio.SurvivalPoint) float64 { return p.Low }),
	table.Share("high", func(p portfolio.SurvivalPoint) float64 { return p.High }),
	table.Integer("at_risk", func(p portfolio.SurvivalPoint) int64 { return p.AtRisk }),
	table.Integer("lost", func(p portfolio.SurvivalPoint) int64 { return p.Lost }),
}

type cohortRow struct {
	cohort string
	size   int64
	portfolio.CohortCell
}

var cohortColumns = []table.Column[cohortRow]{
	table.Text("cohort", func(r cohortRow) string { return r.cohort }),
	table.Integer("size", func(r cohortRow) int64 { return r.size }),
	table.Integer("age", func(r cohortRow) int64 { return int64(r.Age) }),
	table.Integer("clients", func(r cohortRow) int64 { return r.Clients }),
	table.Share("retention", func(r cohortRow) float64 { return r.Retention }),
	table.Money("value", func(r cohortRow) int64 { return r.Value }),
	table.Money("value_cumulated", func(r cohortRow) int64 { return r.Cumulated }),
}

func cohortRows(a exportAsk, r portfolio.CohortsReport) []cohortRow {
	var out []cohortRow
	for _, c := range r.Of(a.period).Cohorts {
		for _, v := range c.Cells() {
			out = append(out, cohortRow{c.Cohort, c.Size, v})
		}
	}
	return out
}

var normColumns = []table.Column[portfolio.CategoryStages]{
	table.Text("category", func(c portfolio.CategoryStages) string { return c.Category.Code }),
	table.Text("name", func(c portfolio.CategoryStages) string { return c.Category.Name }),
	table.Text("source", func(c portfolio.CategoryStages) string { return string(c.Source) }),
	table.Number("days", func(c portfolio.CategoryStages) float64 { return c.Days }).In("days"),
	table.Number("low_days", func(c portfolio.CategoryStages) float64 { return c.LowDays }).In("days"),
	table.Number("high_days", func(c portfolio.CategoryStages) float64 { return c.HighDays }).In("days"),
	table.Number("spread", func(c portfolio.CategoryStages) float64 { return c.Spread }),
	table.Integer("intervals", func(c portfolio.CategoryStages) int64 { return int64(c.Intervals) }),
	table.Integer("clients", func(c portfolio.CategoryStages) int64 { return c.Clients }),
	table.Integer("fresh", func(c portfolio.CategoryStages) int64 { return c.Stages.Fresh }),
	table.Integer("approaching", func(c portfolio.CategoryStages) int64 { return c.Stages.Approaching }),
	table.Integer("due", func(c portfolio.CategoryStages) int64 { return c.Stages.Due }),
	table.Integer("late", func(c portfolio.CategoryStages) int64 { return c.Stages.Late }),
	table.Integer("lapsed", func(c portfolio.CategoryStages) int64 { return c.Stages.Lapsed }),
}

// stateRow is a state of relationship, or a doubt with the clients where it is the first to act on.
type stateRow struct {
	kind, name         string
	clients, revenue   int64
	share              *float64
	predicted, actedOn *int64
}

var stateColumns = []table.Column[stateRow]{
	table.Text("kind", func(r stateRow) string { return r.kind }),
	table.Text("name", func(r stateRow) string { return r.name }),
	table.Integer("clients", func(r stateRow) int64 { return r.clients }),
	table.Share("client_share", func(r stateRow) *float64 { return r.share }),
	table.Integer("first", func(r stateRow) *int64 { return r.actedOn }),
	table.Money("revenue", func(r stateRow) int64 { return r.revenue }),
	table.Money("predicted", func(r stateRow) *int64 { return r.predicted }),
}

func stateRows(_ exportAsk, r portfolio.RelationshipReport) []stateRow {
	var out []stateRow
	for _, s := range r.States {
		out = append(out, stateRow{kind: "state", name: string(s.State), clients: s.Clients, share: &s.ClientShare, revenue: s.Revenue, predicted: &s.Predicted})
	}
	for _, d := range r.Doubts {
		out = append(out, stateRow{kind: "doubt", name: string(d.Doubt), clients: d.Clients, actedOn: &d.First, revenue: d.Revenue})
	}
	return append(out, stateRow{kind: "satisfied_leaving", name: "satisfied_leaving", clients: r.SatisfiedLeaving.Clients, revenue: r.SatisfiedLeaving.Revenue})
}

// balanceRow is the value of the best clients, or a point of a curve.
type balanceRow struct {
	kind           string
	clients, value *int64
	clientShare    *float64
	valueShare     float64
}

var balanceColumns = []table.Column[balanceRow]{
	table.Text("kind", func(r balanceRow) string { return r.kind }),
	table.Integer("clients", func(r balanceRow) *int64 { return r.clients }),
	table.Money("value", func(r balanceRow) *int64 { return r.value }),
	table.Share("client_share", func(r balanceRow) *float64 { return r.clientShare }),
	table.Share("value_share", func(r balanceRow) float64 { return r.valueShare }),
}

func balanceRows(_ exportAsk, r portfolio.BalanceReport) []balanceRow {
	var out []balanceRow
	for _, t := range r.Concentration.Top {
		n := int64(t.Clients)
		out = append(out, balanceRow{kind: "best", clients: &n, value: &t.Value, valueShare: t.Share})
	}
	for _, p := range r.Concentration.Pareto {
		out = append(out, balanceRow{kind: "pareto", clientShare: &p.ClientShare, valueShare: p.ValueShare})
	}
	for _, p := range r.Concentration.Lorenz {
		out = append(out, balanceRow{kind: "lorenz", clientShare: &p.ClientShare, valueShare: p.ValueShare})
	}
	return out
}

type fratRow struct {
	kind, code, name string
	clients, revenue int64
}

var fratColumns = []table.Column[fratRow]{
	table.Text("kind", func(r fratRow) string { return r.kind }),
	table.Text("code", func(r fratRow) string { return r.code }),
	table.Text("name", func(r fratRow) string { return r.name }),
	table.Integer("clients", func(r fratRow) int64 { return r.clients }),
	table.Money("revenue", func(r fratRow) int64 { return r.revenue }),
}

func fratRows(_ exportAsk, r portfolio.FRATReport) []fratRow {
	var out []fratRow
	for _, f := range r.Focuses {
		out = append(out, fratRow{"focus", string(f.Focus), "", f.Clients, f.Revenue})
	}
	for _, t := range r.Categories {
		out = append(out, fratRow{"category", t.Category.Code, t.Category.Name, t.Clients, t.Revenue})
	}
	return out
}

var tierColumns = []table.Column[portfolio.TierTotal]{
	table.Text("class", func(t portfolio.TierTotal) string { return t.Class }),
	table.Text("tier", func(t portfolio.TierTotal) string { return t.Tier }),
	table.Text("name", func(t portfolio.TierTotal) string { return t.Name }),
	table.Integer("clients", func(t portfolio.TierTotal) int64 { return t.Clients }),
	table.Money("revenue", func(t portfolio.TierTotal) int64 { return t.Revenue }),
	table.Integer("response_hours", func(t portfolio.TierTotal) int64 { return int64(t.ResponseHours) }).In("hours"),
	table.Text("channels", func(t portfolio.TierTotal) string { return strings.Join(t.Channels, " ") }),
	table.Integer("effort_minutes", func(t portfolio.TierTotal) int64 { return int64(t.EffortMinutes) }).In("minutes"),
	table.Number("discount_percent", func(t portfolio.TierTotal) float64 { return t.DiscountPercent }).In("percent"),
}

var placeColumns = []table.Column[portfolio.PlaceTotal]{
	table.Text("country", func(p portfolio.PlaceTotal) string { return p.Country }),
	table.Text("city", func(p portfolio.PlaceTotal) string { return p.City }),
	table.Number("latitude", func(p portfolio.PlaceTotal) *float64 { return p.Latitude }),
	table.Number("longitude", func(p portfolio.PlaceTotal) *float64 { return p.Longitude }),
	table.Integer("clients", func(p portfolio.PlaceTotal) int64 { return p.Clients }),
	table.Money("revenue", func(p portfolio.PlaceTotal) int64 { return p.Revenue }),
	table.Money("predicted", func(p portfolio.PlaceTotal) int64 { return p.Predicted }),
}

var renewalColumns = []table.Column[RenewalBody]{
	table.Text("client_id", func(r RenewalBody) string { return r.Client.ID.String() }),
	table.Text("name", func(r RenewalBody) string { return r.Client.Name }),
	table.Text("category", func(r RenewalBody) string {
		if r.Category == nil {
			return ""
		}
		return r.Category.Name
	}),
	table.Day("last_day", func(r RenewalBody) clock.Day { return r.LastDay }),
	table.Day("due_from", func(r RenewalBody) clock.Day { return r.DueFrom }),
	table.Day("due_day", func(r RenewalBody) clock.Day { return r.DueDay }),
	table.Day("due_to", func(r RenewalBody) clock.Day { return r.DueTo }),
	table.Integer("days_late", func(r RenewalBody) int64 { return r.DaysLate }).In("days"),
	table.Integer("cycle_days", func(r RenewalBody) int64 { return r.CycleDays }).In("days"),
	table.Text("stage", func(r RenewalBody) string { return r.Stage }),
	table.Money("revenue", func(r RenewalBody) int64 { return r.RevenueMinor }),
	table.Money("predicted", func(r RenewalBody) int64 { return r.PredictedMinor }),
}

var migrationColumns = []table.Column[MigrationCellBody]{
	table.Text("from", func(m MigrationCellBody) string { return m.From }),
	table.Text("to", func(m MigrationCellBody) string { return m.To }),
	table.Integer("clients", func(m MigrationCellBody) int64 { return m.Clients }),
	table.Money("value", func(m MigrationCellBody) int64 { return m.ValueMinor }),
	table.Share("share", func(m MigrationCellBody) float64 { return m.Share }),
}
