package store

import (
	"context"

	"clientele/internal/campaign"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Campaigns keeps campaigns, their audiences and their deliveries.
type Campaigns struct{ *DB }

// NewCampaigns gives the campaigns of a database.
func NewCampaigns(db *DB) Campaigns { return Campaigns{db} }

var campaignList = lister[campaign.Campaign]{
	idColumn: "campaign.id", id: func(c campaign.Campaign) id.ID { return c.ID }, standard: "-created_at",
	sorts: map[string]sortBy[campaign.Campaign]{
		"created_at": {"created_at", func(c campaign.Campaign) any { return c.CreatedAt }},
		"name":       {"name_key", func(c campaign.Campaign) any { return c.NameKey }},
	},
}

// Campaign gives one campaign with its segments.
func (s Campaigns) Campaign(ctx context.Context, v id.ID) (campaign.Campaign, error) {
	return s.readCampaign(ctx, v, "")
}

// LockCampaign gives one campaign and keeps others from changing it until the transaction ends.
func (s Campaigns) LockCampaign(ctx context.Context, v id.ID) (campaign.Campaign, error) {
	return s.readCampaign(ctx, v, s.dialect.rowLock())
}

func (s Campaigns) readCampaign(ctx context.Context, v id.ID, tail string) (campaign.Campaign, error) {
	var rows []campaign.Campaign
	if err := s.conn(ctx).Raw("SELECT * FROM campaign WHERE id = ?"+tail, v).Scan(&rows).Error; err != nil {
		return campaign.Campaign{}, err
	}
	if len(rows) == 0 {
		return campaign.Campaign{}, fault.NotFound("campaign")
	}
	err := s.loadSegments(ctx, rows)
	return rows[0], err
}

// loadSegments fills the segments of campaigns.
func (s Campaigns) loadSegments(ctx context.Context, rows []campaign.Campaign) error {
	if len(rows) == 0 {
		return nil
	}
	at := make(map[id.ID]int, len(rows))
	ids := make([]id.ID, len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		rows[i].SegmentsIn, rows[i].SegmentsOut = []id.ID{}, []id.ID{}
	}
	var parts []struct {
		CampaignID id.ID
		SegmentID  id.ID
		Excluded   bool
	}
	err := s.conn(ctx).Raw("SELECT campaign_id, segment_id, excluded FROM campaign_segment WHERE campaign_id IN ? ORDER BY campaign_id, segment_id", ids).Scan(&parts).Error
	for _, p := range parts {
		c := &rows[at[p.CampaignID]]
		if p.Excluded {
			c.SegmentsOut = append(c.SegmentsOut, p.SegmentID)
		} else {
			c.SegmentsIn = append(c.SegmentsIn, p.SegmentID)
		}
	}
	return err
}

// Campaigns lists campaigns without their texts.
func (s Campaigns) Campaigns(ctx context.Context, f campaign.Filter, w page.Window) (page.List[campaign.Campaign], error) {
	q := anyOf(s.conn(ctx).Model(&campaign.Campaign{}), "state", f.States).Omit("html_en", "html_fr", "text_en", "text_fr")
	q = s.searched(q, "campaign.id", "campaign", f.Query)
	l, err := campaignList.read(ctx, s.DB, q, w)
	if err != nil {
		return l, err
	}
	return l, s.loadSegments(ctx, l.Items)
}

// CreateCampaign writes a new campaign with its segments.
func (s Campaigns) CreateCampaign(ctx context.Context, c campaign.Campaign) (campaign.Campaign, error) {
	now := s.clock.Now()
	c.ID, c.Version, c.CreatedAt, c.UpdatedAt = s.ids.Next(), 1, now, now
	if err := s.conn(ctx).Create(&c).Error; err != nil {
		return c, s.campaignTaken(err)
	}
	return c, s.writeCampaignParts(ctx, c, true)
}

// UpdateCampaign writes a campaign with its segments if the stored version is still the given one.
func (s Campaigns) UpdateCampaign(ctx context.Context, c campaign.Campaign, version int64) (campaign.Campaign, error) {
	c.Version, c.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &c, "campaign", version); err != nil {
		return c, s.campaignTaken(err)
	}
	if _, err := s.exec(ctx, "DELETE FROM campaign_segment WHERE campaign_id = ?", c.ID); err != nil {
		return c, err
	}
	return c, s.writeCampaignParts(ctx, c, false)
}

func (s Campaigns) campaignTaken(err error) error {
	if s.dialect.duplicate(err) || fault.Code(err) == "campaign_exists" {
		return fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another campaign"})
	}
	return err
}

func (s Campaigns) writeCampaignParts(ctx context.Context, c campaign.Campaign, fresh bool) error {
	t := columns("campaign_segment", "campaign_id,segment_id,excluded", "campaign_id,segment_id", "")
	for _, list := range []struct {
		ids []id.ID
		out bool
	}{{c.SegmentsIn, false}, {c.SegmentsOut, true}} {
		err := s.insertRows(ctx, t, false, len(list.ids), func(i int, dst []any) { dst[0], dst[1], dst[2] = c.ID, list.ids[i], list.out })
		if err != nil {
			return err
		}
	}
	return s.index(ctx, "campaign", []id.ID{c.ID}, func(int) []string { return []string{c.Code, c.Name} }, fresh)
}

// MissingSegments gives those of the ids that are no active segment.
func (s Campaigns) MissingSegments(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return Offers(s).MissingSegments(ctx, ids)
}

// dueCampaigns is the scheduled campaigns whose time has come, and the sending ones whose job has ended without finishing them.
const dueCampaigns = `SELECT c.id FROM campaign c WHERE c.state = 'scheduled' AND c.scheduled_at <= ?
	UNION ALL SELECT c.id FROM campaign c JOIN job j ON j.id = c.job_id WHERE c.state = 'sending' AND j.state IN ('done', 'failed', 'cancelled')`

// Due gives the campaigns that the clock has to see to.
func (s Campaigns) Due(ctx context.Context) ([]campaign.Campaign, error) {
	var ids []id.ID
	if err := s.conn(ctx).Raw(dueCampaigns, s.clock.Now()).Scan(&ids).Error; err != nil {
		return nil, err
	}
	var out []campaign.Campaign
	for _, v := range ids {
		c, err := s.Campaign(ctx, v)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

var _ campaign.Store = Campaigns{}
