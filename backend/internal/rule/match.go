package rule

// Match says whether the client of the facts satisfies the rule. The facts must have been loaded by a layout that the rule went into.
func (b *Bound) Match(f *Facts) bool { return !f.Merged && b.Root.match(f) }

func (p *Part) match(f *Facts) bool {
	switch p.Kind {
	case All:
		for i := range p.Parts {
			if !p.Parts[i].match(f) {
				return false
			}
		}
		return true
	case Any:
		for i := range p.Parts {
			if p.Parts[i].match(f) {
				return true
			}
		}
		return false
	case Not:
		return !p.Parts[0].match(f)
	}
	switch {
	case p.Test != nil:
		return p.Test.Match(f.Values[f.layout.index[p.Test.Field.Name]])
	case p.Aggregate != nil:
		return p.Aggregate.match(f)
	}
	return f.Segments[p.Segment] != p.Outside
}

// Reason is the leaf that decided about a client, and whether the leaf held.
type Reason struct {
	Leaf   Leaf
	Path   string // its place in the rule
	Held   bool
	Merged bool // the client is merged into another: no leaf decided
}

// Why says whether the client satisfies the rule and which leaf decided: of a group where all must hold the first that does not, of one
// where one must hold the first that does. Where every leaf had its part, it is the first of them.
func (b *Bound) Why(f *Facts) (bool, Reason) {
	if f.Merged {
		return false, Reason{Merged: true}
	}
	held, part := b.Root.why(f)
	if part == nil {
		return held, Reason{Held: held, Path: b.Root.Path}
	}
	return held, Reason{Leaf: part.Leaf, Path: part.Path, Held: part.match(f)}
}

func (p *Part) why(f *Facts) (bool, *Part) {
	switch p.Kind {
	case Test:
		return p.match(f), p
	case Not:
		held, part := p.Parts[0].why(f)
		return !held, part
	}
	var first *Part
	for i := range p.Parts {
		held, part := p.Parts[i].why(f)
		if held == (p.Kind == Any) {
			return held, part
		}
		if first == nil {
			first = part
		}
	}
	return p.Kind == All, first
}

// match measures the rows of the facts that pass.
func (a *Aggregate) match(f *Facts) bool {
	at := f.layout.collection[a.Collection.Noun]
	c := &f.layout.collections[at]
	m := measurement{}
	column := -1
	if a.Field != nil {
		column = c.index[a.Field.Name]
	}
rows:
	for _, row := range f.Rows[at] {
		for i := range a.Where {
			if !a.Where[i].Match(row[c.index[a.Where[i].Field.Name]]) {
				continue rows
			}
		}
		if column < 0 {
			m.rows++
			continue
		}
		m.add(row[column], a.Measure)
	}
	return a.decides(&m)
}

// measurement gathers rows: how many, how many have a value, and what is made of the values.
type measurement struct {
	rows, known int64
	sum         int64
	min, max    int64
	seen        map[Cell]bool
}

func (m *measurement) add(c Cell, measure Measure) {
	m.rows++
	if !c.Known {
		return
	}
	if m.known == 0 {
		m.min, m.max = c.Whole, c.Whole
	}
	m.known++
	m.sum += c.Whole
	m.min, m.max = min(m.min, c.Whole), max(m.max, c.Whole)
	if measure == Distinct {
		if m.seen == nil {
			m.seen = map[Cell]bool{}
		}
		m.seen[c] = true
	}
}

// decides applies the predicate to what was measured: counts and sums of nothing are 0, every other measure of nothing is empty.
func (a *Aggregate) decides(m *measurement) bool {
	switch a.Measure {
	case Count:
		return a.Match(WholeCell(m.rows))
	case Sum:
		return a.Match(WholeCell(m.sum))
	case Distinct:
		return a.Match(WholeCell(int64(len(m.seen))))
	}
	switch {
	case m.known == 0 || a.Shape == Empty:
		return a.Match(Cell{Known: m.known > 0})
	case a.Measure == Average:
		return a.average(m.sum, m.known, a.Scale)
	case a.Measure == Min:
		return a.Match(WholeCell(m.min))
	}
	return a.Match(WholeCell(m.max))
}
