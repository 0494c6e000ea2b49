package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// LifeStageReport is where clients stand in their cycles of renewal. Value is what the clients counted are predicted to
// bring within the horizon, in minor units.
type LifeStageReport struct {
	Categories []CategoryStages `json:"categories"`
	Stages     []StageTotal     `json:"stages"` // by each client's most urgent renewal
	DueMonths  []DueMonth       `json:"due_months"`
	Lateness   []LatenessBin    `json:"lateness"`
}

// CategoryRef names a product category; ID 0 and an empty code stand for goods without one.
type CategoryRef struct {
	ID   id.ID  `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

// CategoryStages is one category's norm and its clients by stage.
type CategoryStages struct {
	Category  CategoryRef          `json:"category"`
	Source    analytics.NormSource `json:"source"`
	Days      float64              `json:"days"`
	LowDays   float64              `json:"low_days"`
	HighDays  float64              `json:"high_days"`
	Spread    float64              `json:"spread"`
	Intervals int                  `json:"intervals"`
	Clients   int64                `json:"clients"`
	Stages    StageCounts          `json:"stages"`
}

// StageCounts is clients by stage.
type StageCounts struct {
	Fresh       int64 `json:"fresh"`
	Approaching int64 `json:"approaching"`
	Due         int64 `json:"due"`
	Late        int64 `json:"late"`
	Lapsed      int64 `json:"lapsed"`
}

// StageTotal is the clients at one stage.
type StageTotal struct {
	Stage   analytics.LifeStage `json:"stage"`
	Clients int64               `json:"clients"`
	Value   int64               `json:"value_minor"`
}

// DueMonth is the clients whose most urgent renewal is planned in a month ("2026-03"); late ones stand under the month of the run,
// lapsed ones nowhere.
type DueMonth struct {
	Month   string `json:"month"`
	Clients int64  `json:"clients"`
	Value   int64  `json:"value_minor"`
}

// LatenessBin is the clients whose most urgent renewal is From up to, not including, To days late; negative is early, nil has no end.
type LatenessBin struct {
	From    *int  `json:"from_days"`
	To      *int  `json:"to_days"`
	Clients int64 `json:"clients"`
}

// ClientRenewal is one client's place in its cycle in one category. Planned days rest on the last purchase alone and do not move from day
// to day; Next is given that nothing was bought so far, so it is never in the past.
type ClientRenewal struct {
	Category  id.ID                `json:"category"`
	NormDays  float64              `json:"norm_days"`
	NormLow   float64              `json:"norm_low_days"`
	NormHigh  float64              `json:"norm_high_days"`
	Source    analytics.NormSource `json:"source"`
	CycleDays int32                `json:"cycle_days"`
	LastDay   clock.Day            `json:"last_day"`
	Purchases int32                `json:"purchases"` // purchase days in the category
	Since     int32                `json:"since_days"`
	DaysLate  int32                `json:"days_late"` // since the planned day; negative is early
	DueFrom   clock.Day            `json:"due_from"`  // 80 % interval of the planned day
	Due       clock.Day            `json:"due_day"`
	DueTo     clock.Day            `json:"due_to"`
	Next      NextPurchase         `json:"next"`
	Stage     analytics.LifeStage  `json:"stage"`
	Urgent    bool                 `json:"urgent"` // the one that the figure's stage and renewal speak of
}

// NextPurchase is the day on which the next purchase is expected, with an interval of 80 %.
type NextPurchase struct {
	Low  clock.Day `json:"low_day"`
	Day  clock.Day `json:"day"`
	High clock.Day `json:"high_day"`
}
