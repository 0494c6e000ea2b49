package table_test

import (
	"math"
	"strings"
	"testing"

	"clientele/internal/table"
)

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
