package httpapi_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

func TestRuleFields(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		kept := p.create(t, "/attributes", `{"code":"size","name":"Taille","type":"choice","choices":["S","M"]}`)
		p.create(t, "/attributes", `{"code":"old","name":"Ancien","type":"text"}`)
		var list struct {
			Items []struct{ ID, Code string }
		}
		p.do(t, call{role: account.Manager, method: "GET", path: "/attributes", want: 200}).decode(&list)
		for _, a := range list.Items {
			if a.ID != kept {
				p.do(t, call{role: account.Manager, method: "POST", path: "/attributes/" + a.ID + "/archive", want: 200})
			}
		}
		p.run(t, slices.Concat(guarded("GET", "/rule_fields", nil), []call{
			{role: account.Analyst, method: "GET", path: "/rule_fields", want: 200,
				has: []string{`"client.city"`, `"attribute.size"`, `"Taille"`, `"consent.email.marketing"`, `"figure.abc"`, `"order_line.category"`, `"average"`, `"order.status"`},
				not: []string{"order.counted", "subscription.ran", "city_key", "value_minor"}},
		}))
		var fields struct {
			Fields []struct {
				Name, Type string
				Ops        []string
				Archived   bool
			}
		}
		p.do(t, call{role: account.Analyst, method: "GET", path: "/rule_fields", want: 200}).decode(&fields)
		for _, f := range fields.Fields {
			if f.Type == "" || len(f.Ops) == 0 || f.Archived != (f.Name == "attribute.old") {
				t.Errorf("%+v", f)
			}
		}
	})
}

func TestRuleCheck(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		check := func(root string) string { return `{"rule":{"version":1,"root":` + root + `}}` }
		hostile, _ := json.Marshal(`'; DROP TABLE client; --%_\` + "\x00")
		p.run(t, slices.Concat(guarded("POST", "/rules/check", check(`{"all":[]}`)), []call{
			{role: account.Analyst, method: "POST", path: "/rules/check", body: check(`{"all":[]}`), want: 200, has: []string{`"valid":true`, `"relative":false`}},
			{name: "in words", role: account.Analyst, method: "POST", path: "/rules/check", body: check(`{"measure":"count","of":"order","window":{"last":12,"unit":"month"},"op":"gte","value":3}`), want: 200,
				has: []string{`"valid":true`, `"relative":true`, "number of orders, last 12 months"}},
			{name: "hostile text", role: account.Analyst, method: "POST", path: "/rules/check", body: check(`{"field":"client.note","op":"contains","value":` + string(hostile) + `}`), want: 200, has: []string{`"valid":true`}},
			{name: "places of faults", role: account.Analyst, method: "POST", path: "/rules/check", body: check(`{"all":[{"field":"client.sql","op":"is","value":1},{"not":{"field":"client.age","op":"is","value":"x"}}]}`), want: 200,
				has: []string{`"valid":false`, `"root.all[0].field"`, `"root.all[1].not.value"`}},
			{name: "an unknown key", role: account.Analyst, method: "POST", path: "/rules/check", body: check(`{"sql":"1 = 1"}`), want: 200, has: []string{`"valid":false`}},
			{name: "another version", role: account.Analyst, method: "POST", path: "/rules/check", body: `{"rule":{"version":2,"root":{"all":[]}}}`, want: 200, has: []string{`"valid":false`, `"version"`}},
			{name: "no rule", role: account.Analyst, method: "POST", path: "/rules/check", body: `{}`, want: 200, has: []string{`"valid":false`}},
			{name: "an unknown field of the request", role: account.Analyst, method: "POST", path: "/rules/check", body: `{"rule":{},"sql":1}`, want: 400},
			{name: "too deep for a request", role: account.Analyst, method: "POST", path: "/rules/check", body: `{"rule":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, want: 400},
		}))
	})
}
