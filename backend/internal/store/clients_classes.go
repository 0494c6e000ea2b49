package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"clientele/internal/analytics"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// classed is what narrows clients by their figures f of a run: conditions, empty where nothing narrows, and their bound values. Tiers are
// those of the run's settings.
type classed struct {
	run      int64
	division id.ID
	where    string
	args     []any
	tiers    []portfolio.Tier
}

// figure is the condition that f is the client's figure of the run, in the division and in the classes.
func (k classed) figure() (string, []any) {
	return "f.division_id = ? AND " + visibleFigure + k.where, append([]any{k.division, k.run, k.run}, k.args...)
}

// narrows says whether a client without a figure is left out.
func (k classed) narrows() bool { return k.where != "" || k.division != 0 }

func (k *classed) and(condition string, args ...any) {
	k.where += " AND " + condition
	k.args = append(k.args, args...)
}

// classed turns classes into conditions on a run's figures.
func (s Clients) classed(ctx context.Context, c client.Classes, run int64) (k classed, err error) {
	k = classed{run: run, division: c.Division}
	if k.tiers, err = s.tiersOf(ctx, run); err != nil {
		return k, err
	}
	for _, in := range []struct {
		column string
		values []string
	}{{"abc", c.ABC}, {"rfm_group", c.RFMGroups}, {"r", c.R}, {"f", c.F}, {"m", c.M}, {"quadrant", c.Quadrants}, {"raw_quadrant", c.RawQuadrants},
		{"life_stage", c.Stages}, {"trend", c.Trends}, {"frat_focus", c.Focuses}} {
		if len(in.values) > 0 {
			k.and("f."+in.column+" IN ?", in.values)
		}
	}
	for i, column := range guardColumns {
		if len(c.Guards[i]) > 0 {
			k.and("f.quadrant <> '' AND f."+column+" IN ?", answers(c.Guards[i]))
		}
	}
	if c.Still != nil && *c.Still && c.Division == 0 {
		k.still(c)
	}
	if len(c.Tiers) > 0 {
		k.and("f.abc IN ?", classesOfTiers(k.tiers, c.Tiers))
	}
	if len(c.Categories) > 0 {
		k.and("f.frat_category_id IN ?", c.Categories)
	}
	if len(c.Doubts) > 0 {
		var list []analytics.Doubt
		for _, d := range c.Doubts {
			list = append(list, analytics.Doubt(d))
		}
		k.and("(f.doubts & ?) <> 0", int64(portfolio.DoubtsOf(list)))
	}
	if c.SatisfiedLeaving != nil {
		k.and("f.satisfied_leaving = ?", *c.SatisfiedLeaving)
	}
	if c.AliveFrom != nil {
		k.and("f.alive >= ?", *c.AliveFrom)
	}
	if c.AliveBelow != nil {
		k.and("f.alive < ?", *c.AliveBelow)
	}
	for _, d := range []struct {
		is    string
		bound *clock.Day
	}{{"f.due_day >= ?", c.DueFrom}, {"f.due_day <= ?", c.DueTo}, {"f.first_day >= ?", c.FirstFrom}, {"f.first_day <= ?", c.FirstTo},
		{"f.last_day >= ?", c.LastFrom}, {"f.last_day <= ?", c.LastTo}} {
		if d.bound != nil {
			k.and(d.is, int64(*d.bound))
		}
	}
	k.within("f.basis <> '' AND f.predicted_minor", c.Predicted)
	k.within("f.quadrant <> '' AND f.actual_minor", c.Actual)
	k.within("f.quadrant <> '' AND f.potential_minor", c.Potential)
	return k, nil
}

// guardColumns are the columns of the guards in their order.
var guardColumns = [3]string{"guard_reference", "guard_growing", "guard_division"}

// answers gives the states of a guard as they are bound: bytes would be bound as one value.
func answers(states []uint8) []int {
	out := make([]int, len(states))
	for i, v := range states {
		out[i] = int(v)
	}
	return out
}

// still leaves out clients that have left the quadrants or guard answers asked for since the run: their live figure says so.
func (k *classed) still(c client.Classes) {
	left, args := []string{}, []any{k.run}
	if len(c.Quadrants) > 0 {
		left, args = append(left, "l.quadrant NOT IN ?"), append(args, c.Quadrants)
	}
	for i, column := range guardColumns {
		if len(c.Guards[i]) > 0 {
			left, args = append(left, "l."+column+" NOT IN ?"), append(args, answers(c.Guards[i]))
		}
	}
	if len(left) > 0 {
		k.and("NOT EXISTS (SELECT 1 FROM live_figure l WHERE l.client_id = f.client_id AND l.run_number = ? AND ("+strings.Join(left, " OR ")+"))", args...)
	}
}

// within narrows an amount; column carries the condition that there is one.
func (k *classed) within(column string, r client.Range) {
	if r.From != nil {
		k.and(column+" >= ?", *r.From)
	}
	if r.Below != nil {
		k.and(column+" < ?", *r.Below)
	}
}

// classesOfTiers gives the ABC classes that have one of some tiers; one that no client has where there is none.
func classesOfTiers(tiers []portfolio.Tier, codes []string) []string {
	out := []string{"?"}
	for _, t := range tiers {
		for _, code := range codes {
			if t.Code == code {
				out = append(out, t.Class)
			}
		}
	}
	return out
}

// inClasses narrows a query over client c to those whose figure is in the classes.
func (k classed) inClasses(q *gorm.DB) *gorm.DB {
	if !k.narrows() {
		return q
	}
	where, args := k.figure()
	where = strings.Replace(where, visibleFigure, visibleClass, 1)
	return q.Where("c.id IN (SELECT f.client_id FROM portfolio_figure f WHERE "+where+")", args...)
}

// ordered joins a query over client c with the figures f that have a value to sort by. Where no class narrows and no index has the order, the
// sum keeps engines from reading the figures through an index that helps nobody.
func (k classed) ordered(q *gorm.DB, by figureSort) *gorm.DB {
	where, args := k.figure()
	if !by.indexed && k.where == "" {
		where = strings.Replace(where, "f.division_id = ?", "f.division_id + 0 = ?", 1)
	}
	return q.Joins("JOIN portfolio_figure f ON f.client_id = c.id AND "+where, args...).Where(by.column + " IS NOT NULL")
}

// without narrows a query over client c to those whose figure has no value to sort by, or that have no figure.
func (k classed) without(q *gorm.DB, by figureSort) *gorm.DB {
	return k.inClasses(q).Where("NOT EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = ? AND "+by.column+" IS NOT NULL AND "+visibleFigure+")",
		k.division, k.run, k.run)
}

// everBought is the condition that client c has a sale by a run (bound twice).
const everBought = "EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = 0 AND f.total_orders > 0 AND " + visibleFigure + ")"

// related narrows a query over client c by relationship: a prospect is who has no sale by the run. Before the first run nobody has any.
func (k classed) related(q *gorm.DB, states []string) *gorm.DB {
	switch {
	case len(states) == 0:
		return q
	case k.run == 0:
		return q.Where("0 = 1")
	}
	where, args := "c.id IN (SELECT f.client_id FROM portfolio_figure f WHERE f.division_id = ? AND f.relationship IN ? AND "+visibleClass+")", []any{k.division, states, k.run, k.run}
	for _, s := range states {
		if s == string(analytics.StateProspect) {
			return q.Where("("+where+" OR NOT "+everBought+")", append(args, k.run, k.run)...)
		}
	}
	return q.Where(where, args...)
}

// tiersOf gives the service tiers of a run's settings.
func (db *DB) tiersOf(ctx context.Context, run int64) ([]portfolio.Tier, error) {
	var text []string
	if err := db.conn(ctx).Raw("SELECT settings FROM portfolio_run WHERE number = ?", run).Scan(&text).Error; err != nil || len(text) == 0 {
		return nil, err
	}
	return readTiers(text[0])
}
