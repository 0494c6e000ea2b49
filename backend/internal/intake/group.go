package intake

import (
	"context"
	"errors"
	"io"

	"clientele/internal/order"
)

// The size of one chunk, which is one transaction, and of one unit.
const (
	chunkUnits  = 1000
	chunkLines  = 10_000
	chunkBytes  = 8 << 20
	maxUnit     = 16 << 20
	partOfLarge = 1000
)

// place is how far an import is: rows of the file that are dealt with (or put aside as scattered), and then lines of the scattered units.
// Large is the key of a unit that is too large and partly rejected.
type place struct {
	Rest  bool   `json:"rest"`
	Rows  int64  `json:"rows"`
	Large string `json:"large"`
}

// chunk is some units of a file and the place behind them.
type chunk struct {
	units []*work
	lines int
	bytes int
	at    place
}

// grouper cuts a stream of lines into units and units into chunks, which it hands to send.
type grouper struct {
	p       *plan
	send    func(c *chunk) error
	key     string
	unit    []record
	bytes   int
	chunk   *chunk
	at      place
	pending int64 // rows of the unit that is not cut yet
}

// add takes the next line; lines of one key come one after the other.
func (g *grouper) add(key string, rec record) error {
	if g.p.key == nil || key == "" || key != g.key {
		if err := g.cut(); err != nil {
			return err
		}
		g.key = key
		if key != g.at.Large {
			g.at.Large = ""
		}
	}
	g.unit = append(g.unit, rec)
	g.bytes += rec.size()
	g.pending++
	large := g.bytes > maxUnit || len(g.unit) > order.MaxLines
	if g.at.Large != "" && len(g.unit) >= partOfLarge || large {
		g.at.Large = g.key
		return g.cut()
	}
	return nil
}

// cut ends the unit and puts it into the chunk.
func (g *grouper) cut() error {
	if len(g.unit) == 0 {
		return nil
	}
	w := g.work()
	g.unit = nil
	if g.chunk == nil {
		g.chunk = &chunk{units: make([]*work, 0, chunkUnits)}
	}
	c := g.chunk
	c.units, c.lines, c.bytes = append(c.units, w), c.lines+len(w.lines), c.bytes+g.bytes
	g.at.Rows += g.pending
	g.pending, g.bytes = 0, 0
	c.at = g.at
	if len(c.units) >= chunkUnits || c.lines >= chunkLines || c.bytes >= chunkBytes {
		return g.flush()
	}
	return nil
}

func (g *grouper) work() *work {
	if g.at.Large == "" || g.at.Large != g.key {
		return g.p.unitOf(g.unit)
	}
	w := &work{lines: g.unit}
	for i := range w.lines {
		w.blame(i, lineFault{"unit_too_large", g.p.preset.Key, "more than 10,000 lines or 16 MB belong to one reference; is it mapped to the right column?"})
	}
	return w
}

func (g *grouper) flush() error {
	if g.chunk == nil {
		return nil
	}
	c := g.chunk
	g.chunk = nil
	return g.send(c)
}

// produce reads a file and sends its chunks from a place on: first the units that stand together, then the scattered ones.
func (p *plan) produce(ctx context.Context, rows rowReader, x *index, from place, send func(c *chunk) error) error {
	apart := &sorter{}
	defer apart.close()
	g := &grouper{p: p, send: send, at: from}
	if from.Rest {
		g.at = place{}
	}
	var r row
	for n := int64(0); ; n++ {
		err := rows.next(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		done := from.Rest || n < from.Rows
		if p.key == nil {
			if !done {
				err = g.add("", r.keep())
			}
		} else {
			err = p.sortOut(&r, x, g, apart, done)
		}
		if err != nil {
			return err
		}
	}
	if err := g.cut(); err != nil {
		return err
	}
	if err := g.flush(); err != nil {
		return err
	}
	return p.rest(g, apart, from)
}

// sortOut puts a scattered line aside and hands the others on unless they are done already. A line put aside counts as dealt with once
// the next unit is cut.
func (p *plan) sortOut(r *row, x *index, g *grouper, apart *sorter, done bool) error {
	key := p.keyOf(r.cell(p.key.at))
	if len(key) > 0 {
		if h := hashOf(key); x.scattered.has(h) {
			if !done {
				if err := g.cut(); err != nil {
					return err
				}
				g.at.Rows++
			}
			return apart.add(h, string(key), r.keep())
		}
	}
	if done {
		return nil
	}
	if string(key) != g.key {
		return g.add(string(key), r.keep())
	}
	return g.add(g.key, r.keep())
}

// rest sends the scattered units.
func (p *plan) rest(g *grouper, apart *sorter, from place) error {
	skip := int64(0)
	g.at, g.key = place{Rest: true}, ""
	if from.Rest {
		g.at, skip = from, from.Rows
	}
	err := apart.each(func(key string, rec record) error {
		if skip > 0 {
			skip--
			return nil
		}
		return g.add(key, rec)
	})
	if err != nil {
		return err
	}
	if err := g.cut(); err != nil {
		return err
	}
	return g.flush()
}
