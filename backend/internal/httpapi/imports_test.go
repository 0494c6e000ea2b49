package httpapi_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/config"
	"clientele/internal/id"
)

const salesCSV = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" +
	"536365,A,Chair,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n" +
	"536366,B,=cmd|'/c calc'!A0,many,2010-12-01 08:28:00,1,13047.0,France\n" +
	"C536367,A,Chair,-1,2010-12-01 09:41:00,2.55,17850.0,United Kingdom\n" +
	"536368,A,Chair,1,2010-12-01 10:00:00,2.55,,United Kingdom\n"

// multipartOf makes an upload's body and its header.
func multipartOf(field, name, text string) (string, map[string]string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	w, _ := m.CreateFormFile(field, name)
	_, _ = w.Write([]byte(text))
	_ = m.Close()
	return b.String(), map[string]string{"Content-Type": m.FormDataContentType()}
}

func (p *program) upload(t *testing.T, name, text string) string {
	t.Helper()
	body, header := multipartOf("file", name, text)
	return p.do(t, call{role: account.Marketer, method: "POST", path: "/imports", body: body, header: header, want: 201}).id()
}

// finish waits for the job that an answer names.
func (p *program) finish(t *testing.T, r reply) {
	t.Helper()
	v, err := id.Parse(r.id())
	if err != nil {
		t.Fatal(err)
	}
	j, err := p.Services.Jobs.ByID(context.Background(), v)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Await(context.Background(), j, nil); err != nil {
		t.Fatal(err)
	}
}

func TestImports(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body, header := multipartOf("file", "sales.csv", salesCSV)
		other, otherHeader := multipartOf("other", "sales.csv", salesCSV)
		pdf, pdfHeader := multipartOf("file", "x.pdf", "%PDF-1.7 and so on")
		v := p.upload(t, `C:\data\sales.csv`, salesCSV)
		path := "/imports/" + v
		settings := `{"preset":"retail-lines","options":{"source":"till","currency":"EUR"}}`
		p.run(t, slices.Concat(
			guarded("GET", "/imports", nil), guarded("GET", path, nil), guarded("GET", path+"/rejects", nil), guarded("GET", "/import_presets", nil),
			guarded("GET", "/import_presets/clients/template", nil),
			guarded("POST", "/imports", body, account.Analyst, account.Sales), guarded("PUT", path+"/settings", settings, account.Analyst, account.Sales),
			guarded("POST", path+"/preview", nil, account.Analyst), guarded("POST", path+"/start", `{}`, account.Analyst), guarded("POST", path+"/cancel", nil, account.Analyst),
			guarded("POST", path+"/resume", nil, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"file_name":"sales.csv"`, `"state":"draft"`, `"preset":"retail_lines"`, `"delimiter":","`, `"client_reference":"CustomerID"`, `"date_format":"ymd"`}, not: []string{"file_id", "checkpoint"}},
				{role: account.Analyst, method: "GET", path: "/imports/7", want: 404, has: []string{"import_not_found"}},
				{role: account.Analyst, method: "GET", path: "/imports?state=draft&preset=retail_lines&total=true", want: 200, has: []string{v, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/imports?state=wild", want: 422},
				{role: account.Marketer, method: "POST", path: "/imports", body: `{}`, want: 415},
				{name: "a part of another name", role: account.Marketer, method: "POST", path: "/imports", body: other, header: otherHeader, want: 400},
				{name: "half a body", role: account.Marketer, method: "POST", path: "/imports", body: body[:len(body)/2], header: header, want: 400},
				{name: "no table", role: account.Marketer, method: "POST", path: "/imports", body: pdf, header: pdfHeader, want: 422, has: []string{"unknown_format"}},
				{role: account.Marketer, method: "POST", path: path + "/preview", want: 200, has: []string{`"raw":"17850.0","value":"17850"`, `"value":"GB"`, `"code":"number"`, `"value":"2010-12-01T07:26:00Z"`}},
				{role: account.Marketer, method: "POST", path: "/imports/7/preview", want: 404},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: settings, want: 428},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: settings, version: 9, want: 412},
				{role: account.Marketer, method: "PUT", path: "/imports/7/settings", body: settings, version: 1, want: 404},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: `{"preset":"retail_lines","mapping":{"sku":"Nothing","wild":"Country"}}`, version: 1, want: 422, has: []string{"unknown_column", "unknown_field"}},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: `{"preset":"retail_lines","options":{"currency":"EURO","time_zone":"Mars"}}`, version: 1, want: 422, has: []string{"options.currency", "options.time_zone"}},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: `{"preset":"wild"}`, version: 1, want: 422, has: []string{`"field":"preset"`}},
				{name: "a mapping that lacks something is kept", role: account.Marketer, method: "PUT", path: path + "/settings", body: `{"preset":"retail_lines","mapping":{"sku":"StockCode"}}`, version: 1, want: 200},
				{role: account.Marketer, method: "POST", path: path + "/start", body: `{}`, want: 422, has: []string{`"field":"mapping.reference"`}},
				{role: account.Marketer, method: "PUT", path: path + "/settings", body: settings, version: 2, want: 200, has: []string{`"source":"till"`, `"sku":"StockCode"`}},
				{role: account.Marketer, method: "POST", path: path + "/resume", want: 409, has: []string{"import_not_stopped"}},
				{role: account.Marketer, method: "POST", path: path + "/cancel", want: 409, has: []string{"import_not_running"}},
				{role: account.Marketer, method: "POST", path: "/imports/7/start", body: `{}`, want: 404}, {role: account.Marketer, method: "POST", path: "/imports/7/cancel", want: 404},
				{role: account.Marketer, method: "POST", path: "/imports/7/resume", want: 404}, {role: account.Analyst, method: "GET", path: "/imports/7/rejects", want: 404},
				{role: account.Marketer, method: "POST", path: path + "/start", body: `{"dry":true}`, want: 400},
				{role: account.Analyst, method: "GET", path: "/import_presets", want: 200, has: []string{`"code":"retail_lines"`, `"fr":"Quantité"`, `"required":true`, `"choices":["b2b","b2c","b2g"]`}},
				{role: account.Analyst, method: "GET", path: "/import_presets/retail-lines/template", want: 200, has: []string{"reference,sku,description"}},
				{role: account.Analyst, method: "GET", path: "/import_presets/wild/template", want: 404},
			}))
		p.finish(t, p.do(t, call{role: account.Marketer, method: "POST", path: path + "/start", body: `{"dry_run":true}`, want: 202}))
		p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"checked"`, `"lines_read":4`, `"lines_rejected":1`, `"dry_run":true`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/orders?total=true", want: 200, has: []string{`"total":0`}})
		p.do(t, call{role: account.Marketer, method: "POST", path: path + "/start", body: `{}`, want: 202})
		p.do(t, call{role: account.Marketer, method: "POST", path: path + "/start", body: `{}`, want: 409, has: []string{"import_running"}})
		p.do(t, call{role: account.Marketer, method: "PUT", path: path + "/settings", body: settings, version: 9, want: 412})
		p.do(t, call{role: account.Marketer, method: "POST", path: path + "/cancel", want: 200, has: []string{`"state":"cancelled"`, `"resumable":true`}})
		p.finish(t, p.do(t, call{role: account.Marketer, method: "POST", path: path + "/resume", want: 202}))
		p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"done"`, `"lines_kept":3`, `"lines_anonymous":1`, `"amount_read":"15.3"`,
			`"net_kept_minor":1530`, `"returns":1`, `"orders_rejected":1`, `"clients":{"created":1`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/orders?total=true", want: 200, has: []string{`"total":3`, "C536367"}})
		r := p.do(t, call{role: account.Analyst, method: "GET", path: path + "/rejects", want: 200, has: []string{"InvoiceNo,StockCode", ",line,code,field,reason", ",3,number,quantity,", "'=cmd|"}, not: []string{",=cmd", "536365"}})
		if !strings.HasPrefix(r.header.Get("Content-Disposition"), "attachment") {
			t.Error("not a download")
		}
	})
}

func TestImportTooLarge(t *testing.T) {
	p := start(t, sqliteAddress(t), func(c *config.Config) { c.MaxUploadMB = 1 })
	body, header := multipartOf("file", "big.csv", "a,b\n"+strings.Repeat("1,2\n", 600_000))
	p.do(t, call{role: account.Marketer, method: "POST", path: "/imports", body: body, header: header, want: 413, has: []string{"too_large"}})
	p.do(t, call{role: account.Marketer, method: "GET", path: "/imports?total=true", want: 200, has: []string{`"total":0`}})
}

func TestImportMappings(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"name":"ERP clients","preset":"clients","mapping":{"reference":"No","last_name":"Nom"},"options":{"delimiter":";","decimal":","}}`
		v := p.do(t, call{role: account.Marketer, method: "POST", path: "/import_mappings", body: body, want: 201, has: []string{`"last_name":"Nom"`, `"delimiter":";"`}}).id()
		path := "/import_mappings/" + v
		p.run(t, slices.Concat(guarded("GET", "/import_mappings", nil), guarded("GET", path, nil), guarded("POST", "/import_mappings", body, account.Analyst, account.Sales),
			guarded("PUT", path, body, account.Analyst), guarded("DELETE", path, nil, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: "/import_mappings?preset=clients&total=true", want: 200, has: []string{v, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/import_mappings?preset=orders", want: 200, not: []string{v}},
				{role: account.Analyst, method: "GET", path: "/import_mappings?wild=1", want: 422},
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{"ERP clients"}},
				{role: account.Analyst, method: "GET", path: "/import_mappings/7", want: 404},
				{name: "a taken name", role: account.Marketer, method: "POST", path: "/import_mappings", body: body, want: 422, has: []string{"taken"}},
				{name: "unknown fields", role: account.Marketer, method: "POST", path: "/import_mappings", body: `{"name":"","preset":"clients","mapping":{"wild":"x"}}`, want: 422, has: []string{`"field":"name"`, "mapping.wild"}},
				{name: "an unknown preset", role: account.Marketer, method: "POST", path: "/import_mappings", body: `{"name":"x","preset":"wild","mapping":{}}`, want: 422, has: []string{`"field":"preset"`}},
				{name: "bad options", role: account.Marketer, method: "POST", path: "/import_mappings", body: `{"name":"x","preset":"clients","mapping":{},"options":{"delimiter":"-"}}`, want: 422, has: []string{"options.delimiter"}},
				{role: account.Marketer, method: "PUT", path: path, body: body, want: 428},
				{role: account.Marketer, method: "PUT", path: path, body: body, version: 7, want: 412},
				{role: account.Marketer, method: "PUT", path: "/import_mappings/7", body: body, version: 1, want: 404},
				{role: account.Marketer, method: "PUT", path: path, body: strings.Replace(body, "ERP", "New ERP", 1), version: 1, want: 200, has: []string{"New ERP", `"version":2`}},
				{role: account.Marketer, method: "DELETE", path: path, want: 204},
				{role: account.Marketer, method: "DELETE", path: path, want: 404},
			}))
	})
}
