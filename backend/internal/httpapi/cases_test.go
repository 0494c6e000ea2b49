package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

const anOrder = `{"source":"till","reference":"O1","ordered_at":"2026-03-01T10:00:00Z","client_id":%q,"lines":[{"sku":"TYRE","description":"Pneu","quantity":"4","unit_price":"80"}]}`

func TestCases(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"company_name":"Garage Durand","kind":"b2b"}`)
		other := p.create(t, "/clients", `{"last_name":"Martin"}`)
		order := p.create(t, "/orders", fmt.Sprintf(anOrder, client))
		body := fmt.Sprintf(`{"client_id":%q,"order_id":%q,"kind":"complaint","severity":"high","channel":"phone","subject":"Pneu crevé","body":"Dès le premier jour","opened_at":"2026-03-10T08:00:00Z","due_at":"2026-03-11T08:00:00Z","source":"sav","reference":"S1"}`, client, order)
		one := p.create(t, "/cases", body)
		path, ofClient := "/cases/"+one, "/clients/"+client+"/cases"
		with := func(fields string) string { return fmt.Sprintf(`{"client_id":%q,%s}`, client, fields) }
		p.run(t, slices.Concat(
			guarded("GET", "/cases", nil), guarded("GET", path, nil), guarded("GET", ofClient, nil),
			guarded("POST", "/cases", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst),
			guarded("POST", path+"/state", `{"state":"closed"}`, account.Analyst), guarded("POST", "/cases/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200,
					has: []string{`"state":"open"`, `"late":true`, `"order_reference":"O1"`, `"client_name":"Garage Durand"`, `"user_name":"The manager"`, `"closed_at":null`}},
				{role: account.Analyst, method: "GET", path: "/cases/7", want: 404, has: []string{"case_not_found"}},
				{role: account.Analyst, method: "GET", path: "/clients/7/cases", want: 404},
				{role: account.Analyst, method: "GET", path: "/cases?state=lost", want: 422},
				{role: account.Analyst, method: "GET", path: ofClient + "?late=perhaps", want: 422},
				{role: account.Analyst, method: "GET", path: "/cases?q=creve&late=true&kind=complaint&severity=high,critical&state=open&order_id=" + order + "&total=true", want: 200, has: []string{one, `"total":1`, `"late":true`}},
				{role: account.Analyst, method: "GET", path: "/cases?outcome=bad", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/clients/" + other + "/cases", want: 200, not: []string{one}},
				{name: "the same reference again", role: account.Sales, method: "POST", path: "/cases", body: body, want: 422, has: []string{`"taken"`}},
				{name: "no subject", role: account.Sales, method: "POST", path: "/cases", body: with(`"kind":"question"`), want: 422, has: []string{`"subject"`}},
				{name: "a wrong kind", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","kind":"praise"`), want: 422, has: []string{`"kind"`}},
				{name: "due before it is opened", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","due_at":"2026-03-01T00:00:00Z"`), want: 422, has: []string{`"due_at"`}},
				{name: "an outcome before the end", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","outcome":"good"`), want: 422, has: []string{`"outcome"`}},
				{name: "too much satisfaction", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","satisfaction":6`), want: 422, has: []string{`"satisfaction"`}},
				{name: "somebody else's order", role: account.Sales, method: "POST", path: "/cases", body: fmt.Sprintf(`{"client_id":%q,"subject":"x","order_id":%q}`, other, order), want: 422, has: []string{`"order_id"`}},
				{name: "an unknown product", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","product_id":"7"`), want: 422, has: []string{`"product_id"`}},
				{name: "an unknown user", role: account.Sales, method: "POST", path: "/cases", body: with(`"subject":"x","user_id":"7"`), want: 422, has: []string{`"user_id"`}},
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/cases", body: with(`"state":"closed"`), want: 400, has: []string{`"state"`}},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"subject":"x"}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"subject":"x"}`, version: 9, want: 412},
				{name: "PUT without a subject", role: account.Sales, method: "PUT", path: path, body: `{}`, version: 1, want: 422},
				{name: "PUT that is no JSON", role: account.Sales, method: "PUT", path: path, body: ``, version: 1, want: 400},
				{role: account.Sales, method: "PUT", path: "/cases/7", body: `{"subject":"x"}`, version: 1, want: 404},
				{role: account.Sales, method: "PUT", path: path, body: `{"subject":"Jante voilée","kind":"warranty"}`, version: 1, want: 200,
					has: []string{`"version":2`, `"severity":"normal"`, `"opened_at":"2026-03-10T08:00:00Z"`, `"due_at":null`, `"order_id":null`, `"late":false`}},
				{role: account.Sales, method: "GET", path: "/cases?q=voilee", want: 200, has: []string{one}},
				{role: account.Sales, method: "POST", path: "/cases/7/state", body: `{"state":"closed"}`, want: 404},
				{name: "to no state", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"lost"}`, want: 422, has: []string{`"state"`}},
				{name: "to a state with an unknown field", role: account.Sales, method: "POST", path: path + "/state", body: `{"status":"closed"}`, want: 400},
				{name: "closed before it is opened", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"closed","at":"2026-03-01T00:00:00Z"}`, want: 422, has: []string{`"closed_at"`}},
				{name: "solved", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"solved","outcome":"bad","resolution":"Remboursé","satisfaction":2,"at":"2026-03-11T00:00:00Z"}`, want: 200,
					has: []string{`"closed_at":"2026-03-11T00:00:00Z"`, `"outcome":"bad"`, `"satisfaction":2`}},
				{name: "closed keeps its end", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"closed"}`, want: 200, has: []string{`"closed_at":"2026-03-11T00:00:00Z"`, `"outcome":"bad"`, `"Remboursé"`}},
				{name: "open again", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"waiting"}`, want: 200, has: []string{`"closed_at":null`, `"outcome":""`, `"satisfaction":2`}},
				{name: "solved now", role: account.Sales, method: "POST", path: path + "/state", body: `{"state":"solved"}`, want: 200, has: []string{`"closed_at":"2026-03-12T12:00:00Z"`}},
			}))
	})
}

func TestCasesInBulk(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"till","reference":"C1"}`)
		p.create(t, "/orders", fmt.Sprintf(anOrder, client))
		rows := `{"items":[
			{"source":"till","reference":"S1","client_reference":"C1","subject":"Pneu","order_reference":"O1","sku":"TYRE","opened_at":"2026-03-01T12:00:00Z","state":"closed","closed_at":"2026-03-02T12:00:00Z","outcome":"good"},
			{"source":"till","reference":"S2","client_reference":"C1","subject":"Frein","opened_at":"2026-03-03T12:00:00Z","due_at":"2026-03-20T12:00:00Z"},
			{"source":"till","reference":"S3","client_reference":"C1","subject":"x","order_reference":"O9","sku":"none"},
			{"source":"till","reference":"S4","subject":"x"},
			{"source":"till","reference":"S6","client_reference":"C1","subject":"x","user_id":"7"},
			{"source":"till","reference":"S5","client_reference":"C1","subject":"x","outcome":"good"}]}`
		p.run(t, []call{
			{name: "first", role: account.Sales, method: "POST", path: "/cases/bulk", body: rows, want: 200, has: []string{`"created":2,"updated":0,"unchanged":0,"failed":4`, `"order_reference"`, `"sku"`, `"client_id"`, `"outcome"`, `"user_id"`}},
			{name: "again", role: account.Sales, method: "POST", path: "/cases/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":2,"failed":4`}},
			{name: "there", role: account.Sales, method: "GET", path: "/cases?state=closed", want: 200, has: []string{`"order_reference":"O1"`, `"product_name":"Pneu"`, `"closed_at":"2026-03-02T12:00:00Z"`}},
			{name: "reopened", role: account.Sales, method: "POST", path: "/cases/bulk", body: `{"items":[{"source":"till","reference":"S1","state":"open"}]}`, want: 200, has: []string{`"updated":1`}},
			{name: "without its outcome", role: account.Sales, method: "GET", path: "/cases?q=s1", want: 200, has: []string{`"closed_at":null`, `"outcome":""`, `"order_reference":"O1"`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/cases/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
			{name: "not JSON", role: account.Sales, method: "POST", path: "/cases/bulk", body: `{"items":[{"colour":1}]}`, want: 400, has: []string{"items[0].colour"}},
		})
		if got := p.pages(t, "/clients/"+client+"/cases?limit=1", "subject"); !slices.Equal(got, []string{"Frein", "Pneu"}) {
			t.Errorf("newest first: %v", got)
		}
		for i, due := range []string{`,"due_at":"2026-03-19T12:00:00Z"`, "", `,"due_at":"2026-04-01T12:00:00Z"`} {
			p.create(t, "/cases", fmt.Sprintf(`{"client_id":%q,"subject":"Due %d"%s}`, client, i, due))
		}
		if got := p.pages(t, "/cases?limit=2&sort=due_at", "subject"); !slices.Equal(got, []string{"Due 0", "Frein", "Due 2", "Pneu", "Due 1"}) {
			t.Errorf("by due time: %v", got)
		}
		if got := p.pages(t, "/clients/"+client+"/cases?limit=2&sort=-due_at", "subject"); !slices.Equal(got, []string{"Due 1", "Pneu", "Due 2", "Frein", "Due 0"}) {
			t.Errorf("by due time, last first: %v", got)
		}
	})
}
