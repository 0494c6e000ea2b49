package offer

import (
	"context"
	"errors"
	"time"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Lot says for what many decisions are made together: the messages of a campaign, which show one placement. Seed and the client's id decide
// what learned stages draw, so that who imagines the decisions sees what is decided afterwards.
type Lot struct {
	Placement id.ID
	Campaign  id.ID
	Seed      uint64
}

// Fixed is a decision that is recorded, with the code that the client has to show for each offer: its own, the shared one, or none.
type Fixed struct {
	Decision
	Codes map[id.ID]string
}

// Propositions gives what the client is proposed, best first.
func (d *Decision) Propositions() []Proposition {
	if len(d.Placements) == 0 {
		return nil
	}
	return d.Placements[0].Propositions
}

// LotStore records decisions inside the transaction of the context.
type LotStore interface {
	// FixPropositions writes propositions of a campaign, each once, and counts them; see CountProposed.
	FixPropositions(ctx context.Context, campaign id.ID, rows []Shown) (totals, full []Counter, err error)
	// HoldCodes gives each client a code of an offer to hold, the one it holds already where it does; too few codes leave clients out. It gives
	// who got a new one, and the offer's tally.
	HoldCodes(ctx context.Context, offer id.ID, clients []id.ID, at time.Time) (codes map[id.ID]string, fresh []id.ID, t Tally, err error)
}

// Lots makes many decisions that count for each other.
type Lots struct {
	decider *Decider
	store   LotStore
	tx      event.Tx
	outbox  event.Outbox
}

// NewLots gives the use case over a decider.
func NewLots(d *Decider, s LotStore, tx event.Tx, outbox event.Outbox) *Lots {
	return &Lots{decider: d, store: s, tx: tx, outbox: outbox}
}

// lotRounds is how often a lot is decided anew because others were faster.
const lotRounds = 8

// full says that caps or codes that were free when a lot was decided are used up.
type full struct{ news News }

func (full) Error() string { return "caps or codes are used up" }

// Fix decides for clients (at most BatchSize) and records it: propositions, counters, codes. within is called inside the transaction and
// calls record there once, before or after what else belongs to it. Where others have used up a cap in total or the codes meanwhile,
// everything is decided anew, so that no number of processes proposes more than is left. fault conflict placement_archived where the
// placement is no longer in use.
func (l *Lots) Fix(ctx context.Context, lot Lot, clients []id.ID, within func(ctx context.Context, record func(context.Context) ([]Fixed, error)) error) error {
	for range lotRounds {
		now := l.decider.clock.Now()
		all, err := l.decider.lot(ctx, lot, clients, now, newTab(), true)
		if err != nil {
			return err
		}
		var news News
		err = l.tx.InTx(ctx, func(ctx context.Context) error {
			return within(ctx, func(ctx context.Context) (fixed []Fixed, err error) {
				fixed, news, err = l.record(ctx, lot, all, now)
				return fixed, err
			})
		})
		if err == nil {
			l.decider.Heard(news)
			return nil
		}
		l.release(all)
		taken, ok := errors.AsType[full](err)
		if !ok {
			return err
		}
		l.decider.Heard(taken.news)
	}
	return fault.New(fault.KindUnavailable, "caps_contended", "Others are using up the same caps or codes. Try again.")
}

// release takes back what the decisions reserved.
func (l *Lots) release(all []Decision) {
	for i := range all {
		gone := map[id.ID]bool{}
		for _, p := range all[i].Propositions() {
			gone[p.ID] = true
		}
		if len(gone) > 0 {
			l.decider.reserved.release(all[i].Client, gone)
		}
	}
}

// record writes decisions: codes first, then propositions with their counters, as feedback and redemptions do.
func (l *Lots) record(ctx context.Context, lot Lot, all []Decision, now time.Time) ([]Fixed, News, error) {
	out, news := make([]Fixed, len(all)), News{}
	holders := map[id.ID][]id.ID{}
	var offers []id.ID
	var rows []Shown
	for i := range all {
		d := &all[i]
		out[i] = Fixed{Decision: *d, Codes: map[id.ID]string{}}
		if len(d.Placements) == 0 {
			continue
		}
		p := &d.Placements[0]
		for j := range p.Propositions {
			v := &p.Propositions[j]
			rows = append(rows, shownOf(d, p, v, now))
			switch v.Offer.CodesKind {
			case CodesUnique:
				offers, holders[v.Offer.ID] = append(offers, v.Offer.ID), append(holders[v.Offer.ID], d.Client)
			case CodesShared:
				out[i].Codes[v.Offer.ID] = v.Offer.SharedCode
			}
		}
		for j := range p.Withheld {
			rows = append(rows, shownOf(d, p, &p.Withheld[j], now))
		}
		news.Clients = append(news.Clients, d.Client)
	}
	for _, o := range unique(offers) {
		codes, fresh, tally, err := l.store.HoldCodes(ctx, o, holders[o], now)
		if err != nil {
			return nil, news, err
		}
		if len(codes) < len(holders[o]) {
			return nil, news, full{News{Tallies: []Tally{tally}}}
		}
		for i := range out {
			if code, ok := codes[out[i].Client]; ok {
				out[i].Codes[o] = code
			}
		}
		news.Tallies = append(news.Tallies, tally)
		told := told{News: News{Clients: fresh, Tallies: []Tally{tally}}, Counts: map[string]int64{}}
		if len(fresh) == 0 {
			continue
		}
		if err := l.outbox.Append(ctx, event.Of(event.OfferFeedback, "offer", o, 0, told)); err != nil {
			return nil, news, err
		}
	}
	totals, over, err := l.store.FixPropositions(ctx, lot.Campaign, rows)
	if err == nil && len(over) > 0 {
		err = full{News{Totals: over}}
	}
	news.Totals = totals
	return out, news, err
}

// Imagine gives what decides for one batch of clients (at most BatchSize) after the other as Fix would, and records nothing; each batch
// counts the ones before.
func (l *Lots) Imagine(lot Lot) func(ctx context.Context, clients []id.ID) ([]Decision, error) {
	t := newTab()
	return func(ctx context.Context, clients []id.ID) ([]Decision, error) {
		return l.decider.lot(ctx, lot, clients, l.decider.clock.Now(), t, false)
	}
}

// lot decides for clients in their order; one that is not there, or was merged into another, gets a decision without placements. The
// propositions have ids and tokens; with reserve they reserve.
func (d *Decider) lot(ctx context.Context, lot Lot, clients []id.ID, now time.Time, t *tab, reserve bool) ([]Decision, error) {
	if len(clients) > BatchSize {
		return nil, fault.Invalid(fault.Field{Path: "clients", Code: "too_many", Message: "are more than 500"})
	}
	c, err := d.live.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	sp, err := c.activeSpot(lot.Placement)
	if err != nil {
		return nil, err
	}
	facts, err := d.live.factsOf(ctx, c, clients)
	if err != nil {
		return nil, err
	}
	out := make([]Decision, len(clients))
	for i, v := range clients {
		if f := facts[v]; f != nil {
			out[i] = d.ofLot(c, sp, f, lot, now, t, reserve)
		} else {
			out[i] = Decision{Client: v}
		}
	}
	return out, nil
}

func (d *Decider) ofLot(c *Catalogue, sp *spot, f *Facts, lot Lot, now time.Time, t *tab, reserve bool) Decision {
	out := Decision{ID: d.ids(), Client: f.Client}
	claim := d.reserved.claim(f.Client, now)
	defer claim.settle(nil) // should a decision fail
	claim.tab = t
	out.Placements = c.decide([]*spot{sp}, f, Request{Seed: [2]uint64{lot.Seed, uint64(f.Client)}}, now, &claim)
	p := &out.Placements[0]
	for j := range p.Propositions {
		p.Propositions[j].ID = d.ids()
		p.Propositions[j].Token = d.token(&out, p, &p.Propositions[j], now)
	}
	for j := range p.Withheld {
		p.Withheld[j].ID = d.ids()
	}
	if reserve {
		claim.settle(out.Placements)
	}
	return out
}

// activeSpot gives a placement that is in use; fault conflict placement_archived else.
func (c *Catalogue) activeSpot(v id.ID) (*spot, error) {
	for _, sp := range c.order {
		if sp.ID == v {
			return sp, nil
		}
	}
	return nil, fault.Conflict("placement_archived", "The placement is no longer in use.")
}

// Sample gives offers that a placement may show, whoever the client is: for messages to be tried on. None where it has no approved offer.
func (l *Lots) Sample(ctx context.Context, placement id.ID) ([]Proposition, error) {
	c, err := l.decider.live.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	sp, err := c.activeSpot(placement)
	if err != nil {
		return nil, err
	}
	var out []Proposition
	add := func(e *entry) {
		if len(out) == int(sp.Size) || proposed(out, e.ID) != nil {
			return
		}
		var best *choice
		for i := range e.variants {
			v := &e.variants[i]
			if sp.AnonymousOnly && !v.IsAnonymous {
				continue
			}
			if best == nil || best.bound && !v.bound {
				best = v
			}
		}
		if best != nil {
			out = append(out, Proposition{Offer: e.Offer, Variant: best.Variant, Rank: len(out) + 1})
		}
	}
	for i := range sp.stages {
		for j := range sp.stages[i].offers {
			add(sp.stages[i].offers[j].entry)
		}
	}
	for _, e := range sp.fallbacks {
		add(e)
	}
	return out, nil
}
