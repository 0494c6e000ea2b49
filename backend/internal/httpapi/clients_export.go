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

// clientTable is clients taken elsewhere, with their figures in the published run: the columns of the list, under the same names.
func clientTable(currency string) table.Table[client.Row] {
	return table.Table[client.Row]{Name: "clients", Currency: currency, Columns: []table.Column[client.Row]{
		table.Text("id", func(r client.Row) string { return r.ID.String() }),
		table.Text("source", func(r client.Row) string { return r.Source }),
		table.Text("reference", func(r client.Row) *string { return r.Reference }),
		table.Text("kind", func(r client.Row) string { return r.Kind }),
		table.Text("state", func(r client.Row) string { return r.State }),
		table.Text("name", func(r client.Row) string { return r.Name }),
		table.Text("first_name", func(r client.Row) string { return r.FirstName }),
		table.Text("last_name", func(r client.Row) string { return r.LastName }),
		table.Text("company_name", func(r client.Row) string { return r.CompanyName }),
		table.Text("email", func(r client.Row) string { return r.Email }),
		table.Text("phone", func(r client.Row) string { return r.Phone }),
		table.Text("language", func(r client.Row) string { return r.Language }),
		table.Text("postcode", func(r client.Row) string { return r.Postcode }),
		table.Text("city", func(r client.Row) string { return r.City }),
		table.Text("country", func(r client.Row) string { return r.Country }),
		table.Text("owner_id", func(r client.Row) string { return idText(r.OwnerID) }),
		table.Time("created_at", func(r client.Row) time.Time { return r.CreatedAt }),
		table.Day("first_order_day", known(func(f *client.Figures) *clock.Day { return dayOf(f.FirstDay) })),
		table.Day("last_order_day", known(func(f *client.Figures) *clock.Day { return dayOf(f.LastDay) })),
		table.Integer("orders", known(func(f *client.Figures) *int64 { return &f.Orders })),
		table.Money("revenue", known(func(f *client.Figures) *int64 { return &f.RevenueMinor })),
		table.Money("margin", known(func(f *client.Figures) *int64 { return f.MarginMinor })),
		table.Integer("total_orders", known(func(f *client.Figures) *int64 { return &f.TotalOrders })),
		table.Money("total_revenue", known(func(f *client.Figures) *int64 { return &f.TotalRevenueMinor })),
		table.Money("total_margin", known(func(f *client.Figures) *int64 { return f.TotalMarginMinor })),
		table.Money("returns", known(func(f *client.Figures) *int64 { return &f.ReturnsMinor })),
		table.Text("abc", known(func(f *client.Figures) *string { return &f.ABC })),
		table.Integer("r", known(func(f *client.Figures) *int64 { return &f.R })),
		table.Integer("f", known(func(f *client.Figures) *int64 { return &f.F })),
		table.Integer("m", known(func(f *client.Figures) *int64 { return &f.M })),
		table.Text("rfm_group", known(func(f *client.Figures) *string { return &f.RFMGroup })),
	}}
}

// known reads a figure of a client; a client without figures has no value.
func known[V any](get func(*client.Figures) *V) func(client.Row) *V {
	return func(r client.Row) *V {
		if r.Figures == nil {
			return nil
		}
		return get(r.Figures)
	}
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
//	@Param		q			query		string	false	"Words that begin a name, e-mail, phone, reference or city"
//	@Param		kind		query		string	false	"b2c, b2b, b2g"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		source		query		string	false	"Sources"
//	@Param		reference	query		string	false	"References in the source"
//	@Param		country		query		string	false	"ISO codes"
//	@Param		city		query		string	false	"City"
//	@Param		owner_id	query		string	false	"Sales rep"
//	@Param		segment_id	query		string	false	"Members of a segment"
//	@Param		abc			query		string	false	"A, B, C, none"
//	@Param		rfm_group	query		string	false	"RFM groups"
//	@Param		r			query		string	false	"Recency scores 1-5"
//	@Param		f			query		string	false	"Frequency scores 1-5"
//	@Param		m			query		string	false	"Monetary scores 1-5"
//	@Param		prospect	query		bool	false	"true: has not bought yet"
//	@Param		sort		query		string	false	"name, created_at, revenue, last_order; - before it reverses"
//	@Param		format		query		string	false	"csv (default), xlsx, parquet"
//	@Param		bom			query		bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Success	200			{file}		file
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
	return download(c, clientTable(currency), "clients-"+today.String(), format, func(yield func(client.Row) error) error {
		return h.Service.Each(ctx, f, w, yield)
	})
}
