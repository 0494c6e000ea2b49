package analysis

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// layout is one accepted form of a file: the columns that must be there and those that may.
type layout struct {
	needs    []string
	optional []string
}

func (l layout) String() string {
	s := strings.Join(l.needs, ",")
	for _, name := range l.optional {
		s += "[," + name + "]"
	}
	return s
}

// table is a delimited file whose header has been read: comma, semicolon or tab, whichever the header holds.
type table struct {
	csv    *csv.Reader
	layout int            // the form that the header has
	at     map[string]int // place of each column in the record
	record []string
	lines  int // data lines read
}

// openTable unpacks gzip where it is, leaves a byte order mark out and matches the header, in any order and any case, with the first
// layout whose columns are all there. Unknown, repeated and missing columns are named.
func openTable(in io.Reader, layouts ...layout) (*table, error) {
	buffered := bufio.NewReaderSize(in, 1<<16)
	if head, _ := buffered.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		zip, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		buffered = bufio.NewReaderSize(zip, 1<<16)
	}
	if head, _ := buffered.Peek(3); bytes.Equal(head, []byte("\ufeff")) {
		_, _ = buffered.Discard(3)
	}
	t := &table{csv: csv.NewReader(buffered)}
	t.csv.Comma = delimiter(buffered)
	t.csv.ReuseRecord = true
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, &PlaceError{Message: "the file is empty: want a header " + forms(layouts)}
	}
	if err != nil {
		return nil, t.located(err)
	}
	return t, t.match(header, layouts)
}

// delimiter is the most frequent of the three signs in the first line.
func delimiter(in *bufio.Reader) rune {
	head, _ := in.Peek(1 << 12)
	if end := bytes.IndexByte(head, '\n'); end >= 0 {
		head = head[:end]
	}
	best, most := ',', 0
	for _, sign := range []rune{',', ';', '\t'} {
		if n := bytes.Count(head, []byte(string(sign))); n > most {
			best, most = sign, n
		}
	}
	return best
}

func (t *table) match(header []string, layouts []layout) error {
	t.at = map[string]int{}
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		if first, twice := t.at[name]; twice {
			return &PlaceError{Line: 1, Column: i + 1, Name: strings.TrimSpace(cell), Message: fmt.Sprintf("the column stands twice, first as column %d", first+1)}
		}
		t.at[name] = i
	}
	t.layout = slices.IndexFunc(layouts, func(l layout) bool {
		return !slices.ContainsFunc(l.needs, func(name string) bool { return !t.has(name) })
	})
	if t.layout < 0 {
		return &PlaceError{Line: 1, Message: missingColumns(t.at, layouts)}
	}
	known := layouts[t.layout]
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(known.needs, name) && !slices.Contains(known.optional, name) {
			return &PlaceError{Line: 1, Column: i + 1, Name: strings.TrimSpace(cell), Message: "unknown column; want " + known.String()}
		}
	}
	return nil
}

// missingColumns names what the nearest layout lacks: the one with most of its columns there.
func missingColumns(at map[string]int, layouts []layout) string {
	most := -1
	var nearest []string
	for _, l := range layouts {
		var lacks []string
		found := 0
		for _, name := range append(slices.Clone(l.needs), l.optional...) {
			if _, ok := at[name]; ok {
				found++
			} else if slices.Contains(l.needs, name) {
				lacks = append(lacks, name)
			}
		}
		if found > most {
			most, nearest = found, lacks
		}
	}
	return "missing column " + strings.Join(nearest, ", ") + "; want a header " + forms(layouts)
}

func forms(layouts []layout) string {
	var all []string
	for _, l := range layouts {
		all = append(all, l.String())
	}
	return strings.Join(all, " or ")
}

// has says whether the header holds a column.
func (t *table) has(name string) bool {
	_, ok := t.at[name]
	return ok
}

// next reads a line; false at the end of the file.
func (t *table) next() (bool, error) {
	record, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, t.located(err)
	}
	if t.lines == math.MaxInt32 {
		return false, &PlaceError{Message: "the file has more than 2,147,483,647 lines"}
	}
	t.record = record
	t.lines++
	return true, nil
}

// cell is the trimmed text of a column that is there, empty for one that is not.
func (t *table) cell(name string) string {
	i, ok := t.at[name]
	if !ok {
		return ""
	}
	return strings.TrimSpace(t.record[i])
}

// line is where the current record starts.
func (t *table) line() int {
	line, _ := t.csv.FieldPos(0)
	return line
}

// wrong names the place of a column in the current line.
func (t *table) wrong(name, format string, args ...any) error {
	i := t.at[name]
	line, _ := t.csv.FieldPos(i)
	return &PlaceError{Line: line, Column: i + 1, Name: name, Message: fmt.Sprintf(format, args...)}
}

// located turns the reader's failures into ours; a broken gzip stream or a failing disk keeps its cause.
func (t *table) located(err error) error {
	parse, ok := errors.AsType[*csv.ParseError](err)
	switch {
	case !ok:
		return fmt.Errorf("read after data line %d: %w", t.lines, err)
	case errors.Is(parse.Err, csv.ErrFieldCount):
		return &PlaceError{Line: parse.StartLine, Message: fmt.Sprintf("the line has not as many fields as the header (%d)", len(t.at))}
	case errors.Is(parse.Err, csv.ErrQuote):
		return &PlaceError{Line: parse.Line, Message: fmt.Sprintf("a quotation mark is not closed or not doubled, at byte %d of the line", parse.Column)}
	}
	return &PlaceError{Line: parse.Line, Message: fmt.Sprintf("%v, at byte %d of the line", parse.Err, parse.Column)}
}
