package portfolio

import (
	"fmt"
	"testing"

	"clientele/internal/analytics"
)

// said writes a bound, or a dash where there is none.
func said(v *int64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(*v)
}

// 45, 30, 15, 10 and 0 with cuts 60 and 90: A from 30, B from 15, as in the example of docs/measures.md.
func TestReasonsOfABC(t *testing.T) {
	_, r, err := analytics.ABCClasses([]int64{45, 30, 15, 10, 0}, []float64{60, 90})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		value int64
		want  string
	}{
		{45, "A lowest 30, 0.00 to 0.75, next none 0, 0 above, 2 within"},
		{30, "A lowest 30, 0.00 to 0.75, next none 0, 0 above, 2 within"},
		{29, "B lowest 15, 0.75 to 0.90, next A 30, 2 above, 1 within"},
		{15, "B lowest 15, 0.75 to 0.90, next A 30, 2 above, 1 within"},
		{1, "C lowest -, 0.90 to 1.00, next B 15, 3 above, 1 within"},
		{0, "none lowest -, 0.00 to 0.00, next C 1, 4 above, 1 within"},
		{-5, "none lowest -, 0.00 to 0.00, next C 1, 4 above, 1 within"},
	} {
		x := explainABC(c.value, r)
		got := fmt.Sprintf("%s lowest %s, %.2f to %.2f, next %s %d, %d above, %d within", x.Class, said(x.Lowest), x.From, x.To, x.Next, x.NextAt, x.Above, x.Clients)
		if got != c.want {
			t.Errorf("%d: %s, want %s", c.value, got, c.want)
		}
	}
	if x := explainABC(7, analytics.ABCResult{}); x.Class != analytics.ABCNone || x.Lowest != nil {
		t.Errorf("before anything was cut: %+v", x)
	}
}

// A score's bounds are exactly the values that have it.
func TestReasonsOfRFM(t *testing.T) {
	recency, frequency, monetary := []int32{1, 5, 9, 20, 300, 301, 400}, []int32{1, 1, 1, 1, 2, 2, 9}, []int64{-50, 0, 10, 10, 70, 800, 900}
	_, _, _, b, err := analytics.RFMScores(recency, frequency, monetary)
	if err != nil {
		t.Fatal(err)
	}
	const asOf = 1000
	within := func(name string, s ScoreReason, score func(v int64) uint8) {
		t.Helper()
		if s.From != nil && (s.Value < *s.From || score(*s.From) != s.Score || score(*s.From-1) == s.Score) {
			t.Errorf("%s %d has score %d from %d", name, s.Value, s.Score, *s.From)
		}
		if s.To != nil && (s.Value > *s.To || score(*s.To) != s.Score || score(*s.To+1) == s.Score) {
			t.Errorf("%s %d has score %d up to %d", name, s.Value, s.Score, *s.To)
		}
		if s.From == nil && s.To == nil {
			t.Errorf("%s %d has score %d without a bound", name, s.Value, s.Score)
		}
	}
	for i := range recency {
		f := Figure{Fact: Fact{LastDay: asOf - recency[i], RFMOrders: frequency[i]}, Monetary: monetary[i]}
		f.R, f.F, f.M = b.Score(recency[i], frequency[i], monetary[i])
		x := explainRFM(&f, b, asOf)
		within("recency", x.Recency, func(v int64) uint8 { r, _, _ := b.Score(int32(v), 0, 0); return r })
		within("frequency", x.Frequency, func(v int64) uint8 { _, n, _ := b.Score(0, int32(v), 0); return n })
		within("monetary", x.Monetary, func(v int64) uint8 { _, _, m := b.Score(0, 0, v); return m })
	}
}
