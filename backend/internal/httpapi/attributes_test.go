package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestAttributes(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		size := `{"code":"size","name":"Taille","type":"choice","choices":["S"," M ","L"]}`
		one := p.create(t, "/attributes", size)
		path := "/attributes/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/attributes", nil), guarded("GET", path, nil),
			guarded("POST", "/attributes", size, account.Analyst, account.Sales, account.Marketer), guarded("PUT", path, `{}`, account.Marketer),
			guarded("POST", path+"/archive", nil, account.Marketer), guarded("POST", path+"/restore", nil, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"choices":["S","M","L"]`, `"version":1`}},
				{role: account.Analyst, method: "GET", path: "/attributes/7", want: 404, has: []string{"attribute_not_found"}},
				{role: account.Analyst, method: "GET", path: "/attributes?type=choice&total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/attributes?type=number", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/attributes?type=money", want: 422},
				{name: "the same code again", role: account.Manager, method: "POST", path: "/attributes", body: size, want: 422, has: []string{`"taken"`}},
				{name: "a wrong code", role: account.Manager, method: "POST", path: "/attributes", body: `{"code":"1 Size","name":"x","type":"text"}`, want: 422, has: []string{`"code"`}},
				{name: "a wrong type", role: account.Manager, method: "POST", path: "/attributes", body: `{"code":"x","name":"x","type":"money"}`, want: 422, has: []string{`"type"`}},
				{name: "a choice without choices", role: account.Manager, method: "POST", path: "/attributes", body: `{"code":"x","name":"x","type":"choice"}`, want: 422, has: []string{`"choices"`}},
				{name: "a repeated choice", role: account.Manager, method: "POST", path: "/attributes", body: `{"code":"x","name":"x","type":"choice","choices":["a","a"]}`, want: 422, has: []string{`"choices[1]"`}},
				{name: "a text with choices", role: account.Manager, method: "POST", path: "/attributes", body: `{"code":"x","name":"x","type":"text","choices":["a"]}`, want: 422, has: []string{`"choices"`}},
				{name: "an unknown field", role: account.Manager, method: "POST", path: "/attributes", body: `{"label":"x"}`, want: 400},
				{name: "PUT without a version", role: account.Manager, method: "PUT", path: path, body: `{"name":"x"}`, want: 428},
				{name: "PUT of an old version", role: account.Manager, method: "PUT", path: path, body: `{"name":"x","choices":["S"]}`, version: 9, want: 412},
				{name: "PUT of a new type", role: account.Manager, method: "PUT", path: path, body: `{"name":"x","type":"text"}`, version: 1, want: 400},
				{name: "PUT without a name", role: account.Manager, method: "PUT", path: path, body: `{"name":"","choices":["S"]}`, version: 1, want: 422},
				{role: account.Manager, method: "PUT", path: "/attributes/7", body: `{"name":"x"}`, version: 1, want: 404},
				{role: account.Manager, method: "PUT", path: path, body: `{"name":"Taille de veste","choices":["M","L","XL"]}`, version: 1, want: 200, has: []string{`"version":2`, `["M","L","XL"]`}},
				{role: account.Manager, method: "POST", path: "/attributes/7/archive", want: 404},
				{role: account.Manager, method: "POST", path: "/attributes/7/restore", want: 404},
				{role: account.Manager, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{name: "archived ones are left out", role: account.Analyst, method: "GET", path: "/attributes", want: 200, not: []string{one}},
				{name: "unless asked for", role: account.Analyst, method: "GET", path: "/attributes?state=archived,active", want: 200, has: []string{one}},
				{role: account.Manager, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
			}))
		for _, code := range []string{"a", "b", "z"} {
			p.create(t, "/attributes", fmt.Sprintf(`{"code":%q,"name":"x","type":"text"}`, code))
		}
		if got := p.pages(t, "/attributes?limit=1", "code"); !slices.Equal(got, []string{"a", "b", "size", "z"}) {
			t.Errorf("in order of code: %v", got)
		}
	})
}

func TestClientAttributes(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		size := p.create(t, "/attributes", `{"code":"size","name":"Taille","type":"choice","choices":["S","M"]}`)
		for _, kind := range []string{"text", "number", "day", "flag"} {
			p.create(t, "/attributes", fmt.Sprintf(`{"code":"a_%s","name":"x","type":%q}`, kind, kind))
		}
		path := "/clients/" + client + "/attributes"
		all := `{"values":{"a_text":" Bleu ","a_number":12.5,"a_day":"2026-02-28","a_flag":false,"size":"M"}}`
		stored := []string{`"a_text":"Bleu"`, `"a_number":12.5`, `"a_day":"2026-02-28"`, `"a_flag":false`, `"size":"M"`}
		set := func(values string) string { return `{"values":` + values + `}` }
		p.run(t, slices.Concat(
			guarded("GET", path, nil), guarded("PUT", path, all, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"values":{}`}},
				{role: account.Analyst, method: "GET", path: "/clients/7/attributes", want: 404, has: []string{"client_not_found"}},
				{role: account.Sales, method: "PUT", path: "/clients/7/attributes", body: all, want: 404},
				{name: "all types", role: account.Sales, method: "PUT", path: path, body: all, want: 200, has: stored},
				{name: "read back", role: account.Analyst, method: "GET", path: path, want: 200, has: stored},
				{name: "wrong values name their attributes", role: account.Sales, method: "PUT", path: path, body: set(`{"a_text":7,"a_number":"12","a_day":"yesterday","a_flag":"yes","size":"XL","colour":"red"}`), want: 422,
					has: []string{`"field":"a_text"`, `"field":"a_number"`, `"field":"a_day"`, `"field":"a_flag"`, `"field":"size"`, `"field":"colour"`}},
				{name: "and change nothing", role: account.Analyst, method: "GET", path: path, want: 200, has: stored},
				{name: "null takes away, silence keeps", role: account.Sales, method: "PUT", path: path, body: set(`{"a_text":null,"a_flag":true}`), want: 200, has: []string{`"a_flag":true`, `"a_number":12.5`}, not: []string{"a_text"}},
				{name: "no JSON", role: account.Sales, method: "PUT", path: path, body: `{"values":[]}`, want: 400},
				{name: "a key twice", role: account.Sales, method: "PUT", path: path, body: set(`{"a_text":"a","a_text":"b"}`), want: 400},
				{name: "a choice in use cannot go", role: account.Manager, method: "PUT", path: "/attributes/" + size, body: `{"name":"x","choices":["S"]}`, version: 1, want: 409, has: []string{"choice_in_use"}},
				{name: "another can", role: account.Manager, method: "PUT", path: "/attributes/" + size, body: `{"name":"x","choices":["M"]}`, version: 1, want: 200},
				{role: account.Manager, method: "POST", path: "/attributes/" + size + "/archive", want: 200},
				{name: "an archived one is not shown", role: account.Analyst, method: "GET", path: path, want: 200, not: []string{"size"}},
				{name: "nor set", role: account.Sales, method: "PUT", path: path, body: set(`{"size":"M"}`), want: 422},
			}))
	})
}
