package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// flow gathers how clients come, stay and go, by month. Nothing in it grows with the clients.
type flow struct {
	silence   int
	first     int // month of the first purchase of all, a hundred years back at most
	last      int // month of the run
	duty      *analytics.RetentionDuty
	monthly   triangle
	quarterly triangle
	lives     [2][]int64 // clients by months, [1] those who were lost then
	bad       error
}

// flowMonths is the most months that the flow looks back: a hundred years less one, what the tables hold.
const flowMonths = 1199

func newFlow(asOf clock.Day, silence int, first *clock.Day) flow {
	last := monthIndex(asOf)
	f := flow{silence: silence, first: last, last: last}
	if first != nil {
		f.first = max(monthIndex(*first), last-flowMonths)
	}
	return f
}

func monthIndex(d clock.Day) int {
	t := d.UTC()
	return t.Year()*12 + int(t.Month()) - 1
}

// add counts one client's months with a purchase. A client that came more than a hundred years ago stands in no table.
func (f *flow) add(life []analytics.MonthValue) {
	if len(life) == 0 || life[0].Month < f.first || f.bad != nil {
		return
	}
	if f.duty == nil {
		f.duty, f.bad = analytics.NewRetentionDuty(f.first, f.last, f.silence)
		if f.bad != nil {
			return
		}
	}
	if f.bad = f.duty.Add(life); f.bad != nil {
		return
	}
	first, quarter := life[0].Month, life[0].Month/3
	at := -1
	for _, m := range life {
		f.monthly.add(first, m.Month, 1, m.Value)
		clients := int64(0)
		if q := m.Month / 3; q != at {
			at, clients = q, 1
		}
		f.quarterly.add(quarter, m.Month/3, clients, m.Value)
	}
	f.live(life)
}

// live counts how long the client stayed before it was lost for the first time, or has stayed so far.
func (f *flow) live(life []analytics.MonthValue) {
	end := life[0].Month
	for _, m := range life[1:] {
		if m.Month-end >= f.silence {
			break
		}
		end = m.Month
	}
	time, ended := f.last-life[0].Month, 0
	if lost := end + f.silence; lost <= f.last {
		time, ended = lost-life[0].Month, 1
	}
	for len(f.lives[ended]) <= time {
		f.lives[ended] = append(f.lives[ended], 0)
	}
	f.lives[ended][time]++
}

// fill puts what was gathered into the inputs.
func (f *flow) fill(in *inputs) error {
	if f.bad != nil {
		return f.bad
	}
	in.lastMonth, in.lastQuarter = f.last, f.last/3
	in.duty = f.duty
	in.monthly, in.quarterly = f.monthly.cells(), f.quarterly.cells()
	for ended, counts := range f.lives {
		for time, n := range counts {
			if n > 0 {
				in.lifetimes = append(in.lifetimes, analytics.Lifetime{Time: float64(time), Ended: ended == 1, Clients: n})
			}
		}
	}
	return nil
}

// triangle counts clients and value by cohort and period.
type triangle struct {
	rows map[int][]triangleCell // by cohort, then by age
}

type triangleCell struct{ clients, value int64 }

func (t *triangle) add(cohort, period int, clients, value int64) {
	if t.rows == nil {
		t.rows = map[int][]triangleCell{}
	}
	row, age := t.rows[cohort], period-cohort
	if age >= len(row) {
		row = append(row, make([]triangleCell, age-len(row)+1)...)
		t.rows[cohort] = row
	}
	row[age].clients += clients
	row[age].value += value
}

func (t *triangle) cells() []analytics.CohortCell {
	var out []analytics.CohortCell
	for cohort, row := range t.rows {
		for age, c := range row {
			if c != (triangleCell{}) {
				out = append(out, analytics.CohortCell{Cohort: cohort, Period: cohort + age, Clients: c.clients, Value: c.value})
			}
		}
	}
	slices.SortFunc(out, func(a, b analytics.CohortCell) int { return cmp.Or(a.Cohort-b.Cohort, a.Period-b.Period) })
	return out
}
