package offer

import (
	"context"
	"strings"
	"time"

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
	Ties
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

// Outcome says what happened to one item of feedback; Code and Message say why it failed. OverCap says of what is recorded that it passed
// a cap.
type Outcome struct {
	Status  string
	Code    string
	Message string
	OverCap bool
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
	store  RedemptionStore
	tx     event.Tx
	outbox event.Outbox
	clock  clock.Clock
	seals  *Seals
	redeem *Redemptions
}

// NewFeedbacks gives the use case beside redemptions, which take feedback of their kind.
func NewFeedbacks(r *Redemptions) *Feedbacks {
	return &Feedbacks{store: r.store, tx: r.tx, outbox: r.outbox, clock: r.clock, seals: r.seals, redeem: r}
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
