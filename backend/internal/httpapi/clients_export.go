package httpapi

import (
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/table"
)

// clientTable is clients taken elsewhere, with their figures in the published run: what the list shows, under the same names, a line each.
func clientTable(currency string) table.Table[ClientRowBody] {
	return table.Table[ClientRowBody]{Name: "clients", Currency: currency, Columns: []table.Column[ClientRowBody]{
		table.Text("id", func(r ClientRowBody) string { return r.ID.String() }),
		table.Text("source", func(r ClientRowBody) string { return r.Source }),
		table.Text("reference", func(r ClientRowBody) *string { return r.Reference }),
		table.Text("kind", func(r ClientRowBody) string { return r.Kind }),
		table.Text("state", func(r ClientRowBody) string { return r.State }),
		table.Text("name", func(r ClientRowBody) string { return r.Name }),
		table.Text("first_name", func(r ClientRowBody) string { return r.FirstName }),
		table.Text("last_name", func(r ClientRowBody) string { return r.LastName }),
		table.Text("company_name", func(r ClientRowBody) string { return r.CompanyName }),
		table.Text("email", func(r ClientRowBody) string { return r.Email }),
		table.Text("phone", func(r ClientRowBody) string { return r.Phone }),
		table.Text("language", func(r ClientRowBody) string { return r.Language }),
		table.Text("postcode", func(r ClientRowBody) string { return r.Postcode }),
		table.Text("city", func(r ClientRowBody) string { return r.City }),
		table.Text("country", func(r ClientRowBody) string { return r.Country }),
		table.Text("owner_id", func(r ClientRowBody) string { return idText(r.OwnerID) }),
		table.Time("created_at", func(r ClientRowBody) time.Time { return r.CreatedAt }),
		table.Day("first_order_day", known(func(f *ClientFiguresBody) *clock.Day { return f.FirstOrderDay })),
		table.Day("last_order_day", known(func(f *ClientFiguresBody) *clock.Day { return f.LastOrderDay })),
		table.Integer("orders", known(func(f *ClientFiguresBody) *int64 { return &f.Orders })),
		table.Money("revenue", known(func(f *ClientFiguresBody) *int64 { return &f.RevenueMinor })),
		table.Money("margin", known(func(f *ClientFiguresBody) *int64 { return f.MarginMinor })),
		table.Integer("total_orders", known(func(f *ClientFiguresBody) *int64 { return &f.TotalOrders })),
		table.Money("total_revenue", known(func(f *ClientFiguresBody) *int64 { return &f.TotalRevenueMinor })),
		table.Money("total_margin", known(func(f *ClientFiguresBody) *int64 { return f.TotalMarginMinor })),
		table.Money("returns", known(func(f *ClientFiguresBody) *int64 { return &f.ReturnsMinor })),
		table.Text("abc", known(func(f *ClientFiguresBody) *string { return &f.ABC })),
		table.Integer("r", known(func(f *ClientFiguresBody) *int64 { return &f.R })),
		table.Integer("f", known(func(f *ClientFiguresBody) *int64 { return &f.F })),
		table.Integer("m", known(func(f *ClientFiguresBody) *int64 { return &f.M })),
		table.Text("rfm_group", known(func(f *ClientFiguresBody) *string { return &f.RFMGroup })),
		table.Text("trend", known(func(f *ClientFiguresBody) *string { return &f.Trend })),
		table.Text("frat_category", known(categoryName)),
		table.Text("frat_focus", known(func(f *ClientFiguresBody) *string { return &f.FRATFocus })),
		table.Share("alive", known(func(f *ClientFiguresBody) *float64 { return f.Alive })),
		table.Money("predicted", known(func(f *ClientFiguresBody) *int64 { return f.PredictedMinor })),
		table.Money("potential", known(func(f *ClientFiguresBody) *int64 { return f.PotentialMinor })),
		table.Text("quadrant", known(func(f *ClientFiguresBody) *string { return &f.Quadrant })),
		table.Text("guard_reference", known(guardState(func(g *GuardStatesBody) *string { return &g.Reference }))),
		table.Text("guard_growing", known(guardState(func(g *GuardStatesBody) *string { return &g.Growing }))),
		table.Text("guard_other_division", known(guardState(func(g *GuardStatesBody) *string { return &g.OtherDivision }))),
		table.Text("relationship", known(func(f *ClientFiguresBody) *string { return &f.Relationship })),
		table.Text("life_stage", known(func(f *ClientFiguresBody) *string { return &f.LifeStage })),
		table.Day("due_day", known(func(f *ClientFiguresBody) *clock.Day { return f.DueDay })),
		table.Text("tier", known(func(f *ClientFiguresBody) *string { return &f.Tier })),
	}}
}

// known reads a figure of a client; a client without figures has no value.
func known[V any](get func(*ClientFiguresBody) *V) func(ClientRowBody) *V {
	return func(r ClientRowBody) *V {
		if r.Figures == nil {
			return nil
		}
		return get(r.Figures)
	}
}

// guardState reads the answer to one guard; a client without a place in the matrix has none.
func guardState(get func(*GuardStatesBody) *string) func(*ClientFiguresBody) *string {
	return func(f *ClientFiguresBody) *string {
		if f.Guards == nil {
			return nil
		}
		return get(f.Guards)
	}
}

func categoryName(f *ClientFiguresBody) *string {
	if f.FRATCategory == nil {
		return nil
	}
	return &f.FRATCategory.Name
}

func idText(v *id.ID) string {
	if v == nil {
		return ""
	}
	return v.String()
}

// export downloads every client of a filter.
//
//	@ID			exportClients
//	@Summary	Clients as a file
//	@Description	Every client that matches, with the columns of the list and the figures of one and the same published run. Money as decimal numbers in the currency of the last column. In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe. A download that fails on the way breaks off.
//	@Tags		clients
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		q					query		string	false	"Words that begin a name, e-mail, phone, reference or city"
//	@Param		kind				query		string	false	"b2c, b2b, b2g"
//	@Param		state				query		string	false	"active (default), archived"
//	@Param		source				query		string	false	"Sources"
//	@Param		reference			query		string	false	"References in the source"
//	@Param		country				query		string	false	"ISO codes"
//	@Param		city				query		string	false	"City"
//	@Param		region		query		string	false	"Regions"
//	@Param		language		query		string	false	"Languages"
//	@Param		channel		query		string	false	"Preferred channels"
//	@Param		acquisition_source		query		string	false	"Acquisition sources"
//	@Param		bought_category_id		query		string	false	"Has ever bought in one of these categories"
//	@Param		without		query		string	false	"Has no value of these, all of them: dimensions of /explore but segment"
//	@Param		owner_id			query		string	false	"Sales rep"
//	@Param		segment_id			query		string	false	"Members of a segment"
//	@Param		prospect			query		bool	false	"true: has not bought yet"
//	@Param		division_id			query		string	false	"Classes of this division; clients that it has no figures of are left out"
//	@Param		abc					query		string	false	"A to F, none"
//	@Param		rfm_group			query		string	false	"RFM groups"
//	@Param		r					query		string	false	"Recency scores 1-5"
//	@Param		f					query		string	false	"Frequency scores 1-5"
//	@Param		m					query		string	false	"Monetary scores 1-5"
//	@Param		quadrant			query		string	false	"desirable, mature, underdeveloped, unverified, low_priority"
//	@Param		raw_quadrant		query		string	false	"desirable, mature, underdeveloped, low_priority: before the guards"
//	@Param		guard_reference		query		string	false	"Guard of reference clients: yes, no, unanswered"
//	@Param		guard_growing		query		string	false	"Guard of growing clients: yes, no, unanswered"
//	@Param		guard_other_division	query		string	false	"Guard of clients of another division: yes, no, unanswered"
//	@Param		still				query		bool	false	"true: leaves out whom an answer or an order has taken out of the quadrant or guard answers asked for since the run"
//	@Param		relationship		query		string	false	"prospect, potential, loyal, doubtful"
//	@Param		doubt				query		string	false	"insolvent, dissatisfied, unfaithful: any of them, acted on first or not"
//	@Param		satisfied_leaving	query		bool	false	"Says that it is satisfied and leaves all the same"
//	@Param		life_stage			query		string	false	"fresh, approaching, due, late, lapsed"
//	@Param		trend				query		string	false	"growing, stable, declining, unknown"
//	@Param		frat_focus			query		string	false	"specialist, focused, mixed, none"
//	@Param		frat_category_id	query		string	false	"Dominant categories"
//	@Param		tier				query		string	false	"Codes of service tiers"
//	@Param		alive_min			query		number	false	"P(alive) from, 0 to 1"
//	@Param		alive_max			query		number	false	"P(alive) below, 0 to 1; 1 takes in all"
//	@Param		due_from			query		string	false	"Next purchase due from this day"
//	@Param		due_to				query		string	false	"Next purchase due up to this day"
//	@Param		first_from			query		string	false	"First purchase from this day"
//	@Param		first_to			query		string	false	"First purchase up to this day"
//	@Param		last_from			query		string	false	"Last purchase from this day"
//	@Param		last_to				query		string	false	"Last purchase up to this day"
//	@Param		predicted_min_minor	query		int	false	"Predicted margin from, in minor units"
//	@Param		predicted_max_minor	query		int	false	"Predicted margin below, in minor units"
//	@Param		actual_min_minor	query		int	false	"Actual profitability from, in minor units"
//	@Param		actual_max_minor	query		int	false	"Actual profitability below, in minor units"
//	@Param		potential_min_minor	query		int	false	"Potential profitability from, in minor units"
//	@Param		potential_max_minor	query		int	false	"Potential profitability below, in minor units"
//	@Param		sort				query		string	false	"name, created_at, revenue, last_order, predicted, potential, alive, due; - before it reverses"
//	@Param		format				query		string	false	"csv (default), xlsx, parquet"
//	@Param		bom					query		bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Success	200					{file}		file
//	@Failure	401,403,422	{object}	Problem
//	@Router		/clients/export [get]
func (h Clients) export(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := clientFilter(q)
	format := q.format()
	var w page.Window
	w.Sort, w.Desc = page.SortKey(q.text("sort"))
	if err := q.err(); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	currency, today, err := h.Service.Reporting(ctx)
	if err != nil {
		return nil, err
	}
	return download(c, clientTable(currency), "clients-"+today.String(), format, func(yield func(ClientRowBody) error) error {
		return h.Service.Each(ctx, f, w, func(r client.Row) error { return yield(clientRowBody(r)) })
	})
}
