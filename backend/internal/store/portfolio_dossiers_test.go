package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/order"
	"clientele/internal/product"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// change writes orders that are new, and others again: cancelled, confirmed, of another client or none, of another day, amount or currency.
func (f *fair) change(t *testing.T, n int, until string) {
	t.Helper()
	var inputs []order.Input
	for range n {
		ref := 1 + f.random.IntN(f.orders)
		if f.random.IntN(2) == 0 {
			f.orders++
			ref = f.orders
		}
		in := order.Input{Source: "t", Reference: fmt.Sprint(ref), ClientReference: fmt.Sprint(f.random.IntN(len(f.clients))),
			Kind: []string{order.Sale, order.Sale, order.Return}[f.random.IntN(3)], Status: []string{order.Confirmed, order.Delivered, order.Cancelled}[f.random.IntN(3)],
			Division: []string{"", "north", "south"}[f.random.IntN(3)], Currency: []string{"EUR", "EUR", "USD"}[f.random.IntN(3)],
			OrderedAt: day(until).UTC().AddDate(0, 0, 2-f.random.IntN(40)).Add(12 * time.Hour)}
		if f.random.IntN(8) == 0 {
			in.ClientReference = ""
		}
		quantity := int64(1000)
		if in.Kind == order.Return {
			quantity = -1000
		}
		for range 1 + f.random.IntN(3) {
			in.Lines = append(in.Lines, order.LineInput{SKU: []string{"tyres", "service", "cars", "loose", ""}[f.random.IntN(5)], QuantityMilli: quantity, UnitPriceMicro: int64(f.random.IntN(9)) * 5_000_000})
		}
		inputs = append(inputs, in)
	}
	res, err := f.shop.orders.Upsert(context.Background(), inputs)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range res {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
	}
}

// move puts a product into another category.
func (f *fair) move(t *testing.T, db *store.DB, sku, category string) {
	t.Helper()
	ctx := context.Background()
	s := store.NewProducts(db)
	products := product.NewService(s, db, store.NewOutbox(db), noon, account.NewOrganisationService(store.NewAccounts(db), db))
	to, err := s.CategoriesByCode(ctx, []string{category})
	if err != nil {
		t.Fatal(err)
	}
	known, err := s.BySKUs(ctx, []string{sku})
	if err != nil {
		t.Fatal(err)
	}
	p, c := known[sku], to[category]
	p.CategoryID = &c.ID
	if _, err := products.Replace(ctx, p, p.Version); err != nil {
		t.Fatal(err)
	}
}

func dossiers(t *testing.T, raw *sql.DB) []string {
	t.Helper()
	return append(texts(t, raw, "SELECT CONCAT(client_id, ' ', HEX(body)) FROM portfolio_dossier ORDER BY client_id"),
		texts(t, raw, "SELECT CONCAT(clients, ' ', codes) FROM portfolio_dossier_state")...)
}

// dossierWorld is a fair on one engine whose dossiers say when they were read as a whole.
type dossierWorld struct {
	*fair
	db  *store.DB
	raw *sql.DB
}

func eachDossierWorld(t *testing.T, test func(t *testing.T, w dossierWorld)) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			url, seed := address(t), rand.Uint64()
			t.Log("seed", seed)
			db := storetest.Open(t, url, noon)
			w := dossierWorld{newFair(t, db, 60, seed), db, storetest.Raw(t, url)}
			storetest.Exec(t, w.raw, "INSERT INTO exchange_rate (currency, from_day, rate_micro) VALUES ('USD', 0, 912345)")
			w.buy(t, 400, "2026-03-12", 900)
			if _, err := w.run(t, "2026-03-12", quiet{}); err != nil {
				t.Fatal(err)
			}
			test(t, w)
		})
	}
}

// again runs the portfolio and says whether it did with the dossiers that there were.
func (w dossierWorld) again(t *testing.T, asOf string) (changed int64, used bool) {
	t.Helper()
	storetest.Exec(t, w.raw, "UPDATE portfolio_dossier_state SET read_day = read_day - 1")
	before := texts(t, w.raw, "SELECT read_day FROM portfolio_dossier_state")
	r, err := w.run(t, asOf, quiet{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Changed, before[0] == texts(t, w.raw, "SELECT read_day FROM portfolio_dossier_state")[0]
}

// anew is the same without dossiers: everything is read.
func (w dossierWorld) anew(t *testing.T, asOf string) int64 {
	t.Helper()
	storetest.Exec(t, w.raw, "UPDATE portfolio_dossier_state SET state = 'none'")
	r, err := w.run(t, asOf, quiet{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Changed
}

// Whatever happens to orders and products, a run from dossiers finds what one finds that reads every order, and leaves the same dossiers.
func TestRunsFromDossiersEqualRunsFromOrders(t *testing.T) {
	eachDossierWorld(t, func(t *testing.T, w dossierWorld) {
		for round, c := range []struct {
			until, asOf string
			moved, used bool
		}{{"2026-03-12", "2026-03-14", false, true}, {"2026-03-12", "2026-03-14", false, true}, {"2026-03-13", "2026-03-13", false, true}, {"2026-03-13", "2026-03-16", true, false},
			{"2026-03-14", "2026-03-17", false, true}, {"2026-01-14", "2026-03-17", false, true}} {
			w.change(t, 20+w.random.IntN(60), c.until)
			if c.moved {
				w.move(t, w.db, "cars", "tyres")
			}
			if _, used := w.again(t, c.asOf); used != c.used {
				t.Errorf("round %d: dossiers used %v, want %v", round, used, c.used)
			}
			incremental := dossiers(t, w.raw)
			if left := texts(t, w.raw, "SELECT id FROM order_mark"); len(left) > 0 && c.used {
				t.Errorf("round %d: %d marks are left", round, len(left))
			}
			if changed := w.anew(t, c.asOf); changed != 0 {
				t.Errorf("round %d: a run that reads every order changes %d figures", round, changed)
			}
			said := texts(t, w.raw, "SELECT CONCAT(clients, ' ', summary, ' ', boundaries) FROM portfolio_run ORDER BY number DESC LIMIT 2")
			if said[0] != said[1] {
				t.Errorf("round %d: runs differ:\n%s\n%s", round, said[0], said[1])
			}
			if names := texts(t, w.raw, "SELECT name FROM portfolio_report WHERE name <> 'moves' AND run_number = (SELECT MAX(number) FROM portfolio_run)"); len(names) > 0 {
				t.Errorf("round %d: reports differ: %v", round, names)
			}
			if full := dossiers(t, w.raw); fmt.Sprint(full) != fmt.Sprint(incremental) && c.asOf >= "2026-03-14" {
				t.Errorf("round %d: dossiers differ", round)
			}
		}
	})
}

// What is wrong with dossiers is seen, and everything is read anew.
func TestDoubtfulDossiersAreReadAnew(t *testing.T) {
	for name, spoil := range map[string]string{
		"another client's": "UPDATE portfolio_dossier SET body = (SELECT b FROM (SELECT body AS b FROM portfolio_dossier ORDER BY client_id LIMIT 1) x)",
		"cut off":          "UPDATE portfolio_dossier SET body = SUBSTR(body, 1, 3)",
		"being written":    "UPDATE portfolio_dossier_state SET state = 'writing'",
		"other currency":   "UPDATE portfolio_dossier_state SET currency = 'CHF'",
		"too old":          "UPDATE portfolio_dossier_state SET read_day = read_day - 7",
		"a mark too many":  "INSERT INTO order_mark (id, body) VALUES (1, '\x07')",
	} {
		t.Run(name, func(t *testing.T) {
			eachDossierWorld(t, func(t *testing.T, w dossierWorld) {
				good := dossiers(t, w.raw)
				storetest.Exec(t, w.raw, spoil)
				changed, used := w.again(t, "2026-03-12")
				if used || changed != 0 {
					t.Errorf("used %v, %d changed", used, changed)
				}
				if now := dossiers(t, w.raw); fmt.Sprint(now) != fmt.Sprint(good) {
					t.Error("the dossiers are not those of before")
				}
				if changed, used := w.again(t, "2026-03-12"); !used || changed != 0 {
					t.Errorf("afterwards: used %v, %d changed", used, changed)
				}
			})
		})
	}
}

// A day that lies back is read with the orders up to it, and leaves the dossiers of the later ones as they are.
func TestDossiersOfLaterOrders(t *testing.T) {
	eachDossierWorld(t, func(t *testing.T, w dossierWorld) {
		if _, used := w.again(t, "2026-01-31"); !used {
			t.Error("dossiers are not used for a day that lies back")
		}
		if changed := w.anew(t, "2026-01-31"); changed != 0 {
			t.Errorf("a run that reads every order changes %d figures", changed)
		}
		if state := texts(t, w.raw, "SELECT state FROM portfolio_dossier_state"); state[0] != "none" {
			t.Errorf("dossiers without the later orders are %s", state[0])
		}
	})
}
