package intake_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"clientele/internal/intake"
	"clientele/internal/page"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// Every preset is loaded, checked, and loaded again, which changes nothing.
func TestPresets(t *testing.T) {
	base := "Référence client;Nature;Société;Prénom;Nom;Courriel;Téléphone;Date de naissance;Pays;Latitude;Longitude;Client de référence\n" +
		"C-1;particulier;;Zoé;Lefèvre;zoe@example.org;06 12 34 56 78;14/06/1985;Royaume-Uni;48,8566;2,3522;oui\n" +
		"C-2;entreprise;Faure SARL;;;;;;France;;;non\n"
	files := []struct {
		preset, text string
		options      intake.Options
		outcome      func(intake.Counts) intake.Outcome
		created      int64
		rejects      []string
	}{
		{"clients", base + "C-3;martien;;A;B;;;;;;;\nC-4;;;A;B;pas une adresse;;;;;;\n;;;A;B;;;;;;;\nC-1;;;Zoë;;;;;;;;\n", intake.Options{Encoding: "utf-8"},
			func(c intake.Counts) intake.Outcome { return c.Clients }, 2, []string{"4 not_a_choice kind", "5 email email", "6 required reference"}},
		{"contacts", "contact id,client id,first name,last name,job title,email,primary\nP-1,C-2,Ann,Lee,Buyer,ann@example.org,yes\nP-2,C-9,Bob,Ray,,,\nP-3,C-2,Eve,Kay,,not mail,\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Contacts }, 1, []string{"3 unknown client_reference", "4 email email"}},
		{"products", "sku;nom;famille;prix ht;coût\nA;Chaise;meubles;49,90;30\nB;Lampe;luminaires;24,505;\nC;Table;meubles;-1;\nA;Chaise de jardin;;;\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Products }, 2, []string{"4 range price"}},
		{"orders", "commande;client;date;montant ht;tva;type;statut\n1;C-1;03/04/2025;1 234,50;246,90;;livrée\n2;;04/04/2025;-12,5;;;\n3;C-1;05/04/2025;10;;devis;\n4;C-9;06/04/2025;1;;;\n5;C-1;25/04/2025;1;;;\n5;C-1;25/04/2025;1;;;\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Orders }, 2, []string{"4 not_a_choice kind", "5 unknown client_reference", "6 duplicate_reference reference", "7 duplicate_reference reference"}},
		{"order_lines", "order,customer,date,sku,description,qty,unit price,net,discount,cost,currency\n11,C-1,2025-04-03T10:00:00+02:00,A,,2,49.90,,9.98,60,\n11,C-1,2025-04-03,B,,1,,24.5,,12,\n12,C-1,2025-04-03,B,,1,,,,,\n13,C-1,2025-04-03,NEW,Stool,1,1,,,,USD\n14,C-2,2025-04-03,NEW,Stool,-1,10,,,,\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Orders }, 2, []string{"4 required unit_price", "5 rate_missing currency"}},
		{"emails", "client id,email\nC-2,faure@example.org\nC-9,x@example.org\nC-2,\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Clients }, 0, []string{"3 unknown client_reference", "4 required email"}},
		{"consents", "client;canal;finalité;consentement;date;preuve\nC-1;courriel;prospection;oui;03/04/2025 10:00;form 1\nC-1;sms;marketing;non;04/04/2025;\nC-9;sms;marketing;non;04/04/2025;\nC-1;pigeon;marketing;non;25/04/2025;\n", intake.Options{ConsentWording: "J'accepte"},
			func(c intake.Counts) intake.Outcome { return c.Consents }, 2, []string{"4 unknown client_reference", "5 not_a_choice channel"}},
		{"interactions", "call id,customer id,date,channel,direction,subject\nI1,C-1,2025-01-02 10:00,phone,in,Hello\nI2,C-9,2025-01-02,phone,in,Hello\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Interactions }, 1, []string{"3 unknown client_reference"}},
		{"cases", "ticket id,customer id,subject,priority,opened,status,closed,order number\nT1,C-1,Late,high,2025-01-02,closed,2025-01-05,\nT2,C-1,Late,extreme,2025-01-02,,,\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Cases }, 1, []string{"3 not_a_choice severity"}},
		{"receivables", "facture;client;montant ttc;reste dû;date facture;échéance;réglée le;statut;commande;devise\nR1;C-1;1 234,50;;01/02/2025;25/02/2025;;;;\nR2;C-1;10;0;01/02/2025;25/02/2025;;;;\nR3;C-2;10;;01/02/2025;25/02/2025;26/02/2025;;1;\n" +
			"R4;C-9;10;;;25/02/2025;;;;\nR5;C-1;10;;;;;;;\nR6;C-1;-10;;;25/02/2025;;;;\nR7;C-1;10;;01/02/2025;25/02/2025;;;;USD\nR8;C-1;10;;01/02/2025;25/02/2025;;perdue;;\nR9;C-1;10;;01/02/2025;25/02/2025;;;Z9;\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Receivables }, 2, []string{"4 unknown order_reference", "5 unknown client_reference", "6 required due_day", "7 range amount", "8 rate_missing currency", "9 not_a_choice state", "10 unknown order_reference"}},
		{"wallet_shares", "client;catégorie;part de client;date;méthode\nC-1;;40 %;25/02/2025;déclarée\nC-1;meubles;0,25;25/02/2025;enquête\nC-2;;12,5%;;\nC-1;;40;26/02/2025;\nC-9;;0,1;25/02/2025;\nC-1;bateaux;0,1;25/02/2025;\nC-1;;;25/02/2025;\nC-1;;0,1;25/02/2025;au nez\nC-1;;0,1;25/02/2030;\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.WalletShares }, 3, []string{"5 share share", "6 unknown client_reference", "7 unknown category", "8 required share", "9 not_a_choice method", "10 future day"}},
		{"subscriptions", "contrat;client;montant ht;coût;mois;début le;résilié le;motif;sku;devise\nA1;C-1;30;10;1;25/01/2025;;;A;\nA2;C-2;360;;;25/01/2024;25/01/2025;prix;;\nA3;C-9;1;;;25/01/2024;;;;\nA4;C-1;1;;0,5;25/01/2024;;;;\nA5;C-1;1;;500;25/01/2024;;;;\nA6;C-1;1;;;25/01/2024;24/01/2024;;;\nA7;C-1;1;;;25/01/2024;;;;USD\nA8;C-1;1;;;;;;;\nA9;C-1;1;;;25/01/2024;;;nothing;\n", intake.Options{},
			func(c intake.Counts) intake.Outcome { return c.Subscriptions }, 2, []string{"4 unknown client_reference", "5 integer period_months", "6 range period_months", "7 order end_day", "8 rate_missing currency", "9 required start_day", "10 unknown sku"}},
	}
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, f := range files {
			t.Run(f.preset, func(t *testing.T) {
				w.t = t
				i := w.upload(f.preset+".csv", f.preset, []byte(f.text), f.options)
				c := w.run(w.start(i, false))
				if o := f.outcome(c); o.Created != f.created || o.Updated > 1 {
					t.Fatalf("%+v, rejects %v", c, w.rejects(i.ID))
				}
				if got := w.rejects(i.ID); !slices.Equal(got, f.rejects) {
					t.Fatalf("rejects %v, want %v", got, f.rejects)
				}
				again := w.run(w.start(w.again(i), false))
				if o := f.outcome(again); o.Created+o.Updated != 0 || o.Unchanged == 0 || again.LinesKept != c.LinesKept || again.NetKeptMinor != c.NetKeptMinor {
					t.Fatalf("loaded again: %+v", again)
				}
				if got := w.rejects(i.ID); !slices.Equal(got, f.rejects) {
					t.Fatalf("rejects of the second run %v", got)
				}
			})
		}
		checkLoaded(t, w)
	})
}

func checkLoaded(t *testing.T, w *world) {
	w.t = t
	ctx := context.Background()
	known, err := store.NewClients(w.db).ByKeys(ctx, "import", []string{"C-1", "C-2"})
	w.must(err)
	a, b := known["C-1"], known["C-2"]
	if a.FirstName != "Zoë" || a.LastName != "Lefèvre" || a.Country != "GB" || a.Kind != "b2c" || a.BirthDay.String() != "1985-06-14" || *a.Latitude != 48.8566 || !a.IsReference {
		t.Errorf("%+v", a)
	}
	if b.Name != "Faure SARL" || b.Kind != "b2b" || b.Email != "faure@example.org" {
		t.Errorf("%+v", b)
	}
	got := w.allOrders()
	if o := got["1"]; o.NetMinor != 123450 || o.TaxMinor != 24690 || o.Status != "delivered" || o.Day.String() != "2025-04-03" || o.ClientID == nil {
		t.Errorf("%+v", o)
	}
	if o := got["2"]; o.NetMinor != -1250 || o.Kind != "return" || o.ClientID != nil {
		t.Errorf("%+v", o)
	}
	if o := got["11"]; o.NetMinor != 2*4990-998+2450 || o.DiscountMinor != 998 || *o.CostMinor != 7200 || o.LineCount != 2 || o.OrderedAt.Format("2006-01-02T15") != "2025-04-02T22" {
		t.Errorf("%+v", o)
	}
	if o := got["14"]; o.Kind != "return" || o.NetMinor != -1000 {
		t.Errorf("%+v", o)
	}
	l, err := store.NewProducts(w.db).BySKUs(ctx, []string{"A", "B"})
	w.must(err)
	if l["A"].Name != "Chaise de jardin" || *l["A"].PriceMicro != 49_900_000 || *l["B"].PriceMicro != 24_505_000 || l["A"].CategoryID == nil {
		t.Errorf("%+v", l)
	}
	cons, err := store.NewConsents(w.db).Consents(ctx, a.ID, page.Window{})
	w.must(err)
	if len(cons.Items) != 2 || !slices.ContainsFunc(cons.Items, func(c storeConsent) bool {
		return c.Channel == "email" && c.State == "granted" && c.Wording == "J'accepte" && c.Proof == "form 1" && c.At.Format("15:04") == "08:00"
	}) {
		t.Errorf("%+v", cons.Items)
	}
}

func TestTemplatesLoad(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t), noon)
	w := newWorld(t, db)
	for _, code := range []string{"clients", "contacts", "products", "orders", "order-lines", "retail_lines", "emails", "consents", "interactions", "cases", "receivables", "wallet_shares", "subscriptions", "categories", "divisions"} {
		p, err := intake.PresetOf(code)
		w.must(err)
		var b strings.Builder
		for _, row := range p.Template() {
			b.WriteString(strings.Join(row, ";") + "\n")
		}
		i, err := w.imports.Upload(context.Background(), actorOf(), "t.csv", strings.NewReader(b.String()))
		w.must(err)
		if i.Preset != p.Code {
			t.Errorf("the template of %s is taken for %s", p.Code, i.Preset)
		}
		if c := w.run(w.start(i, false)); c.LinesKept != 2 {
			t.Errorf("template of %s: %+v %v", code, c, w.rejects(i.ID))
		}
	}
}
