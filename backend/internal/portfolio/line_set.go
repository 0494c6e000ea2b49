package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/id"
)

// lineSet keeps what the company's clients bought by category, sixteen bytes each, in buckets of clients that follow one another. Fill it
// with add, then seal it once, then read it; reading is safe for concurrent use.
type lineSet struct {
	buckets    [][]packedLine
	from       []uint32 // parallel to the figures and one more: where a client's lines begin within its bucket
	clients    []id.ID
	categories []id.ID // by code
	codes      map[id.ID]uint32
}

// packedLine is a line under a key that orders it within its bucket: client, category code, day. Net is shifted by one; the last bit says
// that it was a sale.
type packedLine struct {
	key uint64
	net int64
}

const (
	bucketBits   = 12
	bucketSize   = 1 << bucketBits
	categoryBits = 20
	dayOffset    = 1 << 31
)

// newLineSet gives an empty set for the clients of figures, which are in order. Categories must be all that lines may name.
func newLineSet(clients, categories []id.ID) *lineSet {
	l := &lineSet{buckets: make([][]packedLine, (len(clients)+bucketSize-1)>>bucketBits), clients: clients,
		categories: append([]id.ID{0}, categories...), codes: make(map[id.ID]uint32, len(categories)+1)}
	slices.Sort(l.categories)
	l.categories = slices.Compact(l.categories)
	for i, c := range l.categories {
		l.codes[c] = uint32(i)
	}
	return l
}

// add takes a line of the client whose figure is the at-th. A category that is not known counts as none.
func (l *lineSet) add(at int, f LineFact) {
	net := f.Net << 1
	if f.Sale {
		net |= 1
	}
	b := &l.buckets[at>>bucketBits]
	key := uint64(at&(bucketSize-1))<<52 | uint64(l.codes[f.Category])<<32 | uint64(uint32(int64(f.Day)+dayOffset))
	*b = append(*b, packedLine{key, net})
}

// seal sorts the lines and finds where each client's begin.
func (l *lineSet) seal() {
	l.from = make([]uint32, len(l.clients)+1)
	for k, grown := range l.buckets {
		b := append(make([]packedLine, 0, len(grown)), grown...) // without what was kept free to grow
		l.buckets[k] = b
		slices.SortFunc(b, func(x, y packedLine) int {
			if x.key != y.key {
				return cmp.Compare(x.key, y.key)
			}
			return cmp.Compare(x.net, y.net)
		})
		at := 0
		for i := k << bucketBits; i < min((k+1)<<bucketBits, len(l.clients)); i++ {
			l.from[i] = uint32(at)
			for at < len(b) && b[at].key>>52 == uint64(i&(bucketSize-1)) {
				at++
			}
		}
	}
}

// of gives the lines of the client whose figure is the at-th, in order of category and day, in the memory of buf.
func (l *lineSet) of(at int, buf []LineFact) []LineFact {
	buf = buf[:0]
	b := l.buckets[at>>bucketBits]
	client := uint64(at & (bucketSize - 1))
	for _, p := range b[l.from[at]:] {
		if p.key>>52 != client {
			break
		}
		buf = append(buf, LineFact{Client: l.clients[at], Category: l.categories[p.key>>32&(1<<categoryBits-1)],
			Day: int32(int64(uint32(p.key)) - dayOffset), Net: p.net >> 1, Sale: p.net&1 != 0})
	}
	return buf
}
