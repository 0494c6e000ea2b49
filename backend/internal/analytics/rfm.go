package analytics

import (
	"cmp"
	"slices"
)

// RFMScores scores recency, frequency and monetary value from 1 to 5, 5 best, each axis alone.
//
//	score = 1 + floor(5 × (number of clients strictly worse) / n)
//
// Equal values get equal scores and the order of the rows never matters, unlike quantiles by row number.
//
// recency is whole days since the last counted sale at the snapshot date (fewer is better, not negative), frequency the
// number of counted sales in the window (not negative), monetary the value in minor units (any sign). The three slices
// run over the same n clients; r, f and m are returned in the same order. n = 0 is valid. ErrInput when the lengths
// differ or a recency or frequency is negative.
//
// Time O(n log n); memory beyond the results: one copy of one axis at a time.
// Source: Hughes, Strategic Database Marketing (1994) for the scores; the tie rule is ours.
func RFMScores(recency []int32, frequency []int32, monetary []int64) (r, f, m []uint8, boundaries RFMBoundaries, err error) {
	n := len(recency)
	if len(frequency) != n || len(monetary) != n {
		return nil, nil, nil, RFMBoundaries{}, badInput("rfm: %d recencies, %d frequencies, %d amounts", n, len(frequency), len(monetary))
	}
	for i := range n {
		if recency[i] < 0 {
			return nil, nil, nil, RFMBoundaries{}, badInput("rfm: recency %d of row %d is negative", recency[i], i)
		}
		if frequency[i] < 0 {
			return nil, nil, nil, RFMBoundaries{}, badInput("rfm: frequency %d of row %d is negative", frequency[i], i)
		}
	}
	b := RFMBoundaries{Clients: n}
	if n == 0 {
		return []uint8{}, []uint8{}, []uint8{}, b, nil
	}
	b.Recency = worstFifths(recency, true)
	b.Frequency = worstFifths(frequency, false)
	b.Monetary = worstFifths(monetary, false)
	r, f, m = make([]uint8, n), make([]uint8, n), make([]uint8, n)
	for i := range n {
		r[i], f[i], m[i] = b.Score(recency[i], frequency[i], monetary[i])
	}
	return r, f, m, b, nil
}

// RFMBoundaries is what a run must keep to score one further client as that run would have, before the next run.
//
// Element i of an axis (i = 0..3) is the value that a client must strictly beat to score i+2 or more: the
// ceil((i+1)·n/5)-th worst value of the run. Clients is n; at 0 there is no score.
type RFMBoundaries struct {
	Clients   int      `json:"clients"`
	Recency   [4]int32 `json:"recency_days"`
	Frequency [4]int32 `json:"frequency"`
	Monetary  [4]int64 `json:"monetary_minor"`
}

// Score gives the three scores (1-5) of a client against the run's clients: exactly RFMScores for a client of the run,
// and for another one 1 + floor(5 × (clients of the run strictly worse) / n), at most 5. All three are 0 when the run
// had no client.
func (b RFMBoundaries) Score(recency, frequency int32, monetary int64) (r, f, m uint8) {
	if b.Clients <= 0 {
		return 0, 0, 0
	}
	r, f, m = 1, 1, 1
	for i := range 4 {
		if recency < b.Recency[i] {
			r++
		}
		if frequency > b.Frequency[i] {
			f++
		}
		if monetary > b.Monetary[i] {
			m++
		}
	}
	return r, f, m
}

func worstFifths[T cmp.Ordered](values []T, lowIsBest bool) (bounds [4]T) {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	n := len(sorted)
	for i := range 4 {
		k := ((i+1)*n + 4) / 5
		if lowIsBest {
			bounds[i] = sorted[n-k]
		} else {
			bounds[i] = sorted[k-1]
		}
	}
	return bounds
}
