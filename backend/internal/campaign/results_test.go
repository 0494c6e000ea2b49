package campaign_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/campaign"
	"clientele/internal/id"
	"clientele/internal/order"
)

// buy adds an order of a client; minor units, negative for a return.
func (b *bench) buy(client, of id.ID, at time.Time, minor int64, change func(*order.Input)) {
	b.t.Helper()
	quantity := int64(1000)
	in := order.Input{Source: "test", Reference: fmt.Sprintf("O%d", b.store.NewID()), ClientID: client, OrderedAt: at}
	if minor < 0 {
		in.Kind, quantity = order.Return, -1000
	}
	in.Lines = []order.LineInput{{Description: "x", QuantityMilli: quantity, NetMinor: &minor}}
	if of != 0 {
		in.CampaignID = &of
	}
	if change != nil {
		change(&in)
	}
	_, err := b.orders.Create(b.ctx, in)
	b.ok(err)
}

func TestResultsEqualThoseByHand(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(40)
		fixed, each, budget := int64(5_000), int64(20_000), int64(100_000)
		c := b.launch(b.draft(s, func(c *campaign.Campaign) {
			c.ControlPermille, c.WindowDays, c.FixedCostMinor, c.ContactCostMicro, c.BudgetMinor = 400, 10, &fixed, &each, &budget
		}))
		b.drive()
		arms := map[string][]id.ID{}
		for _, v := range ids {
			arm := campaign.ArmOf(c.Salt, v, 400)
			arms[arm] = append(arms[arm], v)
		}
		t1, c1 := arms[campaign.Treated], arms[campaign.Control]
		if len(t1) < 6 || len(c1) < 4 {
			b.t.Skip("an unlikely salt")
		}
		day := func(n int, hour int) time.Time { return time.Date(2026, 3, 12+n, hour, 0, 0, 0, time.UTC) }
		b.clock.set(day(20, 12))
		b.buy(t1[0], c.ID, day(0, 13), 10_000, nil) // the first hour counts
		b.buy(t1[0], 0, day(3, 9), 5_000, nil)
		b.buy(t1[0], 0, day(4, 9), -2_000, nil)     // a return is deducted and is no order
		b.buy(t1[1], c.ID, day(9, 22), 7_000, nil)  // the last day of the window, in Paris still
		b.buy(t1[2], 0, day(0, 11), 99_000, nil)    // the same day, before assignment
		b.buy(t1[2], c.ID, day(10, 9), 99_000, nil) // after the window
		b.buy(t1[3], 0, day(2, 9), 99_000, func(in *order.Input) { in.Status = order.Quote })
		b.buy(t1[4], 0, day(5, 9), -1_000, nil) // only a return: less than nothing, and no buyer
		b.buy(t1[5], 0, day(6, 9), 4_000, nil)
		b.buy(t1[5], 0, day(-30, 9), 4_000, nil) // has bought before
		b.buy(c1[0], 0, day(1, 9), 6_000, nil)
		b.buy(c1[1], c.ID, day(1, 9), 3_000, nil) // attributed although in control: shown apart, never in the lift

		r, err := b.campaigns.Results(b.ctx, c.ID)
		b.ok(err)
		n1, n0 := int64(len(t1)), int64(len(c1))
		if want := (campaign.Arm{Clients: n1, Buyers: 3, NewBuyers: 2, Orders: 4, RevenueMinor: 23_000}); r.Treated != want {
			b.t.Errorf("treated %+v, want %+v", r.Treated, want)
		}
		if want := (campaign.Arm{Clients: n0, Buyers: 2, NewBuyers: 2, Orders: 2, RevenueMinor: 9_000}); r.Control != want {
			b.t.Errorf("control %+v, want %+v", r.Control, want)
		}
		pad := func(n int64, v ...float64) analytics.Sample {
			out, err := analytics.SampleOf(append(v, make([]float64, int(n)-len(v))...))
			b.ok(err)
			return out
		}
		want, err := analytics.WelchDifference(pad(n1, 13_000, 7_000, -1_000, 4_000), pad(n0, 6_000, 3_000), 0.95)
		b.ok(err)
		near(b.t, "difference", r.Lift.Revenue.Estimate, want.Estimate)
		near(b.t, "low", r.Lift.Revenue.Low, want.Low)
		near(b.t, "incremental", r.Lift.IncrementalRevenue.Estimate, want.Estimate*float64(n1))
		near(b.t, "relative", r.Lift.Revenue.Estimate, 23_000/float64(n1)-9_000/float64(n0))
		if cost := 5_000 + 2*n1; r.CostMinor != cost { // 0.02 each
			b.t.Errorf("cost %d, want %d", r.CostMinor, cost)
		}
		near(b.t, "roi", r.ROI.Estimate, r.Lift.IncrementalRevenue.Estimate/float64(r.CostMinor)-1)
		if want := (campaign.Attribution{Orders: 4, ValueMinor: 119_000}); r.Attributed != want {
			b.t.Errorf("attributed %+v", r.Attributed)
		}
		if !r.Closed || r.From.String() != "2026-03-12" || r.Until.String() != "2026-03-21" || len(r.Series) != 10 {
			b.t.Errorf("window %s to %s, closed %v, %d points", r.From, r.Until, r.Closed, len(r.Series))
		}
		near(b.t, "first day", r.Series[0].Treated, 10_000/float64(n1))
		near(b.t, "day 4", r.Series[4].Treated, 13_000/float64(n1))
		near(b.t, "last day", r.Series[9].Treated, 23_000/float64(n1))
		near(b.t, "last day of control", r.Series[9].Control, 9_000/float64(n0))
		near(b.t, "actual", *r.Actual, r.Lift.IncrementalRevenue.Estimate)

		b.clock.set(day(2, 12))
		if r, err = b.campaigns.Results(b.ctx, c.ID); err != nil || r.Closed || len(r.Series) != 3 {
			b.t.Errorf("on the third day: closed %v, %d points, %v", r.Closed, len(r.Series), err)
		}
	})
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestResultsBeforeAnything(t *testing.T) {
	each(t, 1, func(b *bench) {
		_, s := b.people(2)
		r, err := b.campaigns.Results(b.ctx, b.draft(s, nil).ID)
		b.ok(err)
		if r.Treated.Clients != 0 || r.Lift.Revenue != nil || len(r.Series) != 0 || r.Actual != nil {
			b.t.Errorf("%+v", r)
		}
	})
}
