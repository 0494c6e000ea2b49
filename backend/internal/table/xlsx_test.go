package table_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"clientele/internal/clock"
	"clientele/internal/table"
)

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
