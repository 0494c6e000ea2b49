package portfolio

import (
	"context"
	"errors"
	"slices"

	"clientele/internal/account"
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// PreviewKind is the kind of the job that looks at what other settings would find.
const PreviewKind = "portfolio.preview"

// PreviewParams is what a preview is asked for. A nil AsOf is today.
type PreviewParams struct {
	AsOf     *clock.Day `json:"as_of,omitempty"`
	Settings Settings   `json:"settings"`
}

// Preview is what a run with other settings would find, beside what the published run has; where there is none, the latter is empty.
type Preview struct {
	AsOf    clock.Day      `json:"as_of"`
	Classes []PreviewClass `json:"classes"`
	Moved   []PreviewMoved `json:"moved"`
	Cuts    PreviewCuts    `json:"cuts"`
	CutsNow *PreviewCuts   `json:"cuts_now"`
}

// PreviewClass is one class under the other settings and now. Revenue is of the window, in minor units.
type PreviewClass struct {
	Measure    string `json:"measure"`
	Value      string `json:"value"`
	Clients    int64  `json:"clients"`
	ClientsNow int64  `json:"clients_now"`
	Revenue    int64  `json:"revenue_minor"`
	RevenueNow int64  `json:"revenue_now_minor"`
}

// PreviewMoved is how many of the clients that both know would stay in their class, or get into a better or a worse one.
type PreviewMoved struct {
	Measure string `json:"measure"`
	Stayed  int64  `json:"stayed"`
	Up      int64  `json:"up"`
	Down    int64  `json:"down"`
}

// PreviewCuts are where classes begin, in minor units.
type PreviewCuts struct {
	Actual    int64        `json:"actual_minor"`
	Potential int64        `json:"potential_minor"`
	ABC       []PreviewABC `json:"abc"`
}

// PreviewABC is the least value of an ABC class.
type PreviewABC struct {
	Class  string `json:"class"`
	Lowest int64  `json:"lowest_minor"`
}

// StartPreview queues a preview.
func (s *Service) StartPreview(ctx context.Context, by account.Actor, p PreviewParams) (job.Job, error) {
	p.Settings.Complete()
	if err := p.Settings.Validate(); err != nil {
		if e, ok := errors.AsType[*fault.Error](err); ok {
			for i := range e.Fields {
				e.Fields[i].Path = "settings." + e.Fields[i].Path
			}
		}
		return job.Job{}, err
	}
	if err := s.notAhead(ctx, p.AsOf); err != nil {
		return job.Job{}, err
	}
	var j job.Job
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		j, err = s.queue.Enqueue(ctx, job.New(PreviewKind, "portfolio", "portfolio_run", 0, p, by.ID))
		return err
	})
	return j, err
}

// Preview is the job: the run's own way through the company's facts, with nothing written.
func (s *Service) Preview(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	params, err := job.Read[PreviewParams](j)
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
	l, err := s.look(ctx, ScopeAt(asOf, params.Settings), params.Settings, memory, p, 0)
	if err != nil {
		return nil, err
	}
	out := Preview{AsOf: asOf, Cuts: cutsOf(l.company.bounds)}
	r, err := s.store.Current(ctx)
	switch {
	case err == nil:
		kept, err := s.placer(ctx, r)
		if err != nil {
			return nil, err
		}
		now := cutsOf(kept.bounds)
		out.CutsNow = &now
	case !fault.Is(err, fault.KindNotFound):
		return nil, err
	}
	t := newPreviewTotals()
	if err := t.compare(ctx, s.store, r.Number, l.company.in.figures, p); err != nil {
		return nil, err
	}
	out.Classes, out.Moved = t.lists()
	return out, nil
}

func cutsOf(b Boundaries) PreviewCuts {
	c := PreviewCuts{Actual: b.Matrix.Actual, Potential: b.Matrix.Potential, ABC: []PreviewABC{}}
	for _, a := range b.ABC.Classes {
		if a.Class != analytics.ABCNone {
			c.ABC = append(c.ABC, PreviewABC{a.Class.String(), a.Lowest})
		}
	}
	return c
}

// previewTotals counts clients by class, one entry per measure.
type previewTotals struct {
	classes []map[string]*PreviewClass
	moved   []PreviewMoved
	order   [][]string // of the classes, best first
}

func newPreviewTotals() *previewTotals {
	t := &previewTotals{}
	for _, m := range measures {
		t.classes = append(t.classes, map[string]*PreviewClass{})
		t.moved = append(t.moved, PreviewMoved{Measure: m.name})
		t.order = append(t.order, migrationClasses(m.name))
	}
	return t
}

// compare counts the new figures and those that readers of a run see, both in order of client.
func (t *previewTotals) compare(ctx context.Context, s Store, run int64, figures []Figure, p job.Progress) error {
	before := old{store: s, run: run}
	for i := range figures {
		f := &figures[i]
		if i%readPage == 0 {
			if err := p.Update(ctx, int64(i), int64(len(figures)), StageClasses); err != nil {
				return err
			}
		}
		same, err := t.pass(ctx, &before, f.Client)
		if err != nil {
			return err
		}
		t.add(f, same)
	}
	_, err := t.pass(ctx, &before, id.ID(1<<63-1))
	return err
}

// pass counts the old figures of clients before one, and gives its own, nil where it has none.
func (t *previewTotals) pass(ctx context.Context, before *old, client id.ID) (*Figure, error) {
	for {
		o, ok, err := before.next(ctx)
		if err != nil || !ok || o.Client > client {
			return nil, err
		}
		before.at++
		if o.Client == client {
			return o, nil
		}
		t.add(nil, o)
	}
}

// add counts a client: as it would be, and as it is; either may be nil.
func (t *previewTotals) add(then, now *Figure) {
	for k, m := range measures {
		if then != nil {
			c := t.class(k, m.of(then))
			c.Clients++
			c.Revenue = plus(c.Revenue, then.Revenue)
		}
		if now != nil {
			c := t.class(k, m.of(now))
			c.ClientsNow++
			c.RevenueNow = plus(c.RevenueNow, now.Revenue)
		}
		if then != nil && now != nil {
			t.move(k, m.of(now), m.of(then))
		}
	}
}

func (t *previewTotals) class(k int, value string) *PreviewClass {
	if value == "" {
		value = MigrationNone
	}
	c := t.classes[k][value]
	if c == nil {
		c = &PreviewClass{Measure: measures[k].name, Value: value}
		t.classes[k][value] = c
	}
	return c
}

func (t *previewTotals) move(k int, from, to string) {
	place := func(v string) int {
		if i := slices.Index(t.order[k], v); i >= 0 {
			return i
		}
		return len(t.order[k])
	}
	m := &t.moved[k]
	switch a, b := place(from), place(to); {
	case a == b:
		m.Stayed++
	case b < a:
		m.Up++
	default:
		m.Down++
	}
}

// lists gives the classes that any client is or would be in, best first.
func (t *previewTotals) lists() ([]PreviewClass, []PreviewMoved) {
	classes := []PreviewClass{}
	for k := range measures {
		for _, v := range append(slices.Clone(t.order[k]), MigrationNone) {
			if c := t.classes[k][v]; c != nil {
				classes = append(classes, *c)
			}
		}
	}
	return classes, t.moved
}
