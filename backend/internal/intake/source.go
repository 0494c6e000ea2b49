package intake

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Files keeps uploads.
type Files interface {
	Save(ctx context.Context, name, contentType string, r io.Reader, expires *time.Time) (id.ID, int64, error)
	Open(ctx context.Context, v id.ID) (io.ReadCloser, int64, error)
	Delete(ctx context.Context, v id.ID) error
}

// The limits of packed files, in bytes: what a gzip file may grow to beyond freely is its size times maxGrowth; an XLSX file is read
// into memory packed, its sheets are unpacked to disk.
const (
	freeGrowth   = 256 << 20
	maxGrowth    = 100
	maxXLSX      = 128 << 20
	maxXLSXParts = 1 << 30
)

var errBomb = fault.New(fault.KindInvalid, "unpacks_too_large", "The file unpacks to far more than such files hold.")

// open gives a stored file's rows, the header left out, from the first data row on.
func (f form) open(ctx context.Context, files Files, file id.ID) (rowReader, error) {
	r, size, err := files.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	rows, err := f.rows(r, size)
	if err != nil {
		_ = r.Close()
		return nil, err
	}
	if f.header {
		var head row
		if err := rows.next(&head); err != nil && !errors.Is(err, io.EOF) {
			_ = rows.Close()
			return nil, err
		}
	}
	return rows, nil
}

func (f form) rows(r io.ReadCloser, size int64) (rowReader, error) {
	if f.xlsx {
		return openXLSX(r, size, f.sheet)
	}
	text, err := f.text(r, size)
	if err != nil {
		return nil, err
	}
	c := newCSVReader(text, f.delimiter, f.quotes)
	c.close = r.Close
	return c, nil
}

// text unpacks and decodes a file to UTF-8 without a byte order mark.
func (f form) text(r io.Reader, size int64) (io.Reader, error) {
	if f.compressed {
		z, err := unpack(r, size)
		if err != nil {
			return nil, err
		}
		r = z
	}
	return decoded(r, f.encoding), nil
}

func unpack(r io.Reader, size int64) (io.Reader, error) {
	z, err := gzip.NewReader(bufio.NewReaderSize(r, 64<<10))
	if err != nil {
		return nil, fault.Wrap(fault.KindInvalid, "damaged_file", "The file is damaged: it cannot be unpacked.", err)
	}
	return &bounded{r: z, left: max(freeGrowth, size*maxGrowth)}, nil
}

// bounded stops a file that unpacks to too much, and says of damage that it is the file's.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errBomb
	}
	if err != nil && !errors.Is(err, io.EOF) && damaged(err) {
		err = fault.Wrap(fault.KindInvalid, "damaged_file", "The file is damaged: it cannot be unpacked to its end.", err)
	}
	return n, err
}

func damaged(err error) bool {
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	return corrupt || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF)
}

func decoded(r io.Reader, name string) io.Reader {
	var e encoding.Encoding
	switch name {
	case "utf-16le":
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		e = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "windows-1252":
		e = charmap.Windows1252
	case "iso-8859-1":
		e = charmap.ISO8859_1
	case "iso-8859-15":
		e = charmap.ISO8859_15
	default:
		return &unmarked{r: r}
	}
	return transform.NewReader(r, e.NewDecoder())
}

// unmarked leaves out a UTF-8 byte order mark at the beginning.
type unmarked struct {
	r       io.Reader
	started bool
}

func (u *unmarked) Read(p []byte) (int, error) {
	if u.started || len(p) < 3 {
		return u.r.Read(p)
	}
	u.started = true
	n, err := io.ReadAtLeast(u.r, p, 3)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	if bytes.HasPrefix(p[:n], []byte("\xef\xbb\xbf")) {
		n = copy(p, p[3:n])
	}
	return n, err
}
