package portfolio

import (
	"context"
	"encoding/json"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// ReportName names a stored report.
type ReportName string

// The reports that a run stores for each scope; those that need what is known of the company only are stored for the whole.
const (
	ReportLifetime     ReportName = "lifetime"
	ReportMatrix       ReportName = "matrix"
	ReportRetention    ReportName = "retention"
	ReportCohorts      ReportName = "cohorts"
	ReportLifeStage    ReportName = "life_stage"
	ReportRelationship ReportName = "relationship"
	ReportBalance      ReportName = "balance"
	ReportFRAT         ReportName = "frat"
	ReportTiers        ReportName = "tiers"
	ReportTrend        ReportName = "trend"
	ReportMap          ReportName = "map"
	ReportAlarms       ReportName = "alarms"
)

// ReportScope is which run and division a report is asked of; 0 is the published run, and the whole company.
type ReportScope struct {
	Run      id.ID
	Division id.ID
}

// AnalysisStore reads what runs have found.
type AnalysisStore interface {
	Run(ctx context.Context, v id.ID) (Run, error)
	Current(ctx context.Context) (Run, error)
	// PublishedBefore gives the newest published run with a smaller number; fault not_found where there is none.
	PublishedBefore(ctx context.Context, number int64) (Run, error)
	// LastFinished gives the run that ended last, however it ended; fault not_found where there is none.
	LastFinished(ctx context.Context) (Run, error)
	// ReportText gives a stored report; fault not_found where the run has none of that name.
	ReportText(ctx context.Context, run int64, division id.ID, name ReportName) (string, error)
	// KnownDivision fails with not_found where there is no such division.
	KnownDivision(ctx context.Context, division id.ID) error
	MatrixPoints(ctx context.Context, run int64, f PointFilter) ([]MatrixPoint, error)
	Renewals(ctx context.Context, run int64, f RenewalFilter, w page.Window) (page.List[RenewalRow], error)
	RenewalDays(ctx context.Context, run int64, f RenewalFilter) ([]RenewalDay, error)
	// Moves counts clients by their class at two runs, "" for no class and MigrationAbsent where a run does not know them.
	Moves(ctx context.Context, measure string, division id.ID, from, to int64) ([]analytics.MigrationCell, error)
	// Each calls yield for every figure of a division that readers of a run see, with its client's name, in order of client.
	Each(ctx context.Context, run int64, division id.ID, yield func(NamedFigure) error) error
}

// NamedFigure is a figure with its client's name and key.
type NamedFigure struct {
	Figure
	Name, Source, Reference string
}

// Analyses reads what runs have found.
type Analyses struct {
	store   AnalysisStore
	service *Service
}

// NewAnalyses gives the reader.
func NewAnalyses(s AnalysisStore, p *Service) *Analyses { return &Analyses{store: s, service: p} }

// run gives the run that a scope asks for: the published one, or a former one that was published.
func (s *Analyses) run(ctx context.Context, scope ReportScope) (Run, error) {
	if scope.Run == 0 {
		return s.store.Current(ctx)
	}
	r, err := s.store.Run(ctx, scope.Run)
	if err == nil && r.State != Published {
		return r, fault.NotFound("portfolio_run")
	}
	return r, err
}

// ReadReport gives a report as a run has stored it; fault not_found before the first run, and where the run has no such report.
func ReadReport[R any](ctx context.Context, s *Analyses, scope ReportScope, name ReportName) (Run, R, error) {
	var v R
	r, err := s.run(ctx, scope)
	if err != nil {
		return r, v, err
	}
	text, err := s.store.ReportText(ctx, r.Number, scope.Division, name)
	if err != nil {
		return r, v, err
	}
	return r, v, json.Unmarshal([]byte(text), &v)
}

// PointFilter narrows the points of the matrix; Limit bounds them.
type PointFilter struct {
	Division  id.ID
	Quadrants []string
	Limit     int
}

// MatrixPoint is one client in the matrix. Previous is nil where the run before did not know it.
type MatrixPoint struct {
	Client    id.ID
	Name      string
	Actual    int64
	Potential int64
	Raw       string
	Quadrant  string
	Guards    [3]Answer // in the order of analytics.Guards
	Previous  *MatrixPlace
}

// MatrixPlace is where a client stood in the matrix.
type MatrixPlace struct {
	Actual    int64
	Potential int64
	Quadrant  string
}

// MatrixPoints gives the clients with the largest actual and potential profitability together.
func (s *Analyses) MatrixPoints(ctx context.Context, scope ReportScope, f PointFilter) (Run, []MatrixPoint, error) {
	r, err := s.with(ctx, scope, ReportMatrix)
	if err != nil {
		return r, nil, err
	}
	f.Division = scope.Division
	out, err := s.store.MatrixPoints(ctx, r.Number, f)
	return r, out, err
}

// with gives a scope's run, provided that it has a report: figures of older runs lack what the report is made of.
func (s *Analyses) with(ctx context.Context, scope ReportScope, name ReportName) (Run, error) {
	r, err := s.run(ctx, scope)
	if err == nil {
		_, err = s.store.ReportText(ctx, r.Number, scope.Division, name)
	}
	return r, err
}

// RenewalFilter narrows renewals; days are inclusive, NoDay has no bound.
type RenewalFilter struct {
	Division   id.ID
	From, To   int32
	Stages     []string
	Categories []id.ID
}

// RenewalRow is a client's most urgent renewal. Category is nil for goods without one.
type RenewalRow struct {
	Client    id.ID
	Name      string
	Category  *CategoryRef
	LastDay   clock.Day
	DueFrom   clock.Day
	Due       clock.Day
	DueTo     clock.Day
	CycleDays int64
	Stage     string
	Revenue   int64
	Predicted int64
}

// RenewalDay is the renewals planned for one day, with the predicted value of their clients.
type RenewalDay struct {
	Day     clock.Day
	Clients int64
	Value   int64
}

// Renewals lists the clients whose most urgent renewal is known, the first due first.
func (s *Analyses) Renewals(ctx context.Context, scope ReportScope, f RenewalFilter, w page.Window) (Run, page.List[RenewalRow], error) {
	r, err := s.with(ctx, scope, ReportLifeStage)
	if err != nil {
		return r, page.List[RenewalRow]{}, err
	}
	f.Division = scope.Division
	l, err := s.store.Renewals(ctx, r.Number, f, w)
	return r, l, err
}

// maxRenewalDays is the longest stretch of days counted at once.
const maxRenewalDays = 800

// RenewalDays counts renewals by day, days without any left out. Without bounds it is a month back and eleven ahead of the run's day.
func (s *Analyses) RenewalDays(ctx context.Context, scope ReportScope, f RenewalFilter) (Run, []RenewalDay, error) {
	r, err := s.with(ctx, scope, ReportLifeStage)
	if err != nil {
		return r, nil, err
	}
	f.Division = scope.Division
	if f.From == NoDay {
		f.From = int32(r.AsOfDay.AddMonths(-1))
	}
	if f.To == NoDay {
		f.To = int32(max(clock.Day(f.From), r.AsOfDay).AddMonths(11))
	}
	if int64(f.To)-int64(f.From) > maxRenewalDays {
		return r, nil, fault.Invalid(fault.Field{Path: "to", Code: "range", Message: "must be at most 800 days after from"})
	}
	out, err := s.store.RenewalDays(ctx, r.Number, f)
	return r, out, err
}

// Migration is the moves of clients between two runs by one class.
type Migration struct {
	Measure  string
	From, To Run
	analytics.Migration
}

// MigrationAbsent is the class of clients that only one of two runs knows, MigrationNone of those without a class.
const (
	MigrationAbsent = "absent"
	MigrationNone   = "none"
)

// MigrationMeasures are the classes that clients can be followed in.
var MigrationMeasures = []string{"abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"}

// migrationClasses gives the classes of a measure, best first.
func migrationClasses(measure string) []string {
	switch measure {
	case "abc":
		return []string{"A", "B", "C", "D", "E", "F"}
	case "quadrant":
		return []string{"desirable", "mature", "underdeveloped", "unverified", "low_priority"}
	case "relationship":
		return []string{"loyal", "potential", "doubtful", "prospect"}
	case "life_stage":
		return []string{"fresh", "approaching", "due", "late", "lapsed"}
	case "trend":
		return []string{"growing", "stable", "declining", "unknown"}
	}
	var out []string
	for _, g := range analytics.RFMGroups() {
		out = append(out, string(g))
	}
	return out
}

// Migration counts the moves between two published runs: the published one and the one before unless said. Fault not_found where there is
// no run before, and where neither run classed clients by the measure.
func (s *Analyses) Migration(ctx context.Context, measure string, division, from, to id.ID) (Migration, error) {
	m := Migration{Measure: measure}
	if !slices.Contains(MigrationMeasures, measure) {
		return m, fault.Invalid(fault.Field{Path: "measure", Code: "not_a_choice", Message: "is not a class that clients are followed in"})
	}
	var err error
	if m.To, err = s.run(ctx, ReportScope{Run: to}); err != nil {
		return m, err
	}
	if from == 0 {
		m.From, err = s.store.PublishedBefore(ctx, m.To.Number)
	} else {
		m.From, err = s.run(ctx, ReportScope{Run: from})
	}
	if err != nil {
		return m, err
	}
	if m.From.Number >= m.To.Number {
		return m, fault.Invalid(fault.Field{Path: "from_run", Code: "order", Message: "must be an earlier run than to_run"})
	}
	if division != 0 {
		if err := s.store.KnownDivision(ctx, division); err != nil {
			return m, err
		}
	}
	cells, err := s.store.Moves(ctx, measure, division, m.From.Number, m.To.Number)
	if err != nil {
		return m, err
	}
	m.Migration, err = arrange(measure, cells)
	return m, err
}

// arrange orders the classes of a migration and leaves out those that no client was in.
func arrange(measure string, cells []analytics.MigrationCell) (analytics.Migration, error) {
	used := map[string]bool{MigrationAbsent: true}
	for i, c := range cells {
		if c.From == "" {
			cells[i].From = MigrationNone
		}
		if c.To == "" {
			cells[i].To = MigrationNone
		}
		used[cells[i].From], used[cells[i].To] = true, true
	}
	var classes []string
	for _, c := range append(migrationClasses(measure), MigrationNone, MigrationAbsent) {
		if used[c] || measure != "abc" && c != MigrationNone && c != MigrationAbsent {
			classes = append(classes, c)
		}
	}
	return analytics.MigrationOf(classes, cells)
}

// Alarms gives the alarms of a run; those of the published one also say what has become of it since.
func (s *Analyses) Alarms(ctx context.Context, scope ReportScope) (Run, []Alarm, error) {
	r, rep, err := ReadReport[AlarmsReport](ctx, s, scope, ReportAlarms)
	if err != nil {
		return r, nil, err
	}
	out := rep.Alarms
	if scope.Run == 0 {
		live, err := s.liveAlarms(ctx, r)
		if err != nil {
			return r, nil, err
		}
		out = append(out, live...)
	}
	sortAlarms(out)
	return r, out, nil
}

// liveAlarms says that the newest order is long ago, and that a run after the published one failed.
func (s *Analyses) liveAlarms(ctx context.Context, r Run) ([]Alarm, error) {
	var out []Alarm
	next, err := s.service.Suggestion(ctx)
	if err != nil {
		return nil, err
	}
	if next.Stale {
		today, err := s.service.today(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, Alarm{AlarmStale, Warning, map[string]float64{"days": float64(today - *next.Newest)}, Target{Path: "/imports"}})
	}
	last, err := s.store.LastFinished(ctx)
	if fault.Is(err, fault.KindNotFound) {
		return out, nil
	}
	if err == nil && last.State == Failed && last.Number > r.Number {
		out = append(out, Alarm{AlarmRunFailed, Danger, map[string]float64{"number": float64(last.Number)}, Target{Path: "/portfolio/runs"}})
	}
	return out, err
}
