package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"clientele/internal/account"
	"clientele/internal/intake"
	"clientele/internal/page"
	"clientele/internal/store/storetest"
)

// The whole of UCI Online Retail (Chen, 2015; CC BY 4.0), where the data folder beside the repository has it. The figures were counted
// from the file itself by another program.
func TestWholeOnlineRetail(t *testing.T) {
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "online_retail.csv.gz")
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the optional data folder ../shared/data (beside the repository) is not there: the whole file was not loaded")
	}
	defer func() { _ = f.Close() }()
	if testing.Short() {
		t.Skip("short")
	}
	w := newWorld(t, storetest.Open(t, storetest.SQLite(t), noon))
	i, err := w.imports.Upload(context.Background(), account.System, "online_retail.csv.gz", f)
	w.must(err)
	if i.Preset != "retail_lines" {
		t.Fatalf("detected %s", i.Detected)
	}
	c := w.run(w.start(i, false))
	want := intake.Counts{LinesTotal: 541_909, LinesRead: 541_909, LinesKept: 541_909, LinesAnonymous: 135_080, Clients: intake.Outcome{Created: 4372},
		Products: intake.Outcome{Created: 4070}, Orders: intake.Outcome{Created: 25_900}, Returns: 5174, OrdersAnonymous: 3710, Currency: "EUR",
		NetKeptMinor: 974_774_793, AmountRead: "9747747.934", AmountKept: "9747747.934", AmountRejected: "0"}
	if c != want {
		t.Fatalf("got  %+v\nwant %+v", c, want)
	}
	got := w.allOrders()
	sum, lines, anonymous := int64(0), int64(0), int64(0)
	for _, o := range got {
		sum, lines = sum+o.NetMinor, lines+o.LineCount
		if o.ClientID == nil {
			anonymous += o.LineCount
		}
	}
	if len(got) != 25_900 || sum != 974_774_793 || lines != 541_909 || anonymous != 135_080 {
		t.Fatalf("stored: %d orders, %d minor, %d lines, %d anonymous", len(got), sum, lines, anonymous)
	}
	again := w.run(w.start(w.again(i), false))
	if again.Orders != (intake.Outcome{Unchanged: 25_900}) || again.Clients != (intake.Outcome{Unchanged: 4372}) || again.Products != (intake.Outcome{Unchanged: 4070}) {
		t.Fatalf("loaded again: %+v", again)
	}
	for ref, o := range w.allOrders() {
		if o.Version != 1 {
			t.Fatalf("order %s was written again", ref)
		}
	}
	l, err := w.imports.List(context.Background(), intake.Filter{States: []string{intake.Done}}, page.Window{})
	w.must(err)
	if len(l.Items) != 1 || l.Items[0].FileSize == 0 {
		t.Fatalf("%+v", l)
	}
}
