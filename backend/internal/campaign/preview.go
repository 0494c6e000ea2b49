package campaign

import (
	"context"

	"clientele/internal/id"
)

// Preview is a message as a client would get it, with the offers that it carries where those are decided for each client. Skipped says that
// the client would get none, because no offer is left; the texts are empty then.
type Preview struct {
	Content
	Shown   []Shown
	Skipped bool
}

// Preview renders the message for a client, or for a sample client where none is named, without an unsubscribe link that works. Offers are
// decided as they would be now, and nothing of it is recorded. Unknown variables are faults with field and line.
func (s *Service) Preview(ctx context.Context, v, client id.ID, language string) (Preview, error) {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return Preview{}, err
	}
	p, r, err := s.trial(ctx, c, client, language)
	if err != nil {
		return Preview{}, err
	}
	out := Preview{Shown: r.Shown, Content: Content{Language: r.Language}}
	if out.Skipped = c.skips(r); out.Skipped {
		return out, nil
	}
	out.Content, err = p.compose(r, s.links.base+"/u/preview")
	return out, err
}

// skips says whether a recipient gets no message because there is no offer for it.
func (c Campaign) skips(r Recipient) bool {
	return c.PlacementID != nil && c.WithoutOffer == SkipClient && len(r.Shown) == 0
}

// trial prepares a message that is not part of the campaign: to the client named, else to a sample.
func (s *Service) trial(ctx context.Context, c Campaign, client id.ID, language string) (*printer, Recipient, error) {
	p, err := s.newPrinter(ctx, c, true)
	if err != nil {
		return nil, Recipient{}, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, Recipient{}, err
	}
	r := sample(c, c.languageOf(language, org.Country))
	if client != 0 {
		if r, err = s.store.Recipient(ctx, client); err != nil {
			return nil, r, err
		}
		if language == "" {
			language = r.Language
		}
		r.Language = c.languageOf(language, org.Country)
		chosen, err := s.variantsOf(ctx, p.variants, []id.ID{client})
		if err != nil {
			return nil, r, err
		}
		r.VariantID = chosen[client]
		r.Shown, err = s.wouldShow(ctx, c, client)
		return p, r, err
	}
	r.VariantID = firstVariant(p.variants)
	r.Shown, err = s.sampleOffers(ctx, c)
	return p, r, err
}
