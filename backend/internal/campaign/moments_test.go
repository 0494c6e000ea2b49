package campaign

import (
	"math"
	"testing"

	"clientele/internal/id"
)

// Squares of such amounts need 126 bits; floating sums of them lose the variance altogether.
func TestMomentsAreExact(t *testing.T) {
	var m moments
	base := int64(4_000_000_000_000_000_000)
	for _, v := range []int64{base + 1, base + 2, base + 3, base + 4} {
		m.add(v)
	}
	s := m.sample(4)
	if s.Mean != float64(base) || math.Abs(s.Variance-5.0/3) > 1e-12 {
		t.Errorf("mean %v, variance %v", s.Mean, s.Variance)
	}
	var z moments
	z.add(-300)
	z.add(900)
	if s := z.sample(4); s.N != 4 || s.Mean != 150 || s.Variance != 270_000 { // 0, 0, -300, 900
		t.Errorf("%+v", s)
	}
	if s := z.sample(0); s.N != 0 || s.Mean != 0 {
		t.Errorf("%+v", s)
	}
}

// The value was worked out with sha256sum: printf 'salt:42' | sha256sum.
func TestArmOf(t *testing.T) {
	control := 0
	for i := range 100_000 {
		if ArmOf("a", id.ID(i+1), 100) == Control {
			control++
		}
	}
	if control < 9_600 || control > 10_400 {
		t.Errorf("%d of 100000 in a control of 10 %%", control)
	}
	for _, c := range []struct {
		permille int64
		want     string
	}{{0, Treated}, {-5, Treated}, {1000, Control}, {753, Treated}, {753 + 1, Control}} {
		if got := ArmOf("salt", 42, c.permille); got != c.want {
			t.Errorf("%d: %s, want %s", c.permille, got, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	l := NewLinks([]byte("0123456789abcdef0123456789abcdef"), "https://crm.test")
	token := l.token(Ticket{7, 9, "email"})
	got, err := l.Read(token)
	if err != nil || got != (Ticket{7, 9, "email"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	other := NewLinks([]byte("another key of thirty-two bytes!"), "https://crm.test")
	for name, bad := range map[string]string{"empty": "", "cut": token[:len(token)-1], "longer": token + "A", "other key": other.token(got),
		"other client": l.token(Ticket{7, 10, "email"})[:22] + token[22:], "padding": token + "=", "huge": string(make([]byte, 10_000))} {
		if _, err := l.Read(bad); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
