package campaign

import (
	"context"
	"log/slog"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/privacy"
)

// Store keeps campaigns.
type Store interface {
	Audiences
	Deliveries
	Facts
	Campaign(ctx context.Context, id id.ID) (Campaign, error)
	// LockCampaign reads a campaign and keeps others from changing it until the transaction of ctx ends.
	LockCampaign(ctx context.Context, id id.ID) (Campaign, error)
	// Campaigns lists campaigns without their texts.
	Campaigns(ctx context.Context, f Filter, w page.Window) (page.List[Campaign], error)
	CreateCampaign(ctx context.Context, c Campaign) (Campaign, error)
	// UpdateCampaign writes a campaign with its segments if the stored version is still the given one; stale_version otherwise.
	UpdateCampaign(ctx context.Context, c Campaign, version int64) (Campaign, error)
	// MissingSegments gives those of the ids that are not segments in use.
	MissingSegments(ctx context.Context, ids []id.ID) ([]id.ID, error)
	// Due gives the scheduled campaigns whose time has come, and those that send without a job that could run.
	Due(ctx context.Context) ([]Campaign, error)
	Audit(ctx context.Context, by account.Actor, action, noun string, nounID id.ID, detail any) error
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Offers gives offers with their variants, and placements.
type Offers interface {
	Offer(ctx context.Context, id id.ID) (offer.Offer, error)
	Placement(ctx context.Context, id id.ID) (offer.Placement, error)
}

// Lots decides for the clients of a campaign what its placement shows.
type Lots interface {
	Fix(ctx context.Context, lot offer.Lot, clients []id.ID, within func(ctx context.Context, record func(context.Context) ([]offer.Fixed, error)) error) error
	Imagine(lot offer.Lot) func(ctx context.Context, clients []id.ID) ([]offer.Decision, error)
	Sample(ctx context.Context, placement id.ID) ([]offer.Proposition, error)
}

// Consents records what clients allow.
type Consents interface {
	Current(ctx context.Context, client id.ID) ([]privacy.Current, error)
	Record(ctx context.Context, by account.Actor, rows []privacy.Entry) ([]client.Result, error)
}

// Queue takes the jobs that send.
type Queue interface {
	job.Queue
	ByID(ctx context.Context, id id.ID) (job.Job, error)
}

// Parts is what the service is made of. Channel is nil where no mail server is set up; From and FromName stand in for campaigns that
// name no sender.
type Parts struct {
	Store    Store
	Tx       event.Tx
	Outbox   event.Outbox
	Clock    clock.Clock
	Orgs     Organisations
	Offers   Offers
	Lots     Lots
	Consents Consents
	Queue    Queue
	Links    Links
	Channel  message.Channel
	From     string
	FromName string
	Log      *slog.Logger
}

// Service is the use cases of campaigns.
type Service struct {
	store    Store
	tx       event.Tx
	outbox   event.Outbox
	clock    clock.Clock
	orgs     Organisations
	offers   Offers
	lots     Lots
	consents Consents
	queue    Queue
	links    Links
	channel  message.Channel
	from     string
	fromName string
	log      *slog.Logger
	engines  *engines
}

// NewService gives the service over its parts.
func NewService(p Parts) *Service {
	if p.Log == nil {
		p.Log = slog.Default()
	}
	return &Service{store: p.Store, tx: p.Tx, outbox: p.Outbox, clock: p.Clock, orgs: p.Orgs, offers: p.Offers, lots: p.Lots, consents: p.Consents,
		queue: p.Queue, links: p.Links, channel: p.Channel, from: p.From, fromName: p.FromName, log: p.Log, engines: newEngines()}
}

// Campaign gives one campaign; fault not_found where there is none.
func (s *Service) Campaign(ctx context.Context, v id.ID) (Campaign, error) {
	return s.store.Campaign(ctx, v)
}

// Campaigns lists campaigns without their texts.
func (s *Service) Campaigns(ctx context.Context, f Filter, w page.Window) (page.List[Campaign], error) {
	return s.store.Campaigns(ctx, f, w)
}

// Create adds a draft. Without a code it gets one from its id.
func (s *Service) Create(ctx context.Context, by account.Actor, c Campaign) (Campaign, error) {
	c.State, c.CreatedBy, c.Salt = Draft, by.ID, newSalt()
	s.fill(&c)
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if err := s.check(ctx, c); err != nil {
			return err
		}
		if c, err = s.store.CreateCampaign(ctx, c); err != nil {
			return err
		}
		return s.changed(ctx, c)
	})
	return c, err
}

// Update replaces the fields of a draft; conflict not_draft afterwards.
func (s *Service) Update(ctx context.Context, c Campaign, version int64) (Campaign, error) {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.LockCampaign(ctx, c.ID)
		if err != nil {
			return err
		}
		if err := old.Editable(); err != nil {
			return err
		}
		if c.Code == "" {
			c.Code = old.Code
		}
		c.State, c.Salt, c.CreatedBy, c.CreatedAt = old.State, old.Salt, old.CreatedBy, old.CreatedAt
		s.fill(&c)
		if err := s.check(ctx, c); err != nil {
			return err
		}
		if c, err = s.store.UpdateCampaign(ctx, c, version); err != nil {
			return err
		}
		return s.changed(ctx, c)
	})
	return c, err
}

// Copy adds a draft with the fields of a campaign, whatever its state: another code, another salt, no dates.
func (s *Service) Copy(ctx context.Context, by account.Actor, v id.ID) (Campaign, error) {
	old, err := s.store.Campaign(ctx, v)
	if err != nil {
		return old, err
	}
	c := old
	c.Code, c.Name, c.PriorState = "", page.Cut(old.Name, 190)+" (2)", ""
	c.ScheduledAt, c.LaunchedAt, c.FixedAt, c.FinishedAt, c.JobID = nil, nil, nil, nil, nil
	c.Audience, c.ProblemCode, c.Problem, c.ProblemAt = "{}", "", "", nil
	return s.Create(ctx, by, c)
}

// fill completes a campaign with what the settings say.
func (s *Service) fill(c *Campaign) {
	if c.FromEmail == "" {
		c.FromEmail = s.from
		if c.FromName == "" {
			c.FromName = s.fromName
		}
	}
	if c.Code == "" {
		c.Code = "c-" + newSalt()[:10]
	}
	c.Complete()
}

func (s *Service) check(ctx context.Context, c Campaign) error {
	if err := c.Validate(); err != nil {
		return err
	}
	var k fault.Check
	missing, err := s.store.MissingSegments(ctx, append(append([]id.ID{}, c.SegmentsIn...), c.SegmentsOut...))
	if err != nil {
		return err
	}
	gone := map[id.ID]bool{}
	for _, m := range missing {
		gone[m] = true
	}
	for _, list := range []struct {
		field string
		ids   []id.ID
	}{{"segment_ids", c.SegmentsIn}, {"excluded_segment_ids", c.SegmentsOut}} {
		for _, v := range list.ids {
			k.That(!gone[v], list.field, "not_found", "there is no segment "+v.String()+" in use")
		}
	}
	if c.OfferID != nil {
		_, err := s.offers.Offer(ctx, *c.OfferID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		k.That(err == nil, "offer_id", "not_found", "there is no such offer")
	}
	if err := s.checkPlacement(ctx, &k, c, false); err != nil {
		return err
	}
	return k.Err()
}

// changed appends the event of a change of a campaign.
func (s *Service) changed(ctx context.Context, c Campaign) error {
	return s.outbox.Append(ctx, event.Of(event.CampaignChanged, "campaign", c.ID, 0, map[string]any{"state": c.State}))
}
