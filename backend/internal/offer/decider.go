package offer

import (
	"context"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Decider answers what to propose to a client, here and now.
type Decider struct {
	live     *live
	clock    clock.Clock
	seals    *Seals
	recorder *Recorder
	ids      func() id.ID
}

// NewDecider gives a decider over a store and the feed of events.
func NewDecider(s DecisionStore, f Feed, o Organisations, c clock.Clock, seals *Seals) *Decider {
	return &Decider{live: newLive(s, f, o, c), clock: c, seals: seals, recorder: NewRecorder(s.RecordPropositions), ids: s.NewID}
}

// Recorder gives the queue of propositions, for the work that empties it.
func (d *Decider) Recorder() *Recorder { return d.recorder }

// Expire says that this process has changed offers or placements: the next decision reads them anew.
func (d *Decider) Expire() { d.live.stale.Store(true) }

// Poll reads the feed of events, so that what other processes and nouns changed is decided by; more says that there is more to read.
// Call it at least every half second: only then facts of clients are remembered between decisions.
func (d *Decider) Poll(ctx context.Context) (more bool, err error) {
	d.live.mu.Lock()
	defer d.live.mu.Unlock()
	d.live.follows.Store(true)
	return d.live.poll(ctx)
}

// seal gives each proposition its id, and those that are recorded their token.
func (d *Decider) seal(out *Decision, now time.Time, record bool) {
	for i := range out.Placements {
		p := &out.Placements[i]
		for j := range p.Propositions {
			v := &p.Propositions[j]
			v.ID = d.ids()
			if !record {
				continue
			}
			v.Token = d.seals.Seal(Mark{Proposition: v.ID, Offer: v.Offer.ID, Variant: v.Variant.ID, Placement: p.Placement.ID, Client: out.Client, At: now})
			d.recorder.Put(Shown{ID: v.ID, DecisionID: out.ID, ClientID: out.Client, PlacementID: p.Placement.ID, OfferID: v.Offer.ID,
				VariantID: v.Variant.ID, Rank: v.Rank, Fallback: v.Fallback, At: now})
		}
	}
}
