package analytics

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

func TestRetentionDuty(t *testing.T) {
	d, err := NewRetentionDuty(0, 9, 3)
	if err != nil {
		t.Fatal(err)
	}
	lives := [][]MonthValue{
		{{0, 10}, {2, 20}, {7, 5}}, // won in 0, lost in 5 (2+3) with 30, back in 7
		{{1, 100}},                 // won in 1, lost in 4
		{{-5, 7}, {-4, 1}},         // lost in −1, before the range
		{{9, 4}},                   // won in 9
	}
	for _, life := range lives {
		if err := d.Add(life); err != nil {
			t.Fatal(err)
		}
	}
	d.AddCosts(0, 500, 40)
	d.AddCosts(99, 1, 1)
	flows := d.Flows()
	check := func(month int, want MonthFlow) {
		t.Helper()
		want.Month = month
		if flows[month] != want {
			t.Errorf("month %d: got %+v, want %+v", month, flows[month], want)
		}
	}
	check(0, MonthFlow{Won: 1, WonValue: 30, Active: 1, AcquisitionCost: 500, RetentionCost: 40})
	check(1, MonthFlow{Won: 1, WonValue: 100, Active: 2})
	check(4, MonthFlow{Lost: 1, LostValue: 100, Active: 1})
	check(5, MonthFlow{Lost: 1, LostValue: 30})
	check(7, MonthFlow{Recovered: 1, RecoveredValue: 5, Active: 1})
	check(9, MonthFlow{Won: 1, WonValue: 4, Active: 2, Partial: true})

	e, err := Erosion(flows[:6], 3)
	if err != nil || !e.ClientsAlarm || e.Lost != 2 || e.Gained != 0 || !e.ValueAlarm || e.LostValue != 130 {
		t.Errorf("months 3 to 5: %+v %v", e, err)
	}
	near(t, "loss rate", e.LossRate, (0.0+1.0/2+1)/3, 1e-12)
	e, err = Erosion(flows, 10)
	if err != nil || e.ClientsAlarm || e.Lost != 2 || e.Gained != 4 || e.ValueAlarmPossible || e.ValueAlarm {
		t.Errorf("all: %+v %v", e, err)
	}
	near(t, "cost of a won client", *e.CostPerWonClient, 500.0/3, 1e-9)

	for name, err := range map[string]error{
		"order": d.Add([]MonthValue{{2, 1}, {1, 1}}), "twice": d.Add([]MonthValue{{2, 1}, {2, 1}}),
		"range":   func() error { _, err := NewRetentionDuty(3, 2, 12); return err }(),
		"silence": func() error { _, err := NewRetentionDuty(3, 4, 0); return err }(),
		"months":  func() error { _, err := Erosion(flows, 11); return err }(),
	} {
		if !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if !slices.Equal(flows, d.Flows()) {
		t.Error("a refused life was counted")
	}
}

func TestCohorts(t *testing.T) {
	table, err := Cohorts([]CohortCell{{1, 2, 5, 50}, {0, 0, 10, 100}, {0, 2, 4, 40}, {1, 1, 10, 200}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 2 || !slices.Equal(table.Rows[0].Clients, []int64{10, 0, 4}) || !slices.Equal(table.Rows[0].CumulativeValue, []int64{100, 100, 140}) ||
		!slices.Equal(table.Rows[1].Retention, []float64{1, 0.5}) || !slices.Equal(table.Retention, []float64{1, 0.25, 0.4}) {
		t.Errorf("%+v", table)
	}
	near(t, "value per client", table.Rows[0].ValuePerClient[2], 14, 1e-12)
	for name, cells := range map[string][]CohortCell{
		"before": {{1, 0, 1, 1}}, "after": {{0, 3, 1, 1}}, "no age 0": {{0, 1, 1, 1}}, "twice": {{0, 0, 2, 1}, {0, 0, 2, 1}}, "grows": {{0, 0, 1, 1}, {0, 1, 2, 1}},
	} {
		if _, err := Cohorts(cells, 2); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	if table, err := Cohorts(nil, 2); err != nil || len(table.Rows) != 0 {
		t.Errorf("%+v %v", table, err)
	}
}

// Freireich et al. 1963, the 6-MP arm as printed in every survival text; interval as R's survfit(conf.type = "log-log").
func TestSurvivalPublished(t *testing.T) {
	var data []Lifetime
	for _, l := range []struct {
		time  float64
		ended bool
		n     int64
	}{{6, true, 3}, {6, false, 1}, {7, true, 1}, {9, false, 1}, {10, true, 1}, {10, false, 1}, {11, false, 1}, {13, true, 1}, {16, true, 1}, {17, false, 1},
		{19, false, 1}, {20, false, 1}, {22, true, 1}, {23, true, 1}, {25, false, 1}, {32, false, 2}, {34, false, 1}, {35, false, 1}} {
		data = append(data, Lifetime{l.time, l.ended, l.n})
	}
	slices.Reverse(data)
	c, err := Survival(data, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ time, share float64 }{{6, 0.8571}, {7, 0.8067}, {10, 0.7529}, {13, 0.6902}, {16, 0.6275}, {22, 0.5378}, {23, 0.4482}}
	if len(c.Points) != len(want) || c.Clients != 21 || c.Lost != 9 || *c.Median != 23 {
		t.Fatalf("%+v", c)
	}
	for i, w := range want {
		near(t, fmt.Sprint("S(", w.time, ")"), c.Points[i].Estimate, w.share, 5e-5)
	}
	near(t, "low of S(6)", c.Points[0].Low, 0.6197, 5e-5)
	near(t, "high of S(6)", c.Points[0].High, 0.9516, 5e-5)
	near(t, "between", c.At(12), 0.7529, 5e-5)
	near(t, "before", c.At(1), 1, 0)

	all, err := Survival([]Lifetime{{1, true, 2}, {2, true, 2}}, 0.95)
	if err != nil || all.Points[1].Estimate != 0 || all.Points[1].High != 0 || *all.Median != 1 {
		t.Errorf("everybody left: %+v %v", all, err)
	}
	if _, err := Survival([]Lifetime{{-1, true, 1}}, 0.95); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func TestMigrationAndStability(t *testing.T) {
	m, err := MigrationOf([]string{"A", "B", "C"}, []MigrationCell{{"A", "A", 8, 80}, {"A", "B", 2, 10}, {"B", "A", 1, 9}, {"C", "C", 5, 1}, {"A", "B", 2, 10}})
	if err != nil {
		t.Fatal(err)
	}
	if m.Up != 1 || m.Stayed != 13 || m.Down != 4 || m.Clients[0][1] != 4 || m.Value[0][1] != 20 || m.Flows[0] != (MigrationCell{"A", "A", 8, 80}) || len(m.Flows) != 4 {
		t.Errorf("%+v", m)
	}
	near(t, "share", m.Share[0][1], 4.0/12, 1e-12)
	// The textbook pair 0 0 1 1 against 0 0 1 2: adjusted Rand 0.5714, Rand 5/6.
	pair, err := MigrationOf([]string{"0", "1", "2"}, []MigrationCell{{From: "0", To: "0", Clients: 2}, {From: "1", To: "1", Clients: 1}, {From: "1", To: "2", Clients: 1}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := StabilityOf(pair)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "adjusted Rand", s.AdjustedRand, 4.0/7, 1e-12)
	near(t, "Rand", s.Rand, 5.0/6, 1e-12)
	near(t, "stayed", s.Stayed, 0.75, 1e-12)
	if _, err := StabilityOf(Migration{}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	for name, c := range map[string]struct {
		classes []string
		cells   []MigrationCell
	}{"unknown": {[]string{"A"}, []MigrationCell{{From: "A", To: "Z", Clients: 1}}}, "twice": {[]string{"A", "A"}, nil}, "negative": {[]string{"A"}, []MigrationCell{{From: "A", To: "A", Clients: -1}}}} {
		if _, err := MigrationOf(c.classes, c.cells); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// Groups 1 2 3 and 4 5 6 and 7 8 9: SSB 54, SSW 6, η² 0.9, ω² (54−2)/(60+1).
func TestExplainVariance(t *testing.T) {
	v, err := ExplainVariance([]Sample{mustSample(t, []float64{1, 2, 3}), mustSample(t, []float64{4, 5, 6}), {}, mustSample(t, []float64{7, 8, 9})})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "eta squared", v.EtaSquared, 0.9, 1e-12)
	near(t, "omega squared", v.OmegaSquared, 52.0/61, 1e-12)
	near(t, "within", v.Within, 1, 1e-12)
	if _, err := ExplainVariance([]Sample{{N: 3}}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	j, err := Jaccard(6, 4, 2)
	if err != nil || j != 0.25 {
		t.Errorf("%v %v", j, err)
	}
	if _, err := Jaccard(1, 4, 2); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}
