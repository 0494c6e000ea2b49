package app_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/client"
	"clientele/internal/store/storetest"
)

// asked gives the status of a request with a bearer.
func asked(a *app.App, path, token string) int {
	r := httptest.NewRequest(http.MethodGet, path, http.NoBody)
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	a.Handler.ServeHTTP(w, r)
	return w.Code
}

// refused says whether a status is that of a bad key; when many have come it is 429.
func refused(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusTooManyRequests
}

// A key that one replica made is good on the other, and what one has revoked the other refuses within a second (five are allowed to a busy machine), with the tokens it issued to
// clients.
func TestReplicasRefuseRevokedKeys(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			address := at(t)
			here, _ := opened(t, address)
			there, _ := opened(t, address)
			ctx := context.Background()
			k, secret, err := here.Services.APIKeys.Create(ctx, account.System, account.NewKey{Name: "shop", Scopes: []string{"read", "client_tokens"}})
			if err != nil {
				t.Fatal(err)
			}
			name := "Durand"
			durand, err := here.Services.Clients.Create(ctx, client.Key{}, client.Fields{LastName: &name})
			if err != nil {
				t.Fatal(err)
			}
			s, err := here.Services.ClientAccess.Issue(ctx, k.Actor(), durand.ID, "", "")
			if err != nil {
				t.Fatal(err)
			}
			paths := map[string]string{"/api/v1/clients": secret, "/api/v1/me/client": s.AccessToken}
			await(t, "the key is good", 5*time.Second, func() bool {
				return asked(there, "/api/v1/clients", secret) == 200 && asked(there, "/api/v1/me/client", s.AccessToken) == 200
			})
			if _, err := here.Services.APIKeys.Revoke(ctx, account.System, k.ID); err != nil {
				t.Fatal(err)
			}
			revoked := time.Now()
			for path, token := range paths {
				if got := asked(here, path, token); !refused(got) {
					t.Errorf("%s where it was revoked: %d", path, got)
				}
			}
			await(t, "the key is refused", 5*time.Second, func() bool {
				return refused(asked(there, "/api/v1/clients", secret)) && refused(asked(there, "/api/v1/me/client", s.AccessToken))
			})
			t.Logf("refused after %v", time.Since(revoked))
		})
	}
}

func await(t *testing.T, what string, most time.Duration, done func() bool) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for start := time.Now(); !done(); <-look.C {
		if time.Since(start) > most {
			t.Fatalf("%s: not within %v", what, most)
		}
	}
}
