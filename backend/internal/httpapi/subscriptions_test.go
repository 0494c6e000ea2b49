package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestSubscriptions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		inDollars(t, p)
		client := p.create(t, "/clients", `{"company_name":"Garage Durand","kind":"b2b","source":"till","reference":"C1"}`)
		category := p.create(t, "/categories", `{"code":"service","name":"Entretien"}`)
		p.create(t, "/orders", fmt.Sprintf(anOrder, client)) // makes the product TYRE
		body := fmt.Sprintf(`{"client_id":%q,"category_id":%q,"sku":"TYRE","amount_minor":12000,"cost_minor":8000,"currency":"USD","period_months":1,"start_day":"2026-01-31","note":"Contrat d'été","source":"books","reference":"S1"}`, client, category)
		one := p.create(t, "/subscriptions", body)
		path, ofClient := "/subscriptions/"+one, "/clients/"+client+"/subscriptions"
		with := func(fields string) string { return fmt.Sprintf(`{"client_id":%q,%s}`, client, fields) }
		post := func(name, body string, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/subscriptions", body: body, want: 422, has: has}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/subscriptions", nil), guarded("GET", path, nil), guarded("GET", ofClient, nil),
			guarded("POST", "/subscriptions", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst),
			guarded("POST", path+"/end", `{"end_day":"2026-03-12"}`, account.Analyst), guarded("POST", "/subscriptions/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"active"`, `"value_minor":6000`, `"margin_minor":2000`, `"renewals":1`, `"next_renewal_day":"2026-03-31"`,
					`"product_name":"Pneu"`, `"category_name":"Entretien"`, `"division_name":""`, `"client_name":"Garage Durand"`, `"end_day":null`}},
				{role: account.Analyst, method: "GET", path: "/subscriptions/7", want: 404, has: []string{"subscription_not_found"}},
				{role: account.Analyst, method: "GET", path: "/clients/7/subscriptions", want: 404},
				{role: account.Analyst, method: "GET", path: "/subscriptions?state=paused", want: 422},
				{role: account.Analyst, method: "GET", path: "/subscriptions?q=ete&state=active&start_from=2026-01-31&start_to=2026-01-31&category_id=" + category + "&client_id=" + client + "&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/subscriptions?state=ended", want: 200, not: []string{one}},
				post("the same reference again", body, `"taken"`),
				post("a negative amount", with(`"amount_minor":-1`), `"amount_minor"`),
				post("a negative cost", with(`"amount_minor":1,"cost_minor":-1`), `"cost_minor"`),
				post("no period", with(`"amount_minor":1,"period_months":-1`), `"period_months"`),
				post("ends before it starts", with(`"amount_minor":1,"start_day":"2026-02-01","end_day":"2026-01-01"`), `"end_day"`),
				post("a reason without an end", with(`"amount_minor":1,"end_reason":"moved"`), `"end_reason"`),
				post("a currency without a rate", with(`"amount_minor":1,"start_day":"2025-12-31","currency":"USD"`), `"rate_missing"`),
				post("no such division", with(`"amount_minor":1,"division":"north"`), `"division"`),
				post("no such product", with(`"amount_minor":1,"product_id":"7"`), `"product_id"`),
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/subscriptions", body: with(`"state":"active"`), want: 400},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":1}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":1}`, version: 9, want: 412},
				{role: account.Sales, method: "PUT", path: "/subscriptions/7", body: `{"amount_minor":1}`, version: 1, want: 404},
				{role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":20000,"period_months":12}`, version: 1, want: 200,
					has: []string{`"version":2`, `"value_minor":10000`, `"margin_minor":null`, `"start_day":"2026-01-31"`, `"renewals":0`, `"next_renewal_day":"2027-01-31"`, `"product_id":null`}},
				{role: account.Sales, method: "POST", path: "/subscriptions/7/end", body: `{"end_day":"2026-03-12"}`, want: 404},
				{name: "an end before the start", role: account.Sales, method: "POST", path: path + "/end", body: `{"end_day":"2025-01-01"}`, want: 422, has: []string{`"end_day"`}},
				{name: "ends ahead", role: account.Sales, method: "POST", path: path + "/end", body: `{"end_day":"2026-06-01","end_reason":"Vente du garage"}`, want: 200,
					has: []string{`"state":"active"`, `"end_day":"2026-06-01"`, `"next_renewal_day":null`, `"end_reason":"Vente du garage"`}},
				{name: "ended", role: account.Sales, method: "POST", path: path + "/end", body: `{"end_day":"2026-03-12"}`, want: 200, has: []string{`"state":"ended"`, `"end_reason":"Vente du garage"`}},
				{role: account.Sales, method: "GET", path: ofClient + "?state=ended&q=vente", want: 200, has: []string{one}},
				{role: account.Sales, method: "GET", path: ofClient + "?state=active", want: 200, not: []string{one}},
				{name: "runs again", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":20000}`, version: 4, want: 200, has: []string{`"state":"active"`, `"end_day":null`, `"period_months":12`}},
			}))
		rows := `{"items":[
			{"source":"till","reference":"A1","client_reference":"C1","amount_minor":500,"start_day":"2025-01-31","category":"service","sku":"TYRE"},
			{"source":"till","reference":"A2","client_reference":"C1","amount_minor":900,"start_day":"2025-02-28","end_day":"2026-02-28","end_reason":"Prix"},
			{"source":"till","reference":"A3","client_reference":"C1","amount_minor":1,"start_day":"2025-02-28","currency":"USD"},
			{"source":"till","reference":"A4","client_reference":"C9","amount_minor":1},
			{"source":"till","reference":"A5","client_reference":"C1","amount_minor":1,"category":"boats","sku":"NONE","division":"north"}]}`
		p.run(t, []call{
			{name: "bulk", role: account.Sales, method: "POST", path: "/subscriptions/bulk", body: rows, want: 200, has: []string{`"created":2,"updated":0,"unchanged":0,"failed":3`, `"rate_missing"`, `"client_reference"`, `"category"`, `"sku"`, `"division"`}},
			{name: "bulk again", role: account.Sales, method: "POST", path: "/subscriptions/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":2,"failed":3`}},
			{name: "bulk changes", role: account.Sales, method: "POST", path: "/subscriptions/bulk", body: `{"items":[{"source":"till","reference":"A1","amount_minor":600}]}`, want: 200, has: []string{`"updated":1`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/subscriptions/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
		})
		if got := p.pages(t, "/subscriptions?limit=1&sort=value", "reference"); !slices.Equal(got, []string{"A1", "A2", "S1"}) {
			t.Errorf("by value: %v", got)
		}
		if got := p.pages(t, ofClient+"?limit=2", "reference"); !slices.Equal(got, []string{"S1", "A2", "A1"}) {
			t.Errorf("newest first: %v", got)
		}
	})
}
