package portfolio

import "clientele/internal/analytics"

// quadrantOrder is that of the report: the guarded one has unverified too.
var quadrantOrder = []analytics.Quadrant{analytics.QuadrantDesirable, analytics.QuadrantMature, analytics.QuadrantUnderdeveloped,
	analytics.QuadrantUnverified, analytics.QuadrantLowPriority}

// matrixTotals counts the clients of a matrix.
type matrixTotals struct {
	quadrants, raw []QuadrantTotal
	guards         []GuardTotal
	guarded        int64
	cells          [len(niceBins{})][len(niceBins{})]int64
	actual         niceBins
	potential      niceBins
}

func newMatrixTotals() *matrixTotals {
	t := &matrixTotals{}
	for _, q := range quadrantOrder {
		t.quadrants = append(t.quadrants, QuadrantTotal{Quadrant: q})
		if q != analytics.QuadrantUnverified {
			t.raw = append(t.raw, QuadrantTotal{Quadrant: q})
		}
	}
	for _, g := range guardOrder {
		t.guards = append(t.guards, GuardTotal{Guard: g})
	}
	return t
}

func (t *matrixTotals) add(f *Figure) {
	count := func(list []QuadrantTotal, q analytics.Quadrant) {
		for i := range list {
			if v := &list[i]; v.Quadrant == q {
				v.Clients++
				v.Actual, v.Potential = plus(v.Actual, f.Actual), plus(v.Potential, f.Potential)
				return
			}
		}
	}
	count(t.quadrants, f.Quadrant.Name())
	count(t.raw, f.RawQuadrant.Name())
	t.actual.add(f.Actual, 0)
	t.potential.add(f.Potential, 0)
	t.cells[niceBin(f.Actual)][niceBin(f.Potential)]++
	if !f.RawQuadrant.Is(analytics.QuadrantLowPriority) {
		return
	}
	held := false
	for i, a := range f.Guards {
		switch a {
		case Held:
			t.guards[i].Holds++
			held = true
		case Refused:
			t.guards[i].Refused++
		default:
			t.guards[i].Unanswered++
		}
	}
	if held {
		t.guarded++
	}
}

func (t *matrixTotals) finish(r *MatrixReport, clients int64) {
	for _, list := range [][]QuadrantTotal{t.quadrants, t.raw} {
		for i := range list {
			list[i].ClientShare = ratio(list[i].Clients, clients)
		}
	}
	r.Quadrants, r.Raw, r.Guards, r.Guarded = t.quadrants, t.raw, t.guards, t.guarded
	r.Density = MatrixDensity{ActualEdges: t.actual.edges(), PotentialEdges: t.potential.edges(), Cells: []MatrixCell{}}
	firstA, _, _ := t.actual.used()
	firstP, _, _ := t.potential.used()
	place := func(i, first int) int { return max(0, i-first+1) }
	merged := map[[2]int]int64{}
	for a := range t.cells {
		for p, n := range t.cells[a] {
			if n > 0 {
				merged[[2]int{place(a, firstA), place(p, firstP)}] += n
			}
		}
	}
	for a := range len(r.Density.ActualEdges) - 1 {
		for p := range len(r.Density.PotentialEdges) - 1 {
			if n := merged[[2]int{a, p}]; n > 0 {
				r.Density.Cells = append(r.Density.Cells, MatrixCell{A: a, P: p, Clients: n})
			}
		}
	}
}

// edges gives 0 and the edges of the bins that count; the first bin holds all that lies below its upper edge, zero and less too.
func (b *niceBins) edges() []int64 {
	first, last, ok := b.used()
	if !ok {
		return []int64{0, 1}
	}
	return append(append([]int64{0}, niceEdges[first-1:last]...), niceEdges[min(last, len(niceEdges)-1)])
}
