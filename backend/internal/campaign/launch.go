package campaign

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// JobKind is the kind of the jobs that send campaigns.
const JobKind = "campaign.send"

// Launch says how a campaign is to start. Expected is the number of messages that was announced; At is when, nil for the campaign's own
// time, or now where that is past or none.
type Launch struct {
	Expected *int64
	At       *time.Time
}

// Launch starts a draft, or schedules it. fault invalid names what is not ready; conflict smtp_missing, not_draft, audience_empty or,
// when the number is no longer the one announced, audience_changed with the new one.
func (s *Service) Launch(ctx context.Context, by account.Actor, v id.ID, l Launch) (Campaign, error) {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return c, err
	}
	if err := c.Editable(); err != nil {
		return c, err
	}
	if err := s.canSend(); err != nil {
		return c, err
	}
	if err := s.ready(ctx, c); err != nil {
		return c, err
	}
	f, err := s.funnel(ctx, c)
	switch {
	case err != nil:
		return c, err
	case l.Expected != nil && *l.Expected != f.Treated:
		changed := fault.Conflict("audience_changed", fmt.Sprintf("The audience has changed: it is %d messages now, not %d.", f.Treated, *l.Expected))
		changed.Fields = []fault.Field{{Path: "expected", Code: "audience_changed", Message: strconv.FormatInt(f.Treated, 10)}}
		return c, changed
	case f.Treated == 0:
		return c, fault.Conflict("audience_empty", "Nobody in the audience can be written to.")
	}
	at := l.At
	if at == nil {
		at = c.ScheduledAt
	}
	return s.move(ctx, by, v, "launch", func(ctx context.Context, now *Campaign) error {
		if now.Version != c.Version {
			return fault.Stale("campaign")
		}
		b, _ := json.Marshal(f)
		now.Audience = string(b)
		if at != nil && at.After(s.clock.Now()) {
			t := at.UTC().Truncate(time.Microsecond)
			now.State, now.ScheduledAt = Scheduled, &t
			return nil
		}
		return s.begin(ctx, by, now)
	})
}

// canSend says whether there is a mail server.
func (s *Service) canSend() error {
	if s.channel == nil {
		return fault.Conflict("smtp_missing", "No mail server is set up: set CLIENTELE_SMTP_URL, for example smtp://user:password@mail.example.com:587, and start again.")
	}
	return nil
}

// begin lets a campaign send from now on.
func (s *Service) begin(ctx context.Context, by account.Actor, c *Campaign) error {
	now := s.clock.Now()
	c.State, c.LaunchedAt = Sending, &now
	return s.enqueue(ctx, by, c)
}

func (s *Service) enqueue(ctx context.Context, by account.Actor, c *Campaign) error {
	j := job.New(JobKind, "campaign:"+c.ID.String(), "campaign", c.ID, map[string]any{"campaign_id": c.ID}, by.ID)
	j, err := s.queue.Enqueue(ctx, j)
	if err == nil {
		c.JobID = &j.ID
	}
	return err
}

// move changes a campaign's state in one transaction, with its event and its line in the audit trail.
func (s *Service) move(ctx context.Context, by account.Actor, v id.ID, action string, change func(ctx context.Context, c *Campaign) error) (Campaign, error) {
	var c Campaign
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if c, err = s.store.LockCampaign(ctx, v); err != nil {
			return err
		}
		before := c.State
		if err := change(ctx, &c); err != nil {
			return err
		}
		if c, err = s.store.UpdateCampaign(ctx, c, c.Version); err != nil {
			return err
		}
		if err := s.store.Audit(ctx, by, "campaign."+action, "campaign", v, map[string]any{"from": before, "to": c.State}); err != nil {
			return err
		}
		return s.changed(ctx, c)
	})
	return c, err
}

// Unschedule makes a scheduled campaign a draft again, without a time.
func (s *Service) Unschedule(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	return s.move(ctx, by, v, "unschedule", func(_ context.Context, c *Campaign) error {
		if c.State != Scheduled {
			return wrongState(*c, "scheduled")
		}
		c.State, c.Audience, c.ScheduledAt = Draft, "{}", nil
		return nil
	})
}

// Pause stops sending: messages under way are finished, no further one starts, until somebody resumes; also over restarts.
func (s *Service) Pause(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	return s.move(ctx, by, v, "pause", func(_ context.Context, c *Campaign) error {
		if c.State != Sending {
			return wrongState(*c, "sending")
		}
		c.State = Paused
		return nil
	})
}

// Resume goes on where a paused campaign stopped.
func (s *Service) Resume(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	if err := s.canSend(); err != nil {
		return Campaign{}, err
	}
	return s.move(ctx, by, v, "resume", func(ctx context.Context, c *Campaign) error {
		if c.State != Paused {
			return wrongState(*c, "paused")
		}
		c.State, c.ProblemCode, c.Problem, c.ProblemAt = Sending, "", "", nil
		return s.enqueue(ctx, by, c)
	})
}

// Cancel ends a campaign: what was sent stays sent and is measured, what waits is never sent.
func (s *Service) Cancel(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	return s.move(ctx, by, v, "cancel", func(ctx context.Context, c *Campaign) error {
		switch c.State {
		case Scheduled, Sending, Paused:
		default:
			return wrongState(*c, "scheduled, sending or paused")
		}
		now := s.clock.Now()
		launched := c.LaunchedAt != nil
		c.State, c.FinishedAt = Cancelled, &now
		if launched { // the job marks what waits as cancelled
			return s.enqueue(ctx, by, c)
		}
		return nil
	})
}

// Archive puts a campaign away; one that is scheduled or may still send is a conflict. An archived one stays as it is.
func (s *Service) Archive(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	return s.move(ctx, by, v, "archive", func(_ context.Context, c *Campaign) error {
		if c.Live() || c.State == Scheduled {
			return fault.Conflict("campaign_running", "A campaign that is scheduled or sending cannot be archived; cancel it first.")
		}
		if c.State != Archived {
			c.PriorState, c.State = c.State, Archived
		}
		return nil
	})
}

// Restore brings an archived campaign back in the state it had; any other stays as it is.
func (s *Service) Restore(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	return s.move(ctx, by, v, "restore", func(_ context.Context, c *Campaign) error {
		if c.State == Archived {
			c.State, c.PriorState = c.PriorState, ""
		}
		return nil
	})
}

func wrongState(c Campaign, want string) error {
	return fault.Conflict("wrong_state", "This campaign is "+c.State+"; it would have to be "+want+".")
}

// Wake starts the scheduled campaigns whose time has come, and sees to those that send without a job that could run: a failed job gets a
// successor, one that somebody cancelled pauses the campaign. Call it by the clock; it says whether it did anything.
func (s *Service) Wake(ctx context.Context) (bool, error) {
	due, err := s.store.Due(ctx)
	if err != nil {
		return false, err
	}
	var errs []error
	for _, c := range due {
		if c.State == Scheduled {
			errs = append(errs, s.start(ctx, c))
		} else {
			errs = append(errs, s.revive(ctx, c))
		}
	}
	return false, errors.Join(errs...)
}

// start launches a scheduled campaign; one that is no longer ready becomes a draft again and says why.
func (s *Service) start(ctx context.Context, c Campaign) error {
	broken := s.canSend()
	if broken == nil {
		broken = s.ready(ctx, c)
	}
	if broken != nil && !fault.Is(broken, fault.KindInvalid) && !fault.Is(broken, fault.KindConflict) {
		return broken
	}
	_, err := s.move(ctx, account.System, c.ID, "start", func(ctx context.Context, now *Campaign) error {
		if now.State != Scheduled || now.Version != c.Version {
			return errElsewhere
		}
		if broken != nil {
			now.State, now.Audience = Draft, "{}"
			s.trouble(now, broken)
			return nil //nolint:nilerr // the campaign keeps the reason and waits for a person
		}
		return s.begin(ctx, account.System, now)
	})
	return elsewhere(err)
}

func (s *Service) revive(ctx context.Context, c Campaign) error {
	j, err := s.queue.ByID(ctx, *c.JobID)
	if err != nil {
		return err
	}
	_, err = s.move(ctx, account.System, c.ID, "revive", func(ctx context.Context, now *Campaign) error {
		if now.State != Sending || now.Version != c.Version {
			return errElsewhere
		}
		if j.State == job.Cancelled {
			now.State = Paused
			s.trouble(now, fault.Conflict("job_cancelled", "Somebody cancelled the job that sends; resume to go on."))
			return nil
		}
		return s.enqueue(ctx, account.System, now)
	})
	return elsewhere(err)
}

// errElsewhere says that another process was faster.
var errElsewhere = errors.New("done elsewhere")

func elsewhere(err error) error {
	if errors.Is(err, errElsewhere) {
		return nil
	}
	return err
}

// trouble notes why a campaign does not send.
func (s *Service) trouble(c *Campaign, err error) {
	now := s.clock.Now()
	c.ProblemCode, c.Problem, c.ProblemAt = "internal", "Something went wrong on our side.", &now
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind != fault.KindInternal {
		c.ProblemCode, c.Problem = e.Code, e.Detail
		for _, f := range e.Fields {
			c.Problem = f.Path + ": " + f.Message
			break
		}
	}
}
