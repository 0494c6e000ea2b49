package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/id"
)

// PointsReport is the clients that can be drawn one by one: at most maxPoints of each quadrant, those with the largest actual and potential
// profitability together, in that order.
type PointsReport struct {
	Quadrants map[analytics.Quadrant][]id.ID `json:"quadrants"`
}

const (
	maxPoints = 1000
	// pointsFrom is the number of clients from which a run keeps its points: to find them anew would mean to sort all of its figures.
	pointsFrom = 20_000
)

func pointsReport(figures []Figure) PointsReport {
	of := map[analytics.Quadrant][]*Figure{}
	for i := range figures {
		if q := figures[i].Quadrant.Name(); q != "" {
			of[q] = append(of[q], &figures[i])
			if len(of[q]) == 16*maxPoints {
				of[q] = largest(of[q])
			}
		}
	}
	r := PointsReport{Quadrants: map[analytics.Quadrant][]id.ID{}}
	for q, list := range of {
		for _, f := range largest(list) {
			r.Quadrants[q] = append(r.Quadrants[q], f.Client)
		}
	}
	return r
}

// largest gives the points to keep of a list, in order.
func largest(list []*Figure) []*Figure {
	slices.SortFunc(list, func(a, b *Figure) int {
		return cmp.Or(cmp.Compare(plus(b.Actual, b.Potential), plus(a.Actual, a.Potential)), cmp.Compare(a.Client, b.Client))
	})
	return list[:min(len(list), maxPoints)]
}

// clients gives the points of some quadrants, of all where none is named, in order of client: at most limit of each.
func (r PointsReport) clients(quadrants []string, limit int) []id.ID {
	var out []id.ID
	for q, list := range r.Quadrants {
		if len(quadrants) == 0 || slices.Contains(quadrants, string(q)) {
			out = append(out, list[:min(len(list), limit)]...)
		}
	}
	slices.Sort(out)
	return out
}
