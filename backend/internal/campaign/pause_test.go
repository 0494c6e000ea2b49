package campaign_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/channel"
	"clientele/internal/channel/smtptest"
)

func TestPauseResumeCancel(t *testing.T) {
	each(t, 1, func(b *bench) {
		_, s := b.people(20)
		c := b.launch(b.draft(s, nil))
		b.sink.OnData = func(_ string, n int) smtptest.Action {
			switch n {
			case 3, 6:
				if _, err := b.campaigns.Pause(b.ctx, boss, c.ID); err != nil {
					b.t.Error(err)
				}
			case 9:
				if _, err := b.campaigns.Cancel(b.ctx, boss, c.ID); err != nil {
					b.t.Error(err)
				}
			}
			return smtptest.Accept
		}
		b.drive()
		b.state(c.ID, campaign.Paused)
		b.expect(c.ID, "queued=17 sent=3")
		_, err := b.campaigns.Pause(b.ctx, boss, c.ID)
		b.code(err, "wrong_state")
		b.drive() // as after a restart: a paused campaign stays so
		b.expect(c.ID, "queued=17 sent=3")
		_, err = b.campaigns.Resume(b.ctx, boss, c.ID)
		b.ok(err)
		b.drive()
		b.expect(c.ID, "queued=14 sent=6")
		_, err = b.campaigns.Resume(b.ctx, boss, c.ID)
		b.ok(err)
		b.drive()
		b.expect(c.ID, "sent=9 cancelled=11")
		b.state(c.ID, campaign.Cancelled)
		_, err = b.campaigns.Resume(b.ctx, boss, c.ID)
		b.code(err, "wrong_state")
		_, err = b.campaigns.Archive(b.ctx, boss, c.ID)
		b.ok(err)
		if c, err = b.campaigns.Restore(b.ctx, boss, c.ID); err != nil || c.State != campaign.Cancelled {
			b.t.Fatalf("restored as %s, %v", c.State, err)
		}
	})
}

func TestPauseDoesNotWaitForThePace(t *testing.T) {
	each(t, 1, func(b *bench) {
		_, s := b.people(5)
		c := b.launch(b.draft(s, func(c *campaign.Campaign) { c.RatePerMinute = 2 })) // 30 s apart
		done := make(chan struct{})
		go func() {
			defer close(done)
			b.turn()
		}()
		<-b.sink.Arrived()
		start := time.Now()
		_, err := b.campaigns.Pause(b.ctx, boss, c.ID)
		b.ok(err)
		<-done
		if took := time.Since(start); took > 3*time.Second {
			b.t.Fatalf("the job went on for %s", took)
		}
		b.expect(c.ID, "queued=4 sent=1")
	})
}

func TestThePaceHoldsOverRuns(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(4)
		c := b.launch(b.draft(s, func(c *campaign.Campaign) { c.RatePerMinute = 1 }))
		start := b.clock.Now()
		for range 4 { // a run is a minute: the second message of each lies beyond it
			_, wait := b.turn()
			b.clock.forward(wait)
		}
		if took := b.clock.Now().Sub(start); took < 3*time.Minute || len(b.sink.Messages()) > 4 {
			b.t.Fatalf("%d messages in %s", len(b.sink.Messages()), took)
		}
		b.drive()
		b.expect(c.ID, "sent=4")
	})
}

func TestASenderThatIsRefusedPausesTheCampaign(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(6)
		c := b.launch(b.draft(s, nil))
		b.sink.OnMail = func(string) error { return smtptest.Error(550, "not your domain") }
		b.drive()
		if c = b.state(c.ID, campaign.Paused); c.ProblemCode != "sender_refused" {
			b.t.Fatalf("problem %q", c.ProblemCode)
		}
		b.expect(c.ID, "queued=6")
		b.sink.OnMail = nil
		_, err := b.campaigns.Resume(b.ctx, boss, c.ID)
		b.ok(err)
		b.drive()
		if c = b.state(c.ID, campaign.Sent); c.ProblemCode != "" {
			b.t.Fatalf("problem %q", c.ProblemCode)
		}
		b.expect(c.ID, "sent=6")
	})
}

func TestAServerThatIsAwayIsTriedAgain(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(3)
		l, err := net.Listen("tcp", "127.0.0.1:0")
		b.ok(err)
		b.ok(l.Close())
		away := b.parts
		away.Channel, err = channel.NewEmail("smtp://user:s3cret@"+l.Addr().String(), channel.EmailOptions{})
		b.ok(err)
		here := b.campaigns
		b.campaigns = campaign.NewService(away)
		c := b.launch(b.draft(s, nil))
		if _, wait := b.turn(); wait != 15*time.Second {
			b.t.Fatalf("waits %s", wait)
		}
		c = b.state(c.ID, campaign.Sending)
		if c.ProblemCode != "smtp_unreachable" || strings.Contains(c.Problem, "s3cret") {
			b.t.Fatalf("problem %q %q", c.ProblemCode, c.Problem)
		}
		b.campaigns = here
		b.clock.forward(15 * time.Second)
		b.drive()
		if c = b.state(c.ID, campaign.Sent); c.ProblemCode != "" {
			b.t.Fatalf("problem %q", c.ProblemCode)
		}
		b.expect(c.ID, "sent=3")

		away.Channel = nil
		c = b.draft(s, nil)
		_, err = campaign.NewService(away).Launch(b.ctx, boss, c.ID, campaign.Launch{})
		b.code(err, "smtp_missing")
	})
}

func TestScheduledCampaignsStartByTheClock(t *testing.T) {
	each(t, 1, func(b *bench) {
		_, s := b.people(3)
		at := noon.Add(time.Hour)
		c := b.draft(s, func(c *campaign.Campaign) { c.ScheduledAt = &at })
		c = b.launch(c)
		b.state(c.ID, campaign.Scheduled)
		wake := func() {
			_, err := b.campaigns.Wake(b.ctx)
			b.ok(err)
		}
		wake()
		b.state(c.ID, campaign.Scheduled)
		c, err := b.campaigns.Unschedule(b.ctx, boss, c.ID)
		b.ok(err)
		if c.ScheduledAt != nil {
			b.t.Fatal("unscheduled with a time")
		}
		c, err = b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{At: &at})
		b.ok(err)
		b.state(c.ID, campaign.Scheduled)
		b.clock.forward(time.Hour)
		wake()
		wake()
		b.drive()
		b.state(c.ID, campaign.Sent)
		b.expect(c.ID, "sent=3")

		// A job that failed gets a successor; one that was cancelled pauses the campaign.
		c = b.launch(b.draft(s, nil))
		j, err := b.jobs.Claim(b.ctx, time.Minute)
		b.ok(err)
		j.State = "failed"
		j.Result = "{}"
		b.ok(b.jobs.Finish(b.ctx, j))
		wake()
		next := b.state(c.ID, campaign.Sending)
		if *next.JobID == j.ID {
			b.t.Fatal("no successor")
		}
		b.ok(b.db.InTx(b.ctx, func(ctx context.Context) error { return b.jobs.RequestCancel(ctx, *next.JobID) }))
		wake()
		if c = b.state(c.ID, campaign.Paused); c.ProblemCode != "job_cancelled" {
			b.t.Fatalf("problem %q", c.ProblemCode)
		}
	})
}
