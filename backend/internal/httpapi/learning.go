package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/offer"
)

// Learning is the handlers of what strategies learn.
type Learning struct{ Reports *offer.LearningReports }

func (h Learning) routes() []route {
	return []route{
		{http.MethodGet, "/strategies/:id/learning", account.Read, h.report},
		{http.MethodGet, "/strategies/:id/decision_log", account.Read, h.log},
	}
}

// report says what a strategy has learned.
//
//	@ID			getLearningReport
//	@Summary	What a strategy has learned, and what that brought
//	@Description	Offers with what is believed of them, rewards by day, the gain against the holdout, and estimates of what other ways of choosing would have brought. Bounded: the newest decisions are judged, and the report says how many.
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Strategy"
//	@Param		days	query		int		false	"Days up to today, 1 to 366; 90 when left out"
//	@Success	200		{object}	LearningReportBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/strategies/{id}/learning [get]
func (h Learning) report(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "strategy")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	days := q.number("days")
	if err := q.err(); err != nil {
		return nil, err
	}
	r, err := h.Reports.Report(c.Request.Context(), v, days)
	if err != nil {
		return nil, err
	}
	return learningBody(r), nil
}

// log downloads the decisions that a strategy learned from.
//
//	@ID			exportDecisionLog
//	@Summary	Log of a strategy's learned decisions as a file
//	@Description	The newest decisions whose attribution window is over, at most 100,000, with the columns that `clientele analyse offpolicy` reads: action (the offer), reward, propensity, target_propensity, model_reward, model_target_reward; with details also decision_id, at, placement_id, segment_id, model_version, eligible. In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe.
//	@Tags		offers
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		id		path		string	true	"Strategy"
//	@Param		target	query		string	false	"Whose chances stand in target_propensity: uniform (default), priority"
//	@Param		details	query		bool	false	"More columns: what else is known of each decision"
//	@Param		format	query		string	false	"csv (default), xlsx, parquet"
//	@Param		bom		query		bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Success	200		{file}		file
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/strategies/{id}/decision_log [get]
func (h Learning) log(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "strategy")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	format, target, details := q.format(), q.text("target"), q.flag("details")
	if target == "" {
		target = offer.PolicyUniform
	}
	q.check.OneOf("target", target, offer.Policies...)
	if err := q.err(); err != nil {
		return nil, err
	}
	if err := h.Reports.Exists(c.Request.Context(), v); err != nil {
		return nil, err
	}
	return download(c, logTable(target, details != nil && *details), "decisions-"+v.String(), format, func(yield func(offer.LogRow) error) error {
		return h.Reports.EachDecision(c.Request.Context(), v, yield)
	})
}
