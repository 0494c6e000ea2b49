package intake_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/intake"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

const french = "Référence client;Nom;Prénom;Date de naissance;Code postal;Ville;Courriel\n" +
	"C-1;Lefèvre;Zoé;14/06/1985;06000;Nice;zoe@example.org\nC-2;Noël;Hélène;02/01/1990;69003;Lyon;helene@example.org\n"

func windows1252(s string) []byte {
	b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func utf16(s string, e unicode.Endianness, bom unicode.BOMPolicy) []byte {
	b, err := unicode.UTF16(e, bom).NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func sheet(rows ...[]any) []byte {
	f := excelize.NewFile()
	for i, r := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &r); err != nil {
			panic(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestDetect(t *testing.T) {
	late := "id,name\n" + strings.Repeat("1,plain\n", 200_000) + "2,H\xe9l\xe8ne\n"
	cases := []struct {
		name string
		file []byte
		want intake.Detected // only the fields that are set are compared
	}{
		{"sales of a shop", []byte(sales), intake.Detected{Format: "csv", Delimiter: ",", Encoding: "utf-8", Decimal: ".", Thousands: "none", DateFormat: "ymd", Preset: "retail_lines"}},
		{"packed", packed(sales), intake.Detected{Format: "csv", Compressed: true, Preset: "retail_lines"}},
		{"French, UTF-8", []byte(french), intake.Detected{Delimiter: ";", Encoding: "utf-8", DateFormat: "dmy", Decimal: ",", Preset: "clients"}},
		{"French, UTF-8 with mark", []byte("\ufeff" + french), intake.Detected{Delimiter: ";", Encoding: "utf-8", Preset: "clients"}},
		{"French, Windows-1252", windows1252(french + "C-3;d’Œuvre;Éric;31/12/1970;75001;Paris;e@example.org\n"), intake.Detected{Delimiter: ";", Encoding: "windows-1252", DateFormat: "dmy", Preset: "clients"}},
		{"French, UTF-16 LE with mark", utf16(french, unicode.LittleEndian, unicode.UseBOM), intake.Detected{Delimiter: ";", Encoding: "utf-16le", Preset: "clients"}},
		{"French, UTF-16 BE without", utf16(french, unicode.BigEndian, unicode.IgnoreBOM), intake.Detected{Delimiter: ";", Encoding: "utf-16be", Preset: "clients"}},
		{"accents far behind", []byte(late), intake.Detected{Delimiter: ",", Encoding: "windows-1252"}},
		{"decimal comma", []byte("commande;client;date;montant ht\n1;7;03/04/2025;1 234,50\n2;8;25/04/2025;12,5\n"), intake.Detected{Delimiter: ";", Decimal: ",", Thousands: "space", DateFormat: "dmy", Preset: "orders"}},
		{"decimal comma, points between thousands", []byte("order;date;amount\n1;2025-01-02;1.234,50\n2;2025-01-03;1.500\n"), intake.Detected{Decimal: ",", Thousands: ".", DateFormat: "ymd", Preset: "orders"}},
		{"commas between thousands", []byte("order\tdate\tamount\n1\t1/31/2025\t1,234.50\n2\t2/1/2025\t1,500\n"), intake.Detected{Delimiter: "\t", Decimal: ".", Thousands: ",", DateFormat: "mdy", Preset: "orders"}},
		{"bars", []byte("sku|name|price\nA|Chair, garden|12.5\nB|Lamp; desk|3.1\n"), intake.Detected{Delimiter: "|", Decimal: ".", Preset: "products"}},
		{"delimiters inside quotes", []byte("sku;name;price\nA;\"x,y,z\";12,5\nB;\"a,b,c\";3,1\n"), intake.Detected{Delimiter: ";", Decimal: ",", Preset: "products"}},
		{"consents", []byte("client,channel,purpose,consent,date\n1,email,marketing,yes,2025-01-02\n"), intake.Detected{Preset: "consents"}},
		{"e-mails", []byte("customer id,email\n17850,a@example.org\n"), intake.Detected{Preset: "emails"}},
		{"order lines", []byte("N° de commande;Code client;Date;Code article;Quantité;Prix unitaire HT;Remise\n1;7;03/04/2025;A;2;3,5;0\n"), intake.Detected{Preset: "order_lines"}},
		{"contacts", []byte("Contact ID,Company code,Contact name,Job title,Email\nP1,C1,Ann,Buyer,a@example.org\n"), intake.Detected{Preset: "contacts"}},
		{"cases", []byte("Ticket ID,Customer ID,Subject,Priority,Opened\nT1,C1,Late,high,2025-01-02\n"), intake.Detected{Preset: "cases"}},
		{"interactions", []byte("Call ID,Customer ID,Date,Channel,Direction,Subject\nI1,C1,2025-01-02,phone,in,Hello\n"), intake.Detected{Preset: "interactions"}},
		{"spreadsheet", sheet([]any{"SKU", "Name", "Price"}, []any{"A", "Chair", 12.5}), intake.Detected{Format: "xlsx", Preset: "products", Decimal: "."}},
		{"no header", []byte("1,2025-01-02,12.5\n2,2025-01-03,13.5\n"), intake.Detected{Delimiter: ",", Columns: []intake.Column{{Name: "Column 1", Type: "integer"}, {Index: 1, Name: "Column 2", Type: "date"}, {Index: 2, Name: "Column 3", Type: "number"}}}},
		{"names twice and none", []byte("a,a,\n1,2,x\n"), intake.Detected{Columns: []intake.Column{{Name: "a"}, {Index: 1, Name: "a (2)"}, {Index: 2, Name: "Column 3"}}}},
	}
	db := storetest.Open(t, storetest.SQLite(t), noon)
	files := store.NewFiles(db)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			v, _, err := files.Save(ctx, "x", "", bytes.NewReader(c.file), nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := intake.Detect(ctx, files, v, account.DefaultOrganisation)
			if err != nil {
				t.Fatal(err)
			}
			same := func(name, got, want string) {
				if want != "" && got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			same("format", got.Format, c.want.Format)
			same("delimiter", got.Delimiter, c.want.Delimiter)
			same("encoding", got.Encoding, c.want.Encoding)
			same("decimal", got.Decimal, c.want.Decimal)
			same("thousands", got.Thousands, c.want.Thousands)
			same("date format", got.DateFormat, c.want.DateFormat)
			same("preset", got.Preset, c.want.Preset)
			if c.want.Compressed && !got.Compressed {
				t.Error("is packed")
			}
			for i, col := range c.want.Columns {
				same("column", got.Columns[i].Name, col.Name)
				same("type", got.Columns[i].Type, col.Type)
			}
		})
	}
}

func TestDetectRefuses(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t), noon)
	w := newWorld(t, db)
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"empty":            {nil, "empty_file"},
		"blank":            {[]byte("\n\n  \n"), "empty_file"},
		"old spreadsheet":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "unknown_format"},
		"PDF":              {[]byte("%PDF-1.7 and so on"), "unknown_format"},
		"binary":           {bytes.Repeat([]byte{1, 0, 0, 0, 0, 7, 3, 200}, 900), "unknown_format"},
		"damaged gzip":     {packed(sales)[:60], "damaged_file"},
		"not gzip":         {[]byte("\x1f\x8bnot really gzip"), "damaged_file"},
		"not really a zip": {[]byte("PK\x03\x04 nothing"), "damaged_file"},
		"gzip in gzip":     {packed(string(packed(sales))), "unknown_format"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.imports.Upload(context.Background(), account.System, "x", bytes.NewReader(c.file))
			if fault.Code(err) != c.code || !fault.Is(err, fault.KindInvalid) {
				t.Fatalf("got %v, want %s", err, c.code)
			}
		})
	}
	t.Run("gzip bomb", func(t *testing.T) {
		i, err := w.imports.Upload(context.Background(), account.System, "bomb.csv.gz", bytes.NewReader(packed("id,email\n"+strings.Repeat("1,a@example.org\n", 20<<20))))
		w.must(err)
		i = w.start(i, false)
		if _, err := w.imports.Run(context.Background(), account.System, i.ID, onward); fault.Code(err) != "unpacks_too_large" {
			t.Fatalf("got %v", err)
		}
		if s := w.again(i); s.State != intake.Failed {
			t.Fatalf("state %s", s.State)
		}
	})
}

func TestXLSX(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		day := time.Date(2025, 3, 12, 9, 30, 0, 0, time.UTC)
		c := w.run(w.start(w.upload("s.xlsx", "", sheet(
			[]any{"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"},
			[]any{536365, "85123A", "holder", 6, day, 2.55, 17850, "France"},
			[]any{536365, 22, "other", 1, day, 0.1 + 0.2, 17850, "France"},
			[]any{},
			[]any{536366, "A", "x", 1, "12/03/2025", 1, nil, nil},
			[]any{536367, "A", "x", 1, "yesterday", 1, nil, nil},
		), intake.Options{DateFormat: "dmy"}), false))
		if c.LinesKept != 3 || c.LinesRejected != 1 || c.AmountKept != "16.6" || c.Clients.Created != 1 {
			t.Fatalf("%+v", c)
		}
		o := w.allOrders()["536365"]
		if o.OrderedAt.Format(time.RFC3339) != "2025-03-12T08:30:00Z" || o.NetMinor != 1560 {
			t.Fatalf("%+v", o)
		}
	})
}
