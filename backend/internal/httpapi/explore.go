package httpapi

import (
	"maps"
	"slices"

	"github.com/gin-gonic/gin"

	"clientele/internal/segment"
)

// dimensionQuery names the parameter of GET /clients that narrows to one value of a dimension.
var dimensionQuery = map[string]string{"frat_category": "frat_category_id", "category": "bought_category_id", "segment": "segment_id"}

// explore lays a measure out by two dimensions.
//
//	@ID			explore
//	@Summary	Any measure by any two dimensions
//	@Description	Measures but clients come from the published run: revenue, margin and orders of its window, predicted margin, days since the last purchase. A client stands in every category it has bought and every segment that holds it, so their rows may add up to more than the total. Narrowed like the list of clients.
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		measure				query		string	true	"clients, revenue, margin, orders, average_basket, revenue_per_client, predicted, predicted_per_client, recency"
//	@Param		rows				query		string	true	"abc, rfm_group, quadrant, relationship, life_stage, trend, frat_category, kind, country, region, city, language, channel, acquisition_source, source, category, segment"
//	@Param		columns				query		string	false	"Another of them"
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
//	@Success	200					{object}	ExplorationBody
//	@Failure	401,403,422	{object}	Problem
//	@Router		/explore [get]
func (h Segments) explore(c *gin.Context) (any, error) {
	q := readQuery(c)
	ask := segment.Question{Measure: q.text("measure"), Rows: q.text("rows"), Columns: q.text("columns"), Filter: clientFilter(q)}
	q.check.OneOf("measure", ask.Measure, segment.MeasureNames()...)
	q.check.OneOf("rows", ask.Rows, segment.ExploreDimensions...)
	if ask.Columns != "" {
		q.check.OneOf("columns", ask.Columns, segment.ExploreDimensions...)
		q.check.That(ask.Columns != ask.Rows, "columns", "same", "must be another dimension than rows")
	}
	for _, d := range []string{ask.Rows, ask.Columns} {
		if p := dimensionQuery[d]; (d == "segment" || d == "category") && q.text(p) != "" {
			q.check.Add(p, "with_dimension", "cannot narrow the dimension that is laid out")
		}
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	r, err := h.Analyses.Explore(ctx, ask)
	if err != nil {
		return nil, err
	}
	currency, _, err := h.Clients.Reporting(ctx)
	if err != nil {
		return nil, err
	}
	return explorationBody(ask, r, currency, asked(c)), nil
}

// asked gives the filters of a request for an exploration.
func asked(c *gin.Context) map[string]string {
	out := map[string]string{}
	for name, v := range c.Request.URL.Query() {
		if !slices.Contains([]string{"measure", "rows", "columns"}, name) && len(v) > 0 && v[0] != "" {
			out[name] = v[0]
		}
	}
	return out
}

func explorationBody(ask segment.Question, r segment.Answer, currency string, base map[string]string) ExplorationBody {
	out := ExplorationBody{Measure: ask.Measure, Unit: segment.ExploreMeasures[ask.Measure], RowsBy: ask.Rows, ColumnsBy: ask.Columns, RunNumber: r.Run, AsOf: r.AsOf,
		Currency: currency, Rows: make([]ExploreHeadBody, len(r.Rows)), Columns: make([]ExploreHeadBody, len(r.Columns)), Cells: make([]ExploreCellBody, len(r.Cells)),
		Total: ExploreCellBody{Clients: r.Total.Clients, Value: r.Total.Value, Filter: base}, Cut: r.Cut}
	for i, v := range r.Rows {
		out.Rows[i] = exploreHeadBody(v, narrowed(base, ask.Rows, v.Value))
	}
	for i, v := range r.Columns {
		out.Columns[i] = exploreHeadBody(v, narrowed(base, ask.Columns, v.Value))
	}
	for i, v := range r.Cells {
		filter := narrowed(base, ask.Rows, r.Rows[v.Row].Value)
		if ask.Columns != "" {
			filter = narrowed(filter, ask.Columns, r.Columns[v.Column].Value)
		}
		out.Cells[i] = ExploreCellBody{Row: int64(v.Row), Column: int64(v.Column), Clients: v.Clients, Value: v.Value, Filter: filter}
	}
	return out
}

func exploreHeadBody(v segment.Head, filter map[string]string) ExploreHeadBody {
	return ExploreHeadBody{Value: v.Value, Label: v.Label, Clients: v.Clients, Total: v.Cell.Value, Filter: filter}
}

// narrowed adds to a query of GET /clients that a dimension has a value; an empty one is asked for by without.
func narrowed(base map[string]string, dimension, value string) map[string]string {
	out := maps.Clone(base)
	name := dimension
	if p, ok := dimensionQuery[dimension]; ok {
		name = p
	}
	switch {
	case value != "":
		out[name] = value
	case out["without"] != "":
		out["without"] += "," + dimension
	default:
		out["without"] = dimension
	}
	return out
}
