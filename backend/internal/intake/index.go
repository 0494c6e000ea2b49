package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"clientele/internal/page"
)

// index is what a first pass over a file finds out: how many lines it has and which keys come in several places. Lines that belong
// together but do not stand together are found by two bit fields of fixed size: a key that begins a run and was seen before is
// scattered. The bit fields may take a key for scattered that is not; such a unit is only loaded later than its neighbours. They never miss
// one. They are the same for the same file, so that a resumed import takes the same units for scattered.
type index struct {
	lines           int64
	seen, scattered bits
	spellings       map[string]string
}

const (
	minBits = 1 << 20
	maxBits = 1 << 28
)

// bits is a set of 64-bit hashes without deletion that may hold more than was added (a Bloom filter of three places).
type bits struct {
	words []uint64
	mask  uint64
}

func newBits(n uint64) bits {
	return bits{words: make([]uint64, n/64), mask: n - 1}
}

// add puts a hash in and says whether it seemed to be there before.
func (b bits) add(h uint64) bool {
	was, step := true, h>>32|1
	for range 3 {
		at := h & b.mask
		if b.words[at/64]&(1<<(at%64)) == 0 {
			was = false
			b.words[at/64] |= 1 << (at % 64)
		}
		h += step * 0x9e3779b97f4a7c15
	}
	return was
}

func (b bits) has(h uint64) bool {
	step := h>>32 | 1
	for range 3 {
		at := h & b.mask
		if b.words[at/64]&(1<<(at%64)) == 0 {
			return false
		}
		h += step * 0x9e3779b97f4a7c15
	}
	return true
}

// hashOf is FNV-1a with its bits mixed; the same in every run.
func hashOf(key []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// keyOf gives the key of a row as it is compared, empty where the preset or the row has none.
func (p *plan) keyOf(cell []byte) []byte {
	cell = bytes.TrimSpace(cell)
	if bytes.IndexByte(cell, '.') < 0 && bytes.IndexByte(cell, ',') < 0 && !p.xlsx {
		return cell
	}
	return []byte(p.nums.reference(string(cell)))
}

// survey reads a file once from its beginning. size is its stored size in bytes, which sets the size of the bit fields; step hears of the
// lines read every so often and may stop it.
func (p *plan) survey(ctx context.Context, rows rowReader, size int64, step func(lines int64) error) (*index, error) {
	x := &index{}
	n := uint64(minBits)
	if p.compressed {
		size *= 8
	}
	for n < maxBits && int64(n) < size/2 {
		n *= 2
	}
	if p.key != nil {
		x.seen, x.scattered = newBits(n), newBits(n)
	}
	names := p.newSpellings()
	var r row
	var last []byte
	for {
		err := rows.next(&r)
		if errors.Is(err, io.EOF) {
			x.spellings = names.best()
			return x, nil
		}
		if err != nil {
			return nil, err
		}
		x.lines++
		if x.lines%20_000 == 0 {
			if err := step(x.lines); err != nil {
				return nil, err
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		if names != nil {
			names.add(&r)
		}
		if p.key == nil {
			continue
		}
		key := p.keyOf(r.cell(p.key.at))
		if bytes.Equal(key, last) {
			continue
		}
		last = append(last[:0], key...)
		if len(key) > 0 {
			if h := hashOf(key); x.seen.add(h) {
				x.scattered.add(h)
			}
		}
	}
}

// spellings counts how a file of sales spells each product's name, for a bounded number of products and spellings.
type spellings struct {
	sku, name int
	by        map[string][]spelling
}

type spelling struct {
	name string
	n    int
}

const (
	maxSpelled   = 50_000
	maxSpellings = 12
)

// newSpellings is nil where the preset does not make products out of lines.
func (p *plan) newSpellings() *spellings {
	if p.preset.Code != "retail_lines" || p.fields["description"].at < 0 {
		return nil
	}
	return &spellings{sku: p.fields["sku"].at, name: p.fields["description"].at, by: map[string][]spelling{}}
}

func (s *spellings) add(r *row) {
	sku, name := bytes.TrimSpace(r.cell(s.sku)), bytes.TrimSpace(r.cell(s.name))
	if len(sku) == 0 || len(name) == 0 || r.fault != "" {
		return
	}
	list, known := s.by[string(sku)]
	for i := range list {
		if list[i].name == string(name) {
			list[i].n++
			return
		}
	}
	if !known && len(s.by) >= maxSpelled || len(list) >= maxSpellings {
		return
	}
	s.by[string(sku)] = append(list, spelling{string(name), 1})
}

// best gives each product's most frequent spelling, the first of equals.
func (s *spellings) best() map[string]string {
	if s == nil {
		return nil
	}
	out := make(map[string]string, len(s.by))
	for sku, list := range s.by {
		top := list[0]
		for _, c := range list[1:] {
			if c.n > top.n {
				top = c
			}
		}
		out[sku] = page.Cut(strings.ToValidUTF8(top.name, ""), 255)
	}
	return out
}
