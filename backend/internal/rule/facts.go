package rule

import (
	"maps"
	"slices"

	"clientele/internal/id"
)

// Layout is what some rules ask about together: which fields of the client, which fields of which collections, which segments. Facts are
// loaded by it, so that nothing else is read.
type Layout struct {
	fields      []*Field
	index       map[string]int
	collections []Columns
	collection  map[string]int
	segments    map[id.ID]bool
}

// Columns is the fields of a collection that are asked about, in the order of a row's cells.
type Columns struct {
	Collection *Collection
	Fields     []*Field
	index      map[string]int
}

// NewLayout gives what bound rules ask about.
func NewLayout(rules ...*Bound) *Layout {
	l := &Layout{index: map[string]int{}, collection: map[string]int{}, segments: map[id.ID]bool{}}
	for _, b := range rules {
		l.add(&b.Root)
	}
	return l
}

func (l *Layout) add(p *Part) {
	switch {
	case p.Test != nil:
		if _, ok := l.index[p.Test.Field.Name]; !ok {
			l.index[p.Test.Field.Name] = len(l.fields)
			l.fields = append(l.fields, p.Test.Field)
		}
	case p.Aggregate != nil:
		c := l.columns(p.Aggregate.Collection)
		if p.Aggregate.Field != nil {
			c.add(p.Aggregate.Field)
		}
		for _, t := range p.Aggregate.Where {
			c.add(t.Field)
		}
	case p.Segment != 0:
		l.segments[p.Segment] = true
	}
	for i := range p.Parts {
		l.add(&p.Parts[i])
	}
}

func (l *Layout) columns(c *Collection) *Columns {
	i, ok := l.collection[c.Noun]
	if !ok {
		i = len(l.collections)
		l.collection[c.Noun] = i
		l.collections = append(l.collections, Columns{Collection: c, index: map[string]int{}})
	}
	return &l.collections[i]
}

func (c *Columns) add(f *Field) {
	if _, ok := c.index[f.Name]; !ok {
		c.index[f.Name] = len(c.Fields)
		c.Fields = append(c.Fields, f)
	}
}

// Fields gives the fields of clients, in the order of Facts.Values.
func (l *Layout) Fields() []*Field { return l.fields }

// Collections gives the collections, in the order of Facts.Rows.
func (l *Layout) Collections() []Columns { return l.collections }

// Segments gives the segments whose members are asked for, in order.
func (l *Layout) Segments() []id.ID { return slices.Sorted(maps.Keys(l.segments)) }

// Facts is what is known of one client, in a layout's order. A client that is merged into another is in no rule.
type Facts struct {
	Client   id.ID
	Merged   bool
	Values   []Cell     // by field of the client
	Rows     [][][]Cell // by collection: its rows, each with a cell per field
	Segments map[id.ID]bool
	layout   *Layout
}

// New gives the facts of a client of whom nothing is known yet: no rows, and of every field the value of those who have none.
func (l *Layout) New(client id.ID) Facts {
	f := Facts{Client: client, Values: make([]Cell, len(l.fields)), Rows: make([][][]Cell, len(l.collections)), layout: l}
	for i, field := range l.fields {
		f.Values[i] = field.Absent
	}
	return f
}

// Join notes that the client is a member of a segment.
func (f *Facts) Join(segment id.ID) {
	if f.Segments == nil {
		f.Segments = map[id.ID]bool{}
	}
	f.Segments[segment] = true
}
