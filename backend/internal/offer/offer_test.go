package offer_test

import (
	"errors"
	"strings"
	"testing"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
)

func TestOfferValidate(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	for _, c := range []struct {
		name string
		edit func(o *offer.Offer)
		path string // empty: sound
	}{
		{"sound", func(*offer.Offer) {}, ""},
		{"no code", func(o *offer.Offer) { o.Code = " " }, "code"},
		{"code with an accent", func(o *offer.Offer) { o.Code = "été" }, "code"},
		{"no name", func(o *offer.Offer) { o.Name = "" }, "name"},
		{"long name", func(o *offer.Offer) { o.Name = strings.Repeat("é", 201) }, "name"},
		{"kind", func(o *offer.Offer) { o.Kind = "present" }, "kind"},
		{"dates reversed", func(o *offer.Offer) { o.FromDay, o.ToDay = day("2026-03-12"), day("2026-03-11") }, "to_day"},
		{"one day", func(o *offer.Offer) { o.FromDay, o.ToDay = day("2026-03-12"), day("2026-03-12") }, ""},
		{"priority below", func(o *offer.Offer) { o.Priority = -1 }, "priority"},
		{"priority above", func(o *offer.Offer) { o.Priority = 1001 }, "priority"},
		{"negative value", func(o *offer.Offer) { o.ClientValueMinor = n(-1) }, "client_value_minor"},
		{"purpose", func(o *offer.Offer) { o.Purpose = "Market Ing" }, "purpose"},
		{"segment twice", func(o *offer.Offer) { o.Segments = []id.ID{1, 1} }, "segment_ids[1]"},
		{"segment in and out", func(o *offer.Offer) { o.Segments, o.Excluded = []id.ID{1}, []id.ID{2, 1} }, "excluded_segment_ids[1]"},
		{"discount above all", func(o *offer.Offer) { o.Variants[0].DiscountKind, o.Variants[0].DiscountValue = "percent", n(10001) }, "variants[0].discount_value"},
		{"discount without value", func(o *offer.Offer) { o.Variants[0].DiscountKind = "amount" }, "variants[0].discount_value"},
		{"value without discount", func(o *offer.Offer) { o.Variants[0].DiscountValue = n(5) }, "variants[0].discount_value"},
		{"image over http", func(o *offer.Offer) { o.Variants[0].ImageURL = "http://example.org/x.png" }, "variants[0].image_url"},
		{"image as script", func(o *offer.Offer) { o.Variants[0].ImageURL = "javascript:alert(1)" }, "variants[0].image_url"},
		{"image of another host", func(o *offer.Offer) { o.Variants[0].ImageURL = "//example.org/x.png" }, "variants[0].image_url"},
		{"image of another host by backslash", func(o *offer.Offer) { o.Variants[0].ImageURL = "/\\example.org/x.png" }, "variants[0].image_url"},
		{"image with password", func(o *offer.Offer) { o.Variants[0].ImageURL = "https://a:b@example.org/" }, "variants[0].image_url"},
		{"image over https", func(o *offer.Offer) { o.Variants[0].ImageURL = "https://example.org/x.png?a=1" }, ""},
		{"image of this site", func(o *offer.Offer) { o.Variants[0].ImageURL = "/images/x.png" }, ""},
		{"delivery days", func(o *offer.Offer) { o.Variants[0].DeliveryDays = n(-1) }, "variants[0].delivery_days"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := plain(1, c.edit)
			o.Complete()
			err := o.Validate()
			if c.path == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if e, ok := errors.AsType[*fault.Error](err); !ok || len(e.Fields) == 0 || e.Fields[0].Path != c.path {
				t.Fatalf("got %v, want %s", err, c.path)
			}
		})
	}
}

func TestSeals(t *testing.T) {
	key := []byte(strings.Repeat("k", 32))
	s, err := offer.NewSeals(key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := offer.NewSeals(key[:31]); err == nil {
		t.Fatal("took a short key")
	}
	other, _ := offer.NewSeals([]byte(strings.Repeat("o", 32)))
	mark := offer.Mark{Proposition: 1 << 62, Offer: 2, Variant: 3, Placement: 4, Client: 5, At: noon}
	token := s.Seal(mark)
	if got, err := s.Open(token); err != nil || got != mark {
		t.Fatalf("got %+v, %v", got, err)
	}
	for i := range token {
		forged := []byte(token)
		if forged[i]++; forged[i] > 'z' {
			forged[i] = 'A'
		}
		if _, err := s.Open(string(forged)); fault.Code(err) != "token_invalid" {
			t.Fatalf("took a token changed at %d", i)
		}
	}
	for name, bad := range map[string]string{"empty": "", "cut": token[:len(token)-1], "longer": token + "A", "padded": token + "=", "another key": other.Seal(mark)} {
		if _, err := s.Open(bad); fault.Code(err) != "token_invalid" {
			t.Errorf("took a token that is %s", name)
		}
	}
}

func TestRates(t *testing.T) {
	c := offer.Counts{offer.Impression: 200, offer.Click: 20, offer.Acceptance: 201}
	r, ok := c.Rate(offer.Click)
	// Wilson's interval of 20 of 200: 0.0657 to 0.1494.
	if !ok || r.Share != 0.1 || r.Low < 0.0656 || r.Low > 0.0658 || r.High < 0.1493 || r.High > 0.1495 {
		t.Fatalf("got %+v", r)
	}
	if _, ok := c.Rate(offer.Acceptance); ok {
		t.Fatal("a rate above one")
	}
	if r, ok := c.Rate(offer.Redemption); !ok || r.Share != 0 || r.High <= 0 {
		t.Fatalf("none of 200: %+v", r)
	}
	if _, ok := (offer.Counts{offer.Click: 1}).Rate(offer.Click); ok {
		t.Fatal("a rate without impressions")
	}
}
