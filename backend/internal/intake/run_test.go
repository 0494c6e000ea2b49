package intake_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/intake"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

const retailHead = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"

// sales holds a sale in two places of the file, an exact duplicate line, a return, an anonymous sale, a stock adjustment and a bad debt.
const sales = retailHead +
	"536365,85123A,white holder,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n" +
	"536365,85123A,white holder,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n" +
	"536366,71053,LANTERN,2,2010-12-01 08:28:00,0.001,13047.0,EIRE\n" +
	"536365,71053,METAL LANTERN,1,2010-12-01 08:27:00,3.39,17850.0,United Kingdom\n" +
	"C536379,71053,METAL LANTERN,-1,2010-12-01 09:41:00,3.39,17850.0,United Kingdom\n" +
	"536544,71053,METAL LANTERN,3,2010-12-01 14:32:00,7.1234565,,United Kingdom\n" +
	"536589,21777,,-10,2010-12-01 16:50:00,0,,United Kingdom\n" +
	"A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom\n"

func TestRetailLines(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		w := newWorld(t, db)
		i := w.upload("sales.csv.gz", "", packed(sales), intake.Options{})
		if i.Preset != "retail_lines" {
			t.Fatalf("preset %q, detected %s", i.Preset, i.Detected)
		}
		c := w.run(w.start(i, false))
		if c.LinesKept != 8 || c.Clients.Created != 2 || c.Products.Created != 4 || c.Orders.Created != 6 || c.Returns != 3 || c.LinesAnonymous != 3 || c.OrdersAnonymous != 3 {
			t.Fatalf("counts %+v", c)
		}
		// 15.30+15.30+3.39+0.002-3.39+21.3703695(6 decimals: 7.123457*3=21.370371)-0-11062.06
		if c.AmountRead != "-11010.087629" || c.AmountKept != c.AmountRead || c.NetKeptMinor != 1530*2+339-339+2137-1106206 {
			t.Fatalf("amounts %+v", c)
		}
		got := w.allOrders()
		o := got["536365"]
		if o.LineCount != 3 || o.NetMinor != 3399 || o.Kind != order.Sale || o.OrderedAt.Format("15:04") != "07:26" {
			t.Fatalf("order %+v", o)
		}
		if r := got["C536379"]; r.Kind != order.Return || r.NetMinor != -339 || r.ClientID == nil {
			t.Fatalf("return %+v", r)
		}
		if r := got["A563186"]; r.Kind != order.Return || r.NetMinor != -1106206 || r.ClientID != nil {
			t.Fatalf("bad debt %+v", r)
		}
		_, lines, err := w.orders.ByID(ctx, o.ID)
		w.must(err)
		if lines[2].SKU != "71053" || lines[2].ProductName != "METAL LANTERN" || lines[0].Description != "white holder" {
			t.Fatalf("lines %+v", lines)
		}
		known, err := store.NewClients(db).ByKeys(ctx, "import", []string{"17850", "13047"})
		w.must(err)
		if known["17850"].Country != "GB" || known["13047"].Country != "IE" || known["17850"].Name != "17850" {
			t.Fatalf("clients %+v", known)
		}
		again := w.load("again.csv", "retail-lines", sales, intake.Options{})
		if again.Orders.Unchanged != 6 || again.Orders.Updated+again.Orders.Created != 0 || again.Clients.Unchanged != 2 || again.Products.Unchanged != 4 || again.NetKeptMinor != c.NetKeptMinor {
			t.Fatalf("loaded again: %+v", again)
		}
		for ref, o := range w.allOrders() {
			if o.Version != 1 || o.ID != got[ref].ID {
				t.Fatalf("order %s was written again: %+v", ref, o)
			}
		}
	})
}

func TestOneBadLineRejectsItsOrder(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		text := retailHead +
			"1,A,a,1,2025-01-02,1.00,7,FR\n" + // 2: good
			"2,A,a,1,2025-01-02,1.00,7,FR\n" + // 3
			"2,B,b,many,2025-01-02,2.00,7,FR\n" + // 4: culprit
			"3,A,a,1,2025-02-30,1.00,7,FR\n" + // 5
			"4,A,a,1,2025-01-02,1e308,7,FR\n" + // 6
			"2,C,c,1,2025-01-02,1.00,7,FR\n" + // 7: of order 2, elsewhere
			"C5,A,a,1,2025-01-02,1.00,7,FR\n" + // 8: a return with a positive line
			"6,A,a,1,2025-01-02,1.00,7,FR\n" + // 9
			"6,A,a,1,2025-01-02,1.00,8,FR\n" + // 10: another client
			",A,a,1,2025-01-02,1.00,8,FR\n" + // 11
			"7,A,a,1,2025-01-02,1.00,8,Atlantis\n" + // 12
			"8,\"A,a,1,2025-01-02,1.00,8,FR\n" + // 13: never closed
			"9,A,a,1,2025-01-02,1.00,8,FR\n" + // 14: good
			"10,A,a\x00,1,2025-01-02,1.00,8,FR\n" + // 15
			"11,A," + strings.Repeat("x", 300<<10) + ",1,2025-01-02,1.00,8,FR\n" + // 16
			"12,A,\"two\nlines\",1,2025-01-02,1.00,8,FR\n" + // 17, 18: good
			"13,A,a,999999999999,2025-01-02,999999999,8,FR\n" + // 19
			"14," + strings.Repeat("s", 65) + ",a,1,2025-01-02,1.00,8,FR\n" // 20
		i := w.start(w.upload("bad.csv", "", []byte(text), intake.Options{}), false)
		c := w.run(i)
		if c.LinesRead != 18 || c.LinesKept != 3 || c.Orders.Created != 3 || c.OrdersRejected != 12 {
			t.Fatalf("counts %+v", c)
		}
		want := []string{"3 order_rejected", "4 number quantity", "5 date ordered_at", "6 number unit_price", "7 order_rejected", "8 sign quantity", "9 order_rejected",
			"10 order_conflict client_reference", "11 required reference", "12 country country", "13 unbalanced_quote", "15 control_character", "16 row_too_long",
			"19 range unit_price", "20 too_long sku"}
		if got := w.rejects(i.ID); !slices.Equal(got, want) {
			t.Fatalf("rejects\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if o := w.allOrders(); len(o) != 3 || o["12"].LineCount != 1 {
			t.Fatalf("orders %v", o)
		}
		err := w.imports.Rejects(context.Background(), i.ID, func(h []string) error {
			if len(h) != 8 || h[0] != "InvoiceNo" {
				t.Errorf("header %v", h)
			}
			return nil
		}, func(r intake.Reject) error {
			if r.Line == 7 && (!strings.Contains(r.Reason, "line 4") || r.Raw[1] != "C") {
				t.Errorf("reject %+v", r)
			}
			return nil
		})
		w.must(err)
	})
}

func TestDryRunWritesNothing(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		text := "order,client,date,qty,price\n1,unknown,2025-01-02,1,2\n2,,2025-01-02,1,2\n"
		i := w.upload("o.csv", "order_lines", []byte(text), intake.Options{})
		c := w.run(w.start(i, true))
		if c.LinesRejected != 1 || c.Orders.Created != 1 || len(w.allOrders()) != 0 {
			t.Fatalf("dry run %+v, orders %v", c, w.allOrders())
		}
		if got := w.rejects(i.ID); !slices.Equal(got, []string{"2 unknown client_reference"}) {
			t.Fatalf("rejects %v", got)
		}
		if s := w.again(i); s.Live() != intake.Checked || !s.DryRun {
			t.Fatalf("state %s", s.State)
		}
		c = w.run(w.start(i, false))
		if c.Orders.Created != 1 || len(w.allOrders()) != 1 || w.again(i).State != intake.Done {
			t.Fatalf("run %+v", c)
		}
	})
}

// manySales makes a file of n orders of 3 lines each, the third far from the others.
func manySales(n int) string {
	var b strings.Builder
	b.WriteString(retailHead)
	for i := range n {
		fmt.Fprintf(&b, "%d,A,a,1,2025-01-02,1.00,%d,FR\n%d,B,b,2,2025-01-02,0.50,%d,FR\n", 1000+i, i%500, 1000+i, i%500)
		if i >= 100 {
			fmt.Fprintf(&b, "%d,C,c,1,2025-01-02,1.00,%d,FR\n", 900+i, (i-100)%500)
		}
	}
	return b.String()
}

func TestCancelAndResume(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		w := newWorld(t, db)
		const orders = 3300
		i := w.start(w.upload("many.csv", "", []byte(manySales(orders)), intake.Options{}), false)
		stops, rounds := 0, 0
		for w.again(i).State != intake.Done {
			rounds++
			if rounds > 1 {
				_, err := w.imports.Resume(ctx, account.System, i.ID)
				w.must(err)
			}
			steps := 0
			c, err := w.imports.Run(ctx, account.System, i.ID, func(done, total int64, _ string) error {
				if steps++; steps == 2 && done > 0 {
					return job.ErrCancelled
				}
				return nil
			})
			if errors.Is(err, job.ErrCancelled) {
				stops++
				if s := w.again(i); s.State != intake.Cancelled || intake.CountsOf(s.Counts).LinesRead != c.LinesRead {
					t.Fatalf("cancelled: %+v", s)
				}
				for ref, o := range w.allOrders() {
					if want := int64(3); o.LineCount != want && !(ref >= "4200" && o.LineCount == 2) {
						t.Fatalf("order %s has %d lines", ref, o.LineCount)
					}
				}
				continue
			}
			w.must(err)
		}
		c := intake.CountsOf(w.again(i).Counts)
		if stops < 2 || c.LinesRead != 3*orders-100 || c.LinesKept != c.LinesRead || c.Orders.Created != orders || c.Orders.Updated+c.Orders.Unchanged != 0 || c.Clients.Created != 500 {
			t.Fatalf("%d stops, %+v", stops, c)
		}
		for ref, o := range w.allOrders() {
			if o.Version != 1 {
				t.Fatalf("order %s was written %d times", ref, o.Version)
			}
		}
	})
}

func TestCrashLosesNothing(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		const orders = 2500
		i := w.start(w.upload("many.csv", "", []byte(manySales(orders)), intake.Options{}), false)
		// The process dies in the middle: its context ends and nothing is tidied up.
		ctx, die := context.WithCancel(context.Background())
		_, err := w.imports.Run(ctx, account.System, i.ID, func(done, _ int64, _ string) error {
			if done > 0 {
				die()
			}
			return nil
		})
		if err == nil {
			t.Fatal("the run outlived its context")
		}
		s := w.again(i)
		if s.State != intake.Running || len(w.allOrders()) == 0 || len(w.allOrders()) >= orders {
			t.Fatalf("state %s, %d orders", s.State, len(w.allOrders()))
		}
		c := w.run(i)
		if c.LinesKept != 3*orders-100 || c.Orders.Created != orders || len(w.allOrders()) != orders {
			t.Fatalf("%+v", c)
		}
	})
}

func TestTwoProcessesDoNotBothWrite(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		i := w.start(w.upload("many.csv", "", []byte(manySales(1500)), intake.Options{}), false)
		first := true
		_, err := w.imports.Run(context.Background(), account.System, i.ID, func(done, _ int64, _ string) error {
			if done > 0 && first {
				first = false
				w.run(i) // another process took the import over and finished it
			}
			return nil
		})
		if fault.Code(err) != "stale_version" {
			t.Fatalf("the first process went on: %v", err)
		}
		c := intake.CountsOf(w.again(i).Counts)
		if w.again(i).State != intake.Done || c.Orders.Created != 1500 || len(w.allOrders()) != 1500 {
			t.Fatalf("%+v", c)
		}
	})
}

func TestOrderTooLargeIsRejectedWhole(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		text := retailHead + strings.Repeat("1,A,a,1,2025-01-02,1.00,7,FR\n", 12_500) + "2,A,a,1,2025-01-02,1.00,7,FR\n"
		c := w.load("large.csv", "", text, intake.Options{})
		if c.LinesRejected != 12_500 || c.LinesKept != 1 || c.Orders.Created != 1 {
			t.Fatalf("%+v", c)
		}
	})
}

func TestClientsOfTheTillStayAsTheyAre(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		w := newWorld(t, db)
		w.load("clients.csv", "clients", "reference,last_name,first_name,country\n17850,Morel,Camille,BE\n", intake.Options{})
		c := w.load("sales.csv", "", sales, intake.Options{})
		if c.Clients.Created != 1 || c.Clients.Unchanged != 1 {
			t.Fatalf("%+v", c)
		}
		known, err := store.NewClients(db).ByKeys(ctx, "import", []string{"17850"})
		w.must(err)
		if k := known["17850"]; k.Country != "BE" || k.Name != "Camille Morel" || k.Version != 1 || k.State != client.Active {
			t.Fatalf("%+v", k)
		}
	})
}
