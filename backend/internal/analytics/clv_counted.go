package analytics

import (
	"cmp"
	"math"
)

// ComparePurchases orders histories by x, then T, then tx: the order of GroupCounted.
func ComparePurchases(p, q Purchases) int {
	if p.X != q.X {
		return p.X - q.X
	}
	return cmp.Or(cmp.Compare(p.T, q.T), cmp.Compare(p.Tx, q.Tx))
}

// GroupCounted is GroupPurchases for a base that is grouped already: distinct histories in the order of ComparePurchases, with the number
// of clients (≥ 1) of each. It copies no client. ErrInput, naming the row, for a bad history, count or order.
func GroupCounted(histories []Purchases, clients []int32) (PurchaseGroups, error) {
	if len(histories) != len(clients) {
		return PurchaseGroups{}, badInput("%d histories with %d counts", len(histories), len(clients))
	}
	g := PurchaseGroups{groups: make([]purchaseGroup, len(histories))}
	for i, p := range histories {
		if p.check() != nil || clients[i] < 1 || i > 0 && ComparePurchases(histories[i-1], p) >= 0 {
			return PurchaseGroups{}, badInput("row %d: %d clients with purchases x %d, tx %v, T %v", i, clients[i], p.X, p.Tx, p.T)
		}
		g.groups[i] = purchaseGroup{p, float64(clients[i])}
		g.clients += int(clients[i])
	}
	g.sumUp()
	return g, nil
}

// TrackingByDay is Tracking for births and repeat purchases counted by day: births[j] and repeats[j] happened j days after a common origin.
// unit is the days of the model's time unit (7 for weeks), period the days of a period, of which there are as many as end on a day given. A point's End is
// in days. The birth rule is that of Tracking. ErrInput when lengths differ, a count is negative, or unit or period is not positive.
func TrackingByDay(m LifetimeModel, births, repeats []int32, unit float64, period int) ([]TrackingPoint, error) {
	if len(births) != len(repeats) || !(unit > 0) || !finite(unit) || period < 1 {
		return nil, badInput("tracking: %d and %d days, unit %v, period %d", len(births), len(repeats), unit, period)
	}
	days := len(births)
	expected := make([]float64, days+1) // of a client born so many days ago
	for t := 1; t <= days; t++ {
		expected[t] = ExpectedNew(m, float64(t)/unit)
	}
	points := make([]TrackingPoint, max(0, days-1)/period)
	for j, n := range repeats {
		if n < 0 || births[j] < 0 {
			return nil, badInput("tracking: %d births and %d repeats on day %d", births[j], n, j)
		}
		if k := int(math.Ceil(float64(j)/float64(period)-1e-9)) - 1; k < len(points) && n > 0 {
			points[max(0, k)].Actual += float64(n)
		}
	}
	for k := range points {
		point := &points[k]
		end := (k + 1) * period
		point.End = float64(end)
		for j, n := range births[:end] {
			if n > 0 {
				point.CumulativeExpected += float64(n) * expected[end-j]
			}
		}
		point.Expected, point.CumulativeActual = point.CumulativeExpected, point.Actual
		if k > 0 {
			point.Expected -= points[k-1].CumulativeExpected
			point.CumulativeActual += points[k-1].CumulativeActual
		}
	}
	return points, nil
}
