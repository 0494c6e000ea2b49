package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

// inDollars sets what a dollar is worth: 0.5 from 2026-01-01.
func inDollars(t *testing.T, p *program) {
	t.Helper()
	p.do(t, call{role: account.Admin, method: "PUT", path: "/exchange_rates", body: `{"items":[{"currency":"USD","from_day":"2026-01-01","rate":"0.5"}]}`, want: 204})
}

func TestReceivables(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		inDollars(t, p)
		client := p.create(t, "/clients", `{"company_name":"Garage Durand","kind":"b2b"}`)
		other := p.create(t, "/clients", `{"last_name":"Martin"}`)
		order := p.create(t, "/orders", fmt.Sprintf(anOrder, client))
		body := fmt.Sprintf(`{"client_id":%q,"order_id":%q,"amount_minor":12000,"currency":"USD","issued_day":"2026-01-10","due_day":"2026-02-10","note":"Facture été","source":"books","reference":"F1"}`, client, order)
		one := p.create(t, "/receivables", body)
		path, ofClient := "/receivables/"+one, "/clients/"+client+"/receivables"
		with := func(fields string) string { return fmt.Sprintf(`{"client_id":%q,%s}`, client, fields) }
		post := func(name, body string, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/receivables", body: body, want: 422, has: has}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/receivables", nil), guarded("GET", path, nil), guarded("GET", ofClient, nil),
			guarded("POST", "/receivables", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst),
			guarded("POST", path+"/state", `{"state":"settled"}`, account.Analyst), guarded("POST", "/receivables/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"open"`, `"open_minor":12000`, `"value_open_minor":6000`, `"overdue":true`, `"days_late":30`,
					`"order_reference":"O1"`, `"client_name":"Garage Durand"`, `"settled_day":null`}},
				{role: account.Analyst, method: "GET", path: "/receivables/7", want: 404, has: []string{"receivable_not_found"}},
				{role: account.Analyst, method: "GET", path: "/clients/7/receivables", want: 404, has: []string{"client_not_found"}},
				{role: account.Analyst, method: "GET", path: "/receivables?state=lost", want: 422},
				{role: account.Analyst, method: "GET", path: "/receivables?sort=note", want: 422},
				{role: account.Analyst, method: "GET", path: ofClient + "?client_id=" + other, want: 422},
				{role: account.Analyst, method: "GET", path: ofClient + "?due_from=10/02/2026", want: 422},
				{role: account.Analyst, method: "GET", path: "/receivables?q=ete&overdue=true&state=open&due_from=2026-02-10&due_to=2026-02-10&order_id=" + order + "&client_id=" + client + "&total=true",
					want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/receivables?due_from=2026-02-11", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/clients/" + other + "/receivables", want: 200, not: []string{one}},
				post("the same reference again", body, `"taken"`),
				post("no amount", with(`"due_day":"2026-03-01"`), `"amount_minor"`),
				post("a credit", with(`"amount_minor":-1,"due_day":"2026-03-01"`), `"amount_minor"`),
				post("no due day", with(`"amount_minor":1`), `"due_day"`),
				post("due before it is issued", with(`"amount_minor":1,"issued_day":"2026-03-02","due_day":"2026-03-01"`), `"due_day"`),
				post("issued in the future", with(`"amount_minor":1,"issued_day":"2026-05-01","due_day":"2026-06-01"`), `"issued_day"`),
				post("more open than owed", with(`"amount_minor":1,"open_minor":2,"due_day":"2026-03-01"`), `"open_minor"`),
				post("no such state", with(`"amount_minor":1,"due_day":"2026-03-01","state":"late"`), `"state"`),
				post("a currency that is none", with(`"amount_minor":1,"due_day":"2026-03-01","currency":"euro"`), `"currency"`),
				post("a currency without a rate", with(`"amount_minor":1,"due_day":"2025-12-31","currency":"USD"`), `"rate_missing"`, "USD on 2025-12-31"),
				post("somebody else's order", fmt.Sprintf(`{"client_id":%q,"amount_minor":1,"due_day":"2026-03-01","order_id":%q}`, other, order), `"order_id"`),
				post("an order that is none", with(`"amount_minor":1,"due_day":"2026-03-01","order_reference":"O9"`), `"order_reference"`),
				post("a client that is none", `{"client_id":"7","amount_minor":1,"due_day":"2026-03-01"}`, `"client_id"`),
				post("no client", `{"amount_minor":1,"due_day":"2026-03-01"}`, `"client_id"`),
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/receivables", body: with(`"amount":1`), want: 400, has: []string{`"amount"`}},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":1}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":12000}`, version: 9, want: 412},
				{name: "PUT without an amount", role: account.Sales, method: "PUT", path: path, body: `{}`, version: 1, want: 422, has: []string{`"amount_minor"`}},
				{role: account.Sales, method: "PUT", path: "/receivables/7", body: `{"amount_minor":1}`, version: 1, want: 404},
				{name: "paid in part", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":12000,"open_minor":2000}`, version: 1, want: 200,
					has: []string{`"version":2`, `"state":"open"`, `"value_open_minor":1000`, `"due_day":"2026-02-10"`, `"currency":"USD"`, `"order_id":null`, `"note":""`}},
				{name: "in euros", role: account.Sales, method: "PUT", path: path, body: `{"amount_minor":12000,"currency":"EUR"}`, version: 2, want: 200, has: []string{`"value_open_minor":2000`}},
				{role: account.Sales, method: "POST", path: "/receivables/7/state", body: `{"state":"settled"}`, want: 404},
				{name: "to no state", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"lost"}`, want: 422, has: []string{`"state"`}},
				{name: "settled before it was issued", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"settled","settled_day":"2026-01-01"}`, want: 422, has: []string{`"settled_day"`}},
				{name: "settled", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"settled"}`, want: 200,
					has: []string{`"state":"settled"`, `"settled_day":"2026-03-12"`, `"open_minor":0`, `"value_open_minor":0`, `"overdue":false`, `"days_late":0`}},
				{name: "open again", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"open"}`, want: 200, has: []string{`"state":"open"`, `"settled_day":null`, `"open_minor":12000`}},
				{name: "written off", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"written_off","settled_day":"2026-03-01","note":"Faillite"}`, want: 200,
					has: []string{`"state":"written_off"`, `"settled_day":"2026-03-01"`, `"open_minor":12000`, `"overdue":false`}},
				{role: account.Sales, method: "GET", path: "/receivables?q=faillite&overdue=false", want: 200, has: []string{one}},
			}))
	})
}

func TestReceivablesInBulk(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		inDollars(t, p)
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"till","reference":"C1"}`)
		p.create(t, "/orders", fmt.Sprintf(anOrder, client))
		rows := `{"items":[
			{"source":"till","reference":"F1","client_reference":"C1","amount_minor":500,"due_day":"2026-01-31","order_reference":"O1"},
			{"source":"till","reference":"F2","client_reference":"C1","amount_minor":900,"due_day":"2026-02-28","settled_day":"2026-03-01"},
			{"source":"till","reference":"F3","client_reference":"C1","amount_minor":700,"due_day":"2026-02-28","open_minor":0},
			{"source":"till","reference":"F4","client_reference":"C1","amount_minor":1,"due_day":"2025-02-28","currency":"USD"},
			{"source":"till","reference":"F5","client_reference":"C9","amount_minor":1,"due_day":"2026-02-28"},
			{"source":"till","reference":"F6","client_reference":"C1","amount_minor":1,"due_day":"2026-02-28","order_reference":"O9"},
			{"source":"till","reference":"","client_reference":"C1","amount_minor":1,"due_day":"2026-02-28"}]}`
		bulk := func(name, body string, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/receivables/bulk", body: body, want: 200, has: has}
		}
		p.run(t, []call{
			bulk("first", rows, `"created":3,"updated":0,"unchanged":0,"failed":4`, `"rate_missing"`, `"client_reference"`, `"order_reference"`, `"reference"`),
			bulk("again", rows, `"created":0,"updated":0,"unchanged":3,"failed":4`),
			{name: "there", role: account.Sales, method: "GET", path: "/receivables?state=settled&sort=due_day", want: 200, has: []string{`"F2"`, `"F3"`, `"settled_day":"2026-03-01"`, `"settled_day":"2026-03-12"`}, not: []string{`"F1"`}},
			bulk("owed again", `{"items":[{"source":"till","reference":"F3","open_minor":300}]}`, `"updated":1`),
			{name: "is open", role: account.Sales, method: "GET", path: "/receivables?q=f3", want: 200, has: []string{`"state":"open"`, `"open_minor":300`, `"settled_day":null`}},
			bulk("twice in one", `{"items":[{"source":"till","reference":"F7","client_reference":"C1","amount_minor":5,"due_day":"2026-03-01"},{"source":"till","reference":"F7","amount_minor":6}]}`, `"created":1,"updated":1`),
			bulk("a larger amount", `{"items":[{"source":"till","reference":"F1","amount_minor":550}]}`, `"updated":1`),
			{name: "is all open", role: account.Sales, method: "GET", path: "/receivables?q=f1", want: 200, has: []string{`"open_minor":550`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/receivables/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
			{name: "not JSON", role: account.Sales, method: "POST", path: "/receivables/bulk", body: `{"items":[{"colour":1}]}`, want: 400, has: []string{"items[0].colour"}},
		})
		if got := p.pages(t, "/clients/"+client+"/receivables?limit=1&sort=-open", "reference"); !slices.Equal(got, []string{"F1", "F3", "F7", "F2"}) {
			t.Errorf("largest first: %v", got)
		}
		if got := p.pages(t, "/receivables?limit=2&sort=due_day", "reference"); !slices.Equal(got, []string{"F1", "F2", "F3", "F7"}) {
			t.Errorf("oldest first: %v", got)
		}
	})
}
