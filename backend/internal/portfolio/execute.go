package portfolio

import (
	"context"
	"encoding/json"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/event"
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
// and shows the whole at once. Stopped or broken off it leaves no trace that readers see; called again it starts over.
func (s *Service) Execute(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	params, err := job.Read[Params](j)
	if err != nil {
		return nil, err
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
	r, err := s.begin(ctx, j, params, settings, asOf)
	if err != nil {
		return nil, err
	}
	if err := s.all(ctx, &r, settings, p); err != nil {
		r.State = Failed
		if ctx.Err() != nil {
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
	return Result{RunID: r.ID, Number: r.Number, AsOf: r.AsOfDay, Clients: r.Clients, Changed: r.Changed}, nil
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

// scoped is what a run found in one scope.
type scoped struct {
	division id.ID
	figures  []Figure
}

func (s *Service) all(ctx context.Context, r *Run, settings Settings, p job.Progress) error {
	base := ScopeAt(r.AsOfDay, settings)
	var found []scoped
	var days []DayTotal
	var bounds Boundaries
	err := s.store.Snapshot(ctx, func(ctx context.Context) error {
		divisions, err := s.store.Divisions(ctx)
		if err != nil {
			return err
		}
		if days, err = s.store.Days(ctx, base); err != nil {
			return err
		}
		for i, d := range append([]id.ID{0}, divisions...) {
			scope := base
			scope.Division = d
			figures, b, err := s.class(ctx, scope, settings, p)
			if err != nil {
				return err
			}
			if i == 0 {
				bounds = b
			}
			found = append(found, scoped{d, figures})
		}
		return nil
	})
	if err != nil {
		return err
	}
	summary, err := summarise(found[0].figures, bounds.ABC, days, base)
	if err != nil {
		return err
	}
	total := int64(0)
	for _, f := range found {
		total += int64(len(f.figures))
	}
	w := writer{store: s.store, tx: s.tx, run: r.Number, progress: p, total: 2 * total, done: total}
	for _, f := range found {
		if err := w.diff(ctx, f); err != nil {
			return err
		}
	}
	r.Clients, r.Changed = int64(len(found[0].figures)), w.changed
	return s.publish(ctx, r, summary, bounds, counts(found[0].figures))
}

// class reads a scope's facts and classes its clients.
func (s *Service) class(ctx context.Context, scope Scope, settings Settings, p job.Progress) ([]Figure, Boundaries, error) {
	var facts []Fact
	err := s.store.Facts(ctx, scope, func(f Fact) error {
		facts = append(facts, f)
		if len(facts)%10_000 == 0 {
			return p.Update(ctx, int64(len(facts)), 0, "facts")
		}
		return nil
	})
	if err != nil {
		return nil, Boundaries{}, err
	}
	if err := p.Update(ctx, int64(len(facts)), int64(2*len(facts)), "classes"); err != nil {
		return nil, Boundaries{}, err
	}
	return compute(facts, settings, scope)
}

func (s *Service) publish(ctx context.Context, r *Run, summary Summary, b Boundaries, classes []ClassCount) error {
	text, err := json.Marshal(summary)
	if err != nil {
		return err
	}
	bounds, err := json.Marshal(b)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	r.Summary, r.Boundaries, r.State, r.FinishedAt = string(text), string(bounds), Published, &now
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Publish(ctx, *r, classes); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.RunPublished, "portfolio_run", r.ID, 0, map[string]any{"number": r.Number, "as_of": r.AsOfDay}))
	})
	if err != nil {
		return err
	}
	return s.store.DropLive(ctx, r.Number)
}

// counts gives the size of every computed segment of a scope, empty ones too.
func counts(figures []Figure) []ClassCount {
	abc, group := map[string]int64{"A": 0, "B": 0, "none": 0}, map[analytics.RFMGroup]int64{}
	for _, g := range analytics.RFMGroups() {
		group[g] = 0
	}
	for _, f := range figures {
		abc[f.ABC.String()]++
		if f.Group != "" {
			group[f.Group]++
		}
	}
	var out []ClassCount
	for _, c := range []string{"A", "B", "C", "D", "E", "F", "none"} {
		if n, ok := abc[c]; ok {
			out = append(out, ClassCount{"abc", c, n})
		}
	}
	for _, g := range analytics.RFMGroups() {
		out = append(out, ClassCount{"rfm_group", string(g), group[g]})
	}
	return out
}
