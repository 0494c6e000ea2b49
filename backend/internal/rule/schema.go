package rule

import (
	"slices"
	"strings"

	"clientele/internal/id"
)

// Type is what sort of values a field has.
type Type string

// The types of fields. References are ids; money is in minor units of the reporting currency; a time is asked about by its day in the
// organisation's time zone.
const (
	Text      Type = "text"
	Choice    Type = "choice"
	Reference Type = "reference"
	Flag      Type = "flag"
	Number    Type = "number"
	Money     Type = "money"
	Day       Type = "day"
	Time      Type = "time"
)

// Fold says in which form texts of a field are stored beside what was typed, and compared.
type Fold uint8

// The forms. Exact compares byte by byte.
const (
	Exact  Fold = iota
	Folded      // without case and accents (page.Fold)
	Upper
	Lower
	Dialled // digits and + only
)

// Field is something a rule can ask about. A field of a client, or of a noun with at most one row per client, has one value per client; a
// field of a collection has one per row.
type Field struct {
	Name      string // "client.city"
	Noun      string // "client"
	Type      Type
	Decimals  int    // of a number: it is stored in units of 10^-Decimals
	Real      bool   // a number that is stored with a floating point
	Age       bool   // a number that is the whole years since the stored day
	Fold      Fold   // of a text
	Reference string // noun that the ids of a reference belong to
	Choices   []string
	Absent    Cell  // the value of clients without a row; empty where there is none
	Key       id.ID // of a custom attribute
	Archived  bool  // still matched, but taken in no new rule
	Hidden    bool  // only in what a collection adds by itself
	English   string
	French    string
}

// Default is a test that measures of a collection make by themselves, unless the rule's own tests ask about the field.
type Default struct {
	Unless   string    // field
	Measures []Measure // for which; empty for all
	Test     Leaf
}

// Collection is a noun of which a client has any number of rows. Day is the field that windows bound.
type Collection struct {
	Noun     string
	Day      string
	Defaults []Default
	English  string // plural
	French   string
}

// Maker makes a field from a name that is not in a list, such as a consent of any purpose; nil where there is none.
type Maker func(name string) *Field

// Schema is every field and collection.
type Schema struct {
	fields      []*Field
	byName      map[string]*Field
	collections []*Collection
	makers      []Maker
	below       map[string]map[id.ID][]id.ID // of references: by noun, what stands right below an id
}

// NewSchema joins what the nouns have.
func NewSchema(fields []Field, collections []Collection, makers ...Maker) Schema {
	s := Schema{byName: make(map[string]*Field, len(fields)), makers: makers}
	for i := range fields {
		s.fields = append(s.fields, &fields[i])
		s.byName[fields[i].Name] = &fields[i]
	}
	for i := range collections {
		s.collections = append(s.collections, &collections[i])
	}
	return s
}

// Fields gives every field in the order of the nouns; hidden ones are left out.
func (s Schema) Fields() []*Field {
	return slices.DeleteFunc(slices.Clone(s.fields), func(f *Field) bool { return f.Hidden })
}

// Collections gives every collection.
func (s Schema) Collections() []*Collection { return s.collections }

// Field gives a field by name; nil where there is none.
func (s Schema) Field(name string) *Field {
	if f, ok := s.byName[name]; ok {
		return f
	}
	for _, m := range s.makers {
		if f := m(name); f != nil {
			return f
		}
	}
	return nil
}

// Collection gives a collection by its noun; nil where there is none.
func (s Schema) Collection(noun string) *Collection {
	for _, c := range s.collections {
		if c.Noun == noun {
			return c
		}
	}
	return nil
}

// nounOf gives the noun of a field's name.
func nounOf(name string) string {
	noun, _, _ := strings.Cut(name, ".")
	return noun
}

// Ops gives the operators that a field takes.
func (f *Field) Ops() []Op {
	empties := []Op{IsEmpty, IsNotEmpty}
	switch f.Type {
	case Text:
		return append([]Op{Is, IsNot, In, NotIn, Contains, NotContains, StartsWith, EndsWith}, empties...)
	case Choice, Reference:
		return append([]Op{Is, IsNot, In, NotIn}, empties...)
	case Flag:
		return append([]Op{Is}, empties...)
	case Day:
		return append([]Op{Is, IsNot, Less, AtMost, More, AtLeast, Between, Anniversary}, empties...)
	case Time:
		return append([]Op{Is, IsNot, Less, AtMost, More, AtLeast, Between}, empties...)
	}
	if f.Age {
		return append([]Op{Is, IsNot, Less, AtMost, More, AtLeast, Between}, empties...)
	}
	return append([]Op{Is, IsNot, In, NotIn, Less, AtMost, More, AtLeast, Between}, empties...)
}

// Measures gives the measures that a collection's field takes.
func (f *Field) Measures() []Measure {
	switch f.Type {
	case Number, Money:
		if f.Real {
			return nil
		}
		return []Measure{Sum, Average, Min, Max}
	case Day:
		return []Measure{Min, Max, Distinct}
	case Time:
		return []Measure{Min, Max}
	case Choice, Reference:
		return []Measure{Distinct}
	}
	return nil
}

// measured gives the field whose operators and values a measure takes.
func measured(m Measure, f *Field) *Field {
	switch m {
	case Count, Distinct:
		return &Field{Name: string(m), Type: Number}
	case Average:
		out := *f
		if out.Type == Number {
			out.Decimals += averageDecimals
		}
		return &out
	}
	return f
}

// averageDecimals is how many more decimals the average of a number has than the number.
const averageDecimals = 3

// MeasureOps gives the operators that a measure of a field takes; the field is nil for a count.
func MeasureOps(m Measure, f *Field) []Op {
	ops := slices.DeleteFunc(measured(m, f).Ops(), func(o Op) bool { return o == Anniversary })
	switch m {
	case Count, Distinct, Sum:
		return slices.DeleteFunc(ops, func(o Op) bool { return o == IsEmpty || o == IsNotEmpty })
	case Average:
		return slices.DeleteFunc(ops, func(o Op) bool { return o == In || o == NotIn })
	}
	return ops
}
