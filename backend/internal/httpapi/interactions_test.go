package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestInteractions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"company_name":"Garage Durand","source":"crm","reference":"C1"}`)
		other := p.create(t, "/clients", `{"last_name":"Martin"}`)
		contact := p.create(t, "/contacts", fmt.Sprintf(`{"client_id":%q,"last_name":"Zola"}`, client))
		body := fmt.Sprintf(`{"client_id":%q,"contact_id":%q,"channel":"phone","direction":"inbound","kind":"call","subject":"Devis","body":"Rappeler lundi","at":"2026-03-10T10:00:00+01:00","source":"pbx","reference":"I1"}`, client, contact)
		one := p.create(t, "/interactions", body)
		path, ofClient := "/interactions/"+one, "/clients/"+client+"/interactions"
		p.run(t, slices.Concat(
			guarded("GET", "/interactions", nil), guarded("GET", path, nil), guarded("GET", ofClient, nil),
			guarded("POST", "/interactions", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst),
			guarded("POST", "/interactions/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200,
					has: []string{`"at":"2026-03-10T09:00:00Z"`, `"client_name":"Garage Durand"`, `"contact_name":"Zola"`, `"user_name":"The manager"`, `"Rappeler lundi"`}},
				{role: account.Analyst, method: "GET", path: "/interactions/7", want: 404, has: []string{"interaction_not_found"}},
				{role: account.Analyst, method: "GET", path: "/clients/7/interactions", want: 404},
				{role: account.Analyst, method: "GET", path: "/interactions?channel=pigeon", want: 422},
				{role: account.Analyst, method: "GET", path: "/interactions?from=yesterday", want: 422},
				{role: account.Analyst, method: "GET", path: ofClient + "?client_id=" + other, want: 422},
				{role: account.Analyst, method: "GET", path: "/interactions?from=2026-03-10T09:00:00Z&until=2026-03-10T09:00:01Z", want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/interactions?until=2026-03-10T09:00:00Z", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/interactions?channel=phone,email&direction=inbound&kind=call&source=pbx&contact_id=" + contact + "&client_id=" + client, want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/interactions?user_id=" + p.users[account.Manager].ID.String(), want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/interactions?client_id=" + other, want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/clients/" + other + "/interactions?total=true", want: 200, has: []string{`"total":0`}},
				{name: "the same reference again", role: account.Sales, method: "POST", path: "/interactions", body: body, want: 422, has: []string{`"taken"`}},
				{name: "no channel", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q}`, client), want: 422, has: []string{`"channel"`}},
				{name: "a wrong kind", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web","kind":"Grand Prix"}`, client), want: 422, has: []string{`"kind"`}},
				{name: "in the future", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web","at":"2026-04-10T09:00:00Z"}`, client), want: 422, has: []string{`"future"`}},
				{name: "somebody else's contact", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web","contact_id":%q}`, other, contact), want: 422, has: []string{`"contact_id"`}},
				{name: "an unknown user", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web","user_id":"7"}`, client), want: 422, has: []string{`"user_id"`}},
				{name: "an unknown campaign", role: account.Sales, method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web","campaign_id":"7"}`, client), want: 422, has: []string{`"campaign_id"`}},
				{name: "an unknown campaign in bulk", role: account.Sales, method: "POST", path: "/interactions/bulk", body: fmt.Sprintf(`{"items":[{"source":"x","reference":"1","client_id":%q,"channel":"web","campaign_id":"7"}]}`, client), want: 200, has: []string{`"failed":1`, `"campaign_id"`}},
				{name: "no client", role: account.Sales, method: "POST", path: "/interactions", body: `{"channel":"web"}`, want: 422, has: []string{`"client_id"`}},
				{name: "a wrong time", role: account.Sales, method: "POST", path: "/interactions", body: `{"at":"yesterday"}`, want: 400, has: []string{`"at"`}},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"channel":"web"}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"channel":"web"}`, version: 9, want: 412},
				{name: "PUT without a channel", role: account.Sales, method: "PUT", path: path, body: `{}`, version: 1, want: 422},
				{name: "PUT of an unknown field", role: account.Sales, method: "PUT", path: path, body: `{"client_id":"7"}`, version: 1, want: 400},
				{role: account.Sales, method: "PUT", path: "/interactions/7", body: `{"channel":"web"}`, version: 1, want: 404},
				{role: account.Sales, method: "PUT", path: path, body: `{"channel":"web"}`, version: 1, want: 200,
					has: []string{`"version":2`, `"at":"2026-03-10T09:00:00Z"`, `"kind":"message"`, `"direction":"outbound"`, `"contact_id":null`, `"user_id":null`, `"body":""`}, not: []string{"Rappeler"}},
			}))
	})
}

func TestInteractionsInBulk(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"crm","reference":"C1"}`)
		other := p.create(t, "/clients", `{"last_name":"Martin","source":"crm","reference":"C2"}`)
		contact := p.create(t, "/contacts", fmt.Sprintf(`{"client_id":%q,"last_name":"Zola"}`, client))
		rows := `{"items":[
			{"source":"crm","reference":"I1","client_reference":"C1","channel":"phone","at":"2026-03-01T08:00:00Z","contact_id":"` + contact + `"},
			{"source":"pbx","reference":"I1","client_source":"crm","client_reference":"C1","channel":"store","at":"2026-03-03T08:00:00Z"},
			{"source":"pbx","reference":"I2","client_id":"` + client + `","channel":"web","at":"2026-03-02T08:00:00.123456Z"},
			{"source":"pbx","reference":"I3","client_reference":"C1","channel":"web"},
			{"source":"pbx","reference":"I4","client_id":"` + other + `","channel":"web","contact_id":"` + contact + `"},
			{"source":"pbx","reference":"","client_id":"` + other + `","channel":"web"}]}`
		p.run(t, []call{
			{name: "first", role: account.Sales, method: "POST", path: "/interactions/bulk", body: rows, want: 200, has: []string{`"created":3,"updated":0,"unchanged":0,"failed":3`, `"client_reference"`, `"contact_id"`}},
			{name: "again", role: account.Sales, method: "POST", path: "/interactions/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":3,"failed":3`}},
			{name: "silent fields stay", role: account.Sales, method: "POST", path: "/interactions/bulk", body: `{"items":[{"source":"crm","reference":"I1","subject":"Essai"}]}`, want: 200, has: []string{`"updated":1`}},
			{name: "and are there", role: account.Sales, method: "GET", path: "/clients/" + client + "/interactions?channel=phone", want: 200, has: []string{`"subject":"Essai"`, `"contact_name":"Zola"`, `"2026-03-01T08:00:00Z"`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/interactions/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
			{name: "not JSON", role: account.Sales, method: "POST", path: "/interactions/bulk", body: `[]`, want: 400},
		})
		want := []string{"2026-03-03T08:00:00Z", "2026-03-02T08:00:00.123456Z", "2026-03-01T08:00:00Z"}
		if got := p.pages(t, "/clients/"+client+"/interactions?limit=1", "at"); !slices.Equal(got, want) {
			t.Errorf("newest first, page by page: %v", got)
		}
		slices.Reverse(want)
		if got := p.pages(t, "/interactions?limit=2&sort=at", "at"); !slices.Equal(got, want) {
			t.Errorf("oldest first: %v", got)
		}
	})
}
