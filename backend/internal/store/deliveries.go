package store

import (
	"context"
	"errors"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/page"
)

// State gives the state of a campaign and nothing else.
func (s Campaigns) State(ctx context.Context, v id.ID) (string, error) {
	var states []string
	err := s.conn(ctx).Raw("SELECT state FROM campaign WHERE id = ?", v).Scan(&states).Error
	if err == nil && len(states) == 0 {
		return "", fault.NotFound("campaign")
	}
	if err != nil {
		return "", err
	}
	return states[0], nil
}

// FixAudience notes that all members are there; false when the campaign no longer sends.
func (s Campaigns) FixAudience(ctx context.Context, v id.ID, at time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE campaign SET fixed_at = ? WHERE id = ? AND state = 'sending'", at, v)
	return n == 1, err
}

// waiting is the queue of one campaign in order of id, with what a message says of its client. A delivery put off waits for its time.
const waiting = `SELECT d.id, d.campaign_id, d.client_id, d.channel, d.address, d.language, d.variant_id, d.state, d.attempts, d.message_id, d.decided_at,
	c.first_name, c.last_name, c.name, c.company_name, c.city
	FROM delivery d JOIN client c ON c.id = d.client_id
	WHERE d.campaign_id = ? AND d.state = 'queued' AND d.id > ? AND (d.retry_at IS NULL OR d.retry_at <= ?) ORDER BY d.id LIMIT ?`

// Waiting gives queued deliveries after one.
func (s Campaigns) Waiting(ctx context.Context, v, after id.ID, now time.Time, limit int) ([]campaign.Recipient, error) {
	var out []campaign.Recipient
	return out, s.conn(ctx).Raw(waiting, v, after, now, limit).Scan(&out).Error
}

// NextRetry gives when the next queued delivery may be tried: at once for one that was not put off.
func (s Campaigns) NextRetry(ctx context.Context, v id.ID) (*time.Time, error) {
	var rows []struct{ RetryAt *time.Time }
	err := s.conn(ctx).Raw("SELECT retry_at FROM delivery WHERE campaign_id = ? AND state = 'queued' ORDER BY retry_at LIMIT 1", v).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if rows[0].RetryAt == nil {
		now := s.clock.Now()
		return &now, nil
	}
	return rows[0].RetryAt, nil
}

// claimed is what decides, at the moment of sending, whether a message may still go out.
const claimed = `SELECT d.address, c.email, c.state, c.merged_into, COALESCE(g.state, '') AS consent, COALESCE(s.reason, '') AS suppressed
	FROM delivery d JOIN client c ON c.id = d.client_id
	LEFT JOIN consent_current g ON g.client_id = d.client_id AND g.channel = d.channel AND g.purpose = ?
	LEFT JOIN suppression s ON s.channel = d.channel AND s.address_key = c.email_key
	WHERE d.id = ?`

// Claim takes one delivery out of the queue, or skips it with its reason.
func (s Campaigns) Claim(ctx context.Context, c campaign.Campaign, v id.ID, owner string) (campaign.Claim, error) {
	n, err := s.exec(ctx, `UPDATE delivery SET state = 'sending', owner = ?, claimed_at = ?, attempts = attempts + 1, retry_at = NULL
		WHERE id = ? AND state = 'queued' AND EXISTS (SELECT 1 FROM campaign k WHERE k.id = ? AND k.state = 'sending')`, owner, s.clock.Now(), v, c.ID)
	if err != nil {
		return "", err
	}
	if n == 0 {
		state, err := s.State(ctx, c.ID)
		if err == nil && state != campaign.Sending {
			return campaign.Stopped, nil
		}
		return campaign.Taken, err
	}
	var f struct {
		Address, Email, State string
		MergedInto            *id.ID
		Consent, Suppressed   string
	}
	if err := s.conn(ctx).Raw(claimed, c.Purpose, v).Scan(&f).Error; err != nil {
		return "", err
	}
	reason := ""
	switch {
	case f.State != "active" || f.MergedInto != nil:
		reason = campaign.ReasonInactive
	case c.Purpose != campaign.PurposeService && f.Consent != "granted":
		reason = campaign.ReasonNoConsent
	case f.Email == "":
		reason = campaign.ReasonNoAddress
	case page.Fold(f.Email) != page.Fold(f.Address):
		reason = "address_changed"
	case f.Suppressed != "":
		reason = campaign.ReasonSuppressed
	}
	if reason == "" {
		return campaign.Claimed, nil
	}
	_, err = s.exec(ctx, "UPDATE delivery SET state = 'skipped', detail = ?, attempts = attempts - 1 WHERE id = ?", reason, v)
	return campaign.Dropped, err
}

// Settle writes what became of a delivery; a message that was sent joins the client's time line.
func (s Campaigns) Settle(ctx context.Context, d message.Delivery, owner string) error {
	n, err := s.exec(ctx, `UPDATE delivery SET state = ?, detail = ?, attempts = ?, retry_at = ?, sent_at = ? WHERE id = ? AND owner = ? AND state IN ('sending', 'unsure')`,
		d.State, page.Cut(d.Detail, message.MaxDetail), d.Attempts, d.RetryAt, d.SentAt, d.ID, owner)
	if err != nil {
		return err
	}
	if n == 0 {
		return errors.New("a message was settled that its sender does not hold")
	}
	if d.State != message.Sent {
		return nil
	}
	var name string
	if err := s.conn(ctx).Raw("SELECT name FROM campaign WHERE id = ?", d.CampaignID).Scan(&name).Error; err != nil {
		return err
	}
	now := s.clock.Now()
	return s.insertRows(ctx, interactionTable, false, 1, func(_ int, dst []any) {
		copy(dst, []any{s.ids.Next(), 1, "campaign", d.ID.String(), d.ClientID, nil, *d.SentAt, d.Channel, "outbound", "message", name, "", nil, d.CampaignID, now, now})
	})
}

// Abandon turns what other owners had under way into unsure.
func (s Campaigns) Abandon(ctx context.Context, v id.ID, owner string) (int64, error) {
	return s.exec(ctx, `UPDATE delivery SET state = 'unsure', detail = 'the program stopped while the message was being sent'
		WHERE campaign_id = ? AND state = 'sending' AND owner <> ?`, v, owner)
}

// CancelWaiting turns at most 1,000 queued deliveries into cancelled.
func (s Campaigns) CancelWaiting(ctx context.Context, v id.ID) (int64, error) {
	var ids []id.ID
	if err := s.conn(ctx).Raw("SELECT id FROM delivery WHERE campaign_id = ? AND state = 'queued' ORDER BY id LIMIT ?", v, maxBatch).Scan(&ids).Error; err != nil || len(ids) == 0 {
		return 0, err
	}
	return s.exec(ctx, "UPDATE delivery SET state = 'cancelled', retry_at = NULL WHERE state = 'queued' AND id IN ("+marks(len(ids))+")", anys(ids)...)
}

// SetProblem notes why a campaign stalls.
func (s Campaigns) SetProblem(ctx context.Context, v id.ID, code, text string, at *time.Time) error {
	_, err := s.exec(ctx, "UPDATE campaign SET problem_code = ?, problem = ?, problem_at = ? WHERE id = ?", code, page.Cut(text, message.MaxDetail), at, v)
	return err
}

// Counts gives the number of deliveries by state.
func (s Campaigns) Counts(ctx context.Context, v id.ID) (map[string]int64, error) {
	return s.countBy(ctx, "SELECT state AS name, COUNT(*) AS n FROM delivery WHERE campaign_id = ? GROUP BY state", v)
}

func (s Campaigns) countBy(ctx context.Context, query string, args ...any) (map[string]int64, error) {
	var rows []struct {
		Name string
		N    int64
	}
	err := s.conn(ctx).Raw(query, args...).Scan(&rows).Error
	out := map[string]int64{}
	for _, r := range rows {
		out[r.Name] = r.N
	}
	return out, err
}
