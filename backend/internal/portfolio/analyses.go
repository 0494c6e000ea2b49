package portfolio

import (
	"context"
	"encoding/json"

	"clientele/internal/analytics"
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
	ReportMoves        ReportName = "moves"  // from the run before
	ReportPoints       ReportName = "points" // of large scopes
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
	Runs(ctx context.Context, w page.Window) (page.List[Run], error)
	Categories(ctx context.Context) ([]Category, error)
	// PublishedBefore gives the newest published run with a smaller number; fault not_found where there is none.
	PublishedBefore(ctx context.Context, number int64) (Run, error)
	// LastFinished gives the run that ended last, however it ended; fault not_found where there is none.
	LastFinished(ctx context.Context) (Run, error)
	// Report gives a report as readers of a run see it; fault not_found where the run has none of that name.
	Report(ctx context.Context, run int64, division id.ID, name string) (string, error)
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
	moves   keptMoves
}

// NewAnalyses gives the reader.
func NewAnalyses(s AnalysisStore, p *Service) *Analyses {
	return &Analyses{store: s, service: p, moves: keptMoves{cells: map[movesKey][]analytics.MigrationCell{}}}
}

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
	text, err := s.store.Report(ctx, r.Number, scope.Division, string(name))
	if err != nil {
		return r, v, err
	}
	return r, v, json.Unmarshal([]byte(text), &v)
}

// PointFilter narrows the points of the matrix; Limit bounds them. Clients are the only ones that come into question, nil where all do.
type PointFilter struct {
	Division  id.ID
	Quadrants []string
	Limit     int
	Clients   []id.ID
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
	text, err := s.store.Report(ctx, r.Number, scope.Division, string(ReportPoints))
	switch {
	case err == nil:
		var kept PointsReport
		if err := json.Unmarshal([]byte(text), &kept); err != nil {
			return r, nil, err
		}
		f.Clients = kept.clients(f.Quadrants, f.Limit)
	case !fault.Is(err, fault.KindNotFound):
		return r, nil, err
	}
	out, err := s.store.MatrixPoints(ctx, r.Number, f)
	return r, out, err
}

// with gives a scope's run, provided that it has a report: figures of older runs lack what the report is made of.
func (s *Analyses) with(ctx context.Context, scope ReportScope, name ReportName) (Run, error) {
	r, err := s.run(ctx, scope)
	if err == nil {
		_, err = s.store.Report(ctx, r.Number, scope.Division, string(name))
	}
	return r, err
}
