package store

import (
	"context"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// CancelRedemption notes that a redemption is taken back; false where it was already.
func (s Redemptions) CancelRedemption(ctx context.Context, v id.ID, at time.Time, by, reason string) (bool, error) {
	n, err := s.exec(ctx, "UPDATE redemption SET cancelled_at = ?, cancelled_by_name = ?, cancel_reason = ? WHERE id = ? AND cancelled_at IS NULL", at, page.Cut(by, 200), reason, v)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = s.exec(ctx, "UPDATE offer_event SET kind = ? WHERE id = ?", offer.Cancelled, v)
	return true, err
}

// ReturnCap takes 1 off a counter; false where there is nothing to take.
func (db *DB) ReturnCap(ctx context.Context, c offer.Counter) (bool, error) {
	n, err := db.exec(ctx, "UPDATE cap_counter SET n = n - 1 WHERE rule_id = ? AND client_id = ? AND period_start = ? AND n > 0", c.Rule, c.Client, c.Start)
	return n > 0, err
}

// Unspend takes a redemption and its cost off an offer's tally.
func (s Redemptions) Unspend(ctx context.Context, v id.ID, cost int64) error {
	_, err := s.exec(ctx, "UPDATE offer_tally SET spent_minor = spent_minor - ?, redemptions = redemptions - 1 WHERE offer_id = ?", cost, v)
	return err
}

// ReturnCode gives a redeemed code back to who held it; one that nobody held is free again.
func (s Redemptions) ReturnCode(ctx context.Context, c offer.Code) error {
	if c.HeldAt != nil {
		_, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ?, redemption_id = NULL, redeemed_at = NULL WHERE id = ?", offer.CodeHeld, c.ID)
		return err
	}
	_, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ?, client_id = NULL, redemption_id = NULL, redeemed_at = NULL WHERE id = ?", offer.CodeFree, c.ID)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, "UPDATE offer_tally SET codes_taken = codes_taken - 1 WHERE offer_id = ?", c.OfferID)
	return err
}
