package table

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/money"
)

// csvFile writes RFC 4180: commas, lines that end with CR LF, fields quoted where they need it. Texts are formula-safe and otherwise as they
// are (encoding/csv would rewrite line ends within them). Days and times are ISO 8601, no value is an empty field.
type csvFile struct {
	out      *bufio.Writer
	decimals int
	kinds    []Kind
}

func newCSV(w io.Writer, h head, mark bool) (*csvFile, error) {
	f := &csvFile{out: bufio.NewWriterSize(w, 64<<10), decimals: h.decimals}
	if mark {
		_, _ = f.out.WriteString("\uFEFF")
	}
	for i, c := range h.columns {
		f.kinds = append(f.kinds, c.kind)
		f.field(i, safe(clean(c.name)))
	}
	_, err := f.out.WriteString("\r\n")
	return f, err
}

func (f *csvFile) row(cells []cell) error {
	for i, c := range cells {
		if c.null {
			f.field(i, "")
		} else {
			f.field(i, f.text(f.kinds[i], c))
		}
	}
	_, err := f.out.WriteString("\r\n") // an error of the writer stays: the last one says it
	return err
}

func (f *csvFile) text(k Kind, c cell) string {
	switch k {
	case KindInteger:
		return strconv.FormatInt(c.n, 10)
	case KindNumber, KindShare:
		return decimal(c.x)
	case KindMoney:
		return money.Format(c.n, f.decimals)
	case KindDay:
		return clock.Day(c.n).String()
	case KindTime:
		return c.instant().Format(time.RFC3339)
	case KindBoolean:
		return strconv.FormatBool(c.n != 0)
	}
	return safe(c.s)
}

func (f *csvFile) field(i int, s string) {
	if i > 0 {
		_ = f.out.WriteByte(',')
	}
	if s == "" || !strings.ContainsAny(s, ",;\"\t\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
		_, _ = f.out.WriteString(s)
		return
	}
	_ = f.out.WriteByte('"')
	_, _ = f.out.WriteString(strings.ReplaceAll(s, `"`, `""`))
	_ = f.out.WriteByte('"')
}

func (f *csvFile) finish() error { return f.out.Flush() }

func (f *csvFile) discard() {}

// decimal writes a number with all its digits, with an exponent only where it is very large or small.
func decimal(x float64) string {
	if a := max(x, -x); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
