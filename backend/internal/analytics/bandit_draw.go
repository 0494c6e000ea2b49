package analytics

import "math/rand/v2"

// Draws is the random numbers of one decision on one placement: the same for the same seed, decision and placement, whichever
// process makes the decision and in whatever order decisions are made. Not for secrets. Copy it to draw the same again.
type Draws struct{ pcg rand.PCG }

// DrawsOf gives the draws of a decision: PCG seeded with two hashes of the three numbers. seed is the learner's, from its settings.
func DrawsOf(seed uint64, decision, placement int64) Draws {
	a := scrambled(seed ^ 0x9e3779b97f4a7c15)
	b := scrambled(a ^ uint64(decision))
	c := scrambled(b ^ uint64(placement))
	var d Draws
	d.pcg.Seed(c, scrambled(c^b))
	return d
}

// Next is the next number, uniform in [0, 1).
func (d *Draws) Next() float64 { return float64(d.pcg.Uint64()>>11) * 0x1p-53 }

// scrambled is the finaliser of SplitMix64: each bit in changes each bit out in half of the cases.
// Source: Steele, Lea, Flood, OOPSLA 2014.
func scrambled(v uint64) uint64 {
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}
