package offer

import "clientele/internal/event"

// CapState is what is known of one client's caps: counters of the present periods and what recent propositions reserve.
type CapState struct{}

// Limits is what a catalogue knows of caps apart from the client: rules, totals, budgets, free codes.
// capIndex is the caps of a catalogue.
type capIndex struct{}

type Limits struct{}

// entryCaps is what is prepared of the caps of an offer, spotCaps of a placement.
type (
	entryCaps struct{}
	spotCaps  struct{}
)

// CapDetail says how one cap of an offer stands for a client.
type CapDetail struct {
	Event    string // impression, click, acceptance, redemption, proposition
	Scope    string // client, total
	Limit    int64
	Counted  int64 // recorded in the present period
	Reserved int64 // by recent propositions
}

// prepareCaps prepares the caps of every offer and placement of a catalogue.
func (c *Catalogue) prepareCaps(Limits, []*entry) {}

// capped gives the first cap that keeps an offer from being proposed here and now; the empty rule when none does. It is asked at every
// decision for every offer that passed the rules before it.
func (a *ask) capped(*entry) Rule { return "" }

// capDetails gives how each cap of an offer stands, for explanations.
func (a *ask) capDetails(*entry) []CapDetail { return nil }

// reserves says whether propositions of the offer on a placement count against caps, so that every one must be recorded.
func (e *entry) reserves(*spot) bool { return false }

// capNews reads one event of the feed, and says whether the catalogue must be read anew for it.
func (l *live) capNews(event.Event) (rebuild bool) { return false }
