package rule

import (
	"slices"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Named is a rule segment: its name, for messages, and its rule.
type Named struct {
	Name string
	Tree Tree
}

// Expand puts the rules of rule segments in the place where a rule asks for membership of them. resolve gives a segment's rule, and false
// for a segment that is not defined by one, which stays as it is. self is the segment the rule is of, 0 for none. A segment that leads
// back to itself is refused with the path of names, and so is a rule that grows beyond MaxExpanded nodes.
func Expand(t Tree, self Named, selfID id.ID, resolve func(v id.ID) (Named, bool, error)) (Tree, error) {
	e := expander{resolve: resolve, ids: []id.ID{selfID}, names: []string{self.Name}}
	root, err := e.node("root", t.Root)
	return Tree{Root: root}, err
}

type expander struct {
	resolve func(v id.ID) (Named, bool, error)
	ids     []id.ID // the way down to here
	names   []string
	nodes   int
}

func (e *expander) node(path string, n Node) (Node, error) {
	if e.nodes++; e.nodes > MaxExpanded {
		return n, fault.Invalid(fault.Field{Path: path, Code: "too_many", Message: "the rule and those of the segments it names have too many parts"})
	}
	if n.Kind == Test {
		if n.Leaf.Segment == 0 {
			return n, nil
		}
		return e.segment(path, n)
	}
	out := Node{Kind: n.Kind, Nodes: make([]Node, len(n.Nodes))}
	for i, inner := range n.Nodes {
		p := join(path, groupKeys[n.Kind])
		if n.Kind != Not {
			p = at(p, i)
		}
		var err error
		if out.Nodes[i], err = e.node(p, inner); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (e *expander) segment(path string, n Node) (Node, error) {
	v := n.Leaf.Segment
	if i := slices.Index(e.ids, v); i >= 0 {
		names := append(slices.Clone(e.names[i:]), e.names[i])
		return n, fault.Invalid(fault.Field{Path: join(path, "segment"), Code: "cycle", Message: "leads back to itself: " + strings.Join(names, " → ")})
	}
	s, ok, err := e.resolve(v)
	if err != nil || !ok {
		return n, err
	}
	e.ids, e.names = append(e.ids, v), append(e.names, s.Name)
	inner, err := e.node(path, s.Tree.Root)
	e.ids, e.names = e.ids[:len(e.ids)-1], e.names[:len(e.names)-1]
	if err == nil && n.Leaf.Op == NotIn {
		inner = Node{Kind: Not, Nodes: []Node{inner}}
	}
	return inner, err
}
