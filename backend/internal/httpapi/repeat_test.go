package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"clientele/internal/account"
	"clientele/internal/httpapi"
)

func TestRepeatedRequestsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		const n = 8
		replies := make([]*httptest.ResponseRecorder, n)
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				r := httptest.NewRequest(http.MethodPost, httpapi.Base+"/clients", strings.NewReader(`{"company_name":"Rhône SA","kind":"b2b"}`))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", "Bearer "+p.tokens[account.Sales])
				r.Header.Set("Idempotency-Key", "once")
				replies[i] = p.plain(r)
			})
		}
		wg.Wait()
		made := 0
		for _, r := range replies {
			switch {
			case r.Code == http.StatusCreated && r.Header().Get("Idempotent-Replay") == "":
				made++
			case r.Code == http.StatusCreated, r.Code == http.StatusConflict && strings.Contains(r.Body.String(), "idempotency_in_flight"):
			default:
				t.Errorf("%d %s", r.Code, r.Body)
			}
		}
		if got := p.pages(t, "/clients", "id"); made != 1 || len(got) != 1 {
			t.Errorf("%d answers and %d clients made, want 1", made, len(got))
		}
	})
}

func TestRepeatsAreWholeAndPrivate(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		c := call{role: account.Sales, method: "POST", path: "/clients", body: `{"company_name":"Isère SA","kind":"b2b"}`, header: map[string]string{"Idempotency-Key": "k1"}, want: 201}
		first, again := p.do(t, c), p.do(t, c)
		for _, h := range []string{"ETag", "Location", "Content-Type"} {
			if first.header.Get(h) == "" || first.header.Get(h) != again.header.Get(h) {
				t.Errorf("%s: %q, then %q", h, first.header.Get(h), again.header.Get(h))
			}
		}
		for name, key := range map[string]string{"not UTF-8": "\xff\xfe", "a control character": "a\x01", "too long": strings.Repeat("k", 256)} {
			c.name, c.header, c.want = name, map[string]string{"Idempotency-Key": key}, 422
			p.run(t, []call{c})
		}
		login := call{method: "POST", path: "/auth/login", body: `{"email":"sales@example.org","password":"correct horse"}`, header: map[string]string{"Idempotency-Key": "k1"}, want: 200}
		p.do(t, login)
		if r := p.do(t, login); r.header.Get("Idempotent-Replay") != "" {
			t.Error("a session was kept and given again")
		}
	})
}

// TestEveryRoleOnEveryRoute asks every route as everybody: the answer is 401 or 403 exactly where the table of routes says so.
func TestEveryRoleOnEveryRoute(t *testing.T) {
	p := start(t, sqliteAddress(t))
	for _, r := range p.Routes() {
		if r[1] == "/auth/login" || r[1] == "/auth/refresh" || r[1] == "/auth/logout" {
			continue // public, and 401 is their own word
		}
		path := strings.NewReplacer(":id", "7", ":code", "none", ":token", "none").Replace(r[1])
		if !strings.HasPrefix(path, "/u/") {
			path = httpapi.Base + path
		}
		for _, role := range append([]string{""}, account.Roles...) {
			q := httptest.NewRequest(r[0], path, http.NoBody)
			if role != "" {
				q.Header.Set("Authorization", "Bearer "+p.tokens[account.Role(role)])
			}
			got, need := p.plain(q).Code, account.Permission(r[2])
			switch {
			case need == account.Public || account.Role(role).May(need):
				if got == 401 || got == 403 {
					t.Errorf("%s %s as %q: %d, though it needs %s", r[0], path, role, got, need)
				}
			case role == "" && got != 401, role != "" && got != 403:
				t.Errorf("%s %s as %q: %d, though it needs %s", r[0], path, role, got, need)
			}
		}
	}
}
