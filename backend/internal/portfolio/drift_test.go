package portfolio

import "testing"

// When nobody buys, most figures are the same a day later: a run writes only what changed.
func TestFewFiguresDrift(t *testing.T) {
	w := newWorld("2026-03-12")
	w.populate(5000, 11)
	before := w.run(t).in.figures
	w.asOf++
	after := w.run(t).in.figures
	changed := 0
	for i := range before {
		after[i].settle(&before[i])
		if before[i].Position != after[i].Position {
			changed++
		}
	}
	if share := float64(changed) / float64(len(before)); share > 0.1 {
		t.Errorf("%.0f %% of the figures changed overnight", 100*share)
	}
}
