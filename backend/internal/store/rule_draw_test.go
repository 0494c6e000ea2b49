package store_test

import (
	"fmt"
	"math/rand/v2"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// drawer draws rules.
type drawer struct {
	*rand.Rand
	world *hostileWorld
}

func pick[T any](d drawer, from []T) T { return from[d.IntN(len(from))] }

func (d drawer) node(depth int) rule.Node {
	switch n := d.IntN(10); {
	case depth == 0 || depth < 5 && n < 3-depth/2:
		kind := rule.All
		if d.IntN(2) == 0 {
			kind = rule.Any
		}
		out := rule.Node{Kind: kind, Nodes: []rule.Node{}}
		for range d.IntN(5) {
			out.Nodes = append(out.Nodes, d.node(depth+1))
		}
		return out
	case depth < 5 && n == 4:
		return rule.Node{Kind: rule.Not, Nodes: []rule.Node{d.node(depth + 1)}}
	case n == 5:
		return rule.Node{Kind: rule.Test, Leaf: rule.Leaf{Segment: pick(d, d.world.segments), Op: pick(d, []rule.Op{rule.In, rule.NotIn})}}
	case n >= 8:
		return rule.Node{Kind: rule.Test, Leaf: d.measure()}
	}
	return rule.Node{Kind: rule.Test, Leaf: d.test(pick(d, d.world.single))}
}

func (d drawer) test(f *rule.Field) rule.Leaf {
	l := rule.Leaf{Field: f.Name, Op: pick(d, f.Ops())}
	l.Value = d.value(f, l.Op)
	return l
}

func (d drawer) measure() rule.Leaf {
	c := pick(d, d.world.schema.Collections())
	fields := d.world.rows[c.Noun]
	l := rule.Leaf{Measure: rule.Count, Of: c.Noun}
	var field *rule.Field
	if f := pick(d, fields); d.IntN(2) == 0 && len(f.Measures()) > 0 {
		l.Measure, l.Of, field = pick(d, f.Measures()), f.Name, f
	}
	l.Op = pick(d, rule.MeasureOps(l.Measure, field))
	switch l.Measure {
	case rule.Count, rule.Distinct:
		l.Value = d.number(l.Op, 0, 3)
	case rule.Average:
		l.Value = d.number(l.Op, field.Decimals, 50)
	default:
		l.Value = d.value(field, l.Op)
	}
	for range d.IntN(3) {
		l.Where = append(l.Where, d.test(pick(d, fields)))
	}
	switch d.IntN(4) {
	case 0:
		l.Window = &rule.Window{Last: 1 + d.IntN(40), Unit: d.unit()}
	case 1:
		from := d.day()
		l.Window = &rule.Window{From: from.String(), To: (from + clock.Day(d.IntN(90))).String()}
	case 2:
		l.Window = &rule.Window{To: d.day().String()}
	}
	return l
}

func (d drawer) unit() rule.Unit {
	return pick(d, []rule.Unit{rule.Days, rule.Days, rule.Weeks, rule.Months, rule.Years})
}

// day gives a day near those of the world.
func (d drawer) day() clock.Day { return pick(d, d.world.days) + clock.Day(d.IntN(5)-2) }

func (d drawer) value(f *rule.Field, op rule.Op) rule.Value {
	switch {
	case op == rule.Anniversary:
		return d.relative()
	case f.Type == rule.Flag && op == rule.Is:
		return rule.Value{Kind: rule.FlagValue, Flag: d.IntN(2) == 0}
	case f.Type == rule.Number || f.Type == rule.Money:
		return d.number(op, f.Decimals, 30)
	}
	one := func() rule.Value { return rule.Value{Kind: rule.TextValue, Text: d.text(f)} }
	switch f.Type {
	case rule.Reference:
		one = func() rule.Value {
			return rule.Value{Kind: rule.TextValue, Text: id.ID(1 + d.IntN(8)).String()}
		}
	case rule.Day, rule.Time:
		one = func() rule.Value {
			if d.IntN(2) == 0 {
				return d.relative()
			}
			return rule.Value{Kind: rule.TextValue, Text: d.day().String()}
		}
	}
	return d.listed(op, one)
}

func (d drawer) relative() rule.Value {
	return rule.Value{Kind: pick(d, []rule.ValueKind{rule.AgoValue, rule.AheadValue}), N: d.IntN(40), Unit: d.unit()}
}

func (d drawer) listed(op rule.Op, one func() rule.Value) rule.Value {
	switch op {
	case rule.IsEmpty, rule.IsNotEmpty:
		return rule.Value{}
	case rule.In, rule.NotIn:
		out := rule.Value{Kind: rule.ListValue}
		for range 1 + d.IntN(4) {
			out.List = append(out.List, one())
		}
		return out
	case rule.Between:
		return rule.Value{Kind: rule.ListValue, List: []rule.Value{one(), one()}}
	}
	return one()
}

func (d drawer) number(op rule.Op, decimals, spread int) rule.Value {
	return d.listed(op, func() rule.Value {
		text := fmt.Sprint(d.IntN(2*spread) - spread/2)
		switch d.IntN(12) {
		case 0:
			text = pick(d, []string{"9999999", "-9999999", "0", "-0"})
		case 1, 2, 3:
			if decimals > 0 {
				text += "." + pick(d, []string{"1", "5", "25", "125"}[:min(decimals, 3)+1])
			}
		}
		return rule.Value{Kind: rule.NumberValue, Text: text}
	})
}

// text gives a text that is not empty in the field's form: one of the world's, a part of one, or a choice.
func (d drawer) text(f *rule.Field) string {
	if len(f.Choices) > 0 && d.IntN(3) > 0 {
		return pick(d, f.Choices)
	}
	for {
		s := []rune(pick(d, hostile))
		if len(s) > 1 && d.IntN(2) == 0 {
			from := d.IntN(len(s))
			s = s[from : from+1+d.IntN(len(s)-from)]
		}
		if text := string(s); rule.Comparable(f, text) {
			return text
		}
		if f.Fold == rule.Dialled {
			return fmt.Sprint("+33 ", d.IntN(10))
		}
	}
}
