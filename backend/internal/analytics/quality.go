package analytics

import "math"

// VarianceExplained says how much of the differences between clients a segmentation accounts for.
type VarianceExplained struct {
	EtaSquared   float64 `json:"eta_squared"`   // between / total sum of squares, 0-1
	OmegaSquared float64 `json:"omega_squared"` // the same without the part that chance gives to many groups; may be < 0
	Within       float64 `json:"within_std_dev"`
	Groups       int     `json:"groups"`
	Clients      int64   `json:"clients"`
}

// ExplainVariance compares segments by one measure, from one Sample per segment (empty ones are skipped).
//
//	SSB = Σ nᵢ (mᵢ − m)²,  SSW = Σ (nᵢ−1) vᵢ,  η² = SSB / (SSB+SSW),  ω² = (SSB − (k−1) MSW) / (SSB + SSW + MSW)
//
// with MSW = SSW/(n−k). 0 when nothing varies. ErrInput for a bad sample or fewer than 2 groups with a client.
// Sources: Fisher (1925); Hays (1963) for ω².
func ExplainVariance(segments []Sample) (VarianceExplained, error) {
	var n, mean float64
	v := VarianceExplained{}
	for i, s := range segments {
		if err := s.check("segment"); err != nil {
			return VarianceExplained{}, badInput("segment %d: %v", i, err)
		}
		if s.N > 0 {
			v.Groups++
			v.Clients += s.N
			n += float64(s.N)
			mean += (s.Mean - mean) * float64(s.N) / n
		}
	}
	if v.Groups < 2 {
		return VarianceExplained{}, badInput("quality: %d groups with a client, want 2 or more", v.Groups)
	}
	between, within := 0.0, 0.0
	for _, s := range segments {
		if s.N > 0 {
			between += float64(s.N) * (s.Mean - mean) * (s.Mean - mean)
			within += float64(s.N-1) * s.Variance
		}
	}
	if between+within == 0 {
		return v, nil
	}
	v.EtaSquared = between / (between + within)
	if free := n - float64(v.Groups); free > 0 {
		square := within / free
		v.Within = math.Sqrt(square)
		v.OmegaSquared = (between - float64(v.Groups-1)*square) / (between + within + square)
	}
	return v, nil
}

// Stability compares two groupings of the same clients.
type Stability struct {
	Rand         float64 `json:"rand"`          // share of pairs of clients treated alike by both, 0-1
	AdjustedRand float64 `json:"adjusted_rand"` // the same corrected for chance: 1 identical, 0 what chance gives
	Stayed       float64 `json:"stayed"`        // share of clients in the class of the same name
	Clients      int64   `json:"clients"`
}

// StabilityOf measures how alike two runs class the clients that both know, from the migration matrix between them.
// With one class or one client on both sides the groupings agree: 1. ErrInput for a migration without clients.
// Sources: Rand, JASA 66 (1971); Hubert, Arabie, Journal of Classification 2 (1985).
func StabilityOf(m Migration) (Stability, error) {
	k := len(m.Classes)
	rows, columns := make([]float64, k), make([]float64, k)
	pairs := func(n float64) float64 { return n * (n - 1) / 2 }
	both, n := 0.0, 0.0
	for i := range k {
		for j := range k {
			c := float64(m.Clients[i][j])
			rows[i], columns[j], n, both = rows[i]+c, columns[j]+c, n+c, both+pairs(c)
		}
	}
	if n == 0 {
		return Stability{}, badInput("stability: no client in both runs")
	}
	first, second := 0.0, 0.0
	for i := range k {
		first, second = first+pairs(rows[i]), second+pairs(columns[i])
	}
	s := Stability{Rand: 1, AdjustedRand: 1, Clients: int64(n), Stayed: float64(m.Stayed) / n}
	all := pairs(n)
	if all > 0 {
		s.Rand = (all + 2*both - first - second) / all
		chance, most := first*second/all, (first+second)/2
		if most != chance {
			s.AdjustedRand = (both - chance) / (most - chance)
		}
	}
	return s, nil
}

// Jaccard is how much two sets of clients share: |both| / |either|, 1 for two empty sets. It serves a segment's members
// over two runs and the overlap of two segments. ErrInput unless 0 ≤ both ≤ each. Source: Jaccard (1901).
func Jaccard(first, second, both int64) (float64, error) {
	if both < 0 || both > first || both > second {
		return 0, badInput("jaccard: %d of %d and %d in both", both, first, second)
	}
	if first == 0 && second == 0 {
		return 1, nil
	}
	return float64(both) / float64(first+second-both), nil
}
