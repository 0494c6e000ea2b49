package portfolio

import (
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/job"
)

// The stages of a run, as its job tells them.
const (
	StageReading = "reading"
	StageModels  = "models"
	StageClasses = "classes"
	StageWriting = "writing"
)

// look is what a run reads and what it makes of it, all of one consistent view of the database.
type look struct {
	base     Scope
	settings Settings
	former   former
	writes   bool // not a preview: the company's figures only, and nothing of them is written
	progress job.Progress
	rows     int64 // read so far

	company   *classification
	records   Records
	rest      map[id.ID]*gathering // divisions that sold something, facts only
	divisions []id.ID              // these, and those that have figures only, in order
	clients   int64                // figures over all scopes
}

// look reads and classes the company, then gathers the facts of the divisions if it writes. The company's lines are given up
// before the divisions are read: a second pass over the orders, where there are divisions, costs less than the memory of both.
func (s *Service) look(ctx context.Context, base Scope, settings Settings, memory *allowance, p job.Progress, writes bool) (*look, error) {
	l := &look{base: base, settings: settings, writes: writes, progress: p}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	if l.former, err = s.former(ctx, settings); err != nil {
		return nil, err
	}
	err = s.store.Snapshot(ctx, func(ctx context.Context) error {
		first, err := s.store.FirstSaleDay(ctx)
		if err != nil {
			return err
		}
		if first != nil && *first > base.AsOf {
			first = nil
		}
		c := newCollector(base, settings, first)
		c.companyOnly, c.book = true, &orderBook{}
		if err := c.read(ctx, s.store, org.Currency, l); err != nil {
			return err
		}
		memory.clients(c.scopes[0].facts.count)
		if err := s.classCompany(ctx, org, l, c); err != nil {
			return err
		}
		if !writes {
			return nil
		}
		if c.divided {
			c = newCollector(base, settings, first)
			if err := c.read(ctx, s.store, org.Currency, l); err != nil {
				return err
			}
			delete(c.scopes, 0)
			l.rest = c.scopes
		}
		return s.divisions(ctx, l)
	})
	return l, err
}

// read counts a row, and tells now and then how many there were.
func (l *look) read(ctx context.Context) error {
	if l.rows++; l.rows%20_000 == 0 {
		return l.progress.Update(ctx, l.rows, 0, StageReading)
	}
	return nil
}

// classCompany reads what is known beside the orders and classes the company's clients.
func (s *Service) classCompany(ctx context.Context, org account.Organisation, l *look, c *collector) error {
	categories, lines, err := s.lines(ctx, c, org.Currency, l)
	if err != nil {
		return err
	}
	g := c.scopes[0]
	delete(c.scopes, 0)
	in, err := g.inputs()
	if err != nil {
		return err
	}
	if l.records, err = s.records(ctx, l.base.AsOf, org.Zone(), org.Currency); err != nil {
		return err
	}
	in.categories, in.lines, in.records, l.clients = categories, lines, l.records, int64(len(in.figures))
	in.former = l.former
	l.company, err = s.classed(ctx, in, l.progress, l.writes)
	in.giveUp()
	return err
}

// giveUp leaves of the inputs what is written and published: the figures.
func (in *inputs) giveUp() {
	in.lines, in.calibration, in.divisions, in.births, in.repeats = nil, nil, nil, nil, nil
}

// divisions lists the divisions to write: with sales, or with figures of before.
func (s *Service) divisions(ctx context.Context, l *look) error {
	known, err := s.store.Divisions(ctx)
	if err != nil {
		return err
	}
	for d, g := range l.rest {
		known = append(known, d)
		l.clients += int64(g.facts.count)
	}
	slices.Sort(known)
	l.divisions = slices.Compact(known)
	return nil
}

// lines reads what clients bought by category. It comes before figures are made of the facts: while so many rows are read there is little in
// memory that the collector of garbage has to look through.
func (s *Service) lines(ctx context.Context, c *collector, currency string, l *look) (map[id.ID]Category, *lineSet, error) {
	list, err := s.store.Categories(ctx)
	if err != nil {
		return nil, nil, err
	}
	categories, codes := make(map[id.ID]Category, len(list)), make([]id.ID, len(list))
	for i, v := range list {
		categories[v.ID], codes[i] = v, v.ID
	}
	lines := newLineSet(c.scopes[0].clients(), codes)
	m := lineMerger{book: c.book, currency: currency, into: lines}
	m.book.seal()
	err = s.store.Lines(ctx, func(v SoldLine) error {
		if err := m.add(v); err != nil {
			return err
		}
		return l.read(ctx)
	})
	m.flush()
	c.book = nil
	lines.seal()
	return categories, lines, err
}
