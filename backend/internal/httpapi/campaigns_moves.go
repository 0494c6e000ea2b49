package httpapi

import (
	"context"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/campaign"
	"clientele/internal/id"
)

// launch starts or schedules a draft.
//
//	@ID			launchCampaign
//	@Summary	Launch a draft, now or later
//	@Description	422 names what is missing, with field and line of a template. 409: smtp_missing says what to set, audience_changed gives the new number, audience_empty, not_draft.
//	@Tags		campaigns
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Campaign"
//	@Param		body	body		CampaignLaunchBody	true	"How"
//	@Success	200		{object}	CampaignBody
//	@Failure	400,401,403,404,409,412,422	{object}	Problem
//	@Router		/campaigns/{id}/launch [post]
func (h Campaigns) launch(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	b, err := body[CampaignLaunchBody](c)
	if err != nil {
		return nil, err
	}
	out, err := h.Service.Launch(c.Request.Context(), actor(c), v, campaign.Launch{Expected: b.Expected, At: b.At})
	if err != nil {
		return nil, err
	}
	return versioned(campaignBody(out), out.Version), nil
}

// moved does one change of state and answers the campaign.
func moved(c *gin.Context, do func(ctx context.Context, by account.Actor, v id.ID) (campaign.Campaign, error)) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	out, err := do(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return versioned(campaignBody(out), out.Version), nil
}

// unschedule makes a scheduled campaign a draft again.
//
//	@ID			unscheduleCampaign
//	@Summary	Make a scheduled campaign a draft again
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/campaigns/{id}/unschedule [post]
func (h Campaigns) unschedule(c *gin.Context) (any, error) { return moved(c, h.Service.Unschedule) }

// pause stops sending until somebody resumes.
//
//	@ID			pauseCampaign
//	@Summary	Pause sending, within a second
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/campaigns/{id}/pause [post]
func (h Campaigns) pause(c *gin.Context) (any, error) { return moved(c, h.Service.Pause) }

// resume goes on where a paused campaign stopped.
//
//	@ID			resumeCampaign
//	@Summary	Resume sending
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/campaigns/{id}/resume [post]
func (h Campaigns) resume(c *gin.Context) (any, error) { return moved(c, h.Service.Resume) }

// cancel ends a campaign for good.
//
//	@ID			cancelCampaign
//	@Summary	Cancel a campaign: what waits is never sent, what was sent is measured
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/campaigns/{id}/cancel [post]
func (h Campaigns) cancel(c *gin.Context) (any, error) { return moved(c, h.Service.Cancel) }

// archive puts a campaign away.
//
//	@ID			archiveCampaign
//	@Summary	Archive a campaign that is a draft, sent or cancelled
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/campaigns/{id}/archive [post]
func (h Campaigns) archive(c *gin.Context) (any, error) { return moved(c, h.Service.Archive) }

// restore brings an archived campaign back.
//
//	@ID			restoreCampaign
//	@Summary	Restore an archived campaign
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/restore [post]
func (h Campaigns) restore(c *gin.Context) (any, error) { return moved(c, h.Service.Restore) }
