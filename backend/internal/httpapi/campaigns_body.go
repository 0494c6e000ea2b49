package httpapi

import (
	"math"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// CampaignFieldsBody is what a draft may say. Missing fields take their default; texts are Liquid. control_share is held back (0 to 0.9, in
// thousandths). A campaign shows one offer (offer_id), or what a placement of its channel decides for each client (placement_id), or none;
// without_offer says what happens to clients for whom that placement has nothing: skip (no message, which it is when left out) or send. contact_cost_micro is the cost of one message in millionths of the reporting currency's unit; rate_per_minute 0 is no limit.
type CampaignFieldsBody struct {
	Code             string     `json:"code,omitempty" validate:"optional"`
	Name             string     `json:"name"`
	Description      string     `json:"description,omitempty" validate:"optional"`
	Objective        string     `json:"objective,omitempty" validate:"optional" enums:"revenue,orders,retention,conquest,information"`
	TargetValue      *int64     `json:"target_value,omitempty" validate:"optional" extensions:"x-nullable"`
	Purpose          string     `json:"purpose,omitempty" validate:"optional" example:"marketing"`
	OfferID          *id.ID     `json:"offer_id,omitempty" validate:"optional" extensions:"x-nullable"`
	PlacementID      *id.ID     `json:"placement_id,omitempty" validate:"optional" extensions:"x-nullable"`
	WithoutOffer     string     `json:"without_offer,omitempty" validate:"optional" enums:"skip,send"`
	SegmentIDs       []id.ID    `json:"segment_ids,omitempty" validate:"optional"`
	ExcludedIDs      []id.ID    `json:"excluded_segment_ids,omitempty" validate:"optional"`
	ControlShare     float64    `json:"control_share,omitempty" validate:"optional" example:"0.1"`
	WindowDays       int64      `json:"window_days,omitempty" validate:"optional" example:"30"`
	BudgetMinor      *int64     `json:"budget_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	FixedCostMinor   *int64     `json:"fixed_cost_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	ContactCostMicro *int64     `json:"contact_cost_micro,omitempty" validate:"optional" extensions:"x-nullable"`
	SubjectEn        string     `json:"subject_en,omitempty" validate:"optional"`
	SubjectFr        string     `json:"subject_fr,omitempty" validate:"optional"`
	HTMLEn           string     `json:"html_en,omitempty" validate:"optional"`
	HTMLFr           string     `json:"html_fr,omitempty" validate:"optional"`
	TextEn           string     `json:"text_en,omitempty" validate:"optional"`
	TextFr           string     `json:"text_fr,omitempty" validate:"optional"`
	FromName         string     `json:"from_name,omitempty" validate:"optional"`
	FromEmail        string     `json:"from_email,omitempty" validate:"optional"`
	ReplyTo          string     `json:"reply_to,omitempty" validate:"optional"`
	RatePerMinute    int64      `json:"rate_per_minute,omitempty" validate:"optional"`
	ScheduledAt      *time.Time `json:"scheduled_at,omitempty" validate:"optional" extensions:"x-nullable"`
	OwnerID          *id.ID     `json:"owner_id,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	CampaignFields

func (b CampaignFieldsBody) campaign() (campaign.Campaign, error) {
	permille := math.Round(b.ControlShare * 1000)
	if math.Abs(permille-b.ControlShare*1000) > 1e-6 || math.Abs(permille) > 1e6 {
		return campaign.Campaign{}, fault.Invalid(fault.Field{Path: "control_share", Code: "range", Message: "must be a whole number of thousandths between 0 and 0.9"})
	}
	return campaign.Campaign{Code: b.Code, Name: b.Name, Description: b.Description, Objective: b.Objective, TargetValue: b.TargetValue, Purpose: b.Purpose,
		OfferID: someID(b.OfferID), PlacementID: someID(b.PlacementID), WithoutOffer: b.WithoutOffer, SegmentsIn: b.SegmentIDs, SegmentsOut: b.ExcludedIDs, ControlPermille: int64(permille), WindowDays: b.WindowDays,
		BudgetMinor: b.BudgetMinor, FixedCostMinor: b.FixedCostMinor, ContactCostMicro: b.ContactCostMicro,
		SubjectEn: b.SubjectEn, SubjectFr: b.SubjectFr, HTMLEn: b.HTMLEn, HTMLFr: b.HTMLFr, TextEn: b.TextEn, TextFr: b.TextFr,
		FromName: b.FromName, FromEmail: b.FromEmail, ReplyTo: b.ReplyTo, RatePerMinute: b.RatePerMinute, ScheduledAt: b.ScheduledAt, OwnerID: someID(b.OwnerID)}, nil
}

func someID(v *id.ID) *id.ID {
	if v == nil || *v == 0 {
		return nil
	}
	return v
}

// CampaignItemBody is a campaign in a list. problem says why sending stalls, empty where it does not.
type CampaignItemBody struct {
	ID               id.ID      `json:"id"`
	Version          int64      `json:"version"`
	Code             string     `json:"code"`
	Name             string     `json:"name"`
	Description      string     `json:"description"`
	Objective        string     `json:"objective" enums:"revenue,orders,retention,conquest,information"`
	TargetValue      *int64     `json:"target_value" extensions:"x-nullable"`
	State            string     `json:"state" enums:"draft,scheduled,sending,paused,sent,cancelled,archived"`
	Channel          string     `json:"channel" enums:"email"`
	Purpose          string     `json:"purpose"`
	OfferID          *id.ID     `json:"offer_id" extensions:"x-nullable"`
	PlacementID      *id.ID     `json:"placement_id" extensions:"x-nullable"`
	WithoutOffer     string     `json:"without_offer" enums:"skip,send"`
	SegmentIDs       []id.ID    `json:"segment_ids"`
	ExcludedIDs      []id.ID    `json:"excluded_segment_ids"`
	ControlShare     float64    `json:"control_share"`
	WindowDays       int64      `json:"window_days"`
	BudgetMinor      *int64     `json:"budget_minor" extensions:"x-nullable"`
	FixedCostMinor   *int64     `json:"fixed_cost_minor" extensions:"x-nullable"`
	ContactCostMicro *int64     `json:"contact_cost_micro" extensions:"x-nullable"`
	SubjectEn        string     `json:"subject_en"`
	SubjectFr        string     `json:"subject_fr"`
	FromName         string     `json:"from_name"`
	FromEmail        string     `json:"from_email"`
	ReplyTo          string     `json:"reply_to"`
	RatePerMinute    int64      `json:"rate_per_minute"`
	ScheduledAt      *time.Time `json:"scheduled_at" extensions:"x-nullable"`
	LaunchedAt       *time.Time `json:"launched_at" extensions:"x-nullable"`
	FinishedAt       *time.Time `json:"finished_at" extensions:"x-nullable"`
	JobID            *id.ID     `json:"job_id" extensions:"x-nullable"`
	OwnerID          *id.ID     `json:"owner_id" extensions:"x-nullable"`
	ProblemCode      string     `json:"problem_code"`
	Problem          string     `json:"problem"`
	ProblemAt        *time.Time `json:"problem_at" extensions:"x-nullable"`
	CreatedBy        id.ID      `json:"created_by"`
	CreatedAt        time.Time  `json:"created_at"`
	UpdatedAt        time.Time  `json:"updated_at"`
} //	@name	CampaignItem

// CampaignBody is a campaign with its texts. salt and control_share decide who is held back: a client is in the control group when the
// first 8 bytes (big-endian) of SHA-256(salt + ":" + client id) modulo 1000 lie below 1000 × control_share.
type CampaignBody struct {
	CampaignItemBody
	Salt   string `json:"salt"`
	HTMLEn string `json:"html_en"`
	HTMLFr string `json:"html_fr"`
	TextEn string `json:"text_en"`
	TextFr string `json:"text_fr"`
} //	@name	Campaign

// CampaignList is a page of campaigns.
type CampaignList struct {
	Items      []CampaignItemBody `json:"items"`
	NextCursor *string            `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64             `json:"total" extensions:"x-nullable"`
} //	@name	CampaignList

func campaignItem(c campaign.Campaign) CampaignItemBody {
	return CampaignItemBody{ID: c.ID, Version: c.Version, Code: c.Code, Name: c.Name, Description: c.Description, Objective: c.Objective, TargetValue: c.TargetValue,
		State: c.State, Channel: c.Channel, Purpose: c.Purpose, OfferID: c.OfferID, PlacementID: c.PlacementID, WithoutOffer: c.WithoutOffer, SegmentIDs: c.SegmentsIn, ExcludedIDs: c.SegmentsOut,
		ControlShare: float64(c.ControlPermille) / 1000, WindowDays: c.WindowDays, BudgetMinor: c.BudgetMinor, FixedCostMinor: c.FixedCostMinor,
		ContactCostMicro: c.ContactCostMicro, SubjectEn: c.SubjectEn, SubjectFr: c.SubjectFr, FromName: c.FromName, FromEmail: c.FromEmail, ReplyTo: c.ReplyTo,
		RatePerMinute: c.RatePerMinute, ScheduledAt: c.ScheduledAt, LaunchedAt: c.LaunchedAt, FinishedAt: c.FinishedAt, JobID: c.JobID, OwnerID: c.OwnerID,
		ProblemCode: c.ProblemCode, Problem: c.Problem, ProblemAt: c.ProblemAt, CreatedBy: c.CreatedBy, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
}

func campaignBody(c campaign.Campaign) CampaignBody {
	return CampaignBody{CampaignItemBody: campaignItem(c), Salt: c.Salt, HTMLEn: c.HTMLEn, HTMLFr: c.HTMLFr, TextEn: c.TextEn, TextFr: c.TextFr}
}

// AudienceBody is how an audience comes about. Every client of the segments is in exactly one of the lines from excluded to eligible, the
// first that holds in this order; eligible is control + no_offer + treated, and treated is the number of messages that a launch now would
// send. no_offer is counted, by deciding for everybody without recording it, where offers are decided for each client and those without one
// are skipped.
type AudienceBody struct {
	InSegments int64 `json:"in_segments"`
	Excluded   int64 `json:"excluded"`
	Inactive   int64 `json:"inactive"`
	NoConsent  int64 `json:"no_consent"`
	NoAddress  int64 `json:"no_address"`
	Suppressed int64 `json:"suppressed"`
	Duplicates int64 `json:"duplicates"`
	Eligible   int64 `json:"eligible"`
	Control    int64 `json:"control"`
	NoOffer    int64 `json:"no_offer"`
	Treated    int64 `json:"treated"`
} //	@name	Audience

func audienceBody(f campaign.Funnel) AudienceBody { return AudienceBody(f) }

// CampaignLaunchBody says how to start. expected is the number of messages that was announced: another number answers 409. at is when,
// the campaign's own time when it is missing; past or none means now.
type CampaignLaunchBody struct {
	Expected *int64     `json:"expected,omitempty" validate:"optional" extensions:"x-nullable"`
	At       *time.Time `json:"at,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	CampaignLaunch

// CampaignPreviewBody asks for a message: for a client, else for a sample client; in a language, else in the client's.
type CampaignPreviewBody struct {
	ClientID id.ID  `json:"client_id,omitempty" validate:"optional"`
	Language string `json:"language,omitempty" validate:"optional" enums:"en,fr"`
} //	@name	CampaignPreview

// CampaignTestBody asks for a test message to an address, as a preview would show it.
type CampaignTestBody struct {
	Address  string `json:"address"`
	ClientID id.ID  `json:"client_id,omitempty" validate:"optional"`
	Language string `json:"language,omitempty" validate:"optional" enums:"en,fr"`
} //	@name	CampaignTest

// MessageBody is a rendered message. text is made from html where the campaign has none. offers is what it carries where that is decided for
// each client, best first; skipped says that the client would get no message, because no offer is left: subject, html and text are empty then.
type MessageBody struct {
	Subject  string             `json:"subject"`
	HTML     string             `json:"html"`
	Text     string             `json:"text"`
	Language string             `json:"language" enums:"en,fr"`
	Offers   []MessageOfferBody `json:"offers"`
	Skipped  bool               `json:"skipped"`
} //	@name	Message

// MessageOfferBody is an offer in a message.
type MessageOfferBody struct {
	OfferID   id.ID  `json:"offer_id"`
	OfferName string `json:"offer_name"`
	VariantID id.ID  `json:"variant_id"`
	Rank      int64  `json:"rank"`
	Fallback  bool   `json:"fallback"`
} //	@name	MessageOffer

func messageBody(p campaign.Preview) MessageBody {
	b := MessageBody{Subject: p.Subject, HTML: p.HTML, Text: p.Text, Language: p.Language, Skipped: p.Skipped, Offers: make([]MessageOfferBody, len(p.Shown))}
	for i, s := range p.Shown {
		b.Offers[i] = MessageOfferBody{OfferID: s.OfferID, OfferName: s.Offer.Name, VariantID: s.VariantID, Rank: s.RankNo, Fallback: s.IsFallback}
	}
	return b
}
