package campaign

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
	"clientele/internal/offer"
)

const (
	feedBatch = 200
	watch     = 400 * time.Millisecond
)

// run is one turn of sending: a feeder reads the queue, a few workers with a connection each empty it at the pace of the campaign, a
// watcher sees pause and cancel.
type run struct {
	s        *Service
	c        Campaign
	owner    string
	printer  *printer
	offers   map[id.ID]*offer.Offer // that messages carry, as they were read in this run; of the feeder alone
	progress job.Progress
	limiter  *rate.Limiter
	queue    chan Recipient

	mu          sync.Mutex
	done, total int64
	last        time.Time // when the newest message was started
	stalled     bool
	able        int  // workers that have not failed to connect
	over        bool // the next message's turn lies beyond this run
}

func newRun(s *Service, c Campaign, owner string, p *printer, progress job.Progress, counts map[string]int64) *run {
	r := &run{s: s, c: c, owner: owner, printer: p, offers: map[id.ID]*offer.Offer{}, progress: progress, queue: make(chan Recipient), last: s.clock.Now(), stalled: c.ProblemCode != ""}
	for state, n := range counts {
		r.total += n
		if state != message.Queued && state != message.Sending {
			r.done += n
		}
	}
	r.able = s.channel.Connections()
	r.limiter = rate.NewLimiter(rate.Inf, 1)
	if c.RatePerMinute > 0 {
		r.limiter = rate.NewLimiter(rate.Every(r.pace()), 1)
	}
	return r
}

// pace is the time between two messages, 0 without a limit.
func (r *run) pace() time.Duration {
	if r.c.RatePerMinute <= 0 {
		return 0
	}
	return time.Minute / time.Duration(r.c.RatePerMinute)
}

// next is when the following run may begin without breaking the pace.
func (r *run) next() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last.Add(max(r.pace(), breath))
}

// do sends until the queue was read once, and gives nil, or until something ends the run, and gives that.
func (r *run) do(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, slice, errSlice)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var work, rest sync.WaitGroup
	end := func(err error) {
		if err != nil {
			stop(err)
		}
	}
	rest.Go(func() { r.watch(ctx, stop) })
	rest.Go(func() {
		defer close(r.queue)
		end(r.feed(ctx))
	})
	for range r.able {
		work.Go(func() { end(r.work(ctx)) })
	}
	work.Wait()
	cause := context.Cause(ctx)
	stop(errStopped)
	rest.Wait()
	if cause == nil && r.over {
		return errSlice
	}
	return cause
}

// watch ends the run when the campaign no longer sends.
func (r *run) watch(ctx context.Context, stop context.CancelCauseFunc) {
	t := time.NewTicker(watch)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if state, err := r.s.store.State(ctx, r.c.ID); err == nil && state != Sending {
			stop(errStopped)
			return
		}
	}
}

// feed reads the queue once, in order.
func (r *run) feed(ctx context.Context) error {
	after := id.ID(0)
	for {
		list, err := r.s.store.Waiting(ctx, r.c.ID, after, r.s.clock.Now(), r.batch())
		if err != nil || len(list) == 0 {
			return ended(ctx, err)
		}
		after = list[len(list)-1].ID
		if list, err = r.load(ctx, list); err != nil {
			return ended(ctx, err)
		}
		for _, x := range list {
			select {
			case r.queue <- x:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
	}
}

// ended prefers the reason why the run ends to the error that followed from it.
func ended(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// work takes messages and sends them over one connection, opened when there is something to send and again after it broke.
func (r *run) work(ctx context.Context) error {
	var conn message.Connection
	defer func() {
		if conn != nil {
			conn.Close()
		}
	}()
	for x := range r.queue {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if conn == nil {
			c, err := r.s.channel.Open(ctx)
			if err != nil {
				return ended(ctx, r.unable(err))
			}
			conn = c
		}
		if err := r.limiter.Wait(ctx); err != nil {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			r.mu.Lock()
			r.over = true // without stopping the others: one of them may hold the turn before
			r.mu.Unlock()
			return nil
		}
		broken, err := r.one(ctx, conn, x)
		if broken {
			conn.Close()
			conn = nil
		}
		if err != nil {
			return ended(ctx, err)
		}
	}
	return nil
}

// unable retires a worker that gets no connection: servers limit their number. Only when none is left the server counts as unreachable.
func (r *run) unable(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.able--; r.able > 0 {
		return nil
	}
	return unreachable{err}
}

// one claims a message, sends it, and writes what became of it. The claim is committed before the first byte leaves, so that after a
// crash nobody sends the message again. From the claim on nothing is broken off: a message under way is finished.
func (r *run) one(ctx context.Context, conn message.Connection, x Recipient) (broken bool, err error) {
	claim, err := r.s.claim(ctx, r.c, x.ID, r.owner)
	switch {
	case err != nil:
		return false, err
	case claim == Stopped:
		return false, errStopped
	case claim == Taken:
		return false, nil
	case claim == Dropped:
		return false, r.tell(ctx)
	}
	r.mu.Lock()
	r.last = r.s.clock.Now()
	r.mu.Unlock()
	x.Attempts++
	unsubscribe := r.s.links.URL(x.CampaignID, x.ClientID, x.Channel)
	var result message.Result
	switch content, err := r.printer.compose(x, unsubscribe); {
	case err != nil:
		result = message.Result{Outcome: message.Refused, Detail: "the template cannot be rendered for this client"}
	case content.Subject == "":
		result = message.Result{Outcome: message.Refused, Detail: "the subject is empty for this client"}
	default:
		result = conn.Send(r.c.envelope(x, content, unsubscribe))
	}
	bg := context.WithoutCancel(ctx)
	if err := r.s.settle(bg, x.Delivery, result, r.owner); err != nil {
		return result.Broken, err
	}
	switch result.Outcome {
	case message.Sender:
		return result.Broken, senderRefused{result.Detail}
	case message.Accepted:
		if err := r.recovered(bg); err != nil {
			return result.Broken, err
		}
	case message.Deferred, message.Lost:
		return result.Broken, nil
	}
	return result.Broken, r.tell(ctx)
}

// tell passes on the progress.
func (r *run) tell(ctx context.Context) error {
	r.mu.Lock()
	r.done++
	done, total := r.done, r.total
	r.mu.Unlock()
	err := r.progress.Update(ctx, done, total, "sending")
	if errors.Is(err, job.ErrCancelled) {
		return err
	}
	return ended(ctx, err)
}

// recovered takes the problem off a campaign that sends again.
func (r *run) recovered(ctx context.Context) error {
	r.mu.Lock()
	was := r.stalled
	r.stalled = false
	r.mu.Unlock()
	if !was {
		return nil
	}
	return r.s.stall(ctx, r.c.ID, "", "")
}
