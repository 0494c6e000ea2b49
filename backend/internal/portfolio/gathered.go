package portfolio

import (
	"context"
	"slices"

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

// gathered is everything that a run read, of one consistent view.
type gathered struct {
	company   *inputs
	records   Records
	rest      map[id.ID]*gathering // divisions that sold something
	divisions []id.ID              // these, and those that have figures only, in order
	clients   int64                // figures over all scopes
}

// gather reads the facts of every scope in one pass over the orders and one over their lines.
func (s *Service) gather(ctx context.Context, base Scope, settings Settings, p job.Progress) (*gathered, error) {
	var w *gathered
	org, err := s.orgs.Get(ctx)
	if err != nil {
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
		told := int64(0)
		tell := func(rows int64) error { told = rows; return p.Update(ctx, rows, 0, StageReading) }
		if err := c.read(ctx, s.store, tell); err != nil {
			return err
		}
		if w, err = c.gathered(); err != nil {
			return err
		}
		if err := s.divisions(ctx, w); err != nil {
			return err
		}
		if w.records, err = s.records(ctx, base.AsOf, org.Zone(), org.Currency); err != nil {
			return err
		}
		w.company.records = w.records
		return s.lines(ctx, w.company, org.Currency, func(rows int64) error { return tell(told + rows) })
	})
	return w, err
}

// gathered turns what was collected into the company's inputs; those of the divisions are made one after the other, when their turn comes.
func (c *collector) gathered() (*gathered, error) {
	w := &gathered{rest: c.scopes}
	for _, g := range c.scopes {
		w.clients += int64(g.facts.count)
	}
	company := c.scopes[0]
	delete(c.scopes, 0)
	var err error
	w.company, err = company.inputs()
	return w, err
}

// divisions lists the divisions to write: with sales, or with figures of before.
func (s *Service) divisions(ctx context.Context, w *gathered) error {
	known, err := s.store.Divisions(ctx)
	if err != nil {
		return err
	}
	for d := range w.rest {
		known = append(known, d)
	}
	slices.Sort(known)
	w.divisions = slices.Compact(known)
	return nil
}

// lines reads what clients bought by category.
func (s *Service) lines(ctx context.Context, in *inputs, currency string, tell func(rows int64) error) error {
	categories, err := s.store.Categories(ctx)
	if err != nil {
		return err
	}
	in.categories = make(map[id.ID]Category, len(categories))
	codes := make([]id.ID, len(categories))
	for i, c := range categories {
		in.categories[c.ID], codes[i] = c, c.ID
	}
	clients, at := make([]id.ID, len(in.figures)), make(map[id.ID]int32, len(in.figures))
	for i := range in.figures {
		clients[i] = in.figures[i].Client
		at[clients[i]] = int32(i)
	}
	in.lines = newLineSet(clients, codes)
	rows := int64(0)
	err = s.store.Lines(ctx, in.scope.AsOf, currency, func(f LineFact) error {
		if i, ok := at[f.Client]; ok {
			in.lines.add(int(i), f)
		}
		if rows++; rows%20_000 == 0 {
			return tell(rows)
		}
		return nil
	})
	in.lines.seal()
	return err
}
