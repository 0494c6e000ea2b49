package rule

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// JSON writes the rule; Parse reads the same rule from it.
func (t Tree) JSON() []byte {
	b := append([]byte(`{"version":`), strconv.Itoa(Version)...)
	b = append(b, `,"root":`...)
	return append(appendNode(b, t.Root), '}')
}

// MarshalJSON writes the rule as JSON does.
func (t Tree) MarshalJSON() ([]byte, error) { return t.JSON(), nil }

// UnmarshalJSON reads a rule as Parse does.
func (t *Tree) UnmarshalJSON(raw []byte) error {
	v, err := Parse(raw)
	*t = v
	return err
}

func appendNode(b []byte, n Node) []byte {
	switch n.Kind {
	case All, Any:
		b = append(b, `{"all":[`...)
		if n.Kind == Any {
			b = append(b[:len(b)-len(`{"all":[`)], `{"any":[`...)
		}
		for i, inner := range n.Nodes {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendNode(b, inner)
		}
		return append(b, ']', '}')
	case Not:
		b = append(b, `{"not":`...)
		return append(appendNode(b, n.Nodes[0]), '}')
	}
	return appendLeaf(b, n.Leaf)
}

func appendLeaf(b []byte, l Leaf) []byte {
	switch {
	case l.Segment != 0:
		b = append(b, `{"segment":`...)
		b = appendText(b, l.Segment.String())
	case l.Measure != "":
		b = append(b, `{"measure":`...)
		b = appendText(b, string(l.Measure))
		b = append(b, `,"of":`...)
		b = appendText(b, l.Of)
		if len(l.Where) > 0 {
			b = append(b, `,"where":[`...)
			for i, w := range l.Where {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendLeaf(b, w)
			}
			b = append(b, ']')
		}
		if l.Window != nil {
			b = append(b, `,"window":`...)
			b = appendWindow(b, *l.Window)
		}
	default:
		b = append(b, `{"field":`...)
		b = appendText(b, l.Field)
	}
	b = append(b, `,"op":`...)
	b = appendText(b, string(l.Op))
	if l.Value.Kind != NoValue {
		b = append(b, `,"value":`...)
		b = appendValue(b, l.Value)
	}
	return append(b, '}')
}

func appendWindow(b []byte, w Window) []byte {
	if w.Last > 0 {
		return appendSpan(b, "last", w.Last, w.Unit)
	}
	b = append(b, '{')
	if w.From != "" {
		b = append(b, `"from":`...)
		b = appendText(b, w.From)
	}
	if w.To != "" {
		if w.From != "" {
			b = append(b, ',')
		}
		b = append(b, `"to":`...)
		b = appendText(b, w.To)
	}
	return append(b, '}')
}

func appendSpan(b []byte, key string, n int, unit Unit) []byte {
	b = append(b, `{"`+key+`":`...)
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, `,"unit":`...)
	return append(appendText(b, string(unit)), '}')
}

func appendValue(b []byte, v Value) []byte {
	switch v.Kind {
	case TextValue:
		return appendText(b, v.Text)
	case NumberValue:
		return append(b, v.Text...)
	case FlagValue:
		return strconv.AppendBool(b, v.Flag)
	case AgoValue:
		return appendSpan(b, "ago", v.N, v.Unit)
	case AheadValue:
		return appendSpan(b, "ahead", v.N, v.Unit)
	case ListValue:
		b = append(b, '[')
		for i, inner := range v.List {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendValue(b, inner)
		}
		return append(b, ']')
	}
	return append(b, "null"...)
}

func appendText(b []byte, s string) []byte {
	out, err := jsontext.AppendQuote(b, s)
	if err != nil { // not UTF-8: it is written with the replacement character
		return out
	}
	return out
}
