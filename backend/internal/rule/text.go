package rule

import (
	"strconv"
	"strings"

	"clientele/internal/id"
)

// Namer gives the name of a record of a noun ("segment", "category"); empty where it is not known, and the id stands in its place.
type Namer func(noun string, v id.ID) string

// Text writes one leaf in a few words, in French ("fr") or English: "city is Lyon", "sum of net amount of orders, last 12 months ≥ 100000".
// Amounts stay in minor units, since the language knows no currency. It is for explanations of decisions; screens write whole sentences
// themselves.
func (s Schema) Text(l Leaf, language string, name Namer) string {
	w := writer{schema: s, words: english, name: name, french: language == "fr"}
	if w.french {
		w.words = french
	}
	if l.Segment != 0 {
		return w.words[string(l.Op)+" segment"] + " " + w.record("segment", l.Segment.String())
	}
	if l.Measure == "" {
		return w.test(l)
	}
	return w.measure(l)
}

type writer struct {
	schema Schema
	words  map[string]string
	name   Namer
	french bool
}

func (w writer) label(english, french string) string {
	if w.french {
		return french
	}
	return english
}

func (w writer) test(l Leaf) string {
	f := w.schema.Field(l.Field)
	if f == nil {
		f = &Field{English: l.Field, French: l.Field}
	}
	if f.Type == Flag && l.Op == Is {
		if l.Value.Flag {
			return w.label(f.English, f.French)
		}
		return w.words["not"] + " " + w.label(f.English, f.French)
	}
	return w.label(f.English, f.French) + w.compared(f, l)
}

func (w writer) measure(l Leaf) string {
	noun := nounOf(l.Of)
	c := w.schema.Collection(noun)
	if c == nil {
		c = &Collection{English: noun, French: noun}
	}
	f := w.schema.Field(l.Of)
	of := w.label(c.English, c.French)
	if l.Measure != Count && f != nil {
		of = w.label(f.English, f.French) + " (" + of + ")"
	}
	out := w.words[string(l.Measure)] + " " + of
	for i, t := range l.Where {
		if out += ", "; i == 0 {
			out += w.words["where"] + " "
		}
		out += w.test(t)
	}
	if l.Window != nil {
		out += ", " + w.window(*l.Window)
	}
	if f == nil {
		f = &Field{}
	}
	return out + w.compared(measured(l.Measure, f), l)
}

func (w writer) window(v Window) string {
	if v.Last > 0 {
		return w.words["last"] + " " + w.units(v.Last, v.Unit)
	}
	var parts []string
	if v.From != "" {
		parts = append(parts, w.words["from"]+" "+v.From)
	}
	if v.To != "" {
		parts = append(parts, w.words["to"]+" "+v.To)
	}
	return strings.Join(parts, " ")
}

func (w writer) units(n int, u Unit) string {
	key := string(u)
	if n != 1 {
		key += "s"
	}
	return strconv.Itoa(n) + " " + w.words[key]
}

// compared writes operator and value.
func (w writer) compared(f *Field, l Leaf) string {
	op := w.words[string(l.Op)]
	if l.Value.Kind == NoValue {
		return " " + op
	}
	if l.Op == Between && len(l.Value.List) == 2 {
		return " " + op + " " + w.value(f, l.Value.List[0]) + " " + w.words["and"] + " " + w.value(f, l.Value.List[1])
	}
	return " " + op + " " + w.value(f, l.Value)
}

// maxShown is how many values of a list are written.
const maxShown = 5

func (w writer) value(f *Field, v Value) string {
	switch v.Kind {
	case AgoValue, AheadValue:
		if v.N == 0 {
			return w.words["today"]
		}
		if v.Kind == AheadValue {
			return w.words["ahead"] + " " + w.units(v.N, v.Unit)
		}
		return strings.Replace(w.words["ago"], "…", w.units(v.N, v.Unit), 1)
	case FlagValue:
		return w.words[strconv.FormatBool(v.Flag)]
	case ListValue:
		var parts []string
		for i, inner := range v.List {
			if i == maxShown {
				parts = append(parts, "… ("+strconv.Itoa(len(v.List))+")")
				break
			}
			parts = append(parts, w.value(f, inner))
		}
		return strings.Join(parts, ", ")
	}
	if f.Type == Reference {
		return w.record(f.Reference, v.Text)
	}
	return v.Text
}

func (w writer) record(noun, text string) string {
	v, err := id.Parse(text)
	if w.name != nil && err == nil {
		if name := w.name(noun, v); name != "" {
			return name
		}
	}
	return text
}
