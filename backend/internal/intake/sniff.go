package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// What detection looks at: the beginning in full, and every so many rows of what follows up to a limit, in bytes and rows.
const (
	headBytes   = 1 << 20
	scanBytes   = 48 << 20
	headRows    = 2000
	everyRow    = 53
	samplesKept = 3
)

// Detect finds out how a stored file is written and proposes how to read it. fault invalid where it is no table at all.
func Detect(ctx context.Context, files Files, file id.ID, org account.Organisation) (Detected, error) {
	return detect(ctx, files, file, org, Options{})
}

// detect lets options that a person has set stand in for what would be found out.
func detect(ctx context.Context, files Files, file id.ID, org account.Organisation, o Options) (Detected, error) {
	d, err := structure(ctx, files, file, o)
	if err != nil {
		return d, err
	}
	r, size, err := files.Open(ctx, file)
	if err != nil {
		return d, err
	}
	f := newForm(d, o, org)
	rows, err := f.rows(r, size)
	if err != nil {
		_ = r.Close()
		return d, err
	}
	defer func() { _ = rows.Close() }()
	if x, ok := rows.(*xlsxReader); ok {
		d.Sheets, d.Date1904 = x.file.GetSheetList(), x.e1904
	}
	if err := columnsOf(rows, &d, o, org.Country); err != nil {
		return d, err
	}
	if len(d.Columns) == 0 {
		return d, fault.New(fault.KindInvalid, "empty_file", "The file holds no rows.")
	}
	d.Preset, d.Mapping = bestPreset(d.columnNames())
	return d, nil
}

// structure looks at the bytes: packing, format, encoding, delimiter.
func structure(ctx context.Context, files Files, file id.ID, o Options) (Detected, error) {
	d := Detected{Format: "csv", Encoding: "utf-8", Delimiter: ",", Sheets: []string{}, Sure: []string{}, Columns: []Column{}}
	r, size, err := files.Open(ctx, file)
	if err != nil {
		return d, err
	}
	defer func() { _ = r.Close() }()
	start := make([]byte, 8)
	n, err := io.ReadFull(r, start)
	if n == 0 {
		return d, fault.New(fault.KindInvalid, "empty_file", "The file is empty.")
	}
	start = start[:n]
	in := io.MultiReader(bytes.NewReader(start), r)
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		d.Format = "xlsx"
		return d, nil
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return d, fault.New(fault.KindInvalid, "unknown_format", "This is an old Excel file (.xls); save it as .xlsx or CSV.")
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		d.Compressed = true
		if in, err = unpack(in, size); err != nil {
			return d, err
		}
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return d, err
	}
	head, err := readUpTo(in, headBytes)
	if err != nil {
		return d, err
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("%PDF")) || bytes.HasPrefix(head, []byte("\x1f\x8b")) {
		return d, fault.New(fault.KindInvalid, "unknown_format", "The file is neither CSV nor XLSX.")
	}
	if d.Encoding, err = encodingOf(head, in); err != nil {
		return d, err
	}
	d.Sure = append(d.Sure, "encoding")
	text, err := readUpTo(decoded(bytes.NewReader(head), first(o.Encoding, d.Encoding)), 2*headBytes)
	if err != nil {
		return d, err
	}
	if bytes.Count(text[:min(len(text), 4096)], []byte{0}) > 8 {
		return d, fault.New(fault.KindInvalid, "unknown_format", "The file is neither CSV nor XLSX.")
	}
	d.Delimiter = first(o.Delimiter, delimiterOf(text, o.Quotes != "none"))
	return d, nil
}

func readUpTo(r io.Reader, n int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, n))
}

// encodingOf tells the encoding from a byte order mark, from the zero bytes of UTF-16, or from whether all is valid UTF-8; what is not is
// Windows-1252 unless it uses bytes that this lacks. The rest of the file is scanned up to a limit, because accents may come late.
func encodingOf(head []byte, rest io.Reader) (string, error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return "utf-16le", nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "utf-16be", nil
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return "utf-8", nil
	}
	even, odd := 0, 0
	for i, b := range head[:min(len(head), 4096)&^1] {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	if quarter := min(len(head), 4096) / 8; quarter > 0 && even+odd > quarter {
		if odd > 4*even {
			return "utf-16le", nil
		}
		if even > 4*odd {
			return "utf-16be", nil
		}
	}
	s := &scan{}
	s.add(head)
	buf := make([]byte, 64<<10)
	for read := 0; read < scanBytes; {
		n, err := rest.Read(buf)
		s.add(buf[:n])
		read += n
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	return s.encoding(), nil
}

// scan looks at bytes as they pass: whether they are UTF-8, and whether they use what Windows-1252 leaves empty.
type scan struct {
	tail    []byte
	invalid bool
	holes   bool
}

func (s *scan) add(p []byte) {
	if s.holes {
		return
	}
	b := p
	if len(s.tail) > 0 {
		b = append(append([]byte{}, s.tail...), p...)
		s.tail = s.tail[:0]
	}
	if !s.invalid {
		cut := len(b)
		for back := 1; back < utf8.UTFMax && back <= len(b); back++ {
			if c := b[len(b)-back]; utf8.RuneStart(c) {
				if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-back:]) {
					cut = len(b) - back
				}
				break
			}
		}
		s.tail = append(s.tail[:0], b[cut:]...)
		s.invalid = !utf8.Valid(b[:cut])
	}
	for _, hole := range []byte{0x81, 0x8d, 0x8f, 0x90, 0x9d} {
		s.holes = s.holes || s.invalid && bytes.IndexByte(b, hole) >= 0
	}
}

func (s *scan) encoding() string {
	switch {
	case !s.invalid && len(s.tail) == 0:
		return "utf-8"
	case s.holes:
		return "iso-8859-1"
	}
	return "windows-1252"
}

// delimiterOf gives the delimiter that cuts most of the first rows into the same number of cells, more than one.
func delimiterOf(text []byte, quotes bool) string {
	best, score := ",", 0.0
	for _, d := range []string{",", ";", "\t", "|"} {
		c := newCSVReader(bytes.NewReader(text), d[0], quotes)
		counts, rows := map[int]int{}, 0
		var r row
		for rows < 200 && c.next(&r) == nil {
			rows++
			if r.fault == "" {
				counts[len(r.spans)]++
			}
		}
		for cells, n := range counts {
			share := float64(n) / float64(max(rows, 1))
			if s := share*share + float64(min(cells, 20))/1000; cells > 1 && s > score {
				best, score = d, s
			}
		}
	}
	return best
}
