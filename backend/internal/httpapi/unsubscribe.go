package httpapi

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/campaign"
	"clientele/internal/fault"
)

// Unsubscribe is the page behind the links in messages. It needs no sign-in, sets no cookie and sends nobody elsewhere.
type Unsubscribe struct {
	Service *campaign.Service
	Company func(ctx context.Context) string // the organisation's name
}

func (h Unsubscribe) routes() []route {
	return []route{
		{http.MethodGet, "/u/:token", account.Public, h.show},
		{http.MethodPost, "/u/:token", account.Public, h.act},
	}
}

//go:embed unsubscribe.html
var unsubscribePage string

var unsubscribeTemplate = template.Must(template.New("unsubscribe").Parse(unsubscribePage))

// unsubscribeView is what the page says: ask, done or unknown.
type unsubscribeView struct {
	Step       string
	Company    string
	Everything bool
	Languages  []string
}

// show asks; it never acts, because programs follow links too.
//
//	@ID			showUnsubscribe
//	@Summary	Page that asks whether to unsubscribe
//	@Tags		unsubscribe
//	@Produce	html
//	@Param		token	path		string	true	"Token of the link"
//	@Success	200		{string}	string
//	@Failure	404		{string}	string
//	@Router		/u/{token} [get]
func (h Unsubscribe) show(c *gin.Context) (any, error) {
	_, language, err := h.Service.Ticket(c.Request.Context(), c.Param("token"))
	return h.answer(c, unsubscribeView{Step: "ask", Languages: unsubscribeOrder(language)}, err)
}

// act withdraws the consent: the mail program's button (RFC 8058) or one of the page's.
//
//	@ID			unsubscribe
//	@Summary	Unsubscribe, in one click (RFC 8058)
//	@Description	Withdraws the consent for the campaign's channel and purpose; with action=all for every purpose of the channel. Doing it again changes nothing.
//	@Tags		unsubscribe
//	@Accept		x-www-form-urlencoded
//	@Produce	html
//	@Param		token				path		string	true	"Token of the link"
//	@Param		List-Unsubscribe	formData	string	false	"One-Click, from mail programs"
//	@Param		action				formData	string	false	"one or all, from the page"
//	@Success	200					{string}	string
//	@Failure	404					{string}	string
//	@Router		/u/{token} [post]
func (h Unsubscribe) act(c *gin.Context) (any, error) {
	form := readForm(c)
	how, everything := campaign.ByPage, form.Get("action") == "all"
	if form.Get("List-Unsubscribe") == "One-Click" {
		how = campaign.OneClick
	}
	_, language, err := h.Service.Ticket(c.Request.Context(), c.Param("token"))
	if err == nil {
		err = h.Service.Unsubscribe(c.Request.Context(), c.Param("token"), how, everything)
	}
	return h.answer(c, unsubscribeView{Step: "done", Everything: everything, Languages: unsubscribeOrder(language)}, err)
}

func unsubscribeOrder(language string) []string {
	if language == campaign.English {
		return []string{campaign.English, campaign.French}
	}
	return []string{campaign.French, campaign.English}
}

// readForm reads a small form of either encoding; what is no form is an empty one: the link itself says enough.
func readForm(c *gin.Context) url.Values {
	kind, _, _ := mime.ParseMediaType(c.GetHeader("Content-Type"))
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 64<<10)
	switch kind {
	case "multipart/form-data":
		if c.Request.ParseMultipartForm(64<<10) == nil {
			return url.Values(c.Request.MultipartForm.Value)
		}
	case "application/x-www-form-urlencoded":
		if raw, err := io.ReadAll(c.Request.Body); err == nil {
			if v, err := url.ParseQuery(string(raw)); err == nil {
				return v
			}
		}
	}
	return url.Values{}
}

// answer writes the page; a link that is not ours gets one that says so.
func (h Unsubscribe) answer(c *gin.Context, v unsubscribeView, err error) (any, error) {
	status := http.StatusOK
	if err != nil {
		if !fault.Is(err, fault.KindNotFound) {
			return nil, err
		}
		status, v.Step = http.StatusNotFound, "unknown"
	}
	v.Company = h.Company(c.Request.Context())
	var page bytes.Buffer
	if err := unsubscribeTemplate.Execute(&page, v); err != nil {
		return nil, err
	}
	c.Header("Cache-Control", "no-store")
	c.Header("Referrer-Policy", "no-referrer")
	c.Header("X-Robots-Tag", "noindex")
	c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	c.Data(status, "text/html; charset=utf-8", page.Bytes())
	return written{}, nil
}
