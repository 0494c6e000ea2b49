package offer

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/segment"
)

// measures is the classes of clients in the order in which they are packed.
var measures = slices.Sorted(maps.Keys(segment.Measures))

// packed is what decisions read of facts that were packed: numbers of a codebook instead of texts. Classes are in the order of measures.
type packed struct {
	book     *codebook
	classes  [8]uint32
	segments []uint32
	some     [24]uint32 // room for segments
}

// The parts that few clients have.
const (
	hasComplaint = 1 << iota
	hasRefusals
	hasCaps
	hasFigures
)

// pack writes facts in some 20 to 100 bytes.
func (k *codebook) pack(b []byte, f *Facts) []byte {
	flags := byte(0)
	for bit, has := range map[byte]bool{hasComplaint: f.Complaint, hasRefusals: len(f.Refused) > 0, hasFigures: f.Figures != nil,
		hasCaps: len(f.Caps.Counts)+len(f.Caps.Recent)+len(f.Caps.Seen)+len(f.Caps.Held) > 0} {
		if has {
			flags |= bit
		}
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(k.texts.of(f.Language)))
	for _, m := range measures {
		n := uint32(0)
		if v, ok := f.Classes[m]; ok {
			n = k.texts.of(v)
		}
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = binary.AppendUvarint(b, uint64(len(f.Segments)))
	for _, v := range f.Segments {
		b = binary.AppendUvarint(b, uint64(k.segments.of(v)))
	}
	if flags&hasRefusals != 0 {
		b = k.packRefusals(b, f.Refused)
	}
	if flags&hasCaps != 0 {
		b = f.Caps.pack(b)
	}
	if flags&hasFigures != 0 {
		b = f.Figures.pack(b)
	}
	return b
}

func (k *codebook) packRefusals(b []byte, refused map[string][]string) []byte {
	n := 0
	for _, purposes := range refused {
		n += len(purposes)
	}
	b = binary.AppendUvarint(b, uint64(n))
	for channel, purposes := range refused {
		for _, p := range purposes {
			b = binary.AppendUvarint(b, uint64(k.refusals.of(refusal{channel, p})))
		}
	}
	return b
}

// unpack reads what pack wrote.
func (k *codebook) unpack(b []byte, client id.ID) *Facts {
	type together struct { // one allocation
		Facts
		packed
	}
	t := &together{}
	f, p := &t.Facts, &t.packed
	r := reader{b}
	flags := r.byte()
	f.Client, f.Complaint, f.packed, p.book = client, flags&hasComplaint != 0, p, k
	f.Language = k.texts.value(r.number())
	for i := range measures {
		p.classes[i] = r.number()
	}
	n := int(r.number())
	p.segments = p.some[:0]
	for range n {
		p.segments = append(p.segments, r.number())
	}
	if flags&hasRefusals != 0 {
		f.Refused = map[string][]string{}
		for range r.number() {
			v := k.refusals.value(r.number())
			f.Refused[v.channel] = append(f.Refused[v.channel], v.purpose)
		}
	}
	if flags&hasCaps != 0 {
		f.Caps.unpack(&r)
	}
	if flags&hasFigures != 0 {
		f.Figures = &Figures{}
		f.Figures.unpack(&r)
	}
	return f
}

// Class gives a class value of the client, empty for none.
func (f *Facts) Class(measure string) string {
	if f.packed == nil {
		return f.Classes[measure]
	}
	return f.packed.book.texts.value(f.packed.classes[slices.Index(measures, measure)])
}

// reader reads packed numbers one after the other.
type reader struct{ b []byte }

func (r *reader) byte() byte {
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) number() uint32 { return uint32(r.uint()) }

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	r.b = r.b[n:]
	return v
}

func (r *reader) int() int64 {
	v, n := binary.Varint(r.b)
	r.b = r.b[n:]
	return v
}

func (s *CapState) pack(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.Counts)))
	for _, c := range s.Counts {
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(c.Rule)), c.Start), c.N)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Recent)))
	for _, h := range s.Recent {
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(h.Proposition)), int64(h.Offer)), int64(h.Placement))
	}
	b = binary.AppendUvarint(b, uint64(len(s.Seen)))
	for _, v := range s.Seen {
		b = append(binary.AppendVarint(b, int64(v.Proposition)), v.kind)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Held)))
	for _, v := range s.Held {
		b = binary.AppendVarint(b, int64(v))
	}
	return b
}

func (s *CapState) unpack(r *reader) {
	s.Counts = make([]CapCount, r.number())
	for i := range s.Counts {
		s.Counts[i] = CapCount{id.ID(r.int()), r.int(), r.int()}
	}
	s.Recent = make([]held, r.number())
	for i := range s.Recent {
		s.Recent[i] = held{id.ID(r.int()), id.ID(r.int()), id.ID(r.int())}
	}
	s.Seen = make([]capSeen, r.number())
	for i := range s.Seen {
		s.Seen[i] = capSeen{id.ID(r.int()), r.byte()}
	}
	s.Held = make([]id.ID, r.number())
	for i := range s.Held {
		s.Held[i] = id.ID(r.int())
	}
}

func (f *Figures) whole() []*int64 {
	return []*int64{&f.Orders, &f.TotalOrders, &f.RevenueMinor, &f.MarginMinor, &f.TotalRevenueMinor, &f.TotalMarginMinor, &f.BasketMinor,
		&f.R, &f.F, &f.M, &f.PredictedMinor, &f.PotentialMinor}
}

func (f *Figures) pack(b []byte) []byte {
	for _, v := range f.whole() {
		b = binary.AppendVarint(b, *v)
	}
	for _, v := range []float64{f.Alive, f.Expected} {
		b = binary.AppendUvarint(b, math.Float64bits(v))
	}
	for _, d := range []*clock.Day{f.LastDay, f.DueDay} {
		if d == nil {
			b = binary.AppendVarint(b, math.MinInt64)
		} else {
			b = binary.AppendVarint(b, int64(*d))
		}
	}
	return b
}

func (f *Figures) unpack(r *reader) {
	for _, v := range f.whole() {
		*v = r.int()
	}
	f.Alive, f.Expected = math.Float64frombits(r.uint()), math.Float64frombits(r.uint())
	for _, d := range []**clock.Day{&f.LastDay, &f.DueDay} {
		if v := r.int(); v != math.MinInt64 {
			day := clock.Day(v)
			*d = &day
		}
	}
}
