package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"clientele/internal/campaign"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

var campaignMembers = lister[campaign.MemberRow]{
	idColumn: "m.client_id", id: func(r campaign.MemberRow) id.ID { return r.ClientID }, standard: "client_id",
	sorts: map[string]sortBy[campaign.MemberRow]{"client_id": {"m.client_id", func(r campaign.MemberRow) any { return r.ClientID }}},
}

func (s Campaigns) memberRows(ctx context.Context, v id.ID) *gorm.DB {
	return s.conn(ctx).Table("campaign_member m").Joins("JOIN client c ON c.id = m.client_id").
		Joins("LEFT JOIN delivery d ON d.campaign_id = m.campaign_id AND d.client_id = m.client_id").
		Joins("LEFT JOIN delivery_proposition p ON p.delivery_id = d.id AND p.rank_no = 1").Joins("LEFT JOIN offer o ON o.id = p.offer_id").Where("m.campaign_id = ?", v).
		Select(`m.client_id, c.name AS client_name, COALESCE(c.reference, '') AS client_ref, m.arm, m.variant_id, m.assigned_day,
			COALESCE(d.state, '') AS delivery_state, COALESCE(d.detail, '') AS detail, COALESCE(d.attempts, 0) AS attempts,
			p.offer_id, COALESCE(o.name, '') AS offer_name, d.sent_at, d.unsubscribed_at`)
}

// Members lists the members of a campaign with what became of their messages.
func (s Campaigns) Members(ctx context.Context, v id.ID, f campaign.MemberFilter, w page.Window) (page.List[campaign.MemberRow], error) {
	q := anyOf(anyOf(s.memberRows(ctx, v), "m.arm", f.Arms), "d.state", f.States)
	if f.Offer != 0 {
		q = q.Where("EXISTS (SELECT 1 FROM delivery_proposition x WHERE x.campaign_id = m.campaign_id AND x.offer_id = ? AND x.delivery_id = d.id)", f.Offer)
	}
	return campaignMembers.read(ctx, s.DB, q, w)
}

// EachMember calls fn for every member in order of client id, a thousand at a time.
func (s Campaigns) EachMember(ctx context.Context, v id.ID, fn func(campaign.MemberRow) error) error {
	after := id.ID(0)
	for {
		var rows []campaign.MemberRow
		if err := s.memberRows(ctx, v).Where("m.client_id > ?", after).Order("m.client_id").Limit(maxBatch).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			if err := fn(r); err != nil {
				return err
			}
		}
		if len(rows) < maxBatch {
			return nil
		}
		after = rows[len(rows)-1].ClientID
	}
}

// Recipient gives a client as a recipient without a delivery.
func (s Campaigns) Recipient(ctx context.Context, client id.ID) (campaign.Recipient, error) {
	var rows []campaign.Recipient
	err := s.conn(ctx).Raw("SELECT id AS client_id, email AS address, language, first_name, last_name, name, company_name, city FROM client WHERE id = ?", client).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = fault.NotFound("client")
	}
	if err != nil {
		return campaign.Recipient{}, err
	}
	return rows[0], nil
}

// sameAddress is the client of an unsubscribe link, the one it was merged into, and those with the address that was written to.
const sameAddress = `SELECT id FROM client WHERE id = ? UNION SELECT merged_into FROM client WHERE id = ? AND merged_into IS NOT NULL
	UNION SELECT id FROM client WHERE email_key = ? AND email_key <> '' ORDER BY id LIMIT 200`

// SameAddress gives the clients that an unsubscribe link speaks for.
func (s Campaigns) SameAddress(ctx context.Context, t campaign.Ticket) ([]id.ID, error) {
	var address string
	if err := s.conn(ctx).Raw("SELECT address FROM delivery WHERE campaign_id = ? AND client_id = ? AND channel = ?", t.CampaignID, t.ClientID, t.Channel).Scan(&address).Error; err != nil {
		return nil, err
	}
	var out []id.ID
	return out, s.conn(ctx).Raw(sameAddress, t.ClientID, t.ClientID, page.Fold(address)).Scan(&out).Error
}

// Unsubscribe notes on a delivery that its client unsubscribed; the first time stays.
func (s Campaigns) Unsubscribe(ctx context.Context, t campaign.Ticket, at time.Time) error {
	_, err := s.exec(ctx, "UPDATE delivery SET unsubscribed_at = ? WHERE campaign_id = ? AND client_id = ? AND channel = ? AND unsubscribed_at IS NULL",
		at, t.CampaignID, t.ClientID, t.Channel)
	return err
}

// Unsubscribed gives how many clients unsubscribed from a campaign.
func (s Campaigns) Unsubscribed(ctx context.Context, v id.ID) (n int64, err error) {
	err = s.conn(ctx).Raw("SELECT COUNT(*) FROM delivery WHERE campaign_id = ? AND unsubscribed_at IS NOT NULL", v).Scan(&n).Error
	return n, err
}
