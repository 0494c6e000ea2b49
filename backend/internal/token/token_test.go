package token_test

import (
	"bytes"
	"encoding/base64"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"clientele/internal/account"
	"clientele/internal/token"
)

func TestVerify(t *testing.T) {
	now := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	m, err := token.NewMaker(bytes.Repeat([]byte("k"), 32))
	if err != nil {
		t.Fatal(err)
	}
	other, _ := token.NewMaker(bytes.Repeat([]byte("x"), 32))
	who := account.Actor{ID: 7, Name: "Ada", Role: account.Sales}
	good, _, err := m.Issue(who, now)
	if err != nil {
		t.Fatal(err)
	}
	foreign, _, _ := other.Issue(who, now)
	for _, c := range []struct {
		name, token string
		at          time.Time
		ok          bool
	}{
		{"good", good, now, true},
		{"again, from memory", good, now.Add(token.Lifetime - time.Second), true},
		{"expired, though remembered", good, now.Add(token.Lifetime), false},
		{"another key", foreign, now, false},
		{"signature cut", good[:len(good)-1], now, false},
		{"signature changed", good[:len(good)-3] + strings.Map(func(r rune) rune { return 'A' + (r+1-'A')%26 }, good[len(good)-3:]), now, false},
		{"empty", "", now, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := m.Verify(c.token, c.at)
			if (err == nil) != c.ok || c.ok && a != who {
				t.Fatalf("got %+v, %v", a, err)
			}
		})
	}
}

// A client's token names the client and the key that issued it, and lives an hour.
func TestClientTokens(t *testing.T) {
	now := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	m, err := token.NewMaker(bytes.Repeat([]byte("k"), 32))
	if err != nil {
		t.Fatal(err)
	}
	text, life, err := m.Issue(account.Actor{ID: 7, Name: "Ada", Role: account.Client, Key: 9}, now)
	if err != nil || life != token.ClientLifetime {
		t.Fatal(life, err)
	}
	body, _ := base64.RawURLEncoding.DecodeString(strings.Split(text, ".")[1])
	if strings.Contains(string(body), "Ada") || strings.Contains(string(body), "role") || !strings.Contains(string(body), `"aud":["client"]`) {
		t.Errorf("the token says %s", body)
	}
	if a, err := m.Verify(text, now.Add(life-time.Second)); err != nil || a != (account.Actor{ID: 7, Role: account.Client, Key: 9}) {
		t.Errorf("got %+v, %v", a, err)
	}
	if _, err := m.Verify(text, now.Add(life)); err == nil {
		t.Error("good after its hour")
	}
}

// Tokens that our key signed and that we never issue.
func TestTokensNobodyIssues(t *testing.T) {
	now, key := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC), bytes.Repeat([]byte("k"), 32)
	m, _ := token.NewMaker(key)
	for name, c := range map[string]jwt.MapClaims{
		"a client with a role":     {"aud": []string{"client"}, "role": "admin"},
		"two audiences":            {"aud": []string{"client", "clientele-api"}, "role": "admin"},
		"a user who is a client":   {"aud": []string{"clientele-api"}, "role": "client"},
		"a user who is a key":      {"aud": []string{"clientele-api"}, "role": "key"},
		"another audience":         {"aud": []string{"elsewhere"}, "role": "admin"},
		"a user without a role":    {"aud": []string{"clientele-api"}},
		"a client that is nobody":  {"aud": []string{"client"}, "sub": "0"},
		"no expiry":                {"aud": []string{"client"}, "exp": nil},
		"a client of another firm": {"aud": []string{"client"}, "iss": "other"},
	} {
		full := jwt.MapClaims{"iss": "clientele", "sub": "7", "exp": now.Add(time.Minute).Unix()}
		maps.Copy(full, c)
		if full["exp"] == nil {
			delete(full, "exp")
		}
		text, err := jwt.NewWithClaims(jwt.SigningMethodHS256, full).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := m.Verify(text, now); err == nil {
			t.Errorf("%s passes as %+v", name, a)
		}
	}
}
