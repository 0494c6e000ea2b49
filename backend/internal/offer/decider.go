package offer

import (
	"context"
	"math/rand/v2"
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
	fill     func(all []id.ID)
	reserved *reservations

	Seed     uint64   // of what learned stages draw by
	Reasoner Reasoner // for explanations; nil where there is none
}

// NewDecider gives a decider over a store and the feed of events.
func NewDecider(s DecisionStore, f Feed, o Organisations, c clock.Clock, seals *Seals) *Decider {
	l := newLive(s, f, o, c)
	return &Decider{live: l, clock: c, seals: seals, recorder: NewRecorder(s.RecordPropositions), ids: s.NewID, fill: s.NewIDs,
		reserved: newReservations(l.known.drop), Seed: rand.Uint64()}
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

// Learn gives the decider what learned stages rank by; call it before the first decision.
func (d *Decider) Learn(l Learner) {
	d.live.learner = l
	d.live.models, _ = l.(*Models)
}

// seal gives each proposition its id, those that are shown their token, and queues what is recorded.
func (d *Decider) seal(out *Decision, now time.Time, record bool) {
	n := 0
	for i := range out.Placements {
		n += len(out.Placements[i].Propositions) + len(out.Placements[i].Withheld)
	}
	fresh := make([]id.ID, n)
	d.fill(fresh)
	next := func() (v id.ID) {
		v, fresh = fresh[0], fresh[1:]
		return v
	}
	for i := range out.Placements {
		p := &out.Placements[i]
		for j := range p.Propositions {
			v := &p.Propositions[j]
			v.ID = next()
			if record {
				v.Token = d.token(out, p, v, now)
				d.record(out, p, v, now)
			}
		}
		for j := range p.Withheld {
			if v := &p.Withheld[j]; record {
				v.ID = next()
				d.record(out, p, v, now)
			}
		}
	}
}

// token gives the signed token of a proposition that has its id.
func (d *Decider) token(out *Decision, p *PlacementDecision, v *Proposition, now time.Time) string {
	return d.seals.Seal(Mark{Proposition: v.ID, Offer: v.Offer.ID, Variant: v.Variant.ID, Placement: p.Placement.ID, Client: out.Client,
		At: now, Strategy: tiedTo(v), Propensity: drawn(v), ModelVersion: v.ModelVersion, Segment: v.Segment})
}

// tiedTo gives the strategy of a proposition where that learns, 0 of any other, whose token is shorter.
func tiedTo(v *Proposition) id.ID {
	if v.tied {
		return v.Strategy
	}
	return 0
}

// drawn gives the propensity of the first place of a learned stage, 0 of others: it alone is learned from.
func drawn(v *Proposition) float64 {
	if v.choice != nil {
		return v.Propensity
	}
	return 0
}

// record queues a proposition: always where learning, caps or a holdout need it, else by the placement's share.
func (d *Decider) record(out *Decision, p *PlacementDecision, v *Proposition, now time.Time) {
	share := int64(everything)
	if !v.full {
		if share = p.Placement.LogShareBp; !sampled(v.ID, share) {
			return
		}
	}
	row := shownOf(out, p, v, now)
	row.Sampling = share
	d.recorder.Put(row)
}

// shownOf gives the row that records a proposition in full.
func shownOf(out *Decision, p *PlacementDecision, v *Proposition, now time.Time) Shown {
	return Shown{ID: v.ID, DecisionID: out.ID, ClientID: out.Client, PlacementID: p.Placement.ID, OfferID: v.Offer.ID,
		VariantID: v.Variant.ID, Rank: v.Rank, Fallback: v.Fallback, At: now, StrategyID: v.Strategy, Propensity: v.Propensity,
		ModelVersion: v.ModelVersion, SegmentID: v.Segment, Held: v.Held, Sampling: everything, Choice: v.choice}
}

// sampled says whether a proposition belongs to a share in basis points: its id, well mixed, decides.
func sampled(v id.ID, share int64) bool {
	if share >= everything {
		return true
	}
	x := uint64(v)
	x = (x ^ x>>31) * 0x9e3779b97f4a7c15 // Fibonacci hashing: successive ids spread evenly
	return int64((x>>32)*everything>>32) < share
}
