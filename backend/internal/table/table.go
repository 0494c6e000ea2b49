// Package table writes rows as files that people and programs open elsewhere: CSV, XLSX and Parquet. It knows columns and bytes, no noun.
//
// A table is described once, a line per column, and written in any format:
//
//	func clientTable(currency string) table.Table[client.Row] {
//		return table.Table[client.Row]{Name: "clients", Currency: currency, Columns: []table.Column[client.Row]{
//			table.Text("name", func(r client.Row) string { return r.Name }),
//			table.Money("revenue", func(r client.Row) *int64 { return r.RevenueMinor }), // nil is no value
//			table.Day("last_order_day", func(r client.Row) *clock.Day { return r.LastDay }),
//			table.Number("cycle", func(r client.Row) float64 { return r.Cycle }).In("days"),
//		}}
//	}
//
//	err := clientTable("EUR").Write(w, table.XLSX, func(yield func(client.Row) error) error {
//		return clients.Each(ctx, filter, yield) // reads in batches; stops at yield's first error
//	})
//
// Nothing is gathered whole: CSV is written as it comes, Parquet in row groups, XLSX over a temporary file.
package table

import (
	"fmt"
	"io"

	"clientele/internal/money"
)

// Format is a kind of file.
type Format string

// The formats. CSVWithBOM begins with a byte order mark, by which spreadsheets know UTF-8.
const (
	CSV        Format = "csv"
	CSVWithBOM Format = "csv_bom"
	XLSX       Format = "xlsx"
	Parquet    Format = "parquet"
)

// Extension gives the ending of a file's name, with the dot.
func (f Format) Extension() string {
	if f == CSVWithBOM {
		f = CSV
	}
	return "." + string(f)
}

// ContentType gives the media type.
func (f Format) ContentType() string {
	switch f {
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case Parquet:
		return "application/vnd.apache.parquet"
	}
	return "text/csv; charset=utf-8"
}

// Table says what stands in a file whose rows come as T. Name is that of the sheet: letters, digits, - and _. Currency is the ISO code of every
// money column; where there is one, a last column "currency" holds it, unless the table has a column of that name itself.
type Table[T any] struct {
	Name     string
	Currency string
	Columns  []Column[T]
}

// Write writes a whole file. rows calls yield for each row, in order, and gives back what yield fails with; whatever it fails with, Write does,
// and the file is not finished then.
func (t Table[T]) Write(w io.Writer, f Format, rows func(yield func(T) error) error) error {
	out, err := t.Open(w, f)
	if err != nil {
		return err
	}
	defer out.Discard()
	if err := rows(out.Row); err != nil {
		return err
	}
	return out.Close()
}

// Open begins a file, for rows that come one by one. It fails where the table has no columns, money without a currency, or, in XLSX and
// Parquet, columns without a name of their own.
func (t Table[T]) Open(w io.Writer, f Format) (*Writer[T], error) {
	h := head{name: t.Name, currency: t.Currency, decimals: money.Exponent(t.Currency)}
	columns, amounts, own := t.Columns, false, false
	for _, c := range columns {
		amounts, own = amounts || c.Kind == KindMoney, own || c.Name == currencyColumn
	}
	if amounts && !own {
		columns = append(columns[:len(columns):len(columns)], Text(currencyColumn, func(T) string { return t.Currency }))
	}
	for _, c := range columns {
		h.columns = append(h.columns, columnHead{c.Name, c.Kind, c.Unit})
	}
	if err := h.check(f, amounts); err != nil {
		return nil, err
	}
	e, err := f.encoder(w, h)
	if err != nil {
		return nil, err
	}
	return &Writer[T]{columns: columns, cells: make([]cell, len(columns)), out: e}, nil
}

const currencyColumn = "currency"

// Writer writes the rows of one file.
type Writer[T any] struct {
	columns []Column[T]
	cells   []cell
	out     encoder
	done    bool
}

// Row writes one row.
func (w *Writer[T]) Row(v T) error {
	for i, c := range w.columns {
		w.cells[i] = cell{}
		c.read(v, &w.cells[i])
	}
	return w.out.row(w.cells)
}

// Close finishes the file and lets go of what it held. Without it the file is not whole.
func (w *Writer[T]) Close() error {
	if w.done {
		return nil
	}
	err := w.out.finish()
	w.Discard()
	return err
}

// Discard lets go of what the writer holds and finishes nothing; after Close it does nothing.
func (w *Writer[T]) Discard() {
	if !w.done {
		w.done = true
		w.out.discard()
	}
}

// encoder writes cells in one format. finish completes the file, discard lets go of memory and temporary files and is called last.
type encoder interface {
	row(cells []cell) error
	finish() error
	discard()
}

// head is what an encoder knows of a table.
type head struct {
	name     string
	currency string
	decimals int // of money
	columns  []columnHead
}

type columnHead struct {
	name string
	kind Kind
	unit string
}

func (f Format) encoder(w io.Writer, h head) (encoder, error) {
	switch f {
	case CSV, CSVWithBOM:
		return newCSV(w, h, f == CSVWithBOM)
	case XLSX:
		return newXLSX(w, h)
	case Parquet:
		return newParquet(w, h), nil
	}
	return nil, fmt.Errorf("table %s: no format %q", h.name, string(f))
}

func (h head) check(f Format, amounts bool) error {
	if len(h.columns) == 0 {
		return fmt.Errorf("table %s has no columns", h.name)
	}
	if amounts && !money.ValidCurrency(h.currency) {
		return fmt.Errorf("table %s has money without a currency", h.name)
	}
	if f == CSV || f == CSVWithBOM {
		return nil // as other programs' files have them: names may be missing or twice there
	}
	seen := map[string]bool{}
	for _, c := range h.columns {
		if c.name == "" || seen[c.name] {
			return fmt.Errorf("table %s: column %q has no name of its own", h.name, c.name)
		}
		seen[c.name] = true
	}
	return nil
}
