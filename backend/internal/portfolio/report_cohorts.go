package portfolio

// CohortsReport is the cohorts by month and by quarter of the first purchase.
type CohortsReport struct {
	Month   CohortTriangle `json:"month"`
	Quarter CohortTriangle `json:"quarter"`
}

// CohortTriangle is cohorts by age; Retention is, by age, that of all cohorts old enough, weighted by size.
type CohortTriangle struct {
	Cohorts   []Cohort  `json:"cohorts"`
	Retention []float64 `json:"retention"`
}

// Cohort is the clients who first bought in one period: "2025-03" or "2025-Q1".
type Cohort struct {
	Cohort string       `json:"cohort"`
	Size   int64        `json:"size"`
	Cells  []CohortCell `json:"cells"`
}

// CohortCell is a cohort some periods after its first purchase. Value is net, in minor units.
type CohortCell struct {
	Age       int     `json:"age"`
	Clients   int64   `json:"clients"`
	Retention float64 `json:"retention"`
	Value     int64   `json:"value_minor"`
	Cumulated int64   `json:"cumulated_minor"`
}
