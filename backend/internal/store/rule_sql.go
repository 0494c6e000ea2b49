package store

import (
	"context"
	"strings"

	"clientele/internal/id"
	"clientele/internal/rule"
	"clientele/internal/segment"
)

// Compile writes a bound rule as a condition on client c with its bound values; clients that are merged into others satisfy none. Figures
// are those of the run that is published now. The rules of rule segments belong into the rule before (rule.Expand); one that is left is read
// from its members.
func (s Rules) Compile(ctx context.Context, b *rule.Bound) (where string, args []any, err error) {
	c, err := s.compiler(ctx, rule.NewLayout(b).Segments())
	if err != nil {
		return "", nil, err
	}
	c.text("c.merged_into IS NULL AND ")
	c.part(&b.Root)
	return c.sql.String(), c.args, nil
}

// compiler writes a condition from left to right, and the values in the order of their places.
type compiler struct {
	rules    Rules
	sql      strings.Builder
	args     []any
	run      int64
	currency string
	segments map[id.ID]segment.Segment
}

func (s Rules) compiler(ctx context.Context, segments []id.ID) (*compiler, error) {
	c := &compiler{rules: s, segments: map[id.ID]segment.Segment{}}
	var err error
	if c.run, err = s.publishedRun(ctx); err != nil {
		return nil, err
	}
	if c.currency, err = s.reporting(ctx); err != nil {
		return nil, err
	}
	return c, chunks(segments, maxBatch, func(part []id.ID) error {
		var rows []segment.Segment
		err := s.conn(ctx).Where("id IN ?", part).Find(&rows).Error
		for _, v := range rows {
			c.segments[v.ID] = v
		}
		return err
	})
}

func (c *compiler) text(sql string, args ...any) {
	c.sql.WriteString(sql)
	c.args = append(c.args, args...)
}

// part writes a node. Every expression is 0 or 1, never null, so that NOT is exact.
func (c *compiler) part(p *rule.Part) {
	switch {
	case p.Kind == rule.Not:
		c.text("NOT ")
		c.part(&p.Parts[0])
	case p.Kind == rule.Test && p.Test != nil:
		c.test(p.Test)
	case p.Kind == rule.Test && p.Aggregate != nil:
		c.aggregate(p.Aggregate)
	case p.Kind == rule.Test:
		c.segment(p)
	case len(p.Parts) == 0 && p.Kind == rule.All:
		c.text("(1 = 1)")
	case len(p.Parts) == 0:
		c.text("(1 = 0)")
	default:
		with := " AND "
		if p.Kind == rule.Any {
			with = " OR "
		}
		c.text("(")
		for i := range p.Parts {
			if i > 0 {
				c.text(with)
			}
			c.part(&p.Parts[i])
		}
		c.text(")")
	}
}

// test writes a predicate about a field with one value per client. Where the value stands in a row of its own, the question is whether
// that row satisfies it; what the absence of a row satisfies is known beforehand.
func (c *compiler) test(t *rule.FieldTest) {
	column := c.rules.columnOf(t.Field, c.currency)
	if t.Field.Noun == "client" {
		c.predicate(column, t.Field, &t.Predicate)
		return
	}
	absent := t.Match(t.Field.Absent)
	if absent {
		c.text("NOT ")
	}
	c.text("EXISTS (SELECT 1 FROM ")
	_, name, _ := strings.Cut(t.Field.Name, ".")
	switch t.Field.Noun {
	case "figure":
		// The sum keeps engines from reading all figures of a class for every client.
		c.text("portfolio_figure f WHERE f.client_id = c.id AND f.division_id + 0 = 0 AND "+visibleFigure, c.run, c.run)
	case "attribute":
		c.text("client_attribute a WHERE a.client_id = c.id AND a.attribute_id = ?", t.Field.Key)
	case "consent":
		channel, purpose, _ := strings.Cut(name, ".")
		c.text("consent_current k WHERE k.client_id = c.id AND k.channel = ? AND k.purpose = ?", channel, purpose)
	}
	c.text(" AND ")
	p := t.Predicate
	if absent {
		p.Negated = !p.Negated
	}
	c.predicate(column, t.Field, &p)
	c.text(")")
}

// segment writes the membership of a segment; one that does not exist has no members.
func (c *compiler) segment(p *rule.Part) {
	if p.Outside {
		c.text("NOT ")
	}
	s, ok := c.segments[p.Segment]
	if !ok {
		c.text("(1 = 0)")
		return
	}
	if s.Kind != segment.Computed {
		c.text("EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_id = ? AND m.client_id = c.id)", s.ID)
		return
	}
	query, args := memberQuery(s, c.run)
	c.text("(c.id IN (SELECT x.client_id FROM ("+query+") x))", args...)
}
