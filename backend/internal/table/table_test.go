package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
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

func TestCSV(t *testing.T) {
	raw := write(t, sampleTable("EUR"), table.CSV, full, empty)
	want := "name,code,orders,cycle,revenue,alive,last_day,changed_at,vip,currency\r\n" +
		"\"Émile, \"\"le grand\"\"\nDurand\",'=1+1,3,30.5,-1234.56,0.25,2026-02-28,2026-03-12T12:30:15Z,true,EUR\r\n" +
		",,0,,,,,,,EUR\r\n"
	if string(raw) != want {
		t.Errorf("got\n%q\nwant\n%q", raw, want)
	}
	marked := write(t, sampleTable("EUR"), table.CSVWithBOM, full, empty)
	if string(marked) != "\uFEFF"+want {
		t.Errorf("with a mark: %q", marked)
	}
	for currency, amount := range map[string]string{"JPY": "-123456", "TND": "-123.456"} {
		if got := readCSV(t, write(t, sampleTable(currency), table.CSV, full))[1]; got[4] != amount || got[9] != currency {
			t.Errorf("%s: %v", currency, got)
		}
	}
}

func TestTextsInCSV(t *testing.T) {
	long := strings.Repeat("é", 100_000)
	for in, want := range map[string]string{
		"=cmd()": "'=cmd()", "+1+1": "'+1+1", "@SUM(A1)": "'@SUM(A1)", "-2+3": "'-2+3", "\t=1": "'\t=1", "\n=1": "'\n=1", "  =1": "'  =1", "\u00a0=1": "'\u00a0=1",
		"\uFEFF=1": "'\uFEFF=1", "＝1+1": "'＝1+1", "-": "'-", "+Inf": "'+Inf", "-0x1p-2": "'-0x1p-2", "=": "'=", "-1-2": "'-1-2", "--1": "'--1", "-1e": "'-1e",
		"-12": "-12", "+33478000001": "+33478000001", "-1.5e-05": "-1.5e-05", "-3,50": "-3,50", "1,000,000": "1,000,000",
		"a\x00b": "a\uFFFDb", "a\x1bb\x7f": "a\uFFFDb\x7f", "\xffa": "\uFFFDa", "a\uFFFFb": "a\uFFFDb", " a ": " a ", `"`: `"`, "a;b": "a;b", "a\nb": "a\nb", long: long,
		"'": "'", "日本": "日本", "😀": "😀",
	} {
		got := readCSV(t, write(t, table.Table[[]string]{Columns: table.Texts("x", "y")}, table.CSV, []string{in, "end"}))
		if got[1][0] != want || got[1][1] != "end" {
			t.Errorf("%.40q: %.60q, want %.60q", in, got[1][0], want)
		}
	}
	raw := write(t, table.Table[[]string]{Columns: table.Texts("=x", "", "=x")}, table.CSV, []string{"a\r\nb"})
	if want := "'=x,,'=x\r\n\"a\r\nb\",,\r\n"; string(raw) != want {
		t.Errorf("foreign headings: %q", raw)
	}
}

func TestNumbersInCSV(t *testing.T) {
	tab := table.Table[float64]{Columns: []table.Column[float64]{table.Number("x", func(x float64) float64 { return x })}}
	for in, want := range map[float64]string{0: "0", -1.5: "-1.5", 1e6: "1000000", 1e15: "1e+15", 1e-7: "1e-07", 0.1: "0.1", math.Inf(1): "", 123456.789: "123456.789"} {
		if got := string(write(t, tab, table.CSV, in)); got != "x\r\n"+want+"\r\n" {
			t.Errorf("%g: %q", in, got)
		}
	}
}

func openXLSX(t *testing.T, raw []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestXLSX(t *testing.T) {
	f := openXLSX(t, write(t, sampleTable("EUR"), table.XLSX, full, empty))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"samples", "columns"}) {
		t.Fatalf("sheets %v", got)
	}
	shown, err := f.GetRows("samples")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"name", "code", "orders", "cycle", "revenue", "alive", "last_day", "changed_at", "vip", "currency"}; !slices.Equal(shown[0], want) {
		t.Errorf("headings %v", shown[0])
	}
	if want := []string{full.name, "=1+1", "3", "30.5", "-1,234.56", "25.0%", "2026-02-28", "2026-03-12 12:30:15", "TRUE", "EUR"}; !slices.Equal(shown[1], want) {
		t.Errorf("shown %q", shown[1])
	}
	if want := []string{"", "", "0", "", "", "", "", "", "", "EUR"}; !slices.Equal(shown[2], want) {
		t.Errorf("no values %q", shown[2])
	}
	for cell, want := range map[string]struct {
		kind excelize.CellType
		raw  string
	}{"A2": {excelize.CellTypeInlineString, full.name}, "B2": {excelize.CellTypeInlineString, "=1+1"}, "C2": {excelize.CellTypeUnset, "3"},
		"E2": {excelize.CellTypeUnset, "-1234.56"}, "F2": {excelize.CellTypeUnset, "0.25"}, "G2": {excelize.CellTypeUnset, "46081"}, "I2": {excelize.CellTypeBool, "1"}} {
		kind, err := f.GetCellType("samples", cell)
		if err != nil || kind != want.kind {
			t.Errorf("%s is of type %v, %v", cell, kind, err)
		}
		if raw, err := f.GetCellValue("samples", cell, excelize.Options{RawCellValue: true}); err != nil || raw != want.raw {
			t.Errorf("%s holds %q, %v", cell, raw, err)
		}
		if formula, _ := f.GetCellFormula("samples", cell); formula != "" {
			t.Errorf("%s is a formula", cell)
		}
	}
	if p, err := f.GetPanes("samples"); err != nil || !p.Freeze || p.YSplit != 1 {
		t.Errorf("panes %+v, %v", p, err)
	}
	if raw, _ := f.Pkg.Load("xl/worksheets/sheet1.xml"); !bytes.Contains(raw.([]byte), []byte(`<autoFilter ref="$A$1:$J$3"`)) {
		t.Error("no filter")
	}
	units, err := f.GetRows("columns")
	if err != nil || !slices.ContainsFunc(units, func(r []string) bool { return slices.Equal(r, []string{"cycle", "number", "days"}) }) {
		t.Errorf("units %v, %v", units, err)
	}
}

func TestWhatASpreadsheetCannotHold(t *testing.T) {
	long := strings.Repeat("😀", 20_000)
	tab := table.Table[sample]{Name: "odd", Currency: "EUR", Columns: sampleTable("EUR").Columns}
	f := openXLSX(t, write(t, tab, table.XLSX,
		sample{name: long, code: new("a\x00\x01b _x0041_ <&>"), orders: math.MaxInt64, revenue: new(int64(math.MinInt64)), last: new(clock.Date(1899, 12, 31)), at: time.Date(1850, 1, 2, 3, 4, 5, 0, time.UTC)}))
	rows, err := f.GetRows("odd")
	if err != nil {
		t.Fatal(err)
	}
	got := rows[1]
	if !strings.HasSuffix(got[0], "😀…") || len([]rune(got[0])) != 16_384 {
		t.Errorf("cut to %d characters, %.20q", len([]rune(got[0])), got[0][len(got[0])-10:])
	}
	if want := []string{"a\uFFFD\uFFFDb _x0041_ <&>", "9223372036854775807", "0", "-92233720368547758.08", "", "1899-12-31", "1850-01-02T03:04:05Z"}; !slices.Equal(got[1:8], want) {
		t.Errorf("%q", got[1:])
	}
}

func TestFurtherSheets(t *testing.T) {
	tab := table.Table[int64]{Name: "numbers", Columns: []table.Column[int64]{table.Integer("n", func(n int64) int64 { return n })}}
	var b bytes.Buffer
	w, err := tab.Open(&b, table.XLSX)
	if err != nil {
		t.Fatal(err)
	}
	w.SetSheetRows(4)
	for n := range int64(7) {
		if err := w.Row(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f := openXLSX(t, b.Bytes())
	var all []string
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil || rows[0][0] != "n" {
			t.Fatalf("%s: %v, %v", name, rows, err)
		}
		for _, r := range rows[1:] {
			all = append(all, r[0])
		}
	}
	if !slices.Equal(f.GetSheetList(), []string{"numbers", "numbers 2", "numbers 3"}) || strings.Join(all, "") != "0123456" {
		t.Errorf("%v %v", f.GetSheetList(), all)
	}
}

func TestParquet(t *testing.T) {
	raw := write(t, sampleTable("TND"), table.Parquet, full, empty)
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	want := `message samples {
	optional binary name (STRING);
	optional binary code (STRING);
	optional int64 orders (INT(64,true));
	optional double cycle;
	optional int64 revenue (DECIMAL(18,3));
	optional double alive;
	optional int32 last_day (DATE);
	optional int64 changed_at (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	optional boolean vip;
	optional binary currency (STRING);
}`
	if got := f.Schema().String(); got != want {
		t.Errorf("schema\n%s", got)
	}
	for key, want := range map[string]string{"currency": "TND", "column:cycle": "number, days", "column:revenue": "money"} {
		if got, _ := f.Lookup(key); got != want {
			t.Errorf("%s is %q", key, got)
		}
	}
	type record struct {
		Name      *string  `parquet:"name,optional"`
		Code      *string  `parquet:"code,optional"`
		Orders    *int64   `parquet:"orders,optional"`
		Cycle     *float64 `parquet:"cycle,optional"`
		Revenue   *int64   `parquet:"revenue,optional,decimal(3:18)"`
		Alive     *float64 `parquet:"alive,optional"`
		LastDay   *int32   `parquet:"last_day,optional,date"`
		ChangedAt *int64   `parquet:"changed_at,optional,timestamp(microsecond)"`
		VIP       *bool    `parquet:"vip,optional"`
		Currency  *string  `parquet:"currency,optional"`
	}
	rows, err := parquet.Read[record](bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v, %v", rows, err)
	}
	r := rows[0]
	if *r.Name != full.name || *r.Code != "=1+1" || *r.Orders != 3 || *r.Cycle != 30.5 || *r.Revenue != -123456 || *r.Alive != 0.25 || clock.Day(*r.LastDay) != *full.last ||
		*r.ChangedAt != noon.UnixMicro() || !*r.VIP || *r.Currency != "TND" {
		t.Errorf("%+v", r)
	}
	if r = rows[1]; r.Name != nil || r.Code != nil || *r.Orders != 0 || r.Cycle != nil || r.Revenue != nil || r.Alive != nil || r.LastDay != nil || r.ChangedAt != nil || r.VIP != nil {
		t.Errorf("no values: %+v", r)
	}
	tab := sampleTable("EUR")
	if err := tab.Write(io.Discard, table.Parquet, each([]sample{{revenue: new(int64(math.MaxInt64))}})); err == nil || !strings.Contains(err.Error(), "revenue") {
		t.Errorf("more than 18 digits: %v", err)
	}
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

// heap measures live memory now and then, while bytes pass.
type heap struct {
	base, peak uint64
	bytes, due int
}

func (h *heap) look() {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.peak = max(h.peak, m.HeapAlloc)
}

func (h *heap) Write(p []byte) (int, error) {
	if h.bytes += len(p); h.bytes > h.due {
		h.due = h.bytes + 4<<20
		h.look()
	}
	return len(p), nil
}

func TestMemoryIsBounded(t *testing.T) {
	for _, f := range []table.Format{table.CSV, table.XLSX, table.Parquet} {
		t.Run(string(f), func(t *testing.T) {
			h := &heap{}
			h.look()
			h.base, h.peak = h.peak, 0
			text := strings.Repeat("long ", 60)
			err := sampleTable("EUR").Write(h, f, func(yield func(sample) error) error {
				for i := range 100_000 {
					r := full
					r.name = strconv.Itoa(i) + text
					if err := yield(r); err != nil {
						return err
					}
					if i%20_000 == 19_999 {
						h.look()
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			grown := int64(h.peak) - int64(h.base)
			t.Logf("%d bytes written, %d kB of memory", h.bytes, grown>>10)
			if grown > 48<<20 {
				t.Errorf("memory grew by %d MB", grown>>20)
			}
		})
	}
}
