package httpapi_test

import (
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestDivisions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"code":"workshop","name":"Atelier"}`
		one := p.create(t, "/divisions", body)
		path := "/divisions/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/divisions", nil), guarded("GET", path, nil), guarded("POST", "/divisions", body, account.Analyst, account.Sales, account.Marketer),
			guarded("PUT", path, `{}`, account.Marketer), guarded("POST", path+"/archive", nil, account.Marketer), guarded("POST", path+"/restore", nil, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"code":"workshop"`, `"state":"active"`}},
				{role: account.Analyst, method: "GET", path: "/divisions/7", want: 404, has: []string{"division_not_found"}},
				{role: account.Analyst, method: "GET", path: "/divisions?total=true", want: 200, has: []string{one, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/divisions?sort=name", want: 422},
				{name: "the same code again", role: account.Manager, method: "POST", path: "/divisions", body: body, want: 422, has: []string{`"taken"`}},
				{name: "no name", role: account.Manager, method: "POST", path: "/divisions", body: `{"code":"x","name":" "}`, want: 422, has: []string{`"name"`}},
				{name: "an unknown field", role: account.Manager, method: "POST", path: "/divisions", body: `{"colour":"red"}`, want: 400},
				{name: "PUT without a version", role: account.Manager, method: "PUT", path: path, body: `{"name":"x"}`, want: 428},
				{name: "PUT of an old version", role: account.Manager, method: "PUT", path: path, body: `{"name":"x"}`, version: 9, want: 412},
				{name: "PUT without a name", role: account.Manager, method: "PUT", path: path, body: `{"name":""}`, version: 1, want: 422},
				{name: "PUT of the code", role: account.Manager, method: "PUT", path: path, body: `{"code":"x"}`, version: 1, want: 400},
				{role: account.Manager, method: "PUT", path: "/divisions/7", body: `{"name":"x"}`, version: 1, want: 404},
				{role: account.Admin, method: "PUT", path: path, body: `{"name":"Carrosserie"}`, version: 1, want: 200, has: []string{`"version":2`, `"Carrosserie"`, `"workshop"`}},
				{role: account.Manager, method: "POST", path: "/divisions/7/archive", want: 404},
				{role: account.Manager, method: "POST", path: "/divisions/7/restore", want: 404},
				{role: account.Manager, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{role: account.Manager, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
			}))
		p.create(t, "/divisions", `{"code":"cars","name":"Voitures"}`)
		p.create(t, "/divisions", `{"code":"zone","name":"Zone"}`)
		if got := p.pages(t, "/divisions?limit=1", "code"); !slices.Equal(got, []string{"cars", "workshop", "zone"}) {
			t.Errorf("in order of code: %v", got)
		}
	})
}

func TestExchangeRates(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"items":[{"currency":"USD","from_day":"2026-01-01","rate":"0.9"},{"currency":"USD","from_day":"2026-02-01","rate":"0.917431"},
			{"currency":"XOF","from_day":"2020-01-01","rate":"0.001524"},{"currency":"GBP","from_day":"1960-01-01","rate":"12"}]}`
		item := func(fields string) string { return `{"items":[{` + fields + `}]}` }
		p.run(t, slices.Concat(
			guarded("GET", "/exchange_rates", nil), guarded("PUT", "/exchange_rates", body, account.Analyst, account.Sales, account.Marketer),
			[]call{
				{role: account.Manager, method: "PUT", path: "/exchange_rates", body: body, want: 204},
				{name: "the same again", role: account.Manager, method: "PUT", path: "/exchange_rates", body: body, want: 204},
				{role: account.Analyst, method: "GET", path: "/exchange_rates?total=true", want: 200, has: []string{`"total":4`, `"from_day":"1960-01-01","rate":"12"`, `"rate":"0.917431"`, `"rate":"0.001524"`}},
				{role: account.Analyst, method: "GET", path: "/exchange_rates?currency=XOF,GBP", want: 200, has: []string{"XOF", "GBP"}, not: []string{"USD"}},
				{role: account.Analyst, method: "GET", path: "/exchange_rates?sort=rate", want: 422},
				{name: "removed", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"XOF","from_day":"2020-01-01","rate":null`), want: 204},
				{name: "is gone", role: account.Analyst, method: "GET", path: "/exchange_rates", want: 200, not: []string{"XOF"}},
				{name: "overwritten", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"GBP","from_day":"1960-01-01","rate":"13.5"`), want: 204},
				{name: "is new", role: account.Analyst, method: "GET", path: "/exchange_rates?currency=GBP", want: 200, has: []string{`"13.5"`}},
				{name: "no number", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"USD","from_day":"2026-01-01","rate":"much"`), want: 422, has: []string{`"items[0].rate"`}},
				{name: "nothing", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"USD","from_day":"2026-01-01","rate":"0"`), want: 422, has: []string{`"items[0].rate"`}},
				{name: "too much", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"USD","from_day":"2026-01-01","rate":"1000001"`), want: 422, has: []string{`"items[0].rate"`}},
				{name: "the reporting currency", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"EUR","from_day":"2026-01-01","rate":"1"`), want: 422, has: []string{"reporting_currency"}},
				{name: "a wrong currency", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"dollar","from_day":"2026-01-01","rate":"1"`), want: 422, has: []string{`"items[0].currency"`}},
				{name: "a day twice", role: account.Manager, method: "PUT", path: "/exchange_rates", body: `{"items":[{"currency":"USD","from_day":"2026-01-01","rate":"1"},{"currency":"USD","from_day":"2026-01-01","rate":"2"}]}`, want: 422, has: []string{`"items[1].from_day"`}},
				{name: "a wrong day", role: account.Manager, method: "PUT", path: "/exchange_rates", body: item(`"currency":"USD","from_day":"soon","rate":"1"`), want: 400, has: []string{"items[0].from_day"}},
			}))
		if got := p.pages(t, "/exchange_rates?limit=1", "from_day"); !slices.Equal(got, []string{"1960-01-01", "2026-01-01", "2026-02-01"}) {
			t.Errorf("by currency and day: %v", got)
		}
		if got := p.pages(t, "/exchange_rates?limit=2&sort=-currency", "from_day"); !slices.Equal(got, []string{"2026-02-01", "2026-01-01", "1960-01-01"}) {
			t.Errorf("backwards: %v", got)
		}
	})
}
