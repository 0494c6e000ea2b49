package offer

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"clientele/internal/id"
	"clientele/internal/segment"
)

// Snapshot is what a catalogue is built from: every offer and placement that is not archived (placements: all), every active segment.
type Snapshot struct {
	Offers      []Offer
	Placements  []Placement
	Segments    []segment.Segment
	Strategies  []Strategy   // active ones
	Collections []Collection // active ones
	Limits      Limits
	Learner     Learner // nil: every arm alike
	Zone        *time.Location
	Language    string // of clients whose own language is unknown

	book *codebook
}

// Catalogue is everything decisions need apart from the client, prepared and never changed.
type Catalogue struct {
	zone     *time.Location
	language string
	spots    map[string]*spot
	order    []*spot // active ones, by code
	static   map[id.ID]int
	classes  map[string]map[string]int // measure, value
	segments int
	learner  Learner
	figures  bool // some formula asks for figures
	caps     capIndex
	book     *codebook
	staticAt []int32 // place by the number of a segment
	classAt  [8][]int32
}

// spot is a placement with the offers that may show there, stage by stage.
type spot struct {
	Placement
	strategy  *Strategy // nil: one stage, by priority
	context   []int     // places of the segments that learning tells clients by; -1: not there
	stages    []stage
	fallbacks []*entry // the placement's own first
	all       []*entry // everything, for explanations
	caps      spotCaps
}

// entry is an offer with its segments as sets.
type entry struct {
	*Offer
	in, out  set
	closed   bool // it names eligible segments, and none of them is active
	variants []choice
	spots    map[id.ID]bool // ids of its placements
	ties     []tie          // its rules, in the order in which they are asked
	group    int            // its exclusion group, 0 for none
	caps     entryCaps
}

// tie is a rule of an offer as the place of its hidden segment, -1 where its members are not known.
type tie struct {
	rule     Rule
	place    int
	excludes bool // members must not see the offer
	suits    bool // asked with suitability, after caps
}

// choice is a complete variant with its segments as a set.
type choice struct {
	*Variant
	in     set
	bound  bool // it names segments
	active bool // it is for everybody, or one of its segments is active
}

// NewCatalogue prepares a snapshot.
func NewCatalogue(s Snapshot) *Catalogue {
	c := &Catalogue{zone: s.Zone, language: s.Language, spots: map[string]*spot{}, static: map[id.ID]int{}, classes: map[string]map[string]int{}}
	if c.zone == nil {
		c.zone = time.UTC
	}
	if c.learner = s.Learner; c.learner == nil {
		c.learner = uniform{}
	}
	places, unknown, groups := map[id.ID]int{}, map[id.ID]bool{}, map[string]int{}
	for _, v := range s.Segments {
		places[v.ID] = c.segments
		if v.Kind == segment.Computed {
			if c.classes[v.Measure] == nil {
				c.classes[v.Measure] = map[string]int{}
			}
			c.classes[v.Measure][v.MeasureValue] = c.segments
		} else {
			c.static[v.ID] = c.segments
			if v.Kind == segment.Rule && v.BuiltAt == nil {
				unknown[v.ID] = true
			}
		}
		c.segments++
	}
	entries := make([]*entry, 0, len(s.Offers))
	byID := map[id.ID]*entry{}
	for i := range s.Offers {
		e := newEntry(&s.Offers[i], places)
		e.tie(places, unknown)
		e.group = groupOf(groups, e.ExclusionGroup)
		entries = append(entries, e)
		byID[e.ID] = e
	}
	slices.SortStableFunc(entries, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(b.Priority, a.Priority), cmp.Compare(a.ID, b.ID))
	})
	for _, p := range s.Placements {
		sp := newSpot(p, entries, byID)
		c.stage(sp, &s, entries, places)
		c.spots[p.Code] = sp
		if p.State == PlacementActive {
			c.order = append(c.order, sp)
		}
	}
	slices.SortFunc(c.order, func(a, b *spot) int { return cmp.Compare(a.Code, b.Code) })
	c.number(s.book)
	c.prepareCaps(s.Limits, entries)
	return c
}

func newEntry(o *Offer, places map[id.ID]int) *entry {
	e := &entry{Offer: o, spots: map[id.ID]bool{}}
	e.in, e.closed = setOf(o.Segments, places)
	e.out, _ = setOf(o.Excluded, places)
	for _, p := range o.Placements {
		e.spots[p] = true
	}
	for i := range o.Variants {
		v := &o.Variants[i]
		if !v.Ready() {
			continue
		}
		v.written = new([2]atomic.Pointer[[]byte])
		in, closed := setOf(v.Segments, places)
		e.variants = append(e.variants, choice{Variant: v, in: in, bound: len(v.Segments) > 0, active: !closed})
	}
	return e
}

// setOf gives the active ones of the segments as a set, and whether there were segments but none is active.
func setOf(ids []id.ID, places map[id.ID]int) (set, bool) {
	s := newSet(len(places))
	for _, v := range ids {
		if i, ok := places[v]; ok {
			s.add(i)
		}
	}
	return s, len(ids) > 0 && s.empty()
}

func newSpot(p Placement, entries []*entry, byID map[id.ID]*entry) *spot {
	sp := &spot{Placement: p, all: entries}
	if p.FallbackOfferID != nil {
		if e := byID[*p.FallbackOfferID]; e != nil && e.State == Approved {
			sp.fallbacks = append(sp.fallbacks, e)
		}
	}
	for _, e := range entries {
		switch {
		case e.State != Approved || !e.spots[p.ID]:
		case e.IsFallback:
			if !slices.Contains(sp.fallbacks, e) {
				sp.fallbacks = append(sp.fallbacks, e)
			}
		}
	}
	return sp
}

// hold marks in s the segments that hold a client.
func (c *Catalogue) hold(s set, f *Facts) {
	if f.packed != nil && f.packed.book == c.book {
		c.holdPacked(s, f.packed)
		return
	}
	for _, v := range f.Segments {
		if i, ok := c.static[v]; ok {
			s.add(i)
		}
	}
	for measure, value := range f.Classes {
		if i, ok := c.classes[measure][value]; ok {
			s.add(i)
		}
	}
}

func (c *Catalogue) holdPacked(s set, p *packed) {
	for _, n := range p.segments {
		if int(n) < len(c.staticAt) && c.staticAt[n] >= 0 {
			s.add(int(c.staticAt[n]))
		}
	}
	for m := range measures {
		if n := p.classes[m]; int(n) < len(c.classAt[m]) && c.classAt[m][n] >= 0 {
			s.add(int(c.classAt[m][n]))
		}
	}
}

// number notes the places of segments and classes by the numbers that facts are packed with; -1 is no place.
func (c *Catalogue) number(book *codebook) {
	if c.book = book; book == nil {
		return
	}
	for v := range c.static {
		book.segments.of(v)
	}
	c.staticAt = nowhere(book.segments.size() + 1)
	for v, place := range c.static {
		c.staticAt[book.segments.of(v)] = int32(place)
	}
	for _, values := range c.classes {
		for value := range values {
			book.texts.of(value)
		}
	}
	for m, measure := range measures {
		c.classAt[m] = nowhere(book.texts.size() + 1)
		for value, place := range c.classes[measure] {
			c.classAt[m][book.texts.of(value)] = int32(place)
		}
	}
}

func nowhere(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}
