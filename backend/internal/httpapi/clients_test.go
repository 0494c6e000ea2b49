package httpapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/store/storetest"
)

func sqliteAddress(t *testing.T) string { return storetest.SQLite(t) }

// plain makes a request outside the API.
func (p *program) plain(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.Handler.ServeHTTP(w, r)
	return w
}

func TestClients(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"source":"erp","reference":"C1","first_name":"Émile","last_name":"Durand","email":"emile@example.org","phone":"04 78 00 00 01","city":"Lyon","country":"fr","birth_day":"1980-05-17"}`
		one := p.create(t, "/clients", body)
		path := "/clients/" + one
		p.run(t, slices.Concat(
			guarded("GET", "/clients", nil), guarded("GET", path, nil), guarded("POST", "/clients", body, account.Analyst), guarded("PUT", path, `{}`, account.Analyst),
			guarded("POST", path+"/archive", nil, account.Analyst), guarded("POST", path+"/restore", nil, account.Analyst), guarded("POST", "/clients/bulk", `{"items":[]}`, account.Analyst),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"name":"Émile Durand"`, `"kind":"b2c"`, `"country":"FR"`, `"birth_day":"1980-05-17"`}, not: []string{"name_key", "content_hash"}},
				{role: account.Analyst, method: "GET", path: "/clients/7", want: 404, has: []string{"client_not_found"}},
				{name: "found by folded words", role: account.Analyst, method: "GET", path: "/clients?q=EMILE%20dur&total=true", want: 200, has: []string{one, `"total":1`}},
				{name: "found by phone", role: account.Analyst, method: "GET", path: "/clients?q=33478", want: 200, has: []string{one}},
				{name: "found by e-mail", role: account.Analyst, method: "GET", path: "/clients?q=emile@example", want: 200, has: []string{one}},
				{name: "a hostile search finds nothing", role: account.Analyst, method: "GET", path: "/clients?q=%25'%20OR%201=1--", want: 200, has: []string{`"items":[]`}},
				{name: "filters", role: account.Analyst, method: "GET", path: "/clients?kind=b2c&country=FR&city=LYON&source=erp&reference=C1&prospect=true", want: 200, has: []string{one}},
				{role: account.Analyst, method: "GET", path: "/clients?kind=alien", want: 422, has: []string{`"kind"`}},
				{role: account.Analyst, method: "GET", path: "/clients?limit=1000", want: 422},
				{role: account.Analyst, method: "GET", path: "/clients?cursor=xyz", want: 422},
				{name: "a taken reference", role: account.Sales, method: "POST", path: "/clients", body: body, want: 422, has: []string{"taken"}},
				{name: "wrong fields are all named", role: account.Sales, method: "POST", path: "/clients", body: `{"kind":"x","email":"no","country":"FRA","household_size":0}`, want: 422, has: []string{`"kind"`, `"email"`, `"country"`, `"household_size"`}},
				{name: "a bad day", role: account.Sales, method: "POST", path: "/clients", body: `{"name":"x","birth_day":"17/05/1980"}`, want: 400, has: []string{`"birth_day"`}},
				{role: account.Sales, method: "PUT", path: path, body: `{"name":"x"}`, want: 428},
				{role: account.Sales, method: "PUT", path: path, body: `{"name":"x"}`, version: 9, want: 412},
				{role: account.Sales, method: "PUT", path: path, body: `{"kind":"b2b","company_name":"Durand SA"}`, version: 1, want: 200, has: []string{`"name":"Durand SA"`, `"version":2`, `"reference":"C1"`, `"email":""`}},
				{role: account.Sales, method: "PUT", path: "/clients/7", body: `{"name":"x"}`, version: 1, want: 404},
				{name: "its own parent", role: account.Sales, method: "PUT", path: path, body: `{"name":"x","parent_id":"` + one + `"}`, version: 2, want: 422},
				{role: account.Sales, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{name: "archived is not listed", role: account.Sales, method: "GET", path: "/clients", want: 200, not: []string{one}},
				{name: "archived is listed when asked", role: account.Sales, method: "GET", path: "/clients?state=archived", want: 200, has: []string{one}},
				{role: account.Sales, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
				{role: account.Sales, method: "POST", path: "/clients/7/archive", want: 404}, {role: account.Sales, method: "POST", path: "/clients/7/restore", want: 404},
				{role: account.Analyst, method: "GET", path: "/clients/7/figures", want: 404}, {role: account.Analyst, method: "GET", path: "/clients/7/segments", want: 404},
			}))
	})
}

func TestClientBulkAndIdempotency(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		items := `{"items":[{"source":"e","reference":"1","name":"A"},{"source":"e","reference":"2","name":"B","email":"bad"},{"source":"e","reference":"1","city":"Nice"},{"source":"","reference":"3","name":"C"}]}`
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", body: items, want: 200,
			has: []string{`"created":1`, `"updated":1`, `"failed":2`, `"field":"email"`, `"field":"reference"`}})
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", body: `{"items":[{"source":"e","reference":"1","name":"A","city":"Nice"}]}`, want: 200, has: []string{`"unchanged":1`}})
		p.do(t, call{name: "spaces around keys", role: account.Sales, method: "POST", path: "/clients/bulk", body: `{"items":[{"source":"e ","reference":" 1 ","name":"A"},{"source":"e","reference":"9 ","name":"N"},{"source":"e","reference":"9","name":"N"}]}`, want: 200, has: []string{`"unchanged":2`, `"created":1`}})
		p.do(t, call{name: "spaces around SKUs", role: account.Manager, method: "POST", path: "/products/bulk", body: `{"items":[{"sku":"S"},{"sku":"S "},{"sku":" S"}]}`, want: 200, has: []string{`"created":1`, `"unchanged":2`}})
		var many []string
		for i := range 1001 {
			many = append(many, fmt.Sprintf(`{"source":"m","reference":"%d","name":"M"}`, i))
		}
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", body: `{"items":[` + strings.Join(many, ",") + `]}`, want: 422, has: []string{"too_many"}})
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/bulk", body: `{"items":[` + strings.Join(many[:1000], ",") + `]}`, want: 200, has: []string{`"created":1000`}})
		if got := p.pages(t, "/clients?source=m&limit=200", "id"); len(got) != 1000 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 1000 {
			t.Errorf("paged through %d clients", len(got))
		}
		key := map[string]string{"Idempotency-Key": "k1"}
		first := p.do(t, call{role: account.Sales, method: "POST", path: "/clients", body: `{"name":"Once"}`, header: key, want: 201})
		again := p.do(t, call{role: account.Sales, method: "POST", path: "/clients", body: `{"name":"Once"}`, header: key, want: 201})
		if first.id() != again.id() || again.header.Get("Idempotent-Replay") != "true" {
			t.Error("the same request under the same key made two clients")
		}
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients", body: `{"name":"Other"}`, header: key, want: 422, has: []string{"idempotency_key_reused"}})
		p.do(t, call{role: account.Manager, method: "POST", path: "/clients", body: `{"name":"Once"}`, header: key, want: 201})
	})
}
