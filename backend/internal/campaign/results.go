package campaign

import (
	"context"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/money"
)

// Facts reads what a campaign's members bought.
type Facts interface {
	// Arms gives the number of members by arm.
	Arms(ctx context.Context, campaign id.ID) (map[string]int64, error)
	// EachBuyer calls fn for every member with at least one counted order, sale or return, in the member's window.
	EachBuyer(ctx context.Context, c Campaign, fn func(Bought) error) error
	// Days gives, by arm and day since assignment, what was bought in the windows.
	Days(ctx context.Context, c Campaign) ([]DayFact, error)
	// Attributed gives the counted sales that name the campaign since its launch, and their value with the returns that name it deducted.
	Attributed(ctx context.Context, c Campaign, from clock.Day) (Attribution, error)
	// AssignedDay gives the day of assignment; false while nobody is assigned.
	AssignedDay(ctx context.Context, campaign id.ID) (clock.Day, bool, error)
}

// Bought is what one member bought within its window: counted sales, and the value of counted sales and returns in minor units of the
// reporting currency. New says that it had no counted sale before the day of assignment.
type Bought struct {
	ClientID   id.ID
	Arm        string
	Orders     int64
	ValueMinor int64
	New        bool
}

// DayFact is what one arm bought on one day, Offset days after assignment.
type DayFact struct {
	Arm        string
	Offset     int64
	Orders     int64
	ValueMinor int64
}

// Attribution is what orders say of themselves: that this campaign brought them. It never enters the lift.
type Attribution struct {
	Orders     int64
	ValueMinor int64
}

// Arm is what one arm brought, by assignment: members whose message failed or who unsubscribed stay in, members who bought nothing count
// as zero. Buyers have at least one counted sale in the window, NewBuyers none before it.
type Arm struct {
	Clients      int64
	Buyers       int64
	NewBuyers    int64
	Orders       int64
	RevenueMinor int64
}

// Point is one day of the cumulative series: revenue per member, in minor units, from assignment up to and with the day.
type Point struct {
	Day     clock.Day
	Treated float64
	Control float64
}

// Results is what a campaign brought. From and Until are the first and last day of the window; Closed says that it is over. Cost counts
// fixed cost and the messages sent. ROI is (incremental revenue − cost) / cost; PerOrder is cost per incremental order, in minor units.
// Actual stands against the campaign's target in the unit of its objective. Pointers are nil where there is no answer.
type Results struct {
	Campaign     Campaign
	Currency     string
	From, Until  clock.Day
	Closed       bool
	Counts       map[string]int64
	Unsubscribed int64
	Treated      Arm
	Control      Arm
	Lift         analytics.LiftReport
	CostMinor    int64
	ROI          *analytics.Interval
	PerOrder     *float64
	Attributed   Attribution
	Actual       *float64
	Series       []Point
}

// Results measures a campaign; before anybody is assigned all figures are zero.
func (s *Service) Results(ctx context.Context, v id.ID) (Results, error) {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return Results{}, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Results{}, err
	}
	r := Results{Campaign: c, Currency: org.Currency}
	if r.Counts, err = s.store.Counts(ctx, v); err != nil {
		return r, err
	}
	if r.Unsubscribed, err = s.store.Unsubscribed(ctx, v); err != nil {
		return r, err
	}
	treated, control, err := s.arms(ctx, c)
	if err != nil {
		return r, err
	}
	r.Treated, r.Control = treated.Arm, control.Arm
	if r.Lift, err = lift(treated, control, c.ControlPermille); err != nil {
		return r, err
	}
	if err := r.spend(org.Currency); err != nil {
		return r, err
	}
	r.reach()
	return r, s.window(ctx, &r, org.Zone())
}

// window fills the dates, the series and what orders say of themselves.
func (s *Service) window(ctx context.Context, r *Results, zone *time.Location) error {
	from, any, err := s.store.AssignedDay(ctx, r.Campaign.ID)
	if err != nil || !any {
		return err
	}
	today := clock.DayOf(s.clock.Now(), zone)
	r.From, r.Until = from, from+clock.Day(r.Campaign.WindowDays)-1
	r.Closed = today > r.Until
	if r.Attributed, err = s.store.Attributed(ctx, r.Campaign, from); err != nil {
		return err
	}
	days, err := s.store.Days(ctx, r.Campaign)
	if err != nil {
		return err
	}
	r.Series = series(days, r.Treated.Clients, r.Control.Clients, from, min(today, r.Until))
	return nil
}

// series adds up the days: one point per day, also where nothing was bought.
func series(days []DayFact, treated, control int64, from, until clock.Day) []Point {
	if until < from {
		return nil
	}
	out := make([]Point, until-from+1)
	sums := map[string][]int64{Treated: make([]int64, len(out)), Control: make([]int64, len(out))}
	for _, d := range days {
		if d.Offset >= 0 && d.Offset < int64(len(out)) {
			sums[d.Arm][d.Offset] += d.ValueMinor
		}
	}
	var t, c int64
	for i := range out {
		t, c = t+sums[Treated][i], c+sums[Control][i]
		out[i] = Point{Day: from + clock.Day(i), Treated: ratio(t, treated), Control: ratio(c, control)}
	}
	return out
}

func ratio(sum, n int64) float64 {
	if n == 0 {
		return 0
	}
	return float64(sum) / float64(n)
}

// spend fills cost, ROI and cost per incremental order.
func (r *Results) spend(currency string) error {
	if r.Campaign.FixedCostMinor != nil {
		r.CostMinor = *r.Campaign.FixedCostMinor
	}
	if each := r.Campaign.ContactCostMicro; each != nil {
		contacts, err := money.Extend(1000*r.Counts[message.Sent], *each, currency)
		if err != nil {
			return err
		}
		r.CostMinor += contacts
	}
	cost := float64(r.CostMinor)
	if gain := r.Lift.IncrementalRevenue; gain != nil && cost > 0 {
		r.ROI = &analytics.Interval{Estimate: gain.Estimate/cost - 1, Low: gain.Low/cost - 1, High: gain.High/cost - 1}
	}
	if orders := r.Lift.IncrementalOrders; orders != nil && orders.Estimate > 0 && cost > 0 {
		per := cost / orders.Estimate
		r.PerOrder = &per
	}
	return nil
}

// reach fills what stands against the target: incremental revenue or orders, treated members who bought in the window (retention) or
// bought for the first time (conquest), messages sent (information).
func (r *Results) reach() {
	var v float64
	switch r.Campaign.Objective {
	case "revenue", "orders":
		gain := r.Lift.IncrementalRevenue
		if r.Campaign.Objective == "orders" {
			gain = r.Lift.IncrementalOrders
		}
		if gain == nil {
			return
		}
		v = gain.Estimate
	case "retention":
		v = float64(r.Treated.Buyers)
	case "conquest":
		v = float64(r.Treated.NewBuyers)
	default:
		v = float64(r.Counts[message.Sent])
	}
	r.Actual = &v
}
