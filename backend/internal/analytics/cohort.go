package analytics

import "slices"

// CohortCell is what one grouping query gives: of the clients whose first purchase fell into period Cohort, how many bought
// in period Period, and for how much (net, minor units). Periods are months or quarters counted from any fixed origin.
type CohortCell struct {
	Cohort  int   `json:"cohort"`
	Period  int   `json:"period"`
	Clients int64 `json:"clients"`
	Value   int64 `json:"value_minor"`
}

// CohortRow is one cohort by age 0, 1, 2… periods after the first purchase. Slices have one element per age up to the last
// period covered; an age in which nobody bought is 0.
type CohortRow struct {
	Cohort          int       `json:"cohort"`
	Size            int64     `json:"size"`
	Clients         []int64   `json:"clients"`
	Value           []int64   `json:"value_minor"`
	CumulativeValue []int64   `json:"cumulative_value_minor"`
	Retention       []float64 `json:"retention"`        // clients at that age / size
	ValuePerClient  []float64 `json:"value_per_client"` // cumulated value / size, minor units
}

// CohortTable is the triangle of cohorts and, by age, the retention of all cohorts old enough, weighted by size.
type CohortTable struct {
	Rows      []CohortRow `json:"rows"`
	Retention []float64   `json:"retention"`
}

// Cohorts arranges cells into the triangle up to period last. The size of a cohort is its clients at age 0. Order of the
// cells does not matter; a cohort without cells is absent. ErrInput when a cell lies before its cohort or after last, stands
// twice, has negative clients or more than the cohort's size, a cohort lacks its age 0, or spans over 1,200 periods.
func Cohorts(cells []CohortCell, last int) (CohortTable, error) {
	sorted := slices.Clone(cells)
	slices.SortFunc(sorted, func(a, b CohortCell) int {
		if a.Cohort != b.Cohort {
			return a.Cohort - b.Cohort
		}
		return a.Period - b.Period
	})
	t := CohortTable{Rows: []CohortRow{}, Retention: []float64{}}
	for i, c := range sorted {
		age := c.Period - c.Cohort
		if age < 0 || c.Period > last || last-c.Cohort >= maxMonths || c.Clients < 0 {
			return CohortTable{}, badInput("cohorts: cohort %d, period %d of %d, %d clients", c.Cohort, c.Period, last, c.Clients)
		}
		if i == 0 || c.Cohort != sorted[i-1].Cohort {
			if age != 0 || c.Clients == 0 {
				return CohortTable{}, badInput("cohorts: cohort %d has no client at age 0", c.Cohort)
			}
			ages := last - c.Cohort + 1
			t.Rows = append(t.Rows, CohortRow{Cohort: c.Cohort, Size: c.Clients, Clients: make([]int64, ages), Value: make([]int64, ages)})
		} else if c.Period == sorted[i-1].Period {
			return CohortTable{}, badInput("cohorts: cohort %d has period %d twice", c.Cohort, c.Period)
		}
		row := &t.Rows[len(t.Rows)-1]
		if c.Clients > row.Size {
			return CohortTable{}, badInput("cohorts: cohort %d of %d has %d clients in period %d", c.Cohort, row.Size, c.Clients, c.Period)
		}
		row.Clients[age], row.Value[age] = c.Clients, c.Value
	}
	var seen, size []int64
	for i := range t.Rows {
		t.Rows[i].cumulate()
		for age, clients := range t.Rows[i].Clients {
			if age == len(seen) {
				seen, size = append(seen, 0), append(size, 0)
			}
			seen[age] += clients
			size[age] += t.Rows[i].Size
		}
	}
	for age := range seen {
		t.Retention = append(t.Retention, float64(seen[age])/float64(size[age]))
	}
	return t, nil
}

func (r *CohortRow) cumulate() {
	var sum int64
	for age, value := range r.Value {
		sum += value
		r.CumulativeValue = append(r.CumulativeValue, sum)
		r.Retention = append(r.Retention, float64(r.Clients[age])/float64(r.Size))
		r.ValuePerClient = append(r.ValuePerClient, float64(sum)/float64(r.Size))
	}
}
