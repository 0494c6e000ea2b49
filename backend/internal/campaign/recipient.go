package campaign

import (
	"strings"

	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/money"
	"clientele/internal/offer"
)

// Recipient is a queued delivery with what a message says of its client, and the offers that were decided for it, best first.
type Recipient struct {
	message.Delivery
	FirstName   string
	LastName    string
	Name        string
	CompanyName string
	City        string
	Shown       []Shown `gorm:"-"`
}

// The languages of messages.
const (
	English = "en"
	French  = "fr"
)

// languageOf gives the language of a message to a client: the client's own where the campaign has it, else the one it has. A client
// whose language is unknown or neither gets the organisation's.
func (c Campaign) languageOf(client, country string) string {
	want := English
	switch base, _, _ := strings.Cut(strings.ToLower(client), "-"); {
	case base == French, base != English && francophone[country]:
		want = French
	}
	if want == French && c.speaks(French) || !c.speaks(English) {
		return French
	}
	return English
}

// francophone lists the countries whose organisations write French when a client's language is unknown.
var francophone = map[string]bool{"FR": true, "MC": true, "SN": true, "CI": true, "ML": true, "BF": true, "NE": true, "TG": true, "BJ": true,
	"GA": true, "CG": true, "CD": true, "GN": true, "MG": true, "GP": true, "MQ": true, "GF": true, "RE": true, "YT": true, "NC": true, "PF": true}

// speaks says whether the campaign has a subject and a body in a language.
func (c Campaign) speaks(language string) bool {
	if language == French {
		return c.SubjectFr != "" && (c.HTMLFr != "" || c.TextFr != "")
	}
	return c.SubjectEn != "" && (c.HTMLEn != "" || c.TextEn != "")
}

// sample is the client that a template is tried on when none is named.
func sample(c Campaign, language string) Recipient {
	city := "London"
	if language == French {
		city = "Lyon"
	}
	return Recipient{FirstName: "Camille", LastName: "Martin", Name: "Camille Martin", CompanyName: "Martin & Co", City: city,
		Delivery: message.Delivery{CampaignID: c.ID, Language: language}}
}

// setting is what the variables of one campaign have in common.
type setting struct {
	campaign     Campaign
	organisation string
	currency     string
	site         string // the address before a path of an image
	offerCode    string
	variants     []offer.Variant
}

func (s setting) variant(v *id.ID) *offer.Variant {
	for i := range s.variants {
		if v != nil && s.variants[i].ID == *v {
			return &s.variants[i]
		}
	}
	return nil
}

// vars gives the variables of a message. All names are always there, empty where nothing is known; but where offers are decided for each
// client, offer is nil for a client without one, and offers lists them all.
func (s setting) vars(r Recipient, unsubscribe string) map[string]any {
	vars := map[string]any{
		"client": map[string]any{"first_name": r.FirstName, "last_name": r.LastName, "name": r.Name, "company_name": r.CompanyName,
			"city": r.City, "language": r.Language},
		"organisation": map[string]any{"name": s.organisation}, "campaign": map[string]any{"name": s.campaign.Name},
		"unsubscribe_url": unsubscribe,
	}
	if s.campaign.PlacementID == nil {
		vars["offer"] = s.offerVars(s.variant(r.VariantID), s.offerCode, r.Language)
		return vars
	}
	offers := make([]map[string]any, len(r.Shown))
	for i, v := range r.Shown {
		code := v.Code
		if code == "" {
			code = v.Offer.Code
		}
		offers[i] = s.offerVars(v.Variant, code, r.Language)
		offers[i]["token"], offers[i]["rank"] = v.Token, i+1
	}
	vars["offer"], vars["offers"] = nil, offers
	if len(offers) > 0 {
		vars["offer"] = offers[0]
	}
	return vars
}

// offerVars gives what a message can say of an offer's variant, empty for none.
func (s setting) offerVars(v *offer.Variant, code, language string) map[string]any {
	o := map[string]any{"title": "", "text": "", "image_url": "", "price": "", "discount": "", "service_terms": "", "code": code}
	if v == nil {
		return o
	}
	title, text, terms, spoken := v.Texts(language)
	o["title"], o["text"], o["service_terms"], o["image_url"] = title, text, terms, v.ImageURL
	if strings.HasPrefix(v.ImageURL, "/") {
		o["image_url"] = s.site + v.ImageURL
	}
	if v.PriceMinor != nil {
		o["price"] = amount(*v.PriceMinor, s.currency, spoken)
	}
	o["discount"] = discount(*v, s.currency, spoken)
	return o
}

func discount(v offer.Variant, currency, language string) string {
	if v.DiscountValue == nil {
		return ""
	}
	if v.DiscountKind == offer.DiscountAmount {
		return amount(*v.DiscountValue, currency, language)
	}
	text := strings.TrimSuffix(strings.TrimRight(money.Format(*v.DiscountValue, 2), "0"), ".")
	if language == French {
		return strings.Replace(text, ".", ",", 1) + " %"
	}
	return text + "%"
}

var signs = map[string]string{"EUR": "€", "GBP": "£", "USD": "$"}

// amount writes money as people do: €1,234.50 and 1 234,50 €; whole amounts without decimals.
func amount(minor int64, currency, language string) string {
	text := money.Format(minor, money.Exponent(currency))
	minus := ""
	if strings.HasPrefix(text, "-") {
		minus, text = "-", text[1:]
	}
	whole, decimals, _ := strings.Cut(text, ".")
	if strings.Trim(decimals, "0") == "" {
		decimals = ""
	}
	point, group := ".", ","
	if language == French {
		point, group = ",", "\u202f"
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if decimals != "" {
		whole += point + decimals
	}
	sign, known := signs[currency]
	switch {
	case language == French && known:
		return minus + whole + "\u00a0" + sign
	case known:
		return minus + sign + whole
	}
	return minus + whole + "\u00a0" + currency
}
