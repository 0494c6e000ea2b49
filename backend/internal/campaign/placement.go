package campaign

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/offer"
)

// checkPlacement notes what keeps a campaign from taking its offers from its placement; a launch also asks that it is in use and has offers.
func (s *Service) checkPlacement(ctx context.Context, k *fault.Check, c Campaign, launch bool) error {
	if c.PlacementID == nil {
		return nil
	}
	p, err := s.offers.Placement(ctx, *c.PlacementID)
	switch {
	case fault.Is(err, fault.KindNotFound):
		k.Add("placement_id", "not_found", "there is no such placement")
		return nil
	case err != nil:
		return err
	case p.Channel != c.Channel:
		k.Add("placement_id", "channel", "is a placement of another channel")
		return nil
	case !launch:
		return nil
	case p.State != offer.PlacementActive:
		k.Add("placement_id", placementArchived, "is not an active placement")
		return nil
	}
	list, err := s.lots.Sample(ctx, p.ID)
	if err == nil {
		k.That(len(list) > 0, "placement_id", "no_offers", "has no approved offer to show")
	}
	return err
}

// sampleOffers is what a message is tried on: offers that the placement may show, whoever the client is.
func (s *Service) sampleOffers(ctx context.Context, c Campaign) ([]Shown, error) {
	if c.PlacementID == nil {
		return nil, nil
	}
	list, err := s.lots.Sample(ctx, *c.PlacementID)
	if err != nil {
		return nil, err
	}
	return previewed(list), nil
}

// previewed turns propositions into what a message shows of them. No token of a preview is worth anything, and a code of the client's own is
// given out only when the message is sent.
func previewed(list []offer.Proposition) []Shown {
	out := make([]Shown, len(list))
	for i, p := range list {
		code := p.Offer.SharedCode
		if p.Offer.CodesKind == offer.CodesUnique {
			code = "XXXX-XXXX"
		}
		out[i] = Shown{Carried: Carried{RankNo: int64(p.Rank), OfferID: p.Offer.ID, VariantID: p.Variant.ID, IsFallback: p.Fallback, Token: "preview", Code: code},
			Offer: p.Offer, Variant: p.Variant}
	}
	return out
}

// wouldShow is what a client's message would carry now; nothing is recorded.
func (s *Service) wouldShow(ctx context.Context, c Campaign, client id.ID) ([]Shown, error) {
	if c.PlacementID == nil {
		return nil, nil
	}
	all, err := s.lots.Imagine(c.lot())(ctx, []id.ID{client})
	if err != nil {
		return nil, err
	}
	return previewed(all[0].Propositions()), nil
}

// Offered is how many messages of a campaign carry an offer, at whatever rank, how many of them were sent, and what orders say of themselves:
// that this campaign and this offer brought them. Fallbacks counts the messages that carry it as a fallback.
type Offered struct {
	OfferID    id.ID
	OfferName  string
	Messages   int64
	Sent       int64
	Fallbacks  int64
	Orders     int64
	ValueMinor int64
}

// OfferReport says what the messages of a campaign carry. WithoutOffer is those that went or will go out without one, Skipped those not sent for
// that.
type OfferReport struct {
	Campaign     Campaign
	Currency     string
	Items        []Offered
	WithoutOffer int64
	Skipped      int64
}

// Offers gives what the messages of a campaign carry, as far as it is decided.
func (s *Service) Offers(ctx context.Context, v id.ID) (OfferReport, error) {
	var out OfferReport
	var err error
	if out.Campaign, err = s.store.Campaign(ctx, v); err != nil {
		return out, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return out, err
	}
	out.Currency = org.Currency
	if out.Campaign.PlacementID == nil {
		return out, nil
	}
	if out.Items, err = s.store.Offered(ctx, v); err != nil {
		return out, err
	}
	bare, err := s.store.Bare(ctx, v)
	for state, n := range bare {
		if state == message.Skipped {
			out.Skipped += n
		} else {
			out.WithoutOffer += n
		}
	}
	return out, err
}
