package campaign

import (
	"context"
	"encoding/json"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
	"clientele/internal/page"
)

// Progress is how far a campaign's sending is. Announced is the funnel at launch, zero before. PerMinute is the mean pace since the
// launch of what was tried; EndsAt an estimate from what waits and the pace allowed or reached, nil where nothing waits or nothing is known.
type Progress struct {
	Campaign     Campaign
	Announced    Funnel
	Counts       map[string]int64
	Total        int64
	Control      int64
	Unsubscribed int64
	Job          *job.Job
	PerMinute    float64
	EndsAt       *time.Time
}

// Progress gives how far sending is.
func (s *Service) Progress(ctx context.Context, v id.ID) (Progress, error) {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return Progress{}, err
	}
	p := Progress{Campaign: c}
	_ = json.Unmarshal([]byte(c.Audience), &p.Announced)
	if p.Counts, err = s.store.Counts(ctx, v); err != nil {
		return p, err
	}
	for _, n := range p.Counts {
		p.Total += n
	}
	if p.Unsubscribed, err = s.store.Unsubscribed(ctx, v); err != nil {
		return p, err
	}
	arms, err := s.store.Arms(ctx, v)
	if err != nil {
		return p, err
	}
	p.Control = arms[Control]
	if c.JobID != nil {
		j, err := s.queue.ByID(ctx, *c.JobID)
		switch {
		case err == nil:
			p.Job = &j
		case !fault.Is(err, fault.KindNotFound):
			return p, err
		}
	}
	p.estimate(s.clock.Now())
	return p, nil
}

// estimate works out the pace and the end.
func (p *Progress) estimate(now time.Time) {
	waiting := p.Counts[message.Queued] + p.Counts[message.Sending]
	tried := p.Counts[message.Sent] + p.Counts[message.Failed] + p.Counts[message.Unsure]
	if p.Campaign.LaunchedAt == nil {
		return
	}
	until := now
	if p.Campaign.FinishedAt != nil {
		until = *p.Campaign.FinishedAt
	}
	if minutes := until.Sub(*p.Campaign.LaunchedAt).Minutes(); minutes > 0 {
		p.PerMinute = float64(tried) / minutes
	}
	pace := float64(p.Campaign.RatePerMinute)
	if pace == 0 {
		pace = p.PerMinute
	}
	if waiting > 0 && pace > 0 && p.Campaign.State == Sending {
		end := now.Add(time.Duration(float64(waiting) / pace * float64(time.Minute))).Truncate(time.Second)
		p.EndsAt = &end
	}
}

// Members lists the members of a campaign with what became of their messages.
func (s *Service) Members(ctx context.Context, v id.ID, f MemberFilter, w page.Window) (page.List[MemberRow], error) {
	if _, err := s.store.State(ctx, v); err != nil {
		return page.List[MemberRow]{}, err
	}
	return s.store.Members(ctx, v, f, w)
}

// EachMember calls fn for every member in order of client id, for exports.
func (s *Service) EachMember(ctx context.Context, v id.ID, fn func(MemberRow) error) error {
	return s.store.EachMember(ctx, v, fn)
}

// TestSend sends the message to an address, for a client or the sample client, marked as a test in its subject. Nothing is kept, and its
// unsubscribe link leads nowhere. fault invalid where the template fails; conflict smtp_missing, or
// no_offer where the client would get no message; unavailable where the server does not take it.
func (s *Service) TestSend(ctx context.Context, v id.ID, address string, client id.ID, language string) error {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return err
	}
	var k fault.Check
	k.Required("address", address)
	k.Email("address", address)
	if err := k.Err(); err != nil {
		return err
	}
	if err := s.canSend(); err != nil {
		return err
	}
	p, r, err := s.trial(ctx, c, client, language)
	if err != nil {
		return err
	}
	if c.skips(r) {
		return fault.Conflict(ReasonNoOffer, "No offer is left for this client: it would get no message.")
	}
	link := s.links.base + "/u/preview"
	content, err := p.compose(r, link)
	if err != nil {
		return err
	}
	mark := "[TEST] "
	r.Address, r.MessageID = address, s.store.NewID().String()+".test@"+domainOf(c.FromEmail)
	content.Subject = mark + content.Subject
	conn, err := s.channel.Open(ctx)
	if err != nil {
		return fault.Wrap(fault.KindUnavailable, "smtp_unreachable", "The mail server could not be reached: "+err.Error()+".", err)
	}
	defer conn.Close()
	if res := conn.Send(c.envelope(r, content, link)); res.Outcome != message.Accepted {
		return fault.New(fault.KindUnavailable, "smtp_refused", "The mail server did not take the message: "+res.Detail+".")
	}
	return nil
}
