package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/portfolio"
)

// lifetime gives the value to come.
//
//	@ID			getLifetimeReport
//	@Summary	Lifetime value: the model, what it forecasts, how far to trust it
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	LifetimeReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/lifetime [get]
func (h PortfolioReports) lifetime(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportLifetime, lifetimeBody)
}

// matrix gives the profitability matrix.
//
//	@ID			getMatrixReport
//	@Summary	The profitability matrix
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	MatrixReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/matrix [get]
func (h PortfolioReports) matrix(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportMatrix, matrixBody)
}

// retention gives the retention duty by month.
//
//	@ID			getRetentionReport
//	@Summary	Clients and value won against clients and value lost
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	RetentionReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/retention [get]
func (h PortfolioReports) retention(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportRetention, retentionBody)
}

// lifeStage gives where clients are in their cycles.
//
//	@ID			getLifeStageReport
//	@Summary	Life stages and cycles of renewal
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	LifeStageReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/life_stage [get]
func (h PortfolioReports) lifeStage(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportLifeStage, lifeStageBody)
}

// relationship gives the states of relationship.
//
//	@ID			getRelationshipReport
//	@Summary	States of relationship
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	RelationshipReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/relationship [get]
func (h PortfolioReports) relationship(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportRelationship, relationshipBody)
}

// balance gives how far the portfolio depends on few clients.
//
//	@ID			getBalanceReport
//	@Summary	Balance and independence of the portfolio
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	BalanceReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/balance [get]
func (h PortfolioReports) balance(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportBalance, balanceBody)
}

// frat gives the types of purchase.
//
//	@ID			getFRATReport
//	@Summary	Types of purchase
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	FRATReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/frat [get]
func (h PortfolioReports) frat(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportFRAT, fratBody)
}

// tiers gives the service tiers.
//
//	@ID			getTierReport
//	@Summary	Service tiers
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	TierReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/tiers [get]
func (h PortfolioReports) tiers(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportTiers, tiersBody)
}

// trend gives the trends.
//
//	@ID			getTrendReport
//	@Summary	Trend of clients and of revenue
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	TrendReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/trend [get]
func (h PortfolioReports) trend(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportTrend, trendBody)
}

// places gives clients and value by place.
//
//	@ID			getMapReport
//	@Summary	Clients and value by place
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	MapReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/map [get]
func (h PortfolioReports) places(c *gin.Context) (any, error) {
	return stored(h, c, portfolio.ReportMap, mapBody)
}
