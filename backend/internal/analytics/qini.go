package analytics

import (
	"cmp"
	"slices"
)

// UpliftRow is one client of a randomised campaign: the score by which it would have been chosen (higher is better), its
// arm, and what it brought (0/1 or money).
type UpliftRow struct {
	Score   float64 `json:"score"`
	Treated bool    `json:"treated"`
	Outcome float64 `json:"outcome"`
}

// QiniPoint says what treating the best Share of the clients would have gained per treated client of the whole campaign
// (Gain), and the difference of means within that share (Uplift).
type QiniPoint struct {
	Share  float64 `json:"share"`
	Gain   float64 `json:"gain"`
	Uplift float64 `json:"uplift"`
}

// UpliftReport measures a score. The name Qini means different numbers in different packages; ours are:
//
//	Gain(φ)   = [Y₁(φ) − Y₀(φ) · n₁(φ)/n₀(φ)] / N₁      over the best share φ of all clients (Radcliffe's curve / N₁)
//	Qini      = ∫ (Gain(φ) − φ · Gain(1)) dφ            area above the straight line, not divided by a perfect model's
//	AUUC      = ∫ φ · (mean₁(φ) − mean₀(φ)) dφ
//
// with Y the sum of outcomes and n the clients of an arm (1 treated, 0 control) in that share. The unit of all three is
// that of the outcome, per client. Qini is 0 for a random order, above for a useful one, below for a wrong one.
type UpliftReport struct {
	Qini   float64     `json:"qini"`
	AUUC   float64     `json:"auuc"`
	Effect Difference  `json:"effect"` // of the campaign as a whole
	Curve  []QiniPoint `json:"curve"`
	Bins   []UpliftBin `json:"bins"`
}

// UpliftBin is one of equal parts of the clients by score, best first, with the difference of means and its Welch interval
// (nil when an arm has fewer than 2 clients in it). Clients with equal scores are never parted.
type UpliftBin struct {
	LowScore   float64     `json:"low_score"`
	HighScore  float64     `json:"high_score"`
	Treated    int64       `json:"treated"`
	Control    int64       `json:"control"`
	Difference *Difference `json:"difference"`
}

// Uplift computes curve, Qini and AUUC by the trapezoid rule, for binary and continuous outcomes. Equal scores enter
// together, so the order of rows never matters; a point where an arm is still empty is left out and the line drawn past
// it. points (≥ 2) bounds the curve, bins (≥ 1) the parts. ErrInput when a figure is not finite, an arm has fewer than 2
// clients, or points, bins or level are out of range.
// Source: Radcliffe, Direct Marketing Analytics Journal (2007) for the curve; areas as defined above.
func Uplift(rows []UpliftRow, points, bins int, level float64) (UpliftReport, error) {
	if points < 2 || bins < 1 {
		return UpliftReport{}, badInput("uplift: %d points, %d bins", points, bins)
	}
	sorted := slices.Clone(rows)
	var arms [2][]float64
	for i, row := range rows {
		if !finite(row.Score, row.Outcome) {
			return UpliftReport{}, badInput("uplift: row %d has score %v, outcome %v", i, row.Score, row.Outcome)
		}
	}
	slices.SortFunc(sorted, func(a, b UpliftRow) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Outcome, a.Outcome), armOrder(a)-armOrder(b))
	})
	for _, row := range sorted {
		arms[armOrder(row)] = append(arms[armOrder(row)], row.Outcome)
	}
	effect, err := compare(arms[1], arms[0], level)
	if err != nil {
		return UpliftReport{}, err
	}
	r := UpliftReport{Effect: effect}
	curve := qiniCurve(sorted, float64(len(arms[1])))
	whole := curve[len(curve)-1].Gain
	last := QiniPoint{}
	for _, p := range curve {
		width := p.Share - last.Share
		r.Qini += width * ((p.Gain - p.Share*whole) + (last.Gain - last.Share*whole)) / 2
		r.AUUC += width * (p.Share*p.Uplift + last.Share*last.Uplift) / 2
		last = p
	}
	r.Curve = thinned(curve, points)
	r.Bins, err = upliftBins(sorted, bins, level)
	return r, err
}

func armOrder(row UpliftRow) int {
	if row.Treated {
		return 1
	}
	return 0
}

func compare(treated, control []float64, level float64) (Difference, error) {
	first, err := SampleOf(treated)
	if err != nil {
		return Difference{}, err
	}
	second, err := SampleOf(control)
	if err != nil {
		return Difference{}, err
	}
	return WelchDifference(first, second, level)
}

// qiniCurve has the origin and one point per group of equal scores in which both arms are present so far.
func qiniCurve(sorted []UpliftRow, treated float64) []QiniPoint {
	curve := []QiniPoint{{}}
	var n, sum [2]float64
	for i, row := range sorted {
		arm := armOrder(row)
		n[arm]++
		sum[arm] += row.Outcome
		if i+1 < len(sorted) && sorted[i+1].Score == row.Score || n[0] == 0 || n[1] == 0 {
			continue
		}
		uplift := sum[1]/n[1] - sum[0]/n[0]
		curve = append(curve, QiniPoint{Share: float64(i+1) / float64(len(sorted)), Gain: uplift * n[1] / treated, Uplift: uplift})
	}
	return curve
}

func thinned(curve []QiniPoint, points int) []QiniPoint {
	if len(curve) <= points {
		return curve
	}
	kept := make([]QiniPoint, 0, points)
	for k := range points {
		kept = append(kept, curve[k*(len(curve)-1)/(points-1)])
	}
	return kept
}

func upliftBins(sorted []UpliftRow, bins int, level float64) ([]UpliftBin, error) {
	var all []UpliftBin
	lo := 0
	for b := 1; b <= bins && lo < len(sorted); b++ {
		hi := max(lo+1, b*len(sorted)/bins)
		for hi < len(sorted) && sorted[hi].Score == sorted[hi-1].Score {
			hi++
		}
		bin := UpliftBin{LowScore: sorted[hi-1].Score, HighScore: sorted[lo].Score}
		var arms [2][]float64
		for _, row := range sorted[lo:hi] {
			arms[armOrder(row)] = append(arms[armOrder(row)], row.Outcome)
		}
		bin.Treated, bin.Control = int64(len(arms[1])), int64(len(arms[0]))
		if min(bin.Treated, bin.Control) >= 2 {
			d, err := compare(arms[1], arms[0], level)
			if err != nil {
				return nil, err
			}
			bin.Difference = &d
		}
		all = append(all, bin)
		lo = hi
	}
	return all, nil
}
