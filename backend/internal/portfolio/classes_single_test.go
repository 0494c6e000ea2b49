package portfolio

import (
	"encoding/json"
	"testing"

	"clientele/internal/analytics"
)

// What a run keeps places one client exactly as the run did.
func TestSingleClientsEqualTheRun(t *testing.T) {
	for _, model := range []string{"auto", "bgnbd", "paretonbd"} {
		w := newWorld("2026-03-12")
		w.settings.Model = model
		w.populate(1500, 3)
		w.record(4)
		single(t, w)
	}
	small := newWorld("2026-03-12") // pooled
	small.populate(40, 5)
	small.record(6)
	single(t, small)
}

func single(t *testing.T, w *world) {
	t.Helper()
	found := w.run(t)
	in := found.in
	found.bounds.Lifetime, found.bounds.Norms = found.kept, found.norms
	text, err := json.Marshal(found.bounds)
	if err != nil {
		t.Fatal(err)
	}
	var b Boundaries
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	labels := labelsOf(w.categories)
	contracts, guards := 0, 0
	for i := range in.figures {
		want := in.figures[i]
		f := Figure{Fact: want.Fact, Position: NoPosition()}
		r := in.records.of(f.Client, in.divisions[i])
		if err := b.Lifetime.forecast(&f, w.settings, w.asOf, in.records.Subscriptions[f.Client]); err != nil {
			t.Fatal(err)
		}
		lines := in.lines.of(i, nil)
		if _, err := f.typeOfPurchases(lines, nil, labels, w.settings.FRAT, in.scope.WindowFrom); err != nil {
			t.Fatal(err)
		}
		if err := f.trend(w.settings.Trend, in.scope.BeforeFrom); err != nil {
			t.Fatal(err)
		}
		renewals, err := placeInCycle(&f, lines, b.Norms, w.asOf)
		if err != nil {
			t.Fatal(err)
		}
		if len(renewals) > 0 && (renewals[0].Stage != f.Stage.Name() || int32(renewals[0].Due) != f.Renewal.Due || renewals[0].Category != f.Renewal.Category) {
			t.Fatalf("the most urgent renewal is %+v, the figure's %+v", renewals[0], f.Renewal)
		}
		if err := placeInMatrix(&f, w.settings, b.Lifetime, b.Matrix, r); err != nil {
			t.Fatal(err)
		}
		relation, err := relationshipOf(&f, w.settings, r)
		if err != nil || relation.State != f.Relationship.Name() || len(relation.Reasons) == 0 {
			t.Fatalf("relationship %+v, %v", relation, err)
		}
		if f != want {
			t.Fatalf("client %d: got %+v, want %+v", f.Client, f, want)
		}
		e, err := explainMatrix(want, w.settings, b.Lifetime, b.Matrix, r)
		if err != nil || e.Quadrant != want.Quadrant.Name() || e.Raw != want.RawQuadrant.Name() || e.Actual != want.Actual || len(e.Guards) != 3 {
			t.Fatalf("explained %+v, %v, want %+v", e, err, want)
		}
		if f.Basis.Name() == BasisContract {
			contracts++
		}
		if f.RawQuadrant.Name() == analytics.QuadrantLowPriority && f.Quadrant.Name() != analytics.QuadrantUnverified {
			guards++
		}
	}
	if contracts == 0 || (len(in.figures) > 1000 && guards == 0) {
		t.Errorf("%d contracts and %d guarded clients tried: too few", contracts, guards)
	}
}

// Reports add up to the clients, and go through JSON: no figure is NaN or infinite.
func TestReportsAddUp(t *testing.T) {
	w := newWorld("2026-03-12")
	w.populate(2000, 7)
	w.record(8)
	f := w.run(t)
	checkSums(t, f)
	var low, high int64
	for i := range f.in.figures {
		low, high = low+f.in.figures[i].PredictedLow, high+f.in.figures[i].PredictedHigh
	}
	if r := f.lifetime; r.Low < low || r.High > high {
		t.Errorf("the total lies in [%d, %d], which is wider than all clients' intervals together: [%d, %d]", r.Low, r.High, low, high)
	}
	if f.lifetime.Holdout == nil || f.lifetime.Holdout.Trust == "" || len(f.lifetime.Holdout.Tracking) < 100 {
		t.Errorf("holdout %+v", f.lifetime.Holdout)
	}
}

func checkSums(t *testing.T, f *found) {
	t.Helper()
	for name, r := range map[string]any{"lifetime": f.lifetime, "stage": f.lifeStage, "matrix": f.matrix, "relationship": f.relationship,
		"frat": fratOf(f.in), "tiers": tiersOf(f.in), "kept": f.kept, "norms": f.norms} {
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	var clients, forecast, value, stages int64
	for i := range f.in.figures {
		p := &f.in.figures[i]
		clients++
		if p.Basis.Name() != "" {
			forecast++
		}
		value = plus(value, p.Predicted)
		if p.Stage.Name() != "" {
			stages++
		}
		if p.PredictedLow < 0 || p.PredictedLow > p.Predicted || p.PredictedHigh < p.Predicted || p.Expected < 0 || p.Potential < 0 || p.Alive < NoAlive || p.Alive > 100 {
			t.Fatalf("figure %+v", p)
		}
	}
	r := f.lifetime
	var bins, binValue int64
	for _, b := range r.Distribution {
		bins, binValue = bins+b.Clients, plus(binValue, b.Value)
	}
	if bins != forecast || binValue != value || r.Predicted != value || r.Low > value || r.High < value {
		t.Errorf("lifetime: %d clients of %d, value %d and %d of %d in [%d, %d]", bins, forecast, binValue, r.Predicted, value, r.Low, r.High)
	}
	sums := map[string]int64{}
	for _, q := range f.matrix.Quadrants {
		sums["quadrants"] += q.Clients
	}
	for _, q := range f.matrix.Raw {
		sums["raw"] += q.Clients
	}
	for _, c := range f.matrix.Density.Cells {
		sums["cells"] += c.Clients
		if c.A >= len(f.matrix.Density.ActualEdges)-1 || c.P >= len(f.matrix.Density.PotentialEdges)-1 {
			t.Errorf("cell %+v lies outside", c)
		}
	}
	sums["relationship"] = f.relationship.Prospects
	for _, s := range f.relationship.States {
		sums["relationship"] += s.Clients
	}
	for _, s := range fratOf(f.in).Focuses {
		sums["frat"] += s.Clients
	}
	for _, s := range tiersOf(f.in).Tiers {
		sums["tiers"] += s.Clients
	}
	trend, err := trendOf(f.in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range trend.Directions {
		sums["trend"] += d.Clients
	}
	for what, n := range sums {
		if n != clients {
			t.Errorf("%s: %d clients of %d", what, n, clients)
		}
	}
	var staged, late, due int64
	for _, s := range f.lifeStage.Stages {
		staged += s.Clients
		if s.Stage == analytics.StageLapsed {
			due -= s.Clients
		}
	}
	due += staged
	for _, b := range f.lifeStage.Lateness {
		late += b.Clients
	}
	for _, m := range f.lifeStage.DueMonths {
		due -= m.Clients
	}
	if staged != stages || late != stages || due != 0 {
		t.Errorf("life stage: %d and %d clients of %d, %d of no month", staged, late, stages, due)
	}
}
