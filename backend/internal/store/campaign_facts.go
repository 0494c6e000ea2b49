package store

import (
	"context"

	"clientele/internal/campaign"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Arms gives the number of members by arm.
func (s Campaigns) Arms(ctx context.Context, v id.ID) (map[string]int64, error) {
	return s.countBy(ctx, "SELECT arm AS name, COUNT(*) AS n FROM campaign_member WHERE campaign_id = ? GROUP BY arm", v)
}

// inWindow is the counted orders (o) of a campaign's members (m) within each member's window: from the instant of assignment, up to the
// last of the window's days. Bound: campaign, window in days.
const inWindow = ` FROM campaign_member m JOIN sales_order o ON o.client_id = m.client_id AND o.counted = 1
	AND o.day >= m.assigned_day AND o.ordered_at >= m.assigned_at
	WHERE m.campaign_id = ? AND o.day < m.assigned_day + ?`

// bought is, per member with a counted order in its window: sales, and value with returns deducted, in minor units of the reporting
// currency; and whether it had no counted sale before the day of assignment.
const bought = `SELECT b.arm, b.client_id, b.orders, b.value_minor, NOT EXISTS (SELECT 1 FROM sales_order p WHERE p.client_id = b.client_id
		AND p.counted = 1 AND p.kind = 'sale' AND p.day < b.assigned_day) AS fresh
	FROM (SELECT m.arm, m.client_id, m.assigned_day, SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END) AS orders, SUM(o.value_minor) AS value_minor` +
	inWindow + ` GROUP BY m.arm, m.client_id, m.assigned_day) b`

// EachBuyer reads what each member bought within its window; members without a counted order are left out.
func (s Campaigns) EachBuyer(ctx context.Context, c campaign.Campaign, fn func(campaign.Bought) error) error {
	rows, err := s.read.WithContext(ctx).Raw(bought, c.ID, c.WindowDays).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var b campaign.Bought
		if err := rows.Scan(&b.Arm, &b.ClientID, &b.Orders, &b.ValueMinor, &b.New); err != nil {
			return err
		}
		if err := fn(b); err != nil {
			return err
		}
	}
	return rows.Err()
}

// boughtByDay is, by arm and day since assignment: sales and value of what inWindow counts.
const boughtByDay = `SELECT m.arm, o.day - m.assigned_day AS offset_days, SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END) AS orders, SUM(o.value_minor) AS value_minor` +
	inWindow + ` GROUP BY m.arm, o.day - m.assigned_day`

// Days gives what each arm bought day by day.
func (s Campaigns) Days(ctx context.Context, c campaign.Campaign) ([]campaign.DayFact, error) {
	var rows []struct {
		Arm        string
		OffsetDays int64
		Orders     int64
		ValueMinor int64
	}
	err := s.conn(ctx).Raw(boughtByDay, c.ID, c.WindowDays).Scan(&rows).Error
	out := make([]campaign.DayFact, len(rows))
	for i, r := range rows {
		out[i] = campaign.DayFact{Arm: r.Arm, Offset: r.OffsetDays, Orders: r.Orders, ValueMinor: r.ValueMinor}
	}
	return out, err
}

// Attributed gives the counted sales since a day that name the campaign, and their value with the returns that name it deducted.
func (s Campaigns) Attributed(ctx context.Context, c campaign.Campaign, from clock.Day) (campaign.Attribution, error) {
	var out campaign.Attribution
	err := s.conn(ctx).Raw(`SELECT COALESCE(SUM(CASE WHEN kind = 'sale' THEN 1 ELSE 0 END), 0) AS orders, COALESCE(SUM(value_minor), 0) AS value_minor
		FROM sales_order WHERE day >= ? AND campaign_id = ? AND counted = 1`, from, c.ID).Scan(&out).Error
	return out, err
}

// AssignedDay gives the day on which a campaign's members were assigned: one for all of them.
func (s Campaigns) AssignedDay(ctx context.Context, v id.ID) (clock.Day, bool, error) {
	var days []clock.Day
	err := s.conn(ctx).Raw("SELECT assigned_day FROM campaign_member WHERE campaign_id = ? LIMIT 1", v).Scan(&days).Error
	if err != nil || len(days) == 0 {
		return 0, false, err
	}
	return days[0], true, nil
}
