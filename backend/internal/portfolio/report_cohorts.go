package portfolio

import (
	"fmt"

	"clientele/internal/analytics"
)

// CohortsReport is the cohorts by month and by quarter of the first purchase.
type CohortsReport struct {
	Month   CohortTriangle `json:"month"`
	Quarter CohortTriangle `json:"quarter"`
}

// Of gives the triangle of a period: quarter, else month.
func (r CohortsReport) Of(period string) CohortTriangle {
	if period == "quarter" {
		return r.Quarter
	}
	return r.Month
}

// CohortTriangle is cohorts by age; Retention is, by age, that of all cohorts old enough, weighted by size.
type CohortTriangle struct {
	Cohorts   []Cohort  `json:"cohorts"`
	Retention []float64 `json:"retention"`
}

// Cohort is the clients who first bought in one period: "2025-03" or "2025-Q1". Clients and Value (net, in minor units) are by age in periods.
type Cohort struct {
	Cohort  string  `json:"cohort"`
	Size    int64   `json:"size"`
	Clients []int64 `json:"clients"`
	Value   []int64 `json:"value_minor"`
}

// CohortCell is a cohort some periods after its first purchase, with the value up to then and the share of its clients who bought.
type CohortCell struct {
	Age       int
	Clients   int64
	Retention float64
	Value     int64
	Cumulated int64
}

// Cells gives a cohort by age.
func (c Cohort) Cells() []CohortCell {
	out := make([]CohortCell, len(c.Clients))
	cumulated := int64(0)
	for age, n := range c.Clients {
		cumulated += c.Value[age]
		out[age] = CohortCell{Age: age, Clients: n, Retention: ratio(n, c.Size), Value: c.Value[age], Cumulated: cumulated}
	}
	return out
}

func cohortsReport(in *inputs) (CohortsReport, error) {
	var r CohortsReport
	var err error
	if r.Month, err = cohortTriangle(in.monthly, in.lastMonth, monthText); err != nil {
		return r, err
	}
	r.Quarter, err = cohortTriangle(in.quarterly, in.lastQuarter, quarterText)
	return r, err
}

func cohortTriangle(cells []analytics.CohortCell, last int, text func(int) string) (CohortTriangle, error) {
	t, err := analytics.Cohorts(cells, last)
	out := CohortTriangle{Cohorts: make([]Cohort, len(t.Rows)), Retention: t.Retention}
	for i, row := range t.Rows {
		out.Cohorts[i] = Cohort{Cohort: text(row.Cohort), Size: row.Size, Clients: row.Clients, Value: row.Value}
	}
	for i, v := range t.Retention {
		out.Retention[i] = rounded(v)
	}
	return out, err
}

// monthText writes a month counted as year × 12 + month − 1, quarterText a quarter counted as year × 4 + quarter − 1.
func monthText(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }

func quarterText(q int) string { return fmt.Sprintf("%04d-Q%d", q/4, q%4+1) }
