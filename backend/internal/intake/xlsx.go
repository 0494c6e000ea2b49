package intake

import (
	"io"

	"github.com/xuri/excelize/v2"

	"clientele/internal/fault"
)

// xlsxReader gives the rows of one sheet, cells as they are stored: dates are day numbers.
type xlsxReader struct {
	file  *excelize.File
	rows  *excelize.Rows
	src   io.Closer
	line  int64
	buf   []byte
	e1904 bool
}

func openXLSX(r io.ReadCloser, size int64, sheet string) (*xlsxReader, error) {
	if size > maxXLSX {
		return nil, fault.New(fault.KindInvalid, "too_large", "The spreadsheet is larger than 128 MB; save it as CSV.")
	}
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxXLSXParts, UnzipXMLSizeLimit: 16 << 20, RawCellValue: true})
	if err != nil {
		return nil, badSheet(err)
	}
	x := &xlsxReader{file: f, src: r}
	names := f.GetSheetList()
	if len(names) == 0 {
		_ = x.Close()
		return nil, badSheet(nil)
	}
	if sheet == "" {
		sheet = names[0]
	}
	if x.rows, err = f.Rows(sheet); err != nil {
		_ = x.Close()
		return nil, fault.Wrap(fault.KindInvalid, "sheet_not_found", "The spreadsheet has no sheet of that name.", err)
	}
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		x.e1904 = *p.Date1904
	}
	return x, nil
}

func badSheet(err error) error {
	return fault.Wrap(fault.KindInvalid, "damaged_file", "The file is not a spreadsheet that can be read, or it unpacks to too much.", err)
}

func (x *xlsxReader) next(r *row) error {
	for x.rows.Next() {
		x.line++
		cells, err := x.rows.Columns()
		if err != nil {
			return badSheet(err)
		}
		r.line, r.fault, r.spans, x.buf = x.line, "", r.spans[:0], x.buf[:0]
		for i, c := range cells {
			if i >= maxCells {
				r.fault = "too_many_cells"
				break
			}
			from := len(x.buf)
			if from+len(c) > maxRow {
				r.fault = "row_too_long"
				break
			}
			x.buf = append(x.buf, c...)
			r.spans = append(r.spans, span{int32(from), int32(len(x.buf))})
		}
		r.text = x.buf
		if !r.blank() {
			return nil
		}
	}
	if err := x.rows.Error(); err != nil {
		return badSheet(err)
	}
	return io.EOF
}

// Close removes what was unpacked.
func (x *xlsxReader) Close() error {
	if x.rows != nil {
		_ = x.rows.Close()
	}
	_ = x.file.Close()
	return x.src.Close()
}
