package intake

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/money"
	"clientele/internal/page"
)

// plan is a preset bound to the columns of one file.
type plan struct {
	form
	preset Preset
	fields map[string]*bound
	key    *bound
	// spellings gives a product's most frequent name in the file, where it was counted.
	spellings map[string]string
	// countries and the last date are remembered, because neighbouring rows repeat them.
	countries map[string]string
	lastText  string
	lastTime  time.Time
}

// bound is a field with the place of its column, -1 where it has none.
type bound struct {
	Field
	at int
}

// newPlan binds settings to a file; fault invalid says which fields miss their column.
func newPlan(d Detected, s Settings, org account.Organisation) (*plan, error) {
	p, err := PresetOf(s.Preset)
	if err != nil {
		return nil, noPreset()
	}
	if err := s.Options.Validate(); err != nil {
		return nil, err
	}
	if err := known(p, d, s.Mapping); err != nil {
		return nil, err
	}
	out := loosePlan(p, d, s, newForm(d, s.Options, org))
	var c fault.Check
	for _, name := range p.missing(s.Mapping) {
		c.Add("mapping."+name, "required", "needs a column")
	}
	if p.Code == "order_lines" {
		c.That(s.Mapping["net"] != "" || s.Mapping["unit_price"] != "", "mapping.unit_price", "required", "needs a column, or else the net amount does")
	}
	return out, c.Err()
}

func noPreset() error {
	return fault.Invalid(fault.Field{Path: "preset", Code: "required", Message: "choose what kind of file this is"})
}

// loosePlan binds the fields that have a column and does not mind the others.
func loosePlan(p Preset, d Detected, s Settings, f form) *plan {
	out := &plan{form: f, preset: p, fields: map[string]*bound{}, countries: map[string]string{}}
	for _, f := range p.Fields {
		b := &bound{Field: f, at: -1}
		if column := s.Mapping[f.Name]; column != "" {
			b.at = d.index(column)
		}
		out.fields[f.Name] = b
	}
	if p.Key != "" {
		out.key = out.fields[p.Key]
	}
	return out
}

// record is a row that is kept beyond the next one. Its cells are parts of one text.
type record struct {
	line  int64
	cells []string
	fault string
}

// keep copies a row.
func (r *row) keep() record {
	text := string(r.text)
	out := record{line: r.line, fault: r.fault, cells: make([]string, len(r.spans))}
	for i, s := range r.spans {
		out.cells[i] = text[s.from:s.to]
	}
	return out
}

func (r *record) size() int {
	n := 64 + 16*len(r.cells)
	for _, c := range r.cells {
		n += len(c)
	}
	return n
}

// lineFault is what is wrong with one line, with the field at fault and its cell.
type lineFault struct{ code, field, reason string }

// line reads the cells of one record as a plan says, and notes what is wrong.
type line struct {
	p      *plan
	rec    *record
	faults []lineFault
}

func (l *line) wrong(field string, f *fault.Field) {
	l.faults = append(l.faults, lineFault{f.Code, field, f.Message})
}

// sound notes what makes the whole record unreadable.
func (l *line) sound() {
	reason := map[string]string{"unbalanced_quote": "a quote on this line is never closed", "row_too_long": "the line is longer than 256 KB",
		"too_many_cells": "the line has more than 1024 cells"}[l.rec.fault]
	if reason != "" {
		l.faults = append(l.faults, lineFault{l.rec.fault, "", reason})
		return
	}
	for _, c := range l.rec.cells {
		if !utf8.ValidString(c) {
			l.faults = append(l.faults, lineFault{"encoding", "", "the line is not valid " + l.p.encoding})
			return
		}
		if strings.IndexByte(c, 0) >= 0 {
			l.faults = append(l.faults, lineFault{"control_character", "", "the line holds a NUL character"})
			return
		}
	}
}

// cell gives a field's cell without the spaces around it, empty where it has none; a required one that is empty is noted.
func (l *line) cell(name string) string {
	b := l.p.fields[name]
	if b == nil || b.at < 0 || b.at >= len(l.rec.cells) {
		if b != nil && b.Required {
			l.wrong(name, bad("required", "is empty"))
		}
		return ""
	}
	s := strings.TrimSpace(l.rec.cells[b.at])
	if s == "" && b.Required {
		l.wrong(name, bad("required", "is empty"))
	}
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		return s[1:] // how exports, our own too, keep spreadsheets from taking a text for a formula
	}
	return s
}

// text reads a text, nil where it is empty.
func (l *line) text(name string) *string {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	b := l.p.fields[name]
	if b.Type == TypeReference {
		s = l.p.nums.reference(s)
	}
	if len(s) > b.Max && utf8.RuneCountInString(s) > b.Max {
		l.wrong(name, bad("too_long", "is longer than "+strconv.Itoa(b.Max)+" characters"))
		return nil
	}
	switch b.Type {
	case TypeEmail:
		if !fault.ValidEmail(s) {
			l.wrong(name, bad("email", "is not an e-mail address"))
			return nil
		}
	case TypeLanguage:
		if s = strings.ToLower(s); len(s) > 5 || len(s) < 2 {
			l.wrong(name, bad("language", "is not a language code such as fr"))
			return nil
		}
	case TypeCurrency:
		if s = strings.ToUpper(s); !money.ValidCurrency(s) {
			l.wrong(name, bad("currency", "is not an ISO 4217 code such as EUR"))
			return nil
		}
	case TypeChoice:
		code, ok := b.Choices[page.Fold(s)]
		if !ok {
			l.wrong(name, bad("not_a_choice", "is not one of the values that are understood: "+strings.Join(b.Codes(), ", ")))
			return nil
		}
		s = code
	case TypeCountry:
		return l.country(name, s)
	}
	return &s
}

func (l *line) country(name, s string) *string {
	if code, ok := l.p.countries[s]; ok {
		return &code
	}
	code, ok := countryCode(s)
	if !ok {
		l.wrong(name, bad("country", "is not a country: use its ISO code or its English or French name"))
		return nil
	}
	if len(l.p.countries) < 1000 {
		l.p.countries[strings.Clone(s)] = code
	}
	return &code
}

// number reads a number as an integer of 10^-decimals, nil where the cell is empty.
func (l *line) number(name string, decimals int) *int64 {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	v, f := l.p.nums.parse(s, decimals)
	if f != nil {
		l.wrong(name, f)
		return nil
	}
	return &v
}

// whole reads a whole number.
func (l *line) whole(name string) *int64 {
	v := l.number(name, 3)
	if v == nil {
		return nil
	}
	if *v%1000 != 0 {
		l.wrong(name, bad("integer", "is not a whole number"))
		return nil
	}
	n := *v / 1000
	return &n
}

func (l *line) decimal(name string) *float64 {
	v := l.number(name, 9)
	if v == nil {
		return nil
	}
	f := float64(*v) / 1e9
	return &f
}

func (l *line) time(name string) *time.Time {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	if s == l.p.lastText {
		t := l.p.lastTime
		return &t
	}
	t, f := l.p.dates.time(s)
	if f != nil {
		l.wrong(name, f)
		return nil
	}
	l.p.lastText, l.p.lastTime = s, t
	return &t
}

func (l *line) day(name string) *clock.Day {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	d, f := l.p.dates.dayOf(s)
	if f != nil {
		l.wrong(name, f)
		return nil
	}
	return &d
}

var flags = map[string]bool{"1": true, "true": true, "yes": true, "y": true, "oui": true, "o": true, "vrai": true, "x": true,
	"0": false, "false": false, "no": false, "n": false, "non": false, "faux": false}

func (l *line) flag(name string) *bool {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	v, ok := flags[page.Fold(s)]
	if !ok {
		l.wrong(name, bad("flag", "is neither yes nor no"))
		return nil
	}
	return &v
}
