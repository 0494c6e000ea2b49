package analysis

import (
	"encoding"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// digitsKept is the number of significant digits of a model's figure: more than any of them means, few enough to be the same
// on every machine. Amounts are exact and written in full.
const digitsKept = 10

// pretty writes a value as encoding/json would with two spaces of indent, but a NaN or an infinity as null, noted in missing by its
// path, and other figures with digitsKept digits.
type pretty struct {
	out     []byte
	missing *[]Missing
}

// appendNumber writes a figure, or null where it is not finite.
func appendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', digitsKept, 64)
}

func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			quoted, _ := json.Marshal(s)
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

func (p *pretty) value(v reflect.Value, path string, depth int) {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			p.out = append(p.out, "null"...)
			return
		}
		p.value(v.Elem(), path, depth)
		return
	}
	switch at := v.Interface().(type) {
	case json.Marshaler:
		raw, _ := at.MarshalJSON()
		p.out = append(p.out, raw...)
		return
	case encoding.TextMarshaler:
		raw, _ := at.MarshalText()
		p.out = appendText(p.out, string(raw))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		p.object(v, path, depth)
	case reflect.Slice, reflect.Array:
		p.list(v, path, depth)
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			*p.missing = append(*p.missing, Missing{path, "the figure is not finite"})
		}
		p.out = appendNumber(p.out, v.Float())
	case reflect.String:
		p.out = appendText(p.out, v.String())
	case reflect.Bool:
		p.out = strconv.AppendBool(p.out, v.Bool())
	case reflect.Uint8:
		p.out = strconv.AppendUint(p.out, v.Uint(), 10)
	default:
		p.out = strconv.AppendInt(p.out, v.Int(), 10)
	}
}

func (p *pretty) object(v reflect.Value, path string, depth int) {
	p.out = append(p.out, '{')
	p.fields(v, path, depth+1)
	if p.out[len(p.out)-1] != '{' {
		p.line(depth)
	}
	p.out = append(p.out, '}')
}

// fields writes the fields of a struct by their json tags, those of an embedded one in its place.
func (p *pretty) fields(v reflect.Value, path string, depth int) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
			continue
		case field.Anonymous && name == "":
			p.fields(v.Field(i), path, depth)
			continue
		}
		p.comma('{')
		p.line(depth)
		p.out = append(appendText(p.out, name), ": "...)
		p.value(v.Field(i), strings.TrimPrefix(path+"."+name, "."), depth)
	}
}

func (p *pretty) list(v reflect.Value, path string, depth int) {
	p.out = append(p.out, '[')
	flat := v.Len() > 0 && v.Index(0).Kind() != reflect.Struct && v.Index(0).Kind() != reflect.Slice
	for i := range v.Len() {
		switch {
		case !flat:
			p.comma('[')
			p.line(depth + 1)
		case i > 0:
			p.out = append(p.out, ", "...)
		}
		p.value(v.Index(i), path+"["+strconv.Itoa(i)+"]", depth+1)
	}
	if v.Len() > 0 && !flat {
		p.line(depth)
	}
	p.out = append(p.out, ']')
}

func (p *pretty) comma(open byte) {
	if p.out[len(p.out)-1] != open {
		p.out = append(p.out, ',')
	}
}

func (p *pretty) line(depth int) {
	p.out = append(p.out, '\n')
	for range depth {
		p.out = append(p.out, "  "...)
	}
}

// rows are the list at the end of a report, each on one line of its own.
type rows struct {
	name string
	n    int
	row  func(b *row, i int)
}

// writeReport writes the report, what is missing in it, and its rows where they are asked for.
func writeReport(w io.Writer, report any, missing []Missing, list *rows) error {
	found := append([]Missing{}, missing...)
	p := &pretty{missing: &found}
	p.value(reflect.ValueOf(report), "", 0)
	p.out = append(p.out[:len(p.out)-2], ",\n  \"missing\": "...)
	p.value(reflect.ValueOf(found), "missing", 1)
	if list == nil {
		_, err := w.Write(append(p.out, "\n}\n"...))
		return err
	}
	b := &row{out: append(append(append(p.out, ",\n  "...), strconv.Quote(list.name)...), ": ["...)}
	for i := range list.n {
		if i > 0 {
			b.out = append(b.out, ',')
		}
		b.out, b.any = append(b.out, "\n    {"...), false
		list.row(b, i)
		b.out = append(b.out, '}')
		if len(b.out) > 1<<16 {
			if _, err := w.Write(b.out); err != nil {
				return err
			}
			b.out = b.out[:0]
		}
	}
	if list.n > 0 {
		b.out = append(b.out, "\n  "...)
	}
	_, err := w.Write(append(b.out, "]\n}\n"...))
	return err
}

// row writes one object on one line.
type row struct {
	out []byte
	any bool
}

func (r *row) key(name string) {
	if r.any {
		r.out = append(r.out, ", "...)
	}
	r.any = true
	r.out = append(append(append(r.out, '"'), name...), `": `...)
}

func (r *row) text(name, v string) {
	r.key(name)
	r.out = appendText(r.out, v)
}

func (r *row) whole(name string, v int) {
	r.key(name)
	r.out = strconv.AppendInt(r.out, int64(v), 10)
}

// figure writes a number, null for a NaN.
func (r *row) figure(name string, v float64) {
	r.key(name)
	r.out = appendNumber(r.out, v)
}

func (r *row) amount(name string, v Amount) {
	r.key(name)
	raw, _ := v.MarshalJSON()
	r.out = append(r.out, raw...)
}
