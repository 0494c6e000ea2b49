package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/segment"
)

// dimension is how a query over client c with figures f is laid out: the expression of a value, never null, and what has to be joined for it.
type dimension struct {
	value string
	join  string
	ids   bool   // values are ids, 0 where there is none
	label string // what a value is called, where that is another column
}

// boughtIn is the categories that clients have ever bought in, as boughtIn: a row per client and category.
const boughtIn = ` LEFT JOIN (SELECT DISTINCT o.client_id, p.category_id FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
	WHERE o.counted = 1 AND o.kind = 'sale' AND o.client_id IS NOT NULL AND p.category_id IS NOT NULL) bi ON bi.client_id = c.id`

// heldBy is the segments with member rows that hold clients: a row per client and segment.
const heldBy = ` JOIN (SELECT m.client_id, m.segment_id FROM segment_member m JOIN segment sg ON sg.id = m.segment_id AND sg.state = 'active' AND sg.owner_noun = '') hb ON hb.client_id = c.id`

func dimensionOf(name string) dimension {
	switch name {
	case "category":
		return dimension{value: "COALESCE(bi.category_id, 0)", join: boughtIn, ids: true}
	case "segment":
		return dimension{value: "hb.segment_id", join: heldBy, ids: true}
	case "frat_category":
		return dimension{value: "COALESCE(f.frat_category_id, 0)", ids: true}
	case segment.Relationship:
		return dimension{value: "CASE WHEN COALESCE(f.total_orders, 0) = 0 THEN 'prospect' ELSE f.relationship END"}
	}
	if name == "city" {
		return dimension{value: "c.city_key", label: "MAX(c.city)"}
	}
	if column, ok := clientDimensions[name]; ok {
		return dimension{value: column}
	}
	return dimension{value: "COALESCE(f." + segment.Measures[name] + ", '')"}
}

// measureParts are the numerator and the denominator of each measure over clients c with figures f; an empty denominator divides by nothing. {day} is the run's day.
var measureParts = map[string][2]string{
	"clients":              {"COUNT(*)", ""},
	"revenue":              {"COALESCE(SUM(f.revenue_minor), 0)", ""},
	"margin":               {"COALESCE(SUM(f.margin_minor), 0)", ""},
	"orders":               {"COALESCE(SUM(f.orders), 0)", ""},
	"average_basket":       {"COALESCE(SUM(f.revenue_minor), 0)", "COALESCE(SUM(f.orders), 0)"},
	"revenue_per_client":   {"COALESCE(SUM(f.revenue_minor), 0)", "COUNT(*)"},
	"predicted":            {"COALESCE(SUM(CASE WHEN f.basis <> '' THEN f.predicted_minor END), 0)", ""},
	"predicted_per_client": {"COALESCE(SUM(CASE WHEN f.basis <> '' THEN f.predicted_minor END), 0)", "COUNT(CASE WHEN f.basis <> '' THEN 1 END)"},
	"recency":              {"COALESCE(SUM({day} - f.last_day), 0)", "COUNT(f.last_day)"},
}

// exploring is one question, ready to be asked.
type exploring struct {
	s        SegmentAnalyses
	ctx      context.Context
	ask      segment.Question
	k        classed
	num, den string
}

// laid is a row of what is asked: values of the dimensions and the parts of the measure.
type laid struct {
	A, B     string
	Label    string
	Clients  int64
	Num, Den *int64
}

// Explore lays a measure out by one or two dimensions: the biggest rows, the biggest columns, the total, then the cells. Four queries at most.
func (s SegmentAnalyses) Explore(ctx context.Context, ask segment.Question, run int64, asOf clock.Day) (segment.Answer, error) {
	var out segment.Answer
	k, err := s.clients.classed(ctx, ask.Filter.Classes, run)
	if err != nil {
		return out, err
	}
	e := exploring{s: s, ctx: ctx, ask: ask, k: k}
	parts := measureParts[ask.Measure]
	e.num, e.den = strings.ReplaceAll(parts[0], "{day}", strconv.FormatInt(int64(asOf), 10)), parts[1]
	total, err := e.read(nil, nil, 1)
	if err != nil {
		return out, err
	}
	out.Total = total[0].cell()
	var rows, columns []string
	var cut bool
	if out.Rows, rows, cut, err = e.heads(ask.Rows, segment.MaxRows); err != nil {
		return out, err
	}
	out.Cut = cut
	if ask.Columns == "" || len(rows) == 0 {
		for i, h := range out.Rows {
			h.Cell.Row = i
			out.Cells = append(out.Cells, h.Cell)
		}
		return out, nil
	}
	if out.Columns, columns, cut, err = e.heads(ask.Columns, segment.MaxColumns); err != nil {
		return out, err
	}
	out.Cut = out.Cut || cut
	cells, err := e.read([]string{ask.Rows, ask.Columns}, [][]string{rows, columns}, segment.MaxRows*segment.MaxColumns)
	for _, l := range cells {
		c := l.cell()
		c.Row, c.Column = slices.Index(rows, l.A), slices.Index(columns, l.B)
		out.Cells = append(out.Cells, c)
	}
	return out, err
}

// heads gives the biggest values of a dimension with their totals, and the values as they are stored.
func (e *exploring) heads(name string, most int) ([]segment.Head, []string, bool, error) {
	rows, err := e.read([]string{name}, nil, most+1)
	if err != nil {
		return nil, nil, false, err
	}
	cut := len(rows) > most
	rows = rows[:min(len(rows), most)]
	if name == "abc" {
		slices.SortFunc(rows, func(a, b laid) int { return cmp.Compare(a.A, b.A) })
	}
	out, values := make([]segment.Head, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		values[i] = r.A
		out[i] = segment.Head{Value: r.A, Label: cmp.Or(r.Label, r.A), Cell: r.cell()}
	}
	return out, values, cut, e.name(name, out)
}

// read asks for the measure by some dimensions, the biggest first, narrowed to values of theirs.
func (e *exploring) read(dimensions []string, values [][]string, limit int) ([]laid, error) {
	q, err := e.s.clients.clientsWhere(e.ctx, e.s.conn(e.ctx).Table("client c"), e.ask.Filter, e.k)
	if err != nil {
		return nil, err
	}
	q = e.k.inClasses(q).Joins("LEFT JOIN portfolio_figure f ON f.client_id = c.id AND f.division_id = ? AND "+visibleFigure, e.k.division, e.k.run, e.k.run)
	selects := []string{"COUNT(*) AS clients", e.num + " AS num"}
	if e.den != "" {
		selects = append(selects, e.den+" AS den")
	}
	for i, name := range dimensions {
		d := dimensionOf(name)
		if d.join != "" {
			q = q.Joins(d.join)
		}
		selects = append(selects, d.value+" AS "+[]string{"a", "b"}[i])
		q = q.Group(d.value)
		if d.label != "" && len(dimensions) == 1 {
			selects = append(selects, d.label+" AS label")
		}
		if values != nil {
			q = in(q, d, values[i])
		}
	}
	var out []laid
	err = q.Select(strings.Join(selects, ", ")).Order(strings.Join(append([]string{"clients DESC"}, []string{"a", "b"}[:len(dimensions)]...), ", ")).Limit(limit).Scan(&out).Error
	return out, err
}

// in narrows to values of an expression; what is a number is compared with numbers.
func in(q *gorm.DB, d dimension, values []string) *gorm.DB {
	if !d.ids {
		return q.Where(d.value+" IN ?", values)
	}
	return q.Where(d.value+" IN ?", numbers(values))
}

func numbers(values []string) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		out[i], _ = strconv.ParseInt(v, 10, 64)
	}
	return out
}

func (l laid) cell() segment.Cell {
	c := segment.Cell{Clients: l.Clients}
	num := int64(0)
	if l.Num != nil {
		num = *l.Num
	}
	if l.Den != nil {
		c.Value = ratio(num, *l.Den)
		return c
	}
	v := float64(num)
	c.Value = &v
	return c
}

// name gives labels to values that are ids, and an empty value to those that are none.
func (e *exploring) name(dimension string, heads []segment.Head) error {
	table := map[string]string{"category": "product_category", "frat_category": "product_category", "segment": "segment"}[dimension]
	if table == "" {
		return nil
	}
	ids := make([]string, len(heads))
	for i := range heads {
		if ids[i] = heads[i].Value; heads[i].Value == "0" {
			heads[i].Value, heads[i].Label = "", ""
		}
	}
	var rows []struct {
		ID   id.ID
		Name string
	}
	err := e.s.conn(e.ctx).Table(table).Select("id, name").Where("id IN ?", numbers(ids)).Scan(&rows).Error
	for _, r := range rows {
		for i := range heads {
			if heads[i].Value == r.ID.String() {
				heads[i].Label = r.Name
			}
		}
	}
	return err
}
