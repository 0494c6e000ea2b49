package table

import (
	"cmp"
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// The bounds of a row group: what the writer keeps in memory at most, before compression.
const (
	groupRows  = 1 << 16
	groupBytes = 16 << 20
)

// maxDecimal is the largest amount that DECIMAL(18) holds, in minor units.
const maxDecimal = 999_999_999_999_999_999

// parquetFile writes optional columns: STRING, INT64, DOUBLE, DECIMAL(18, exponent of the currency), DATE, TIMESTAMP in UTC microseconds,
// BOOLEAN, in the table's order. The file's metadata names the currency and each column's kind and unit ("column:revenue" = "money").
type parquetFile struct {
	out     *parquet.GenericWriter[any]
	columns []columnHead
	line    parquet.Row
	rows    int
	bytes   int
}

func newParquet(w io.Writer, h head) *parquetFile {
	f := &parquetFile{columns: h.columns, line: make(parquet.Row, len(h.columns))}
	root := ordered{}
	options := []parquet.WriterOption{parquet.Compression(&parquet.Snappy), parquet.CreatedBy("clientele", "", "")}
	if h.currency != "" {
		options = append(options, parquet.KeyValueMetadata("currency", h.currency))
	}
	for _, c := range h.columns {
		root.fields = append(root.fields, field{parquet.Optional(node(c.kind, h.decimals)), c.name})
		text := string(c.kind)
		if c.unit != "" {
			text += ", " + c.unit
		}
		options = append(options, parquet.KeyValueMetadata("column:"+c.name, text))
	}
	options = append(options, parquet.NewSchema(cmp.Or(h.name, "table"), root))
	f.out = parquet.NewGenericWriter[any](w, options...)
	return f
}

func node(k Kind, decimals int) parquet.Node {
	switch k {
	case KindInteger:
		return parquet.Int(64)
	case KindNumber, KindShare:
		return parquet.Leaf(parquet.DoubleType)
	case KindMoney:
		return parquet.Decimal(decimals, 18, parquet.Int64Type)
	case KindDay:
		return parquet.Date()
	case KindTime:
		return parquet.Timestamp(parquet.Microsecond)
	case KindBoolean:
		return parquet.Leaf(parquet.BooleanType)
	}
	return parquet.String()
}

func (f *parquetFile) row(cells []cell) error {
	for i, c := range cells {
		if c.null {
			f.line[i] = parquet.NullValue().Level(0, 0, i)
			continue
		}
		if f.columns[i].kind == KindMoney && (c.n > maxDecimal || c.n < -maxDecimal) {
			return fmt.Errorf("column %s: %d minor units are more than Parquet's decimal of 18 digits holds", f.columns[i].name, c.n)
		}
		f.line[i] = value(f.columns[i].kind, c).Level(0, 1, i)
		f.bytes += 8 + len(c.s)
	}
	if _, err := f.out.WriteRows([]parquet.Row{f.line}); err != nil {
		return err
	}
	if f.rows++; f.rows < groupRows && f.bytes < groupBytes {
		return nil
	}
	f.rows, f.bytes = 0, 0
	return f.out.Flush()
}

func value(k Kind, c cell) parquet.Value {
	switch k {
	case KindNumber, KindShare:
		return parquet.DoubleValue(c.x)
	case KindDay:
		return parquet.Int32Value(int32(c.n))
	case KindBoolean:
		return parquet.BooleanValue(c.n != 0)
	case KindText:
		return parquet.ByteArrayValue([]byte(c.s))
	}
	return parquet.Int64Value(c.n)
}

func (f *parquetFile) finish() error { return f.out.Close() }

func (f *parquetFile) discard() {}

// ordered is a group of columns in an order of its own; the library's sorts them by name.
type ordered struct {
	parquet.Group
	fields []parquet.Field
}

// Fields gives the columns.
func (o ordered) Fields() []parquet.Field { return o.fields }

// field is a named column; rows are written as values, never read from structs.
type field struct {
	parquet.Node
	name string
}

// Name gives the column's name.
func (f field) Name() string { return f.name }

// Value is not used.
func (f field) Value(reflect.Value) reflect.Value { return reflect.Value{} }
