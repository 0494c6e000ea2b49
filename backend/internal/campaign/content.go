package campaign

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/osteele/liquid"

	"clientele/internal/fault"
	"clientele/internal/message"
	"clientele/internal/offer"
)

// Content is one rendered message.
type Content struct {
	Subject  string
	HTML     string
	Text     string
	Language string
}

// printer renders the messages of one campaign; it is safe for concurrent use. bare is the templates of messages without an offer, where
// those are strict and offers are decided for each client; nil else.
type printer struct {
	setting
	texts     map[string]Text
	templates map[string]*liquid.Template
	bare      map[string]*liquid.Template
}

// newPrinter compiles the templates of a campaign; fault invalid names every field and line that is wrong.
func (s *Service) newPrinter(ctx context.Context, c Campaign, strict bool) (*printer, error) {
	set, err := s.setting(ctx, c)
	if err != nil {
		return nil, err
	}
	p := &printer{setting: set, texts: map[string]Text{}, templates: map[string]*liquid.Template{}}
	var bad []fault.Field
	for _, t := range c.Texts() {
		tpl, wrong := s.engines.parse(t, strict)
		if wrong != nil {
			bad = append(bad, *wrong)
			continue
		}
		t.loops = t.loopNames()
		p.texts[t.Field], p.templates[t.Field] = t, tpl
		if strict && c.PlacementID != nil {
			if p.bare == nil {
				p.bare = map[string]*liquid.Template{}
			}
			if p.bare[t.Field], wrong = s.engines.parse(t.bare(), true); wrong != nil {
				bad = append(bad, *wrong)
			}
		}
	}
	if len(bad) > 0 {
		return nil, fault.Invalid(bad...)
	}
	return p, nil
}

// setting reads what all messages of a campaign have in common.
func (s *Service) setting(ctx context.Context, c Campaign) (setting, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return setting{}, err
	}
	set := setting{campaign: c, organisation: org.Name, currency: org.Currency, site: s.links.base}
	if c.OfferID != nil {
		o, err := s.offers.Offer(ctx, *c.OfferID)
		if err != nil {
			return setting{}, err
		}
		set.offerCode, set.variants = o.Code, o.Variants
		if o.CodesKind == offer.CodesShared {
			set.offerCode = o.SharedCode
		}
	}
	return set, nil
}

// compose renders a message in the language of the recipient; fault invalid where a template fails.
func (p *printer) compose(r Recipient, unsubscribe string) (Content, error) {
	out := Content{Language: r.Language}
	vars := p.vars(r, unsubscribe)
	templates := p.templates
	if len(r.Shown) == 0 && p.bare != nil {
		templates = p.bare
	}
	var bad []fault.Field
	fill := func(field string) string {
		text, wrong := p.texts[field].render(templates[field], vars)
		if wrong != nil {
			bad = append(bad, *wrong)
		}
		return text
	}
	out.Subject = strings.Join(strings.Fields(fill("subject_"+r.Language)), " ")
	out.HTML = fill("html_" + r.Language)
	if out.Text = fill("text_" + r.Language); strings.TrimSpace(out.Text) == "" {
		out.Text = plainText(out.HTML)
	}
	if len(bad) > 0 {
		return out, fault.Invalid(bad...)
	}
	return out, nil
}

// envelope puts a rendered message into its envelope. Service messages have no one-click unsubscription.
func (c Campaign) envelope(r Recipient, out Content, unsubscribe string) message.Envelope {
	e := message.Envelope{MessageID: r.MessageID, FromName: c.FromName, FromEmail: c.FromEmail, ReplyTo: c.ReplyTo, To: r.Address,
		Subject: out.Subject, HTML: out.HTML, Text: out.Text, Language: out.Language}
	if c.Purpose != PurposeService {
		e.Unsubscribe = unsubscribe
	}
	return e
}

// ready checks that a campaign can be launched: an audience, a whole message in one language at least, templates that parse and render
// without unknown names, a link for unsubscribing, an offer that is approved. fault invalid names every field and line that is wrong.
func (s *Service) ready(ctx context.Context, c Campaign) error {
	var k fault.Check
	k.That(len(c.SegmentsIn) > 0, "segment_ids", "required", "name at least one segment")
	k.That(c.speaks(English) || c.speaks(French), "subject_en", "required", "write a subject and a body in English or in French")
	if c.OfferID != nil {
		o, err := s.offers.Offer(ctx, *c.OfferID)
		switch {
		case err != nil && !fault.Is(err, fault.KindNotFound):
			return err
		case err != nil || o.State != offer.Approved:
			k.Add("offer_id", "offer_not_approved", "is not an approved offer")
		}
	}
	if err := s.checkPlacement(ctx, &k, c, true); err != nil {
		return err
	}
	if err := k.Err(); err != nil {
		return err
	}
	p, err := s.newPrinter(ctx, c, true)
	if err != nil {
		return err
	}
	offers, err := s.sampleOffers(ctx, c)
	if err != nil {
		return err
	}
	for _, language := range []string{English, French} {
		if !c.speaks(language) {
			continue
		}
		for _, shown := range c.samples(offers) {
			if err := p.try(&k, language, s.links.URL(c.ID, 1, c.Channel), shown); err != nil || k.Err() != nil {
				return cmp.Or(err, k.Err())
			}
		}
	}
	return nil
}

// samples lists what a message is tried with: all offers that its placement may show at once, the first alone, and none where it goes out
// without one too.
func (c Campaign) samples(offers []Shown) [][]Shown {
	out := [][]Shown{offers}
	if len(offers) > 1 {
		out = append(out, offers[:1])
	}
	if len(offers) > 0 && c.WithoutOffer == SendAnyway {
		out = append(out, nil)
	}
	return out
}

// try renders the sample message of a language, and looks for the link in what came out, so that one in a comment does not count.
func (p *printer) try(k *fault.Check, language, unsubscribe string, shown []Shown) error {
	r := sample(p.campaign, language)
	r.VariantID, r.Shown = firstVariant(p.variants), shown
	out, err := p.compose(r, unsubscribe)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.KindInvalid {
		for _, f := range e.Fields {
			if p.campaign.PlacementID != nil && len(shown) == 0 {
				f.Code, f.Message = "offer_missing", f.Message+"; some clients have no offer: put what speaks of it between {% if offer %} and {% endif %}"
			}
			k.Add(f.Path, f.Code, f.Message)
		}
		return nil
	}
	if err != nil {
		return err
	}
	k.That(out.Subject != "", "subject_"+language, "required", "line 1: is empty once rendered")
	if p.campaign.Purpose == PurposeService {
		return nil
	}
	for _, part := range []struct{ field, source, rendered string }{
		{"html_" + language, p.texts["html_"+language].Source, out.HTML}, {"text_" + language, p.texts["text_"+language].Source, out.Text},
	} {
		last := 1 + strings.Count(part.source, "\n")
		if strings.TrimSpace(part.source) != "" && !strings.Contains(part.rendered, unsubscribe) {
			f := p.texts[part.field].at(last, "the link {{ unsubscribe_url }} is missing")
			k.Add(f.Path, "unsubscribe_missing", f.Message)
		}
	}
	return nil
}
