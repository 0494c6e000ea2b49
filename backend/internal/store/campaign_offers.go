package store

import (
	"context"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/id"
)

var carriedTable = columns("delivery_proposition", "delivery_id,rank_no,campaign_id,proposition_id,offer_id,variant_id,is_fallback,token,code", "delivery_id,rank_no", "")

// Decide notes of queued deliveries that it is decided now what they carry; false where it cannot be noted of all of them.
func (s Campaigns) Decide(ctx context.Context, v id.ID, deliveries []id.ID, at time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE delivery SET decided_at = ? WHERE id IN ("+marks(len(deliveries))+`) AND state = 'queued' AND decided_at IS NULL
		AND EXISTS (SELECT 1 FROM campaign k WHERE k.id = ? AND k.state = 'sending')`, append(append([]any{at}, anys(deliveries)...), v)...)
	return n == int64(len(deliveries)), err
}

// AddCarried writes what decided deliveries carry.
func (s Campaigns) AddCarried(ctx context.Context, rows []campaign.Carried) error {
	return s.insertRows(ctx, carriedTable, false, len(rows), func(i int, dst []any) {
		r := rows[i]
		copy(dst, []any{r.DeliveryID, r.RankNo, r.CampaignID, r.PropositionID, r.OfferID, r.VariantID, r.IsFallback, r.Token, r.Code})
	})
}

// Carried gives what deliveries carry, best first.
func (s Campaigns) Carried(ctx context.Context, deliveries []id.ID) (map[id.ID][]campaign.Carried, error) {
	out := make(map[id.ID][]campaign.Carried, len(deliveries))
	return out, chunks(deliveries, maxBatch, func(part []id.ID) error {
		var rows []campaign.Carried
		err := s.conn(ctx).Where("delivery_id IN ?", part).Order("delivery_id, rank_no").Find(&rows).Error
		for _, r := range rows {
			out[r.DeliveryID] = append(out[r.DeliveryID], r)
		}
		return err
	})
}

// Skip takes queued deliveries out of the queue for a reason.
func (s Campaigns) Skip(ctx context.Context, deliveries []id.ID, reason string) error {
	return chunks(deliveries, maxBatch, func(part []id.ID) error {
		_, err := s.exec(ctx, "UPDATE delivery SET state = 'skipped', detail = ?, retry_at = NULL WHERE state = 'queued' AND id IN ("+marks(len(part))+")",
			append([]any{reason}, anys(part)...)...)
		return err
	})
}

// offered is, by offer that messages of a campaign carry: messages, those sent, those that carry it as a fallback.
const offered = `SELECT t.*, COALESCE(o.name, '') AS offer_name FROM (SELECT p.offer_id, COUNT(*) AS messages, SUM(CASE WHEN d.state = 'sent' THEN 1 ELSE 0 END) AS sent,
		SUM(p.is_fallback) AS fallbacks FROM delivery_proposition p JOIN delivery d ON d.id = p.delivery_id WHERE p.campaign_id = ? GROUP BY p.offer_id) t
	LEFT JOIN offer o ON o.id = t.offer_id ORDER BY t.messages DESC, t.offer_id`

// offeredOrders is, by offer, the counted sales that name both it and the campaign, and their value with returns deducted.
const offeredOrders = `SELECT offer_id, SUM(CASE WHEN kind = 'sale' THEN 1 ELSE 0 END) AS orders, SUM(value_minor) AS value_minor
	FROM sales_order WHERE campaign_id = ? AND counted = 1 AND offer_id IS NOT NULL GROUP BY offer_id`

// Offered gives, by offer, how many messages of a campaign carry it and what orders say of it.
func (s Campaigns) Offered(ctx context.Context, v id.ID) ([]campaign.Offered, error) {
	var out, orders []campaign.Offered
	if err := s.conn(ctx).Raw(offered, v).Scan(&out).Error; err != nil {
		return nil, err
	}
	if err := s.conn(ctx).Raw(offeredOrders, v).Scan(&orders).Error; err != nil {
		return nil, err
	}
	for i := range out {
		for _, o := range orders {
			if o.OfferID == out[i].OfferID {
				out[i].Orders, out[i].ValueMinor = o.Orders, o.ValueMinor
			}
		}
	}
	return out, nil
}

// bare is the decided deliveries of a campaign that carry nothing, by state.
const bare = `SELECT d.state AS name, COUNT(*) AS n FROM delivery d WHERE d.campaign_id = ? AND d.decided_at IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM delivery_proposition p WHERE p.delivery_id = d.id) GROUP BY d.state`

// Bare gives the number of deliveries, by state, for which no offer was found.
func (s Campaigns) Bare(ctx context.Context, v id.ID) (map[string]int64, error) {
	return s.countBy(ctx, bare, v)
}
