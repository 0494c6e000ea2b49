package httpapi

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/campaign"
	"clientele/internal/clock"
	"clientele/internal/table"
)

// memberTable is the members of a campaign with their arm, what became of their message, and how the arms were drawn.
func memberTable(one campaign.Campaign) table.Table[campaign.MemberRow] {
	return table.Table[campaign.MemberRow]{Name: "members", Columns: []table.Column[campaign.MemberRow]{
		table.Text("client_id", func(m campaign.MemberRow) string { return m.ClientID.String() }),
		table.Text("reference", func(m campaign.MemberRow) string { return m.ClientRef }),
		table.Text("name", func(m campaign.MemberRow) string { return m.ClientName }),
		table.Text("arm", func(m campaign.MemberRow) string { return m.Arm }),
		table.Text("variant_id", func(m campaign.MemberRow) string { return idText(m.VariantID) }),
		table.Day("assigned_day", func(m campaign.MemberRow) clock.Day { return m.AssignedDay }),
		table.Text("state", func(m campaign.MemberRow) string { return m.DeliveryState }),
		table.Text("detail", func(m campaign.MemberRow) string { return m.Detail }),
		table.Text("offer_id", func(m campaign.MemberRow) string { return idText(m.OfferID) }),
		table.Text("offer", func(m campaign.MemberRow) string { return m.OfferName }),
		table.Integer("attempts", func(m campaign.MemberRow) int64 { return m.Attempts }),
		table.Time("sent_at", func(m campaign.MemberRow) *time.Time { return m.SentAt }),
		table.Time("unsubscribed_at", func(m campaign.MemberRow) *time.Time { return m.UnsubscribedAt }),
		table.Text("salt", func(campaign.MemberRow) string { return one.Salt }),
		table.Integer("control_permille", func(campaign.MemberRow) int64 { return one.ControlPermille }),
	}}
}

// exportMembers downloads every member with its arm.
//
//	@ID			exportCampaignMembers
//	@Summary	Members of a campaign as a file
//	@Description	In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe.
//	@Tags		campaigns
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		id		path		string	true	"Campaign"
//	@Param		format	query		string	false	"csv (default), xlsx, parquet"
//	@Param		bom		query		bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Success	200		{file}		file
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/campaigns/{id}/members/export [get]
func (h Campaigns) exportMembers(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	format := q.format()
	if err := q.err(); err != nil {
		return nil, err
	}
	one, err := h.Service.Campaign(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return download(c, memberTable(one), "members-"+v.String(), format, func(yield func(campaign.MemberRow) error) error {
		return h.Service.EachMember(c.Request.Context(), v, yield)
	})
}

// exportResults downloads the results as a table of figures.
//
//	@ID			exportCampaignResults
//	@Summary	Results of a campaign as CSV
//	@Description	One figure a line: name, value, bounds of its interval. Money in minor units. Then the series, one day a line.
//	@Tags		campaigns
//	@Produce	text/csv
//	@Security	bearer
//	@Param		id	path		string	true	"Campaign"
//	@Success	200	{file}		file
//	@Failure	401,403,404	{object}	Problem
//	@Router		/campaigns/{id}/results/export [get]
func (h Campaigns) exportResults(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "campaign")
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Results(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	rows := resultRows(r)
	return download(c, table.Table[[]string]{Name: "results", Columns: table.Texts(rows[0]...)}, "results-"+v.String(), table.CSV, each(rows[1:]))
}

func resultRows(r campaign.Results) [][]string {
	b := resultsBody(r)
	rows := [][]string{{"figure", "value", "low", "high"}, {"campaign", r.Campaign.Name, "", ""}, {"currency", b.Currency, "", ""}}
	whole := func(name string, v int64) { rows = append(rows, []string{name, strconv.FormatInt(v, 10), "", ""}) }
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', 12, 64) }
	span := func(name string, i *IntervalBody) {
		if i != nil {
			rows = append(rows, []string{name, number(i.Estimate), number(i.Low), number(i.High)})
		}
	}
	for _, f := range []struct {
		name string
		v    int64
	}{{"reached", b.Reached}, {"sent", b.Sent}, {"failed", b.Failed}, {"skipped", b.Skipped}, {"unsure", b.Unsure}, {"cancelled", b.Cancelled},
		{"unsubscribed", b.Unsubscribed}, {"treated_clients", b.Treated.Clients}, {"treated_buyers", b.Treated.Buyers}, {"treated_orders", b.Treated.Orders},
		{"treated_revenue_minor", b.Treated.RevenueMinor}, {"control_clients", b.Control.Clients}, {"control_buyers", b.Control.Buyers},
		{"control_orders", b.Control.Orders}, {"control_revenue_minor", b.Control.RevenueMinor}, {"cost_minor", b.CostMinor},
		{"attributed_orders", b.AttributedOrders}, {"attributed_revenue_minor", b.AttributedValueMinor}} {
		whole(f.name, f.v)
	}
	span("revenue_per_client_minor", b.Lift.RevenuePerClientMinor)
	span("orders_per_client", b.Lift.OrdersPerClient)
	span("conversion", b.Lift.Conversion)
	span("relative_revenue", b.Lift.RelativeRevenue)
	span("incremental_revenue_minor", b.Lift.IncrementalRevenueMinor)
	span("incremental_orders", b.Lift.IncrementalOrders)
	span("roi", b.ROI)
	for _, s := range b.Lift.Statements {
		rows = append(rows, []string{"statement", s, "", ""})
	}
	rows = append(rows, []string{"day", "treated_minor_per_client", "control_minor_per_client", ""})
	for _, p := range b.Series {
		rows = append(rows, []string{p.Day.String(), number(p.TreatedMinor), number(p.ControlMinor), ""})
	}
	return rows
}
