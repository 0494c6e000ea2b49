package portfolio

import (
	"fmt"
	"math"

	"clientele/internal/analytics"
)

// RetentionReport is clients and value won against clients and value lost, month by month, and how long clients stay. Money is in minor
// units, shares run from 0 to 1.
type RetentionReport struct {
	SilenceMonths int              `json:"silence_months"`
	Months        []RetentionMonth `json:"months"`
	Erosion       Erosion          `json:"erosion"`
	Survival      SurvivalReport   `json:"survival"`
}

// RetentionMonth is the duty of one month ("2026-03"). Value won and recovered is that of the silence months that start there, so the newest
// months are still growing: Partial.
type RetentionMonth struct {
	Month           string `json:"month"`
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
}

// Erosion sums up the last Months of the duty; costs are per client, nil where there is none to divide by.
type Erosion struct {
	Months             int      `json:"months"`
	Gained             int64    `json:"gained"`
	GainedValue        int64    `json:"gained_minor"`
	Lost               int64    `json:"lost"`
	LostValue          int64    `json:"lost_minor"`
	LossRate           float64  `json:"loss_rate"` // a month
	CostPerWon         *float64 `json:"cost_per_won_minor"`
	CostPerKept        *float64 `json:"cost_per_kept_minor"`
	ClientsAlarm       bool     `json:"clients_alarm"`
	ValueAlarm         bool     `json:"value_alarm"`
	ValueAlarmPossible bool     `json:"value_alarm_possible"`
}

// SurvivalReport is the share of clients still here by months since their first purchase. Median is nil while more than half are.
type SurvivalReport struct {
	Points  []SurvivalPoint `json:"points"`
	Median  *float64        `json:"median_months"`
	Clients int64           `json:"clients"`
	Lost    int64           `json:"lost"`
}

// SurvivalPoint is the share still here after some months, with its 95 % interval.
type SurvivalPoint struct {
	Months   float64 `json:"months"`
	Survival float64 `json:"survival"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	AtRisk   int64   `json:"at_risk"`
	Lost     int64   `json:"lost"`
}

// retentionReport sums up the flow of clients with what it cost. Before the first purchase there is nothing to say.
func retentionReport(in *inputs) (RetentionReport, error) {
	r := RetentionReport{SilenceMonths: in.settings.SilenceMonths, Months: []RetentionMonth{}}
	if in.duty != nil {
		for _, c := range in.records.Costs {
			if m, ok := readMonth(c.Month); ok {
				in.duty.AddCosts(m, c.Acquisition, c.Retention)
			}
		}
		flows := in.duty.Flows()
		for _, f := range flows {
			r.Months = append(r.Months, RetentionMonth{Month: monthText(f.Month), Won: f.Won, Recovered: f.Recovered, Lost: f.Lost, Active: f.Active, WonValue: f.WonValue,
				RecoveredValue: f.RecoveredValue, LostValue: f.LostValue, Partial: f.Partial, AcquisitionCost: f.AcquisitionCost, RetentionCost: f.RetentionCost})
		}
		e, err := analytics.Erosion(flows, min(in.settings.ErosionMonths, len(flows)))
		if err != nil {
			return r, err
		}
		r.Erosion = Erosion{Months: e.Months, Gained: e.Gained, GainedValue: e.GainedValue, Lost: e.Lost, LostValue: e.LostValue, LossRate: rounded(e.LossRate),
			CostPerWon: e.CostPerWonClient, CostPerKept: e.CostPerKeptClient, ClientsAlarm: e.ClientsAlarm, ValueAlarm: e.ValueAlarm, ValueAlarmPossible: e.ValueAlarmPossible}
	}
	var err error
	r.Survival, err = survivalReport(in.lifetimes)
	return r, err
}

func survivalReport(lifetimes []analytics.Lifetime) (SurvivalReport, error) {
	c, err := analytics.Survival(lifetimes, 0.95)
	out := SurvivalReport{Points: make([]SurvivalPoint, len(c.Points)), Median: c.Median, Clients: c.Clients, Lost: c.Lost}
	for i, p := range c.Points {
		out.Points[i] = SurvivalPoint{Months: p.Time, Survival: rounded(p.Estimate), Low: rounded(p.Low), High: rounded(p.High), AtRisk: p.AtRisk, Lost: p.Lost}
	}
	return out, err
}

// readMonth counts "2026-03" as year × 12 + month − 1.
func readMonth(text string) (int, bool) {
	var year, month int
	if n, err := fmt.Sscanf(text, "%4d-%2d", &year, &month); err != nil || n != 2 || month < 1 || month > 12 {
		return 0, false
	}
	return year*12 + month - 1, true
}

// rounded keeps six digits after the point, as shares are stored.
func rounded(v float64) float64 { return math.Round(v*1e6) / 1e6 }
