package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// OfferCountsBody is how many events of each kind there were.
type OfferCountsBody struct {
	Impressions int64 `json:"impressions"`
	Clicks      int64 `json:"clicks"`
	Acceptances int64 `json:"acceptances"`
	Rejections  int64 `json:"rejections"`
	Redemptions int64 `json:"redemptions"`
} //	@name	OfferCounts

// RateBody is a share of the impressions with its 95 % interval (Wilson).
type RateBody struct {
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
} //	@name	Rate

// OfferRatesBody is what share of the impressions led on. A rate is null without impressions, or when there are fewer impressions
// than events of its kind: then not every impression was told.
type OfferRatesBody struct {
	Click      *RateBody `json:"click" extensions:"x-nullable"`
	Acceptance *RateBody `json:"acceptance" extensions:"x-nullable"`
	Rejection  *RateBody `json:"rejection" extensions:"x-nullable"`
	Redemption *RateBody `json:"redemption" extensions:"x-nullable"`
} //	@name	OfferRates

// OfferPartBody is the results of one variant or one placement. id is null for feedback that did not say which; code is a
// placement's; name is empty for a variant that was removed since.
type OfferPartBody struct {
	ID     *id.ID          `json:"id" extensions:"x-nullable"`
	Code   string          `json:"code"`
	Name   string          `json:"name"`
	Counts OfferCountsBody `json:"counts"`
	Rates  OfferRatesBody  `json:"rates"`
} //	@name	OfferPart

// OfferResultsBody is what became of an offer.
type OfferResultsBody struct {
	OfferID    id.ID           `json:"offer_id"`
	Counts     OfferCountsBody `json:"counts"`
	Rates      OfferRatesBody  `json:"rates"`
	Variants   []OfferPartBody `json:"variants"`
	Placements []OfferPartBody `json:"placements"`
} //	@name	OfferResults

func offerCountsBody(c offer.Counts) OfferCountsBody {
	return OfferCountsBody{Impressions: c[offer.Impression], Clicks: c[offer.Click], Acceptances: c[offer.Acceptance],
		Rejections: c[offer.Rejection], Redemptions: c[offer.Redemption]}
}

func offerRatesBody(c offer.Counts) OfferRatesBody {
	rate := func(kind string) *RateBody {
		r, ok := c.Rate(kind)
		if !ok {
			return nil
		}
		return &RateBody{Share: r.Share, Low: r.Low, High: r.High}
	}
	return OfferRatesBody{Click: rate(offer.Click), Acceptance: rate(offer.Acceptance), Rejection: rate(offer.Rejection), Redemption: rate(offer.Redemption)}
}

func offerPartBodies(parts []offer.Part) []OfferPartBody {
	out := make([]OfferPartBody, len(parts))
	for i, p := range parts {
		out[i] = OfferPartBody{Code: p.Code, Name: p.Name, Counts: offerCountsBody(p.Counts), Rates: offerRatesBody(p.Counts)}
		if p.ID != 0 {
			out[i].ID = &p.ID
		}
	}
	return out
}

// results gives what became of an offer, from counters kept as feedback arrives.
//
//	@ID			getOfferResults
//	@Summary	Results of an offer
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Offer"
//	@Success	200	{object}	OfferResultsBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/offers/{id}/results [get]
func (h Offers) results(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "offer")
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Results(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return OfferResultsBody{OfferID: v, Counts: offerCountsBody(r.Counts), Rates: offerRatesBody(r.Counts),
		Variants: offerPartBodies(r.Variants), Placements: offerPartBodies(r.Placements)}, nil
}
