package analytics

import (
	"cmp"
	"slices"
)

// PurchaseGroups are clients with equal (x, tx, T) counted together, sorted, so that the cost of a fit grows with the
// distinct histories and the sums never depend on the order of the rows. Make it once and fit several models.
type PurchaseGroups struct {
	groups  []purchaseGroup
	clients int
	repeats int64
	meanT   float64
	maxX    int
}

type purchaseGroup struct {
	Purchases
	weight float64
}

// GroupPurchases groups the histories of a portfolio. ErrInput, naming the row, when one is not valid (see Purchases).
// Time O(n log n).
func GroupPurchases(clients []Purchases) (PurchaseGroups, error) {
	for i, p := range clients {
		if err := p.check(); err != nil {
			return PurchaseGroups{}, badInput("row %d: purchases x %d, tx %v, T %v", i, p.X, p.Tx, p.T)
		}
	}
	sorted := slices.Clone(clients)
	slices.SortFunc(sorted, func(a, b Purchases) int {
		if a.X != b.X {
			return a.X - b.X
		}
		if a.T != b.T {
			return cmp.Compare(a.T, b.T)
		}
		return cmp.Compare(a.Tx, b.Tx)
	})
	g := PurchaseGroups{clients: len(clients)}
	for i, p := range sorted {
		if i == 0 || p != sorted[i-1] {
			g.groups = append(g.groups, purchaseGroup{Purchases: p})
		}
		g.groups[len(g.groups)-1].weight++
	}
	g.sumUp()
	return g, nil
}

func (g *PurchaseGroups) sumUp() {
	weight := 0.0
	for _, group := range g.groups {
		g.repeats += int64(group.X) * int64(group.weight)
		g.meanT += group.T * group.weight
		g.maxX = max(g.maxX, group.X)
		weight += group.weight
	}
	if weight > 0 {
		g.meanT /= weight
	}
}

// Clients is the number of clients, Distinct the number of distinct histories, Repeats the sum of x.
func (g PurchaseGroups) Clients() int { return g.clients }

// Distinct is the number of distinct histories.
func (g PurchaseGroups) Distinct() int { return len(g.groups) }

// Repeats is the number of repeat purchases of all clients.
func (g PurchaseGroups) Repeats() int64 { return g.repeats }

// Repeaters is the number of clients with at least one repeat purchase.
func (g PurchaseGroups) Repeaters() int {
	n := 0.0
	for _, group := range g.groups {
		if group.X > 0 {
			n += group.weight
		}
	}
	return int(n)
}

// sampled keeps about size clients, evenly spaced through the sorted groups: a stratified sample without chance.
func (g PurchaseGroups) sampled(size int) PurchaseGroups {
	s := PurchaseGroups{clients: size}
	step := float64(g.clients) / float64(size)
	passed, next := 0.0, step/2
	for _, group := range g.groups {
		passed += group.weight
		taken := 0.0
		for next <= passed {
			taken++
			next += step
		}
		if taken > 0 {
			s.groups = append(s.groups, purchaseGroup{group.Purchases, taken})
		}
	}
	s.sumUp()
	return s
}

// scaled divides all times by unit, so that a fit does not depend on the time unit of the data.
func (g PurchaseGroups) scaled(unit float64) PurchaseGroups {
	s := g
	s.groups = slices.Clone(g.groups)
	for i := range s.groups {
		s.groups[i].Tx /= unit
		s.groups[i].T /= unit
	}
	s.meanT /= unit
	return s
}
