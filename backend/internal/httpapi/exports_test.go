package httpapi_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/table"
)

func init() {
	for _, f := range []table.Format{table.XLSX, table.Parquet} {
		openapi3filter.RegisterBodyDecoder(f.ContentType(), openapi3filter.FileBodyDecoder)
	}
}

type unheard struct{}

func (unheard) Update(context.Context, int64, int64, string) error { return nil }

// analyse runs the portfolio as of a day.
func (p *program) analyse(t *testing.T, day clock.Day) {
	t.Helper()
	j := job.New(portfolio.JobKind, "portfolio", "portfolio_run", 0, portfolio.Params{AsOf: &day, Trigger: "manual"}, 0)
	if _, err := p.Services.Portfolio.Execute(context.Background(), j, unheard{}); err != nil {
		t.Fatal(err)
	}
}

// rows reads a CSV answer: one map per line, by heading.
func (r reply) rows() []map[string]string {
	r.t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(r.raw)).ReadAll()
	if err != nil {
		r.t.Fatalf("%v: %s", err, r.raw)
	}
	out := make([]map[string]string, len(lines)-1)
	for i, l := range lines[1:] {
		out[i] = map[string]string{}
		for j, name := range lines[0] {
			out[i][name] = l[j]
		}
	}
	return out
}

func TestClientExport(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		const path = "/clients/export"
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", want: 200, has: []string{`"created":4`}, body: `{"items":[
			{"source":"erp","reference":"C1","kind":"b2b","company_name":"=HYPERLINK(\"http://evil\")","city":"Lyon, \"2e\"","email":"a@x.test"},
			{"source":"erp","reference":"C2","first_name":"Émile","last_name":"Durand\n-2+3","city":"Nice"},
			{"source":"erp","reference":"C3","company_name":"` + strings.Repeat("é", 150) + `","kind":"b2g","city":"Lyon"},
			{"source":"shop","reference":"-12","last_name":"Late"}]}`})
		p.do(t, call{role: account.Sales, method: "POST", path: "/orders/bulk", want: 200, has: []string{`"created":2`}, body: `{"items":[
			{"source":"erp","reference":"O1","client_source":"erp","client_reference":"C1","ordered_at":"2026-03-01T10:00:00Z","lines":[{"sku":"X","quantity":"1","unit_price":"1234.56"}]},
			{"source":"erp","reference":"O2","client_source":"erp","client_reference":"C2","ordered_at":"2026-02-01T10:00:00Z","lines":[{"sku":"X","quantity":"2","unit_price":"1.5"}]}]}`})
		p.analyse(t, clock.Date(2026, 3, 12))
		p.run(t, slices.Concat(guarded("GET", path, nil), []call{
			{role: account.Analyst, method: "GET", path: path + "?format=pdf", want: 422, has: []string{`"format"`}},
			{role: account.Analyst, method: "GET", path: path + "?limit=5", want: 422, has: []string{`"limit"`}},
			{role: account.Analyst, method: "GET", path: path + "?kind=alien", want: 422, has: []string{`"kind"`}},
			{name: "an order that is none, before the first byte", role: account.Analyst, method: "GET", path: path + "?sort=email&format=xlsx", want: 422, has: []string{`"sort"`}},
			{name: "nothing found", role: account.Analyst, method: "GET", path: path + "?q=nobody", want: 200, has: []string{"id,source,reference,"}, not: []string{"erp"}},
			{name: "filtered", role: account.Analyst, method: "GET", path: path + "?city=Lyon&kind=b2g", want: 200, has: []string{"C3"}, not: []string{"C1", "C2", "Late"}},
			{name: "no formula, no second cell", role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"'=HYPERLINK(""http://evil"")"`, `"Lyon, ""2e"""`}, not: []string{",=HYP", "name_key", "\uFEFF"}},
			{name: "with a mark", role: account.Analyst, method: "GET", path: path + "?bom=true", want: 200, has: []string{"\uFEFFid,source"}},
		}))
		r := p.do(t, call{role: account.Analyst, method: "GET", path: path + "?sort=-revenue", want: 200})
		if got := r.header.Get("Content-Disposition"); got != `attachment; filename="clients-2026-03-12.csv"` {
			t.Errorf("disposition %q", got)
		}
		rows := r.rows()
		if len(rows) != 4 {
			t.Fatalf("%d rows", len(rows))
		}
		for i, want := range []map[string]string{
			{"reference": "C1", "revenue": "1234.56", "total_revenue": "1234.56", "orders": "1", "last_order_day": "2026-03-01", "margin": "", "currency": "EUR", "abc": "A"},
			{"reference": "C2", "revenue": "3.00", "last_order_day": "2026-02-01", "currency": "EUR"},
			{"revenue": "", "orders": "", "abc": "", "last_order_day": "", "currency": "EUR"}, {"revenue": "", "r": ""},
		} {
			for name, v := range want {
				if rows[i][name] != v {
					t.Errorf("row %d: %s is %q, want %q", i, name, rows[i][name], v)
				}
			}
		}

		x, err := excelize.OpenReader(bytes.NewReader(p.do(t, call{role: account.Sales, method: "GET", path: path + "?sort=-revenue&format=xlsx", want: 200}).raw))
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := x.GetRows("clients")
		if err != nil || len(sheet) != 5 || !slices.Contains(sheet[1], `=HYPERLINK("http://evil")`) || !slices.Contains(sheet[1], "1,234.56") {
			t.Errorf("spreadsheet %v, %v", sheet, err)
		}

		raw := p.do(t, call{role: account.Manager, method: "GET", path: path + "?sort=-revenue&format=parquet", want: 200}).raw
		type record struct {
			Reference string `parquet:"reference,optional"`
			Revenue   *int64 `parquet:"revenue,optional,decimal(2:18)"`
			LastDay   *int32 `parquet:"last_order_day,optional,date"`
		}
		got, err := parquet.Read[record](bytes.NewReader(raw), int64(len(raw)))
		if err != nil || len(got) != 4 || got[0].Reference != "C1" || *got[0].Revenue != 123456 || clock.Day(*got[0].LastDay) != clock.Date(2026, 3, 1) || got[3].Revenue != nil {
			t.Errorf("parquet %v, %v", got, err)
		}
	})
}

// TestAllClientsAreExported: every client once, in the order of the list, with the figures of one run though another is published meanwhile.
func TestAllClientsAreExported(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		const many = 2100
		var orders []string
		for from := 0; from < many; from += 700 {
			var items []string
			for i := from; i < from+700; i++ {
				items = append(items, fmt.Sprintf(`{"source":"m","reference":"%d","last_name":"N%d"}`, i, i*7919%many))
				if i%2 == 0 && i < 1000 {
					orders = append(orders, fmt.Sprintf(`{"source":"m","reference":"%d","client_source":"m","client_reference":"%d","ordered_at":"2026-03-01T10:00:00Z","lines":[{"sku":"X","quantity":"1","unit_price":"%d"}]}`, i, i, 1+i%40))
				}
			}
			p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", body: `{"items":[` + strings.Join(items, ",") + `]}`, want: 200, has: []string{`"created":700`}})
		}
		p.do(t, call{role: account.Sales, method: "POST", path: "/orders/bulk", body: `{"items":[` + strings.Join(orders, ",") + `]}`, want: 200, has: []string{`"created":500`}})
		p.analyse(t, clock.Date(2026, 3, 12))
		for _, sort := range []string{"", "-name", "revenue", "-revenue", "-created_at"} {
			want := p.pages(t, "/clients?limit=200&sort="+sort, "id")
			var got []string
			for _, r := range p.do(t, call{role: account.Analyst, method: "GET", path: "/clients/export?sort=" + sort, want: 200}).rows() {
				got = append(got, r["id"])
			}
			if len(got) != many || !slices.Equal(got, want) {
				t.Errorf("sorted by %q: %d clients, %d in the list", sort, len(got), len(want))
			}
		}
		n, days := 0, map[string]int{}
		err := p.Services.Clients.Each(context.Background(), client.Filter{}, page.Window{Sort: "revenue", Desc: true}, func(r client.Row) error {
			if n++; n == 10 {
				p.do(t, call{role: account.Sales, method: "POST", path: "/orders/bulk", want: 200, has: []string{`"created":1`}, body: `{"items":[
					{"source":"m","reference":"new","client_source":"m","client_reference":"2099","ordered_at":"2026-03-11T10:00:00Z","lines":[{"sku":"X","quantity":"1","unit_price":"9000"}]}]}`})
				p.analyse(t, clock.Date(2026, 3, 12))
			}
			if r.Figures != nil && r.Figures.RevenueMinor > 0 {
				days[clock.Day(*r.Figures.LastDay).String()]++
			}
			return nil
		})
		if err != nil || n != many || days["2026-03-01"] != 500 || len(days) != 1 {
			t.Errorf("%d clients, last days %v, %v", n, days, err)
		}
		stop := errors.New("stop")
		if err := p.Services.Clients.Each(context.Background(), client.Filter{}, page.Window{}, func(client.Row) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("stopped with %v", err)
		}
	})
}
