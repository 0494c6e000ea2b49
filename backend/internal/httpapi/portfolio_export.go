package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/table"
)

// exportAsk is what is asked of an export: the parameters of every analysis together, each table takes its own.
type exportAsk struct {
	format    table.Format
	currency  string
	scope     portfolio.ReportScope
	period    string
	quadrants []string
	renewals  portfolio.RenewalFilter
	measure   string
	from, to  id.ID
}

// exported are the tables that can be downloaded.
var exported = map[string]func(h PortfolioReports, c *gin.Context, a exportAsk) (any, error){
	"clients":      exportFigures("clients", "", clientColumns),
	"lifetime":     exportFigures("lifetime", portfolio.ReportLifetime, lifetimeColumns),
	"matrix":       exportFigures("matrix", portfolio.ReportMatrix, matrixColumns),
	"retention":    exportReport("retention", portfolio.ReportRetention, retentionColumns, func(_ exportAsk, r portfolio.RetentionReport) []portfolio.RetentionMonth { return r.Months }),
	"survival":     exportReport("survival", portfolio.ReportRetention, survivalColumns, func(_ exportAsk, r portfolio.RetentionReport) []portfolio.SurvivalPoint { return r.Survival.Points }),
	"cohorts":      exportReport("cohorts", portfolio.ReportCohorts, cohortColumns, cohortRows),
	"life_stage":   exportReport("life_stage", portfolio.ReportLifeStage, normColumns, func(_ exportAsk, r portfolio.LifeStageReport) []portfolio.CategoryStages { return r.Categories }),
	"relationship": exportReport("relationship", portfolio.ReportRelationship, stateColumns, stateRows),
	"balance":      exportReport("balance", portfolio.ReportBalance, balanceColumns, balanceRows),
	"frat":         exportReport("frat", portfolio.ReportFRAT, fratColumns, fratRows),
	"tiers":        exportReport("tiers", portfolio.ReportTiers, tierColumns, func(_ exportAsk, r portfolio.TiersReport) []portfolio.TierTotal { return r.Tiers }),
	"map":          exportReport("map", portfolio.ReportMap, placeColumns, func(_ exportAsk, r portfolio.MapReport) []portfolio.PlaceTotal { return r.Places }),
	"renewals":     PortfolioReports.exportRenewals,
	"migration":    PortfolioReports.exportMigration,
	"runs":         PortfolioReports.exportRuns,
}

// exportTables are their names.
var exportTables = []string{"clients", "lifetime", "matrix", "retention", "cohorts", "survival", "life_stage", "renewals", "relationship", "balance", "frat", "tiers", "map",
	"migration", "runs"}

// export downloads the table of an analysis.
//
//	@ID			exportPortfolio
//	@Summary	An analysis as a table: CSV, XLSX or Parquet
//	@Description	Takes the parameters of the analysis. clients, lifetime, matrix and renewals have a row per client. Money is in whole units of the reporting currency, named in a column of its own.
//	@Tags		portfolio
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		table	query	string	true	"clients, lifetime, matrix, retention, cohorts, survival, life_stage, renewals, relationship, balance, frat, tiers, map, migration or runs"
//	@Param		format	query	string	false	"csv (the default), xlsx or parquet"
//	@Param		bom	query	bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Param		period	query	string	false	"Of cohorts: month (the default) or quarter"
//	@Param		quadrant	query	string	false	"Of the matrix: quadrants, comma separated"
//	@Param		from	query	string	false	"First day due"
//	@Param		to	query	string	false	"Last day due"
//	@Param		stage	query	string	false	"Life stages, comma separated"
//	@Param		category_id	query	string	false	"Categories, comma separated"
//	@Param		measure	query	string	false	"Of migration: abc, rfm_group, quadrant, relationship, life_stage or trend"
//	@Param		from_run	query	string	false	"Of migration: the earlier run"
//	@Param		to_run	query	string	false	"Of migration: the later run"
//	@Success	200	{file}		file
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/export [get]
func (h PortfolioReports) export(c *gin.Context) (any, error) {
	q := readQuery(c)
	name := q.text("table")
	q.check.OneOf("table", name, exportTables...)
	a := exportAsk{format: q.format(), scope: reportScope(q), period: cohortPeriod(q), quadrants: q.list("quadrant", quadrants...), renewals: renewalFilter(q),
		measure: q.text("measure"), from: q.id("from_run"), to: q.id("to_run")}
	if name == "migration" {
		q.check.OneOf("measure", a.measure, portfolio.MigrationMeasures...)
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	var err error
	if a.currency, err = h.Service.Currency(c.Request.Context()); err != nil {
		return nil, err
	}
	return exported[name](h, c, a)
}

// fileName names a file after its table and the day of its run.
func fileName(name string, r portfolio.Run) string { return name + "-" + r.AsOfDay.String() }

// exportReport downloads rows of a stored report.
func exportReport[R, Row any](name string, report portfolio.ReportName, columns []table.Column[Row], rows func(a exportAsk, r R) []Row) func(PortfolioReports, *gin.Context, exportAsk) (any, error) {
	return func(h PortfolioReports, c *gin.Context, a exportAsk) (any, error) {
		run, r, err := portfolio.ReadReport[R](c.Request.Context(), h.Service, a.scope, report)
		if err != nil {
			return nil, err
		}
		return download(c, table.Table[Row]{Name: name, Currency: a.currency, Columns: columns}, fileName(name, run), a.format, each(rows(a, r)))
	}
}

// exportFigures downloads a row per client of a run that has a report; every run has the one without a name.
func exportFigures(name string, report portfolio.ReportName, columns func(portfolio.ClientNames) []table.Column[portfolio.NamedFigure]) func(PortfolioReports, *gin.Context, exportAsk) (any, error) {
	return func(h PortfolioReports, c *gin.Context, a exportAsk) (any, error) {
		ctx := c.Request.Context()
		run, names, err := h.Service.Figures(ctx, a.scope, report)
		if err != nil {
			return nil, err
		}
		t := table.Table[portfolio.NamedFigure]{Name: name, Currency: a.currency, Columns: columns(names)}
		return download(c, t, fileName(name, run), a.format, func(yield func(portfolio.NamedFigure) error) error {
			return h.Service.EachFigure(ctx, run, a.scope.Division, func(f portfolio.NamedFigure) error {
				if report == portfolio.ReportMatrix && !inQuadrants(f, a.quadrants) {
					return nil
				}
				return yield(f)
			})
		})
	}
}

func inQuadrants(f portfolio.NamedFigure, wanted []string) bool {
	if len(wanted) == 0 {
		return f.Quadrant.Known()
	}
	for _, q := range wanted {
		if q == f.Quadrant.String() {
			return true
		}
	}
	return false
}

func (h PortfolioReports) exportRenewals(c *gin.Context, a exportAsk) (any, error) {
	ctx := c.Request.Context()
	w := page.Window{Limit: page.MaxLimit}
	run, l, err := h.Service.Renewals(ctx, a.scope, a.renewals, w)
	if err != nil {
		return nil, err
	}
	a.scope.Run = run.ID // the same run to the end
	t := table.Table[RenewalBody]{Name: "renewals", Currency: a.currency, Columns: renewalColumns}
	return download(c, t, fileName("renewals", run), a.format, func(yield func(RenewalBody) error) error {
		for {
			for _, r := range l.Items {
				if err := yield(renewalBody(run.AsOfDay, r)); err != nil {
					return err
				}
			}
			if l.Next == "" {
				return nil
			}
			if w.After, err = page.ReadCursor(l.Next); err != nil {
				return err
			}
			if _, l, err = h.Service.Renewals(ctx, a.scope, a.renewals, w); err != nil {
				return err
			}
		}
	})
}

func (h PortfolioReports) exportMigration(c *gin.Context, a exportAsk) (any, error) {
	m, err := h.Service.Migration(c.Request.Context(), a.measure, a.scope.Division, a.from, a.to)
	if err != nil {
		return nil, err
	}
	t := table.Table[MigrationCellBody]{Name: "migration", Currency: a.currency, Columns: migrationColumns}
	return download(c, t, fileName("migration-"+a.measure, m.To), a.format, each(migrationBody(m, a.scope.Division).Cells))
}

func (h PortfolioReports) exportRuns(c *gin.Context, a exportAsk) (any, error) {
	ctx := c.Request.Context()
	t := table.Table[portfolio.Run]{Name: "runs", Currency: a.currency, Columns: runColumns}
	return download(c, t, "runs", a.format, func(yield func(portfolio.Run) error) error { return h.Service.EachRun(ctx, yield) })
}
