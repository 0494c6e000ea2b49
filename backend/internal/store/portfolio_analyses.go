package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
)

// Analyses reads what runs have found.
type Analyses struct{ Portfolio }

// NewAnalyses gives the reader of a database.
func NewAnalyses(db *DB) Analyses { return Analyses{Portfolio{db}} }

var _ portfolio.AnalysisStore = Analyses{}

// PublishedBefore gives the newest published run with a smaller number.
func (s Analyses) PublishedBefore(ctx context.Context, number int64) (portfolio.Run, error) {
	return s.oneRun(ctx, "state = ? AND number < ?", portfolio.Published, number)
}

// LastFinished gives the run with the largest number that has ended.
func (s Analyses) LastFinished(ctx context.Context) (portfolio.Run, error) {
	return s.oneRun(ctx, "state <> ?", portfolio.Running)
}

func (s Analyses) oneRun(ctx context.Context, where string, args ...any) (portfolio.Run, error) {
	var r portfolio.Run
	return r, s.fail(s.conn(ctx).Omit("summary", "boundaries").Where(where, args...).Order("number DESC").Take(&r).Error, "portfolio_run")
}

// KnownDivision fails where there is no such division.
func (s Analyses) KnownDivision(ctx context.Context, division id.ID) error {
	var rows []id.ID
	err := s.conn(ctx).Raw("SELECT id FROM division WHERE id = ?", division).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		return fault.NotFound("division")
	}
	return err
}

// Each calls yield for every figure of a division that readers of a run see, with its client's name.
func (s Analyses) Each(ctx context.Context, run int64, division id.ID, yield func(portfolio.NamedFigure) error) error {
	page, after := make([]portfolio.Figure, 0, maxBatch), id.ID(0)
	for {
		page, err := s.Figures(ctx, division, run, after, maxBatch, page[:0])
		if err != nil || len(page) == 0 {
			return err
		}
		after = page[len(page)-1].Client
		ids := make([]id.ID, len(page))
		for i, f := range page {
			ids[i] = f.Client
		}
		names, err := s.clientKeys(ctx, ids)
		if err != nil {
			return err
		}
		for _, f := range page {
			n := names[f.Client]
			if err := yield(portfolio.NamedFigure{Figure: f, Name: n.Name, Source: n.Source, Reference: n.Reference}); err != nil {
				return err
			}
		}
	}
}

type clientKey struct {
	ID                      id.ID
	Name, Source, Reference string
}

// clientKeys gives the names and keys of some clients (≤ 1,000).
func (s Analyses) clientKeys(ctx context.Context, ids []id.ID) (map[id.ID]clientKey, error) {
	out := make(map[id.ID]clientKey, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []clientKey
	err := s.conn(ctx).Raw("SELECT id, name, source, reference FROM client WHERE id IN ("+marks(len(ids))+")", anys(ids)...).Scan(&rows).Error
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}

// largestPoints is the clients with the largest actual and potential profitability together. Grain: client. Bound: division, run (x2), then
// the quadrants, then the number of rows.
const largestPoints = `SELECT f.client_id, f.actual_minor, f.potential_minor, f.raw_quadrant, f.quadrant, f.guard_reference, f.guard_growing, f.guard_division
FROM portfolio_figure f WHERE f.division_id = ? AND ` + visibleFigure + ` AND f.quadrant `

// formerPlaces is where some clients stood at a run. Grain: client. Bound: division, run (x2), then the clients.
const formerPlaces = `SELECT f.client_id, f.actual_minor, f.potential_minor, f.quadrant
FROM portfolio_figure f WHERE f.division_id = ? AND ` + visibleFigure + ` AND f.quadrant <> '' AND f.client_id IN `

type pointRow struct {
	ClientID                                    id.ID
	ActualMinor, PotentialMinor                 int64
	RawQuadrant, Quadrant                       string
	GuardReference, GuardGrowing, GuardDivision uint8
}

// MatrixPoints gives the clients with the largest actual and potential profitability together.
func (s Analyses) MatrixPoints(ctx context.Context, run int64, f portfolio.PointFilter) ([]portfolio.MatrixPoint, error) {
	found, err := s.largest(ctx, run, f)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	ids := make([]id.ID, len(found))
	for i, p := range found {
		ids[i] = p.ClientID
	}
	names, err := s.clientKeys(ctx, ids)
	if err != nil {
		return nil, err
	}
	before, err := s.placesAt(ctx, run-1, f.Division, ids)
	if err != nil {
		return nil, err
	}
	out := make([]portfolio.MatrixPoint, len(found))
	for i, p := range found {
		out[i] = portfolio.MatrixPoint{Client: p.ClientID, Name: names[p.ClientID].Name, Actual: p.ActualMinor, Potential: p.PotentialMinor, Raw: p.RawQuadrant,
			Quadrant: p.Quadrant, Guards: [3]portfolio.Answer{portfolio.Answer(p.GuardReference), portfolio.Answer(p.GuardGrowing), portfolio.Answer(p.GuardDivision)},
			Previous: before[p.ClientID]}
	}
	return out, nil
}

// largest gives the rows of the clients in question with the largest sum of both axes, the largest first.
func (s Analyses) largest(ctx context.Context, run int64, f portfolio.PointFilter) ([]pointRow, error) {
	q, args := largestPoints+"<> ''", []any{f.Division, run, run}
	if len(f.Quadrants) > 0 {
		q, args = largestPoints+"IN ("+marks(len(f.Quadrants))+")", append(args, anys(f.Quadrants)...)
	}
	var out []pointRow
	if f.Clients == nil {
		err := s.conn(ctx).Raw(q+" ORDER BY f.actual_minor + f.potential_minor DESC, f.client_id LIMIT ?", append(args, f.Limit)...).Scan(&out).Error
		return out, err
	}
	err := chunks(f.Clients, maxBatch, func(part []id.ID) error {
		var rows []pointRow
		err := s.conn(ctx).Raw(q+" AND f.client_id IN ("+marks(len(part))+")", slices.Concat(args, anys(part))...).Scan(&rows).Error
		out = append(out, rows...)
		return err
	})
	slices.SortFunc(out, func(a, b pointRow) int {
		return cmp.Or(cmp.Compare(b.ActualMinor+b.PotentialMinor, a.ActualMinor+a.PotentialMinor), cmp.Compare(a.ClientID, b.ClientID))
	})
	return out[:min(len(out), f.Limit)], err
}

// placesAt gives where some clients (≤ 1,000) stood in the matrix of the newest run published by a number.
func (s Analyses) placesAt(ctx context.Context, run int64, division id.ID, ids []id.ID) (map[id.ID]*portfolio.MatrixPlace, error) {
	var rows []struct {
		ClientID                    id.ID
		ActualMinor, PotentialMinor int64
		Quadrant                    string
	}
	err := s.conn(ctx).Raw(formerPlaces+"("+marks(len(ids))+")", append([]any{division, run, run}, anys(ids)...)...).Scan(&rows).Error
	out := make(map[id.ID]*portfolio.MatrixPlace, len(rows))
	for _, r := range rows {
		out[r.ClientID] = &portfolio.MatrixPlace{Actual: r.ActualMinor, Potential: r.PotentialMinor, Quadrant: r.Quadrant}
	}
	return out, err
}

// renewalSelect is clients' most urgent renewals at a run.
const renewalSelect = `f.client_id, c.name, f.renewal_category_id, p.code AS category_code, p.name AS category_name, f.renewal_last_day, f.due_from_day, f.due_day,
  f.due_to_day, f.cycle_days, f.life_stage, f.revenue_minor, f.predicted_minor`

type renewalRow struct {
	ClientID                                                                              id.ID
	Name                                                                                  string
	RenewalCategoryID                                                                     *id.ID
	CategoryCode, CategoryName                                                            *string
	RenewalLastDay, DueFromDay, DueDay, DueToDay, CycleDays, RevenueMinor, PredictedMinor int64
	LifeStage                                                                             string
}

func (r renewalRow) row() portfolio.RenewalRow {
	out := portfolio.RenewalRow{Client: r.ClientID, Name: r.Name, LastDay: clock.Day(r.RenewalLastDay), DueFrom: clock.Day(r.DueFromDay), Due: clock.Day(r.DueDay),
		DueTo: clock.Day(r.DueToDay), CycleDays: r.CycleDays, Stage: r.LifeStage, Revenue: r.RevenueMinor, Predicted: r.PredictedMinor}
	if r.RenewalCategoryID != nil && *r.RenewalCategoryID != 0 && r.CategoryName != nil {
		out.Category = &portfolio.CategoryRef{ID: *r.RenewalCategoryID, Code: *r.CategoryCode, Name: *r.CategoryName}
	}
	return out
}

var renewalList = lister[renewalRow]{
	idColumn: "f.client_id", id: func(r renewalRow) id.ID { return r.ClientID }, standard: "due",
	sorts: map[string]sortBy[renewalRow]{"due": {"f.due_day", func(r renewalRow) any { return r.DueDay }}},
}

// Renewals lists the clients whose most urgent renewal is known, the first due first.
func (s Analyses) Renewals(ctx context.Context, run int64, f portfolio.RenewalFilter, w page.Window) (page.List[portfolio.RenewalRow], error) {
	due := func() *gorm.DB {
		q := s.conn(ctx).Table("portfolio_figure f").Where("f.division_id = ? AND "+visibleFigure+" AND f.due_day >= ?", f.Division, run, run, int64(f.From))
		if f.To != portfolio.NoDay {
			q = q.Where("f.due_day <= ?", int64(f.To))
		}
		return anyOf(anyOf(q, "f.life_stage", f.Stages), "f.renewal_category_id", f.Categories)
	}
	var out page.List[portfolio.RenewalRow]
	if w.Totals { // without the joins, an index alone may answer
		var n int64
		if err := due().Count(&n).Error; err != nil {
			return out, err
		}
		out.Total, w.Totals = &n, false
	}
	l, err := renewalList.read(ctx, s.DB, due().Select(renewalSelect).Joins("JOIN client c ON c.id = f.client_id").
		Joins("LEFT JOIN product_category p ON p.id = f.renewal_category_id"), w)
	out.Items, out.Next = make([]portfolio.RenewalRow, len(l.Items)), l.Next
	for i, r := range l.Items {
		out.Items[i] = r.row()
	}
	return out, err
}

// renewalDays is the renewals by the day they are due. Grain: day. Bound: division, run (x2), first and last day.
const renewalDays = `SELECT f.due_day AS day, COUNT(*) AS clients, SUM(f.predicted_minor) AS value
FROM portfolio_figure f WHERE f.division_id = ? AND ` + visibleFigure + ` AND f.due_day >= ? AND f.due_day <= ?`

// RenewalDays counts renewals by day.
func (s Analyses) RenewalDays(ctx context.Context, run int64, f portfolio.RenewalFilter) ([]portfolio.RenewalDay, error) {
	q, args := renewalDays, []any{f.Division, run, run, int64(f.From), int64(f.To)}
	if len(f.Stages) > 0 {
		q, args = q+" AND f.life_stage IN ("+marks(len(f.Stages))+")", append(args, anys(f.Stages)...)
	}
	if len(f.Categories) > 0 {
		q, args = q+" AND f.renewal_category_id IN ("+marks(len(f.Categories))+")", append(args, anys(f.Categories)...)
	}
	out := []portfolio.RenewalDay{}
	err := s.conn(ctx).Raw(q+" GROUP BY f.due_day ORDER BY f.due_day", args...).Scan(&out).Error
	return out, err
}
