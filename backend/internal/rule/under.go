package rule

import (
	"slices"

	"clientele/internal/id"
)

// Under gives the schema with what stands above what among the records of a noun: a test whether a field refers to one of them asks about those
// below it too, however deep.
func (s Schema) Under(noun string, above map[id.ID]id.ID) Schema {
	below := make(map[id.ID][]id.ID, len(above))
	for v, parent := range above {
		below[parent] = append(below[parent], v)
	}
	s.below = map[string]map[id.ID][]id.ID{noun: below}
	return s
}

// withBelow adds to ids of a noun those that stand below them; each comes once.
func (s Schema) withBelow(noun string, ids []int64) []int64 {
	below := s.below[noun]
	if len(below) == 0 {
		return ids
	}
	seen := map[int64]bool{}
	var out []int64
	for waiting := slices.Clone(ids); len(waiting) > 0; waiting = waiting[1:] {
		v := waiting[0]
		if seen[v] {
			continue
		}
		seen[v] = true
		out = append(out, v)
		for _, under := range below[id.ID(v)] {
			waiting = append(waiting, int64(under))
		}
	}
	slices.Sort(out)
	return out
}

// Refers says whether a test of the rule, of a client or of rows, asks about references to a noun.
func (b *Bound) Refers(noun string) bool { return b.Root.refers(noun) }

func (p *Part) refers(noun string) bool {
	if p.Test != nil && p.Test.Field.Reference == noun {
		return true
	}
	if a := p.Aggregate; a != nil {
		if a.Field != nil && a.Field.Reference == noun || slices.ContainsFunc(a.Where, func(t FieldTest) bool { return t.Field.Reference == noun }) {
			return true
		}
	}
	return slices.ContainsFunc(p.Parts, func(inner Part) bool { return inner.refers(noun) })
}
