package httpapi

import (
	"strings"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/portfolio"
	"clientele/internal/table"
)

type (
	named    = portfolio.NamedFigure
	namedCol = table.Column[portfolio.NamedFigure]
)

// whoColumns say which client a row is of.
func whoColumns() []namedCol {
	return []namedCol{
		table.Text("client_id", func(f named) string { return f.Client.String() }),
		table.Text("source", func(f named) string { return f.Source }),
		table.Text("reference", func(f named) string { return f.Reference }),
		table.Text("name", func(f named) string { return f.Name }),
	}
}

// dayOrNone gives a day of a figure; none where it has none.
func dayOrNone(d int32) *clock.Day {
	if d == portfolio.NoDay {
		return nil
	}
	v := clock.Day(d)
	return &v
}

func amountIf(v int64, ok bool) *int64 {
	if !ok {
		return nil
	}
	return &v
}

func aliveShare(f named) *float64 {
	if f.Alive == portfolio.NoAlive {
		return nil
	}
	v := float64(f.Alive) / 100
	return &v
}

func forecast(v func(named) int64) func(named) *int64 {
	return func(f named) *int64 { return amountIf(v(f), f.Basis.Known()) }
}

// placed gives an amount of the matrix; none for a client that is not in it.
func placed(v func(named) int64) func(named) *int64 {
	return func(f named) *int64 { return amountIf(v(f), f.Quadrant.Known()) }
}

func lifetimeColumns(portfolio.ClientNames) []namedCol {
	return append(whoColumns(),
		table.Text("method", func(f named) string { return f.Basis.String() }),
		table.Share("alive", aliveShare),
		table.Number("expected_purchases", func(f named) float64 { return float64(f.Expected) / 100 }),
		table.Money("predicted", forecast(func(f named) int64 { return f.Predicted })),
		table.Money("predicted_low", forecast(func(f named) int64 { return f.PredictedLow })),
		table.Money("predicted_high", forecast(func(f named) int64 { return f.PredictedHigh })),
		table.Money("total_revenue", func(f named) int64 { return f.TotalRevenue }),
		table.Money("total_margin", func(f named) *int64 { return amountIf(f.TotalMargin, f.TotalKnown) }),
		table.Integer("purchase_days", func(f named) int64 { return int64(f.TotalDays) }),
		table.Day("first_order_day", func(f named) *clock.Day { return dayOrNone(f.FirstDay) }),
		table.Day("last_order_day", func(f named) *clock.Day { return dayOrNone(f.LastDay) }))
}

func matrixColumns(portfolio.ClientNames) []namedCol {
	c := append(whoColumns(),
		table.Money("actual", placed(func(f named) int64 { return f.Actual })),
		table.Money("potential", placed(func(f named) int64 { return f.Potential })),
		table.Text("raw_quadrant", func(f named) string { return f.RawQuadrant.String() }),
		table.Text("quadrant", func(f named) string { return f.Quadrant.String() }))
	for i, g := range analytics.Guards() {
		c = append(c, table.Text("guard_"+string(g), func(f named) string { return f.Guards[i].String() }))
	}
	return c
}

// clientColumns are everything that a run says of a client.
func clientColumns(names portfolio.ClientNames) []namedCol {
	c := append(whoColumns(),
		table.Day("first_order_day", func(f named) *clock.Day { return dayOrNone(f.FirstDay) }),
		table.Day("last_order_day", func(f named) *clock.Day { return dayOrNone(f.LastDay) }),
		table.Integer("orders", func(f named) int64 { return int64(f.Orders) }),
		table.Money("revenue", func(f named) int64 { return f.Revenue }),
		table.Money("margin", func(f named) *int64 { return amountIf(f.Margin, f.MarginKnown) }),
		table.Integer("orders_before", func(f named) int64 { return int64(f.BeforeOrders) }),
		table.Money("revenue_before", func(f named) int64 { return f.Before }),
		table.Integer("total_orders", func(f named) int64 { return int64(f.TotalOrders) }),
		table.Money("total_revenue", func(f named) int64 { return f.TotalRevenue }),
		table.Money("total_margin", func(f named) *int64 { return amountIf(f.TotalMargin, f.TotalKnown) }),
		table.Money("returns", func(f named) int64 { return f.Returns }),
		table.Text("abc", func(f named) string { return f.ABC.String() }),
		table.Text("tier", func(f named) string { return names.Tier(f.ABC.String()) }),
		table.Integer("r", func(f named) *int64 { return amountIf(int64(f.R), f.R > 0) }),
		table.Integer("f", func(f named) *int64 { return amountIf(int64(f.F), f.F > 0) }),
		table.Integer("m", func(f named) *int64 { return amountIf(int64(f.M), f.M > 0) }),
		table.Text("rfm_group", func(f named) string { return f.Group.String() }),
		table.Text("trend", func(f named) string { return f.Trend.String() }),
		table.Text("frat_focus", func(f named) string { return f.FRATFocus.String() }),
		table.Text("frat_category", func(f named) string { return names.Category(f.FRATCategory) }),
		table.Share("frat_share", func(f named) *float64 { return shareOfCategory(f) }),
		table.Text("relationship", func(f named) string { return f.Relationship.String() }),
		table.Text("doubts", func(f named) string { return doubtText(f.Doubts) }),
		table.Boolean("satisfied_leaving", func(f named) bool { return f.SatisfiedLeaving }),
		table.Boolean("let_go", func(f named) bool { return f.LetGo }),
		table.Text("life_stage", func(f named) string { return f.Stage.String() }),
		table.Text("renewal_category", func(f named) string { return names.Category(f.Renewal.Category) }),
		table.Day("due_day", func(f named) *clock.Day { return dayOrNone(f.Renewal.Due) }))
	c = append(c, lifetimeColumns(names)[4:10]...)
	return append(c, matrixColumns(names)[4:]...)
}

func shareOfCategory(f named) *float64 {
	if f.FRATCategory == 0 {
		return nil
	}
	v := float64(f.FRATShare) / 1000
	return &v
}

func doubtText(d portfolio.Doubts) string {
	var out []string
	for _, v := range d.List() {
		out = append(out, string(v))
	}
	return strings.Join(out, " ")
}

var runColumns = []table.Column[portfolio.Run]{
	table.Text("id", func(r portfolio.Run) string { return r.ID.String() }),
	table.Integer("number", func(r portfolio.Run) int64 { return r.Number }),
	table.Day("as_of", func(r portfolio.Run) clock.Day { return r.AsOfDay }),
	table.Text("state", func(r portfolio.Run) string { return r.State }),
	table.Text("trigger", func(r portfolio.Run) string { return r.TriggerKind }),
	table.Integer("clients", func(r portfolio.Run) int64 { return r.Clients }),
	table.Integer("changed", func(r portfolio.Run) int64 { return r.Changed }),
	table.Time("created_at", func(r portfolio.Run) time.Time { return r.CreatedAt }),
	table.Time("finished_at", func(r portfolio.Run) *time.Time { return r.FinishedAt }),
}
