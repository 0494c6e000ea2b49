// Package rule is the one rule language: a tree of tests about a client, kept as JSON, bound to a moment, matched in memory for one client
// or handed to the store, which asks the same of the whole base. It knows neither SQL nor HTTP nor the wall clock; docs/rules.md is its manual.
package rule

import "clientele/internal/id"

// Version is the version of the language that is written; every one read so far is this one.
const Version = 1

// The limits of a rule as it is written. MaxExpanded is for the rule with the segments it names put in their place.
const (
	MaxDepth    = 8
	MaxNodes    = 200
	MaxList     = 500
	MaxText     = 500
	MaxValues   = 5000
	MaxWhere    = 20
	MaxBytes    = 512 << 10
	MaxSpan     = 10_000 // of a relative date or window, in its unit
	MaxExpanded = 1000
)

// Tree is one rule.
type Tree struct{ Root Node }

// Kind says what a node is.
type Kind uint8

// The kinds of nodes.
const (
	All  Kind = iota // every node below holds; with none, everybody
	Any              // one of the nodes below holds; with none, nobody
	Not              // the one node below does not hold
	Test             // a leaf
)

// Node is a part of a rule: a group of nodes, or a leaf.
type Node struct {
	Kind  Kind
	Nodes []Node
	Leaf  Leaf
}

// Leaf is one test. It asks about a field that has one value per client (Field); or measures rows of a noun (Measure, Of, Where, Window);
// or asks for membership (Segment). Of is a noun for a count and a field for every other measure.
type Leaf struct {
	Field   string
	Measure Measure
	Of      string
	Where   []Leaf // field, op and value only; every one holds
	Window  *Window
	Segment id.ID
	Op      Op
	Value   Value
}

// Measure is what is made of rows.
type Measure string

// The measures.
const (
	Count    Measure = "count"
	Sum      Measure = "sum"
	Average  Measure = "average"
	Min      Measure = "min"
	Max      Measure = "max"
	Distinct Measure = "distinct"
)

// Measures lists the measures.
var Measures = []Measure{Count, Sum, Average, Min, Max, Distinct}

// Op is what a leaf asks of a value.
type Op string

// The operators.
const (
	Is          Op = "is"
	IsNot       Op = "is_not"
	In          Op = "in"
	NotIn       Op = "not_in"
	Contains    Op = "contains"
	NotContains Op = "not_contains"
	StartsWith  Op = "starts_with"
	EndsWith    Op = "ends_with"
	Less        Op = "lt"
	AtMost      Op = "lte"
	More        Op = "gt"
	AtLeast     Op = "gte"
	Between     Op = "between"
	Anniversary Op = "anniversary_within"
	IsEmpty     Op = "is_empty"
	IsNotEmpty  Op = "is_not_empty"
)

// Unit is the unit of a relative date or window.
type Unit string

// The units. A week is seven days; months and years are the calendar's.
const (
	Days   Unit = "day"
	Weeks  Unit = "week"
	Months Unit = "month"
	Years  Unit = "year"
)

// Window bounds rows by their day. With Last it is relative: so many units that end with today. Otherwise From and To are days, written
// 2026-01-31 and both included; either may be empty.
type Window struct {
	Last int
	Unit Unit
	From string
	To   string
}

// ValueKind says what a value is.
type ValueKind uint8

// The kinds of values.
const (
	NoValue ValueKind = iota
	TextValue
	NumberValue
	FlagValue
	AgoValue   // N units before today
	AheadValue // N units after today
	ListValue
)

// Value is what a leaf compares with. Text holds a text, or a number as it is written.
type Value struct {
	Kind ValueKind
	Text string
	Flag bool
	N    int
	Unit Unit
	List []Value
}
