package rule

import (
	"maps"
	"slices"
	"strings"

	"clientele/internal/id"
)

// Use is what a rule speaks of.
type Use struct {
	Fields   []string // fields of clients, in order
	Nouns    []string // nouns whose rows are measured, in order
	Segments []id.ID
	Relative bool // today matters: it needs the daily pass
}

// Figures says whether the rule asks about the figures of the published run.
func (u Use) Figures() bool {
	return slices.ContainsFunc(u.Fields, func(name string) bool { return strings.HasPrefix(name, "figure.") })
}

// agedFields are the fields that change with the day by themselves.
var agedFields = map[string]bool{"client.age": true}

// Uses gives what some rules speak of.
func Uses(trees ...Tree) Use {
	fields, nouns, segments := map[string]bool{}, map[string]bool{}, map[id.ID]bool{}
	var u Use
	for _, t := range trees {
		t.Leaves(func(l Leaf) {
			switch {
			case l.Segment != 0:
				segments[l.Segment] = true
			case l.Measure != "":
				nouns[nounOf(l.Of)] = true
			default:
				fields[l.Field] = true
			}
			u.Relative = u.Relative || l.relative()
		})
	}
	u.Fields, u.Nouns, u.Segments = slices.Sorted(maps.Keys(fields)), slices.Sorted(maps.Keys(nouns)), slices.Sorted(maps.Keys(segments))
	return u
}

// Leaves calls fn with every leaf in reading order.
func (t Tree) Leaves(fn func(l Leaf)) { t.Root.leaves(fn) }

func (n Node) leaves(fn func(l Leaf)) {
	if n.Kind == Test {
		fn(n.Leaf)
	}
	for _, inner := range n.Nodes {
		inner.leaves(fn)
	}
}

func (l Leaf) relative() bool {
	return agedFields[l.Field] || l.Value.relative() || l.Window != nil && l.Window.Last > 0 || slices.ContainsFunc(l.Where, Leaf.relative)
}

func (v Value) relative() bool {
	return v.Kind == AgoValue || v.Kind == AheadValue || slices.ContainsFunc(v.List, Value.relative)
}
