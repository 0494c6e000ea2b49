package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/campaign"
	"clientele/internal/id"
)

// CampaignOfferBody is an offer that messages of a campaign carry, at whatever rank: how many do, as a fallback how many, how many of them were
// sent. orders and revenue_minor are what orders say of themselves: that they name this campaign and this offer.
type CampaignOfferBody struct {
	OfferID      id.ID  `json:"offer_id"`
	OfferName    string `json:"offer_name"`
	Messages     int64  `json:"messages"`
	Fallbacks    int64  `json:"fallbacks"`
	Sent         int64  `json:"sent"`
	Orders       int64  `json:"orders"`
	RevenueMinor int64  `json:"revenue_minor"`
} //	@name	CampaignOffer

// CampaignOffersBody is what the messages of a campaign carry, as far as it is decided: each is decided shortly before it is sent. without_offer
// counts the messages that carry none, skipped the clients who get none for that.
type CampaignOffersBody struct {
	Currency     string              `json:"currency"`
	PlacementID  *id.ID              `json:"placement_id" extensions:"x-nullable"`
	Items        []CampaignOfferBody `json:"items"`
	WithoutOffer int64               `json:"without_offer"`
	Skipped      int64               `json:"skipped"`
} //	@name	CampaignOffers

func campaignOffersBody(r campaign.OfferReport) CampaignOffersBody {
	b := CampaignOffersBody{Currency: r.Currency, PlacementID: r.Campaign.PlacementID, Items: make([]CampaignOfferBody, len(r.Items)), WithoutOffer: r.WithoutOffer, Skipped: r.Skipped}
	for i, o := range r.Items {
		b.Items[i] = CampaignOfferBody{OfferID: o.OfferID, OfferName: o.OfferName, Messages: o.Messages, Fallbacks: o.Fallbacks, Sent: o.Sent, Orders: o.Orders, RevenueMinor: o.ValueMinor}
	}
	return b
}

// offers counts what the messages carry.
//
//	@ID			listCampaignOffers
//	@Summary	What the messages of a campaign carry, where offers are decided for each client
//	@Description	The offer that most messages carry comes first; a campaign without a placement has none here.
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignOffersBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/offers [get]
func (h Campaigns) offers(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Offers(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return campaignOffersBody(r), nil
}
