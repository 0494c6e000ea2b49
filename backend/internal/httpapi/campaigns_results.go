package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/analytics"
	"clientele/internal/campaign"
	"clientele/internal/clock"
	"clientele/internal/message"
)

// IntervalBody is an estimate with the bounds of its 95 % interval, in one unit.
type IntervalBody struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
} //	@name	Interval

func intervalBody(i *analytics.Interval) *IntervalBody {
	if i == nil {
		return nil
	}
	b := IntervalBody(*i)
	return &b
}

func differenceBody(d *analytics.Difference) *IntervalBody {
	if d == nil {
		return nil
	}
	return intervalBody(&d.Interval)
}

// CampaignArmBody is what one arm brought within its window, by assignment: members whose message failed or who unsubscribed stay in, and
// those who bought nothing count as zero. buyers have at least one counted sale, new_buyers none before the assignment.
type CampaignArmBody struct {
	Clients               int64   `json:"clients"`
	Buyers                int64   `json:"buyers"`
	NewBuyers             int64   `json:"new_buyers"`
	Orders                int64   `json:"orders"`
	RevenueMinor          int64   `json:"revenue_minor"`
	RevenuePerClientMinor float64 `json:"revenue_per_client_minor"`
	OrdersPerClient       float64 `json:"orders_per_client"`
	Conversion            float64 `json:"conversion"`
} //	@name	CampaignArm

func armBody(a campaign.Arm) CampaignArmBody {
	b := CampaignArmBody{Clients: a.Clients, Buyers: a.Buyers, NewBuyers: a.NewBuyers, Orders: a.Orders, RevenueMinor: a.RevenueMinor}
	if n := float64(a.Clients); n > 0 {
		b.RevenuePerClientMinor, b.OrdersPerClient, b.Conversion = float64(a.RevenueMinor)/n, float64(a.Orders)/n, float64(a.Buyers)/n
	}
	return b
}

// CampaignLiftBody compares treated and control. Differences are per client, incremental figures for all treated clients together; what is
// null has no answer, and statements say why: no_treated, no_control, too_few (an arm below 30), few_conversions (an arm with fewer than 5
// buyers), sample_ratio (the arms' sizes contradict the plan), no_variation, ratio_unbounded, gain, loss, inconclusive.
type CampaignLiftBody struct {
	Level                   float64       `json:"level"`
	RevenuePerClientMinor   *IntervalBody `json:"revenue_per_client_minor" extensions:"x-nullable"`
	OrdersPerClient         *IntervalBody `json:"orders_per_client" extensions:"x-nullable"`
	Conversion              *IntervalBody `json:"conversion" extensions:"x-nullable"`
	RelativeRevenue         *IntervalBody `json:"relative_revenue" extensions:"x-nullable"`
	RelativeOrders          *IntervalBody `json:"relative_orders" extensions:"x-nullable"`
	IncrementalRevenueMinor *IntervalBody `json:"incremental_revenue_minor" extensions:"x-nullable"`
	IncrementalOrders       *IntervalBody `json:"incremental_orders" extensions:"x-nullable"`
	DetectableRevenueMinor  *float64      `json:"detectable_revenue_minor" extensions:"x-nullable"`
	PValue                  *float64      `json:"p_value" extensions:"x-nullable"`
	SampleRatioP            *float64      `json:"sample_ratio_p" extensions:"x-nullable"`
	Statements              []string      `json:"statements"`
} //	@name	CampaignLift

func liftBody(l analytics.LiftReport) CampaignLiftBody {
	b := CampaignLiftBody{Level: l.Level, RevenuePerClientMinor: differenceBody(l.Revenue), OrdersPerClient: differenceBody(l.Orders),
		Conversion: intervalBody(l.Conversion), RelativeRevenue: intervalBody(l.RelativeRevenue), RelativeOrders: intervalBody(l.RelativeOrders),
		IncrementalRevenueMinor: intervalBody(l.IncrementalRevenue), IncrementalOrders: intervalBody(l.IncrementalOrders),
		DetectableRevenueMinor: l.DetectableRevenue, SampleRatioP: l.SampleRatioP, Statements: make([]string, len(l.Statements))}
	if l.Revenue != nil {
		b.PValue = &l.Revenue.P
	}
	for i, s := range l.Statements {
		b.Statements[i] = string(s)
	}
	return b
}

// CampaignPointBody is revenue per client of each arm from assignment up to and with a day, in minor units.
type CampaignPointBody struct {
	Day          clock.Day `json:"day"`
	TreatedMinor float64   `json:"treated_minor"`
	ControlMinor float64   `json:"control_minor"`
} //	@name	CampaignPoint

// CampaignResultsBody is what a campaign brought. Orders count by assignment from launched_at to the end of until_day; attributed ones say of
// themselves that the campaign brought them, are shown apart and never enter the lift. roi is (incremental revenue − cost) / cost. actual
// stands against target_value in the unit of the objective: incremental revenue or orders, treated buyers, treated new buyers, messages sent.
type CampaignResultsBody struct {
	Currency             string              `json:"currency"`
	State                string              `json:"state" enums:"draft,scheduled,sending,paused,sent,cancelled,archived"`
	FromDay              *clock.Day          `json:"from_day" extensions:"x-nullable"`
	UntilDay             *clock.Day          `json:"until_day" extensions:"x-nullable"`
	Closed               bool                `json:"closed"`
	Reached              int64               `json:"reached"`
	Sent                 int64               `json:"sent"`
	Failed               int64               `json:"failed"`
	Skipped              int64               `json:"skipped"`
	Unsure               int64               `json:"unsure"`
	Cancelled            int64               `json:"cancelled"`
	Unsubscribed         int64               `json:"unsubscribed"`
	Treated              CampaignArmBody     `json:"treated"`
	Control              CampaignArmBody     `json:"control"`
	Lift                 CampaignLiftBody    `json:"lift"`
	BudgetMinor          *int64              `json:"budget_minor" extensions:"x-nullable"`
	CostMinor            int64               `json:"cost_minor"`
	ROI                  *IntervalBody       `json:"roi" extensions:"x-nullable"`
	CostPerOrderMinor    *float64            `json:"cost_per_incremental_order_minor" extensions:"x-nullable"`
	AttributedOrders     int64               `json:"attributed_orders"`
	AttributedValueMinor int64               `json:"attributed_revenue_minor"`
	Objective            string              `json:"objective" enums:"revenue,orders,retention,conquest,information"`
	TargetValue          *int64              `json:"target_value" extensions:"x-nullable"`
	Actual               *float64            `json:"actual" extensions:"x-nullable"`
	Series               []CampaignPointBody `json:"series"`
} //	@name	CampaignResults

func resultsBody(r campaign.Results) CampaignResultsBody {
	b := CampaignResultsBody{Currency: r.Currency, State: r.Campaign.State, Closed: r.Closed, Reached: r.Treated.Clients, Sent: r.Counts[message.Sent],
		Failed: r.Counts[message.Failed], Skipped: r.Counts[message.Skipped], Unsure: r.Counts[message.Unsure], Cancelled: r.Counts[message.Cancelled],
		Unsubscribed: r.Unsubscribed, Treated: armBody(r.Treated), Control: armBody(r.Control), Lift: liftBody(r.Lift), BudgetMinor: r.Campaign.BudgetMinor,
		CostMinor: r.CostMinor, ROI: intervalBody(r.ROI), CostPerOrderMinor: r.PerOrder, AttributedOrders: r.Attributed.Orders,
		AttributedValueMinor: r.Attributed.ValueMinor, Objective: r.Campaign.Objective, TargetValue: r.Campaign.TargetValue, Actual: r.Actual,
		Series: make([]CampaignPointBody, len(r.Series))}
	if r.Treated.Clients+r.Control.Clients > 0 {
		b.FromDay, b.UntilDay = &r.From, &r.Until
	}
	for i, p := range r.Series {
		b.Series[i] = CampaignPointBody{Day: p.Day, TreatedMinor: p.Treated, ControlMinor: p.Control}
	}
	return b
}

// results measures a campaign.
//
//	@ID			getCampaignResults
//	@Summary	What a campaign brought against its control group
//	@Tags		campaigns
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{object}	CampaignResultsBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/results [get]
func (h Campaigns) results(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Results(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return resultsBody(r), nil
}
