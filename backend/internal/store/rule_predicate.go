package store

import (
	"strconv"
	"time"

	"clientele/internal/rule"
)

// predicate writes what a predicate asks of a column, as 0 or 1.
func (c *compiler) predicate(column string, f *rule.Field, p *rule.Predicate) {
	if p.Negated {
		c.text("NOT ")
	}
	texts := f.Type == rule.Text || f.Type == rule.Choice
	if p.Shape == rule.Empty {
		c.text("(" + column + " IS NULL")
		if texts {
			c.text(" OR LENGTH(" + c.rules.dialect.bytes(column) + ") = 0")
		}
		c.text(")")
		return
	}
	c.text("(" + column + " IS NOT NULL AND ")
	if texts {
		c.words(column, p)
	} else {
		c.numbers(column, f, p)
	}
	c.text(")")
}

// words compares texts byte by byte. Where spaces at the end do not count for the engine, the plain comparison finds the rows and the bytes
// decide. Lengths are compared first: a part of the empty text is null on SQLite, and whole on MySQL where it is asked for from the end.
func (c *compiler) words(column string, p *rule.Predicate) {
	bytes := c.rules.dialect.bytes
	first := p.Texts[0]
	switch p.Shape {
	case rule.Containing:
		c.text("INSTR("+bytes(column)+", "+bytes("?")+") > 0", first)
	case rule.Starting:
		c.text("LENGTH("+bytes(column)+") >= ? AND SUBSTR("+bytes(column)+", 1, ?) = "+bytes("?"), len(first), len(first), first)
	case rule.Ending:
		c.text("LENGTH("+bytes(column)+") >= ? AND SUBSTR("+bytes(column)+", -?) = "+bytes("?"), len(first), len(first), first)
	default:
		c.text(column+" IN ("+marks(len(p.Texts))+")", anys(p.Texts)...)
		if c.rules.dialect.padded() {
			c.text(" AND " + bytes(column) + " IN (")
			for i, t := range p.Texts {
				if i > 0 {
					c.text(",")
				}
				c.text(bytes("?"), t)
			}
			c.text(")")
		}
	}
}

// numbers compares numbers, days, times, ids and flags.
func (c *compiler) numbers(column string, f *rule.Field, p *rule.Predicate) {
	switch {
	case p.Shape == rule.Yearly:
		c.text(c.rules.dialect.monthDay(column)+" IN ("+marks(len(p.Whole))+")", anys(p.Whole)...)
	case p.Shape == rule.OneOf && p.Real != nil:
		c.text(column+" IN ("+marks(len(p.Real))+")", anys(p.Real)...)
	case p.Shape == rule.OneOf:
		c.among(column, p.Whole)
	case p.LowReal != nil || p.HighReal != nil:
		c.span(column, bound(p.LowReal), bound(p.HighReal), p)
	case f.Type == rule.Time:
		c.span(column, instant(p.Low), instant(p.High), p)
	default:
		c.span(column, bound(p.Low), bound(p.High), p)
	}
}

// maxMarks is how many numbers of a list are bound: a category may have thousands below it, and engines take only so many values.
const maxMarks = 500

// among compares with a list of whole numbers; those of a long one stand in the text.
func (c *compiler) among(column string, values []int64) {
	if len(values) <= maxMarks {
		c.text(column+" IN ("+marks(len(values))+")", anys(values)...)
		return
	}
	list := make([]byte, 0, 20*len(values))
	for _, v := range values {
		list = append(strconv.AppendInt(list, v, 10), ',')
	}
	c.text(column + " IN (" + string(list[:len(list)-1]) + ")")
}

// span compares with bounds; nil is no bound.
func (c *compiler) span(column string, low, high any, p *rule.Predicate) {
	switch {
	case low != nil && high != nil && !p.LowOpen && !p.HighOpen:
		c.text(column+" BETWEEN ? AND ?", low, high)
	case low != nil && high != nil:
		c.text(column+" "+above(p.LowOpen)+" ? AND "+column+" "+below(p.HighOpen)+" ?", low, high)
	case low != nil:
		c.text(column+" "+above(p.LowOpen)+" ?", low)
	case high != nil:
		c.text(column+" "+below(p.HighOpen)+" ?", high)
	default:
		c.text("1 = 1")
	}
}

func above(open bool) string {
	if open {
		return ">"
	}
	return ">="
}

func below(open bool) string {
	if open {
		return "<"
	}
	return "<="
}

func bound[T int64 | float64](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}

func instant(micros *int64) any {
	if micros == nil {
		return nil
	}
	return time.UnixMicro(*micros).UTC()
}
