package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// Portfolio is the runs and what they found.
type Portfolio struct{ Service *portfolio.Service }

func (h Portfolio) routes() []route {
	return []route{
		{http.MethodGet, "/portfolio", account.Read, h.current},
		{http.MethodGet, "/portfolio/suggestion", account.Read, h.suggestion},
		{http.MethodGet, "/portfolio/settings", account.Read, h.settings},
		{http.MethodPut, "/portfolio/settings", account.Manage, h.putSettings},
		{http.MethodGet, "/portfolio_runs", account.Read, h.list},
		{http.MethodPost, "/portfolio_runs", account.Market, h.start},
		{http.MethodPost, "/portfolio_runs/preview", account.Market, h.preview},
		{http.MethodGet, "/portfolio_runs/:id", account.Read, h.read},
	}
}

// current gives the published run with everything it found.
//
//	@ID			getPortfolio
//	@Summary	The published portfolio
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	PortfolioBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/portfolio [get]
func (h Portfolio) current(c *gin.Context) (any, error) {
	r, s, err := h.Service.Current(c.Request.Context())
	if err != nil {
		return nil, err
	}
	set, err := r.UsedSettings()
	if err != nil {
		return nil, err
	}
	return versioned(portfolioBody(r, s, set, r.Number), r.Number), nil
}

// suggestion proposes a day for the next run.
//
//	@ID			suggestPortfolioDay
//	@Summary	A day for the next run
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	PortfolioSuggestionBody
//	@Failure	401,403	{object}	Problem
//	@Router		/portfolio/suggestion [get]
func (h Portfolio) suggestion(c *gin.Context) (any, error) {
	s, err := h.Service.Suggestion(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return PortfolioSuggestionBody{AsOf: s.AsOf, NewestOrderDay: s.Newest, Stale: s.Stale}, nil
}

// settings gives the cuts and windows of the runs to come.
//
//	@ID			getPortfolioSettings
//	@Summary	Portfolio settings
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	PortfolioSettingsBody
//	@Failure	401,403	{object}	Problem
//	@Router		/portfolio/settings [get]
func (h Portfolio) settings(c *gin.Context) (any, error) {
	s, version, err := h.Service.Settings(c.Request.Context())
	if err != nil {
		return nil, err
	}
	c.Header("ETag", `"v`+id.ID(version).String()+`"`)
	return settingsBody(s), nil
}

// putSettings changes the cuts and windows of the runs to come.
//
//	@ID			updatePortfolioSettings
//	@Summary	Change portfolio settings
//	@Tags		portfolio
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		If-Match	header		string					true	"Version that was read"
//	@Param		body		body		PortfolioSettingsBody	true	"Settings"
//	@Success	200			{object}	PortfolioSettingsBody
//	@Failure	400,401,403,412,422,428	{object}	Problem
//	@Router		/portfolio/settings [put]
func (h Portfolio) putSettings(c *gin.Context) (any, error) {
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[PortfolioSettingsBody](c)
	if err != nil {
		return nil, err
	}
	set, err := b.settings()
	if err != nil {
		return nil, err
	}
	s, version, err := h.Service.PutSettings(c.Request.Context(), set, version)
	if err != nil {
		return nil, err
	}
	return versioned(settingsBody(s), version), nil
}

// list gives runs, newest first.
//
//	@ID			listPortfolioRuns
//	@Summary	List portfolio runs
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		sort	query		string	false	"number; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	PortfolioRunList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/portfolio_runs [get]
func (h Portfolio) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Runs(c.Request.Context(), w)
	if err != nil {
		return nil, err
	}
	current, err := h.number(c)
	if err != nil {
		return nil, err
	}
	var out PortfolioRunList
	out.Items, out.NextCursor, out.Total = listOf(l, func(r portfolio.Run) PortfolioRunBody { return runBody(r, current) })
	return out, nil
}

func (h Portfolio) number(c *gin.Context) (int64, error) {
	r, _, err := h.Service.Current(c.Request.Context())
	if fault.Is(err, fault.KindNotFound) {
		return 0, nil
	}
	return r.Number, err
}

// start queues a run.
//
//	@ID			startPortfolioRun
//	@Summary	Run the portfolio
//	@Tags		portfolio
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		PortfolioRunStartBody	true	"Day"
//	@Success	202		{object}	JobBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/portfolio_runs [post]
func (h Portfolio) start(c *gin.Context) (any, error) {
	b, err := body[PortfolioRunStartBody](c)
	if err != nil {
		return nil, err
	}
	j, err := h.Service.Start(c.Request.Context(), actor(c), portfolio.Params{AsOf: b.AsOf})
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}

// preview queues a look at what other settings would find; nothing is kept but the job's result.
//
//	@ID			previewPortfolioRun
//	@Summary	What a run would find with other settings
//	@Tags		portfolio
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		PortfolioPreviewBody	true	"Day and settings"
//	@Success	202		{object}	JobBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/portfolio_runs/preview [post]
func (h Portfolio) preview(c *gin.Context) (any, error) {
	b, err := body[PortfolioPreviewBody](c)
	if err != nil {
		return nil, err
	}
	set, err := b.Settings.settings()
	if err != nil {
		return nil, err
	}
	j, err := h.Service.StartPreview(c.Request.Context(), actor(c), portfolio.PreviewParams{AsOf: b.AsOf, Settings: set})
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}

// read gives one run with everything it found.
//
//	@ID			getPortfolioRun
//	@Summary	One portfolio run
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Run"
//	@Success	200	{object}	PortfolioBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/portfolio_runs/{id} [get]
func (h Portfolio) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "portfolio_run")
	if err != nil {
		return nil, err
	}
	r, s, err := h.Service.Run(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	set, err := r.UsedSettings()
	if err != nil {
		return nil, err
	}
	current, err := h.number(c)
	if err != nil {
		return nil, err
	}
	return portfolioBody(r, s, set, current), nil
}
