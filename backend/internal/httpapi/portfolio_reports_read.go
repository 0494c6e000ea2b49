package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// cohorts gives the cohorts by month or quarter.
//
//	@ID			getCohortReport
//	@Summary	Cohorts by first purchase
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		period	query	string	false	"month (the default) or quarter"
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	CohortReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/cohorts [get]
func (h PortfolioReports) cohorts(c *gin.Context) (any, error) {
	q := readQuery(c)
	scope, period := reportScope(q), cohortPeriod(q)
	if err := q.err(); err != nil {
		return nil, err
	}
	return storedOf(h, c, scope, portfolio.ReportCohorts, func(head ReportHeadBody, r portfolio.CohortsReport) any { return cohortBody(head, period, r) })
}

func cohortPeriod(q *query) string {
	period := q.text("period")
	if period == "" {
		return "month"
	}
	q.check.OneOf("period", period, "month", "quarter")
	return period
}

// maxPoints bounds the clients that are drawn one by one.
const maxPoints = 1000

var quadrants = []string{"desirable", "mature", "underdeveloped", "unverified", "low_priority"}

// points gives single clients in the matrix.
//
//	@ID			listMatrixPoints
//	@Summary	Clients in the matrix, largest actual and potential profitability first
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		quadrant	query	string	false	"Quadrants after the guards, comma separated"
//	@Param		limit	query	int	false	"Clients, 500 unless said, at most 1,000"
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	MatrixPointsBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/matrix/points [get]
func (h PortfolioReports) points(c *gin.Context) (any, error) {
	q := readQuery(c)
	scope := reportScope(q)
	f := portfolio.PointFilter{Quadrants: q.list("quadrant", quadrants...), Limit: 500}
	if n := q.number("limit"); n != nil {
		if *n < 1 || *n > maxPoints {
			q.check.Add("limit", "range", "must lie between 1 and 1000")
		}
		f.Limit = int(*n)
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	r, points, err := h.Service.MatrixPoints(c.Request.Context(), scope, f)
	if err != nil {
		return nil, err
	}
	return MatrixPointsBody{ReportHeadBody: reportHead(r, scope.Division), Items: eachOf(points, pointBody)}, nil
}

var lifeStages = []string{"fresh", "approaching", "due", "late", "lapsed"}

// renewalFilter reads which renewals are asked for.
func renewalFilter(q *query) portfolio.RenewalFilter {
	day := func(name string) int32 {
		if d := q.day(name); d != nil {
			return int32(*d)
		}
		return portfolio.NoDay
	}
	f := portfolio.RenewalFilter{From: day("from"), To: day("to"), Stages: q.list("stage", lifeStages...)}
	if f.From != portfolio.NoDay && f.To != portfolio.NoDay && f.To < f.From {
		q.check.Add("to", "order", "must not lie before from")
	}
	for _, text := range q.list("category_id") {
		v, err := id.Parse(text)
		if err != nil {
			q.check.Add("category_id", "id", "must be an id")
		}
		f.Categories = append(f.Categories, v)
	}
	return f
}

// renewals lists renewals, the first due first.
//
//	@ID			listRenewals
//	@Summary	List renewals in order of the day they are due
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		from	query	string	false	"First day due"
//	@Param		to	query	string	false	"Last day due"
//	@Param		stage	query	string	false	"Life stages, comma separated"
//	@Param		category_id	query	string	false	"Categories, comma separated"
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Param		sort	query	string	false	"due; - before it reverses"
//	@Param		limit	query	int	false	"Rows, at most 200"
//	@Param		cursor	query	string	false	"next_cursor of the page before"
//	@Param		total	query	bool	false	"Also count everything that matches"
//	@Success	200	{object}	RenewalListBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/renewals [get]
func (h PortfolioReports) renewals(c *gin.Context) (any, error) {
	q := readQuery(c)
	scope, f, w := reportScope(q), renewalFilter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	r, l, err := h.Service.Renewals(c.Request.Context(), scope, f, w)
	if err != nil {
		return nil, err
	}
	var out RenewalListBody
	out.Items, out.NextCursor, out.Total = listOf(l, func(row portfolio.RenewalRow) RenewalBody { return renewalBody(r.AsOfDay, row) })
	return out, nil
}

// renewalDays counts renewals by day.
//
//	@ID			countRenewals
//	@Summary	Renewals by day
//	@Description	Without days: from a month before the run to eleven after it; at most 800 days.
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		from	query	string	false	"First day due"
//	@Param		to	query	string	false	"Last day due"
//	@Param		stage	query	string	false	"Life stages, comma separated"
//	@Param		category_id	query	string	false	"Categories, comma separated"
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	RenewalDaysBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/renewals/days [get]
func (h PortfolioReports) renewalDays(c *gin.Context) (any, error) {
	q := readQuery(c)
	scope, f := reportScope(q), renewalFilter(q)
	if err := q.err(); err != nil {
		return nil, err
	}
	r, days, err := h.Service.RenewalDays(c.Request.Context(), scope, f)
	if err != nil {
		return nil, err
	}
	return RenewalDaysBody{ReportHeadBody: reportHead(r, scope.Division), Days: eachOf(days, func(d portfolio.RenewalDay) RenewalDayBody { return RenewalDayBody{d.Day, d.Clients, d.Value} })}, nil
}

// migration counts the moves between two runs.
//
//	@ID			getMigrationReport
//	@Summary	Moves of clients between the classes of two runs
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		measure	query	string	true	"abc, rfm_group, quadrant, relationship, life_stage or trend"
//	@Param		from_run	query	string	false	"Earlier run, the one before the later unless said"
//	@Param		to_run	query	string	false	"Later run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	MigrationReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/migration [get]
func (h PortfolioReports) migration(c *gin.Context) (any, error) {
	q := readQuery(c)
	measure, from, to, division := q.text("measure"), q.id("from_run"), q.id("to_run"), q.id("division_id")
	q.check.OneOf("measure", measure, portfolio.MigrationMeasures...)
	if err := q.err(); err != nil {
		return nil, err
	}
	m, err := h.Service.Migration(c.Request.Context(), measure, division, from, to)
	if err != nil {
		return nil, err
	}
	return migrationBody(m, division), nil
}

// alarms gives what calls for attention.
//
//	@ID			listPortfolioAlarms
//	@Summary	Alarms of the portfolio, the most severe first
//	@Description	Those of the published run also say when its data are old, or a later run failed.
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		run	query	string	false	"Run, the published one unless said"
//	@Param		division_id	query	string	false	"Division, the whole company unless said"
//	@Success	200	{object}	AlarmReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/portfolio/alarms [get]
func (h PortfolioReports) alarms(c *gin.Context) (any, error) {
	q := readQuery(c)
	scope := reportScope(q)
	if err := q.err(); err != nil {
		return nil, err
	}
	r, list, err := h.Service.Alarms(c.Request.Context(), scope)
	if err != nil {
		return nil, err
	}
	return AlarmReportBody{ReportHeadBody: reportHead(r, scope.Division), Alarms: eachOf(list, alarmBody)}, nil
}
