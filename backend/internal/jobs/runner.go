// Package jobs runs long work and what happens by the clock: leases, progress, stop.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"clientele/internal/fault"
	"clientele/internal/job"
)

// Store claims jobs and notes how they go.
type Store interface {
	Claim(ctx context.Context, lease time.Duration) (job.Job, error)
	Beat(ctx context.Context, j job.Job, lease time.Duration, done, total int64, message string) (stop bool, err error)
	Finish(ctx context.Context, j job.Job) error
	Release(ctx context.Context, j job.Job) error
	Postpone(ctx context.Context, j job.Job, until time.Time) error
}

// lease is how long a job belongs to a process that says nothing; beat how often it says something.
const (
	lease = 30 * time.Second
	beat  = time.Second
	poll  = 500 * time.Millisecond
)

// Runner runs jobs with a number of workers until its context ends.
type Runner struct {
	store   Store
	work    map[string]job.Work
	workers int
	log     *slog.Logger
	metrics *Metrics
	poke    chan struct{}
}

// NewRunner gives a runner for a table of kinds of work.
func NewRunner(store Store, work map[string]job.Work, workers int, log *slog.Logger, m *Metrics) *Runner {
	return &Runner{store: store, work: work, workers: workers, log: log, metrics: m, poke: make(chan struct{}, 1)}
}

// Poke says that a job may be waiting. It never blocks.
func (r *Runner) Poke() {
	select {
	case r.poke <- struct{}{}:
	default:
	}
}

// Run works until ctx ends; jobs under way are then put back in the queue.
func (r *Runner) Run(ctx context.Context) {
	var wg sync.WaitGroup
	for range r.workers {
		wg.Go(func() { r.loop(ctx) })
	}
	wg.Wait()
}

func (r *Runner) loop(ctx context.Context) {
	for ctx.Err() == nil {
		j, err := r.store.Claim(ctx, lease)
		switch {
		case err == nil:
			r.one(ctx, j)
			continue
		case !fault.Is(err, fault.KindNotFound) && ctx.Err() == nil:
			r.log.Error("claim job", "error", err.Error())
		}
		select {
		case <-ctx.Done():
		case <-r.poke:
		case <-time.After(poll):
		}
	}
}

// one runs a claimed job to its end and writes how it ended.
func (r *Runner) one(ctx context.Context, j job.Job) {
	start := time.Now()
	jobCtx, stop := context.WithCancelCause(ctx)
	p := &progress{store: r.store, job: j, stop: stop, last: time.Now()}
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() { p.keep(jobCtx, done) })
	result, err := r.call(jobCtx, j, p)
	close(done)
	wg.Wait()
	stop(nil)
	bg := context.WithoutCancel(ctx)
	cause := context.Cause(jobCtx)
	if err != nil && ctx.Err() != nil && !errors.Is(cause, job.ErrCancelled) {
		if err := r.store.Release(bg, j); err != nil {
			r.log.Error("release job", "job", j.ID.String(), "error", err.Error())
		}
		return
	}
	if later, ok := errors.AsType[job.Later](err); ok && !errors.Is(cause, job.ErrCancelled) {
		if err := r.store.Postpone(bg, j, later.At); err != nil {
			r.log.Error("postpone job", "job", j.ID.String(), "error", err.Error())
		}
		return
	}
	end(&j, result, err, cause)
	if j.State == job.Failed {
		r.log.Error("job failed", "job", j.ID.String(), "kind", j.Kind, "error", err.Error())
	}
	if err := r.store.Finish(bg, j); err != nil {
		r.log.Error("finish job", "job", j.ID.String(), "error", err.Error())
	}
	r.metrics.observe(j.Kind, j.State, time.Since(start))
}

func end(j *job.Job, result any, err, cause error) {
	j.Result = "{}"
	if b, e := json.Marshal(result); e == nil && result != nil {
		j.Result = string(b)
	}
	switch {
	case err == nil:
		j.State = job.Done
	case errors.Is(err, job.ErrCancelled) || errors.Is(cause, job.ErrCancelled):
		j.State = job.Cancelled
	default:
		j.State, j.ErrorCode = job.Failed, fault.Code(err)
		j.ErrorDetail = "Something went wrong on our side."
		if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind != fault.KindInternal {
			j.ErrorDetail = e.Detail
		}
	}
}

func (r *Runner) call(ctx context.Context, j job.Job, p job.Progress) (result any, err error) {
	defer func() {
		if v := recover(); v != nil {
			r.log.Error("job panicked", "job", j.ID.String(), "kind", j.Kind, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	work, ok := r.work[j.Kind]
	if !ok {
		return nil, fault.New(fault.KindInvalid, "unknown_job", "This program does not know how to do that.")
	}
	return work(ctx, j, p)
}

// progress keeps the lease alive in the background and passes on what the job says.
type progress struct {
	store       Store
	job         job.Job
	stop        context.CancelCauseFunc
	mu          sync.Mutex
	done, total int64
	message     string
	last        time.Time
	cancelled   bool
}

// Update notes how far the job is; the database hears of it once a second.
func (p *progress) Update(ctx context.Context, done, total int64, message string) error {
	p.mu.Lock()
	p.done, p.total, p.message = done, total, message
	cancelled := p.cancelled
	p.mu.Unlock()
	if cancelled {
		return job.ErrCancelled
	}
	return context.Cause(ctx)
}

func (p *progress) keep(ctx context.Context, done <-chan struct{}) {
	t := time.NewTicker(beat)
	defer t.Stop()
	for {
		select {
		case <-done:
			p.beat(context.WithoutCancel(ctx))
			return
		case <-t.C:
			p.beat(context.WithoutCancel(ctx))
		}
	}
}

func (p *progress) beat(ctx context.Context) {
	p.mu.Lock()
	d, t, m := p.done, p.total, p.message
	p.mu.Unlock()
	stop, err := p.store.Beat(ctx, p.job, lease, d, t, m)
	switch {
	case fault.Code(err) == "lease_lost":
		p.stop(err)
	case stop:
		p.mu.Lock()
		p.cancelled = true
		p.mu.Unlock()
		p.stop(job.ErrCancelled)
	}
}
