package portfolio

import (
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/clock"
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
	run      int64 // that writes; 0 of a preview: the company's figures only, and nothing of them is written
	memory   *allowance
	progress job.Progress
	rows     int64      // read so far
	first    *clock.Day // of all purchases of clients up to the day

	company   *classification
	records   Records
	rest      map[id.ID]*gathering // divisions that sold something, facts only
	divisions []id.ID              // these, and those that have figures only, in order
	clients   int64                // figures over all scopes
}

// look reads and classes the company, then gathers the facts of the divisions if it writes. The company's lines are given up
// before the divisions are read: a second pass over the orders, where there are divisions, costs less than the memory of both.
func (s *Service) look(ctx context.Context, base Scope, settings Settings, memory *allowance, p job.Progress, run int64) (*look, error) {
	l := &look{base: base, settings: settings, run: run, memory: memory, progress: p}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	if l.former, err = s.former(ctx, settings); err != nil {
		return nil, err
	}
	outside := ctx
	err = s.store.Snapshot(ctx, func(ctx context.Context) error {
		if l.first, err = s.store.FirstSaleDay(ctx); err != nil {
			return err
		}
		if l.first != nil && *l.first > base.AsOf {
			l.first = nil
		}
		g, err := s.gather(ctx, outside, org, l)
		if err != nil {
			return err
		}
		if err := s.classCompany(ctx, org, l, g); err != nil {
			return err
		}
		if run == 0 {
			return nil
		}
		if g.collector.divided {
			c := newCollector(base, settings, l.first)
			if g.kept.usable {
				err = g.kept.read(ctx, s.store, c, nil, l)
			} else {
				err = c.read(ctx, s.store, org.Currency, l)
			}
			if err != nil {
				return err
			}
			delete(c.scopes, 0)
			l.rest = c.scopes
		}
		return s.divisions(ctx, l)
	})
	return l, err
}

// toldRows is after how many rows a run tells how far it is, and takes account of the clients it holds.
const toldRows = 20_000

// read counts a row, and tells now and then how many there were.
func (l *look) read(ctx context.Context) error {
	if l.rows++; l.rows%toldRows == 0 {
		return l.progress.Update(ctx, l.rows, 0, StageReading)
	}
	return nil
}

// classCompany reads what is known beside the orders and classes the company's clients.
func (s *Service) classCompany(ctx context.Context, org account.Organisation, l *look, g *gathered) error {
	company := g.collector.scopes[0]
	delete(g.collector.scopes, 0)
	in, err := company.inputs()
	if err != nil {
		return err
	}
	if l.records, err = s.records(ctx, l.base.AsOf, org.Zone(), org.Currency); err != nil {
		return err
	}
	in.categories, in.lines, in.records, l.clients = g.categories, g.lines, l.records, int64(len(in.figures))
	in.former, g.lines = l.former, nil
	l.company, err = s.classed(ctx, in, l.progress, l.run != 0)
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
