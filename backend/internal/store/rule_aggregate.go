package store

import (
	"clientele/internal/rule"
)

// aggregate writes a predicate about a measure of a client's rows.
func (c *compiler) aggregate(a *rule.Aggregate) {
	if some, ok := existence(a); ok {
		if !some {
			c.text("NOT ")
		}
		c.text("EXISTS (SELECT 1")
		c.rows(a)
		c.text(")")
		return
	}
	column := ""
	if a.Field != nil {
		column = c.rules.columnOf(a.Field, c.currency)
	}
	whole := &rule.Field{Type: rule.Number}
	switch a.Measure {
	case rule.Count:
		c.measured("COUNT(*)", whole, a)
	case rule.Sum:
		c.measured("COALESCE(SUM("+column+"), 0)", whole, a)
	case rule.Distinct:
		if a.Field.Type == rule.Choice {
			b := c.rules.dialect.bytes(column)
			column = "CASE WHEN LENGTH(" + b + ") > 0 THEN " + b + " END"
		}
		c.measured("COUNT(DISTINCT "+column+")", whole, a)
	case rule.Min:
		c.measured("MIN("+column+")", a.Field, a)
	case rule.Max:
		c.measured("MAX("+column+")", a.Field, a)
	default:
		c.average(column, a)
	}
}

// existence reads a count that asks for at least one row, or for none.
func existence(a *rule.Aggregate) (some, ok bool) {
	if a.Measure != rule.Count {
		return false, false
	}
	p := a.Predicate
	switch {
	case p.Shape == rule.OneOf && len(p.Whole) == 1 && p.Whole[0] == 0:
		return p.Negated, true
	case p.Shape == rule.Span && p.Low != nil && *p.Low == 1 && p.High == nil:
		return !p.Negated, true
	case p.Shape == rule.Span && p.Low == nil && p.High != nil && *p.High == 0:
		return p.Negated, true
	}
	return false, false
}

// rows writes which rows of the client are measured.
func (c *compiler) rows(a *rule.Aggregate) {
	t := ruleTables[a.Collection.Noun]
	fields := []*rule.Field{a.Field}
	for _, w := range a.Where {
		fields = append(fields, w.Field)
	}
	c.text(" FROM " + t.rows(fields...) + " WHERE " + t.client + " = c.id")
	for i := range a.Where {
		c.text(" AND ")
		c.predicate(c.rules.columnOf(a.Where[i].Field, c.currency), a.Where[i].Field, &a.Where[i].Predicate)
	}
}

// measured compares the value of an expression over the rows. Of no rows it may be null, which satisfies no predicate but the empty one.
func (c *compiler) measured(expression string, f *rule.Field, a *rule.Aggregate) {
	p := a.Predicate
	if p.Negated {
		c.text("NOT ")
	}
	if p.Shape == rule.Empty {
		c.text("((SELECT " + expression)
		c.rows(a)
		c.text(") IS NULL)")
		return
	}
	c.text("(COALESCE((SELECT CASE WHEN ")
	c.numbers(expression, f, &p)
	c.text(" THEN 1 ELSE 0 END")
	c.rows(a)
	c.text("), 0) = 1)")
}

// average compares sums: the mean is at least v where the sum of value − v over the rows is not negative.
func (c *compiler) average(column string, a *rule.Aggregate) {
	p := a.Predicate
	if p.Negated {
		c.text("NOT ")
	}
	if p.Shape == rule.Empty {
		c.text("((SELECT COUNT(" + column + ")")
		c.rows(a)
		c.text(") = 0)")
		return
	}
	from := func(v int64, op string) { c.text("SUM("+column+" * ? - ?) "+op+" 0", a.Scale, v) }
	c.text("(COALESCE((SELECT CASE WHEN ")
	switch {
	case p.Shape == rule.OneOf:
		from(p.Whole[0], "=")
	case p.Low == nil && p.High == nil:
		c.text("COUNT(" + column + ") > 0")
	}
	if p.Low != nil {
		from(*p.Low, above(p.LowOpen))
	}
	if p.Low != nil && p.High != nil {
		c.text(" AND ")
	}
	if p.High != nil {
		from(*p.High, below(p.HighOpen))
	}
	c.text(" THEN 1 ELSE 0 END")
	c.rows(a)
	c.text("), 0) = 1)")
}
