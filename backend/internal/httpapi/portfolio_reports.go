package httpapi

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// PortfolioReports is what runs have found, one report an address.
type PortfolioReports struct{ Service *portfolio.Analyses }

func (h PortfolioReports) routes() []route {
	read := func(path string, run handler) route {
		return route{http.MethodGet, "/portfolio" + path, account.Read, run}
	}
	return []route{
		read("/lifetime", h.lifetime),
		read("/matrix", h.matrix),
		read("/matrix/points", h.points),
		read("/retention", h.retention),
		read("/cohorts", h.cohorts),
		read("/life_stage", h.lifeStage),
		read("/renewals", h.renewals),
		read("/renewals/days", h.renewalDays),
		read("/relationship", h.relationship),
		read("/balance", h.balance),
		read("/frat", h.frat),
		read("/tiers", h.tiers),
		read("/trend", h.trend),
		read("/map", h.places),
		read("/migration", h.migration),
		read("/alarms", h.alarms),
		read("/export", h.export),
	}
}

// reportScope reads which run and division a report is asked of: the published run and the whole company unless said.
func reportScope(q *query) portfolio.ReportScope {
	return portfolio.ReportScope{Run: q.id("run"), Division: q.id("division_id")}
}

// stored answers a report as a run has stored it, in its wire form. Its version is the run's number, since a published run never changes,
// with a mark of the text, since a newer program may write the same report otherwise.
func stored[R any](h PortfolioReports, c *gin.Context, name portfolio.ReportName, body func(ReportHeadBody, R) any) (any, error) {
	q := readQuery(c)
	scope := reportScope(q)
	if err := q.err(); err != nil {
		return nil, err
	}
	return storedOf(h, c, scope, name, body)
}

func storedOf[R any](h PortfolioReports, c *gin.Context, scope portfolio.ReportScope, name portfolio.ReportName, body func(ReportHeadBody, R) any) (any, error) {
	run, r, err := portfolio.ReadReport[R](c.Request.Context(), h.Service, scope, name)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(body(reportHead(run, scope.Division), r))
	if err != nil {
		return nil, err
	}
	return answer{status: http.StatusOK, version: run.Number, mark: fmt.Sprintf("-%08x", crc32.ChecksumIEEE(text)), body: encoded{&text}}, nil
}

func reportRun(r portfolio.Run) ReportRunBody {
	return ReportRunBody{ID: r.ID, Number: r.Number, AsOf: r.AsOfDay}
}

func reportHead(r portfolio.Run, division id.ID) ReportHeadBody {
	h := ReportHeadBody{Run: reportRun(r)}
	if division != 0 {
		h.DivisionID = &division
	}
	return h
}
