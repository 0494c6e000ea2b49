package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestWalletShares(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"till","reference":"C1"}`)
		category := p.create(t, "/categories", `{"code":"tyres","name":"Pneus"}`)
		body := fmt.Sprintf(`{"client_id":%q,"category_id":%q,"share":0.4,"day":"2026-03-01","method":"survey","note":"Enquête"}`, client, category)
		one := p.create(t, "/wallet_shares", body)
		path, ofClient := "/wallet_shares/"+one, "/clients/"+client+"/wallet_shares"
		with := func(fields string) string { return fmt.Sprintf(`{"client_id":%q,%s}`, client, fields) }
		post := func(name, body string, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/wallet_shares", body: body, want: 422, has: has}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/wallet_shares", nil), guarded("GET", path, nil), guarded("GET", ofClient, nil),
			guarded("POST", "/wallet_shares", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst), guarded("POST", path+"/archive", nil, account.Analyst),
			guarded("POST", path+"/restore", nil, account.Analyst), guarded("POST", "/wallet_shares/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"share":0.4`, `"category_name":"Pneus"`, `"client_name":"Durand"`, `"state":"active"`, `"reference":null`}},
				{role: account.Analyst, method: "GET", path: "/wallet_shares/7", want: 404, has: []string{"wallet_share_not_found"}},
				{role: account.Analyst, method: "GET", path: "/clients/7/wallet_shares", want: 404},
				{role: account.Analyst, method: "GET", path: "/wallet_shares?method=guess", want: 422},
				{role: account.Analyst, method: "GET", path: "/wallet_shares?q=enquete&method=survey&from=2026-03-01&to=2026-03-01&client_id=" + client + "&category_id=" + category + "&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: ofClient + "?from=2026-03-02", want: 200, not: []string{one}},
				post("no share", with(`"note":"x"`), `"share"`),
				post("nothing", with(`"share":0`), `"share"`),
				post("more than all", with(`"share":1.5`), `"share"`),
				post("far more than all", with(`"share":1e300`), `"share"`),
				post("in the future", with(`"share":1,"day":"2026-05-01"`), `"day"`),
				post("no such method", with(`"share":1,"method":"guess"`), `"method"`),
				post("no such category", with(`"share":1,"category_id":"7"`), `"category_id"`),
				post("no such code", with(`"share":1,"category":"boats"`), `"category"`),
				{name: "a state", role: account.Sales, method: "POST", path: "/wallet_shares", body: with(`"share":1,"state":"active"`), want: 400},
				{name: "PUT without a version", role: account.Sales, method: "PUT", path: path, body: `{"share":0.5}`, want: 428},
				{name: "PUT of an old version", role: account.Sales, method: "PUT", path: path, body: `{"share":0.5}`, version: 9, want: 412},
				{name: "PUT without a share", role: account.Sales, method: "PUT", path: path, body: `{}`, version: 1, want: 422},
				{role: account.Sales, method: "PUT", path: "/wallet_shares/7", body: `{"share":0.5}`, version: 1, want: 404},
				{role: account.Sales, method: "PUT", path: path, body: `{"share":0.333333}`, version: 1, want: 200,
					has: []string{`"version":2`, `"share":0.333333`, `"day":"2026-03-01"`, `"category_id":null`, `"method":"declared"`}},
				{role: account.Sales, method: "POST", path: "/wallet_shares/7/archive", want: 404},
				{role: account.Sales, method: "POST", path: path + "/archive", want: 200, has: []string{`"state":"archived"`, `"share":0.333333`}},
				{role: account.Sales, method: "GET", path: ofClient, want: 200, not: []string{one}},
				{role: account.Sales, method: "GET", path: ofClient + "?state=archived", want: 200, has: []string{one}},
				{name: "changed while archived", role: account.Sales, method: "PUT", path: path, body: `{"share":0.5}`, version: 3, want: 200, has: []string{`"state":"archived"`}},
				{role: account.Sales, method: "POST", path: path + "/restore", want: 200, has: []string{`"state":"active"`}},
			}))
		rows := `{"items":[
			{"source":"till","reference":"W1","client_reference":"C1","category":"tyres","share":0.2,"day":"2026-02-01"},
			{"source":"till","reference":"W2","client_reference":"C1","share":0.6},
			{"source":"till","reference":"W3","client_reference":"C1","share":0.6,"category":"boats"},
			{"source":"till","reference":"W4","client_reference":"C9","share":0.6}]}`
		p.run(t, []call{
			{name: "bulk", role: account.Sales, method: "POST", path: "/wallet_shares/bulk", body: rows, want: 200, has: []string{`"created":2,"updated":0,"unchanged":0,"failed":2`, `"category"`, `"client_reference"`}},
			{name: "bulk again", role: account.Sales, method: "POST", path: "/wallet_shares/bulk", body: rows, want: 200, has: []string{`"created":0,"updated":0,"unchanged":2,"failed":2`}},
			{name: "bulk archives", role: account.Sales, method: "POST", path: "/wallet_shares/bulk", body: `{"items":[{"source":"till","reference":"W2","state":"archived"}]}`, want: 200, has: []string{`"updated":1`}},
			{name: "too many", role: account.Sales, method: "POST", path: "/wallet_shares/bulk", body: map[string]any{"items": make([]struct{}, 1001)}, want: 422},
		})
		if got := p.pages(t, "/wallet_shares?limit=1&sort=share&state=active,archived", "note"); len(got) != 3 {
			t.Errorf("by share: %v", got)
		}
	})
}
