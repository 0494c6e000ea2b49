package golden

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"io"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// asOf is the day of the runs over the file, the day after its last invoice; windowFrom is the first day of the twelve months before it.
const asOf, windowFrom = "2011-12-10", "2010-12-11"

// invoice is one invoice of the file: it sells unless its number begins with C (or no line of it sells).
type invoice struct {
	client, day string
	minor       int64
	sale        bool
}

// buyer is what the rules of docs/measures.md make of a client's invoices, worked out here without any of the program's code. Scores are 0
// for a client who never bought.
type buyer struct {
	last           string
	orders, value  int64
	recency        int64
	abc            string
	r, f, m        int
	onlyBringsBack bool
}

// readRows reads the lines of the file, without its header.
func readRows(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open(dataFile)
	if err != nil {
		t.Skip("skipped: the Online Retail file is not there (" + dataFile + ")")
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// classify works out every client's class of value and scores from the lines of the file.
func classify(t *testing.T) map[string]*buyer {
	t.Helper()
	invoices := map[string]*invoice{}
	for _, row := range readRows(t) {
		q, ok1 := new(big.Rat).SetString(row[3])
		p, ok2 := new(big.Rat).SetString(row[5])
		if !ok1 || !ok2 {
			t.Fatalf("line %v", row)
		}
		v := invoices[row[0]]
		if v == nil {
			v = &invoice{client: strings.TrimSuffix(row[6], ".0"), day: row[4][:10]}
			invoices[row[0]] = v
		}
		v.minor += halfAway(new(big.Rat).Mul(q, p))
		v.sale = v.sale || q.Sign() > 0 && p.Sign() >= 0 && !strings.HasPrefix(row[0], "C")
	}
	out := map[string]*buyer{}
	for _, v := range invoices {
		if v.client == "" {
			continue
		}
		b := out[v.client]
		if b == nil {
			b = &buyer{}
			out[v.client] = b
		}
		if v.day >= windowFrom {
			b.value += v.minor
		}
		if v.sale {
			b.last = max(b.last, v.day)
			if v.day >= windowFrom {
				b.orders++
			}
		}
	}
	for _, b := range out {
		b.onlyBringsBack = b.last == ""
		b.recency = daysBetween(t, b.last, asOf)
	}
	classOfValue(out)
	score(out, func(b *buyer) int64 { return -b.recency }, func(b *buyer, s int) { b.r = s })
	score(out, func(b *buyer) int64 { return b.orders }, func(b *buyer, s int) { b.f = s })
	score(out, func(b *buyer) int64 { return b.value }, func(b *buyer, s int) { b.m = s })
	return out
}

func daysBetween(t *testing.T, from, to string) int64 {
	t.Helper()
	if from == "" {
		return 0
	}
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		t.Fatal(err)
	}
	return int64(b.Sub(a) / (24 * time.Hour))
}

// classOfValue gives the classes at 60 and 90 % of value: a client is in A when those worth more hold less than 60 %.
func classOfValue(clients map[string]*buyer) {
	var positive []*buyer
	total := int64(0)
	for _, b := range clients {
		b.abc = "none"
		if b.value > 0 {
			positive, total = append(positive, b), total+b.value
		}
	}
	slices.SortFunc(positive, func(a, b *buyer) int { return cmp.Compare(b.value, a.value) })
	above, sum := int64(0), int64(0)
	for i, b := range positive {
		if i > 0 && b.value < positive[i-1].value {
			above = sum
		}
		sum += b.value
		switch {
		case above*100 < total*60:
			b.abc = "A"
		case above*100 < total*90:
			b.abc = "B"
		default:
			b.abc = "C"
		}
	}
}

// score gives 1 + floor(5 × clients strictly worse / clients) to everybody who ever bought.
func score(clients map[string]*buyer, figure func(*buyer) int64, put func(*buyer, int)) {
	var all []int64
	for _, b := range clients {
		if !b.onlyBringsBack {
			all = append(all, figure(b))
		}
	}
	slices.Sort(all)
	for _, b := range clients {
		if !b.onlyBringsBack {
			worse, _ := slices.BinarySearch(all, figure(b))
			put(b, 1+5*worse/len(all))
		}
	}
}

// shuffled gives the lines of the file as two files, whole invoices each, the lines of both in any order.
func shuffled(t *testing.T, random func(n int, swap func(i, j int))) [2]io.Reader {
	t.Helper()
	rows := readRows(t)
	random(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	var files [2]strings.Builder
	var w [2]*csv.Writer
	for i := range files {
		w[i] = csv.NewWriter(&files[i])
		_ = w[i].Write([]string{"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"})
	}
	for _, row := range rows {
		_ = w[row[0][len(row[0])-1]%2].Write(row)
	}
	for i := range w {
		w[i].Flush()
	}
	return [2]io.Reader{strings.NewReader(files[0].String()), strings.NewReader(files[1].String())}
}
