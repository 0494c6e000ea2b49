package analytics

import "slices"

// ThompsonChoice is an arm with the probability with which it was chosen: what the decision log must keep.
type ThompsonChoice struct {
	Arm        int     `json:"arm"`
	Propensity float64 `json:"propensity"`
}

// Propensities appends to dst the probability of each eligible arm (indexes into the beliefs) of being chosen, in their order, summing
// to 1; pass dst[:0] of an old answer to save the allocation. Arms outside eligible are never considered. ErrInput when none is
// eligible, or an index is unknown or stands twice.
func (t *ThompsonTable) Propensities(dst []float64, eligible []int) ([]float64, error) {
	if err := t.checkEligible(eligible); err != nil {
		return dst, err
	}
	return t.propensities(dst, eligible), nil
}

func (t *ThompsonTable) checkEligible(eligible []int) error {
	if len(eligible) == 0 {
		return badInput("bandit: no eligible arm")
	}
	var few [4]uint64
	seen := few[:]
	if t.arms > 64*len(few) {
		seen = make([]uint64, (t.arms+63)/64)
	}
	for _, arm := range eligible {
		if arm < 0 || arm >= t.arms || seen[arm/64]&(1<<(arm%64)) != 0 {
			return badInput("bandit: arm %d of %d is unknown or stands twice", arm, t.arms)
		}
		seen[arm/64] |= 1 << (arm % 64)
	}
	return nil
}

// propensities works on the cells where the best of the eligible may lie: above the lower end of every one of them.
func (t *ThompsonTable) propensities(dst []float64, eligible []int) []float64 {
	var from, to uint8
	for _, arm := range eligible {
		from, to = max(from, t.from[arm]), max(to, t.to[arm])
	}
	var product [thompsonCells]float64
	for g := from; g < to; g++ {
		product[g] = 1
	}
	for _, arm := range eligible {
		if t.to[arm] <= from {
			continue
		}
		mid := t.mid[arm*thompsonCells+int(from) : arm*thompsonCells+int(t.to[arm])]
		p := product[from:][:len(mid)]
		for g, v := range mid {
			p[g] *= float64(v)
		}
	}
	total, first := 0.0, len(dst)
	for _, arm := range eligible {
		best := 0.0
		if t.to[arm] > from {
			rate := t.rate[arm*thompsonCells+int(from) : arm*thompsonCells+int(t.to[arm])]
			p := product[from:][:len(rate)]
			for g, v := range rate {
				best += p[g] * float64(v)
			}
		}
		dst, total = append(dst, best), total+best
	}
	even := 1 / float64(len(eligible))
	for i := first; i < len(dst); i++ {
		best := even
		if total > 0 {
			best = dst[i] / total
		}
		dst[i] = (1-t.floor)*best + t.floor*even
	}
	return dst
}

// Choose draws one eligible arm. u is uniform in [0, 1), from Draws or the caller's generator, so that a seed repeats a decision.
// ErrInput as Propensities, or when u is outside.
func (t *ThompsonTable) Choose(eligible []int, u float64) (ThompsonChoice, error) {
	if !(u >= 0 && u < 1) {
		return ThompsonChoice{}, badInput("bandit: draw %v", u)
	}
	if err := t.checkEligible(eligible); err != nil {
		return ThompsonChoice{}, err
	}
	var room [thompsonStack]float64
	p := t.propensities(room[:0], eligible)
	at := Pick(p, u)
	return ThompsonChoice{Arm: eligible[at], Propensity: p[at]}, nil
}

// Rank draws up to places different arms, best place first, each by Thompson sampling among those left, and appends them to dst; fewer
// when fewer are eligible. The propensity of a place is given the places before it: that of the first place is the one for off-policy
// estimates, that of the whole list is the product. ErrInput as Propensities.
func (t *ThompsonTable) Rank(dst []ThompsonChoice, eligible []int, places int, draws *Draws) ([]ThompsonChoice, error) {
	if err := t.checkEligible(eligible); err != nil {
		return dst, err
	}
	var room [thompsonStack]int
	var chances [thompsonStack]float64
	left := append(room[:0], eligible...)
	for range min(places, len(eligible)) {
		p := t.propensities(chances[:0], left)
		at := Pick(p, draws.Next())
		dst = append(dst, ThompsonChoice{Arm: left[at], Propensity: p[at]})
		left = slices.Delete(left, at, at+1)
	}
	return dst, nil
}

// Pick gives the place in p that a draw u, uniform in [0, 1), falls on when place i is as long as p[i]: each with its probability. The
// last place with p above 0 takes what rounding leaves. −1 when p is empty.
func Pick(p []float64, u float64) int {
	last := -1
	for i, v := range p {
		if v > 0 || last < 0 {
			last = i
		}
		if u -= v; u < 0 {
			return i
		}
	}
	return last
}
