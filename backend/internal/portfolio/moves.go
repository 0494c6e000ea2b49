package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/analytics"
)

// MovesReport is the moves of clients from the run before to this one, by measure, so that nobody has to read all figures again to see them.
type MovesReport struct {
	Moves map[string][]analytics.MigrationCell `json:"moves"`
}

// migrations counts clients by their classes at two runs, as the store's Moves does.
type migrations []map[move]*analytics.MigrationCell

type move struct{ from, to string }

// add counts one client; before or now is nil where that run does not know it.
func (m *migrations) add(before, now *Figure) {
	if *m == nil {
		*m = make(migrations, len(measures))
		for k := range *m {
			(*m)[k] = map[move]*analytics.MigrationCell{}
		}
	}
	known := now
	if now == nil {
		known = before
	}
	for k := range measures {
		at := move{MigrationAbsent, MigrationAbsent}
		if before != nil {
			at.from = measures[k].of(before)
		}
		if now != nil {
			at.to = measures[k].of(now)
		}
		c := (*m)[k][at]
		if c == nil {
			c = &analytics.MigrationCell{From: at.from, To: at.to}
			(*m)[k][at] = c
		}
		c.Clients++
		c.Value += known.Revenue
	}
}

// report gives what was counted, in order of classes, and begins again.
func (m *migrations) report() MovesReport {
	r := MovesReport{Moves: map[string][]analytics.MigrationCell{}}
	for k, cells := range *m {
		list := []analytics.MigrationCell{}
		for _, c := range cells {
			list = append(list, *c)
		}
		slices.SortFunc(list, func(a, b analytics.MigrationCell) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
		})
		r.Moves[measures[k].name] = list
	}
	*m = nil
	return r
}
