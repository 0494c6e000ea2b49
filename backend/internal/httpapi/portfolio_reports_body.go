package httpapi

import (
	"clientele/internal/clock"
	"clientele/internal/id"
)

// ReportRunBody is the run that a report speaks of.
type ReportRunBody struct {
	ID     id.ID     `json:"id"`
	Number int64     `json:"number"`
	AsOf   clock.Day `json:"as_of"`
} //	@name	ReportRun

// ReportHeadBody opens every report: its run, and the division it is limited to, null for the whole company.
type ReportHeadBody struct {
	Run        ReportRunBody `json:"run"`
	DivisionID *id.ID        `json:"division_id" extensions:"x-nullable"`
} //	@name	ReportHead

// ReportClientBody names a client.
type ReportClientBody struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
} //	@name	ReportClient

// ReportCategoryBody names a product category.
type ReportCategoryBody struct {
	ID   id.ID  `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
} //	@name	ReportCategory

// RetentionMonthBody is the duty of one month: clients and value won, come back and lost. Value won and recovered is that of the
// silence_months that start there; the newest months are still growing (partial). active clients are not lost at the end of the month.
type RetentionMonthBody struct {
	Month           string `json:"month" example:"2026-03"`
	Won             int64  `json:"won"`
	Recovered       int64  `json:"recovered"`
	Lost            int64  `json:"lost"`
	Active          int64  `json:"active"`
	WonValue        int64  `json:"won_minor"`
	RecoveredValue  int64  `json:"recovered_minor"`
	LostValue       int64  `json:"lost_minor"`
	Partial         bool   `json:"partial"`
	AcquisitionCost int64  `json:"acquisition_cost_minor"`
	RetentionCost   int64  `json:"retention_cost_minor"`
} //	@name	RetentionMonth

// ErosionBody sums up the last months. loss_rate is clients lost a month over those active at its start; costs per client are null where
// there is none to divide by. The value alarm looks at complete months only, and is possible where there are enough of them.
type ErosionBody struct {
	Months             int      `json:"months"`
	Gained             int64    `json:"gained"`
	GainedValue        int64    `json:"gained_minor"`
	Lost               int64    `json:"lost"`
	LostValue          int64    `json:"lost_minor"`
	LossRate           float64  `json:"loss_rate"`
	CostPerWon         *float64 `json:"cost_per_won_minor" extensions:"x-nullable"`
	CostPerKept        *float64 `json:"cost_per_kept_minor" extensions:"x-nullable"`
	ClientsAlarm       bool     `json:"clients_alarm"`
	ValueAlarm         bool     `json:"value_alarm"`
	ValueAlarmPossible bool     `json:"value_alarm_possible"`
} //	@name	Erosion

// SurvivalPointBody is the share of clients still here some months after their first purchase, with its 95 % interval.
type SurvivalPointBody struct {
	Months   float64 `json:"months"`
	Survival float64 `json:"survival"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	AtRisk   int64   `json:"at_risk"`
	Lost     int64   `json:"lost"`
} //	@name	SurvivalPoint

// SurvivalBody is how long clients stay (Kaplan-Meier). median_months is null while more than half are still here.
type SurvivalBody struct {
	Points       []SurvivalPointBody `json:"points"`
	MedianMonths *float64            `json:"median_months" extensions:"x-nullable"`
	Clients      int64               `json:"clients"`
	Lost         int64               `json:"lost"`
} //	@name	Survival

// RetentionReportBody is clients and value won against clients and value lost, month by month. A client is lost after silence_months
// without a purchase.
type RetentionReportBody struct {
	ReportHeadBody
	SilenceMonths int                  `json:"silence_months"`
	Months        []RetentionMonthBody `json:"months"`
	Erosion       ErosionBody          `json:"erosion"`
	Survival      SurvivalBody         `json:"survival"`
} //	@name	RetentionReport

// CohortCellBody is a cohort at an age, in periods after the first purchase.
type CohortCellBody struct {
	Age       int     `json:"age"`
	Clients   int64   `json:"clients"`
	Retention float64 `json:"retention"`
	Value     int64   `json:"value_minor"`
	Cumulated int64   `json:"cumulated_minor"`
} //	@name	CohortCell

// CohortBody is the clients who first bought in a month ("2025-03") or quarter ("2025-Q1").
type CohortBody struct {
	Cohort string           `json:"cohort" example:"2025-Q1"`
	Size   int64            `json:"size"`
	Cells  []CohortCellBody `json:"cells"`
} //	@name	Cohort

// CohortReportBody is the triangle of cohorts. retention is, by age, that of all cohorts old enough, weighted by size.
type CohortReportBody struct {
	ReportHeadBody
	Period    string       `json:"period" enums:"month,quarter"`
	Cohorts   []CohortBody `json:"cohorts"`
	Retention []float64    `json:"retention"`
} //	@name	CohortReport

// BalanceAlarmBody is a limit that a share of value has passed.
type BalanceAlarmBody struct {
	Code  string  `json:"code" enums:"first_client,first_five_clients"`
	Share float64 `json:"share"`
	Limit float64 `json:"limit"`
} //	@name	BalanceAlarm

// BalanceLimitsBody is the shares of value above which a portfolio depends too much on its first clients.
type BalanceLimitsBody struct {
	First     float64 `json:"first"`
	FirstFive float64 `json:"first_five"`
} //	@name	BalanceLimits

// BalanceReportBody is how far the portfolio depends on few clients, by revenue of the window. lorenz starts with the smallest clients.
type BalanceReportBody struct {
	ReportHeadBody
	Concentration ParetoBody         `json:"concentration"`
	MeanMinor     int64              `json:"mean_minor"`
	MedianMinor   int64              `json:"median_minor"`
	Lorenz        []SharePointBody   `json:"lorenz"`
	Alarms        []BalanceAlarmBody `json:"alarms"`
	Limits        BalanceLimitsBody  `json:"limits"`
} //	@name	BalanceReport

// MigrationCellBody is the clients that went from a class to another; value is the window's revenue at the later run, at the former one for
// clients whom the later does not know. share is over all clients of the former class.
type MigrationCellBody struct {
	From       string  `json:"from"`
	To         string  `json:"to"`
	Clients    int64   `json:"clients"`
	ValueMinor int64   `json:"value_minor"`
	Share      float64 `json:"share"`
} //	@name	MigrationCell

// MigrationReportBody is the moves between two runs. classes are in order, best first, then "none" for clients without a class and "absent"
// for clients that only one of the runs knows. up, stayed and down count along that order.
type MigrationReportBody struct {
	Measure    string              `json:"measure" enums:"abc,rfm_group,quadrant,relationship,life_stage,trend"`
	DivisionID *id.ID              `json:"division_id" extensions:"x-nullable"`
	From       ReportRunBody       `json:"from"`
	To         ReportRunBody       `json:"to"`
	Classes    []string            `json:"classes"`
	Cells      []MigrationCellBody `json:"cells"`
	Up         int64               `json:"up"`
	Stayed     int64               `json:"stayed"`
	Down       int64               `json:"down"`
} //	@name	MigrationReport

// AlarmTargetBody is the screen that shows more: its path and query.
type AlarmTargetBody struct {
	Path  string            `json:"path" example:"/portfolio/retention"`
	Query map[string]string `json:"query"`
} //	@name	AlarmTarget

// AlarmBody is something that calls for attention, with the numbers that say so. Shares run from 0 to 1, *_minor are minor units.
type AlarmBody struct {
	Code     string             `json:"code" enums:"erosion_clients,erosion_value,concentration_first,concentration_first_five,stale_data,model_trust_poor,dropout_not_identified,many_unverified,satisfied_leaving,renewals_late,best_sleeping,run_failed"`
	Severity string             `json:"severity" enums:"info,warning,danger"`
	Values   map[string]float64 `json:"values"`
	Target   AlarmTargetBody    `json:"target"`
} //	@name	Alarm

// AlarmReportBody is the alarms of the portfolio, the most severe first.
type AlarmReportBody struct {
	ReportHeadBody
	Alarms []AlarmBody `json:"alarms"`
} //	@name	AlarmReport
