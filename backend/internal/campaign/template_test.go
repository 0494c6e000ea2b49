package campaign

import (
	"strings"
	"testing"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/offer"
)

func try(t *testing.T, source string, html, strict bool) (string, *fault.Field) {
	t.Helper()
	text := Text{Field: "html_en", Source: source, html: html}
	text.loops = text.loopNames()
	tpl, bad := newEngines().parse(text, strict)
	if bad != nil {
		return "", bad
	}
	price, half := int64(123_450), int64(1_250)
	set := setting{campaign: Campaign{Name: "Spring"}, organisation: "A & B", currency: "EUR", site: "https://crm.test", offerCode: "X",
		variants: []offer.Variant{{ID: 5, TitleEn: "Title", TextEn: "Text", PriceMinor: &price, DiscountKind: "percent", DiscountValue: &half, ImageURL: "/i.png"}}}
	r := Recipient{FirstName: "<b>Zoé</b>", Delivery: message.Delivery{Language: English, VariantID: &set.variants[0].ID}}
	return text.render(tpl, set.vars(r, "https://crm.test/u/T"))
}

func TestTemplates(t *testing.T) {
	for _, c := range []struct {
		name, source string
		html, strict bool
		want         string
	}{
		{"escaped in HTML", "{{ client.first_name }}", true, false, "&lt;b&gt;Zoé&lt;/b&gt;"},
		{"plain in text", "{{ client.first_name }}", false, false, "<b>Zoé</b>"},
		{"offer", "{{ offer.title }} {{ offer.price }} {{ offer.discount }} {{ offer.image_url }} {{ offer.code }}", false, true, "Title €1,234.50 12.5% https://crm.test/i.png X"},
		{"condition", "{% if client.city == '' %}none{% else %}{{ client.city }}{% endif %}", false, true, "none"},
		{"assign", "{% assign a = 'x' | append: 'y' %}{{ a | upcase }}", false, true, "XY"},
		{"unknown is empty when sending", "[{{ client.frist_name }}{{ nothing }}]", false, false, "[]"},
		{"raw keeps braces", "{% raw %}{% for x in (1..3) %}{% endraw %}", false, true, "{% for x in (1..3) %}"},
		{"dots in a text", "{{ 'a' | append: '...' }}", false, true, "a..."},
		{"others", "{{ organisation.name }} {{ campaign.name }} {{ unsubscribe_url }}", true, true, "A &amp; B Spring https://crm.test/u/T"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, bad := try(t, c.source, c.html, c.strict)
			if bad != nil || got != c.want {
				t.Errorf("got %q, %+v, want %q", got, bad, c.want)
			}
		})
	}
}

func TestTemplatesThatAreRefused(t *testing.T) {
	double := "{% assign a = 'xxxxxxxxxxxxxxxx' %}" + strings.Repeat("{% assign a = a | append: a %}", 40) + "{{ a }}"
	for _, c := range []struct{ name, source, want string }{
		{"not closed", "a\nb\n{% if client.city %}", "line 3: "},
		{"unknown tag", "a\n{% blink %}", "line 2: the tag blink is not available"},
		{"unknown name", "a\n\n{{ client.frist_name }}", "line 3: undefined variable"},
		{"unknown name inside a condition", "{% if client.language %}\n\n{{ clinet.name }}\n{% endif %}", "line 3: undefined variable"},
		{"unknown filter", "{{ client.name | shout }}", "line 1: "},
		{"loop", "{% for i in client %}x{% endfor %}", "line 1: a loop goes through the offers"},
		{"loop in a loop", "{% for a in offers %}\n{% for b in offers %}x{% endfor %}{% endfor %}", "line 2: a loop inside a loop"},
		{"loop with a range", "{% for i in (1..9) %}x{% endfor %}", "line 1: a loop goes through the offers"},
		{"offers where they are not decided for each client", "{% for a in offers %}x{% endfor %}", "line 1: undefined variable"},
		{"token where there is none", "{{ offer.token }}", "line 1: undefined variable"},
		{"range", "\n{{ (1..1000000000) }}", "line 2: ranges are not available"},
		{"file", "{% include 'x' %}", "line 1: the tag include is not available"},
		{"other file", "{%- render '/etc/passwd' -%}", "line 1: the tag render is not available"},
		{"capture", "{% capture a %}x{% endcapture %}", "line 1: the tag capture is not available"},
		{"doubling", double, "line 1: "},
		{"replace", "{% assign a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}" + strings.Repeat("{% assign a = a | replace: 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}", 9), "line 1: "},
		{"unescaped", "{{ client.first_name | safe }}", "line 1: "},
		{"huge", strings.Repeat("{{ '"+strings.Repeat("x", 1000)+"' }}", 600), "line 1: makes too much text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, bad := try(t, c.source, true, true)
			if bad == nil || !strings.HasPrefix(bad.Message, c.want) || bad.Path != "html_en" {
				t.Errorf("got %.60q, %+v, want %q", got, bad, c.want)
			}
		})
	}
}

func TestTemplatesOfDecidedOffers(t *testing.T) {
	place := id.ID(1)
	set := setting{campaign: Campaign{PlacementID: &place}, currency: "EUR"}
	shown := []Shown{
		{Carried: Carried{Token: "T1", Code: "C1"}, Offer: &offer.Offer{Code: "a"}, Variant: &offer.Variant{TitleEn: "One", TextEn: "x"}},
		{Carried: Carried{Token: "T2"}, Offer: &offer.Offer{Code: "b"}, Variant: &offer.Variant{TitleEn: "<Two>", TextEn: "x"}},
	}
	guarded := "{% if offer %}{{ offer.title }}{% else %}none{% endif %}"
	for _, c := range []struct {
		name, source string
		shown        []Shown
		want, wrong  string
	}{
		{"first", "{{ offer.title }} {{ offer.code }} {{ offer.token }} {{ offer.rank }}", shown, "One C1 T1 1", ""},
		{"own code of an offer without codes", "{{ offers[1].code }}", shown, "b", ""},
		{"all", "{% for o in offers %}{{ forloop.index }} {{ o.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}", shown, "1 One, 2 &lt;Two&gt;", ""},
		{"named like the first", "{% for offer in offers %}{{ offer.rank }}{% endfor %}{{ offer.title }}", shown, "12One", ""},
		{"guarded", guarded, shown[:1], "One", ""},
		{"guarded, none", guarded, nil, "none", ""},
		{"guarded by a part", "{% if offer.title != '' and offer.price %}{{ offer.title }}{% endif %}.", nil, ".", ""},
		{"no loop", "{% for o in offers %}{{ o.title }}{% else %}nothing{% endfor %}", nil, "nothing", ""},
		{"unguarded", "a\n{{ offer.title }}", nil, "", "line 2: undefined variable"},
		{"a second that is not there", "{{ offers[1].title }}", shown[:1], "", "line 1: undefined variable"},
		{"unknown part", "{% for o in offers %}{{ o.titel }}{% endfor %}", shown, "", "line 1: undefined variable"},
		{"outside of its loop", "{% for o in offers %}{% endfor %}{{ o.title }}", shown, "", "line 1: undefined variable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := Text{Field: "html_en", Source: c.source, html: true}
			if len(c.shown) == 0 {
				text = text.bare()
			}
			text.loops = text.loopNames()
			tpl, bad := newEngines().parse(text, true)
			got := ""
			if bad == nil {
				got, bad = text.render(tpl, set.vars(Recipient{Shown: c.shown, Delivery: message.Delivery{Language: English}}, "u"))
			}
			if c.wrong == "" && (bad != nil || got != c.want) || c.wrong != "" && (bad == nil || !strings.HasPrefix(bad.Message, c.wrong)) {
				t.Errorf("got %q, %+v, want %q %q", got, bad, c.want, c.wrong)
			}
		})
	}
}

func FuzzTemplates(f *testing.F) {
	for _, s := range []string{"{{ client.name }}", "{% if a %}{% endif %}", "{{ 'a' | slice: -1, 99 }}", "{% case x %}{% when 1 %}{% endcase %}", "{{ 1 | divided_by: 0 }}", "{{"} {
		f.Add(s)
	}
	e := newEngines()
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 2000 {
			return
		}
		late := time.AfterFunc(10*time.Second, func() { panic("a template that never ends: " + source) })
		defer late.Stop()
		text := Text{Field: "x", Source: source, html: true}
		if tpl, bad := e.parse(text, false); bad == nil {
			if out, _ := text.render(tpl, map[string]any{"client": map[string]any{"name": "n"}}); len(out) > maxOutput {
				t.Error("too long")
			}
		}
	})
}

func TestPlainText(t *testing.T) {
	got := plainText("<html><head><title>x</title><style>p{}</style></head><body><p>Hello&nbsp;<b>you</b></p>\n<p>Two<br>three</p><ul><li>a</li><li>b</li></ul><a class=\"b\" href=\"https://x.test/?a=1&amp;b=2\">go <i>there</i></a></body></html>")
	want := "Hello you\nTwo\nthree\n- a\n- b\n\ngo there (https://x.test/?a=1&b=2)"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLanguages(t *testing.T) {
	both := Campaign{SubjectEn: "a", TextEn: "a", SubjectFr: "b", HTMLFr: "b"}
	english := Campaign{SubjectEn: "a", TextEn: "a", SubjectFr: "only a subject"}
	for _, c := range []struct {
		name            string
		campaign        Campaign
		client, country string
		want            string
	}{
		{"own", both, "fr-CA", "US", French}, {"own English", both, "en", "FR", English}, {"unknown in France", both, "", "FR", French},
		{"unknown in Britain", both, "", "GB", English}, {"other", both, "de", "DE", English}, {"not written", english, "fr", "FR", English},
		{"only French", Campaign{SubjectFr: "b", TextFr: "b"}, "en", "GB", French},
	} {
		if got := c.campaign.languageOf(c.client, c.country); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := amount(-123_456_789, "EUR", French); got != "-1\u202f234\u202f567,89\u00a0€" {
		t.Errorf("%q", got)
	}
	if got := amount(500, "XOF", English); got != "500\u00a0XOF" {
		t.Errorf("%q", got)
	}
}
