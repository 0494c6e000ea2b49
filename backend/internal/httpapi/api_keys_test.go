package httpapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/httpapi"
	"clientele/internal/store/storetest"
)

// madeKey is an API key with its secret.
type madeKey struct {
	Key    struct{ ID, Prefix string } `json:"api_key"`
	Secret string
}

// key makes an API key as an admin.
func (p *program) key(t *testing.T, scopes ...string) madeKey {
	t.Helper()
	var out madeKey
	p.do(t, call{role: account.Admin, method: "POST", path: "/api_keys", body: map[string]any{"name": "Key for " + strings.Join(scopes, " "), "scopes": scopes}, want: 201}).decode(&out)
	return out
}

// bearer is the header of a token or a key.
func bearer(token string) map[string]string {
	return map[string]string{"Authorization": "Bearer " + token}
}

func TestAPIKeys(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		body := `{"name":" Shop ","scopes":["feedback","decide"],"expires_at":"2026-12-31T23:00:00+01:00"}`
		var made madeKey
		r := p.do(t, call{role: account.Admin, method: "POST", path: "/api_keys", body: body, want: 201,
			has: []string{`"name":"Shop"`, `"scopes":["decide","feedback"]`, `"state":"active"`, `"expires_at":"2026-12-31T22:00:00Z"`, `"created_by_name":"The admin"`, `"last_used_at":null`}})
		r.decode(&made)
		if !strings.HasPrefix(made.Secret, "ck_"+made.Key.Prefix+"_") || len(made.Secret) != 55 || r.header.Get("Cache-Control") != "no-store" {
			t.Fatalf("secret %q, %v", made.Secret, r.header)
		}
		path, hidden := "/api_keys/"+made.Key.ID, []string{made.Secret[12:], "hash", "secret"}
		bad := func(name, fields string, has ...string) call {
			return call{name: name, role: account.Admin, method: "POST", path: "/api_keys", body: `{` + fields + `}`, want: 422, has: has, not: []string{"ck_"}}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/api_keys", nil, account.Manager, account.Analyst), guarded("POST", "/api_keys", body, account.Manager, account.Sales),
			guarded("GET", path, nil, account.Manager), guarded("DELETE", path, nil, account.Manager, account.Marketer), []call{
				{role: account.Admin, method: "GET", path: "/api_keys?total=true", want: 200, has: []string{made.Key.ID, `"prefix":"` + made.Key.Prefix, `"total":2`}, not: hidden},
				{role: account.Admin, method: "GET", path: path, want: 200, has: []string{made.Key.ID}, not: hidden},
				{role: account.Admin, method: "GET", path: "/api_keys?colour=red", want: 422},
				{role: account.Admin, method: "GET", path: "/api_keys/7", want: 404, has: []string{"api_key_not_found"}},
				{role: account.Admin, method: "GET", path: "/api_keys/x", want: 404},
				{role: account.Admin, method: "DELETE", path: "/api_keys/7", want: 404},
				bad("no name", `"name":" ","scopes":["read"]`, `"name"`),
				bad("a long name", `"name":"`+strings.Repeat("é", 101)+`","scopes":["read"]`, "too_long"),
				bad("no scope", `"name":"X","scopes":[]`, `"scopes"`),
				bad("an unknown scope", `"name":"X","scopes":["read","administer"]`, "scopes[1]"),
				bad("a scope twice", `"name":"X","scopes":["read","read"]`, "repeated"),
				bad("over already", `"name":"X","scopes":["read"],"expires_at":"2026-03-12T12:00:00Z"`, "expires_at"),
				{name: "an unknown field", role: account.Admin, method: "POST", path: "/api_keys", body: `{"name":"X","scopes":["read"],"hash":"x"}`, want: 400},
				{name: "a key makes no key", method: "POST", path: "/api_keys", body: body, header: bearer(p.key(t, "read", "write", "market", "decide", "feedback", "redeem", "client_tokens").Secret), want: 403},
			}))
		if got := p.pages(t, "/products?limit=1", "id"); len(got) != 0 {
			t.Error(got)
		}
		used := call{method: "GET", path: "/organisation", header: bearer(p.key(t, "read").Secret), want: 200, has: []string{`"currency":"EUR"`}}
		p.do(t, used)
		if _, err := p.Services.APIKeys.MarkUsed(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.do(t, call{role: account.Admin, method: "GET", path: "/api_keys", want: 200, has: []string{`"last_used_at":"2026-03-12T12:00:00Z"`}})

		// Revoked: refused with its next request, and its line stays. Revoking again changes nothing.
		auth := bearer(made.Secret)
		p.do(t, call{method: "POST", path: "/decisions", body: `{"placements":["x"]}`, header: auth, want: 422})
		p.do(t, call{role: account.Admin, method: "DELETE", path: path, want: 200, has: []string{`"state":"revoked"`, `"revoked_by_name":"The admin"`, `"revoked_at":"2026-03-12T12:00:00Z"`}, not: hidden})
		p.do(t, call{method: "POST", path: "/decisions", body: `{"placements":["x"]}`, header: auth, want: 401, has: []string{"key_invalid"}})
		p.do(t, call{role: account.Admin, method: "DELETE", path: path, want: 200})
		raw := storetest.Raw(t, p.Config.DatabaseURL)
		var told int
		if err := raw.QueryRow("SELECT COUNT(*) FROM audit_entry WHERE noun = 'api_key' AND noun_id = " + made.Key.ID + " AND action IN ('api_key.create', 'api_key.revoke') AND actor_name = 'The admin'").Scan(&told); err != nil || told != 2 {
			t.Errorf("%d audit entries, %v", told, err)
		}
		var leaks int
		if err := raw.QueryRow("SELECT (SELECT COUNT(*) FROM api_key WHERE hash LIKE '%" + made.Secret[12:] + "%') + (SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%" + made.Secret[12:] + "%')").Scan(&leaks); err != nil || leaks != 0 {
			t.Errorf("the secret is stored %d times, %v", leaks, err)
		}

		// Expired: what lies behind us is over, which the list says.
		over := p.key(t, "read")
		storetest.Exec(t, raw, "UPDATE api_key SET expires_at = created_at WHERE id = "+over.Key.ID)
		if _, err := p.Services.APIKeys.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.do(t, call{method: "GET", path: "/clients", header: bearer(over.Secret), want: 401, has: []string{"key_invalid"}})
		p.do(t, call{role: account.Admin, method: "GET", path: "/api_keys/" + over.Key.ID, want: 200, has: []string{`"state":"expired"`}})
	})
}

// Twenty bad keys a minute from one place are answered; good keys pass all the same, and other places do not suffer.
func TestBadKeysAreThrottled(t *testing.T) {
	p := start(t, sqliteAddress(t))
	good := p.key(t, "read").Secret
	bad := good[:len(good)-4] + "AAAA"
	status := func(key, place string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, httpapi.Base+"/clients", http.NoBody)
		r.RemoteAddr = place + ":4711"
		r.Header.Set("Authorization", "Bearer "+key)
		return p.plain(r)
	}
	for range 20 {
		if w := status(bad, "192.0.2.7"); w.Code != 401 {
			t.Fatal(w.Code, w.Body)
		}
	}
	if w := status(bad, "192.0.2.7"); w.Code != 429 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "too_many_bad_keys") {
		t.Errorf("the 21st: %d %s", w.Code, w.Body)
	}
	if w := status(good, "192.0.2.7"); w.Code != 200 {
		t.Errorf("a good key from there: %d", w.Code)
	}
	if w := status(bad, "192.0.2.8"); w.Code != 401 {
		t.Errorf("another place: %d", w.Code)
	}
}

// Every route of the table is open to exactly the keys whose scope grants what it needs, and to a client's token only where it is about
// the client itself.
func TestWhoMayCallEveryRoute(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		callers := map[string]string{}
		grants := map[string]account.Permission{}
		for _, s := range account.Scopes {
			callers[s.Name], grants[s.Name] = p.key(t, s.Name).Secret, s.Grants
		}
		callers["client"], grants["client"] = p.clientToken(t, client), account.Self
		own := 0
		for _, route := range p.Routes() {
			need := account.Permission(route[2])
			if need == account.Public {
				continue
			}
			for name, token := range callers {
				path := route[1]
				for _, part := range strings.Split(path, "/") {
					if strings.HasPrefix(part, ":") {
						path = strings.Replace(path, part, "7", 1)
					}
				}
				if strings.HasPrefix(path, "/me/") && need != account.Self && name == "client" && path != "/me/password" {
					t.Errorf("%s %s lies under /me and is not the client's", route[0], path)
				}
				r := httptest.NewRequest(route[0], httpapi.Base+path, strings.NewReader(`{}`))
				r.Header.Set("Authorization", "Bearer "+token)
				r.Header.Set("Content-Type", "application/json")
				w := p.plain(r)
				if allowed := grants[name] == need; allowed == (w.Code == 403 && strings.Contains(w.Body.String(), `"code":"forbidden"`)) || w.Code == 401 || w.Code >= 500 && w.Code != 503 {
					t.Errorf("%s %s, which needs %s, asked with %s: %d %s", route[0], path, need, name, w.Code, w.Body)
				} else if allowed && name == "client" {
					own++
				}
			}
		}
		if own < 5 {
			t.Errorf("a client may call %d routes", own)
		}
	})
}

// clientToken gives a token for a client, issued by a key of its own.
func (p *program) clientToken(t *testing.T, client string) string {
	t.Helper()
	var out struct {
		Token string `json:"access_token"`
	}
	p.do(t, call{method: "POST", path: "/client_tokens", body: fmt.Sprintf(`{"client_id":%q}`, client), header: bearer(p.key(t, "client_tokens").Secret), want: 200}).decode(&out)
	return out.Token
}
