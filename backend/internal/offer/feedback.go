package offer

import (
	"context"
	"strings"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// The kinds of feedback.
const (
	Impression = "impression"
	Click      = "click"
	Acceptance = "acceptance"
	Rejection  = "rejection"
	Redemption = "redemption"
)

// FeedbackKinds lists the kinds of feedback.
var FeedbackKinds = []string{Impression, Click, Acceptance, Rejection, Redemption}

// Feedback says what became of an offer. Key is the sender's own, the same however often it is sent. What it speaks of is told by a
// proposition's token, or by its id, or by offer and client. A zero At is now.
type Feedback struct {
	Key         string
	Kind        string
	Token       string
	Proposition id.ID
	Offer       id.ID
	Client      id.ID
	Variant     id.ID
	Placement   string
	At          time.Time
}

// Event is feedback as it is stored.
type Event struct {
	ID            id.ID
	Key           string
	PropositionID id.ID // 0 for none
	ClientID      id.ID // 0 for a stranger
	OfferID       id.ID
	VariantID     id.ID // 0 for unknown
	PlacementID   id.ID // 0 for none
	Kind          string
	At            time.Time
	ReceivedAt    time.Time
}

// Same says whether two events tell the same.
func (e Event) Same(o Event) bool {
	return e.Kind == o.Kind && e.OfferID == o.OfferID && e.ClientID == o.ClientID
}

// The outcomes of one item of feedback.
const (
	Recorded  = "recorded"
	Duplicate = "duplicate"
	Failed    = "failed"
)

// Outcome says what happened to one item of feedback; Code and Message say why it failed.
type Outcome struct {
	Status  string
	Code    string
	Message string
}

// The limits of feedback.
const (
	MaxFeedback = 1000
	futureSlack = 5 * time.Minute
)

// FeedbackStore keeps feedback and its counters.
type FeedbackStore interface {
	// Propositions, OfferExists, VariantOffers, ClientExists and PlacementIDs look up many records at once; absent ones are left out.
	Propositions(ctx context.Context, ids []id.ID) (map[id.ID]Shown, error)
	OfferExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error)
	VariantOffers(ctx context.Context, ids []id.ID) (map[id.ID]id.ID, error)
	ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error)
	PlacementIDs(ctx context.Context, codes []string) (map[string]id.ID, error)
	// AddEvents writes the events whose key is new and gives, for each, the stored event of its key: its own when it was written.
	AddEvents(ctx context.Context, events []Event) (map[string]Event, error)
	// Count adds to the counters.
	Count(ctx context.Context, counts []Count) error
	NewID() id.ID
}

// Feedbacks records what became of propositions.
type Feedbacks struct {
	store  FeedbackStore
	tx     event.Tx
	outbox event.Outbox
	clock  clock.Clock
	seals  *Seals
}

// NewFeedbacks gives the use case over a store.
func NewFeedbacks(s FeedbackStore, tx event.Tx, outbox event.Outbox, c clock.Clock, seals *Seals) *Feedbacks {
	return &Feedbacks{store: s, tx: tx, outbox: outbox, clock: c, seals: seals}
}

// Record takes at most MaxFeedback items, in one transaction; each is recorded, a duplicate, or failed with its reason. It may be
// called again with the same items: each key counts once.
func (f *Feedbacks) Record(ctx context.Context, _ account.Actor, items []Feedback) ([]Outcome, error) {
	var c fault.Check
	c.That(len(items) > 0, "items", "required", "give at least one")
	c.That(len(items) <= MaxFeedback, "items", "too_many", "are more than 1000")
	if err := c.Err(); err != nil {
		return nil, err
	}
	now := f.clock.Now()
	var out []Outcome
	err := f.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Outcome, len(items))
		events, err := f.resolve(ctx, items, out, now)
		if err != nil || len(events) == 0 {
			return err
		}
		return f.write(ctx, items, events, out)
	})
	return out, err
}

// write stores the events, fills the outcomes, counts and tells what is new.
func (f *Feedbacks) write(ctx context.Context, items []Feedback, events map[string]Event, out []Outcome) error {
	fresh := make([]Event, 0, len(events))
	for i := range items {
		if out[i].Status == Recorded {
			fresh = append(fresh, events[items[i].Key])
		}
	}
	stored, err := f.store.AddEvents(ctx, fresh)
	if err != nil {
		return err
	}
	added := fresh[:0]
	for i, item := range items {
		if out[i].Status == Failed {
			continue
		}
		mine, there := events[item.Key], stored[item.Key]
		switch {
		case there.ID == mine.ID && out[i].Status == Recorded:
			added = append(added, mine)
		case there.ID != mine.ID && !there.Same(mine):
			out[i] = Outcome{Failed, "key_reused", "The key was used for other feedback."}
		default:
			out[i].Status = Duplicate
		}
	}
	if len(added) == 0 {
		return nil
	}
	if err := f.store.Count(ctx, tally(added)); err != nil {
		return err
	}
	return f.outbox.Append(ctx, told(added)...)
}

// told makes one event per offer, with its clients and counts by kind.
func told(added []Event) []event.Event {
	type news struct {
		event.Batch
		Counts map[string]int64 `json:"counts"`
	}
	var order []id.ID
	byOffer := map[id.ID]*news{}
	seen := map[[2]id.ID]bool{}
	for _, e := range added {
		n := byOffer[e.OfferID]
		if n == nil {
			n = &news{Counts: map[string]int64{}}
			byOffer[e.OfferID] = n
			order = append(order, e.OfferID)
		}
		n.Counts[e.Kind]++
		if pair := [2]id.ID{e.OfferID, e.ClientID}; e.ClientID != 0 && !seen[pair] {
			seen[pair] = true
			n.Clients = append(n.Clients, e.ClientID)
		}
	}
	out := make([]event.Event, 0, len(order))
	for _, v := range order {
		n, client := byOffer[v], id.ID(0)
		if len(n.Clients) == 1 {
			client = n.Clients[0]
		}
		out = append(out, event.Of(event.OfferFeedback, "offer", v, client, n))
	}
	return out
}

// shape says what is wrong with an item on its own.
func (f Feedback) shape(now time.Time) (code, message string) {
	named := 0
	for _, told := range []bool{f.Token != "", f.Proposition != 0, f.Offer != 0} {
		if told {
			named++
		}
	}
	var c fault.Check
	c.Required("key", f.Key)
	c.Max("key", f.Key, 128)
	c.OneOf("kind", f.Kind, FeedbackKinds...)
	c.That(named == 1, "token", "subject", "give a token, or proposition_id, or offer_id: one of them")
	c.That(f.Offer != 0 || f.Client == 0 && f.Variant == 0 && f.Placement == "", "client_id", "subject", "client_id, variant_id and placement go with offer_id")
	c.That(f.Offer == 0 || f.Client != 0, "client_id", "required", "is required with offer_id")
	c.That(!f.At.After(now.Add(futureSlack)), "at", "in_future", "lies in the future")
	c.That(f.At.IsZero() || f.At.Year() >= 2000, "at", "too_old", "lies before 2000")
	c.Max("placement", f.Placement, 64)
	bad := c.Fields()
	if len(bad) == 0 {
		return "", ""
	}
	words := make([]string, len(bad))
	for i, b := range bad {
		words[i] = b.Path + " " + b.Message
	}
	return bad[0].Code, strings.Join(words, "; ")
}
