package campaign

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// placementArchived is the code of a campaign whose placement is no longer in use.
const placementArchived = "placement_archived"

// Carried is a proposition that a message carries, as it was decided for its client: rank 1 is the best. Token is what feedback is sent by;
// Code what the client shows, empty where the offer has no codes.
type Carried struct {
	DeliveryID    id.ID `gorm:"primaryKey;autoIncrement:false"`
	RankNo        int64 `gorm:"primaryKey;autoIncrement:false"`
	CampaignID    id.ID
	PropositionID id.ID
	OfferID       id.ID
	VariantID     id.ID
	IsFallback    bool
	Token         string
	Code          string
}

// TableName is the table's name.
func (Carried) TableName() string { return "delivery_proposition" }

// Shown is a proposition in a message.
type Shown struct {
	Carried
	Offer   *offer.Offer
	Variant *offer.Variant
}

// lot is how a campaign's decisions are made: what learned stages draw follows from its salt, so that what was announced is what is sent.
func (c Campaign) lot() offer.Lot {
	sum := sha256.Sum256([]byte("offers:" + c.Salt))
	return offer.Lot{Placement: *c.PlacementID, Campaign: c.ID, Seed: binary.BigEndian.Uint64(sum[:])}
}

// imagine gives what to do with each candidate of an audience, and at its end, to count those without an offer; nil where nobody is skipped
// for that.
func (s *Service) imagine(c Campaign, without *int64) (take func(ctx context.Context, k Candidate, arm string) error, flush func(ctx context.Context) error) {
	if c.PlacementID == nil || c.WithoutOffer != SkipClient {
		return nil, nil
	}
	decide := s.lots.Imagine(c.lot())
	var batch []id.ID
	flush = func(ctx context.Context) error {
		all, err := decide(ctx, batch)
		for i := range all {
			if len(all[i].Propositions()) == 0 {
				*without++
			}
		}
		batch = batch[:0]
		if fault.Code(err) == placementArchived {
			return nil // what is wrong is said when it is launched
		}
		return err
	}
	take = func(ctx context.Context, k Candidate, arm string) error {
		if arm != Treated {
			return nil
		}
		if batch = append(batch, k.ClientID); len(batch) < feedBatch {
			return nil
		}
		return flush(ctx)
	}
	return take, flush
}

// batch is how many messages are read from the queue at once. Where offers are decided on the way it is no more than go out in a minute, so
// that nothing is decided long before it is sent.
func (r *run) batch() int {
	if r.c.PlacementID != nil && r.c.RatePerMinute > 0 {
		return int(min(feedBatch, r.c.RatePerMinute))
	}
	return feedBatch
}

// load gives queued messages what they carry, and leaves out those that are skipped without an offer. What was not decided yet is decided
// here, in one transaction with its mark on the delivery, so that nobody is decided for twice.
func (r *run) load(ctx context.Context, list []Recipient) ([]Recipient, error) {
	if r.c.PlacementID == nil {
		return list, nil
	}
	var fresh []Recipient
	for _, x := range list {
		if x.DecidedAt == nil {
			fresh = append(fresh, x)
		}
	}
	if len(fresh) > 0 {
		if err := r.s.decide(ctx, r.c, fresh); err != nil {
			return nil, err
		}
	}
	ids := make([]id.ID, len(list))
	for i, x := range list {
		ids[i] = x.ID
	}
	carried, err := r.s.store.Carried(ctx, ids)
	if err != nil {
		return nil, err
	}
	out, late := list[:0], []Recipient(nil)
	skipped := 0
	for _, x := range list {
		for _, v := range carried[x.ID] {
			shown, err := r.shown(ctx, v)
			if err != nil {
				return nil, err
			}
			if shown.Variant != nil {
				x.Shown = append(x.Shown, shown)
			}
		}
		switch {
		case len(x.Shown) > 0 || r.c.WithoutOffer == SendAnyway:
			out = append(out, x)
		default:
			skipped++
			if len(carried[x.ID]) > 0 { // its variants are gone since
				late = append(late, x)
			}
		}
	}
	if err := r.s.skip(ctx, late); err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.done += int64(skipped)
	r.mu.Unlock()
	return out, nil
}

// shown finds offer and variant of what a message carries; each offer is read once in a run.
func (r *run) shown(ctx context.Context, v Carried) (Shown, error) {
	o, ok := r.offers[v.OfferID]
	if !ok {
		read, err := r.s.offers.Offer(ctx, v.OfferID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return Shown{}, err
		}
		o = &read
		r.offers[v.OfferID] = o
	}
	out := Shown{Carried: v, Offer: o}
	for i := range o.Variants {
		if o.Variants[i].ID == v.VariantID {
			out.Variant = &o.Variants[i]
		}
	}
	return out, nil
}

// decide fixes what queued messages carry: the decisions of the campaign's placement for their clients, recorded in the transaction that
// notes it on the deliveries. Those without an offer are skipped where the campaign says so.
func (s *Service) decide(ctx context.Context, c Campaign, list []Recipient) error {
	clients, deliveries := make([]id.ID, len(list)), make([]id.ID, len(list))
	for i, x := range list {
		clients[i], deliveries[i] = x.ClientID, x.ID
	}
	return s.lots.Fix(ctx, c.lot(), clients, func(ctx context.Context, record func(context.Context) ([]offer.Fixed, error)) error {
		ok, err := s.store.Decide(ctx, c.ID, deliveries, s.clock.Now())
		if err == nil && !ok {
			err = errStopped
		}
		if err != nil {
			return err
		}
		fixed, err := record(ctx)
		if err != nil {
			return err
		}
		var rows []Carried
		var without []Recipient
		for i, x := range list {
			shown := fixed[i].Propositions()
			for _, p := range shown {
				rows = append(rows, Carried{DeliveryID: x.ID, RankNo: int64(p.Rank), CampaignID: c.ID, PropositionID: p.ID, OfferID: p.Offer.ID,
					VariantID: p.Variant.ID, IsFallback: p.Fallback, Token: p.Token, Code: fixed[i].Codes[p.Offer.ID]})
			}
			if len(shown) == 0 && c.WithoutOffer == SkipClient {
				without = append(without, x)
			}
		}
		if err := s.store.AddCarried(ctx, rows); err != nil {
			return err
		}
		return s.skip(ctx, without)
	})
}

// skip takes messages without an offer out of the queue.
func (s *Service) skip(ctx context.Context, list []Recipient) error {
	if len(list) == 0 {
		return nil
	}
	clients, deliveries := make([]id.ID, len(list)), make([]id.ID, len(list))
	for i, x := range list {
		clients[i], deliveries[i] = x.ClientID, x.ID
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Skip(ctx, deliveries, ReasonNoOffer); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.OfClients(event.DeliveryChanged, "delivery", clients)...)
	})
}
