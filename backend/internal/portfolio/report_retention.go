package portfolio

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
