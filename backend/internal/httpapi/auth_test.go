package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

func TestSigningIn(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		login := func(email, password string) string { return `{"email":"` + email + `","password":"` + password + `"}` }
		p.run(t, []call{
			{name: "wrong password", method: "POST", path: "/auth/login", body: login("sales@example.org", "wrong"), want: 401, has: []string{"wrong_credentials"}, not: []string{"token\""}},
			{name: "unknown address", method: "POST", path: "/auth/login", body: login("nobody@example.org", "wrong"), want: 401, has: []string{"wrong_credentials"}},
			{name: "a key in another case", method: "POST", path: "/auth/login", body: `{"email":"a","EMAIL":"b","password":"c"}`, want: 400, has: []string{"EMAIL"}},
			{name: "a key twice", method: "POST", path: "/auth/login", body: `{"email":"a","email":"b","password":"c"}`, want: 400, has: []string{"is there twice"}},
			{name: "two values", method: "POST", path: "/auth/login", body: `{"email":"a","password":"c"} {}`, want: 400},
			{name: "a number for a text", method: "POST", path: "/auth/login", body: `{"email":1,"password":"c"}`, want: 400, has: []string{`"field":"email"`, "must be a string"}},
			{name: "not JSON", method: "POST", path: "/auth/login", body: `{"email":`, want: 400},
			{name: "nothing to refresh", method: "POST", path: "/auth/refresh", body: `{}`, want: 401},
			{name: "an unknown refresh token", method: "POST", path: "/auth/refresh", body: `{"refresh_token":"x"}`, want: 401, has: []string{"session_expired"}},
		})
		var s struct {
			Access  string `json:"access_token"`
			Refresh string `json:"refresh_token"`
		}
		r := p.do(t, call{method: "POST", path: "/auth/login", body: login("sales@example.org", "correct horse"), want: 200, not: []string{"argon2", "password_hash"}})
		r.decode(&s)
		cookie := r.header.Get("Set-Cookie")
		if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") || !strings.Contains(cookie, "Path=/api/v1/auth") {
			t.Errorf("cookie %q", cookie)
		}
		refresh := func(token string, want int, has ...string) reply {
			return p.do(t, call{method: "POST", path: "/auth/refresh", body: `{"refresh_token":"` + token + `"}`, want: want, has: has})
		}
		var next struct {
			Refresh string `json:"refresh_token"`
		}
		refresh(s.Refresh, 200).decode(&next)
		if next.Refresh == s.Refresh {
			t.Error("the refresh token was not rotated")
		}
		p.do(t, call{method: "POST", path: "/auth/logout", body: `{"refresh_token":"` + next.Refresh + `"}`, want: 204})
		refresh(next.Refresh, 401, "session_expired")
	})
}

func TestSignInIsThrottled(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"email":"sales@example.org","password":"wrong"}`
		for range 5 {
			p.do(t, call{method: "POST", path: "/auth/login", body: body, want: 401})
		}
		r := p.do(t, call{method: "POST", path: "/auth/login", body: `{"email":"sales@example.org","password":"correct horse"}`, want: 429, has: []string{"sign_in_blocked"}})
		if r.header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
	})
}

func TestMe(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.run(t, slices.Concat(guarded("GET", "/me", nil), guarded("GET", "/organisation", nil),
			guarded("PUT", "/organisation", `{}`, account.Manager, account.Analyst), []call{
				{role: account.Analyst, method: "GET", path: "/me", want: 200, has: []string{`"analyst@example.org"`, `"permissions":["any","read"]`, `"currency_exponent":2`}, not: []string{"argon2"}},
				{role: account.Analyst, method: "PUT", path: "/me", body: `{"name":"Zoé","language":"fr","theme":"dark"}`, want: 428},
				{role: account.Analyst, method: "PUT", path: "/me", body: `{"name":"Zoé","language":"fr","theme":"dark"}`, version: 7, want: 412},
				{role: account.Analyst, method: "PUT", path: "/me", body: `{"name":"","language":"de","theme":"pink"}`, version: 1, want: 422, has: []string{`"name"`, `"language"`, `"theme"`}},
				{role: account.Analyst, method: "PUT", path: "/me", body: `{"name":"Zoé","language":"fr","theme":"dark"}`, version: 1, want: 200, has: []string{"Zoé", `"version":2`}},
				{role: account.Analyst, method: "POST", path: "/me/password", body: `{"current_password":"no","new_password":"a longer one"}`, want: 422, has: []string{"wrong_password"}},
				{role: account.Analyst, method: "POST", path: "/me/password", body: `{"current_password":"correct horse","new_password":"short"}`, want: 422, has: []string{"too_short"}},
				{role: account.Analyst, method: "POST", path: "/me/password", body: `{"current_password":"correct horse","new_password":"a longer one"}`, want: 204},
				{name: "a forged token", method: "GET", path: "/me", header: map[string]string{"Authorization": "Bearer " + p.tokens[account.Admin] + "x"}, want: 401, has: []string{"token_invalid"}},
				{name: "organisation with a bad zone", role: account.Admin, method: "PUT", path: "/organisation", body: `{"name":"X","currency":"eur","time_zone":"Mars","country":"F"}`, header: map[string]string{"If-Match": `"v0"`}, want: 422, has: []string{"currency", "time_zone", "country"}},
				{name: "organisation", role: account.Admin, method: "PUT", path: "/organisation", body: `{"name":"X","currency":"XOF","time_zone":"Africa/Dakar","country":"SN"}`, header: map[string]string{"If-Match": `"v0"`}, want: 200, has: []string{`"currency_exponent":0`}},
				{name: "organisation of an old version", role: account.Admin, method: "PUT", path: "/organisation", body: `{"name":"X","currency":"XOF","time_zone":"Africa/Dakar","country":"SN"}`, header: map[string]string{"If-Match": `"v0"`}, want: 412},
			}))
	})
}

func TestUsers(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"email":"New@Example.org","name":"New","role":"sales"}`
		var made struct {
			User     struct{ ID string }
			Password string `json:"one_time_password"`
		}
		p.do(t, call{role: account.Admin, method: "POST", path: "/users", body: body, want: 201, has: []string{`"must_change_password":true`}}).decode(&made)
		path := "/users/" + made.User.ID
		p.run(t, slices.Concat(
			guarded("GET", "/users", nil, account.Manager, account.Analyst), guarded("POST", "/users", body, account.Manager), guarded("GET", path, nil, account.Manager),
			guarded("PUT", path, `{}`, account.Manager), guarded("POST", path+"/reset_password", nil, account.Manager), []call{
				{role: account.Admin, method: "GET", path: "/users?q=new@&total=true", want: 200, has: []string{made.User.ID, `"total":1`}, not: []string{"argon2", made.Password}},
				{role: account.Admin, method: "GET", path: "/users?colour=red", want: 422, has: []string{"colour"}},
				{role: account.Admin, method: "GET", path: "/users/7", want: 404},
				{role: account.Admin, method: "GET", path: "/users/x", want: 404},
				{name: "the same address in another case", role: account.Admin, method: "POST", path: "/users", body: `{"email":"new@example.ORG","name":"N","role":"sales"}`, want: 422, has: []string{"taken"}},
				{name: "no role", role: account.Admin, method: "POST", path: "/users", body: `{"email":"x","name":"","role":"king"}`, want: 422, has: []string{`"email"`, `"name"`, `"role"`}},
				{role: account.Admin, method: "PUT", path: path, body: `{"name":"N","role":"manager","state":"disabled","language":"fr"}`, want: 428},
				{role: account.Admin, method: "PUT", path: path, body: `{"name":"N","role":"manager","state":"disabled","language":"fr"}`, version: 1, want: 200, has: []string{`"disabled"`}},
				{name: "own role", role: account.Admin, method: "PUT", path: "/users/" + p.users[account.Admin].ID.String(), body: `{"name":"N","role":"sales","state":"active","language":"fr"}`, version: 1, want: 409, has: []string{"own_account"}},
				{name: "a disabled user", method: "POST", path: "/auth/login", body: `{"email":"new@example.org","password":"` + made.Password + `"}`, want: 401},
				{role: account.Admin, method: "POST", path: path + "/reset_password", want: 200, has: []string{"one_time_password"}},
				{role: account.Admin, method: "POST", path: "/users/7/reset_password", want: 404},
			}))
		for _, want := range []int{201, 422} { // an answer with a password is never kept, whatever the key
			p.do(t, call{role: account.Admin, method: "POST", path: "/users", body: `{"email":"k@example.org","name":"K","role":"sales"}`, header: map[string]string{"Idempotency-Key": "k"}, want: want})
		}
		if got := p.pages(t, "/jobs?limit=1", "id"); len(got) != 0 {
			t.Errorf("jobs %v", got)
		}
		p.run(t, slices.Concat(guarded("GET", "/jobs", nil), guarded("POST", "/jobs/7/cancel", nil, account.Analyst, account.Sales), []call{
			{role: account.Analyst, method: "GET", path: "/jobs/7", want: 404}, {role: account.Manager, method: "POST", path: "/jobs/7/cancel", want: 404}}))
	})
}

func TestEveryRouteIsInTheSpecAndBack(t *testing.T) {
	p := start(t, sqliteAddress(t))
	inSpec := map[string]bool{}
	for path, item := range p.spec.Paths.Map() {
		for method := range item.Operations() {
			inSpec[method+" "+path] = true
		}
	}
	for _, r := range p.Routes() {
		parts := strings.Split(r[1], "/")
		for i, s := range parts {
			if strings.HasPrefix(s, ":") {
				parts[i] = "{" + s[1:] + "}"
			}
		}
		key := r[0] + " " + strings.Join(parts, "/")
		if !inSpec[key] {
			t.Errorf("%s is not in the OpenAPI document", key)
		}
		delete(inSpec, key)
	}
	for key := range inSpec {
		t.Errorf("%s is in the OpenAPI document and not in the router", key)
	}
}

func TestAddressesThatAreNothing(t *testing.T) {
	p := start(t, sqliteAddress(t))
	for _, c := range []struct {
		method, path string
		want         int
	}{{"GET", "/api/v1/nothing", 404}, {"DELETE", "/api/v1/clients", 405}, {"GET", "/healthz", 200}, {"GET", "/readyz", 200}, {"GET", "/metrics", 200}, {"GET", "/api/v1/openapi.json", 200}} {
		r, err := http.NewRequest(c.method, c.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.plain(r).Code; got != c.want {
			t.Errorf("%s %s: %d, want %d", c.method, c.path, got, c.want)
		}
	}
}
