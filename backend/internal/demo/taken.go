package demo

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// How often a click leads to an acceptance, and an acceptance to a redemption; the redemptions of the shared code at the till, for each
// hundred clients and at most; the codes that were withdrawn; the clients who ask for a code at the desk, half of whom have used it.
const (
	acceptRate  = .45
	redeemRate  = .6
	tillShare   = 7
	tillMost    = 120
	tillCode    = "HIVER-2026"
	tillAmount  = 46_800
	voidedCodes = 3
	welcomed    = 8
)

// taken is what becomes of what was shown: seen, clicked, accepted, redeemed, until the day of the plan.
type taken struct {
	random   *rand.Rand
	zone     *time.Location
	end      time.Time
	made     int
	feedback []offer.Feedback
	redeem   []offer.Redeem
}

func (t *taken) key() string {
	t.made++
	return "demo-" + strconv.Itoa(t.made)
}

// opening is a moment of a day when the workshop is open.
func (t *taken) opening(day clock.Day) time.Time {
	return day.Start(t.zone).Add(8*time.Hour + time.Duration(t.random.IntN(600))*time.Minute)
}

// tell adds an event of a proposition unless it lies after the end.
func (t *taken) tell(kind string, r offer.Shown, at time.Time) {
	if at.Before(t.end) {
		t.feedback = append(t.feedback, offer.Feedback{Key: t.key(), Kind: kind, Proposition: r.ID, At: at})
	}
}

// seen records that a proposition was seen, and what followed; click says that it was clicked.
func (t *taken) seen(r offer.Shown, at time.Time, click bool) {
	t.tell(offer.Impression, r, at)
	if !click {
		return
	}
	at = at.Add(time.Duration(1+t.random.IntN(240)) * time.Minute)
	t.tell(offer.Click, r, at)
	if t.random.Float64() >= acceptRate {
		return
	}
	at = at.Add(time.Duration(1+t.random.IntN(20)) * time.Hour)
	t.tell(offer.Acceptance, r, at)
	if t.random.Float64() >= redeemRate {
		return
	}
	if at = t.opening(clock.DayOf(at, t.zone) + 1 + clock.Day(t.random.IntN(12))); at.Before(t.end) {
		t.redeem = append(t.redeem, offer.Redeem{Key: t.key(), Offer: r.OfferID, Variant: r.VariantID, Placement: learnedPlacement, Client: r.ClientID, At: at})
	}
}

// atTheTill adds redemptions of the shared code by clients who showed it at the workshop.
func (t *taken) atTheTill(clients []id.ID, from clock.Day) {
	days := int(clock.DayOf(t.end, t.zone) - from)
	for range min(tillMost, len(clients)*tillShare/100) {
		day, amount := from+clock.Day(t.random.IntN(days)), int64(tillAmount)
		t.redeem = append(t.redeem, offer.Redeem{Key: t.key(), Code: tillCode, Client: clients[t.random.IntN(len(clients))], Placement: "workshop_receipt", AmountMinor: &amount,
			At: t.opening(day)})
	}
}

// atTheDesk gives codes of an offer to a few clients, and has half of them used.
func (t *taken) atTheDesk(ctx context.Context, s Services, v id.ID, clients []id.ID) error {
	last := clock.DayOf(t.end, t.zone)
	for i, c := range clients[:min(welcomed, len(clients))] {
		if _, err := s.Redemptions.Claim(ctx, account.System, v, c); err != nil && !fault.Is(err, fault.KindConflict) {
			return err
		}
		if i%2 == 0 {
			t.redeem = append(t.redeem, offer.Redeem{Key: t.key(), Offer: v, Client: c, Placement: "workshop_receipt", At: t.opening(last - 1 - clock.Day(i))})
		}
	}
	return nil
}

// record writes the events of a day.
func (t *taken) record(ctx context.Context, s Services) error {
	for part := range slices.Chunk(t.feedback, offer.MaxFeedback) {
		if _, err := s.Feedbacks.Record(ctx, account.System, part); err != nil {
			return err
		}
	}
	t.feedback = t.feedback[:0]
	return nil
}

// redeemed writes the redemptions in the order of their time; those that a limit refuses are left out, as they would be at the till.
func (t *taken) redeemed(ctx context.Context, s Services) error {
	slices.SortStableFunc(t.redeem, func(a, b offer.Redeem) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key)) })
	for _, r := range t.redeem {
		if _, err := s.Redemptions.Redeem(ctx, account.System, r); err != nil && !fault.Is(err, fault.KindConflict) {
			return err
		}
	}
	return nil
}

// withdrawn voids a few free codes of an offer.
func (s Services) withdrawn(ctx context.Context, v id.ID) error {
	codes, err := s.Redemptions.Codes(ctx, offer.CodeFilter{Offer: v, States: []string{offer.CodeFree}}, page.Window{Limit: voidedCodes})
	if err != nil {
		return err
	}
	for _, c := range codes.Items {
		if _, err := s.Redemptions.Void(ctx, account.System, c.ID); err != nil {
			return err
		}
	}
	return nil
}
