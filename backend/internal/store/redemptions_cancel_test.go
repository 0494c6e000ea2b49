package store_test

import (
	"context"
	"fmt"
	"testing"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/store/storetest"
)

// sums reads what a redemption moves: rows that stand, their cost by day, the tally, the counters of limits, the results.
func sums(t *testing.T, o id.ID, address string) (standing, spent, redemptions, capped, counted int64) {
	t.Helper()
	raw := storetest.Raw(t, address)
	for query, to := range map[string]*int64{
		"SELECT COUNT(*) FROM redemption WHERE cancelled_at IS NULL AND offer_id = ?":                                                      &standing,
		"SELECT spent_minor FROM offer_tally WHERE offer_id = ?":                                                                           &spent,
		"SELECT redemptions FROM offer_tally WHERE offer_id = ?":                                                                           &redemptions,
		"SELECT COALESCE(SUM(c.n), 0) FROM cap_counter c JOIN capping_rule r ON r.id = c.rule_id WHERE c.client_id = 0 AND r.scope_id = ?": &capped,
		"SELECT COALESCE(SUM(n), 0) FROM offer_counter WHERE kind = 'redemption' AND offer_id = ?":                                         &counted,
	} {
		if err := raw.QueryRow(query, int64(o)).Scan(to); err != nil {
			t.Fatal(query, err)
		}
	}
	return standing, spent, redemptions, capped, counted
}

// However many take a redemption back at once, it is given back once: limits, budget, results, and its code, which its holder has again.
func TestRedemptionsAreTakenBackOnce(t *testing.T) {
	both(t, func(t *testing.T, here, there stall, address string) {
		ctx := context.Background()
		ada, cost := addClient(t, here.db, "ada"), int64(700)
		bounds := offer.Bounds{CodesKind: offer.CodesUnique, BudgetMinor: amount(1_400), Caps: caps(capOf(offer.Redemption, offer.PerClient, 1, "year"), capOf(offer.Redemption, offer.PerTotal, 2, "never"))}
		o := here.bounded(t, "unique", bounds)
		o.CompanyCostMinor = &cost
		o, err := here.offers.Replace(ctx, account.System, o, o.Version)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := here.redemptions.GenerateCodes(ctx, account.System, o.ID, 2, "", 0); n != 2 || err != nil {
			t.Fatal(n, err)
		}
		held, err := here.redemptions.Claim(ctx, account.System, o.ID, ada)
		if err != nil {
			t.Fatal(err)
		}
		redeem := func(key string) (offer.Redeemed, error) {
			return here.redemptions.Redeem(ctx, account.System, offer.Redeem{Key: key, Code: held.Code})
		}
		r, err := redeem("a")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := redeem("b"); fault.Code(err) != "code_redeemed" {
			t.Fatalf("redeemed twice: %v", err)
		}
		got := rushed(t, here, there, func(ctx context.Context, s stall, n int) (id.ID, error) {
			out, err := s.redemptions.Cancel(ctx, account.System, r.ID, fmt.Sprintf("brought back %d", n))
			if err == nil && out.CancelledAt == nil {
				t.Error("taken back, but it stands")
			}
			return out.ID, err
		})
		if got.ids[r.ID] != 2*rush || len(got.refused) > 0 {
			t.Errorf("taken back: %+v", got)
		}
		if standing, spent, redemptions, capped, counted := sums(t, o.ID, address); standing+spent+redemptions+capped+counted != 0 {
			t.Errorf("%d stand, %d spent, %d redemptions, %d capped, %d counted", standing, spent, redemptions, capped, counted)
		}
		code, err := here.redemptions.Codes(ctx, offer.CodeFilter{Offer: o.ID, States: []string{offer.CodeHeld}}, page.Window{Limit: 10})
		if err != nil || len(code.Items) != 1 || code.Items[0].ID != held.ID || *code.Items[0].ClientID != ada || code.Items[0].RedemptionID != nil {
			t.Errorf("its code: %+v, %v", code.Items, err)
		}
		var audited int64
		if err := storetest.Raw(t, address).QueryRow("SELECT COUNT(*) FROM audit_entry WHERE action = 'redemption.cancel'").Scan(&audited); err != nil || audited != 1 {
			t.Errorf("audited %d times, %v", audited, err)
		}
		if again, err := redeem("a"); err != nil || again.ID != r.ID || again.CancelledAt == nil {
			t.Errorf("its key: %+v, %v", again, err)
		}
		if next, err := redeem("c"); err != nil || next.ID == r.ID || next.CancelledAt != nil {
			t.Errorf("with another key: %+v, %v", next, err)
		}
	})
}

// While some redeem others take back: the limit is never passed, and what is counted is what stands.
func TestTakenBackWhileOthersRedeem(t *testing.T) {
	both(t, func(t *testing.T, here, there stall, address string) {
		ctx := context.Background()
		const limit = 10
		o := here.bounded(t, "gift", offer.Bounds{Caps: caps(capOf(offer.Redemption, offer.PerTotal, limit, "never"))})
		many := make([]id.ID, 2*rush)
		var made []id.ID
		for i := range many {
			many[i] = addClient(t, here.db, fmt.Sprintf("c%d", i))
			if i < limit {
				r, err := here.redemptions.Redeem(ctx, account.System, offer.Redeem{Key: fmt.Sprint("first ", i), Offer: o.ID, Client: many[i]})
				if err != nil {
					t.Fatal(err)
				}
				made = append(made, r.ID)
			}
		}
		got := rushed(t, here, there, func(ctx context.Context, s stall, n int) (id.ID, error) {
			if n%3 == 0 {
				_, err := s.redemptions.Cancel(ctx, account.System, made[n/3%limit], "brought back")
				return 0, err
			}
			r, err := s.redemptions.Redeem(ctx, account.System, offer.Redeem{Key: fmt.Sprint("second ", n), Offer: o.ID, Client: many[n]})
			return r.ID, err
		})
		standing, _, redemptions, capped, counted := sums(t, o.ID, address)
		if standing > limit || standing != redemptions || standing != capped || standing != counted {
			t.Errorf("%d stand, %d redemptions, %d capped, %d counted", standing, redemptions, capped, counted)
		}
		fresh := int64(len(got.ids) - 1) // those taken back are 0
		if got.ids[0] != (2*rush+2)/3 || fresh != standing || len(got.refused) > 1 || int64(got.refused["cap_reached"]) != 2*rush-int64(got.ids[0])-fresh {
			t.Errorf("%d new ones stand of %d, %d taken back, refused %v", standing, fresh, got.ids[0], got.refused)
		}
	})
}
