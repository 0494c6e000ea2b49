package portfolio

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// flowOf gathers lives (months from January 2026 on, with what was bought) up to June 2026; lost after three silent months.
func flowOf(t *testing.T, lives ...[]analytics.MonthValue) *inputs {
	t.Helper()
	first := clock.Date(2026, 1, 5)
	f := newFlow(clock.Date(2026, 6, 15), 3, &first)
	for _, life := range lives {
		moved := make([]analytics.MonthValue, len(life))
		for i, m := range life {
			moved[i] = analytics.MonthValue{Month: 2026*12 + m.Month, Value: m.Value}
		}
		f.add(moved)
	}
	in := &inputs{settings: DefaultSettings()}
	in.settings.SilenceMonths, in.settings.ErosionMonths = 3, 3
	if err := f.fill(in); err != nil {
		t.Fatal(err)
	}
	return in
}

// four bought in January and March, in February, in January and June, in May. See docs/measures.md, "Retention duty".
func four(t *testing.T) *inputs {
	t.Helper()
	in := flowOf(t,
		[]analytics.MonthValue{{Month: 0, Value: 100}, {Month: 2, Value: 50}},
		[]analytics.MonthValue{{Month: 1, Value: 200}},
		[]analytics.MonthValue{{Month: 0, Value: 30}, {Month: 5, Value: 40}},
		[]analytics.MonthValue{{Month: 4, Value: 10}})
	in.records.Costs = []CostFact{{Month: "2026-02", Acquisition: 100, Retention: 60}, {Month: "2026-05", Acquisition: 50, Retention: 30}, {Month: "2019-01", Acquisition: 9}}
	return in
}

func TestRetentionReport(t *testing.T) {
	r, err := retentionReport(four(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []RetentionMonth{
		{Month: "2026-01", Won: 2, Active: 2, WonValue: 180},
		{Month: "2026-02", Won: 1, Active: 3, WonValue: 200, AcquisitionCost: 100, RetentionCost: 60},
		{Month: "2026-03", Active: 3},
		{Month: "2026-04", Lost: 1, Active: 2, LostValue: 30},
		{Month: "2026-05", Won: 1, Lost: 1, Active: 2, WonValue: 10, LostValue: 200, Partial: true, AcquisitionCost: 50, RetentionCost: 30},
		{Month: "2026-06", Recovered: 1, Lost: 1, Active: 2, RecoveredValue: 40, LostValue: 150, Partial: true},
	}
	if !reflect.DeepEqual(r.Months, want) {
		t.Errorf("months\n%+v, want\n%+v", r.Months, want)
	}
	won, kept := 50.0, 15.0 // 50 for one won; 30 × 3 months over 2 + 2 + 2 active
	if e := (Erosion{Months: 3, Gained: 2, Lost: 3, GainedValue: 200, LostValue: 30, LossRate: 0.444444, CostPerWon: &won, CostPerKept: &kept,
		ClientsAlarm: true, ValueAlarmPossible: true}); !reflect.DeepEqual(r.Erosion, e) {
		t.Errorf("erosion %+v", r.Erosion)
	}
	// Four clients: one is still here after a month; two of the other three are lost after three, the last after five.
	s := r.Survival
	if s.Clients != 4 || s.Lost != 3 || s.Median == nil || *s.Median != 3 || len(s.Points) != 2 {
		t.Fatalf("survival %+v", s)
	}
	if p := s.Points[0]; p.Months != 3 || p.AtRisk != 3 || p.Lost != 2 || p.Survival != 0.333333 || !(p.Low < p.Survival && p.Survival < p.High) {
		t.Errorf("first point %+v", p)
	}
	if p := s.Points[1]; p != (SurvivalPoint{Months: 5, AtRisk: 1, Lost: 1}) {
		t.Errorf("last point %+v", p)
	}
}

func TestCohortsReport(t *testing.T) {
	r, err := cohortsReport(four(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Month.Cohorts) != 3 {
		t.Fatalf("months %+v", r.Month)
	}
	want := []CohortCell{{0, 2, 1, 130, 130}, {1, 0, 0, 0, 130}, {2, 1, 0.5, 50, 180}, {3, 0, 0, 0, 180}, {4, 0, 0, 0, 180}, {5, 1, 0.5, 40, 220}}
	if c := r.Month.Cohorts[0]; c.Cohort != "2026-01" || c.Size != 2 || !reflect.DeepEqual(c.Cells(), want) {
		t.Errorf("January %+v %+v", c, c.Cells())
	}
	if got := []float64{1, 0, 0.333333, 0, 0, 0.5}; !reflect.DeepEqual(r.Month.Retention, got) {
		t.Errorf("retention by age %v, want %v", r.Month.Retention, got)
	}
	if q := r.Quarter.Cohorts; len(q) != 2 || q[0].Cohort != "2026-Q1" || q[1].Cohort != "2026-Q2" ||
		!reflect.DeepEqual(q[0].Cells(), []CohortCell{{0, 3, 1, 380, 380}, {1, 1, 0.333333, 40, 420}}) || !reflect.DeepEqual(q[1].Cells(), []CohortCell{{0, 1, 1, 10, 10}}) {
		t.Errorf("quarters %+v", q)
	}
}

// A base without a purchase has reports that say nothing.
func TestFlowReportsOfNothing(t *testing.T) {
	in := &inputs{settings: DefaultSettings()}
	reports := map[ReportName]any{}
	none, err := analytics.Concentrate(nil, analytics.DefaultTops(), 200)
	if err != nil {
		t.Fatal(err)
	}
	if err := flowReports(in, none, reports); err != nil {
		t.Fatal(err)
	}
	if a, ok := reportIn[AlarmsReport](reports, ReportAlarms); !ok || len(a.Alarms) != 0 || a.Alarms == nil {
		t.Errorf("alarms %+v", a)
	}
	if r, ok := reportIn[RetentionReport](reports, ReportRetention); !ok || len(r.Months) != 0 || r.Months == nil || r.Survival.Points == nil {
		t.Errorf("retention %+v", r)
	}
	if r, ok := reportIn[CohortsReport](reports, ReportCohorts); !ok || r.Month.Cohorts == nil || r.Quarter.Retention == nil {
		t.Errorf("cohorts %+v", r)
	}
}

func TestBalanceReport(t *testing.T) {
	// 50, 20, 10, 10, 10: the first holds a half, the first five everything.
	c, err := analytics.Concentrate([]int64{10, 50, 20, 10, 10}, analytics.DefaultTops(), 200)
	if err != nil {
		t.Fatal(err)
	}
	r, err := balanceReport(c, analytics.DefaultDependenceLimits())
	if err != nil || !reflect.DeepEqual(r.Alarms, []analytics.DependenceAlarm{{Code: "first_client", Share: 0.5, Limit: 0.1}, {Code: "first_five_clients", Share: 1, Limit: 0.3}}) {
		t.Errorf("%+v %v", r.Alarms, err)
	}
}

func TestAlarms(t *testing.T) {
	bias := -0.4
	ratio := 1.5
	at := func(abc analytics.ABCClass, group analytics.RFMGroup, p Position) Figure {
		return Figure{Fact: Fact{Revenue: 1000}, ABC: abc, Group: CodeOf(group), Position: p}
	}
	figures := []Figure{
		at(1, analytics.RFMCannotLose, Position{SatisfiedLeaving: true}),
		at(1, analytics.RFMChampions, Position{}),
		at(2, analytics.RFMAtRisk, Position{Stage: CodeOf(analytics.StageLate), Predicted: 70}),
	}
	c, err := analytics.Concentrate([]int64{1000, 1000, 1000}, analytics.DefaultTops(), 200)
	if err != nil {
		t.Fatal(err)
	}
	in := four(t)
	in.figures, in.scope.Division = figures, id.ID(77)
	reports := map[ReportName]any{
		ReportLifetime: LifetimeReport{Reason: analytics.ChoiceDropoutNotIdentified, DropoutRatio: &ratio, Holdout: &LifetimeHoldout{Trust: "poor", Bias: &bias, Predicted: 6, Actual: 10, Rank: 0.1}},
		ReportMatrix:   &MatrixReport{Quadrants: []QuadrantTotal{{Quadrant: analytics.QuadrantUnverified, Clients: 2, ClientShare: 2.0 / 3}}},
	}
	if err := flowReports(in, c, reports); err != nil {
		t.Fatal(err)
	}
	got, _ := reportIn[AlarmsReport](reports, ReportAlarms)
	want := []struct {
		code, severity string
		values         map[string]float64
	}{
		{AlarmErosionClients, Danger, map[string]float64{"months": 3, "gained": 2, "lost": 3}},
		{AlarmBestSleeping, Danger, map[string]float64{"clients": 1, "revenue_minor": 1000}},
		{AlarmFirst, Warning, map[string]float64{"share": 0.333333, "limit": 0.1}},
		{AlarmFirstFive, Warning, map[string]float64{"share": 1, "limit": 0.3}},
		{AlarmTrust, Warning, map[string]float64{"predicted": 6, "actual": 10, "rank_correlation": 0.1, "bias": -0.4}},
		{AlarmSatisfiedLeaves, Warning, map[string]float64{"clients": 1, "revenue_minor": 1000}},
		{AlarmRenewalsLate, Warning, map[string]float64{"clients": 1, "predicted_minor": 70}},
		{AlarmDropout, Info, map[string]float64{"dropout_ratio": 1.5}},
		{AlarmUnverified, Info, map[string]float64{"clients": 2, "share": 0.666667}},
	}
	if len(got.Alarms) != len(want) {
		t.Fatalf("%d alarms: %+v", len(got.Alarms), got.Alarms)
	}
	for i, w := range want {
		if a := got.Alarms[i]; a.Code != w.code || a.Severity != w.severity || !reflect.DeepEqual(a.Values, w.values) || a.Target.Query["division_id"] != "77" {
			t.Errorf("alarm %d: %+v, want %+v", i, a, w)
		}
	}
}

// Ten per cent of unverified clients ring nothing, and a model that is trusted neither.
func TestAlarmsThatStaySilent(t *testing.T) {
	in := &inputs{settings: DefaultSettings()}
	a := alarmsReport(in, map[ReportName]any{
		ReportRetention: RetentionReport{Erosion: Erosion{Gained: 2, Lost: 2}},
		ReportLifetime:  LifetimeReport{Reason: analytics.ChoiceHighestLikelihood, Holdout: &LifetimeHoldout{Trust: "fair"}},
		ReportMatrix:    MatrixReport{Quadrants: []QuadrantTotal{{Quadrant: analytics.QuadrantUnverified, Clients: 1, ClientShare: 0.1}}},
		ReportBalance:   BalanceReport{},
	})
	if len(a.Alarms) != 0 {
		t.Errorf("%+v", a.Alarms)
	}
}

func TestMonthTexts(t *testing.T) {
	for text, n := range map[string]int{"2026-03": 2026*12 + 2, "1999-12": 1999*12 + 11} {
		if got, ok := readMonth(text); !ok || got != n || monthText(n) != text {
			t.Errorf("%s: %d %v, back %s", text, got, ok, monthText(n))
		}
	}
	for _, bad := range []string{"", "2026", "2026-13", "x-01"} {
		if _, ok := readMonth(bad); ok {
			t.Errorf("%q is taken for a month", bad)
		}
	}
	if quarterText(2025*4+3) != "2025-Q4" {
		t.Error(quarterText(2025*4 + 3))
	}
	if rounded(1.0/3) != 0.333333 || math.Signbit(rounded(0)) {
		t.Error("rounding")
	}
}

// A class that nobody is in stands in the matrix of migration all the same, but letters of ABC that a portfolio does not have do not.
func TestArrangeMigration(t *testing.T) {
	m, err := arrange("abc", []analytics.MigrationCell{{From: "A", To: "B", Clients: 3, Value: 30}, {From: "none", To: "A", Clients: 1, Value: 5}, {From: "B", To: "absent", Clients: 2, Value: 8}})
	if err != nil || !reflect.DeepEqual(m.Classes, []string{"A", "B", "none", "absent"}) || m.Up != 1 || m.Stayed != 0 || m.Down != 5 {
		t.Errorf("%+v %v", m, err)
	}
	m, err = arrange("relationship", []analytics.MigrationCell{{From: "", To: "loyal", Clients: 1, Value: 5}})
	if err != nil || !reflect.DeepEqual(m.Classes, []string{"loyal", "potential", "doubtful", "prospect", "none", "absent"}) || m.Up != 1 {
		t.Errorf("%+v %v", m, err)
	}
}

// Of 40,000 clients in one quadrant the 1,000 largest are kept, in order; of a small quadrant all.
func TestPointsReport(t *testing.T) {
	figures := make([]Figure, 40_001)
	for i := range figures {
		figures[i] = Figure{Fact: Fact{Client: id.ID(i + 1)}, Position: Position{Quadrant: CodeOf(analytics.QuadrantUnverified), Actual: int64(i * 7919 % 40_000), Potential: 1}}
	}
	figures[40_000].Position = Position{Quadrant: CodeOf(analytics.QuadrantMature), Actual: 5}
	r := pointsReport(figures)
	kept := r.Quadrants[analytics.QuadrantUnverified]
	if len(kept) != 1000 || len(r.Quadrants) != 2 || !reflect.DeepEqual(r.Quadrants[analytics.QuadrantMature], []id.ID{40_001}) {
		t.Fatalf("%d kept, %d quadrants", len(kept), len(r.Quadrants))
	}
	for i, c := range kept {
		if f := figures[c-1]; f.Actual != int64(39_999-i) {
			t.Fatalf("at %d stands %d", i, f.Actual)
		}
	}
	if got := r.clients(nil, 2); len(got) != 3 || !slices.IsSorted(got) {
		t.Errorf("two of each: %v", got)
	}
	if got := r.clients([]string{"mature"}, 1000); !reflect.DeepEqual(got, []id.ID{40_001}) {
		t.Errorf("mature ones: %v", got)
	}
}
