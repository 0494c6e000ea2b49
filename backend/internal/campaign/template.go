package campaign

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/osteele/liquid"
	"github.com/osteele/liquid/render"

	"clientele/internal/fault"
)

// Text is one template of a campaign: its field on the wire and its Liquid source.
type Text struct {
	Field  string
	Source string
	html   bool
	max    int
	loops  []string // names that its loops bind: strict rendering must know them beforehand
}

// Texts lists the templates of a campaign.
func (c Campaign) Texts() []Text {
	return []Text{
		{Field: "subject_en", Source: c.SubjectEn, html: false, max: maxSubject}, {Field: "subject_fr", Source: c.SubjectFr, html: false, max: maxSubject},
		{Field: "html_en", Source: c.HTMLEn, html: true, max: maxHTML}, {Field: "html_fr", Source: c.HTMLFr, html: true, max: maxHTML},
		{Field: "text_en", Source: c.TextEn, html: false, max: maxText}, {Field: "text_fr", Source: c.TextFr, html: false, max: maxText},
	}
}

// The limits of rendering one template.
const (
	maxOutput  = 512 << 10
	renderTime = 2 * time.Second
)

// engines parse and render Liquid. HTML templates escape every variable. The strict ones refuse names that do not exist; the others
// render them as nothing, so that one odd client never stops a campaign.
type engines struct{ html, text, strictHTML, strictText *liquid.Engine }

func newEngines() *engines {
	make := func(html, strict bool) *liquid.Engine {
		e := liquid.NewEngine()
		if html {
			e.SetAutoEscapeReplacer(render.HtmlEscaper)
		}
		if strict {
			e.StrictVariables()
		}
		boundFilters(e)
		return e
	}
	return &engines{html: make(true, false), text: make(false, false), strictHTML: make(true, true), strictText: make(false, true)}
}

func (e *engines) of(html, strict bool) *liquid.Engine {
	switch {
	case html && strict:
		return e.strictHTML
	case html:
		return e.html
	case strict:
		return e.strictText
	}
	return e.text
}

// allowed lists the tags of a template. Captures and includes are not among them, and loops go through the offers alone, none inside another:
// so neither time nor size of rendering can run away, nor a file be read.
var allowed = map[string]bool{"for": true, "if": true, "elsif": true, "else": true, "unless": true, "case": true, "when": true, "comment": true, "raw": true, "assign": true}

var (
	quoted = regexp.MustCompile(`"[^"]*"|'[^']*'`)
	tagged = regexp.MustCompile(`(?s)\{\{.*?\}\}|\{%-?\s*(\w*).*?%\}`)
	looped = regexp.MustCompile(`(?s)^\{%-?\s*for\s+(\w+)\s+in\s+offers\s*-?%\}$`)
	asked  = regexp.MustCompile(`(?s)\{%-?\s*(?:if|elsif|unless)\b.*?%\}`)
	part   = regexp.MustCompile(`\boffer\.\w+`)
)

// parse compiles a template; a fault.Field says what is wrong and in which line.
func (e *engines) parse(t Text, strict bool) (tpl *liquid.Template, bad *fault.Field) {
	defer func() {
		if r := recover(); r != nil {
			tpl, bad = nil, &fault.Field{Path: t.Field, Code: "template", Message: "is not a template that can be read"}
		}
	}()
	if bad := t.unwanted(); bad != nil {
		return nil, bad
	}
	tpl, err := e.of(t.html, strict).ParseTemplateLocation([]byte(t.Source), t.Field, 1)
	if err != nil {
		return nil, t.fails(err)
	}
	return tpl, nil
}

// unwanted finds tags and ranges that templates may not use.
func (t Text) unwanted() *fault.Field {
	raw, loops := false, 0
	for _, m := range tagged.FindAllStringSubmatchIndex(t.Source, -1) {
		token, name := t.Source[m[0]:m[1]], ""
		if m[2] >= 0 {
			name = t.Source[m[2]:m[3]]
		}
		if name == "raw" || name == "endraw" {
			raw = name == "raw"
			continue
		}
		line := 1 + strings.Count(t.Source[:m[0]], "\n")
		if !raw && name == "endfor" {
			loops--
		}
		switch {
		case raw:
		case name == "for" && !looped.MatchString(token):
			return t.at(line, "a loop goes through the offers: for x in offers")
		case name == "for" && loops > 0:
			return t.at(line, "a loop inside a loop is not available in messages")
		case name != "" && !allowed[strings.TrimPrefix(name, "end")]:
			return t.at(line, "the tag "+name+" is not available in messages")
		case strings.Contains(quoted.ReplaceAllString(token, ""), ".."):
			return t.at(line, "ranges are not available in messages")
		}
		if !raw && name == "for" {
			loops++
		}
	}
	return nil
}

// bare is the template as it is tried without an offer: conditions on parts of the offer ask for the offer.
func (t Text) bare() Text {
	t.Source = asked.ReplaceAllStringFunc(t.Source, func(tag string) string { return part.ReplaceAllString(tag, "offer") })
	return t
}

// loopNames gives the names that loops bind.
func (t Text) loopNames() []string {
	var out []string
	for _, m := range tagged.FindAllString(t.Source, -1) {
		if name := looped.FindStringSubmatch(m); name != nil {
			out = append(out, name[1])
		}
	}
	return out
}

func (t Text) at(line int, what string) *fault.Field {
	return &fault.Field{Path: t.Field, Code: "template", Message: fmt.Sprintf("line %d: %s", line, what)}
}

var liquidWords = regexp.MustCompile(`^Liquid error( \(line \d+\))?: `)

func (t Text) fails(err liquid.SourceError) *fault.Field {
	words := strings.TrimSuffix(liquidWords.ReplaceAllString(err.Error(), ""), " in "+t.Field)
	if cause := err.Cause(); cause != nil && errors.Is(cause, errTooMuch) {
		words = errTooMuch.Error()
	}
	return t.at(max(err.LineNumber(), 1), words)
}

// errTooMuch is a template that makes too much text or takes too long.
var errTooMuch = errors.New("makes too much text or takes too long")

// render fills a template. A failure names field and line; it never panics, nor grows without limit.
func (t Text) render(tpl *liquid.Template, vars map[string]any) (out string, bad *fault.Field) {
	ctx, cancel := context.WithTimeout(context.Background(), renderTime)
	defer cancel()
	w := &boundWriter{ctx: ctx}
	defer func() {
		if r := recover(); r != nil {
			out, bad = "", &fault.Field{Path: t.Field, Code: "template", Message: "cannot be rendered"}
		}
	}()
	own := make(map[string]any, len(vars))
	for _, name := range append(t.loops, "forloop") {
		own[name] = nil
	}
	for k, v := range vars { // assign writes into the map
		own[k] = v
	}
	if err := tpl.FRender(w, own); err != nil {
		return "", t.fails(err)
	}
	return w.text.String(), nil
}

// boundWriter stops a template that writes too much or too long.
type boundWriter struct {
	ctx  context.Context
	text strings.Builder
}

func (w *boundWriter) Write(p []byte) (int, error) {
	if w.text.Len()+len(p) > maxOutput || w.ctx.Err() != nil {
		return 0, errTooMuch
	}
	return w.text.Write(p)
}
