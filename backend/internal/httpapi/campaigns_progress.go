package httpapi

import (
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/campaign"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/message"
)

// CampaignProgressBody is how far sending is. total is all messages; unsure may have been sent and never are again; skipped lost consent or
// address since the launch, or have no offer. announced is the funnel at launch. per_minute is the mean pace so far, ends_at an estimate.
type CampaignProgressBody struct {
	State         string       `json:"state" enums:"draft,scheduled,sending,paused,sent,cancelled,archived"`
	ProblemCode   string       `json:"problem_code"`
	Problem       string       `json:"problem"`
	Announced     AudienceBody `json:"announced"`
	Assigned      bool         `json:"assigned"`
	Total         int64        `json:"total"`
	Control       int64        `json:"control"`
	Queued        int64        `json:"queued"`
	Sending       int64        `json:"sending"`
	Sent          int64        `json:"sent"`
	Failed        int64        `json:"failed"`
	Unsure        int64        `json:"unsure"`
	Skipped       int64        `json:"skipped"`
	Cancelled     int64        `json:"cancelled"`
	Unsubscribed  int64        `json:"unsubscribed"`
	RatePerMinute int64        `json:"rate_per_minute"`
	PerMinute     float64      `json:"per_minute"`
	LaunchedAt    *time.Time   `json:"launched_at" extensions:"x-nullable"`
	FinishedAt    *time.Time   `json:"finished_at" extensions:"x-nullable"`
	EndsAt        *time.Time   `json:"ends_at" extensions:"x-nullable"`
	Job           *JobBody     `json:"job" extensions:"x-nullable"`
} //	@name	CampaignProgress

// progress gives how far sending is.
//
//	@ID			getCampaignProgress
//	@Summary	How far sending is
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignProgressBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/progress [get]
func (h Campaigns) progress(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	p, err := h.Service.Progress(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	out := CampaignProgressBody{State: p.Campaign.State, ProblemCode: p.Campaign.ProblemCode, Problem: p.Campaign.Problem, Announced: audienceBody(p.Announced),
		Assigned: p.Campaign.FixedAt != nil, Total: p.Total, Control: p.Control, Queued: p.Counts[message.Queued], Sending: p.Counts[message.Sending],
		Sent: p.Counts[message.Sent], Failed: p.Counts[message.Failed], Unsure: p.Counts[message.Unsure], Skipped: p.Counts[message.Skipped],
		Cancelled: p.Counts[message.Cancelled], Unsubscribed: p.Unsubscribed, RatePerMinute: p.Campaign.RatePerMinute, PerMinute: p.PerMinute,
		LaunchedAt: p.Campaign.LaunchedAt, FinishedAt: p.Campaign.FinishedAt, EndsAt: p.EndsAt}
	if p.Job != nil {
		j := jobBody(*p.Job)
		out.Job = &j
	}
	return out, nil
}

// CampaignMemberBody is a client of the audience. state and what follows are empty for the control group, which gets no message; detail
// says why a message failed or was skipped: no_offer, no_consent, no_address, address_changed, suppressed, inactive. offer_id is the first offer
// that the message carries, where they are decided for each client.
type CampaignMemberBody struct {
	ClientID       id.ID      `json:"client_id"`
	ClientName     string     `json:"client_name"`
	Arm            string     `json:"arm" enums:"treated,control"`
	VariantID      *id.ID     `json:"variant_id" extensions:"x-nullable"`
	AssignedDay    clock.Day  `json:"assigned_day"`
	State          string     `json:"state" enums:",queued,sending,sent,failed,unsure,skipped,cancelled"`
	Detail         string     `json:"detail"`
	OfferID        *id.ID     `json:"offer_id" extensions:"x-nullable"`
	OfferName      string     `json:"offer_name"`
	Attempts       int64      `json:"attempts"`
	SentAt         *time.Time `json:"sent_at" extensions:"x-nullable"`
	UnsubscribedAt *time.Time `json:"unsubscribed_at" extensions:"x-nullable"`
} //	@name	CampaignMember

// CampaignMemberList is a page of members.
type CampaignMemberList struct {
	Items      []CampaignMemberBody `json:"items"`
	NextCursor *string              `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64               `json:"total" extensions:"x-nullable"`
} //	@name	CampaignMemberList

func memberBody(m campaign.MemberRow) CampaignMemberBody {
	return CampaignMemberBody{ClientID: m.ClientID, ClientName: m.ClientName, Arm: m.Arm, VariantID: m.VariantID, AssignedDay: m.AssignedDay,
		State: m.DeliveryState, Detail: m.Detail, OfferID: m.OfferID, OfferName: m.OfferName, Attempts: m.Attempts, SentAt: m.SentAt, UnsubscribedAt: m.UnsubscribedAt}
}

// members lists the audience as assigned.
//
//	@ID			listCampaignMembers
//	@Summary	Members of a campaign with their arm and message
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Campaign"
//	@Param		arm		query		string	false	"treated, control"
//	@Param		state	query		string	false	"States of the message, comma-separated"
//	@Param		offer_id	query	string	false	"Offer that the message carries, where they are decided for each client"
//	@Param		sort	query		string	false	"client_id"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	CampaignMemberList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/campaigns/{id}/members [get]
func (h Campaigns) members(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f := campaign.MemberFilter{Arms: q.list("arm", campaign.Treated, campaign.Control), States: q.list("state", message.States...), Offer: q.id("offer_id")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Members(c.Request.Context(), v, f, w)
	if err != nil {
		return nil, err
	}
	var out CampaignMemberList
	out.Items, out.NextCursor, out.Total = listOf(l, memberBody)
	return out, nil
}
