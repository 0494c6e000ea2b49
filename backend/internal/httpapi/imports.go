package httpapi

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/intake"
)

// Imports takes files in. MaxUpload is the largest file, in bytes.
type Imports struct {
	Service   *intake.Service
	MaxUpload int64
}

func (h Imports) routes() []route {
	return []route{
		{http.MethodGet, "/import_presets", account.Read, h.presets},
		{http.MethodGet, "/import_presets/:code/template", account.Read, h.template},
		{http.MethodGet, "/imports", account.Read, h.list},
		{http.MethodPost, "/imports", account.Market, h.upload},
		{http.MethodGet, "/imports/:id", account.Read, h.read},
		{http.MethodPut, "/imports/:id/settings", account.Market, h.settings},
		{http.MethodPost, "/imports/:id/preview", account.Market, h.preview},
		{http.MethodPost, "/imports/:id/start", account.Market, h.start},
		{http.MethodPost, "/imports/:id/cancel", account.Market, h.cancel},
		{http.MethodPost, "/imports/:id/resume", account.Market, h.resume},
		{http.MethodGet, "/imports/:id/rejects", account.Read, h.rejects},
		{http.MethodGet, "/import_mappings", account.Read, h.mappings},
		{http.MethodPost, "/import_mappings", account.Market, h.createMapping},
		{http.MethodGet, "/import_mappings/:id", account.Read, h.mapping},
		{http.MethodPut, "/import_mappings/:id", account.Market, h.replaceMapping},
		{http.MethodDelete, "/import_mappings/:id", account.Market, h.deleteMapping},
	}
}

// list gives imports, newest first.
//
//	@ID			listImports
//	@Summary	List imports
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		state	query		string	false	"draft, queued, running, checked, done, failed, cancelled; comma-separated"
//	@Param		preset	query		string	false	"Presets, comma-separated"
//	@Param		sort	query		string	false	"created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	ImportList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/imports [get]
func (h Imports) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := intake.Filter{States: q.list("state", intake.Draft, intake.Queued, intake.Running, intake.Checked, intake.Done, intake.Failed, intake.Cancelled), Presets: q.list("preset")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out ImportList
	out.Items, out.NextCursor, out.Total = listOf(l, importBody)
	return out, nil
}

// upload takes a file.
//
//	@ID			uploadImport
//	@Summary	Upload a file
//	@Description	CSV (any usual delimiter and encoding, also packed with gzip) or XLSX. Answers what was found out about the file and a proposal of how to read it.
//	@Tags		imports
//	@Accept		mpfd
//	@Produce	json
//	@Security	bearer
//	@Param		file	formData	file	true	"File"
//	@Success	201		{object}	ImportBody
//	@Failure	400,401,403,413,415,422	{object}	Problem
//	@Router		/imports [post]
func (h Imports) upload(c *gin.Context) (any, error) {
	part, err := h.part(c)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.Close() }()
	name := part.FileName()
	if name == "" {
		name = "upload"
	}
	i, err := h.Service.Upload(c.Request.Context(), actor(c), name, part)
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, fault.New(fault.KindInvalid, "too_large", "The file is larger than "+strconv.FormatInt(h.MaxUpload>>20, 10)+" MB.")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, multipart.ErrMessageTooLarge) {
		return nil, fault.New(fault.KindInvalid, "malformed", "The upload broke off.")
	}
	if err != nil {
		return nil, err
	}
	return created(importBody(i), i.Version, Base+"/imports/"+i.ID.String()), nil
}

// part finds the part named file; it is read as it comes in.
func (h Imports) part(c *gin.Context) (*multipart.Part, error) {
	kind, params, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return nil, fault.New(fault.KindInvalid, "media_type", "The body must be multipart/form-data with a part named file.")
	}
	const envelope = 64 << 10
	m := multipart.NewReader(http.MaxBytesReader(c.Writer, c.Request.Body, h.MaxUpload+envelope), params["boundary"])
	for {
		p, err := m.NextPart()
		if err != nil {
			return nil, fault.New(fault.KindInvalid, "malformed", "The body has no part named file.")
		}
		if p.FormName() == "file" {
			return p, nil
		}
	}
}

// read gives one import.
//
//	@ID			getImport
//	@Summary	One import
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Import"
//	@Success	200	{object}	ImportBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/imports/{id} [get]
func (h Imports) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	i, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(importBody(i), i.Version), nil
}

// settings sets how the file is read.
//
//	@ID			putImportSettings
//	@Summary	Set how a file is read
//	@Description	Left out, the mapping is proposed from the column names. Changing delimiter, encoding, quotes, header or sheet cuts the file anew, and its columns with it.
//	@Tags		imports
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Import"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		ImportSettingsBody	true	"Settings"
//	@Success	200			{object}	ImportBody
//	@Failure	400,401,403,404,409,412,415,422,428	{object}	Problem
//	@Router		/imports/{id}/settings [put]
func (h Imports) settings(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ImportSettingsBody](c)
	if err != nil {
		return nil, err
	}
	i, err := h.Service.Put(c.Request.Context(), v, b.settings(), version)
	if err != nil {
		return nil, err
	}
	return versioned(importBody(i), i.Version), nil
}

// preview shows the first rows as they would be read.
//
//	@ID			previewImport
//	@Summary	Preview the first 20 rows
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Import"
//	@Success	200	{object}	ImportPreviewBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/imports/{id}/preview [post]
func (h Imports) preview(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import")
	if err != nil {
		return nil, err
	}
	p, err := h.Service.Preview(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return previewBody(p), nil
}
