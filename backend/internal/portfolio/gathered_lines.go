package portfolio

import (
	"context"
	"errors"

	"clientele/internal/account"
	"clientele/internal/id"
)

// gathered is the company's orders, in a collector, and its lines.
type gathered struct {
	collector  *collector
	lines      *lineSet
	categories map[id.ID]Category
	kept       *keptFacts
}

// gather reads the orders and lines of the company: from dossiers and what has changed since, or all of them anew. A run that writes keeps
// dossiers for the next one, in transactions outside of the view that it reads.
func (s *Service) gather(ctx, outside context.Context, org account.Organisation, l *look) (*gathered, error) {
	g := &gathered{categories: map[id.ID]Category{}}
	list, err := s.store.Categories(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(list))
	for i, v := range list {
		g.categories[v.ID], ids[i] = v, v.ID
	}
	if g.kept, err = s.kept(ctx, org, ids); err != nil {
		return nil, err
	}
	if !g.kept.usable {
		return g, s.gatherAnew(ctx, outside, org, l, g)
	}
	g.begin(l)
	l.memory.clients(int(g.kept.state.Clients))
	err = g.kept.read(ctx, s.store, g.collector, g.lines, l)
	if errors.Is(err, errDossier) {
		g.kept.usable = false
		return g, s.gatherAnew(ctx, outside, org, l, g)
	}
	if err != nil {
		return nil, err
	}
	g.lines.seal(g.collector.scopes[0].clients())
	if l.run != 0 {
		err = s.keep(outside, l.run, g.kept)
	}
	return g, err
}

func (g *gathered) begin(l *look) {
	g.collector = newCollector(l.base, l.settings, l.first)
	g.collector.companyOnly = true
	g.lines = newLineSet(g.kept.categories)
}

// gatherAnew reads every order and every line. Lines come before figures are made of the facts: while so many rows are read there is little
// in memory that the collector of garbage has to look through.
func (s *Service) gatherAnew(ctx, outside context.Context, org account.Organisation, l *look, g *gathered) error {
	g.begin(l)
	c := g.collector
	c.book = &orderBook{}
	if l.run != 0 {
		c.packing = &packing{divisions: g.kept.divisions}
	}
	if err := c.read(ctx, s.store, org.Currency, l); err != nil {
		return err
	}
	l.memory.clients(c.scopes[0].facts.count)
	m := lineMerger{book: c.book, currency: org.Currency, into: g.lines}
	m.book.seal()
	err := s.store.Lines(ctx, func(v SoldLine) error {
		if err := m.add(v); err != nil {
			return err
		}
		return l.read(ctx)
	})
	m.flush()
	c.book, m.book = nil, nil
	if err != nil {
		return err
	}
	g.lines.seal(c.scopes[0].clients())
	if p := c.packing; p != nil {
		c.packing = nil
		err = s.keepAll(outside, l.run, g.kept, &p.orders, g.lines)
	}
	return err
}
