package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestContacts(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"kind":"b2b","company_name":"Garage Durand","source":"crm","reference":"C1"}`)
		other := p.create(t, "/clients", `{"kind":"b2b","company_name":"Mairie","source":"crm","reference":"C2"}`)
		body := fmt.Sprintf(`{"client_id":%q,"first_name":"Émile","last_name":"Zola","role":"Acheteur","email":"emile@example.org","phone":"01 23 45 67 89","is_primary":true,"source":"crm","reference":"K1"}`, client)
		one := p.create(t, "/contacts", body)
		path := "/contacts/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/contacts", nil), guarded("GET", path, nil), guarded("GET", "/clients/"+client+"/contacts", nil),
			guarded("POST", "/contacts", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst), guarded("POST", path+"/archive", nil, account.Analyst),
			guarded("POST", path+"/restore", nil, account.Analyst), guarded("POST", "/contacts/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"name":"Émile Zola"`, `"client_name":"Garage Durand"`}, not: []string{"email_key", "name_key"}},
				{role: account.Analyst, method: "GET", path: "/contacts/7", want: 404, has: []string{"contact_not_found"}},
				{role: account.Analyst, method: "GET", path: "/contacts/abc", want: 404},
				{role: account.Analyst, method: "GET", path: "/clients/7/contacts", want: 404, has: []string{"client_not_found"}},
				{role: account.Analyst, method: "GET", path: "/contacts?colour=red", want: 422, has: []string{`"colour"`}},
				{role: account.Analyst, method: "GET", path: "/contacts?sort=phone", want: 422},
				{role: account.Analyst, method: "GET", path: "/clients/" + client + "/contacts?limit=0", want: 422},
				{role: account.Analyst, method: "GET", path: "/contacts?q=zol", want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/contacts?q=k1&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/contacts?q=33123456789", want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/contacts?q=nobody", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/contacts?client_id=" + other, want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/contacts?primary=false", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/clients/" + client + "/contacts?primary=true", want: 200, has: []string{one}},
				{name: "the same reference again", role: account.Sales, method: "POST", path: "/contacts", body: body, want: 422, has: []string{`"taken"`}},
				{name: "no client", role: account.Sales, method: "POST", path: "/contacts", body: `{"name":"X"}`, want: 422, has: []string{`"client_id"`}},
				{name: "an unknown client", role: account.Sales, method: "POST", path: "/contacts", body: `{"name":"X","client_id":"7"}`, want: 422, has: []string{`"unknown"`}},
				{name: "no name", role: account.Sales, method: "POST", path: "/contacts", body: fmt.Sprintf(`{"client_id":%q}`, client), want: 422, has: []string{`"name"`}},
				{name: "a wrong e-mail", role: account.Sales, method: "POST", path: "/contacts", body: fmt.Sprintf(`{"client_id":%q,"name":"X","email":"x"}`, client), want: 422, has: []string{`"email"`}},
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/contacts", body: `{"colour":"red"}`, want: 400, has: []string{`"colour"`}},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"name":"X"}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"name":"X"}`, version: 9, want: 412},
				{name: "PUT without a name", role: account.Sales, method: "PUT", path: path, body: `{}`, version: 1, want: 422},
				{name: "PUT that is no JSON", role: account.Sales, method: "PUT", path: path, body: `{`, version: 1, want: 400},
				{role: account.Sales, method: "PUT", path: "/contacts/7", body: `{"name":"X"}`, version: 1, want: 404},
				{role: account.Sales, method: "PUT", path: path, body: `{"name":"Anna","is_primary":true}`, version: 1, want: 200, has: []string{`"version":2`, `"name":"Anna"`, `"role":""`}},
				{name: "the old name finds nothing", role: account.Sales, method: "GET", path: "/contacts?q=zola", want: 200, not: []string{one}},
				{role: account.Sales, method: "POST", path: "/contacts/7/archive", want: 404},
				{role: account.Sales, method: "POST", path: "/contacts/7/restore", want: 404},
				{role: account.Sales, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{name: "archived ones are left out", role: account.Sales, method: "GET", path: "/contacts", want: 200, not: []string{one}},
				{name: "unless asked for", role: account.Sales, method: "GET", path: "/contacts?state=archived", want: 200, has: []string{one}},
				{role: account.Sales, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
			}))
		p.create(t, "/contacts", fmt.Sprintf(`{"client_id":%q,"last_name":"Balzac","is_primary":true}`, client))
		p.do(t, call{role: account.Sales, method: "GET", path: path, want: 200, has: []string{`"is_primary":false`}})
	})
}

func TestContactsInBulk(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"kind":"b2b","company_name":"Garage Durand","source":"crm","reference":"C1"}`)
		rows := `{"items":[
			{"source":"crm","reference":"K1","client_reference":"C1","last_name":"Zola","role":"Acheteur","is_primary":true},
			{"source":"crm","reference":"K2","client_id":"` + client + `","last_name":"Balzac"},
			{"source":"crm","reference":"K3","client_reference":"nobody","last_name":"Hugo"},
			{"source":"crm","reference":"","client_reference":"C1","last_name":"Hugo"},
			{"source":"crm","reference":"K4","client_reference":"C1"}]}`
		p.run(t, []call{
			{name: "first", role: account.Sales, method: "POST", path: "/contacts/bulk", body: rows, want: 200, has: []string{`"created":2,"updated":0,"unchanged":0,"failed":3`, `"client_reference"`, `"reference"`, `"name"`}},
			{name: "again", role: account.Sales, method: "POST", path: "/contacts/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":2,"failed":3`}},
			{name: "spaces around a key are nothing", role: account.Sales, method: "POST", path: "/contacts/bulk", body: `{"items":[{"source":"crm","reference":"K2 ","client_reference":" C1 ","last_name":"Balzac"}]}`, want: 200, has: []string{`"unchanged":1`}},
			{name: "silent fields stay", role: account.Sales, method: "POST", path: "/contacts/bulk", body: `{"items":[{"source":"crm","reference":"K1","phone":"0123456789"},{"source":"crm","reference":"K1","email":"z@example.org"}]}`, want: 200,
				has: []string{`"created":0,"updated":2`}},
			{name: "and are there", role: account.Sales, method: "GET", path: "/contacts?q=zola", want: 200, has: []string{`"version":3`, `"role":"Acheteur"`, `"phone":"0123456789"`, `"email":"z@example.org"`, client}},
			{name: "not JSON", role: account.Sales, method: "POST", path: "/contacts/bulk", body: `{"items":7}`, want: 400},
			{name: "too many", role: account.Sales, method: "POST", path: "/contacts/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422, has: []string{"too_many"}},
		})
		for i := range 5 {
			p.create(t, "/contacts", fmt.Sprintf(`{"client_id":%q,"last_name":"Contact %d"}`, client, i))
		}
		names := p.pages(t, "/clients/"+client+"/contacts?limit=2", "name")
		if want := []string{"Balzac", "Contact 0", "Contact 1", "Contact 2", "Contact 3", "Contact 4", "Zola"}; !slices.Equal(names, want) {
			t.Errorf("page by page %v", names)
		}
		if back := p.pages(t, "/contacts?limit=3&sort=-created_at", "name"); len(back) != 7 || back[0] != "Contact 4" {
			t.Errorf("newest first %v", back)
		}
	})
}
