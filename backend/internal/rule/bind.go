package rule

import (
	"slices"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Bound is a rule bound to a moment: dates are days, texts are folded, windows and what collections add by themselves are tests like any
// other. SQL is written from it and facts are matched by it. It is safe for concurrent use.
type Bound struct {
	Root   Part
	Moment Moment
	schema Schema
}

// Part is a node of a bound rule. Of a leaf one of Test, Aggregate and Segment is there; Path is its place in the rule.
type Part struct {
	Kind      Kind
	Parts     []Part
	Test      *FieldTest
	Aggregate *Aggregate
	Segment   id.ID
	Outside   bool // of a segment: the client is not a member
	Path      string
	Leaf      Leaf
}

// FieldTest is a predicate about a field.
type FieldTest struct {
	Field *Field
	Predicate
}

// Aggregate is a predicate about a measure of the rows that pass every test of Where. Field is nil for a count. Scale is, for an average,
// how many units of the predicate are one of the field.
type Aggregate struct {
	Collection *Collection
	Measure    Measure
	Field      *Field
	Where      []FieldTest
	Scale      int64
	Predicate
}

// Bind binds a rule to a moment. It refuses, with the places, what is not in the schema or does not go together; archived fields and
// choices that are no more are taken, since stored rules may name them.
func (s Schema) Bind(t Tree, m Moment) (*Bound, error) {
	var c fault.Check
	b := binder{schema: s, moment: m, check: &c}
	out := &Bound{Root: b.part("root", t.Root), Moment: m, schema: s}
	return out, c.Err()
}

// Check says what is wrong with a rule that is to be saved, with the places: what Bind refuses, and what stored rules alone may name.
func (s Schema) Check(t Tree) error {
	var c fault.Check
	b := binder{schema: s, moment: Moment{Today: clock.Date(2000, 1, 1), Zone: utc}, check: &c, strict: true}
	b.part("root", t.Root)
	return c.Err()
}

type binder struct {
	schema Schema
	moment Moment
	check  *fault.Check
	strict bool
}

func (b *binder) wrong(path, code, message string) {
	if len(b.check.Fields()) < maxFaults {
		b.check.Add(path, code, message)
	}
}

var groupKeys = map[Kind]string{All: "all", Any: "any", Not: "not"}

func (b *binder) part(path string, n Node) Part {
	if n.Kind == Test {
		return b.leaf(path, n.Leaf)
	}
	out := Part{Kind: n.Kind, Path: path, Parts: make([]Part, 0, len(n.Nodes))}
	below := join(path, groupKeys[n.Kind])
	for i, inner := range n.Nodes {
		if n.Kind != Not {
			out.Parts = append(out.Parts, b.part(at(below, i), inner))
			continue
		}
		out.Parts = append(out.Parts, b.part(below, inner))
	}
	return out
}

func (b *binder) leaf(path string, l Leaf) Part {
	out := Part{Kind: Test, Path: path, Leaf: l}
	switch {
	case l.Segment != 0:
		out.Segment, out.Outside = l.Segment, l.Op == NotIn
	case l.Measure != "":
		out.Aggregate = b.aggregate(path, l)
	default:
		f := b.field(join(path, "field"), l.Field)
		if f != nil && b.schema.Collection(f.Noun) != nil {
			b.wrong(join(path, "field"), "collection", "has many values per client: measure it")
			f = nil
		}
		out.Test = b.test(path, f, l)
	}
	return out
}

func (b *binder) field(path, name string) *Field {
	f := b.schema.Field(name)
	switch {
	case f == nil || f.Hidden && b.strict:
		b.wrong(path, "unknown", "is not a field")
		return nil
	case f.Archived && b.strict:
		b.wrong(path, "archived", "is archived")
	}
	return f
}

func (b *binder) test(path string, f *Field, l Leaf) *FieldTest {
	if f == nil {
		return &FieldTest{Field: &Field{}}
	}
	if !slices.Contains(f.Ops(), l.Op) {
		b.wrong(join(path, "op"), "op", "is not an operator of this field")
		return &FieldTest{Field: f}
	}
	return &FieldTest{Field: f, Predicate: b.predicate(path, f, l)}
}

func (b *binder) aggregate(path string, l Leaf) *Aggregate {
	noun := l.Of
	a := &Aggregate{Measure: l.Measure, Scale: 1}
	if l.Measure != Count {
		noun = nounOf(l.Of)
		a.Field = b.field(join(path, "of"), l.Of)
	}
	if a.Collection = b.schema.Collection(noun); a.Collection == nil {
		b.wrong(join(path, "of"), "unknown", "is not a collection or one of its fields")
		return a
	}
	if l.Measure != Count && a.Field == nil {
		return a
	}
	if a.Field != nil && !slices.Contains(a.Field.Measures(), l.Measure) {
		b.wrong(join(path, "measure"), "measure", "is not a measure of this field")
		return a
	}
	if !slices.Contains(MeasureOps(l.Measure, a.Field), l.Op) {
		b.wrong(join(path, "op"), "op", "is not an operator of this measure")
		return a
	}
	target := measured(l.Measure, a.Field)
	if l.Measure == Average {
		for range target.Decimals - a.Field.Decimals {
			a.Scale *= 10
		}
	}
	a.Predicate = b.predicate(path, target, l)
	if l.Measure != Average {
		a.close()
	}
	a.Where = b.where(path, a.Collection, l)
	return a
}

// where gives the tests of rows: the rule's own, those that the collection adds, and the window.
func (b *binder) where(path string, c *Collection, l Leaf) []FieldTest {
	var out []FieldTest
	named := map[string]bool{}
	for i, w := range l.Where {
		p := at(join(path, "where"), i)
		f := b.field(join(p, "field"), w.Field)
		if f != nil && f.Noun != c.Noun {
			b.wrong(join(p, "field"), "noun", "is not a field of "+c.Noun)
			continue
		}
		named[w.Field] = true
		out = append(out, *b.test(p, f, w))
	}
	for _, d := range c.Defaults {
		if !named[d.Unless] && (len(d.Measures) == 0 || slices.Contains(d.Measures, l.Measure)) {
			f := b.schema.Field(d.Test.Field)
			out = append(out, *b.test(path, f, d.Test))
		}
	}
	if l.Window != nil {
		from, to := b.moment.window(*l.Window)
		if from != nil && to != nil && *from > *to {
			b.wrong(join(path, "window"), "order", "begins after its end")
		}
		f := b.schema.Field(c.Day)
		out = append(out, FieldTest{Field: f, Predicate: b.days(f, from, to)})
	}
	return out
}

// days gives the span of days, both included, of a field of days or times.
func (b *binder) days(f *Field, from, to *clock.Day) Predicate {
	p := Predicate{Shape: Span}
	if from != nil {
		v := int64(*from)
		if f.Type == Time {
			v = b.moment.start(*from)
		}
		p.Low = &v
	}
	if to != nil {
		v := int64(*to)
		if f.Type == Time {
			v = b.moment.start(*to+1) - 1
		}
		p.High = &v
	}
	return p
}

// close makes open bounds of whole numbers closed ones.
func (p *Predicate) close() {
	if p.LowOpen && p.Low != nil {
		v := *p.Low + 1
		p.Low, p.LowOpen = &v, false
	}
	if p.HighOpen && p.High != nil {
		v := *p.High - 1
		p.High, p.HighOpen = &v, false
	}
}
