package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/campaign"
)

// Campaigns sends messages to audiences and measures what they brought.
type Campaigns struct{ Service *campaign.Service }

func (h Campaigns) routes() []route {
	return []route{
		{http.MethodGet, "/campaigns", account.Read, h.list},
		{http.MethodPost, "/campaigns", account.Market, h.create},
		{http.MethodGet, "/campaigns/:id", account.Read, h.read},
		{http.MethodPut, "/campaigns/:id", account.Market, h.update},
		{http.MethodPost, "/campaigns/:id/copy", account.Market, h.copy},
		{http.MethodPost, "/campaigns/:id/archive", account.Market, h.archive},
		{http.MethodPost, "/campaigns/:id/restore", account.Market, h.restore},
		{http.MethodPost, "/campaigns/:id/audience", account.Read, h.audience},
		{http.MethodPost, "/campaigns/:id/preview", account.Market, h.preview},
		{http.MethodPost, "/campaigns/:id/test_send", account.Market, h.test},
		{http.MethodPost, "/campaigns/:id/launch", account.Manage, h.launch},
		{http.MethodPost, "/campaigns/:id/unschedule", account.Manage, h.unschedule},
		{http.MethodPost, "/campaigns/:id/pause", account.Manage, h.pause},
		{http.MethodPost, "/campaigns/:id/resume", account.Manage, h.resume},
		{http.MethodPost, "/campaigns/:id/cancel", account.Manage, h.cancel},
		{http.MethodGet, "/campaigns/:id/progress", account.Read, h.progress},
		{http.MethodGet, "/campaigns/:id/members", account.Read, h.members},
		{http.MethodGet, "/campaigns/:id/members/export", account.Read, h.exportMembers},
		{http.MethodGet, "/campaigns/:id/offers", account.Read, h.offers},
		{http.MethodGet, "/campaigns/:id/results", account.Read, h.results},
		{http.MethodGet, "/campaigns/:id/results/export", account.Read, h.exportResults},
	}
}

// list gives campaigns.
//
//	@ID			listCampaigns
//	@Summary	List campaigns
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Words of name or code, by their beginnings"
//	@Param		state	query		string	false	"draft, scheduled, sending, paused, sent, cancelled, archived; all but archived when missing"
//	@Param		sort	query		string	false	"created_at, name; - before it reverses; -created_at when missing"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	CampaignList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/campaigns [get]
func (h Campaigns) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := campaign.Filter{Query: q.text("q"), States: q.list("state", campaign.States...)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	if len(f.States) == 0 {
		f.States = campaign.States[:len(campaign.States)-1]
	}
	l, err := h.Service.Campaigns(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out CampaignList
	out.Items, out.NextCursor, out.Total = listOf(l, campaignItem)
	return out, nil
}

// create adds a draft.
//
//	@ID			createCampaign
//	@Summary	Add a campaign as a draft
//	@Tags		campaigns
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CampaignFieldsBody	true	"Campaign"
//	@Success	201		{object}	CampaignBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/campaigns [post]
func (h Campaigns) create(c *gin.Context) (any, error) {
	b, err := body[CampaignFieldsBody](c)
	if err != nil {
		return nil, err
	}
	in, err := b.campaign()
	if err != nil {
		return nil, err
	}
	out, err := h.Service.Create(c.Request.Context(), actor(c), in)
	if err != nil {
		return nil, err
	}
	return created(campaignBody(out), out.Version, Base+"/campaigns/"+out.ID.String()), nil
}

// read gives one campaign.
//
//	@ID			getCampaign
//	@Summary	One campaign
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id} [get]
func (h Campaigns) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	out, err := h.Service.Campaign(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(campaignBody(out), out.Version), nil
}

// update replaces the fields of a draft.
//
//	@ID			updateCampaign
//	@Summary	Change a draft
//	@Tags		campaigns
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Campaign"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		CampaignFieldsBody	true	"Campaign"
//	@Success	200			{object}	CampaignBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/campaigns/{id} [put]
func (h Campaigns) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CampaignFieldsBody](c)
	if err != nil {
		return nil, err
	}
	in, err := b.campaign()
	if err != nil {
		return nil, err
	}
	in.ID = v
	out, err := h.Service.Update(c.Request.Context(), in, version)
	if err != nil {
		return nil, err
	}
	return versioned(campaignBody(out), out.Version), nil
}

// copy adds a draft with the fields of a campaign.
//
//	@ID			copyCampaign
//	@Summary	Copy a campaign into a new draft
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	201	{object}	CampaignBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/campaigns/{id}/copy [post]
func (h Campaigns) copy(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	out, err := h.Service.Copy(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return created(campaignBody(out), out.Version, Base+"/campaigns/"+out.ID.String()), nil
}

// audience counts the audience as it stands.
//
//	@ID			countAudience
//	@Summary	Who would be written to, and who not and why
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	AudienceBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/audience [post]
func (h Campaigns) audience(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	f, err := h.Service.Audience(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return audienceBody(f), nil
}

// preview renders the message.
//
//	@ID			previewCampaign
//	@Summary	The message for a client, or for a sample client
//	@Description	A template that does not parse, or names a variable that does not exist, answers 422 with field and line. Where offers are decided for each client, the decision is made as it would be now and not recorded; 409 placement_archived when the placement is no longer in use.
//	@Tags		campaigns
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Campaign"
//	@Param		body	body		CampaignPreviewBody	true	"For whom"
//	@Success	200		{object}	MessageBody
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/campaigns/{id}/preview [post]
func (h Campaigns) preview(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	b, err := body[CampaignPreviewBody](c)
	if err != nil {
		return nil, err
	}
	out, err := h.Service.Preview(c.Request.Context(), v, b.ClientID, b.Language)
	if err != nil {
		return nil, err
	}
	return messageBody(out), nil
}

// test sends a test message.
//
//	@ID			testCampaign
//	@Summary	Send a test message to an address
//	@Description	The subject begins with [TEST]; nothing is kept of it. Without a mail server the answer is 409 smtp_missing, for a client who would get no message 409 no_offer, with one that does not take the message 503.
//	@Tags		campaigns
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path	string				true	"Campaign"
//	@Param		body	body	CampaignTestBody	true	"To whom"
//	@Success	204
//	@Failure	400,401,403,404,409,422,503	{object}	Problem
//	@Router		/campaigns/{id}/test_send [post]
func (h Campaigns) test(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	b, err := body[CampaignTestBody](c)
	if err != nil {
		return nil, err
	}
	if err := h.Service.TestSend(c.Request.Context(), v, b.Address, b.ClientID, b.Language); err != nil {
		return nil, err
	}
	return noContent(), nil
}
