package portfolio

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// retail reads UCI Online Retail from the optional data folder beside the repository: one order an invoice, cancellations as returns, lines
// without a client left out, nothing else cleaned.
func retail(t *testing.T) []OrderFact {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "online_retail.csv.gz"))
	if err != nil {
		t.Skip("skipped: ../shared/data/online_retail.csv.gz (optional data folder beside the repository) is absent")
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	rows := csv.NewReader(unzipped)
	head, err := rows.Read()
	if err != nil {
		t.Fatal(err)
	}
	invoice, quantity, date, price, client := slices.Index(head, "InvoiceNo"), slices.Index(head, "Quantity"), slices.Index(head, "InvoiceDate"),
		slices.Index(head, "UnitPrice"), slices.Index(head, "CustomerID")
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	orders := map[string]*OrderFact{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if row[client] == "" {
			continue
		}
		o := orders[row[invoice]]
		if o == nil {
			at, err := time.Parse(time.DateTime, row[date])
			if err != nil {
				t.Fatal(err)
			}
			o = &OrderFact{Client: id.ID(number(row[client])), Day: int32(clock.Date(at.Date())), Sale: !strings.HasPrefix(row[invoice], "C")}
			orders[row[invoice]] = o
		}
		o.Value += int64(math.Round(100 * number(row[quantity]) * number(row[price])))
	}
	var out []OrderFact
	for _, o := range orders {
		out = append(out, *o)
	}
	return out
}

// A real and dirty file gives the same figures whatever the order of its rows: no dropout to be seen within one year, so that P(alive) is not
// known and the place in the cycle speaks; no trend yet, so that nobody is demoted.
func TestRetail(t *testing.T) {
	orders := retail(t)
	var first []Figure
	random := rand.New(rand.NewPCG(1, 1))
	for round := range 2 {
		random.Shuffle(len(orders), func(i, j int) { orders[i], orders[j] = orders[j], orders[i] })
		slices.SortStableFunc(orders, func(a, b OrderFact) int { return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Day, b.Day)) })
		w := newWorld("2011-12-10")
		w.orders = orders
		for _, o := range orders {
			w.lines = append(w.lines, LineFact{Client: o.Client, Day: o.Day, Net: o.Value, Sale: o.Sale})
		}
		f := w.run(t)
		checkSums(t, f)
		if round > 0 {
			if !slices.Equal(first, f.in.figures) {
				t.Error("figures depend on the order of the rows")
			}
			continue
		}
		first = slices.Clone(f.in.figures)
		r := f.lifetime
		if r.Clients != 4339 || r.Repeaters != 2790 || *r.Model != analytics.NBDKind || r.Reason != analytics.ChoiceDropoutNotIdentified || r.Holdout.Trust != "fair" || r.MarginBasis != marginNone {
			t.Errorf("lifetime: %d clients, %d came back, model %s for %s, %s", r.Clients, r.Repeaters, *r.Model, r.Reason, r.Holdout.Trust)
		}
		counts := map[analytics.Quadrant]int64{}
		for _, q := range f.matrix.Raw {
			counts[q.Quadrant] = q.Clients
		}
		if counts[analytics.QuadrantDesirable] != 1088 || counts[analytics.QuadrantMature] != 83 || counts[analytics.QuadrantUnderdeveloped] != 692 ||
			counts[analytics.QuadrantLowPriority] != 2509 || f.matrix.Quadrants[3].Clients != 2509 || f.matrix.Guarded != 0 {
			t.Errorf("matrix %+v", f.matrix.Raw)
		}
		if s := f.relationship.States; s[0].Clients != 1967 || s[1].Clients != 1873 || s[2].Clients != 499 || f.relationship.Prospects != 33 {
			t.Errorf("states %+v, %d prospects", s, f.relationship.Prospects)
		}
	}
}
