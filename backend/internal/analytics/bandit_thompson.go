package analytics

import (
	"math"
	"slices"
)

// DefaultFloor is the share of choices that explore evenly.
const DefaultFloor = 0.05

const (
	thompsonCells = 128  // cells on which beliefs are compared
	thompsonTail  = 1e-9 // probability below which a belief counts as ended
	thompsonStack = 64   // arms that a choice handles without allocating
	thompsonReach = 4.0  // standard deviations around its mean in which a belief gets cells
)

// ThompsonTable answers which offer to show by Thompson sampling, and with which probability each would have been shown. It is made
// from the beliefs of one segment and placement and never changes: make a new one when the memory moved on, and share it between
// goroutines. It takes 1 KB per arm.
type ThompsonTable struct {
	floor float64
	arms  int
	mid   []float32 // by arm, then cell: probability that the mean reward lies below the middle of the cell
	rate  []float32 // by arm, then cell: probability that it lies in the cell, divided by mid (at most 2)
	from  []uint8   // by arm: first cell with anything below its middle
	to    []uint8   // by arm: one past the last cell with anything in it
}

// NewThompsonTable prepares the beliefs. floor (0 to 1) is the share of choices spread evenly over the eligible arms, so that every one
// keeps a propensity of at least floor/k and off-policy estimates stay possible. ErrInput when the floor is outside, or a belief was
// not made by BeliefOf.
//
// A choice has the probability
//
//	pᵢ = (1−floor) πᵢ + floor/k,  πᵢ = P(arm i has the highest mean reward) = Σ over cells of mass(i) · Π over j≠i of below(j)
//
// and is drawn from exactly these probabilities, so the propensity written to the log is true whatever the grid. π itself is within
// 0.002 of the exact integral (bandit_exact_test.go).
func NewThompsonTable(arms []ArmBelief, floor float64) (*ThompsonTable, error) {
	if !(floor >= 0 && floor <= 1) {
		return nil, badInput("bandit: floor %v", floor)
	}
	for i, arm := range arms {
		if arm.cdf == nil || !finite(arm.Mean, arm.StdDev) {
			return nil, badInput("bandit: belief %d is empty", i)
		}
	}
	n := len(arms)
	t := &ThompsonTable{floor: floor, arms: n, from: make([]uint8, n), to: make([]uint8, n),
		mid: make([]float32, n*thompsonCells), rate: make([]float32, n*thompsonCells)}
	edges := thompsonEdges(arms)
	for i := range arms {
		t.fill(i, arms[i], edges)
	}
	return t, nil
}

// fill compares one belief with the edges, from its mean outwards, and stops where it has ended.
func (t *ThompsonTable) fill(arm int, b ArmBelief, edges []float64) {
	var below [thompsonCells + 1]float64 // at the lower edge of each cell; the first is −∞, the last +∞
	for g := len(edges) + 1; g < len(below); g++ {
		below[g] = 1
	}
	middle, _ := slices.BinarySearch(edges, b.Mean)
	for g := middle; g < len(edges); g++ {
		below[g+1] = b.cdf(edges[g])
		if below[g+1] > 1-thompsonTail {
			for ; g < len(edges); g++ {
				below[g+1] = 1
			}
		}
	}
	for g := middle - 1; g >= 0; g-- {
		if below[g+1] = b.cdf(edges[g]); below[g+1] < thompsonTail {
			below[g+1] = 0
			break
		}
	}
	t.from[arm] = thompsonCells
	mid, rate := t.mid[arm*thompsonCells:(arm+1)*thompsonCells], t.rate[arm*thompsonCells:(arm+1)*thompsonCells]
	for g := range mid {
		mass, twice := math.Max(0, below[g+1]-below[g]), below[g+1]+below[g]
		mid[g] = float32(twice / 2)
		if mass == 0 || twice == 0 {
			continue
		}
		rate[g] = float32(2 * mass / twice)
		t.from[arm], t.to[arm] = min(t.from[arm], uint8(g)), uint8(g+1)
	}
}

// thompsonEdges puts the cells where the beliefs are: each stretch as finely as the sharpest belief that lies there needs, half of
// all cells where the best arm may lie, half below.
func thompsonEdges(arms []ArmBelief) []float64 {
	const edges = thompsonCells - 1
	lower := math.Inf(-1) // below it the arm with the highest lower end is better than any
	var breaks []float64
	for _, arm := range arms {
		low, high := arm.Mean-thompsonReach*arm.StdDev, arm.Mean+thompsonReach*arm.StdDev
		breaks = append(breaks, low, high)
		lower = math.Max(lower, low)
	}
	slices.Sort(breaks)
	breaks = slices.Compact(breaks)
	cut, _ := slices.BinarySearch(breaks, lower)
	out := make([]float64, 0, edges)
	if len(breaks) < 2 {
		return append(out, breaks...)
	}
	below, above := breaks[:cut+1], breaks[cut:]
	half := edges / 2
	if len(below) < 2 {
		half = 0
	}
	out = spaced(out, arms, below, half)
	return spaced(out, arms, above, edges-half)
}

// spaced adds n points over the stretches between breaks, their density that of the sharpest belief in each.
func spaced(out []float64, arms []ArmBelief, breaks []float64, n int) []float64 {
	need := make([]float64, len(breaks)) // cumulated
	for i := 1; i < len(breaks); i++ {
		middle, sharpest := (breaks[i-1]+breaks[i])/2, 0.0
		for _, arm := range arms {
			if arm.StdDev > 0 && math.Abs(middle-arm.Mean) < thompsonReach*arm.StdDev {
				sharpest = math.Max(sharpest, 1/arm.StdDev)
			}
		}
		need[i] = need[i-1] + sharpest*(breaks[i]-breaks[i-1])
	}
	all, at := need[len(need)-1], 1
	if !(all > 0) {
		return out
	}
	for g := range n {
		want := all * (float64(g) + 0.5) / float64(n)
		for at < len(need)-1 && need[at] < want {
			at++
		}
		part := (want - need[at-1]) / (need[at] - need[at-1])
		out = append(out, breaks[at-1]+part*(breaks[at]-breaks[at-1]))
	}
	return out
}
