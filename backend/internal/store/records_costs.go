package store

import (
	"database/sql"
	"maps"
	"slices"
	"time"

	"clientele/internal/clock"
	"clientele/internal/money"
	"clientele/internal/portfolio"
)

// costs is what was spent by month.
type costs map[string]*portfolio.CostFact

func (c costs) at(d clock.Day) *portfolio.CostFact {
	m := d.Month()
	if c[m] == nil {
		c[m] = &portfolio.CostFact{Month: m}
	}
	return c[m]
}

// campaign adds one campaign's cost to the month of its launch.
func (c costs) campaign(rows *sql.Rows, zone *time.Location, currency string) error {
	var objective string
	var launched time.Time
	var fixed, each, sent int64
	if err := rows.Scan(&objective, &launched, &fixed, &each, &sent); err != nil {
		return err
	}
	contacts, err := money.Extend(1000*sent, each, currency)
	if err != nil {
		return err
	}
	m := c.at(clock.DayOf(launched, zone))
	if objective == "conquest" {
		m.Acquisition += fixed + contacts
	} else {
		m.Retention += fixed + contacts
	}
	return nil
}

func (c costs) list() []portfolio.CostFact {
	out := make([]portfolio.CostFact, 0, len(c))
	for _, m := range slices.Sorted(maps.Keys(c)) {
		out = append(out, *c[m])
	}
	return out
}
