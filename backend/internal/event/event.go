// Package event names what happens: typed events that every write appends to the outbox in its own transaction.
package event

import (
	"context"
	"encoding/json"
	"time"

	"clientele/internal/id"
)

// Event is one thing that happened to one record. Client is the client concerned, 0 where there is none.
// Seq is its place in the feed once the sequencer has numbered it, 0 before.
type Event struct {
	ID      id.ID
	Seq     int64
	Kind    string
	Noun    string
	NounID  id.ID
	Client  id.ID
	Payload json.RawMessage
	At      time.Time
}

// The kinds of events. Bulk paths append one event per batch, with the ids in the payload (see Batch).
const (
	ClientChanged       = "client.changed"
	OrderChanged        = "order.changed"
	ConsentChanged      = "consent.changed"
	CaseChanged         = "case.changed"
	ReceivableChanged   = "receivable.changed"
	WalletChanged       = "wallet_share.changed"
	SubscriptionChanged = "subscription.changed"
	GuardAnswered       = "guard.answered"
	RelationshipDecided = "relationship.decided"
	InteractionAdded    = "interaction.added"
	RunPublished        = "run.published"
	CatalogueChanged    = "catalogue.changed" // products or categories have moved to other categories
	MembersChanged      = "segment.members_changed"
	OfferChanged        = "offer.changed"
	PlacementChanged    = "placement.changed"
	CollectionChanged   = "collection.changed"
	StrategyChanged     = "strategy.changed"
	SegmentChanged      = "segment.changed"
	OfferFeedback       = "offer.feedback"
	LearningShown       = "learning.shown"
	LearningFeedback    = "learning.feedback"
	ModelChanged        = "learning.model"
	CapsChanged         = "caps.changed"
	CapsCounted         = "caps.counted" // rules that count propositions in total have moved on
	CampaignChanged     = "campaign.changed"
	DeliveryChanged     = "delivery.changed"
)

// Batch is the payload of an event that speaks of many clients at once (≤ 1,000).
type Batch struct {
	Clients []id.ID `json:"clients"`
}

// Outbox appends events inside the transaction of the context; they become visible when it commits.
type Outbox interface {
	Append(ctx context.Context, events ...Event) error
}

// Of makes an event about one record; the payload may be nil.
func Of(kind, noun string, nounID, client id.ID, payload any) Event {
	e := Event{Kind: kind, Noun: noun, NounID: nounID, Client: client, Payload: json.RawMessage("{}")}
	if payload != nil {
		if b, err := json.Marshal(payload); err == nil {
			e.Payload = b
		}
	}
	return e
}

// OfClients makes events about many clients, cut into batches of 1,000 ids.
func OfClients(kind, noun string, clients []id.ID) []Event {
	var out []Event
	for len(clients) > 0 {
		n := min(len(clients), 1000)
		out = append(out, Of(kind, noun, 0, 0, Batch{Clients: clients[:n]}))
		clients = clients[n:]
	}
	return out
}

// ClientIDs gives the clients an event speaks of.
func (e Event) ClientIDs() []id.ID {
	if e.Client != 0 {
		return []id.ID{e.Client}
	}
	var b Batch
	if json.Unmarshal(e.Payload, &b) != nil {
		return nil
	}
	return b.Clients
}
