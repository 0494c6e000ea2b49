package account

import (
	"context"
	"errors"
	"testing"
	"time"

	"clientele/internal/fault"
)

// moved is a clock that a test moves.
type moved struct{ at time.Time }

func (m *moved) Now() time.Time { return m.at }

func TestKeyring(t *testing.T) {
	clk := &moved{time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)}
	k, text, err := NewKey{Name: "shop", Scopes: []string{"decide", "read"}}.make(Actor{})
	if err != nil {
		t.Fatal(err)
	}
	k.ID = 7
	held, reads := []APIKey{k}, 0
	var broken error
	ring := &keyring{clock: clk, read: func(context.Context) ([]APIKey, error) {
		reads++
		return held, broken
	}}
	look := func(text string) (bool, error) {
		r, err := ring.get(t.Context())
		if err != nil {
			return false, err
		}
		_, ok := r.find(text)
		return ok, nil
	}
	for range 1000 {
		if ok, err := look(text); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if reads != 1 {
		t.Errorf("1000 requests read the keys %d times", reads)
	}
	last, other := text[len(text)-2:], "A"
	if text[12:13] == other {
		other = "B"
	}
	for _, wrong := range []string{"", "ck_", text[:len(text)-1], text + "a", text[:12] + other + text[13:], "ck_" + k.Prefix + "_", text[:len(text)-2] + string([]byte{last[1], last[0] ^ 1})} {
		if ok, _ := look(wrong); ok {
			t.Errorf("%q was taken for the key", wrong)
		}
	}
	held = nil // revoked by another process
	clk.at = clk.at.Add(keysTrusted)
	if ok, _ := look(text); !ok {
		t.Error("the keys were read again too soon")
	}
	clk.at = clk.at.Add(time.Millisecond)
	if ok, _ := look(text); ok {
		t.Error("a key is good 0.9 s after it was revoked")
	}
	held = []APIKey{k}
	ring.expire()
	if ok, _ := look(text); !ok {
		t.Error("what this process changed is not read at once")
	}
	broken = errors.New("no database")
	clk.at = clk.at.Add(time.Second)
	if _, err := look(text); !fault.Is(err, fault.KindUnavailable) {
		t.Errorf("keys that cannot be read: %v", err)
	}
	broken = nil
	if ok, err := look(text); !ok || err != nil {
		t.Error("the keys stay away", err)
	}
}

func TestBadKeysAreCountedByPlace(t *testing.T) {
	now := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	var w wrongs
	for i := range wrongMost {
		if err := w.add("a", now); !fault.Is(err, fault.KindUnauthorized) {
			t.Fatal(i, err)
		}
	}
	if err := w.add("a", now); !fault.Is(err, fault.KindTooMany) {
		t.Error(err)
	}
	if err := w.add("b", now); !fault.Is(err, fault.KindUnauthorized) {
		t.Error("another place suffers", err)
	}
	if err := w.add("a", now.Add(wrongWindow)); !fault.Is(err, fault.KindUnauthorized) {
		t.Error("a minute later", err)
	}
	for i := range 3 * wrongPlaces {
		_ = w.add(string(rune(i)), now.Add(wrongWindow))
	}
	if len(w.byPlace) > wrongPlaces {
		t.Errorf("%d places are remembered", len(w.byPlace))
	}
}

func TestWhatAKeyMay(t *testing.T) {
	all := APIKey{Scopes: "read,write,market,decide,feedback,redeem,client_tokens"}.Actor()
	for _, p := range []Permission{Any, Manage, Administer, Self} {
		if all.May(p) {
			t.Errorf("a key with every scope may %s", p)
		}
	}
	for _, s := range Scopes {
		one := APIKey{Scopes: s.Name}.Actor()
		for _, o := range Scopes {
			if one.May(o.Grants) != (o == s) {
				t.Errorf("a key for %s and %s: %v", s.Name, o.Name, one.May(o.Grants))
			}
		}
	}
	if (Actor{Role: Client}).May(Read) || (Actor{Role: Client}).May(Any) || !(Actor{Role: Client}).May(Self) || (Actor{Role: Admin}).May(Self) || (Actor{Role: Admin}).May(Issue) {
		t.Error("clients and users are not kept apart")
	}
}
