package store

import (
	"context"
	"strings"

	"clientele/internal/campaign"
	"clientele/internal/id"
	"clientele/internal/message"
)

// audienceOf is every client of the segments in, once, with what may keep it out of a campaign: x marks segments out, g is the consent
// for channel and purpose, s a suppressed address.
const audienceOf = ` FROM (SELECT DISTINCT client_id FROM (%IN%) a) m JOIN client c ON c.id = m.client_id
	LEFT JOIN (SELECT DISTINCT client_id FROM (%OUT%) b) x ON x.client_id = c.id
	LEFT JOIN consent_current g ON g.client_id = c.id AND g.channel = ? AND g.purpose = ?
	LEFT JOIN suppression s ON s.channel = ? AND s.address_key = c.email_key`

// reasonOf is why a client is left out, the first that holds in the order of the funnel; empty for candidates.
const reasonOf = `CASE WHEN x.client_id IS NOT NULL THEN 'excluded' WHEN c.state <> 'active' OR c.merged_into IS NOT NULL THEN 'inactive'
	WHEN %CONSENT% THEN 'no_consent' WHEN c.email_key = '' THEN 'no_address' WHEN s.address_key IS NOT NULL THEN 'suppressed' ELSE '' END`

// noConsent is the condition under which consent is missing; service messages need none.
func noConsent(purpose string) string {
	if purpose == campaign.PurposeService {
		return "0 = 1"
	}
	return "(g.state IS NULL OR g.state <> 'granted')"
}

// audience gives the FROM part of a campaign's audience, its bound values, and the expression of the reason.
func (s Campaigns) audience(ctx context.Context, c campaign.Campaign) (from, reason string, args []any, err error) {
	in, inArgs, err := s.membersOf(ctx, c.SegmentsIn)
	if err != nil {
		return "", "", nil, err
	}
	out, outArgs, err := s.membersOf(ctx, c.SegmentsOut)
	if err != nil {
		return "", "", nil, err
	}
	none := "SELECT id AS client_id FROM client WHERE 0 = 1"
	if in == "" {
		in = none
	}
	if out == "" {
		out = none
	}
	from = strings.NewReplacer("%IN%", in, "%OUT%", out).Replace(audienceOf)
	args = append(append(inArgs, outArgs...), c.Channel, c.Purpose, c.Channel)
	return from, strings.ReplaceAll(reasonOf, "%CONSENT%", noConsent(c.Purpose)), args, nil
}

// LeftOut counts the clients of the segments in by the reason why they cannot be written to.
func (s Campaigns) LeftOut(ctx context.Context, c campaign.Campaign) (map[string]int64, error) {
	from, reason, args, err := s.audience(ctx, c)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Reason string
		N      int64
	}
	err = s.conn(ctx).Raw("SELECT reason, COUNT(*) AS n FROM (SELECT "+reason+" AS reason"+from+") t GROUP BY reason", args...).Scan(&rows).Error
	out := map[string]int64{}
	for _, r := range rows {
		out[r.Reason] = r.N
	}
	return out, err
}

// EachCandidate reads the clients that can be written to as one statement, so that all of them come from one state of the data.
func (s Campaigns) EachCandidate(ctx context.Context, c campaign.Campaign, fn func(campaign.Candidate) error) error {
	from, reason, args, err := s.audience(ctx, c)
	if err != nil {
		return err
	}
	rows, err := s.read.WithContext(ctx).Raw("SELECT c.id, c.email, c.email_key, c.language"+from+" WHERE "+reason+" = '' ORDER BY c.email_key, c.id", args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k campaign.Candidate
		if err := rows.Scan(&k.ClientID, &k.Email, &k.EmailKey, &k.Language); err != nil {
			return err
		}
		if err := fn(k); err != nil {
			return err
		}
	}
	return rows.Err()
}

// InSegments gives those of the clients that are in any of the segments.
func (s Campaigns) InSegments(ctx context.Context, segments, clients []id.ID) (map[id.ID]bool, error) {
	members, args, err := s.membersOf(ctx, segments)
	if err != nil || members == "" {
		return nil, err
	}
	out := make(map[id.ID]bool, len(clients))
	err = chunks(clients, maxBatch, func(part []id.ID) error {
		var found []id.ID
		err := s.conn(ctx).Raw("SELECT c.id FROM client c WHERE c.id IN ("+marks(len(part))+") AND c.id IN ("+members+")", append(anys(part), args...)...).Scan(&found).Error
		for _, v := range found {
			out[v] = true
		}
		return err
	})
	return out, err
}

// ClearAudience deletes at most 1,000 members and deliveries of an audience that was not finished.
func (s Campaigns) ClearAudience(ctx context.Context, v id.ID) (int64, error) {
	var clients []id.ID
	if err := s.conn(ctx).Raw("SELECT client_id FROM campaign_member WHERE campaign_id = ? ORDER BY client_id LIMIT ?", v, maxBatch).Scan(&clients).Error; err != nil || len(clients) == 0 {
		return 0, err
	}
	args := append([]any{v}, anys(clients)...)
	if _, err := s.exec(ctx, "DELETE FROM delivery WHERE campaign_id = ? AND client_id IN ("+marks(len(clients))+")", args...); err != nil {
		return 0, err
	}
	return s.exec(ctx, "DELETE FROM campaign_member WHERE campaign_id = ? AND client_id IN ("+marks(len(clients))+")", args...)
}

var memberTable = columns("campaign_member", "campaign_id,client_id,arm,variant_id,assigned_at,assigned_day", "campaign_id,client_id", "")

var deliveryTable = columns("delivery", "id,campaign_id,client_id,channel,address,language,variant_id,state,owner,attempts,message_id,detail,queued_at", "id", "")

// AddMembers writes members with the deliveries of those who are written to.
func (s Campaigns) AddMembers(ctx context.Context, members []campaign.Member, deliveries []message.Delivery) error {
	err := s.insertRows(ctx, memberTable, false, len(members), func(i int, dst []any) {
		m := members[i]
		copy(dst, []any{m.CampaignID, m.ClientID, m.Arm, m.VariantID, m.AssignedAt, m.AssignedDay})
	})
	if err != nil {
		return err
	}
	return s.insertRows(ctx, deliveryTable, false, len(deliveries), func(i int, dst []any) {
		d := deliveries[i]
		copy(dst, []any{d.ID, d.CampaignID, d.ClientID, d.Channel, d.Address, d.Language, d.VariantID, d.State, d.Owner, d.Attempts, d.MessageID, d.Detail, d.QueuedAt})
	})
}
