package offer

import (
	"context"
	"strings"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Cancelled is what the event of a redemption is from when that is taken back: no measure counts it, and its key stays used.
const Cancelled = "cancelled"

// CancelStore takes redemptions back, inside the transaction of the context.
type CancelStore interface {
	// CancelRedemption notes that a redemption is taken back, and that of its event; false where it was already.
	CancelRedemption(ctx context.Context, v id.ID, at time.Time, by, reason string) (bool, error)
	// ReturnCap takes 1 off a counter; false where there is nothing to take.
	ReturnCap(ctx context.Context, c Counter) (bool, error)
	// Unspend takes a redemption and its cost off an offer's tally.
	Unspend(ctx context.Context, offer id.ID, cost int64) error
	// ReturnCode gives a redeemed code back to who held it, and to nobody where nobody did.
	ReturnCode(ctx context.Context, c Code) error
}

// Cancel takes a redemption back, in one transaction with all that it moved: counters of limits, budget, its unique code, the offer's results. One that
// was taken back already stays as it is. Whoever markets may, and an API key that may redeem. What strategies have learned from it stays:
// the client did answer.
func (s *Redemptions) Cancel(ctx context.Context, by account.Actor, v id.ID, reason string) (out Redeemed, err error) {
	reason = strings.TrimSpace(reason)
	var c fault.Check
	c.Required("reason", reason)
	c.Max("reason", reason, 500)
	if err := c.Err(); err != nil {
		return out, err
	}
	if by.Role != account.Key && !by.May(account.Market) {
		return out, fault.New(fault.KindForbidden, "", "Only who may change offers takes redemptions back.")
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return out, err
	}
	cancelled := false
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if out, err = s.store.Redemption(ctx, v); err != nil {
			return err
		}
		if err := s.store.LockTally(ctx, out.OfferID); err != nil {
			return err
		}
		if cancelled, err = s.store.CancelRedemption(ctx, v, s.clock.Now(), by.Name, reason); err != nil {
			return err
		}
		if out, err = s.store.Redemption(ctx, v); err != nil || !cancelled {
			return err
		}
		return s.giveBack(ctx, by, out, org.Zone())
	})
	if err == nil && cancelled {
		s.heard(News{Clients: []id.ID{out.ClientID}})
	}
	return out, err
}

// giveBack undoes what take and note did for a redemption, counters in the order of rules.
func (s *Redemptions) giveBack(ctx context.Context, by account.Actor, r Redeemed, zone *time.Location) error {
	e := Event{ID: r.ID, Key: r.RedemptionKey, Kind: Redemption, OfferID: r.OfferID, VariantID: r.VariantID, ClientID: r.ClientID, PlacementID: idOf(r.PlacementID), At: r.At}
	counts, err := newCounting(ctx, s.store, []Event{e}, zone)
	if err != nil {
		return err
	}
	err = counts.each(e, func(_ CappingRule, c Counter) error {
		ok, err := s.store.ReturnCap(ctx, c)
		if err == nil && !ok && c.Client != 0 && c.Client != e.ClientID { // counted before the clients became one
			c.Client = e.ClientID
			_, err = s.store.ReturnCap(ctx, c)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.store.Unspend(ctx, r.OfferID, r.CostMinor); err != nil {
		return err
	}
	if err := s.returnCode(ctx, r); err != nil {
		return err
	}
	undone := tally([]Event{e})
	for i := range undone {
		undone[i].N = -undone[i].N
	}
	if err := s.store.Count(ctx, undone); err != nil {
		return err
	}
	if err := s.store.Audit(ctx, by, "redemption.cancel", "redemption", r.ID, map[string]any{"offer_id": r.OfferID, "key": r.RedemptionKey, "reason": r.CancelReason}); err != nil {
		return err
	}
	return s.outbox.Append(ctx, event.Of(event.OfferFeedback, "offer", r.OfferID, r.ClientID, told{Counts: map[string]int64{Redemption: -1}}),
		event.Of(event.CapsChanged, "offer", r.OfferID, r.ClientID, nil))
}

// returnCode frees the unique code of a redemption, where it had one that is still there.
func (s *Redemptions) returnCode(ctx context.Context, r Redeemed) error {
	if r.Code == "" {
		return nil
	}
	c, err := s.store.CodeByKey(ctx, FoldCode(r.Code))
	if fault.Is(err, fault.KindNotFound) { // a shared one
		return nil
	}
	if err != nil || c.State != CodeRedeemed || idOf(c.RedemptionID) != r.ID {
		return err
	}
	return s.store.ReturnCode(ctx, c)
}
