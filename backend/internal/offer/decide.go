package offer

import (
	"context"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Request asks what to propose to a client on some placements. Client 0 and an empty Key ask for a stranger; a Key nobody has is
// one too. At is the moment that dates are judged at, zero is now. Channel is where the answer shows when that is not the placement's
// channel. A preview is neither recorded nor open to feedback. All asks for every active placement.
type Request struct {
	Client     id.ID
	Key        Key
	Placements []string
	All        bool
	Language   string
	At         time.Time
	Channel    string
	Explain    bool
	Preview    bool
	Seed       [2]uint64 // what learned stages draw by; the decider gives its own seed and the decision's id
}

// MaxPlacements is how many placements one request may name.
const MaxPlacements = 20

// Decision answers a Request.
type Decision struct {
	ID         id.ID
	Client     id.ID // 0 for a stranger
	Placements []PlacementDecision
}

// PlacementDecision is what shows on one placement, best first. Considered is filled when the request asked to explain.
// Withheld is what a holdout kept back: recorded, never shown.
type PlacementDecision struct {
	Placement    *Placement
	Propositions []Proposition
	Withheld     []Proposition
	HeldOut      bool // the client is held out of the placement's strategy
	Considered   []Considered
}

// Proposition is one ranked answer: a variant of an offer in a language. Rank counts from 1. Token is empty in a preview.
type Proposition struct {
	ID       id.ID
	Token    string
	Offer    *Offer
	Variant  *Variant
	Language string
	Rank     int
	Score    float64
	Fallback bool
	Raised   bool // an open complaint put this service before the others
	Held     Held

	// Of a learned stage: the strategy, the chance it had at its turn, the model that gave it, the context segment; 0 elsewhere.
	Strategy     id.ID
	Propensity   float64
	ModelVersion int64
	Segment      id.ID

	full   bool    // it is recorded whatever the placement's sampling
	tied   bool    // what becomes of it is told to the learner of its strategy
	choice *Choice // of the first place of a learned stage
}

// Decide answers what to propose, and records it unless it is a preview. fault not_found for a client id nobody has, invalid for
// unknown placements.
func (d *Decider) Decide(ctx context.Context, r Request) (Decision, error) {
	if err := r.check(); err != nil {
		return Decision{}, err
	}
	now := d.clock.Now()
	c, err := d.live.catalogueAt(ctx, now)
	if err != nil {
		return Decision{}, err
	}
	spots, err := c.pick(r)
	if err != nil {
		return Decision{}, err
	}
	facts, err := d.live.facts(ctx, r.Client, r.Key, now)
	if err != nil {
		return Decision{}, err
	}
	out := d.decide(c, spots, facts, r)
	if r.Explain {
		d.explain(ctx, &out, facts, c.speak(r.Language, facts.Language))
	}
	return out, nil
}

// decide answers for a client whose facts are read, and records the answer unless it is a preview.
func (d *Decider) decide(c *Catalogue, spots []*spot, facts *Facts, r Request) Decision {
	now := d.clock.Now()
	out := Decision{ID: d.ids(), Client: facts.Client}
	if r.Seed == [2]uint64{} {
		r.Seed = [2]uint64{d.Seed, uint64(out.ID)}
	}
	claim := d.reserved.claim(facts.Client, now)
	defer claim.settle(nil) // should a decision fail
	out.Placements = c.decide(spots, facts, r, now, &claim)
	d.seal(&out, now, !r.Preview)
	if !r.Preview {
		claim.settle(out.Placements)
	}
	return out
}

// Decide ranks the offers of this catalogue for a client whose facts are known: the whole decision but for reading and recording.
// Propositions have neither id nor token yet.
func (c *Catalogue) Decide(r Request, f *Facts, now time.Time) ([]PlacementDecision, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	spots, err := c.pick(r)
	if err != nil {
		return nil, err
	}
	return c.decide(spots, f, r, now, &claim{}), nil
}

func (c *Catalogue) decide(spots []*spot, f *Facts, r Request, now time.Time, cl *claim) []PlacementDecision {
	a := ask{catalogue: c, facts: f, held: newSet(c.segments), now: now, claim: cl, drawn: r.Seed}
	if !r.At.IsZero() {
		now = r.At
	}
	a.day = clock.DayOf(now, c.zone)
	c.hold(a.held, f)
	language := c.speak(r.Language, f.Language)
	out := make([]PlacementDecision, len(spots))
	for i, sp := range spots {
		a.spot, a.channel = sp, orElse(r.Channel, sp.Channel)
		out[i] = PlacementDecision{Placement: &sp.Placement}
		if sp.State == PlacementActive {
			a.begin()
			a.fill(&out[i], language, r.Explain)
		}
	}
	return out
}

func (r Request) check() error {
	var c fault.Check
	c.That(r.All || len(r.Placements) > 0, "placements", "required", "name at least one")
	c.That(len(r.Placements) <= MaxPlacements, "placements", "too_many", "are more than 20")
	c.That(r.Client == 0 || r.Key == Key{}, "client", "both", "give client_id or client, not both")
	c.That((r.Key.Source == "") == (r.Key.Reference == ""), "client", "incomplete", "needs source and reference")
	c.Max("client.source", r.Key.Source, 64)
	c.Max("client.reference", r.Key.Reference, 128)
	if r.Language != "" {
		c.OneOf("context.language", r.Language, English, French)
	}
	if r.Channel != "" {
		c.OneOf("context.channel", r.Channel, Channels...)
	}
	return c.Err()
}

// pick gives the placements of a request; fault invalid names the ones that do not exist or repeat.
func (c *Catalogue) pick(r Request) ([]*spot, error) {
	if r.All {
		return c.order, nil
	}
	spots := make([]*spot, len(r.Placements))
	for i, code := range r.Placements {
		sp, ok := c.spots[code]
		if !ok {
			return nil, fault.Invalid(fault.Field{Path: at("placements", i), Code: "unknown", Message: "is not the code of a placement"})
		}
		for _, before := range spots[:i] {
			if before == sp {
				return nil, fault.Invalid(fault.Field{Path: at("placements", i), Code: "repeated", Message: "is there twice"})
			}
		}
		spots[i] = sp
	}
	return spots, nil
}

// speak gives the language of the texts: the asked one, else the client's, else the organisation's.
func (c *Catalogue) speak(asked, own string) string {
	switch {
	case asked != "":
		return asked
	case strings.HasPrefix(own, French):
		return French
	case strings.HasPrefix(own, English):
		return English
	}
	return c.language
}
