package portfolio

import (
	"context"
	"encoding/json"
	"errors"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// Result is what a finished run's job says.
type Result struct {
	RunID   id.ID     `json:"run_id"`
	Number  int64     `json:"number"`
	AsOf    clock.Day `json:"as_of"`
	Clients int64     `json:"clients"`
	Changed int64     `json:"changed"`
}

// Execute is the job: it reads the facts of one consistent view, classes every client, writes only what differs from the published run,
// and shows the whole at once. Stopped or broken off it leaves no trace that readers see; called again it starts over, unless what was broken
// off was no more than saying that its run is published.
func (s *Service) Execute(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	params, err := job.Read[Params](j)
	if err != nil {
		return nil, err
	}
	if r, ok, err := s.published(ctx, j); err != nil || ok {
		return r, err
	}
	if err := s.store.Sweep(ctx); err != nil {
		return nil, err
	}
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	asOf, err := s.today(ctx)
	if err != nil {
		return nil, err
	}
	if params.AsOf != nil {
		asOf = *params.AsOf
	}
	memory := newAllowance()
	defer memory.end()
	r, err := s.begin(ctx, j, params, settings, asOf)
	if err != nil {
		return nil, err
	}
	if err := s.all(ctx, &r, settings, memory, p); err != nil {
		r.State = Failed
		if ctx.Err() != nil || errors.Is(err, job.ErrCancelled) {
			r.State = Cancelled
		}
		clean := context.WithoutCancel(ctx)
		if e := s.store.FinishRun(clean, r); e != nil {
			return nil, e
		}
		if e := s.store.Sweep(clean); e != nil {
			return nil, e
		}
		return nil, err
	}
	return r.result(), nil
}

func (r Run) result() Result {
	return Result{RunID: r.ID, Number: r.Number, AsOf: r.AsOfDay, Clients: r.Clients, Changed: r.Changed}
}

// published gives the run that a job has published already, and clears up behind it once more: the program may have ended before that.
func (s *Service) published(ctx context.Context, j job.Job) (Result, bool, error) {
	if j.ID == 0 {
		return Result{}, false, nil
	}
	r, err := s.store.RunOfJob(ctx, j.ID)
	if fault.Is(err, fault.KindNotFound) {
		return Result{}, false, nil
	}
	if err != nil {
		return Result{}, false, err
	}
	settings, err := r.UsedSettings()
	if err == nil {
		err = s.clearUp(ctx, r, settings)
	}
	return r.result(), true, err
}

// clearUp removes what nobody needs once a run is published.
func (s *Service) clearUp(ctx context.Context, r Run, settings Settings) error {
	if err := s.store.DropLive(ctx, r.Number); err != nil {
		return err
	}
	return s.prune(ctx, settings)
}

func (s *Service) begin(ctx context.Context, j job.Job, params Params, settings Settings, asOf clock.Day) (Run, error) {
	b, err := json.Marshal(settings)
	if err != nil {
		return Run{}, err
	}
	r := Run{AsOfDay: asOf, State: Running, TriggerKind: params.Trigger, Settings: string(b), JobID: &j.ID, CreatedBy: params.By}
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		r, err = s.store.CreateRun(ctx, r)
		return err
	})
	return r, err
}

// all reads, classes and writes every scope, then shows the run.
func (s *Service) all(ctx context.Context, r *Run, settings Settings, memory *allowance, p job.Progress) error {
	l, err := s.look(ctx, ScopeAt(r.AsOfDay, settings), settings, memory, p, r.Number)
	if err != nil {
		return err
	}
	memory.writing(len(l.company.in.figures))
	out := writer{store: s.store, tx: s.tx, run: r.Number, progress: p, total: l.clients}
	company := l.company
	err = s.store.Room(ctx, func() error {
		if err := s.write(ctx, &out, 0, company); err != nil {
			return err
		}
		r.Clients = int64(len(company.in.figures))
		l.company, company.in = nil, nil
		for _, division := range l.divisions {
			if err := s.division(ctx, &out, l, division); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.Changed = out.changed
	if err := s.publish(ctx, r, company); err != nil {
		return err
	}
	return s.clearUp(ctx, *r, settings)
}

// division classes and writes one division; one without sales loses the figures it had.
func (s *Service) division(ctx context.Context, out *writer, l *look, division id.ID) error {
	g, ok := l.rest[division]
	if !ok {
		c := &classification{in: &inputs{}, reports: map[ReportName]any{}}
		var err error
		if c.diff, err = l.former.compare(ctx, s.store, division, nil); err != nil {
			return err
		}
		return s.write(ctx, out, division, c)
	}
	delete(l.rest, division)
	in, err := g.inputs()
	if err != nil {
		return err
	}
	in.records, in.former = l.records.ofDivision(), l.former
	found, err := s.classed(ctx, in, l.progress, true)
	if err != nil {
		return err
	}
	return s.write(ctx, out, division, found)
}

// write writes the figures and the reports of a scope.
func (s *Service) write(ctx context.Context, out *writer, division id.ID, c *classification) error {
	if err := out.write(ctx, division, c.in.figures, c.diff); err != nil {
		return err
	}
	if c.reports[ReportMoves] = c.diff.moves.report(); division == 0 {
		if err := s.prospects(ctx, out.run, c); err != nil {
			return err
		}
	}
	texts := make(map[ReportName]string, len(c.reports))
	for name, v := range c.reports {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		texts[name] = string(b)
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.PutReports(ctx, out.run, division, texts) })
}

// prospects counts the clients that have no sale by a run, whose figures are written: they have no figure, or one of returns only.
func (s *Service) prospects(ctx context.Context, run int64, c *classification) error {
	n, err := s.store.Prospects(ctx, run, c.summary.Buyers)
	c.counts = append(c.counts, ClassCount{"relationship", string(analytics.StateProspect), n})
	if r, ok := c.reports[ReportRelationship].(RelationshipReport); ok {
		r.Prospects = n
		c.reports[ReportRelationship] = r
	}
	return err
}

func (s *Service) publish(ctx context.Context, r *Run, company *classification) error {
	text, err := json.Marshal(company.summary)
	if err != nil {
		return err
	}
	bounds, err := json.Marshal(company.bounds)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	r.Summary, r.Boundaries, r.State, r.FinishedAt = string(text), string(bounds), Published, &now
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Publish(ctx, *r, company.counts); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.RunPublished, "portfolio_run", r.ID, 0, map[string]any{"number": r.Number, "as_of": r.AsOfDay}))
	})
	if fault.Code(err) != "run_over" {
		return err
	}
	// Tried again after an answer that never came, or swept by another process.
	if now, e := s.store.Run(ctx, r.ID); e != nil || now.State != Published {
		return err
	}
	return nil
}
