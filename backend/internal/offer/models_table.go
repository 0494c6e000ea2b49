package offer

import (
	"slices"
	"sync"
	"sync/atomic"

	"clientele/internal/analytics"
	"clientele/internal/id"
)

// cell is where the table of a cell stands. Tables never change: an offer that one lacks makes the next.
type cell struct {
	mu    sync.Mutex
	table atomic.Pointer[choices]
}

// choices is the table of a cell with its offers by place.
type choices struct {
	places map[id.ID]int
	offers []id.ID
	means  []float64
	table  *analytics.ThompsonTable
}

// maxCellArms is how many offers a table holds before it is made anew from those that are asked for.
const maxCellArms = 300

// shares fills the chances and expected rewards of arms in a cell; false where no table can be made.
func (v *view) shares(at Cell, arms []Arm, shares, means []float64) bool {
	t := v.choices(at, arms)
	if t == nil {
		return false
	}
	var room [64]int
	eligible := room[:0]
	for i, a := range arms {
		place := t.places[a.Offer]
		eligible, means[i] = append(eligible, place), t.means[place]
	}
	_, err := t.table.Propensities(shares[:0], eligible)
	return err == nil
}

// choices gives a table that holds all the arms.
func (v *view) choices(at Cell, arms []Arm) *choices {
	found, ok := v.cells.Load(at)
	if !ok {
		found, _ = v.cells.LoadOrStore(at, &cell{})
	}
	c, _ := found.(*cell)
	if t := c.table.Load(); t.holds(arms) {
		return t
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	old := c.table.Load()
	if old.holds(arms) {
		return old
	}
	var offers []id.ID
	if old != nil && len(old.offers)+len(arms) <= maxCellArms {
		offers = slices.Clone(old.offers)
	}
	for _, a := range arms {
		offers = append(offers, a.Offer)
	}
	t := v.newChoices(at, unique(offers))
	if t != nil {
		c.table.Store(t)
		v.all.Add(int64(len(t.offers)))
		v.arms.Add(int64(len(t.offers)))
	}
	return t
}

func (t *choices) holds(arms []Arm) bool {
	if t == nil {
		return false
	}
	for _, a := range arms {
		if _, ok := t.places[a.Offer]; !ok {
			return false
		}
	}
	return true
}

// newChoices makes the table of a cell for some offers; nil where that fails.
func (v *view) newChoices(at Cell, offers []id.ID) *choices {
	t := &choices{places: make(map[id.ID]int, len(offers)), offers: offers, means: make([]float64, len(offers))}
	beliefs := make([]analytics.ArmBelief, len(offers))
	for i, o := range offers {
		b, err := v.belief(o, at)
		if err != nil {
			return nil
		}
		beliefs[i], t.places[o], t.means[i] = b, i, b.Mean
	}
	var err error
	if t.table, err = analytics.NewThompsonTable(beliefs, float64(v.settings.FloorBp)/everything); err != nil {
		return nil
	}
	return t
}
