package intake

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"clientele/internal/id"
	"clientele/internal/money"
)

// PreviewRows is how many rows a preview shows.
const PreviewRows = 20

// Preview is the first rows of a file as they would be read. Fields are those that have a column, in the preset's order.
type Preview struct {
	Fields   []string
	Missing  []string // required fields without a column
	Unmapped []string // columns that no field takes
	Rows     []PreviewRow
}

// PreviewRow is one row: its line and a cell for each of the preview's fields. Code and Reason say what is wrong with the row as a whole.
type PreviewRow struct {
	Line   int64
	Cells  []PreviewCell
	Code   string
	Reason string
}

// PreviewCell is a cell as it stands, as it is read, and what is wrong with it.
type PreviewCell struct {
	Raw    string
	Value  string
	Code   string
	Reason string
}

// Preview reads the first rows of an import's file as its settings say.
func (s *Service) Preview(ctx context.Context, v id.ID) (Preview, error) {
	var out Preview
	i, err := s.store.ByID(ctx, v)
	if err == nil {
		err = i.kept()
	}
	if err != nil {
		return out, err
	}
	d, err := decode[Detected](i.Detected)
	if err != nil {
		return out, err
	}
	set, err := decode[Settings](i.Settings)
	if err != nil {
		return out, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return out, err
	}
	preset, err := PresetOf(set.Preset)
	if err != nil {
		return out, noPreset()
	}
	out.Missing = preset.missing(set.Mapping)
	p := loosePlan(preset, d, set, newForm(d, set.Options, org))
	taken := map[string]bool{}
	for _, f := range preset.Fields {
		if p.fields[f.Name].at >= 0 {
			out.Fields = append(out.Fields, f.Name)
			taken[set.Mapping[f.Name]] = true
		}
	}
	for _, c := range d.Columns {
		if !taken[c.Name] {
			out.Unmapped = append(out.Unmapped, c.Name)
		}
	}
	rows, err := p.open(ctx, s.files, i.FileID)
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	var r row
	for len(out.Rows) < PreviewRows {
		err := rows.next(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return out, err
		}
		rec := r.keep()
		out.Rows = append(out.Rows, p.preview(&rec, out.Fields))
	}
	return out, nil
}

func (p *plan) preview(rec *record, fields []string) PreviewRow {
	out := PreviewRow{Line: rec.line}
	whole := line{p: p, rec: rec}
	if whole.sound(); len(whole.faults) > 0 {
		out.Code, out.Reason = whole.faults[0].code, whole.faults[0].reason
	}
	for _, name := range fields {
		l := line{p: p, rec: rec}
		var c PreviewCell
		if at := p.fields[name].at; at < len(rec.cells) {
			c.Raw = cut(rec.cells[at], 300)
		}
		c.Value = l.show(name)
		if len(l.faults) > 0 {
			c.Code, c.Reason = l.faults[0].code, l.faults[0].reason
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

// show gives a field's value as text, empty where there is none or it cannot be read.
func (l *line) show(name string) string {
	scaled := func(v *int64, decimals int) string {
		if v == nil {
			return ""
		}
		s := money.Format(*v, decimals)
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	switch l.p.fields[name].Type {
	case TypeNumber:
		return scaled(l.number(name, 3), 3)
	case TypePrice, TypeAmount:
		return scaled(l.number(name, 6), 6)
	case TypeShare:
		return scaled(l.share(name), 6)
	case TypeWhole:
		return scaled(l.whole(name), 0)
	case TypeDecimal:
		return scaled(l.number(name, 9), 9)
	case TypeTime:
		if t := l.time(name); t != nil {
			return t.Format(time.RFC3339)
		}
	case TypeDay:
		if d := l.day(name); d != nil {
			return d.String()
		}
	case TypeFlag:
		if b := l.flag(name); b != nil {
			return strconv.FormatBool(*b)
		}
	default:
		if t := l.text(name); t != nil {
			return cut(*t, 300)
		}
	}
	return ""
}
