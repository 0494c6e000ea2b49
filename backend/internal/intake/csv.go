package intake

import (
	"bytes"
	"io"
)

// The limits of one row, in bytes; longer ones are rejected, not read into memory.
const (
	maxRow   = 256 << 10
	maxCells = 1024
)

// row is one row of a file: the line it begins on (the first is 1) and its cells. What it holds is good until the next row is read.
// A row that could not be read has the reason in fault and whatever could be made out in its cells.
type row struct {
	line  int64
	text  []byte
	spans []span
	fault string
}

// span is where a cell lies in the row's text.
type span struct{ from, to int32 }

func (r *row) cell(i int) []byte {
	if i < 0 || i >= len(r.spans) {
		return nil
	}
	return r.text[r.spans[i].from:r.spans[i].to]
}

// rowReader gives a file's rows one after the other; io.EOF after the last. Rows without any content are passed over.
type rowReader interface {
	next(r *row) error
	Close() error
}

// csvReader cuts delimited text into rows. Its memory is bounded: a row of more than maxRow bytes, or a quote that is not closed within
// that, is given as a faulty row of one line, and reading goes on at the next line.
type csvReader struct {
	src     io.Reader
	close   func() error
	comma   byte
	quotes  bool
	buf     []byte
	at, end int
	eof     bool
	err     error
	line    int64
	scratch []byte
}

func newCSVReader(src io.Reader, comma byte, quotes bool) *csvReader {
	return &csvReader{src: src, comma: comma, quotes: quotes, buf: make([]byte, 2*maxRow), line: 1}
}

// Close closes what is read from.
func (c *csvReader) Close() error {
	if c.close == nil {
		return nil
	}
	return c.close()
}

// fill reads on, keeping what is unread; false when there is no more or no more room.
func (c *csvReader) fill() bool {
	if c.eof || c.err != nil {
		return false
	}
	if c.at > 0 {
		c.end = copy(c.buf, c.buf[c.at:c.end])
		c.at = 0
	}
	if c.end == len(c.buf) {
		return false
	}
	n, err := c.src.Read(c.buf[c.end:])
	c.end += n
	switch {
	case err == io.EOF:
		c.eof = true
	case err != nil:
		c.err = err
	}
	return n > 0 || !c.eof && c.err == nil
}

// lineEnd gives the place of the next line break at or after from (an offset from c.at), -1 when the text ends or is too long first.
func (c *csvReader) lineEnd(from int) int {
	for {
		if i := bytes.IndexByte(c.buf[c.at+from:c.end], '\n'); i >= 0 {
			return from + i
		}
		from = c.end - c.at
		if from > maxRow || !c.fill() {
			return -1
		}
	}
}

func (c *csvReader) next(r *row) error {
	for {
		n := c.lineEnd(0)
		if c.err != nil {
			return c.err
		}
		last := n < 0
		if last {
			n = c.end - c.at
			if n == 0 {
				return io.EOF
			}
		}
		if n > maxRow {
			return c.skipLong(r)
		}
		text := trimCR(c.buf[c.at : c.at+n])
		r.line, r.fault = c.line, ""
		if c.quotes && bytes.IndexByte(text, '"') >= 0 {
			blank, err := c.quoted(r, n)
			if err != nil || !blank {
				return err
			}
			continue
		}
		c.split(r, text)
		c.pass(n, last)
		if !r.blank() {
			return nil
		}
	}
}

// pass moves behind a line of n bytes and its break.
func (c *csvReader) pass(n int, last bool) {
	c.at += n
	if !last {
		c.at++
	}
	c.line++
}

func trimCR(b []byte) []byte {
	if n := len(b); n > 0 && b[n-1] == '\r' {
		return b[:n-1]
	}
	return b
}

func (r *row) blank() bool {
	for i := range r.spans {
		if len(bytes.TrimSpace(r.cell(i))) > 0 {
			return false
		}
	}
	return true
}

func (c *csvReader) split(r *row, text []byte) {
	r.text, r.spans = text, r.spans[:0]
	from := 0
	for {
		i := bytes.IndexByte(text[from:], c.comma)
		if i < 0 {
			break
		}
		if len(r.spans) >= maxCells {
			r.fault = "too_many_cells"
			return
		}
		r.spans = append(r.spans, span{int32(from), int32(from + i)})
		from += i + 1
	}
	r.spans = append(r.spans, span{int32(from), int32(len(text))})
}

// skipLong passes over a line that is too long; its beginning is kept for the record.
func (c *csvReader) skipLong(r *row) error {
	c.scratch = append(c.scratch[:0], c.buf[c.at:c.at+1000]...)
	c.split(r, c.scratch)
	r.line, r.fault = c.line, "row_too_long"
	for {
		if i := bytes.IndexByte(c.buf[c.at:c.end], '\n'); i >= 0 {
			c.pass(i, false)
			return nil
		}
		c.at = c.end
		if !c.fill() {
			c.line++
			return c.err
		}
	}
}
