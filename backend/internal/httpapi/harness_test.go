package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"clientele/api"
	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/clock"
	"clientele/internal/config"
	"clientele/internal/httpapi"
	"clientele/internal/store/storetest"
)

// noon is when every endpoint test takes place.
var noon = clock.Fixed(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC))

// program is the real program on a fresh database, with a user of every role signed in.
type program struct {
	*app.App
	tokens map[account.Role]string
	users  map[account.Role]account.User
	spec   *openapi3.T
}

// each runs a test against the program on every engine.
func each(t *testing.T, test func(t *testing.T, p *program)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, start(t, storetest.SQLite(t))) })
	t.Run("mysql", func(t *testing.T) { test(t, start(t, storetest.MySQL(t))) })
}

// start builds the program on a database; change alters its settings first.
func start(t *testing.T, address string, change ...func(*config.Config)) *program {
	t.Helper()
	ctx := context.Background()
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = address, t.TempDir(), "a secret of at least thirty-two characters"
	for _, f := range change {
		f(&c)
	}
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.DiscardHandler), Clock: noon, Migrate: true, Ephemeral: true,
		Passwords: &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	p := &program{App: a, tokens: map[account.Role]string{}, users: map[account.Role]account.User{}}
	if p.spec, err = openapi3.NewLoader().LoadFromData(api.Spec); err != nil {
		t.Fatal(err)
	}
	for _, name := range account.Roles {
		role, email := account.Role(name), name+"@example.org"
		u := account.User{Email: email, Name: "The " + name, Role: role}
		if p.users[role], err = a.Services.Accounts.CreateWithPassword(ctx, account.System, u, "correct horse"); err != nil {
			t.Fatal(err)
		}
		s, err := a.Services.Accounts.SignIn(ctx, email, "correct horse", "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		p.tokens[role] = s.AccessToken
	}
	return p
}

// call is one request and what it promises. Role "" is nobody. Body is JSON text, or any value to encode. Version > 0 is sent in
// If-Match. Has must stand in the answer, Not must not.
type call struct {
	name    string
	role    account.Role
	method  string
	path    string
	body    any
	version int64
	header  map[string]string
	want    int
	has     []string
	not     []string
}

// reply is an answer that kept the contract.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    []byte
}

// run makes each call as a subtest.
func (p *program) run(t *testing.T, calls []call) {
	t.Helper()
	for _, c := range calls {
		if c.name == "" {
			c.name = strconv.Itoa(c.want) + " " + c.method + " " + c.path
		}
		t.Run(c.name, func(t *testing.T) { p.do(t, c) })
	}
}

// do makes one request and checks its status, its words, and that the answer is what the OpenAPI document says.
func (p *program) do(t *testing.T, c call) reply {
	t.Helper()
	var in io.Reader = http.NoBody
	switch b := c.body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	req := httptest.NewRequest(c.method, httpapi.Base+c.path, in)
	if c.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.role != "" {
		req.Header.Set("Authorization", "Bearer "+p.tokens[c.role])
	}
	if c.version > 0 {
		req.Header.Set("If-Match", `"v`+strconv.FormatInt(c.version, 10)+`"`)
	}
	for k, v := range c.header {
		req.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	p.Handler.ServeHTTP(w, req)
	r := reply{t: t, status: w.Code, header: w.Header(), raw: w.Body.Bytes()}
	if c.want != 0 && r.status != c.want {
		t.Fatalf("%s %s: status %d, want %d: %s", c.method, c.path, r.status, c.want, r.raw)
	}
	for _, s := range c.has {
		if !bytes.Contains(r.raw, []byte(s)) {
			t.Errorf("%s %s: %q is not in %s", c.method, c.path, s, r.raw)
		}
	}
	for _, s := range c.not {
		if bytes.Contains(r.raw, []byte(s)) {
			t.Errorf("%s %s: %q is in %s", c.method, c.path, s, r.raw)
		}
	}
	p.keeps(t, req, r)
	return r
}

// keeps fails the test unless the answer is one that the OpenAPI document declares for the route.
func (p *program) keeps(t *testing.T, req *http.Request, r reply) {
	t.Helper()
	route, params := p.route(req)
	if route == nil {
		t.Errorf("%s %s is not in the OpenAPI document", req.Method, req.URL.Path)
		return
	}
	o := &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}
	err := openapi3filter.ValidateResponse(req.Context(), (&openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route, Options: o},
		Status:                 r.status, Header: r.header, Options: o}).SetBodyBytes(r.raw))
	if err != nil {
		t.Errorf("%s %s answers otherwise than the OpenAPI document says: %v\n%s", req.Method, req.URL.Path, err, r.raw)
	}
}

// route finds the operation of a request; a path without parameters comes first.
func (p *program) route(req *http.Request) (*routers.Route, map[string]string) {
	path := strings.TrimPrefix(req.URL.Path, httpapi.Base)
	var best *routers.Route
	var bestParams map[string]string
	for template, item := range p.spec.Paths.Map() {
		op := item.GetOperation(req.Method)
		params, ok := match(template, path)
		if op == nil || !ok || best != nil && len(params) >= len(bestParams) {
			continue
		}
		best = &routers.Route{Spec: p.spec, Path: template, PathItem: item, Method: req.Method, Operation: op}
		bestParams = params
	}
	return best, bestParams
}

func match(template, path string) (map[string]string, bool) {
	a, b := strings.Split(template, "/"), strings.Split(path, "/")
	params := map[string]string{}
	if len(a) != len(b) {
		return params, false
	}
	for i := range a {
		if strings.HasPrefix(a[i], "{") {
			params[strings.Trim(a[i], "{}")] = b[i]
		} else if a[i] != b[i] {
			return params, false
		}
	}
	return params, true
}

// decode reads the answer into v.
func (r reply) decode(v any) {
	r.t.Helper()
	if err := json.Unmarshal(r.raw, v); err != nil {
		r.t.Fatalf("%v: %s", err, r.raw)
	}
}

// id gives the answer's id.
func (r reply) id() string {
	r.t.Helper()
	var v struct{ ID string }
	r.decode(&v)
	if v.ID == "" {
		r.t.Fatalf("no id in %s", r.raw)
	}
	return v.ID
}

// create posts a body as a manager and gives the new record's id.
func (p *program) create(t *testing.T, path, body string) string {
	t.Helper()
	return p.do(t, call{role: account.Manager, method: "POST", path: path, body: body, want: 201}).id()
}

// pages reads a list page by page, as a manager, and gives the values of one field in order.
func (p *program) pages(t *testing.T, path, field string) []string {
	t.Helper()
	var out []string
	cursor := ""
	for range 1000 {
		var l struct {
			Items []map[string]any `json:"items"`
			Next  *string          `json:"next_cursor"`
		}
		p.do(t, call{role: account.Manager, method: "GET", path: path + cursor, want: 200}).decode(&l)
		for _, i := range l.Items {
			s, _ := i[field].(string)
			out = append(out, s)
		}
		if l.Next == nil {
			return out
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		cursor = sep + "cursor=" + *l.Next
	}
	t.Fatalf("%s never ends", path)
	return nil
}

// guarded gives the calls that every route refuses: nobody, and roles without the permission.
func guarded(method, path string, body any, forbidden ...account.Role) []call {
	out := []call{{method: method, path: path, body: body, want: 401, has: []string{"token_missing"}}}
	for _, r := range forbidden {
		out = append(out, call{name: "403 " + method + " " + path + " " + string(r), role: r, method: method, path: path, body: body, want: 403, not: []string{`"id"`}})
	}
	return out
}
