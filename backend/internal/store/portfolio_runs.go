package store

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/segment"
)

var runList = lister[portfolio.Run]{
	idColumn: "id", id: func(r portfolio.Run) id.ID { return r.ID }, standard: "-number",
	sorts: map[string]sortBy[portfolio.Run]{"number": {"number", func(r portfolio.Run) any { return r.Number }}},
}

// Run gives one run.
func (s Portfolio) Run(ctx context.Context, v id.ID) (portfolio.Run, error) {
	var r portfolio.Run
	return r, s.fail(s.conn(ctx).Where("id = ?", v).Take(&r).Error, "portfolio_run")
}

// Runs lists runs without their summaries, newest first.
func (s Portfolio) Runs(ctx context.Context, w page.Window) (page.List[portfolio.Run], error) {
	return runList.read(ctx, s.DB, s.conn(ctx).Model(&portfolio.Run{}).Omit("summary", "boundaries"), w)
}

// Current gives the published run.
func (s Portfolio) Current(ctx context.Context) (portfolio.Run, error) {
	var r portfolio.Run
	err := s.conn(ctx).Raw("SELECT r.* FROM portfolio_run r JOIN portfolio_published p ON p.run_id = r.id WHERE p.name = 'portfolio'").Scan(&r).Error
	if err == nil && r.ID == 0 {
		return r, fault.NotFound("portfolio_run")
	}
	return r, err
}

// RunOfJob gives the run that a job published; fault not_found where it has published none.
func (s Portfolio) RunOfJob(ctx context.Context, job id.ID) (portfolio.Run, error) {
	var r portfolio.Run
	return r, s.fail(s.conn(ctx).Where("job_id = ? AND state = ?", job, portfolio.Published).Order("number").Take(&r).Error, "portfolio_run")
}

// CreateRun writes a new run under the next number.
func (s Portfolio) CreateRun(ctx context.Context, r portfolio.Run) (portfolio.Run, error) {
	var last int64
	if err := s.conn(ctx).Raw("SELECT COALESCE(MAX(number), 0) FROM portfolio_run").Scan(&last).Error; err != nil {
		return r, err
	}
	r.ID, r.Number, r.CreatedAt = s.ids.Next(), last+1, s.clock.Now()
	return r, s.fail(s.conn(ctx).Create(&r).Error, "portfolio_run")
}

// FinishRun writes how a run ended that is still under way.
func (s Portfolio) FinishRun(ctx context.Context, r portfolio.Run) error {
	now := s.clock.Now()
	r.FinishedAt = &now
	return s.InTx(ctx, func(ctx context.Context) error {
		return s.conn(ctx).Model(&portfolio.Run{}).Where("id = ? AND state = ?", r.ID, portfolio.Running).Select("state", "finished_at").Updates(&r).Error
	})
}

// Publish shows a run to readers: the run's row, the one row that readers look at, the computed segments' counts. Fault conflict (run_over)
// where the run is no longer under way: it is published already, or another process has swept it.
func (s Portfolio) Publish(ctx context.Context, r portfolio.Run, classes []portfolio.ClassCount) error {
	done := s.conn(ctx).Model(&portfolio.Run{}).Where("id = ? AND state = ?", r.ID, portfolio.Running).
		Select("state", "finished_at", "summary", "boundaries", "clients", "changed").Updates(&r)
	if done.Error != nil {
		return done.Error
	}
	if done.RowsAffected == 0 {
		return runOver()
	}
	before, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	t := columns("portfolio_published", "name,run_id,number,previous_number,version,published_at", "name", "run_id,number,previous_number,version,published_at")
	err = s.insertRows(ctx, t, true, 1, func(_ int, dst []any) {
		copy(dst, []any{"portfolio", r.ID, r.Number, before, r.Number, s.clock.Now()})
	})
	if err != nil {
		return err
	}
	return s.countClasses(ctx, classes)
}

func runOver() error {
	return fault.Conflict("run_over", "This run has ended already.")
}

// underWay holds a run's row until the transaction ends; fault conflict (run_over) where the run is no longer under way.
func (s Portfolio) underWay(ctx context.Context, run int64) error {
	n, err := s.exec(ctx, "UPDATE portfolio_run SET changed = changed + 1 WHERE number = ? AND state = ?", run, portfolio.Running)
	if err == nil && n == 0 {
		err = runOver()
	}
	return err
}

// countClasses keeps one computed segment per class value with its size; a class that the run does not have counts none.
func (s Portfolio) countClasses(ctx context.Context, classes []portfolio.ClassCount) error {
	now := s.clock.Now()
	if _, err := s.exec(ctx, "UPDATE segment SET members = 0 WHERE kind = ?", segment.Computed); err != nil {
		return err
	}
	t := columns("segment", "id,version,code,name,name_key,description,kind,measure,measure_value,rule,state,members,created_by,created_at,updated_at", "code", "members,updated_at")
	err := s.insertRows(ctx, t, true, len(classes), func(i int, dst []any) {
		c := classes[i]
		code, name := segment.ComputedCode(c.Measure, c.Value), segment.ComputedName(c.Measure, c.Value)
		copy(dst, []any{s.ids.Next(), 1, code, name, page.Fold(name), "", segment.Computed, c.Measure, c.Value, "", "active", c.Clients, 0, now, now})
	})
	if err != nil {
		return err
	}
	return NewOutbox(s.DB).Append(ctx, event.Of(event.SegmentChanged, "segment", 0, 0, nil))
}
