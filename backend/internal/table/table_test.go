package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"clientele/internal/clock"
	"clientele/internal/table"
)

type sample struct {
	name    string
	code    *string
	orders  int64
	days    float64
	revenue *int64
	share   *float64
	last    *clock.Day
	at      time.Time
	vip     *bool
}

func sampleTable(currency string) table.Table[sample] {
	return table.Table[sample]{Name: "samples", Currency: currency, Columns: []table.Column[sample]{
		table.Text("name", func(s sample) string { return s.name }),
		table.Text("code", func(s sample) *string { return s.code }),
		table.Integer("orders", func(s sample) int64 { return s.orders }),
		table.Number("cycle", func(s sample) float64 { return s.days }).In("days"),
		table.Money("revenue", func(s sample) *int64 { return s.revenue }),
		table.Share("alive", func(s sample) *float64 { return s.share }),
		table.Day("last_day", func(s sample) *clock.Day { return s.last }),
		table.Time("changed_at", func(s sample) time.Time { return s.at }),
		table.Boolean("vip", func(s sample) *bool { return s.vip }),
	}}
}

var (
	noon = time.Date(2026, 3, 12, 12, 30, 15, 250_000_000, time.UTC)
	full = sample{name: "Émile, \"le grand\"\nDurand", code: new("=1+1"), orders: 3, days: 30.5, revenue: new(int64(-123456)), share: new(0.25),
		last: new(clock.Date(2026, 2, 28)), at: noon, vip: new(true)}
	empty = sample{days: math.NaN()}
)

func write[T any](t *testing.T, tab table.Table[T], f table.Format, rows ...T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := tab.Write(&b, f, each(rows)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func each[T any](rows []T) func(func(T) error) error {
	return func(yield func(T) error) error {
		for _, r := range rows {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}
}

func readCSV(t *testing.T, raw []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTablesThatAreNone(t *testing.T) {
	id := func(n int64) int64 { return n }
	for name, tab := range map[string]table.Table[int64]{
		"no columns":     {Name: "x"},
		"no currency":    {Name: "x", Columns: []table.Column[int64]{table.Money("m", id)}},
		"a name twice":   {Name: "x", Columns: []table.Column[int64]{table.Integer("a", id), table.Integer("a", id)}},
		"without a name": {Name: "x", Columns: []table.Column[int64]{table.Integer("", id)}},
	} {
		for _, f := range []table.Format{table.XLSX, table.Parquet} {
			if _, err := tab.Open(io.Discard, f); err == nil {
				t.Errorf("%s is written as %s", name, f)
			}
		}
	}
	good := table.Table[int64]{Columns: []table.Column[int64]{table.Integer("a", id)}}
	if _, err := good.Open(io.Discard, "pdf"); err == nil {
		t.Error("an unknown format is written")
	}
}

var errStop = errors.New("stop")

type full100 struct{ left int }

func (w *full100) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errStop
	}
	return len(p), nil
}

// TestStops: what fails on either side ends the writing, and nothing is left in the temporary folder.
func TestStops(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, f := range []table.Format{table.CSV, table.XLSX, table.Parquet} {
		var b bytes.Buffer
		written := 0
		err := sampleTable("EUR").Write(&b, f, func(yield func(sample) error) error {
			for range 100_000 {
				if err := yield(full); err != nil {
					return err
				}
				written++
			}
			return errStop
		})
		if !errors.Is(err, errStop) {
			t.Errorf("%s: a source that fails: %v", f, err)
		}
		if f != table.CSV {
			if _, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil {
				t.Errorf("%s looks whole", f)
			}
			if _, err := excelize.OpenReader(bytes.NewReader(b.Bytes())); err == nil {
				t.Errorf("%s looks whole", f)
			}
		}
		if err := sampleTable("EUR").Write(&full100{100}, f, func(yield func(sample) error) error {
			for range 100_000 {
				if err := yield(full); err != nil {
					return err
				}
			}
			return nil
		}); !errors.Is(err, errStop) {
			t.Errorf("%s: a writer that fails: %v", f, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
