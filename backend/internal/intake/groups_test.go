package intake_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/intake"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// Divisions and categories, and the clients, products and orders that name them, their owners and their parents.
func TestGroups(t *testing.T) {
	files := []struct {
		preset, text string
		outcome      func(intake.Counts) intake.Outcome
		created      int64
		rejects      []string
	}{
		{"divisions", "code;nom\nVN;Véhicules neufs\nAPV;\n;Sans code\nAPV;Atelier\n", func(c intake.Counts) intake.Outcome { return c.Divisions }, 2, []string{"4 required division"}},
		{"categories", "code,name,parent,renewal_months\nsuv,SUV,cars,42\ncars,Cars,,48\nparts,,,\nx,X,nowhere,\ny,Y,y,\na,A,b,\nb,B,a,\nlong,Long,,1201\nhalf,Half,,0.5\n",
			func(c intake.Counts) intake.Outcome { return c.Categories }, 3,
			[]string{"5 unknown parent", "6 self parent", "7 circular parent", "8 circular parent", "9 range renewal_months", "10 integer renewal_months"}},
		{"clients", "référence;raison sociale;client parent;commercial;division;risque;origine;client depuis;coût d'acquisition;client de référence;lat;lon\n" +
			"F1;Filiale 1;M1;Rep@Example.org;VN;moyen;salon;25/02/2020;12,5;oui;48,85;2,35\nM1;Mère;;;;;;;;;;\nF2;Filiale 2;M9;;;;;;;;;\nF3;Filiale 3;;personne@example.org;;;;;;;;\n" +
			"F4;Filiale 4;;;ZZ;;;;;;;\nF5;Filiale 5;F5;;;;;;;;;\nF6;Filiale 6;F7;;;;;;;;;\nF7;Filiale 7;F6;;;;;;;;;\nF8;Filiale 8;;;;immense;;;;;;\nF9;Filiale 9;;;;;;;-1;;;\n",
			func(c intake.Counts) intake.Outcome { return c.Clients }, 2,
			[]string{"4 unknown parent_reference", "5 unknown owner", "6 unknown division", "7 self parent_reference", "8 circular parent_reference", "9 circular parent_reference", "10 not_a_choice risk", "11 range acquisition_cost"}},
		{"products", "sku;nom;famille\nP1;Citadine;suv\n", func(c intake.Counts) intake.Outcome { return c.Products }, 1, []string{}},
		{"orders", "commande;client;date;montant ht;division\n1;F1;25/03/2025;10;VN\n2;F1;25/03/2025;10;ZZ\n", func(c intake.Counts) intake.Outcome { return c.Orders }, 1, []string{"3 unknown division"}},
	}
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		rep := account.User{Email: "rep@example.org", EmailKey: "rep@example.org", Name: "Rep", Role: account.Sales, State: account.StateActive}
		w.must(db.InTx(context.Background(), func(ctx context.Context) (err error) {
			rep, err = store.NewAccounts(db).CreateUser(ctx, rep)
			return err
		}))
		for _, f := range files {
			t.Run(f.preset, func(t *testing.T) {
				w.t = t
				i := w.upload(f.preset+".csv", f.preset, []byte(f.text), intake.Options{Encoding: "utf-8"})
				if c := w.run(w.start(i, true)); f.outcome(c).Created != f.created {
					t.Fatalf("dry run %+v, rejects %v", c, w.rejects(i.ID))
				}
				c := w.run(w.start(w.again(i), false))
				if got := w.rejects(i.ID); f.outcome(c) != (intake.Outcome{Created: f.created}) || !slices.Equal(got, f.rejects) {
					t.Fatalf("%+v, rejects %v, want %v", c, got, f.rejects)
				}
				again := w.run(w.start(w.again(i), false))
				if f.outcome(again) != (intake.Outcome{Unchanged: f.created}) {
					t.Fatalf("loaded again: %+v", again)
				}
			})
		}
		w.t = t
		checkGroups(t, w, rep)
	})
}

func checkGroups(t *testing.T, w *world, rep account.User) {
	ctx := context.Background()
	divisions, err := store.NewAccounts(w.db).DivisionsByCode(ctx, []string{"VN", "APV"})
	w.must(err)
	if d := divisions["APV"]; d.Name != "Atelier" || d.Version != 1 || divisions["VN"].Name != "Véhicules neufs" {
		t.Errorf("divisions %+v", divisions)
	}
	cats, err := store.NewProducts(w.db).CategoriesByCode(ctx, []string{"cars", "suv", "parts"})
	w.must(err)
	if c := cats["suv"]; c.Name != "SUV" || *c.RenewalMonths != 42 || *c.ParentID != cats["cars"].ID || c.Version != 1 || cats["parts"].Name != "parts" || cats["parts"].RenewalMonths != nil {
		t.Errorf("categories %+v", cats)
	}
	known, err := store.NewClients(w.db).ByKeys(ctx, "import", []string{"F1", "M1"})
	w.must(err)
	f := known["F1"]
	if *f.ParentID != known["M1"].ID || *f.OwnerID != rep.ID || *f.DivisionID != divisions["VN"].ID || f.Risk != "medium" || f.AcquisitionSource != "salon" ||
		f.AcquisitionDay.String() != "2020-02-25" || *f.AcquisitionCostMinor != 1250 || !f.IsReference || *f.Latitude != 48.85 || *f.Longitude != 2.35 || f.Version != 1 {
		t.Errorf("client %+v", f)
	}
	products, err := store.NewProducts(w.db).BySKUs(ctx, []string{"P1"})
	w.must(err)
	if *products["P1"].CategoryID != cats["suv"].ID {
		t.Errorf("product %+v", products["P1"])
	}
	l, err := w.orders.List(ctx, order.Filter{}, page.Window{})
	w.must(err)
	if len(l.Items) != 1 || *l.Items[0].DivisionID != divisions["VN"].ID {
		t.Errorf("orders %+v", l.Items)
	}
}

// The company's divisions are a manager's to set, by a file too.
func TestDivisionsAreAManagers(t *testing.T) {
	w := newWorld(t, storetest.Open(t, storetest.SQLite(t), noon))
	i := w.upload("d.csv", "divisions", []byte("division,name\nA,a\n"), intake.Options{})
	if _, err := w.imports.Start(context.Background(), account.Actor{Role: account.Marketer}, i.ID, false); !fault.Is(err, fault.KindForbidden) {
		t.Fatalf("a marketer: %v", err)
	}
	if _, err := w.imports.Start(context.Background(), account.Actor{Role: account.Manager}, i.ID, false); err != nil {
		t.Fatalf("a manager: %v", err)
	}
}

// A dry run knows clients that it has checked and taken back.
func TestDryRunKnowsParentsAbove(t *testing.T) {
	w := newWorld(t, storetest.Open(t, storetest.SQLite(t), noon))
	text := "reference,company_name,parent_reference\nM,Mother,\n"
	for n := range 1500 {
		text += "D" + itoa(int64(n+1)) + ",Daughter,M\n"
	}
	i := w.upload("c.csv", "clients", []byte(text), intake.Options{})
	if c := w.run(w.start(i, true)); c.Clients.Created != 1501 {
		t.Fatalf("dry run %+v %v", c, w.rejects(i.ID))
	}
	if c := w.run(w.start(w.again(i), false)); c.Clients.Created != 1501 {
		t.Fatalf("run %+v", c)
	}
}

// A file of codes and names could be many things; it is not taken for one of divisions or categories.
func TestSmallPresetsAreChosen(t *testing.T) {
	w := newWorld(t, storetest.Open(t, storetest.SQLite(t), noon))
	for text, want := range map[string]string{"code,name\nA,a\n": "products", "division code,name\nA,a\n": "divisions", "code,name,parent,renewal months\nA,a,,1\n": "categories"} {
		i, err := w.imports.Upload(context.Background(), account.System, "f.csv", strings.NewReader(text))
		w.must(err)
		if i.Preset != want {
			t.Errorf("%q is taken for %s, want %s", text, i.Preset, want)
		}
	}
}
