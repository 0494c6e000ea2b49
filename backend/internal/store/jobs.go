package store

import (
	"context"
	"time"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/page"
)

// Jobs keeps the record of long work.
type Jobs struct{ *DB }

// NewJobs gives the jobs of a database.
func NewJobs(db *DB) Jobs { return Jobs{db} }

var jobList = lister[job.Job]{
	idColumn: "id", id: func(j job.Job) id.ID { return j.ID }, standard: "-id",
	sorts: map[string]sortBy[job.Job]{"id": {"id", func(j job.Job) any { return j.ID }}},
}

// Enqueue writes a new job in the transaction of the context.
func (s Jobs) Enqueue(ctx context.Context, j job.Job) (job.Job, error) {
	now := s.clock.Now()
	j.ID, j.CreatedAt = s.ids.Next(), now
	if j.RunAfter.IsZero() {
		j.RunAfter = now
	}
	if j.Lane == "" {
		j.Lane = j.Kind
	}
	if st, ok := ctx.Value(txKey{}).(*txState); ok {
		st.woken = true
	}
	return j, s.conn(ctx).Create(&j).Error
}

// ByID gives one job.
func (s Jobs) ByID(ctx context.Context, id id.ID) (job.Job, error) {
	var j job.Job
	return j, s.fail(s.conn(ctx).Where("id = ?", id).Take(&j).Error, "job")
}

// List gives jobs, newest first.
func (s Jobs) List(ctx context.Context, f job.Filter, w page.Window) (page.List[job.Job], error) {
	q := s.conn(ctx).Model(&job.Job{})
	q = anyOf(anyOf(q, "state", f.States), "kind", f.Kinds)
	return jobList.read(ctx, s.DB, q, w)
}

// RequestCancel cancels a waiting job and asks a running one to stop.
func (s Jobs) RequestCancel(ctx context.Context, id id.ID) error {
	now := s.clock.Now()
	n, err := s.exec(ctx, "UPDATE job SET state = ?, cancel_requested = 1, finished_at = ? WHERE id = ? AND state = ?", job.Cancelled, now, id, job.Queued)
	if err != nil || n == 1 {
		return err
	}
	_, err = s.exec(ctx, "UPDATE job SET cancel_requested = 1 WHERE id = ? AND state = ?", id, job.Running)
	return err
}

const claimable = `SELECT id FROM job j WHERE ((state = 'queued' AND run_after <= ?) OR (state = 'running' AND lease_until < ?))
  AND NOT EXISTS (SELECT 1 FROM job o WHERE o.lane = j.lane AND o.state = 'running' AND o.id <> j.id AND o.lease_until >= ?)
  ORDER BY id LIMIT 10`

// Claim takes the oldest job that may run now: a waiting one whose lane is free, or a running one whose process is gone.
// fault not_found when there is none.
func (s Jobs) Claim(ctx context.Context, lease time.Duration) (job.Job, error) {
	now := s.clock.Now()
	var ids []id.ID
	if err := s.read.WithContext(ctx).Raw(claimable, now, now, now).Scan(&ids).Error; err != nil {
		return job.Job{}, err
	}
	for _, v := range ids {
		var n int64
		err := s.InTx(ctx, func(ctx context.Context) (err error) {
			n, err = s.exec(ctx, `UPDATE job SET state = 'running', owner = ?, lease_until = ?, attempts = attempts + 1,
				started_at = COALESCE(started_at, ?) WHERE id = ? AND ((state = 'queued') OR (state = 'running' AND lease_until < ?))`,
				s.owner, now.Add(lease), now, v, now)
			if err != nil || n == 0 {
				return err
			}
			// Two processes may take two jobs of one lane at once. The lock makes one wait for the other, and the later one gives way.
			var others int64
			err = s.conn(ctx).Raw(`SELECT COUNT(*) FROM job a JOIN job b ON a.lane = b.lane AND a.id <> b.id
				WHERE b.id = ? AND a.state = 'running' AND a.lease_until >= ?`+s.dialect.rowLock(), v, now).Scan(&others).Error
			if err == nil && others > 0 {
				return fault.Conflict("lane_taken", "")
			}
			return err
		})
		if fault.Code(err) == "lane_taken" {
			continue
		}
		if err != nil {
			return job.Job{}, err
		}
		if n == 1 {
			return s.ByID(ctx, v)
		}
	}
	return job.Job{}, fault.NotFound("job")
}

// Beat renews the lease of a job of this process and notes its progress. It says whether somebody asked the job to stop;
// fault conflict (lease_lost) when another process has taken it.
func (s Jobs) Beat(ctx context.Context, j job.Job, lease time.Duration, done, total int64, message string) (stop bool, err error) {
	err = s.InTx(ctx, func(ctx context.Context) error {
		n, err := s.exec(ctx, "UPDATE job SET lease_until = ?, progress_done = ?, progress_total = ?, message = ? WHERE id = ? AND owner = ? AND state = 'running'",
			s.clock.Now().Add(lease), done, total, page.Cut(message, 500), j.ID, s.owner)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.Conflict("lease_lost", "Another process has taken this job.")
		}
		return s.conn(ctx).Raw("SELECT cancel_requested FROM job WHERE id = ?", j.ID).Scan(&stop).Error
	})
	return stop, err
}

// Finish writes how a job of this process ended.
func (s Jobs) Finish(ctx context.Context, j job.Job) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, `UPDATE job SET state = ?, result = ?, error_code = ?, error_detail = ?, finished_at = ?, lease_until = NULL,
			progress_done = CASE WHEN ? = 'done' AND progress_total > 0 THEN progress_total ELSE progress_done END WHERE id = ? AND owner = ? AND state = 'running'`,
			j.State, j.Result, page.Cut(j.ErrorCode, 64), page.Cut(j.ErrorDetail, 1000), s.clock.Now(), j.State, j.ID, s.owner)
		return err
	})
}

// Release puts a job of this process back in the queue: the program is stopping.
func (s Jobs) Release(ctx context.Context, j job.Job) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "UPDATE job SET state = 'queued', owner = '', lease_until = NULL WHERE id = ? AND owner = ? AND state = 'running'", j.ID, s.owner)
		return err
	})
}

// Postpone puts a job of this process back in the queue until a time: the rest of its work has to wait.
func (s Jobs) Postpone(ctx context.Context, j job.Job, until time.Time) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "UPDATE job SET state = 'queued', owner = '', lease_until = NULL, run_after = ? WHERE id = ? AND owner = ? AND state = 'running'", until, j.ID, s.owner)
		return err
	})
}

var _ interface {
	job.Store
	job.Queue
	event.Tx
} = Jobs{}
