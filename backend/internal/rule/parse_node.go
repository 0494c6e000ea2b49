package rule

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// parser builds a rule from JSON values and notes what is wrong with them. It stops noting after some faults.
type parser struct {
	check         *fault.Check
	nodes, values int
}

const maxFaults = 50

func (p *parser) wrong(path, code, message string) {
	if len(p.check.Fields()) < maxFaults {
		p.check.Add(path, code, message)
	}
}

func (p *parser) tree(v any) Tree {
	o, ok := v.(object)
	if !ok {
		p.wrong("", "type", "must be an object")
		return Tree{}
	}
	p.keys("", o, "version", "root")
	if o["version"] != number(strconv.Itoa(Version)) {
		p.wrong("version", "version", "must be "+strconv.Itoa(Version))
	}
	root, ok := o["root"]
	if !ok {
		p.wrong("root", "required", "is required")
		return Tree{}
	}
	return Tree{Root: p.node("root", root, 1)}
}

// keys notes keys that an object does not take.
func (p *parser) keys(path string, o object, allowed ...string) {
	for key := range o {
		if !slices.Contains(allowed, key) {
			p.wrong(join(path, clip(key)), "unknown", "is not a known key here")
		}
	}
}

func clip(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

func (p *parser) node(path string, v any, depth int) Node {
	o, ok := v.(object)
	if p.nodes++; p.nodes == MaxNodes+1 {
		p.wrong(path, "too_many", "the rule has more than "+strconv.Itoa(MaxNodes)+" parts")
	}
	switch {
	case !ok:
		p.wrong(path, "type", "must be an object")
		return Node{}
	case depth > MaxDepth:
		p.wrong(path, "too_deep", "the rule is nested more than "+strconv.Itoa(MaxDepth)+" deep")
		return Node{}
	case p.nodes > MaxNodes:
		return Node{}
	}
	if inner, ok := o["not"]; ok {
		p.keys(path, o, "not")
		return Node{Kind: Not, Nodes: []Node{p.node(join(path, "not"), inner, depth+1)}}
	}
	for _, g := range []struct {
		key  string
		kind Kind
	}{{"all", All}, {"any", Any}} {
		if inner, ok := o[g.key]; ok {
			p.keys(path, o, g.key)
			return Node{Kind: g.kind, Nodes: p.group(join(path, g.key), inner, depth)}
		}
	}
	return Node{Kind: Test, Leaf: p.leaf(path, o)}
}

func (p *parser) group(path string, v any, depth int) []Node {
	l, ok := v.(list)
	if !ok {
		p.wrong(path, "type", "must be a list")
		return nil
	}
	out := make([]Node, 0, min(len(l), MaxNodes))
	for i, inner := range l {
		if out = append(out, p.node(at(path, i), inner, depth+1)); p.nodes > MaxNodes {
			break
		}
	}
	return out
}

func (p *parser) leaf(path string, o object) Leaf {
	var l Leaf
	switch {
	case o["segment"] != nil:
		p.keys(path, o, "segment", "op")
		v, err := id.Parse(p.text(path, o, "segment"))
		if err != nil {
			p.wrong(join(path, "segment"), "id", "must be the id of a segment, a text of digits")
		}
		l.Segment, l.Op = v, p.op(path, o)
		if l.Op != In && l.Op != NotIn {
			p.wrong(join(path, "op"), "op", "must be in or not_in")
		}
		return l
	case o["measure"] != nil:
		p.keys(path, o, "measure", "of", "where", "window", "op", "value")
		l.Measure, l.Of = Measure(p.text(path, o, "measure")), p.text(path, o, "of")
		if !slices.Contains(Measures, l.Measure) {
			p.wrong(join(path, "measure"), "not_a_choice", "must be count, sum, average, min, max or distinct")
		}
		l.Where = p.where(join(path, "where"), o["where"])
		l.Window = p.window(join(path, "window"), o["window"])
	case o["field"] != nil:
		p.keys(path, o, "field", "op", "value")
		l.Field = p.text(path, o, "field")
	default:
		p.wrong(path, "type", "must have one of all, any, not, field, measure and segment")
		return l
	}
	l.Op = p.op(path, o)
	l.Value = p.value(join(path, "value"), o["value"], true)
	return l
}

func (p *parser) where(path string, v any) []Leaf {
	l, ok := v.(list)
	switch {
	case v == nil:
		return nil
	case !ok:
		p.wrong(path, "type", "must be a list")
		return nil
	case len(l) > MaxWhere:
		p.wrong(path, "too_many", "has more than "+strconv.Itoa(MaxWhere)+" tests")
		return nil
	}
	var out []Leaf
	for i, inner := range l {
		o, ok := inner.(object)
		if !ok {
			p.wrong(at(path, i), "type", "must be an object")
			continue
		}
		p.keys(at(path, i), o, "field", "op", "value")
		w := Leaf{Field: p.text(at(path, i), o, "field"), Op: p.op(at(path, i), o), Value: p.value(join(at(path, i), "value"), o["value"], true)}
		out = append(out, w)
	}
	return out
}

func (p *parser) window(path string, v any) *Window {
	o, ok := v.(object)
	switch {
	case v == nil:
		return nil
	case !ok:
		p.wrong(path, "type", "must be an object")
		return nil
	case o["last"] != nil:
		p.keys(path, o, "last", "unit")
		n, unit := p.span(path, o, "last")
		if n == 0 {
			p.wrong(join(path, "last"), "range", "must be at least 1")
		}
		return &Window{Last: n, Unit: unit}
	}
	p.keys(path, o, "from", "to")
	w := &Window{}
	for key, dst := range map[string]*string{"from": &w.From, "to": &w.To} {
		if o[key] == nil {
			continue
		}
		*dst = p.text(path, o, key)
		if _, err := clock.ParseDay(*dst); err != nil {
			p.wrong(join(path, key), "day", "must be a day such as 2026-03-12")
		}
	}
	if w.From == "" && w.To == "" {
		p.wrong(path, "required", "must have last, or from or to")
	}
	return w
}

// span reads a number of units.
func (p *parser) span(path string, o object, key string) (int, Unit) {
	text, _ := o[key].(number)
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 0 || n > MaxSpan {
		p.wrong(join(path, key), "range", "must be a whole number from 0 to "+strconv.Itoa(MaxSpan))
	}
	unit := Unit(p.text(path, o, "unit"))
	if !slices.Contains([]Unit{Days, Weeks, Months, Years}, unit) {
		p.wrong(join(path, "unit"), "not_a_choice", "must be day, week, month or year")
	}
	return n, unit
}

func (p *parser) text(path string, o object, key string) string {
	v, ok := o[key].(string)
	if !ok {
		p.wrong(join(path, key), "type", "must be a text")
	}
	return v
}

func (p *parser) op(path string, o object) Op { return Op(p.text(path, o, "op")) }

// value reads what a leaf compares with; lists only at the top.
func (p *parser) value(path string, v any, top bool) Value {
	if p.values++; p.values == MaxValues+1 {
		p.wrong(path, "too_many", "the rule has more than "+strconv.Itoa(MaxValues)+" values")
	}
	switch t := v.(type) {
	case nil:
		return Value{}
	case string:
		if utf8.RuneCountInString(t) > MaxText {
			p.wrong(path, "too_long", "is longer than "+strconv.Itoa(MaxText)+" characters")
		}
		return Value{Kind: TextValue, Text: t}
	case number:
		if len(t) > 40 {
			p.wrong(path, "too_long", "has too many digits")
		}
		return Value{Kind: NumberValue, Text: string(t)}
	case bool:
		return Value{Kind: FlagValue, Flag: t}
	case object:
		kind, key := AgoValue, "ago"
		if t["ahead"] != nil {
			kind, key = AheadValue, "ahead"
		}
		p.keys(path, t, key, "unit")
		n, unit := p.span(path, t, key)
		return Value{Kind: kind, N: n, Unit: unit}
	case list:
		return p.listValue(path, t, top)
	}
	return Value{}
}

func (p *parser) listValue(path string, l list, top bool) Value {
	if !top || len(l) > MaxList {
		p.wrong(path, "too_many", "must be one value, or a list of at most "+strconv.Itoa(MaxList))
		return Value{}
	}
	out := Value{Kind: ListValue, List: make([]Value, 0, len(l))}
	for i, inner := range l {
		if inner == nil {
			p.wrong(at(path, i), "required", "must not be null")
		}
		out.List = append(out.List, p.value(at(path, i), inner, false))
	}
	return out
}
