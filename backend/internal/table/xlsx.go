package table

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"clientele/internal/clock"
	"clientele/internal/money"
)

// What a spreadsheet holds: rows of a sheet, UTF-16 units of a cell, digits of a number, days from 1 March 1900 (before it, spreadsheets differ).
const (
	sheetRows  = 1_048_576
	cellUnits  = 32_767
	exactUpTo  = 1_000_000_000_000_000
	serialZero = 25_569 // 1970-01-01
)

var (
	firstSerialDay = int64(clock.Date(1900, 3, 1))
	lastSerialDay  = int64(clock.Date(9999, 12, 31))
)

// xlsxFile writes typed cells under a frozen header with a filter, over a temporary file. Rows beyond a sheet's last go to a further sheet. What
// a cell cannot hold as what it is (numbers of more than 15 digits, days before 1 March 1900) stands there as text; longer texts are cut and
// end with "…". A last sheet "columns" says kind and unit, where a column has a unit.
type xlsxFile struct {
	file    *excelize.File
	out     io.Writer
	head    head
	sheets  int
	stream  *excelize.StreamWriter
	rows    int // of the sheet, with its header
	most    int
	styles  []int // by column
	heading int
	line    []any
}

func newXLSX(w io.Writer, h head) (*xlsxFile, error) {
	f := &xlsxFile{file: excelize.NewFile(), out: w, head: h, most: sheetRows, line: make([]any, len(h.columns))}
	if err := f.begin(); err != nil {
		f.discard()
		return nil, err
	}
	return f, nil
}

func (f *xlsxFile) begin() (err error) {
	if f.heading, err = f.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	for _, c := range f.head.columns {
		s := 0
		if code := numberFormat(c.kind, f.head.decimals); code != "" {
			if s, err = f.file.NewStyle(&excelize.Style{CustomNumFmt: &code}); err != nil {
				return err
			}
		}
		f.styles = append(f.styles, s)
	}
	return f.nextSheet()
}

func numberFormat(k Kind, decimals int) string {
	switch k {
	case KindInteger:
		return "0"
	case KindMoney:
		return strings.TrimSuffix("#,##0."+strings.Repeat("0", decimals), ".")
	case KindShare:
		return "0.0%"
	case KindDay:
		return "yyyy-mm-dd"
	case KindTime:
		return "yyyy-mm-dd hh:mm:ss"
	case KindText:
		return "@"
	}
	return ""
}

func (f *xlsxFile) sheetName() string {
	name := f.head.name
	if name == "" {
		name = "table"
	}
	name = name[:min(len(name), 24)]
	if f.sheets > 1 {
		name = fmt.Sprintf("%s %d", name, f.sheets)
	}
	return name
}

func (f *xlsxFile) nextSheet() (err error) {
	if err := f.endSheet(); err != nil {
		return err
	}
	f.sheets++
	if f.sheets == 1 {
		err = f.file.SetSheetName("Sheet1", f.sheetName())
	} else {
		_, err = f.file.NewSheet(f.sheetName())
	}
	if err != nil {
		return err
	}
	if f.stream, err = f.file.NewStreamWriter(f.sheetName()); err != nil {
		return err
	}
	for i, c := range f.head.columns {
		if err := f.stream.SetColWidth(i+1, i+1, width(c)); err != nil {
			return err
		}
	}
	if err := f.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, c := range f.head.columns {
		f.line[i] = excelize.Cell{StyleID: f.heading, Value: clean(c.name)}
	}
	f.rows = 0
	return f.write()
}

func width(c columnHead) float64 {
	w := map[Kind]float64{KindText: 20, KindTime: 19, KindMoney: 14}[c.kind]
	return max(w, 11, min(float64(len(c.name)+4), 40))
}

// endSheet puts the filter over what was written and closes the sheet.
func (f *xlsxFile) endSheet() error {
	if f.stream == nil {
		return nil
	}
	last, err := excelize.CoordinatesToCellName(len(f.head.columns), f.rows)
	if err != nil {
		return err
	}
	if err := f.file.AutoFilter(f.sheetName(), "A1:"+last, nil); err != nil {
		return err
	}
	err = f.stream.Flush()
	f.stream = nil
	return err
}

func (f *xlsxFile) write() error {
	f.rows++
	at, err := excelize.CoordinatesToCellName(1, f.rows)
	if err != nil {
		return err
	}
	return f.stream.SetRow(at, f.line)
}

func (f *xlsxFile) row(cells []cell) error {
	if f.rows == f.most {
		if err := f.nextSheet(); err != nil {
			return err
		}
	}
	for i, c := range cells {
		if c.null {
			f.line[i] = nil
			continue
		}
		f.line[i] = excelize.Cell{StyleID: f.styles[i], Value: f.value(f.head.columns[i].kind, c)}
	}
	return f.write()
}

func (f *xlsxFile) value(k Kind, c cell) any {
	exact := c.n < exactUpTo && c.n > -exactUpTo
	switch k {
	case KindInteger:
		if exact {
			return c.n
		}
		return money.Format(c.n, 0)
	case KindNumber, KindShare:
		return c.x
	case KindMoney:
		if exact {
			return float64(c.n) / float64(pow10[f.head.decimals])
		}
		return money.Format(c.n, f.head.decimals)
	case KindDay:
		if c.n >= firstSerialDay && c.n <= lastSerialDay {
			return c.n + serialZero
		}
		return clock.Day(c.n).String()
	case KindTime:
		const day = int64(24 * time.Hour / time.Microsecond)
		if c.n >= firstSerialDay*day && c.n < (lastSerialDay+1)*day {
			return float64(c.n)/float64(day) + serialZero
		}
		return c.instant().Format(time.RFC3339)
	case KindBoolean:
		return c.n != 0
	}
	return cut(c.s)
}

var pow10 = [...]int64{1, 10, 100, 1000}

// cut shortens a text to what a cell holds.
func cut(s string) string {
	if len(s) <= cellUnits {
		return s
	}
	units, end := 0, 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units < cellUnits {
			end = i + utf8.RuneLen(r)
		}
	}
	if units <= cellUnits {
		return s
	}
	return s[:end] + "…"
}

func (f *xlsxFile) finish() error {
	if err := f.endSheet(); err != nil {
		return err
	}
	if err := f.legend(); err != nil {
		return err
	}
	// The library gathers its archive in memory; this one goes straight out, and what the library keeps stays empty.
	f.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(f.out) })
	_, err := f.file.WriteToBuffer()
	return err
}

// legend adds the sheet of kinds and units.
func (f *xlsxFile) legend() error {
	units := false
	for _, c := range f.head.columns {
		units = units || c.unit != ""
	}
	if !units {
		return nil
	}
	const name = "columns"
	if _, err := f.file.NewSheet(name); err != nil {
		return err
	}
	if err := f.file.SetSheetRow(name, "A1", &[]any{"column", "kind", "unit"}); err != nil {
		return err
	}
	for i, c := range f.head.columns {
		if err := f.file.SetSheetRow(name, fmt.Sprintf("A%d", i+2), &[]any{c.name, string(c.kind), c.unit}); err != nil {
			return err
		}
	}
	return nil
}

func (f *xlsxFile) discard() { _ = f.file.Close() }
