package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/job"
)

// errDry rolls a dry run's chunk back.
var errDry = errors.New("dry run")

// run is one import being run.
type run struct {
	s      *Service
	imp    Import
	plan   *plan
	writer *writer
	tally  *tally
	at     place
	step   func(done, total int64, message string) error
}

// Run loads an import, or goes on where it stopped: every chunk is one transaction that also notes how far the import is, so that nothing
// is done twice and nothing is lost. step hears of progress in lines and may stop the run by an error. It gives the reckoning, also when
// it was stopped; job.ErrCancelled then says that what is loaded stays.
func (s *Service) Run(ctx context.Context, by account.Actor, v id.ID, step func(done, total int64, message string) error) (Counts, error) {
	row, err := s.store.ByID(ctx, v)
	if err != nil {
		return Counts{}, err
	}
	r := &run{s: s, imp: row.Import, step: step}
	if r.at, err = decode[place](r.imp.Checkpoint); err != nil {
		return Counts{}, err
	}
	before, err := decode[Counts](r.imp.Counts)
	if err != nil {
		return Counts{}, err
	}
	r.tally = newTally(before, before.Currency)
	if r.plan, err = s.plan(ctx, r.imp); err != nil {
		return Counts{}, r.end(ctx, err)
	}
	r.tally.Currency = r.plan.currency
	r.writer = &writer{to: s.to, p: r.plan, by: by, dry: r.imp.DryRun}
	if err := r.begin(ctx); err != nil {
		return r.tally.counts(), err
	}
	err = r.load(ctx, row.FileSize)
	return r.tally.counts(), r.end(ctx, err)
}

// begin says that the import is running; a fresh one forgets the rejected lines of former runs.
func (r *run) begin(ctx context.Context) error {
	if r.at == (place{}) && r.tally.LinesRead == 0 {
		for more := true; more; {
			err := r.s.tx.InTx(ctx, func(ctx context.Context) error {
				n, err := r.s.store.DropRejects(ctx, r.imp.ID, 5000)
				more = n > 0
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	r.imp.State, r.imp.FinishedAt = Running, nil
	return r.save(ctx)
}

// save writes the import's record; fault conflict where another process has taken the import over.
func (r *run) save(ctx context.Context) error {
	next := r.imp
	next.Checkpoint, next.Counts = encode(r.at), encode(r.tally.counts())
	return r.s.tx.InTx(ctx, func(ctx context.Context) error {
		saved, err := r.s.store.Replace(ctx, next, r.imp.Version)
		if err == nil {
			r.imp = saved
		}
		return err
	})
}

// load surveys the file, then reads it in one goroutine while chunks are written in this one.
func (r *run) load(ctx context.Context, size int64) error {
	rows, err := r.plan.open(ctx, r.s.files, r.imp.FileID)
	if err != nil {
		return err
	}
	x, err := r.plan.survey(ctx, rows, size, func(lines int64) error { return r.step(0, 0, fmt.Sprintf("%d lines surveyed", lines)) })
	_ = rows.Close()
	if err != nil {
		return err
	}
	r.tally.LinesTotal, r.plan.spellings = x.lines, x.spellings
	if rows, err = r.plan.open(ctx, r.s.files, r.imp.FileID); err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	reading, stop := context.WithCancel(ctx)
	chunks, read := make(chan *chunk, 1), make(chan error, 1)
	go func() {
		defer close(chunks)
		read <- r.plan.produce(reading, rows, x, r.at, func(c *chunk) error {
			select {
			case chunks <- c:
				return nil
			case <-reading.Done():
				return reading.Err()
			}
		})
	}()
	err = r.consume(ctx, chunks)
	stop()
	for range chunks {
	}
	if e := <-read; err == nil {
		err = e
	}
	return err
}

func (r *run) consume(ctx context.Context, chunks <-chan *chunk) error {
	for c := range chunks {
		if err := r.one(ctx, c); err != nil {
			return err
		}
		if err := r.step(r.tally.LinesRead, r.tally.LinesTotal, ""); err != nil {
			return err
		}
	}
	return nil
}

// one writes a chunk and the place behind it in one transaction. A dry run writes the chunk, rolls it back, and notes the place alone.
func (r *run) one(ctx context.Context, c *chunk) error {
	var t *tally
	var ls *lesson
	write := func(ctx context.Context) (err error) {
		t = r.tally.clone()
		ls, err = r.writer.write(ctx, c, t)
		return err
	}
	if r.imp.DryRun {
		err := r.s.tx.InTx(ctx, func(ctx context.Context) error {
			if err := write(ctx); err != nil {
				return err
			}
			return errDry
		})
		if !errors.Is(err, errDry) {
			return err
		}
		write = func(context.Context) error { return nil }
	}
	var saved Import
	err := r.s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := write(ctx); err != nil {
			return err
		}
		var rejects []Reject
		for _, u := range c.units {
			rejects = u.rejects(rejects)
		}
		if err := r.s.store.PutRejects(ctx, r.imp.ID, rejects); err != nil {
			return err
		}
		next := r.imp
		next.Checkpoint, next.Counts = encode(c.at), encode(t.counts())
		var err error
		saved, err = r.s.store.Replace(ctx, next, r.imp.Version)
		return err
	})
	if err != nil {
		return err
	}
	r.imp, r.tally, r.at = saved, t, c.at
	r.writer.learn(ls)
	return nil
}

// end notes how the run ended. When the program is stopping the import stays as it is: its job goes on elsewhere.
func (r *run) end(ctx context.Context, err error) error {
	cancelled := errors.Is(err, job.ErrCancelled) || errors.Is(context.Cause(ctx), job.ErrCancelled)
	if err != nil && ctx.Err() != nil && !cancelled {
		return err
	}
	bg, done := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer done()
	now := r.s.clock.Now()
	r.imp.FinishedAt = &now
	switch {
	case cancelled:
		r.imp.State, err = Cancelled, job.ErrCancelled
	case err != nil:
		r.imp.State = Failed
	case r.imp.DryRun:
		r.imp.State = Checked
	default:
		r.imp.State = Done
	}
	if e := r.save(bg); e != nil && err == nil {
		err = e
	}
	return err
}
