package httpapi

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"clientele/internal/intake"
	"clientele/internal/table"
)

// start queues an import.
//
//	@ID			startImport
//	@Summary	Start an import
//	@Description	A dry run checks the whole file, also against the database, and writes nothing but the counts and the rejected lines. An import that has run may be started again: what is loaded already stays as it is.
//	@Tags		imports
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string			true	"Import"
//	@Param		body	body		ImportStartBody	true	"Start"
//	@Success	202		{object}	JobBody
//	@Failure	400,401,403,404,409,415,422	{object}	Problem
//	@Router		/imports/{id}/start [post]
func (h Imports) start(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	b, err := body[ImportStartBody](c)
	if err != nil {
		return nil, err
	}
	j, err := h.Service.Start(c.Request.Context(), actor(c), v, b.DryRun)
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}

// cancel asks an import to stop.
//
//	@ID			cancelImport
//	@Summary	Cancel an import
//	@Description	Orders that are loaded stay; the rest can be resumed.
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Import"
//	@Success	200	{object}	ImportBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/imports/{id}/cancel [post]
func (h Imports) cancel(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	i, err := h.Service.Cancel(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(importBody(i), i.Version), nil
}

// resume goes on with an import that was cancelled or failed.
//
//	@ID			resumeImport
//	@Summary	Resume an import
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Import"
//	@Success	202	{object}	JobBody
//	@Failure	401,403,404,409,422	{object}	Problem
//	@Router		/imports/{id}/resume [post]
func (h Imports) resume(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	j, err := h.Service.Resume(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}

// rejects downloads the rejected lines.
//
//	@ID			downloadImportRejects
//	@Summary	Rejected lines as CSV
//	@Description	The file's own columns, then line, code, field and reason. Cells that a spreadsheet would take for a formula begin with an apostrophe.
//	@Tags		imports
//	@Produce	text/csv
//	@Security	bearer
//	@Param		id	path		string	true	"Import"
//	@Success	200	{file}		file
//	@Failure	401,403,404	{object}	Problem
//	@Router		/imports/{id}/rejects [get]
func (h Imports) rejects(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	var out *table.Writer[[]string]
	width := 0
	defer func() {
		if out != nil {
			out.Discard()
		}
	}()
	err = h.Service.Rejects(ctx, v, func(header []string) (err error) {
		width = len(header)
		t := table.Table[[]string]{Name: "rejects", Columns: table.Texts(append(header[:width:width], "line", "code", "field", "reason")...)}
		out, err = t.Open(&attachment{c: c, name: "rejects-" + v.String(), format: table.CSV}, table.CSV)
		return err
	}, func(r intake.Reject) error {
		cells := make([]string, width, width+4)
		copy(cells, r.Raw)
		return out.Row(append(cells, strconv.FormatInt(r.Line, 10), r.Code, r.Field, r.Reason))
	})
	if err != nil {
		return nil, err
	}
	return written{}, out.Close()
}

// template downloads an example of a preset.
//
//	@ID			downloadImportTemplate
//	@Summary	Example file of a preset
//	@Tags		imports
//	@Produce	text/csv
//	@Security	bearer
//	@Param		code	path		string	true	"Preset"
//	@Success	200		{file}		file
//	@Failure	401,403,404	{object}	Problem
//	@Router		/import_presets/{code}/template [get]
func (h Imports) template(c *gin.Context) (any, error) {
	p, err := intake.PresetOf(c.Param("code"))
	if err != nil {
		return nil, err
	}
	cells := p.Template()
	return download(c, table.Table[[]string]{Name: p.Code, Columns: table.Texts(cells[0]...)}, p.Code, table.CSV, each(cells[1:]))
}
