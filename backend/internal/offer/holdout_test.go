package offer_test

import (
	"testing"

	"clientele/internal/id"
	"clientele/internal/offer"
)

func TestHeldOut(t *testing.T) {
	held := 0
	for v := range id.ID(20_000) {
		if offer.HeldOut("salt", v+1, 1000) {
			held++
		}
		if offer.HeldOut("salt", v+1, 1000) && !offer.HeldOut("salt", v+1, 2000) {
			t.Fatal("a larger holdout leaves somebody out of it")
		}
	}
	if held < 1800 || held > 2200 {
		t.Errorf("%d of 20000 are held out, want about 2000", held)
	}
	if offer.HeldOut("salt", 0, 10_000) || offer.HeldOut("salt", 42, 0) {
		t.Error("a stranger, or a holdout of nobody")
	}
}

func TestHoldoutShowsFallbacksOnly(t *testing.T) {
	offers := []offer.Offer{plain(1, nil), plain(2, nil), plain(3, nil), plain(9, func(o *offer.Offer) { o.IsFallback = true })}
	cat := strategic(offers, func(s *offer.Strategy) { s.HoldoutBp = 10_000 }, nil)
	got := decide(t, cat, ada(), offer.Request{})
	if v := ids(got); !got.HeldOut || len(v) != 1 || v[0] != 9 || got.Propositions[0].Held != offer.HeldShown {
		t.Fatalf("shown %v, held out %v", v, got.HeldOut)
	}
	if len(got.Withheld) != 2 || got.Withheld[0].Offer.ID != 1 || got.Withheld[0].Held != offer.HeldBack {
		t.Errorf("withheld %+v", got.Withheld)
	}
	for _, c := range got.Considered {
		if c.Offer.ID != 9 && c.Failed != offer.RuleHoldout {
			t.Errorf("offer %d failed %q", c.Offer.ID, c.Failed)
		}
	}
	stranger := decide(t, cat, offer.Facts{}, offer.Request{})
	if v := ids(stranger); stranger.HeldOut || len(v) != 2 || v[0] != 1 {
		t.Errorf("a stranger gets %v", v)
	}
}

func TestHoldoutOfOneOffer(t *testing.T) {
	offers := []offer.Offer{plain(1, func(o *offer.Offer) { o.HoldoutBp, o.HoldoutSalt, o.Priority = 10_000, "x", 99 }), plain(2, nil), plain(3, nil)}
	got := decide(t, catalogue(offers, nil), ada(), offer.Request{})
	if v := ids(got); len(v) != 2 || v[0] != 2 || v[1] != 3 || len(got.Withheld) != 1 || got.Withheld[0].Offer.ID != 1 {
		t.Errorf("shown %v, withheld %d", v, len(got.Withheld))
	}
}
