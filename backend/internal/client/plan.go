package client

// Plan gathers what a bulk request writes: new rows and changed ones. Two rows with one key become one.
type Plan[K comparable, T any] struct {
	Created, Updated []T
	fresh, changed   map[K]int
}

// NewPlan gives an empty plan.
func NewPlan[K comparable, T any]() *Plan[K, T] {
	return &Plan[K, T]{fresh: map[K]int{}, changed: map[K]int{}}
}

// Take notes a row and gives its outcome. exists says that the database, or an earlier row of the request, has the key already; same
// that the row is what is stored.
func (p *Plan[K, T]) Take(key K, row T, exists, same bool) string {
	if exists && same {
		return Unchanged
	}
	if at, again := p.fresh[key]; again {
		p.Created[at] = row
		return Updated
	}
	if !exists {
		p.fresh[key] = len(p.Created)
		p.Created = append(p.Created, row)
		return Created
	}
	if at, again := p.changed[key]; again {
		p.Updated[at] = row
	} else {
		p.changed[key] = len(p.Updated)
		p.Updated = append(p.Updated, row)
	}
	return Updated
}

// BySource groups the references of keys by source, each once; keys without a reference are left out.
func BySource(keys []Key) map[string][]string {
	out, seen := map[string][]string{}, map[Key]bool{}
	for _, k := range keys {
		if k.Source != "" && k.Reference != "" && !seen[k] {
			seen[k] = true
			out[k.Source] = append(out[k.Source], k.Reference)
		}
	}
	return out
}
