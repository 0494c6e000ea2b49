package intake

import "bytes"

// quoted reads a row in which quotes occur; first is the length of its first line. A quote opens a cell only at the cell's beginning,
// elsewhere it is a character. blank says that the row held nothing.
func (c *csvReader) quoted(r *row, first int) (blank bool, err error) {
	r.spans, c.scratch = r.spans[:0], c.scratch[:0]
	i, lines := 0, int64(1)
	for {
		if len(r.spans) >= maxCells {
			return false, c.broken(r, first, "too_many_cells")
		}
		from := len(c.scratch)
		if b, ok := c.byteAt(i); ok && b == '"' {
			n, breaks, closed := c.quotedCell(i + 1)
			if c.err != nil {
				return false, c.err
			}
			if !closed {
				return false, c.broken(r, first, "unbalanced_quote")
			}
			i, lines = n, lines+breaks
		}
		for {
			b, ok := c.byteAt(i)
			if !ok && i > maxRow {
				return false, c.broken(r, first, "row_too_long")
			}
			if !ok || b == '\n' || b == c.comma {
				break
			}
			c.scratch = append(c.scratch, b)
			i++
		}
		b, ok := c.byteAt(i)
		done := !ok || b == '\n'
		if done && len(c.scratch) > from && c.scratch[len(c.scratch)-1] == '\r' {
			c.scratch = c.scratch[:len(c.scratch)-1]
		}
		r.spans = append(r.spans, span{int32(from), int32(len(c.scratch))})
		if done {
			c.pass(i, !ok)
			c.line += lines - 1
			r.text = c.scratch
			return r.blank(), c.err
		}
		i++
	}
}

// quotedCell reads from behind an opening quote to behind the closing one.
func (c *csvReader) quotedCell(i int) (next int, breaks int64, closed bool) {
	for i <= maxRow {
		b, ok := c.byteAt(i)
		if !ok {
			return i, breaks, false
		}
		if b == '"' {
			if again, ok := c.byteAt(i + 1); !ok || again != '"' {
				return i + 1, breaks, true
			}
			i++
		}
		if b == '\n' {
			breaks++
		}
		c.scratch = append(c.scratch, b)
		i++
	}
	return i, breaks, false
}

func (c *csvReader) byteAt(i int) (byte, bool) {
	for c.at+i >= c.end {
		if i > maxRow || !c.fill() {
			return 0, false
		}
	}
	return c.buf[c.at+i], true
}

// broken gives the row's first line alone as a faulty row and goes on behind it.
func (c *csvReader) broken(r *row, first int, why string) error {
	last := bytes.IndexByte(c.buf[c.at+first:c.end], '\n') != 0
	text := append([]byte(nil), trimCR(c.buf[c.at:c.at+first])...)
	c.split(r, text)
	r.fault = why
	c.pass(first, last)
	return nil
}
