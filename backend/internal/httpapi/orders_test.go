package httpapi_test

import (
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestProducts(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"sku":"CAR","name":"Voiture","price":"19999.999999","cost":"15000"}`
		one := p.create(t, "/products", body)
		cat := p.create(t, "/categories", `{"code":"cars","name":"Voitures","renewal_months":60}`)
		path, catPath := "/products/"+one, "/categories/"+cat
		p.run(t, slices.Concat(
			guarded("GET", "/products", nil), guarded("POST", "/products", body, account.Analyst, account.Sales), guarded("PUT", path, `{}`, account.Sales), guarded("GET", path, nil),
			guarded("POST", path+"/archive", nil, account.Sales), guarded("POST", path+"/restore", nil, account.Sales), guarded("POST", "/products/bulk", `{"items":[]}`, account.Sales),
			guarded("GET", "/categories", nil), guarded("POST", "/categories", `{"code":"x"}`, account.Sales), guarded("PUT", catPath, `{"code":"x"}`, account.Sales), guarded("GET", catPath, nil), []call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"price":"19999.999999"`, `"cost":"15000"`}},
				{role: account.Analyst, method: "GET", path: "/products/7", want: 404},
				{role: account.Analyst, method: "GET", path: "/products?q=voit&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/products?sort=price", want: 422},
				{name: "taken", role: account.Marketer, method: "POST", path: "/products", body: body, want: 422, has: []string{"taken"}},
				{name: "too many decimals", role: account.Marketer, method: "POST", path: "/products", body: `{"sku":"X","price":"1.1234567","cost":"1e9"}`, want: 422, has: []string{`"price"`, `"cost"`}},
				{name: "a number where a text is due", role: account.Marketer, method: "POST", path: "/products", body: `{"sku":"X","price":1.5}`, want: 400},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"Auto"}`, want: 428},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"Auto"}`, version: 5, want: 412},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"Auto","category_id":"` + cat + `"}`, version: 1, want: 200, has: []string{`"price":null`, cat}},
				{role: account.Marketer, method: "PUT", path: "/products/7", body: `{"name":"Auto"}`, version: 1, want: 404},
				{name: "by category", role: account.Analyst, method: "GET", path: "/products?category_id=" + cat, want: 200, has: []string{one}},
				{role: account.Marketer, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{role: account.Marketer, method: "POST", path: path + "/restore", want: 200}, {role: account.Marketer, method: "POST", path: "/products/7/archive", want: 404}, {role: account.Marketer, method: "POST", path: "/products/7/restore", want: 404},
				{role: account.Marketer, method: "POST", path: "/products/bulk", body: `{"items":[{"sku":"A","name":"a","category":"new"},{"sku":""},{"sku":"CAR","cost":"2"}]}`, want: 200, has: []string{`"created":1`, `"failed":1`, `"updated":1`}},
				{role: account.Analyst, method: "GET", path: "/categories?total=true", want: 200, has: []string{`"total":2`, `"renewal_months":60`}},
				{role: account.Analyst, method: "GET", path: catPath, want: 200}, {role: account.Analyst, method: "GET", path: "/categories/7", want: 404},
				{role: account.Marketer, method: "POST", path: "/categories", body: `{"code":"cars"}`, want: 422, has: []string{"taken"}},
				{name: "another one's code", role: account.Marketer, method: "PUT", path: catPath, body: `{"code":"new"}`, version: 1, want: 422, has: []string{"taken"}},
				{name: "no such parent", role: account.Marketer, method: "POST", path: "/categories", body: `{"code":"vans","parent_id":"7"}`, want: 422, has: []string{"parent_id", "unknown"}},
				{name: "below", role: account.Marketer, method: "POST", path: "/categories", body: `{"code":"small","parent_id":"` + cat + `"}`, want: 201},
				{role: account.Marketer, method: "PUT", path: catPath, body: `{"code":"cars","renewal_months":0}`, version: 1, want: 422},
				{role: account.Marketer, method: "PUT", path: catPath, body: `{"code":"cars","renewal_months":48}`, version: 1, want: 200, has: []string{`48`}},
				{role: account.Marketer, method: "PUT", path: catPath, body: `{"code":"cars"}`, version: 1, want: 412}, {role: account.Marketer, method: "PUT", path: catPath, body: `{"code":"cars"}`, want: 428},
			}))
	})
}

func TestOrders(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"source":"e","reference":"C1","name":"A"}`)
		line := `{"sku":"TEA","description":"Thé","quantity":"3","unit_price":"0.335","cost_minor":50}`
		body := `{"source":"e","reference":"O1","client_reference":"C1","ordered_at":"2026-03-01T23:30:00Z","channel":"web","lines":[` + line + `]}`
		one := p.create(t, "/orders", body)
		path := "/orders/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/orders", nil), guarded("GET", path, nil), guarded("POST", "/orders", body, account.Analyst), guarded("PUT", path, body, account.Analyst), guarded("POST", "/orders/bulk", `{"items":[]}`, account.Analyst), []call{
				// 3 × 0.335 = 1.005, half away from zero: 1.01; the 1st at 23:30 UTC is the 2nd in Paris.
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"net_minor":101`, `"margin_minor":51`, `"order_day":"2026-03-02"`, `"sku":"TEA"`, `"quantity":"3"`, `"unit_price":"0.335"`, `"client_name":"A"`, client}},
				{role: account.Analyst, method: "GET", path: "/orders/7", want: 404, has: []string{"order_not_found"}},
				{role: account.Analyst, method: "GET", path: "/orders?reference=O&client_id=" + client + "&from=2026-03-02&to=2026-03-02&channel=web&anonymous=false&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/orders?anonymous=true", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/orders?status=lost&from=yesterday", want: 422, has: []string{`"status"`, `"from"`}},
				{name: "taken", role: account.Sales, method: "POST", path: "/orders", body: body, want: 422, has: []string{"taken"}},
				{name: "an unknown client, division and currency", role: account.Sales, method: "POST", path: "/orders", body: `{"source":"e","reference":"O2","client_reference":"nobody","division":"x","currency":"USD","ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}`, want: 422, has: []string{"client_reference", "division", "rate_missing"}},
				{name: "no lines", role: account.Sales, method: "POST", path: "/orders", body: `{"reference":"O2","ordered_at":"2026-03-01T10:00:00Z","lines":[]}`, want: 422, has: []string{`"lines"`}},
				{name: "a return with positive quantities", role: account.Sales, method: "POST", path: "/orders", body: `{"reference":"O2","kind":"return","ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}`, want: 422, has: []string{`lines[0].quantity`}},
				{name: "a bad number", role: account.Sales, method: "POST", path: "/orders", body: `{"reference":"O2","ordered_at":"2026-03-01T10:00:00Z","lines":[{"quantity":"1,5","unit_price":"x"}]}`, want: 422, has: []string{`lines[0].quantity`, `lines[0].unit_price`}},
				{name: "no time", role: account.Sales, method: "POST", path: "/orders", body: `{"reference":"O2","lines":[` + line + `]}`, want: 422, has: []string{"ordered_at"}},
				{role: account.Sales, method: "PUT", path: path, body: `{"ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}`, want: 428},
				{role: account.Sales, method: "PUT", path: path, body: `{"ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}`, version: 8, want: 412},
				{role: account.Sales, method: "PUT", path: path, body: `{"client_id":"` + client + `","status":"cancelled","ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `,` + line + `]}`, version: 1, want: 200, has: []string{`"cancelled"`, `"net_minor":202`, `"line_count":2`}},
				{role: account.Sales, method: "PUT", path: "/orders/7", body: `{"ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}`, version: 1, want: 404},
				{name: "bulk", role: account.Sales, method: "POST", path: "/orders/bulk", want: 200, has: []string{`"created":2`, `"failed":1`},
					body: `{"items":[{"source":"e","reference":"B1","ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]},{"source":"e","reference":"B2","ordered_at":"2026-03-01T10:00:00Z","lines":[]},
					{"source":"e","reference":"R1","kind":"return","returns_reference":"B1","ordered_at":"2026-03-02T10:00:00Z","lines":[{"sku":"TEA","quantity":"-3","unit_price":"0.335"}]}]}`},
				{name: "the same again", role: account.Sales, method: "POST", path: "/orders/bulk", want: 200, has: []string{`"unchanged":1`},
					body: `{"items":[{"source":"e","reference":"B1","ordered_at":"2026-03-01T10:00:00Z","lines":[` + line + `]}]}`},
				{name: "the return knows its order", role: account.Analyst, method: "GET", path: "/orders?kind=return", want: 200, has: []string{`"net_minor":-101`}, not: []string{`"returns_order_id":null`}},
			}))
	})
}

func TestSegmentsAndPortfolio(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		a := p.create(t, "/clients", `{"source":"e","reference":"C1","name":"A"}`)
		b := p.create(t, "/clients", `{"source":"e","reference":"C2","name":"B"}`)
		one := p.create(t, "/segments", `{"name":"Mes clients","client_ids":["`+a+`"]}`)
		path := "/segments/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/segments", nil), guarded("POST", "/segments", `{"name":"x"}`, account.Analyst, account.Sales), guarded("PUT", path, `{"name":"x"}`, account.Sales), guarded("POST", path+"/members", `{}`, account.Sales),
			guarded("POST", path+"/archive", nil, account.Sales), guarded("POST", path+"/restore", nil, account.Sales), guarded("GET", path+"/members", nil), guarded("GET", "/dashboard", nil), guarded("GET", "/portfolio", nil),
			guarded("GET", "/portfolio/settings", nil), guarded("PUT", "/portfolio/settings", `{}`, account.Marketer), guarded("POST", "/portfolio_runs", `{}`, account.Sales), guarded("GET", "/portfolio_runs", nil), guarded("GET", "/portfolio/suggestion", nil), []call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"members":1`, `"static"`}}, {role: account.Analyst, method: "GET", path: "/segments/7", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/members?total=true", want: 200, has: []string{a, `"total":1`}, not: []string{b}}, {role: account.Analyst, method: "GET", path: "/segments/7/members", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/members?sort=size", want: 422}, {role: account.Analyst, method: "GET", path: "/segments?sort=size", want: 422},
				{role: account.Marketer, method: "POST", path: "/segments", body: `{"name":" "}`, want: 422}, {role: account.Marketer, method: "POST", path: "/segments", body: `{"colour":1}`, want: 400},
				{role: account.Marketer, method: "POST", path: path + "/members", body: `{"add":["` + a + `","` + b + `"]}`, want: 200, has: []string{`"joined":1`, `"members":2`}},
				{name: "copy of a segment", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"Copie","from_segment_id":"` + one + `"}`, want: 201, has: []string{`"members":2`}},
				{role: account.Marketer, method: "POST", path: path + "/members", body: `{"remove":["` + a + `","7"]}`, want: 200, has: []string{`"left":1`, `"members":1`}}, {role: account.Marketer, method: "POST", path: "/segments/7/members", body: `{}`, want: 404},
				{name: "of a client", role: account.Analyst, method: "GET", path: "/clients/" + b + "/segments", want: 200, has: []string{one}},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"x"}`, want: 428}, {role: account.Marketer, method: "PUT", path: path, body: `{"name":"x"}`, version: 9, want: 412},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":""}`, version: 1, want: 422}, {role: account.Marketer, method: "PUT", path: "/segments/7", body: `{"name":"x"}`, version: 1, want: 404},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"Neu"}`, version: 1, want: 200, has: []string{`"members":1`}},
				{role: account.Marketer, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}}, {role: account.Marketer, method: "POST", path: path + "/restore", want: 200}, {role: account.Marketer, method: "POST", path: "/segments/7/archive", want: 404}, {role: account.Marketer, method: "POST", path: "/segments/7/restore", want: 404},
				{name: "no run yet", role: account.Analyst, method: "GET", path: "/portfolio", want: 404}, {role: account.Analyst, method: "GET", path: "/portfolio_runs/7", want: 404},
				{name: "an empty dashboard", role: account.Analyst, method: "GET", path: "/dashboard", want: 200, has: []string{`"clients":2`, `"portfolio":null`, `"has_orders":false`}},
				{role: account.Analyst, method: "GET", path: "/portfolio/suggestion", want: 200, has: []string{`"as_of":"2026-03-12"`}}, {role: account.Analyst, method: "GET", path: "/portfolio/settings", want: 200, has: []string{`"60_90"`, `"champions"`}},
				{role: account.Manager, method: "PUT", path: "/portfolio/settings", body: `{"window_months":0,"rfm_window_months":0,"abc_preset":"x","abc_cuts":[1],"abc_value":"x","monetary":"x","rfm_map":[],"schedule":{"every":"x","time":"25:00"}}`, header: map[string]string{"If-Match": `"v0"`}, want: 422, has: []string{"rfm_map"}},
				{name: "a run of tomorrow's tomorrow", role: account.Marketer, method: "POST", path: "/portfolio_runs", body: `{"as_of":"2026-04-01"}`, want: 422, has: []string{"future"}},
				{name: "a run is a job", role: account.Marketer, method: "POST", path: "/portfolio_runs", body: `{}`, want: 202, has: []string{`"portfolio.run"`, `"queued"`}},
				{name: "the demo is for an empty base", role: account.Admin, method: "POST", path: "/demo", body: `{}`, want: 409, has: []string{"base_not_empty"}},
			}))
	})
}
