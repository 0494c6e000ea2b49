package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	english, frenchWay := numbers{decimal: '.', thousands: ','}, numbers{decimal: ',', thousands: ' '}
	dots, plain, floats := numbers{decimal: ',', thousands: '.'}, numbers{decimal: '.'}, numbers{decimal: '.', floats: true}
	for _, c := range []struct {
		how      numbers
		text     string
		decimals int
		want     int64
		code     string
	}{
		{plain, "6", 3, 6000, ""}, {plain, "-1", 3, -1000, ""}, {plain, "2.55", 6, 2_550_000, ""}, {plain, ".5", 3, 500, ""}, {plain, "5.", 3, 5000, ""},
		{plain, "0.0000005", 6, 1, ""}, {plain, "-0.0000005", 6, -1, ""}, {plain, "0.00000049", 6, 0, ""}, {plain, "+7", 0, 7, ""},
		{plain, "1,5", 3, 0, "number"}, {plain, "1e308", 3, 0, "number"}, {plain, "1E3", 3, 0, "number"}, {plain, "", 3, 0, "number"}, {plain, "-", 3, 0, "number"},
		{plain, ".", 3, 0, "number"}, {plain, "1.2.3", 3, 0, "number"}, {plain, "NaN", 3, 0, "number"}, {plain, "0x10", 3, 0, "number"}, {plain, "١", 3, 0, "number"},
		{plain, "9223372036854775807", 0, 0, "range"}, {plain, "99999999999999999999999", 3, 0, "range"}, {plain, "9223372036854775", 3, 9223372036854775000, ""},
		{english, "1,234.50", 2, 123450, ""}, {english, "12,34", 2, 0, "number"}, {english, "1,234,567", 0, 1234567, ""}, {english, "$ 1,234.50", 2, 123450, ""},
		{english, "(1,234.50)", 2, -123450, ""}, {english, "12.5-", 2, -1250, ""},
		{frenchWay, "1 234,50", 2, 123450, ""}, {frenchWay, "1\u00a0234,50 €", 2, 123450, ""}, {frenchWay, "1\u202f234\u202f567,5", 2, 123456750, ""},
		{frenchWay, "\u221212,5", 2, -1250, ""}, {frenchWay, "1.5", 2, 0, "number"}, {dots, "1.234.567,89", 2, 123456789, ""}, {dots, "12.34", 2, 0, "number"},
		{floats, "2.5499999999999998", 6, 2_550_000, ""}, {floats, "1.0000000000000001E-3", 6, 1000, ""}, {floats, "1E308", 6, 0, "number"},
	} {
		got, f := c.how.parse(c.text, c.decimals)
		code := ""
		if f != nil {
			code = f.Code
		}
		if got != c.want || code != c.code {
			t.Errorf("%q: got %d %q, want %d %q", c.text, got, code, c.want, c.code)
		}
	}
}

func TestReferences(t *testing.T) {
	for text, want := range map[string]string{"17850.0": "17850", "17850": "17850", "17850.5": "17850.5", "A.0": "A.0", "1.": "1.", ".0": ".0", "12.00": "12", "85123A": "85123A", "1,0": "1,0"} {
		if got := (numbers{decimal: '.'}).reference(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := (numbers{decimal: '.', floats: true}).reference("1.23456789012E+11"); got != "123456789012" {
		t.Errorf("got %q", got)
	}
}

func TestDates(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ order, text, want string }{
		{"ymd", "2010-12-01 08:26:00", "2010-12-01T07:26:00Z"}, {"ymd", "2010-07-01 08:26", "2010-07-01T06:26:00Z"}, {"dmy", "2010-12-01T08:26:00Z", "2010-12-01T08:26:00Z"},
		{"mdy", "2010-12-01T08:26:00.5+05:30", "2010-12-01T02:56:00Z"}, {"ymd", "20101201", "2010-11-30T23:00:00Z"}, {"dmy", "3/4/2025", "2025-04-02T22:00:00Z"},
		{"mdy", "3/4/2025", "2025-03-03T23:00:00Z"}, {"dmy", "31.12.99", "1999-12-30T23:00:00Z"}, {"dmy", "1 août 2025 à", ""}, {"dmy", "1 août 2025", "2025-07-31T22:00:00Z"},
		{"dmy", "05-Mar-2024 14h05", "2024-03-05T13:05:00Z"}, {"mdy", "12/1/2010 8:26 PM", "2010-12-01T19:26:00Z"}, {"mdy", "12/1/2010 12:26 AM", "2010-11-30T23:26:00Z"},
		{"ymd", "25/12/31", "2025-12-30T23:00:00Z"},
		{"dmy", "31/02/2025", ""}, {"mdy", "13/01/2025", ""}, {"ymd", "2025-13-01", ""}, {"ymd", "2025-01-01 24:00", ""}, {"ymd", "", ""}, {"ymd", "hello", ""},
		{"dmy", "1/1/1", ""}, {"dmy", "1/1/99999", ""}, {"ymd", "1800-01-01", ""}, {"ymd", "45000", ""}, {"dmy", "1/1/2025 1:2:3:4", ""},
	} {
		got, f := dates{order: c.order, zone: paris}.time(c.text)
		text := ""
		if f == nil {
			text = got.Format(time.RFC3339)
		}
		if text != c.want {
			t.Errorf("%s %q: got %q, want %q", c.order, c.text, text, c.want)
		}
	}
	for text, want := range map[string]string{"45000": "2023-03-15T00:00:00Z", "40513.351388888892": "2010-12-01T08:26:00Z", "2023-03-15": "2023-03-15T00:00:00Z"} {
		if got, f := (dates{order: "ymd", zone: time.UTC, serial: true}).time(text); f != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%s: got %v %v", text, got, f)
		}
	}
}

func TestCountries(t *testing.T) {
	for text, want := range map[string]string{"EIRE": "IE", "United Kingdom": "GB", "uk": "GB", "fr": "FR", "États-Unis": "US", "RSA": "ZA", "Côte d’Ivoire": "CI", "Unspecified": "", "Atlantis": "?"} {
		got, ok := countryCode(text)
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{"9747747.934": "9747747.934", "-0.5": "-0.5", "0": "0", "": "0", "12": "12", "-1.000000001": "-1.000000001"} {
		if got := amount(nano(text)); got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
	if got := amount(new(big.Int).Mul(big.NewInt(1e15), big.NewInt(1e18))); got != "1000000000000000000000000" {
		t.Errorf("got %s", got)
	}
}

func readAll(text string, comma byte, quotes bool) (out []string) {
	c := newCSVReader(iotest{strings.NewReader(text)}, comma, quotes)
	var r row
	for {
		err := c.next(&r)
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			return append(out, err.Error())
		}
		var cells []string
		for i := range r.spans {
			cells = append(cells, string(r.cell(i)))
		}
		out = append(out, fmt.Sprintf("%d%s:%s", r.line, r.fault, strings.Join(cells, "|")))
	}
}

// iotest reads three bytes at a time, as networks may.
type iotest struct{ r io.Reader }

func (i iotest) Read(p []byte) (int, error) { return i.r.Read(p[:min(3, len(p))]) }

func TestReader(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "a,b\n1,2\n", "1:a|b 2:1|2"},
		{"no break at the end, CR LF, blank rows", "a,b\r\n\r\n , \n1,2", "1:a|b 4:1|2"},
		{"quotes", `"a ""x""",b` + "\n\"c,\nd\",e\nf,g", `1:a "x"|b 2:c,` + "\nd|e 4:f|g"},
		{"a quote inside a cell", `5" pipe,b` + "\n1,2", `1:5" pipe|b 2:1|2`},
		{"text behind a closing quote", `"a"b,c` + "\n", "1:ab|c"},
		{"quoted and CR LF", "\"a\",\"b\"\r\n\"c\",\"d\"", "1:a|b 2:c|d"},
		{"never closed", "a,b\n1,\"2\n3,4\n", "1:a|b 2unbalanced_quote:1|\"2 3:3|4"},
		{"never closed at the end", "a,b\n1,\"2", "1:a|b 2unbalanced_quote:1|\"2"},
		{"empty", "", ""}, {"only breaks", "\n\n\n", ""},
	} {
		if got := strings.Join(readAll(c.text, ',', true), " "); got != c.want {
			t.Errorf("%s: got\n%q, want\n%q", c.name, got, c.want)
		}
	}
	if got := strings.Join(readAll("\"a;b\"\n", ';', false), " "); got != "1:\"a|b\"" {
		t.Errorf("plain quotes: %q", got)
	}
	long := readAll("a,b\n7,"+strings.Repeat("x", maxRow)+"\n3,4\n"+strings.Repeat(",", 2000)+"\n5,\"\n"+strings.Repeat("y\n", maxRow)+"6,7\n", ',', true)
	if !strings.HasPrefix(long[1], "2row_too_long:7|x") || long[2] != "3:3|4" || !strings.HasPrefix(long[3], "4too_many_cells") && long[3] != "5unbalanced_quote:5|\"" {
		t.Errorf("%.40q %.40q %.40q", long[1], long[2], long[3])
	}
	if last := long[len(long)-1]; !strings.HasSuffix(last, ":6|7") {
		t.Errorf("last row %q", last)
	}
}

func TestSorterSpills(t *testing.T) {
	s := &sorter{limit: 2000}
	defer s.close()
	for i := range 1000 {
		key := fmt.Sprint(i % 37)
		if err := s.add(hashOf([]byte(key)), key, record{line: int64(i), cells: []string{key, "é\n\x00"}}); err != nil {
			t.Fatal(err)
		}
	}
	seen, last, n := map[string]bool{}, "", 0
	lines := map[string]int64{}
	err := s.each(func(key string, rec record) error {
		if key != last && seen[key] {
			return errors.New("a key came twice")
		}
		if seen[key] && rec.line <= lines[key] || rec.cells[1] != "é\n\x00" {
			return fmt.Errorf("line %d of %s out of order", rec.line, key)
		}
		seen[key], last, lines[key] = true, key, rec.line
		n++
		return nil
	})
	if err != nil || n != 1000 || len(s.runs) < 10 {
		t.Fatal(err, n, len(s.runs))
	}
}

// FuzzReader: whatever the bytes, rows come in order of line, within the limits, and the reader ends.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\n", "1,\"2\n3", ",,,\n\x00,\xff\n", "\"\r\n\",\r\n"} {
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, text []byte, quotes bool) {
		c := newCSVReader(bytes.NewReader(text), ',', quotes)
		var r row
		last := int64(0)
		for {
			err := c.next(&r)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.line <= last || len(r.spans) > maxCells+1 {
				t.Fatalf("line %d after %d, %d cells", r.line, last, len(r.spans))
			}
			last = r.line
			r.keep()
		}
		if breaks := int64(bytes.Count(text, []byte("\n"))); last > breaks+1 {
			t.Fatalf("line %d of %d", last, breaks+1)
		}
	})
}

// FuzzOrder: whatever the cells, an order is either whole or rejected with a reason on every line.
func FuzzOrder(f *testing.F) {
	f.Add("536365", "85123A", "6", "2010-12-01 08:26:00", "2.55", "17850.0", "EIRE")
	f.Add("C1", "", "-1e9", "31/12/9999", "1e308", "\x00", "?")
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h string) {
		p := loosePlan(retailLines, Detected{Columns: []Column{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}, {Name: "g"}, {Name: "h"}}},
			Settings{Mapping: map[string]string{"reference": "a", "sku": "b", "quantity": "c", "ordered_at": "d", "unit_price": "e", "client_reference": "g", "country": "h"}},
			form{nums: numbers{decimal: '.'}, dates: dates{order: "dmy", zone: time.UTC}, currency: "EUR", source: "x", exponent: 2})
		w := p.orderOf([]record{{line: 2, cells: []string{a, b, c, d, e, g, h}}, {line: 3, cells: []string{a, b, "1", d, "1", g, h}}})
		if w.order == nil && w.rejected() != 2 || w.order != nil && (w.rejected() != 0 || len(w.order.Lines) != 2) {
			t.Fatalf("%+v", w)
		}
		for _, r := range w.rejects(nil) {
			if r.Code == "" || r.Reason == "" {
				t.Fatalf("%+v", r)
			}
		}
	})
}
