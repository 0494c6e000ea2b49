package offer

import (
	"net/url"
	"strings"
	"sync/atomic"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Variant is an offer's form for the clients of some segments; one without segments is the default. An anonymous one is adapted
// but reveals nothing about the person. DiscountValue is basis points of a percent discount, minor units of an amount.
type Variant struct {
	ID             id.ID `gorm:"primaryKey;autoIncrement:false"`
	OfferID        id.ID
	Position       int64
	Name           string
	IsAnonymous    bool
	TitleEn        string
	TitleFr        string
	TextEn         string
	TextFr         string
	ImageURL       string
	PriceMinor     *int64
	DiscountKind   string
	DiscountValue  *int64
	ServiceTermsEn string
	ServiceTermsFr string
	DeliveryDays   *int64

	Segments []id.ID `gorm:"-"`

	written *[2]atomic.Pointer[[]byte] // by language; of a catalogue's variants
}

// Written gives what write makes of the variant in a language: made once for each variant of a catalogue, which never changes, and then
// remembered. Whoever asks must always write the same, and not change what is given.
func (v *Variant) Written(language string, write func() []byte) []byte {
	if v.written == nil {
		return write()
	}
	at := 0
	if language == French {
		at = 1
	}
	if b := v.written[at].Load(); b != nil {
		return *b
	}
	b := write()
	v.written[at].Store(&b)
	return b
}

// TableName is the table's name.
func (Variant) TableName() string { return "offer_variant" }

// The kinds of discounts; the empty one is none.
const (
	DiscountNone    = ""
	DiscountPercent = "percent"
	DiscountAmount  = "amount"
)

// The languages of an offer's texts.
const (
	English = "en"
	French  = "fr"
)

func (v *Variant) complete(i int) {
	v.Position = int64(i)
	for _, t := range []*string{&v.Name, &v.TitleEn, &v.TitleFr, &v.TextEn, &v.TextFr, &v.ImageURL, &v.ServiceTermsEn, &v.ServiceTermsFr} {
		*t = strings.TrimSpace(*t)
	}
}

func (v Variant) validate(c *fault.Check, path string) {
	c.Max(path+".name", v.Name, 120)
	for _, t := range []struct {
		field, value string
		max          int
	}{
		{"title_en", v.TitleEn, 200}, {"title_fr", v.TitleFr, 200}, {"text_en", v.TextEn, 2000}, {"text_fr", v.TextFr, 2000},
		{"service_terms_en", v.ServiceTermsEn, 500}, {"service_terms_fr", v.ServiceTermsFr, 500}, {"image_url", v.ImageURL, 1000},
	} {
		c.Max(path+"."+t.field, t.value, t.max)
	}
	c.That(soundImage(v.ImageURL), path+".image_url", "url", "must be an https address or a path on this site such as /images/x.png")
	checkAmount(c, path+".price_minor", v.PriceMinor)
	c.OneOf(path+".discount_kind", v.DiscountKind, DiscountNone, DiscountPercent, DiscountAmount)
	c.That((v.DiscountKind == DiscountNone) == (v.DiscountValue == nil), path+".discount_value", "discount", "goes together with discount_kind")
	if v.DiscountValue != nil {
		top := int64(maxAmount)
		if v.DiscountKind == DiscountPercent {
			top = 10_000
		}
		c.That(*v.DiscountValue > 0 && *v.DiscountValue <= top, path+".discount_value", "range", "must be basis points from 1 to 10000, or an amount above 0")
	}
	c.That(v.DeliveryDays == nil || *v.DeliveryDays >= 0 && *v.DeliveryDays <= 3650, path+".delivery_days", "range", "must lie between 0 and 3650")
	checkIDs(c, path+".segment_ids", v.Segments)
}

// soundImage takes nothing, https://host/… or /path; no other scheme, no //host, no backslash, space or control character.
func soundImage(text string) bool {
	if text == "" {
		return true
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return false
	}
	u, err := url.Parse(text)
	if err != nil || u.User != nil {
		return false
	}
	if u.Scheme == "" {
		return u.Host == "" && strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//")
	}
	return u.Scheme == "https" && u.Host != ""
}

// Ready says whether title and text are there in one language at least.
func (v Variant) Ready() bool { return v.speaks(English) || v.speaks(French) }

func (v Variant) speaks(language string) bool {
	if language == French {
		return v.TitleFr != "" && v.TextFr != ""
	}
	return v.TitleEn != "" && v.TextEn != ""
}

// Texts gives the variant's texts in a language, in the other one where it does not speak it, and says which it took.
func (v *Variant) Texts(language string) (title, text, terms, spoken string) {
	if language == French && v.speaks(French) || !v.speaks(English) {
		return v.TitleFr, v.TextFr, orElse(v.ServiceTermsFr, v.ServiceTermsEn), French
	}
	return v.TitleEn, v.TextEn, orElse(v.ServiceTermsEn, v.ServiceTermsFr), English
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
