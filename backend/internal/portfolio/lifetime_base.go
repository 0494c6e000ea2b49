package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/analytics"
)

// weekDays is the unit of the lifetime models: times in weeks.
const weekDays = 7

// base is the clients of a scope grouped by purchase history: (x, tx, T) in days, so that everything that a model says is computed once for
// each distinct history.
type base struct {
	histories []analytics.Purchases // distinct, in the order of analytics.ComparePurchases
	clients   []int32               // parallel: clients with the history
	of        []int32               // parallel to the clients given: the place of its history; −1 without one
}

// days is a history in whole days; it packs into one word that sorts as analytics.ComparePurchases does.
type days struct{ x, age, last int32 }

const (
	packedDays = 20 // bits of a number of days
	mostDays   = 1<<packedDays - 1
)

func (d days) packed() uint64 {
	return uint64(d.x)<<(2*packedDays) | uint64(d.age)<<packedDays | uint64(d.last)
}

func (d days) purchases() analytics.Purchases {
	return analytics.Purchases{X: int(d.x), Tx: float64(d.last) / weekDays, T: float64(d.age) / weekDays}
}

// daysOf makes the history of a client with sales on so many days, the first and the last of them, as of a day; false without one.
func daysOf(first, last, saleDays, asOf int32) (days, bool) {
	if first == NoDay || saleDays < 1 || first > asOf || asOf-first > mostDays {
		return days{}, false
	}
	d := days{x: min(saleDays-1, asOf-first), age: asOf - first, last: min(last, asOf) - first}
	if d.x == 0 || d.last < 1 { // one day only, whatever else is said
		d.x, d.last = 0, 0
	}
	return d, true
}

func historyOf(f *Fact, asOf int32) (days, bool) {
	return daysOf(f.FirstDay, f.LastDay, f.TotalDays, asOf)
}

// groupBase groups n clients. history gives each one's, false for a client without any.
func groupBase(n int, history func(i int) (days, bool)) base {
	type keyed struct {
		key uint64
		at  int32
	}
	rows := make([]keyed, 0, n)
	b := base{of: make([]int32, n)}
	for i := range n {
		b.of[i] = -1
		if d, ok := history(i); ok {
			rows = append(rows, keyed{d.packed(), int32(i)})
		}
	}
	slices.SortFunc(rows, func(p, q keyed) int { return cmp.Compare(p.key, q.key) })
	distinct := 0
	for i := range rows {
		if i == 0 || rows[i].key != rows[i-1].key {
			distinct++
		}
	}
	b.histories, b.clients = make([]analytics.Purchases, 0, distinct), make([]int32, 0, distinct)
	for i, r := range rows {
		if i == 0 || r.key != rows[i-1].key {
			d := days{int32(r.key >> (2 * packedDays)), int32(r.key >> packedDays & mostDays), int32(r.key & mostDays)}
			b.histories, b.clients = append(b.histories, d.purchases()), append(b.clients, 0)
		}
		b.clients[len(b.clients)-1]++
		b.of[r.at] = int32(len(b.clients) - 1)
	}
	return b
}

// groups is the base as a fit wants it.
func (b base) groups() (analytics.PurchaseGroups, error) {
	return analytics.GroupCounted(b.histories, b.clients)
}
