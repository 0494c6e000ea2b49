package token_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

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
