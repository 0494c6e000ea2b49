package portfolio

import (
	"cmp"
	"slices"

	"clientele/internal/id"
)

// lineSet keeps what the company's clients bought by category, packed as in their dossiers, in buckets of clients that follow one another.
// Fill it with add in any order, or with put client by client; then seal it once, then read it. Reading is safe for concurrent use.
type lineSet struct {
	added   [][][]packedLine // by bucket, in pieces: nothing is copied as they grow
	packs   packs
	clients []id.ID
	codes   codes
}

// packedLine is a line under a key that orders it within its bucket: client, category code, day. Net is shifted by one; the last bit says
// that it was a sale.
type packedLine struct {
	key uint64
	net int64
}

func (p packedLine) code() uint64 { return p.key >> 32 & (1<<categoryBits - 1) }
func (p packedLine) day() int32   { return int32(int64(uint32(p.key)) - dayOffset) }

const (
	bucketBits   = 12
	bucketSize   = 1 << bucketBits
	linePiece    = 2048
	categoryBits = 20
	dayOffset    = 1 << 31
)

// packs keeps byte strings one after the other, by number.
type packs struct {
	buckets []pack
	count   int
}

type pack struct {
	body []byte
	from []uint32
}

// put keeps the next string.
func (p *packs) put(body ...[]byte) {
	if p.count&(bucketSize-1) == 0 {
		if n := len(p.buckets); n > 0 {
			p.buckets[n-1].body = slices.Clone(p.buckets[n-1].body) // without what was kept free to grow
		}
		p.buckets = append(p.buckets, pack{from: make([]uint32, 1, bucketSize+1)})
	}
	b := &p.buckets[len(p.buckets)-1]
	for _, part := range body {
		b.body = append(b.body, part...)
	}
	b.from = append(b.from, uint32(len(b.body)))
	p.count++
}

// at gives the i-th string.
func (p *packs) at(i int) []byte {
	b, k := &p.buckets[i>>bucketBits], i&(bucketSize-1)
	return b.body[b.from[k]:b.from[k+1]]
}

// newLineSet gives an empty set for lines whose categories have codes.
func newLineSet(categories codes) *lineSet {
	return &lineSet{codes: categories}
}

// packed gives a line the key that orders it; at is that of its client within its bucket. A category that is not known counts as none.
func (l *lineSet) packed(at int, f LineFact) packedLine {
	net := f.Net << 1
	if f.Sale {
		net |= 1
	}
	return packedLine{uint64(at)<<52 | l.codes.at[f.Category]<<32 | uint64(uint32(int64(f.Day)+dayOffset)), net}
}

// add takes a line of the client whose figure is the at-th.
func (l *lineSet) add(at int, f LineFact) {
	for len(l.added) <= at>>bucketBits {
		l.added = append(l.added, nil)
	}
	b := &l.added[at>>bucketBits]
	if n := len(*b); n == 0 || len((*b)[n-1]) == linePiece {
		*b = append(*b, make([]packedLine, 0, linePiece))
	}
	last := &(*b)[len(*b)-1]
	*last = append(*last, l.packed(at&(bucketSize-1), f))
}

// put takes the packed lines of the next client.
func (l *lineSet) put(lines []byte) { l.packs.put(lines) }

func comparePacked(x, y packedLine) int {
	if x.key != y.key {
		return cmp.Compare(x.key, y.key)
	}
	return cmp.Compare(x.net, y.net)
}

// seal puts what was added in order and packs it; the clients are those of the figures.
func (l *lineSet) seal(clients []id.ID) {
	l.clients = clients
	var all, left []packedLine
	var body []byte
	for i := l.packs.count; i < len(clients); i++ {
		if i&(bucketSize-1) == 0 {
			all = all[:0]
			if k := i >> bucketBits; k < len(l.added) {
				for _, piece := range l.added[k] {
					all = append(all, piece...)
				}
				l.added[k] = nil
			}
			slices.SortFunc(all, comparePacked)
			left = all
		}
		n := 0
		for n < len(left) && left[n].key>>52 == uint64(i&(bucketSize-1)) {
			n++
		}
		body = packLines(body[:0], left[:n])
		left = left[n:]
		l.packs.put(body)
	}
	l.added = nil
}

// of gives the lines of the client whose figure is the at-th, in order of category and day, in the memory of buf.
func (l *lineSet) of(at int, buf []LineFact) []LineFact {
	buf = buf[:0]
	buf, _ = l.unpack(l.clients[at], l.packs.at(at), buf) // what was packed here, or read before
	return buf
}

// until gives the packed lines of a client up to a day: the same bytes where none is later. It fails where they cannot be read.
func (l *lineSet) until(lines []byte, day int32) ([]byte, error) {
	most, bad, later := uint64(len(l.codes.ids)), false, false
	err := unpackLines(lines, func(code uint64, at int32, _ int64, _ bool) {
		bad, later = bad || code > most, later || at > day
	})
	if err != nil || bad {
		return nil, errDossier
	}
	if !later {
		return lines, nil
	}
	all, err := l.unpack(0, lines, nil)
	kept := slices.DeleteFunc(all, func(f LineFact) bool { return f.Day > day })
	return l.pack(nil, kept), err
}

// pack packs the lines of one client, in any order.
func (l *lineSet) pack(dst []byte, lines []LineFact) []byte {
	packed := make([]packedLine, len(lines))
	for i, f := range lines {
		packed[i] = l.packed(0, f)
	}
	slices.SortFunc(packed, comparePacked)
	return packLines(dst, packed)
}

// unpack appends the packed lines of one client.
func (l *lineSet) unpack(client id.ID, packed []byte, into []LineFact) ([]LineFact, error) {
	most := uint64(len(l.codes.ids))
	bad := false
	err := unpackLines(packed, func(code uint64, day int32, net int64, sale bool) {
		bad = bad || code > most
		into = append(into, LineFact{Client: client, Category: l.codes.of(code), Day: day, Net: net, Sale: sale})
	})
	if err == nil && bad {
		err = errDossier
	}
	return into, err
}
