package intake

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// The kind of job that runs an import, and the lane in which imports wait for each other.
const (
	JobKind = "import.run"
	Lane    = "import"
)

type params struct {
	Import id.ID `json:"import"`
}

// Start queues an import from the beginning, as a dry run or for good. An import that has run before may run again: what is loaded
// already stays as it is. fault invalid where required fields have no column.
func (s *Service) Start(ctx context.Context, by account.Actor, v id.ID, dry bool) (job.Job, error) {
	return s.enqueue(ctx, by, v, func(i *Import) error {
		i.DryRun, i.Checkpoint, i.Counts, i.FinishedAt = dry, "{}", "{}", nil
		return nil
	})
}

// Resume goes on with an import that was cancelled or failed; what it did is not done again.
func (s *Service) Resume(ctx context.Context, by account.Actor, v id.ID) (job.Job, error) {
	return s.enqueue(ctx, by, v, func(i *Import) error {
		if i.State != Cancelled && i.State != Failed && i.State != Running && i.State != Queued {
			return fault.Conflict("import_not_stopped", "Only an import that was cancelled or failed can be resumed.")
		}
		return nil
	})
}

func (s *Service) enqueue(ctx context.Context, by account.Actor, v id.ID, edit func(i *Import) error) (j job.Job, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		row, err := s.store.ByID(ctx, v)
		if err != nil {
			return err
		}
		if row.Busy() {
			return busy()
		}
		if err := row.kept(); err != nil {
			return err
		}
		i := row.Import
		if err := edit(&i); err != nil {
			return err
		}
		p, err := s.plan(ctx, i)
		if err != nil {
			return err
		}
		if p.preset.Noun == "division" && !by.May(account.Manage) {
			return fault.New(fault.KindForbidden, "forbidden", "Divisions are set by a manager.")
		}
		if j, err = s.queue.Enqueue(ctx, job.New(JobKind, Lane, "import", v, params{v}, by.ID)); err != nil {
			return err
		}
		i.State, i.JobID = Queued, &j.ID
		_, err = s.store.Replace(ctx, i, row.Version)
		return err
	})
	return j, err
}

// Cancel asks an import to stop. Orders that are loaded stay; the rest can be resumed.
func (s *Service) Cancel(ctx context.Context, v id.ID) (Row, error) {
	i, err := s.store.ByID(ctx, v)
	if err != nil {
		return i, err
	}
	if !i.Busy() {
		return i, fault.Conflict("import_not_running", "The import is not running.")
	}
	if _, err := s.jobs.Cancel(ctx, *i.JobID); err != nil {
		return i, err
	}
	return s.store.ByID(ctx, v)
}

// Work is the job: it runs an import, or goes on with it.
func (s *Service) Work(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	in, err := job.Read[params](j)
	if err != nil {
		return nil, fault.Wrap(fault.KindInternal, "", "", err)
	}
	c, err := s.Run(ctx, account.Actor{ID: j.CreatedBy}, in.Import, func(done, total int64, message string) error {
		return p.Update(ctx, done, total, message)
	})
	return c, err
}
