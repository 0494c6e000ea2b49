package golden

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"math/big"
	"os"
	"testing"
)

// dataFile is the real file; it is not part of the project, and lies in an optional data folder beside it.
const dataFile = "../../../shared/data/online_retail.csv.gz"

// reckoning is what a plain reading of the file says, made without any of the program's code.
type reckoning struct {
	lines, anonymous int64
	invoices         map[string]bool
	clients          map[string]bool
	exact            *big.Rat // sum of quantity × unit price
	minor            int64    // the same, each line rounded half away from zero to pence
}

func reckon(t *testing.T) reckoning {
	t.Helper()
	f, err := os.Open(dataFile)
	if os.IsNotExist(err) {
		t.Skip("skipped: the Online Retail file is not there (" + dataFile + ")")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	r.ReuseRecord = true
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	out := reckoning{invoices: map[string]bool{}, clients: map[string]bool{}, exact: new(big.Rat)}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out.line(t, row)
	}
}

// line adds one line: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country.
func (r *reckoning) line(t *testing.T, row []string) {
	t.Helper()
	r.lines++
	r.invoices[row[0]] = true
	if row[6] == "" {
		r.anonymous++
	} else {
		r.clients[row[6]] = true
	}
	q, ok1 := new(big.Rat).SetString(row[3])
	p, ok2 := new(big.Rat).SetString(row[5])
	if !ok1 || !ok2 {
		t.Fatalf("line %v", row)
	}
	v := q.Mul(q, p)
	r.exact.Add(r.exact, v)
	r.minor += halfAway(v)
}

// halfAway rounds a hundredfold to a whole number, half away from zero.
func halfAway(v *big.Rat) int64 {
	n := new(big.Rat).Mul(v, big.NewRat(100, 1))
	neg := n.Sign() < 0
	n.Abs(n).Add(n, big.NewRat(1, 2))
	w := new(big.Int).Quo(n.Num(), n.Denom()).Int64()
	if neg {
		return -w
	}
	return w
}
