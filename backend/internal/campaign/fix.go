package campaign

import (
	"context"
	"strings"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/message"
	"clientele/internal/offer"
)

const fixBatch = 1000

// fix assigns the audience: who is written to, who is held back, and which variant each gets. Nothing is sent before it is whole; after
// a crash it starts over, so that an audience always comes from one state of the data.
func (s *Service) fix(ctx context.Context, c Campaign, p job.Progress) error {
	for {
		n, err := s.clear(ctx, c.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return err
	}
	set, err := s.setting(ctx, c)
	if err != nil {
		return err
	}
	f := fixer{s: s, c: c, country: org.Country, day: clock.DayOf(*c.LaunchedAt, org.Zone()), variants: set.variants, progress: p}
	if _, err := pick(ctx, s.store, c, f.add); err != nil {
		return err
	}
	if err := f.flush(ctx); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		ok, err := s.store.FixAudience(ctx, c.ID, s.clock.Now())
		if err == nil && !ok {
			return errStopped
		}
		return err
	})
}

func (s *Service) clear(ctx context.Context, v id.ID) (n int64, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		n, err = s.store.ClearAudience(ctx, v)
		return err
	})
	return n, err
}

// domainOf gives what stands behind the @ of an address.
func domainOf(address string) string { return address[strings.LastIndex(address, "@")+1:] }

// fixer writes members and deliveries in batches.
type fixer struct {
	s        *Service
	c        Campaign
	country  string
	day      clock.Day
	variants []offer.Variant
	progress job.Progress
	batch    []Candidate
	arms     []string
	done     int64
}

func (f *fixer) add(ctx context.Context, k Candidate, arm string) error {
	f.batch, f.arms = append(f.batch, k), append(f.arms, arm)
	if len(f.batch) < fixBatch {
		return nil
	}
	return f.flush(ctx)
}

func (f *fixer) flush(ctx context.Context) error {
	if len(f.batch) == 0 {
		return nil
	}
	state, err := f.s.store.State(ctx, f.c.ID)
	if err != nil {
		return err
	}
	if state != Sending {
		return errStopped
	}
	clients := make([]id.ID, len(f.batch))
	for i, k := range f.batch {
		clients[i] = k.ClientID
	}
	chosen, err := f.s.variantsOf(ctx, f.variants, clients)
	if err != nil {
		return err
	}
	members := make([]Member, len(f.batch))
	var deliveries []message.Delivery
	now := f.s.clock.Now()
	for i, k := range f.batch {
		members[i] = Member{CampaignID: f.c.ID, ClientID: k.ClientID, Arm: f.arms[i], VariantID: chosen[k.ClientID], AssignedAt: *f.c.LaunchedAt, AssignedDay: f.day}
		if f.arms[i] != Treated {
			continue
		}
		v := f.s.store.NewID()
		deliveries = append(deliveries, message.Delivery{ID: v, CampaignID: f.c.ID, ClientID: k.ClientID, Channel: f.c.Channel, Address: k.Email,
			Language: f.c.languageOf(k.Language, f.country), VariantID: chosen[k.ClientID], State: message.Queued,
			MessageID: v.String() + "." + f.c.ID.String() + "@" + domainOf(f.c.FromEmail), QueuedAt: now})
	}
	err = f.s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := f.s.store.AddMembers(ctx, members, deliveries); err != nil {
			return err
		}
		return f.s.outbox.Append(ctx, event.OfClients(event.DeliveryChanged, "campaign_member", clients)...)
	})
	if err != nil {
		return err
	}
	f.done += int64(len(f.batch))
	f.batch, f.arms = f.batch[:0], f.arms[:0]
	return f.progress.Update(ctx, f.done, 0, "audience")
}
