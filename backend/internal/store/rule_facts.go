package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"clientele/internal/id"
	"clientele/internal/rule"
	"clientele/internal/segment"
)

// Facts gives what a layout asks about clients, at most 1,000: one query for the clients, and one more per noun that is asked about. Clients
// that do not exist are left out. Compile asks the same of the same expressions.
func (s Rules) Facts(ctx context.Context, l *rule.Layout, clients []id.ID) ([]rule.Facts, error) {
	if len(clients) == 0 {
		return nil, nil
	}
	c, err := s.compiler(ctx, l.Segments())
	if err != nil {
		return nil, err
	}
	f := &factReader{compiler: c, ctx: ctx, layout: l, in: " IN (" + marks(len(clients)) + ")", clients: anys(clients), at: make(map[id.ID]int, len(clients))}
	for _, step := range []func() error{f.readClients, f.readFigures, f.readAttributes, f.readConsents, f.readRows, f.readSegments} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return f.facts, nil
}

// factReader fills the facts of clients, noun by noun.
type factReader struct {
	*compiler
	ctx     context.Context
	layout  *rule.Layout
	in      string // the condition that an id is one of the clients
	clients []any
	facts   []rule.Facts
	at      map[id.ID]int
}

// of gives the facts of a client, nil for one that does not exist.
func (r *factReader) of(v any) *rule.Facts {
	i, ok := r.at[id.ID(whole(v))]
	if !ok {
		return nil
	}
	return &r.facts[i]
}

// fields gives the columns of the layout's fields of a noun, and their places.
func (r *factReader) fields(noun string) (columns string, places []int) {
	for i, f := range r.layout.Fields() {
		if f.Noun == noun {
			columns += ", " + r.rules.columnOf(f, r.currency)
			places = append(places, i)
		}
	}
	return columns, places
}

func (r *factReader) fill(f *rule.Facts, places []int, row []any) {
	for i, place := range places {
		f.Values[place] = cell(r.layout.Fields()[place], row[i])
	}
}

func (r *factReader) readClients() error {
	columns, places := r.fields("client")
	q := "SELECT c.id, CASE WHEN c.merged_into IS NULL THEN 0 ELSE 1 END" + columns + " FROM client c WHERE c.id" + r.in
	return r.rules.cells(r.ctx, 2+len(places), q, r.clients, func(row []any) error {
		f := r.layout.New(id.ID(whole(row[0])))
		f.Merged = whole(row[1]) == 1
		r.fill(&f, places, row[2:])
		r.at[f.Client] = len(r.facts)
		r.facts = append(r.facts, f)
		return nil
	})
}

func (r *factReader) readFigures() error {
	columns, places := r.fields("figure")
	if len(places) == 0 {
		return nil
	}
	q := "SELECT f.client_id" + columns + " FROM portfolio_figure f WHERE f.client_id" + r.in + " AND f.division_id = 0 AND " + visibleFigure
	return r.rules.cells(r.ctx, 1+len(places), q, append(append([]any{}, r.clients...), r.run, r.run), func(row []any) error {
		if f := r.of(row[0]); f != nil {
			r.fill(f, places, row[1:])
		}
		return nil
	})
}

func (r *factReader) readAttributes() error {
	places, args := map[int64]int{}, append([]any{}, r.clients...)
	for i, f := range r.layout.Fields() {
		if f.Noun == "attribute" {
			places[int64(f.Key)] = i
			args = append(args, f.Key)
		}
	}
	if len(places) == 0 {
		return nil
	}
	q := "SELECT a.client_id, a.attribute_id, a.text_value, a.number_value, a.day_value FROM client_attribute a WHERE a.client_id" + r.in +
		" AND a.attribute_id IN (" + marks(len(places)) + ")"
	return r.rules.cells(r.ctx, 5, q, args, func(row []any) error {
		place := places[whole(row[1])]
		field := r.layout.Fields()[place]
		value := row[3]
		switch r.rules.columnOf(field, "") {
		case "a.text_value":
			value = row[2]
		case "a.day_value":
			value = row[4]
		}
		if f := r.of(row[0]); f != nil {
			f.Values[place] = cell(field, value)
		}
		return nil
	})
}

func (r *factReader) readConsents() error {
	places := map[string]int{}
	for i, f := range r.layout.Fields() {
		if f.Noun == "consent" {
			places[f.Name] = i
		}
	}
	if len(places) == 0 {
		return nil
	}
	q := "SELECT k.client_id, k.channel, k.purpose, k.state FROM consent_current k WHERE k.client_id" + r.in
	return r.rules.cells(r.ctx, 4, q, r.clients, func(row []any) error {
		place, ok := places["consent."+text(row[1])+"."+text(row[2])]
		if f := r.of(row[0]); f != nil && ok {
			f.Values[place] = rule.TextCell(text(row[3]))
		}
		return nil
	})
}

// readRows reads the rows of every collection.
func (r *factReader) readRows() error {
	for at, c := range r.layout.Collections() {
		t := ruleTables[c.Collection.Noun]
		columns := ""
		for _, f := range c.Fields {
			columns += ", " + r.rules.columnOf(f, r.currency)
		}
		q := "SELECT " + t.client + columns + " FROM " + t.rows(c.Fields...) + " WHERE " + t.client + r.in
		err := r.rules.cells(r.ctx, 1+len(c.Fields), q, r.clients, func(row []any) error {
			f := r.of(row[0])
			if f == nil {
				return nil
			}
			cells := make([]rule.Cell, len(c.Fields))
			for i, field := range c.Fields {
				cells[i] = cell(field, row[1+i])
			}
			f.Rows[at] = append(f.Rows[at], cells)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readSegments notes memberships: of lists in one query, of each class in one.
func (r *factReader) readSegments() error {
	join := func(v id.ID) func(row []any) error {
		return func(row []any) error {
			if f := r.of(row[0]); f != nil {
				f.Join(v)
			}
			return nil
		}
	}
	var lists []any
	for _, v := range r.layout.Segments() {
		s, ok := r.segments[v]
		switch {
		case !ok:
			continue
		case s.Kind != segment.Computed:
			lists = append(lists, v)
			continue
		}
		query, args := memberQuery(s, r.run)
		column := "f.client_id"
		if strings.HasPrefix(query, prospects) {
			column = "c.id"
		}
		if err := r.rules.cells(r.ctx, 1, query+" AND "+column+r.in, append(args, r.clients...), join(v)); err != nil {
			return err
		}
	}
	if len(lists) == 0 {
		return nil
	}
	q := "SELECT client_id, segment_id FROM segment_member WHERE client_id" + r.in + " AND segment_id IN (" + marks(len(lists)) + ")"
	return r.rules.cells(r.ctx, 2, q, append(append([]any{}, r.clients...), lists...), func(row []any) error {
		return join(id.ID(whole(row[1])))(row)
	})
}

// cell reads a column as the field has it.
func cell(f *rule.Field, v any) rule.Cell {
	if f.Type == rule.Text || f.Type == rule.Choice {
		return rule.TextCell(text(v))
	}
	switch n := v.(type) {
	case int64:
		if f.Real {
			return rule.RealCell(float64(n))
		}
		return rule.WholeCell(n)
	case float64:
		switch {
		case f.Real:
			return rule.RealCell(n)
		case n == 0 || n == 1: // a flag of the company's own
			return rule.WholeCell(int64(n))
		}
		return rule.WholeCell(-1)
	case time.Time:
		return rule.WholeCell(n.UnixMicro())
	case bool:
		if n {
			return rule.WholeCell(1)
		}
		return rule.WholeCell(0)
	case []byte, string: // a decimal
		if n, err := strconv.ParseInt(text(v), 10, 64); err == nil {
			return rule.WholeCell(n)
		}
	}
	return rule.Cell{}
}
