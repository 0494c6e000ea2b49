package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestConsents(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"crm","reference":"C1"}`)
		path := "/clients/" + client + "/consents"
		granted := `{"channel":"email","purpose":"marketing","state":"granted","at":"2026-03-01T10:00:00+01:00","source":"web","place":"/newsletter","wording":"J'accepte","proof":"ip 192.0.2.1"}`
		p.run(t, slices.Concat(
			guarded("GET", path, nil), guarded("POST", path, granted, account.Analyst), guarded("POST", "/consents/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"current":[]`, `"items":[]`}},
				{role: account.Analyst, method: "GET", path: "/clients/7/consents", want: 404, has: []string{"client_not_found"}},
				{role: account.Analyst, method: "GET", path: path + "?channel=email", want: 422},
				{name: "granted", role: account.Sales, method: "POST", path: path, body: granted, want: 201,
					has: []string{`"at":"2026-03-01T09:00:00Z"`, `"recorded_by_name":"The sales"`, `"recorded_at":"2026-03-12T12:00:00Z"`, `"wording":"J'accepte"`}},
				{name: "the same again", role: account.Marketer, method: "POST", path: path, body: granted, want: 200, has: []string{`"recorded_by_name":"The sales"`}},
				{name: "withdrawn now", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"marketing","state":"withdrawn"}`, want: 201, has: []string{`"source":"manual"`, `"at":"2026-03-12T12:00:00Z"`}},
				{name: "an older grant that comes late", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"marketing","state":"granted","at":"2026-02-01T00:00:00Z"}`, want: 201},
				{name: "another purpose", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"birthday_card","state":"granted"}`, want: 201},
				{name: "what holds and what was said", role: account.Analyst, method: "GET", path: path + "?total=true", want: 200, has: []string{`"state":"withdrawn","at":"2026-03-12T12:00:00Z","consent_id"`, `"total":4`, `"birthday_card"`}},
				{role: account.Sales, method: "POST", path: "/clients/7/consents", body: granted, want: 404},
				{name: "no such channel", role: account.Sales, method: "POST", path: path, body: `{"channel":"pigeon","purpose":"marketing","state":"granted"}`, want: 422, has: []string{`"channel"`}},
				{name: "no purpose", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"","state":"granted"}`, want: 422, has: []string{`"purpose"`}},
				{name: "no state", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"marketing"}`, want: 422, has: []string{`"state"`}},
				{name: "in the future", role: account.Sales, method: "POST", path: path, body: `{"channel":"email","purpose":"marketing","state":"granted","at":"2027-01-01T00:00:00Z"}`, want: 422, has: []string{`"future"`}},
				{name: "an unknown field", role: account.Sales, method: "POST", path: path, body: `{"client_id":"7"}`, want: 400},
			}))
		want := []string{"2026-03-12T12:00:00Z", "2026-03-12T12:00:00Z", "2026-03-01T09:00:00Z", "2026-02-01T00:00:00Z"}
		if got := p.pages(t, path+"?limit=1", "at"); !slices.Equal(got, want) {
			t.Errorf("newest first: %v", got)
		}
		for _, method := range []string{"PUT", "DELETE"} {
			if _, found := p.spec.Paths.Find("/clients/{id}/consents").Operations()[method]; found {
				t.Errorf("consents can be changed by %s", method)
			}
		}
	})
}

func TestConsentsInBulk(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"crm","reference":"C1"}`)
		rows := fmt.Sprintf(`{"items":[
			{"client_reference":"C1","source":"crm","channel":"email","purpose":"marketing","state":"granted","at":"2026-01-01T00:00:00Z"},
			{"client_source":"crm","client_reference":"C1","source":"file 7","channel":"sms","purpose":"marketing","state":"withdrawn","at":"2026-01-01T00:00:00Z"},
			{"client_id":%q,"channel":"email","purpose":"marketing","state":"withdrawn","at":"2026-01-02T00:00:00Z"},
			{"client_id":"7","channel":"email","purpose":"marketing","state":"withdrawn"},
			{"client_reference":"C9","source":"crm","channel":"email","purpose":"marketing","state":"withdrawn"},
			{"client_id":%q,"channel":"email","purpose":"marketing","state":"perhaps"}]}`, client, client)
		p.run(t, []call{
			{name: "first", role: account.Sales, method: "POST", path: "/consents/bulk", body: rows, want: 200, has: []string{`"created":3,"updated":0,"unchanged":0,"failed":3`, `"client_id"`, `"client_reference"`, `"state"`}},
			{name: "again", role: account.Sales, method: "POST", path: "/consents/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":3,"failed":3`}},
			{name: "what holds", role: account.Analyst, method: "GET", path: "/clients/" + client + "/consents", want: 200,
				has: []string{`"channel":"email","purpose":"marketing","state":"withdrawn"`, `"channel":"sms","purpose":"marketing","state":"withdrawn"`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/consents/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
			{name: "not JSON", role: account.Sales, method: "POST", path: "/consents/bulk", body: `{`, want: 400},
		})
	})
}
