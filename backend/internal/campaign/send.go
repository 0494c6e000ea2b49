package campaign

import (
	"context"
	"errors"
	"strconv"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
)

const (
	// slice is how long a campaign sends before other jobs get its place.
	slice = time.Minute
	// breath is how long it then waits.
	breath = time.Second
	// unreachableWait is how long it waits for a mail server that does not answer.
	unreachableWait = 15 * time.Second
)

// errStopped ends a run because the campaign no longer sends; errSlice because others get their turn.
var (
	errStopped = errors.New("the campaign does not send at present")
	errSlice   = errors.New("the time of this run is over")
)

// unreachable ends a run because no connection came about.
type unreachable struct{ error }

// senderRefused ends a run because the mail server takes nothing from this sender.
type senderRefused struct{ detail string }

func (e senderRefused) Error() string { return e.detail }

// Send is the work of one job: it assigns the audience, then sends what waits until nothing does, the campaign is paused or cancelled,
// or its time is over; then it asks to go on later. Called again after a crash it goes on: what was under way is unsure and never sent
// again, what waited is sent.
func (s *Service) Send(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	c, err := s.store.Campaign(ctx, j.SubjectID)
	if err != nil {
		return nil, err
	}
	owner := j.ID.String() + "." + strconv.FormatInt(j.Attempts, 10)
	switch c.State {
	case Sending:
	case Cancelled, Archived:
		return s.drop(ctx, c, owner)
	default:
		return s.summary(ctx, c.ID)
	}
	if err := s.canSend(); err != nil {
		if err := s.stall(ctx, c.ID, "smtp_missing", err.Error()); err != nil {
			return nil, err
		}
		return nil, job.Later{At: s.clock.Now().Add(unreachableWait)}
	}
	err = s.sendSome(ctx, c, owner, p)
	if later, ok := errors.AsType[job.Later](err); ok {
		return nil, later
	}
	if err != nil && !errors.Is(err, errStopped) {
		return nil, err
	}
	return s.summary(ctx, c.ID)
}

func (s *Service) sendSome(ctx context.Context, c Campaign, owner string, p job.Progress) error {
	if c.FixedAt == nil {
		if err := s.fix(ctx, c, p); err != nil {
			return err
		}
	}
	if err := s.abandon(ctx, c.ID, owner); err != nil {
		return err
	}
	printer, err := s.newPrinter(ctx, c, false)
	if err != nil {
		return err
	}
	counts, err := s.store.Counts(ctx, c.ID)
	if err != nil {
		return err
	}
	r := newRun(s, c, owner, printer, p, counts)
	err = r.do(ctx)
	if u, ok := errors.AsType[unreachable](err); ok {
		s.log.Warn("mail server unreachable", "campaign", c.ID.String(), "error", u.Error())
		if err := s.stall(ctx, c.ID, "smtp_unreachable", u.Error()); err != nil {
			return err
		}
		return job.Later{At: s.clock.Now().Add(unreachableWait)}
	}
	if refused, ok := errors.AsType[senderRefused](err); ok {
		return s.giveUp(ctx, c, "sender_refused", refused.detail)
	}
	if fault.Code(err) == placementArchived {
		return s.giveUp(ctx, c, placementArchived, "The placement whose offers the messages carry was archived.")
	}
	if errors.Is(err, errSlice) {
		return job.Later{At: r.next()}
	}
	if err != nil {
		return err
	}
	return s.finish(ctx, c, r.next())
}

// finish calls the campaign sent when nothing waits any more; else the job goes on when the next message may be tried again.
func (s *Service) finish(ctx context.Context, c Campaign, next time.Time) error {
	var later *time.Time
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		now, err := s.store.LockCampaign(ctx, c.ID)
		if err != nil {
			return err
		}
		if now.State != Sending {
			return errStopped
		}
		if later, err = s.store.NextRetry(ctx, c.ID); err != nil || later != nil {
			return err
		}
		at := s.clock.Now()
		now.State, now.FinishedAt, now.ProblemCode, now.Problem, now.ProblemAt = Sent, &at, "", "", nil
		if now, err = s.store.UpdateCampaign(ctx, now, now.Version); err != nil {
			return err
		}
		return s.changed(ctx, now)
	})
	if err == nil && later != nil {
		if later.Before(next) {
			later = &next
		}
		return job.Later{At: *later}
	}
	return err
}

// giveUp pauses a campaign that a person has to see to: the mail server refuses its sender and would fail every message, or its placement
// is no longer in use.
func (s *Service) giveUp(ctx context.Context, c Campaign, code, why string) error {
	_, err := s.move(ctx, account.System, c.ID, "pause", func(_ context.Context, now *Campaign) error {
		if now.State != Sending {
			return errStopped
		}
		at := s.clock.Now()
		now.State, now.ProblemCode, now.Problem, now.ProblemAt = Paused, code, why, &at
		return nil
	})
	return err
}

// drop cancels what waits of a campaign that was cancelled.
func (s *Service) drop(ctx context.Context, c Campaign, owner string) (any, error) {
	if err := s.abandon(ctx, c.ID, owner); err != nil {
		return nil, err
	}
	for {
		var n int64
		err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
			n, err = s.store.CancelWaiting(ctx, c.ID)
			return err
		})
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return s.summary(ctx, c.ID)
		}
	}
}

func (s *Service) abandon(ctx context.Context, v id.ID, owner string) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		_, err := s.store.Abandon(ctx, v, owner)
		return err
	})
}

// stall notes on the campaign why nothing goes out; an empty code says that it does again.
func (s *Service) stall(ctx context.Context, v id.ID, code, text string) error {
	now := s.clock.Now()
	at := &now
	if code == "" {
		at = nil
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.SetProblem(ctx, v, code, text, at); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CampaignChanged, "campaign", v, 0, map[string]any{"problem": code}))
	})
}

// summary is the result of the job: the number of messages by state.
func (s *Service) summary(ctx context.Context, v id.ID) (any, error) {
	counts, err := s.store.Counts(ctx, v)
	if err != nil {
		return nil, err
	}
	out := map[string]int64{}
	for _, state := range message.States {
		out[state] = counts[state]
	}
	return out, nil
}
