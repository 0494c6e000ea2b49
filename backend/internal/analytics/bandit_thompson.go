package analytics

import (
	"math"
	"slices"
)

// thompsonGrid is the number of cells on which beliefs are compared.
const thompsonGrid = 256

// ThompsonTable answers which offer to show by Thompson sampling, and with which probability each would have been shown.
// It is made from the beliefs of one segment and placement and never changes: make a new one when the memory moved on,
// and share it between goroutines. A choice among k eligible arms costs at most some k × 256 × 3 multiplications.
type ThompsonTable struct {
	floor float64
	arms  int
	cells int
	mass  []float64 // by cell, then arm: probability that its mean reward lies there
	below []float64 // by cell, then arm: probability that it lies below the middle of the cell
}

// NewThompsonTable prepares the beliefs. floor (0 to 1) is the share of choices spread evenly over the eligible arms, so
// that every one keeps a propensity of at least floor/k and off-policy estimates stay possible; 0.05 is usual. ErrInput
// when the floor is outside, or a belief was not made by BeliefOf.
//
// A choice has the probability
//
//	pᵢ = (1−floor) πᵢ + floor/k,  πᵢ = P(arm i has the highest mean reward) = Σ over cells of mass(i) · Π over j≠i of below(j)
//
// and is drawn from exactly these probabilities, so the propensity written to the log is true whatever the grid.
func NewThompsonTable(arms []ArmBelief, floor float64) (*ThompsonTable, error) {
	if !(floor >= 0 && floor <= 1) {
		return nil, badInput("bandit: floor %v", floor)
	}
	for i, arm := range arms {
		if arm.cdf == nil || !finite(arm.Mean, arm.StdDev) {
			return nil, badInput("bandit: belief %d is empty", i)
		}
	}
	edges := thompsonEdges(arms)
	t := &ThompsonTable{floor: floor, arms: len(arms), cells: len(edges) + 1}
	t.mass, t.below = make([]float64, t.arms*t.cells), make([]float64, t.arms*t.cells)
	for i, arm := range arms {
		last := 0.0
		for g := range t.cells {
			next := 1.0
			if g < len(edges) {
				next = math.Max(last, math.Min(1, arm.cdf(edges[g])))
			}
			t.mass[g*t.arms+i] = next - last
			t.below[g*t.arms+i] = (last + next) / 2
			last = next
		}
	}
	return t, nil
}

// thompsonEdges puts the cells where the beliefs are: even steps through the pooled normal quantiles of all arms.
func thompsonEdges(arms []ArmBelief) []float64 {
	const each = 49
	points := make([]float64, 0, each*len(arms))
	for _, arm := range arms {
		for q := range each {
			points = append(points, arm.Mean+arm.StdDev*(float64(q)-each/2)/6)
		}
	}
	slices.Sort(points)
	points = slices.Compact(points)
	if len(points) < thompsonGrid {
		return points
	}
	edges := make([]float64, 0, thompsonGrid)
	for g := range thompsonGrid {
		edges = append(edges, points[g*(len(points)-1)/(thompsonGrid-1)])
	}
	return slices.Compact(edges)
}

// Propensities gives the probability of each eligible arm (indexes into the beliefs) of being chosen, in their order,
// summing to 1. Arms outside eligible are never considered. ErrInput when none is eligible, or an index is unknown or
// stands twice.
func (t *ThompsonTable) Propensities(eligible []int) ([]float64, error) {
	if len(eligible) == 0 {
		return nil, badInput("bandit: no eligible arm")
	}
	seen := make([]bool, t.arms)
	for _, arm := range eligible {
		if arm < 0 || arm >= t.arms || seen[arm] {
			return nil, badInput("bandit: arm %d of %d is unknown or stands twice", arm, t.arms)
		}
		seen[arm] = true
	}
	p, before := make([]float64, len(eligible)), make([]float64, len(eligible))
	total := 0.0
	for g := t.cells - 1; g >= 0; g-- {
		mass, below := t.mass[g*t.arms:(g+1)*t.arms], t.below[g*t.arms:(g+1)*t.arms]
		product := 1.0
		for i, arm := range eligible {
			before[i] = product
			product *= below[arm]
		}
		after := 1.0
		for i := len(eligible) - 1; i >= 0; i-- {
			arm := eligible[i]
			p[i] += mass[arm] * before[i] * after
			after *= below[arm]
		}
		if product < 1e-14 { // what is left below cannot hold the best arm
			break
		}
	}
	for _, v := range p {
		total += v
	}
	even := 1 / float64(len(eligible))
	for i := range p {
		best := even
		if total > 0 {
			best = p[i] / total
		}
		p[i] = (1-t.floor)*best + t.floor*even
	}
	return p, nil
}

// ThompsonChoice is an arm with the probability with which it was chosen: what the decision log must keep.
type ThompsonChoice struct {
	Arm        int     `json:"arm"`
	Propensity float64 `json:"propensity"`
}

// Choose draws one eligible arm. u is uniform in [0, 1), from the caller's generator, so that a seed repeats a decision.
// ErrInput as Propensities, or when u is outside.
func (t *ThompsonTable) Choose(eligible []int, u float64) (ThompsonChoice, error) {
	if !(u >= 0 && u < 1) {
		return ThompsonChoice{}, badInput("bandit: draw %v", u)
	}
	p, err := t.Propensities(eligible)
	if err != nil {
		return ThompsonChoice{}, err
	}
	at := 0
	for cumulated := p[0]; at < len(p)-1 && u >= cumulated; cumulated += p[at] {
		at++
	}
	return ThompsonChoice{Arm: eligible[at], Propensity: p[at]}, nil
}

// Rank draws len(draws) different arms, best place first, each among those left; fewer when fewer are eligible. The
// propensity of a place is given the places before it. ErrInput as Choose.
func (t *ThompsonTable) Rank(eligible []int, draws []float64) ([]ThompsonChoice, error) {
	left := slices.Clone(eligible)
	ranked := make([]ThompsonChoice, 0, len(draws))
	for _, u := range draws {
		if len(left) == 0 && len(ranked) > 0 {
			break
		}
		choice, err := t.Choose(left, u)
		if err != nil {
			return nil, err
		}
		ranked = append(ranked, choice)
		left = slices.DeleteFunc(left, func(arm int) bool { return arm == choice.Arm })
	}
	return ranked, nil
}
