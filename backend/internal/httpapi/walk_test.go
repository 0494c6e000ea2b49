package httpapi_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"clientele/internal/account"
	"clientele/internal/httpapi"
)

// walker makes requests to every operation: half of each is what the document asks for, half is anything at all.
type walker struct {
	*rand.Rand
	ids []string
}

// oddText is what no form sends and somebody will.
var oddText = []string{`""`, `" "`, `"\u0000"`, `"a\u0000b"`, "\"\xff\xfe\"", `"\ud800"`, `"\u202e\u0007"`, `"😀𝒳"`, `"%"`, `"_\\"`, `"'; --"`, `"=1+1"`, `"-1"`,
	`"` + strings.Repeat("é", 300) + `"`, `"` + strings.Repeat("x", 70_000) + `"`, `"9223372036854775807"`, `"2026-02-30"`, `"0000-00-00"`, `"9999-12-31"`,
	`"0001-01-01T00:00:00Z"`, `"9999-12-31T23:59:59.999999999-23:59"`, `"2026-03-12T12:00:00"`, `"{{ x | y }}"`, `"{% for i in (1..9) %}"`}

var oddValues = []string{`null`, `true`, `0`, `-1`, `1.5`, `1e400`, `-0`, `9223372036854775807`, `-9223372036854775808`, `9223372036854775808`, `1e18`, `NaN`, `[]`, `{}`, `[null]`,
	`[[],{}]`, `{"":""}`, strings.Repeat(`[`, 40) + strings.Repeat(`]`, 40), strings.Repeat(`{"a":`, 500), `"1`, `01`, ``}

func (w *walker) pick(list []string) string { return list[w.IntN(len(list))] }

// value writes JSON for a schema; one value in nine is odd.
func (w *walker) value(name string, ref *openapi3.SchemaRef, depth int) string {
	if ref == nil || ref.Value == nil || w.IntN(9) == 0 {
		return w.pick(slices.Concat(oddValues, oddText))
	}
	s := ref.Value
	switch {
	case len(s.AllOf) > 0:
		return w.value(name, s.AllOf[0], depth)
	case s.Nullable && w.IntN(3) == 0:
		return "null"
	case len(s.Enum) > 0:
		b, _ := json.Marshal(s.Enum[w.IntN(len(s.Enum))])
		return string(b)
	case s.Type.Is("object"):
		return w.object(s, depth)
	case s.Type.Is("array"):
		items := make([]string, w.IntN(4))
		for i := range items {
			items[i] = w.value("", s.Items, depth+1)
		}
		return "[" + strings.Join(items, ",") + "]"
	case s.Type.Is("boolean"):
		return w.pick([]string{"true", "false"})
	case s.Type.Is("integer"), s.Type.Is("number"):
		return w.pick([]string{"0", "1", "2", "100", "-1", "2147483648", "9007199254740993", "9223372036854775807"})
	}
	return w.text(name, s)
}

func (w *walker) object(s *openapi3.Schema, depth int) string {
	var parts []string
	for _, n := range slices.Sorted(maps.Keys(s.Properties)) {
		if depth > 6 || w.IntN(20) == 0 || !slices.Contains(s.Required, n) && w.IntN(2) == 0 {
			continue
		}
		parts = append(parts, strconv.Quote(n)+":"+w.value(n, s.Properties[n], depth+1))
	}
	if s.AdditionalProperties.Schema != nil {
		parts = append(parts, `"k":`+w.value("", s.AdditionalProperties.Schema, depth+1))
	}
	if w.IntN(40) == 0 {
		parts = append(parts, `"nobody_knows":1`)
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func (w *walker) text(name string, s *openapi3.Schema) string {
	switch {
	case name == "id", strings.HasSuffix(name, "_id"), strings.HasSuffix(name, "_ids"):
		return strconv.Quote(w.pick(w.ids))
	case s.Format == "date":
		return w.pick([]string{`"2026-03-01"`, `"2011-12-10"`, `"9999-12-31"`, `"1000-01-01"`})
	case s.Format == "date-time":
		return w.pick([]string{`"2026-03-01T10:00:00Z"`, `"2011-12-10T00:00:00+02:00"`, `"9999-12-31T23:59:59Z"`, `"1000-01-01T00:00:00Z"`})
	case strings.Contains(name, "email"):
		return w.pick([]string{`"a@example.org"`, `"b@example.org"`})
	}
	return w.pick([]string{`"en"`, `"EUR"`, `"FR"`, `"a"`, `"some words"`, `"b2c"`, `"email"`, `"active"`, `"12.50"`, `"client"`, `"text"`, `"1"`})
}

// query writes a query string: known parameters with odd values, and unknown ones.
func (w *walker) query(op *openapi3.Operation) string {
	q := url.Values{}
	for _, p := range op.Parameters {
		if p.Value.In != "query" || w.IntN(3) > 0 {
			continue
		}
		v := w.value(p.Value.Name, p.Value.Schema, 0)
		if t, err := strconv.Unquote(v); err == nil {
			v = t
		}
		q.Set(p.Value.Name, v[:min(len(v), 2000)])
	}
	if w.IntN(20) == 0 {
		q.Set(w.pick([]string{"nobody_knows", "\x00", "\xff", strings.Repeat("n", 300)}), "1")
	}
	return q.Encode()
}

// request is one request to an operation, as an admin.
func (w *walker) request(method, template string, op *openapi3.Operation) *http.Request {
	parts := strings.Split(template, "/")
	for i, s := range parts {
		if strings.HasPrefix(s, "{") {
			parts[i] = w.pick(append([]string{"0", "-1", "x", "9223372036854775807", "9223372036854775808", "%00", "%ff", "%2e%2e", "+1", "01", strings.Repeat("1", 300)}, w.ids...))
		}
	}
	var in io.Reader = http.NoBody
	kind := ""
	if op.RequestBody != nil {
		for k, m := range op.RequestBody.Value.Content {
			kind = k
			in = strings.NewReader(w.value("", m.Schema, 0))
		}
		if w.IntN(25) == 0 {
			kind = w.pick([]string{"", "text/plain", "application/json; charset=latin1", "multipart/form-data", "multipart/form-data; boundary=x", ";;"})
		}
	}
	base := httpapi.Base
	if strings.HasPrefix(template, "/u/") {
		base = ""
	}
	r := httptest.NewRequest(method, base+strings.Join(parts, "/")+"?"+w.query(op), in)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("If-Match", w.pick([]string{`"v1"`, `"v1"`, `"v1"`, `"v2"`, `v1`, `*`, "", `"v-1"`, `"v99999999999999999999"`}))
	r.Header.Set("Idempotency-Key", w.pick([]string{"", "", "", "", "k", "\xff", strings.Repeat("k", 256)}))
	return r
}

// TestAnythingAtAll sends every operation requests that a careless, broken or hostile program could send. Whatever comes, the answer
// is one that the document declares, never a failure of ours, and a refusal says its request id.
func TestAnythingAtAll(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		w := &walker{Rand: rand.New(rand.NewPCG(1, 2)), ids: furnish(t, p)}
		for range walks(t) {
			for _, path := range slices.Sorted(maps.Keys(p.spec.Paths.Map())) {
				if path == "/auth/logout" || path == "/auth/login" || path == "/me/password" {
					continue // throttled, or would end the session
				}
				for method, op := range p.spec.Paths.Value(path).Operations() {
					p.endure(t, w.request(method, path, op), op)
				}
			}
		}
	})
}

func walks(t *testing.T) int {
	if testing.Short() {
		return 3
	}
	return 25
}

// endure makes a request and fails the test unless the answer is a declared one.
func (p *program) endure(t *testing.T, r *http.Request, op *openapi3.Operation) {
	t.Helper()
	r.Header.Set("Authorization", "Bearer "+p.tokens[account.Admin])
	raw, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(raw))
	res := p.plain(r)
	what := r.Method + " " + r.URL.String() + " " + string(raw[:min(len(raw), 600)])
	if res.Code >= 500 && res.Code != http.StatusServiceUnavailable {
		t.Errorf("%s: %d %s", what, res.Code, res.Body)
		return
	}
	if !utf8.Valid(res.Body.Bytes()) {
		t.Errorf("%s: the answer is not UTF-8", what)
	}
	if op.Responses.Value(strconv.Itoa(res.Code)) == nil {
		t.Errorf("%s: answers %d, which is not declared: %s", what, res.Code, res.Body)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/u/") {
		return // a page for people
	}
	p.keeps(t, r, reply{t: t, status: res.Code, header: res.Header(), raw: res.Body.Bytes()})
	if res.Code < 400 {
		return
	}
	var problem httpapi.Problem
	if err := json.Unmarshal(res.Body.Bytes(), &problem); err != nil || problem.RequestID == "" || problem.RequestID != res.Header().Get("X-Request-Id") || problem.Status != res.Code {
		t.Errorf("%s: not a problem with its request id: %d %s", what, res.Code, res.Body)
	}
}

// furnish makes one record of most nouns and gives their ids.
func furnish(t *testing.T, p *program) []string {
	t.Helper()
	client := p.create(t, "/clients", `{"source":"erp","reference":"C1","first_name":"Émile","last_name":"Durand","email":"emile@example.org","country":"FR"}`)
	out := []string{client}
	for _, c := range [][2]string{
		{"/clients", `{"source":"erp","reference":"C2","kind":"b2b","company_name":"Loire SARL"}`},
		{"/contacts", `{"client_id":"` + client + `","last_name":"Petit"}`},
		{"/products", `{"sku":"P1","name":"Tyre"}`},
		{"/categories", `{"code":"tyres","name":"Tyres"}`},
		{"/segments", `{"name":"VIP"}`},
		{"/placements", `{"code":"home","name":"Home","channel":"web","size":3}`},
		{"/campaigns", `{"name":"Spring"}`},
	} {
		out = append(out, p.create(t, c[0], c[1]))
	}
	return append(out, p.users[account.Sales].ID.String())
}
