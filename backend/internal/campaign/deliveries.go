package campaign

import (
	"context"
	"time"

	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/page"
)

// Claim is what came of trying to take a delivery out of the queue.
type Claim string

// What a claim can be. Claimed alone allows to send.
const (
	Claimed Claim = "claimed"
	Taken   Claim = "taken"   // somebody else has it, or it is no longer waiting
	Dropped Claim = "dropped" // consent, address or client no longer allow it: it is skipped now, with its reason
	Stopped Claim = "stopped" // the campaign does not send at present
)

// Deliveries keeps audiences as they were assigned, and the queue of messages.
type Deliveries interface {
	NewID() id.ID
	// Recipient gives a client as a recipient without a delivery; fault not_found where there is none.
	Recipient(ctx context.Context, client id.ID) (Recipient, error)
	// InSegments gives those of the clients that are in any of the segments.
	InSegments(ctx context.Context, segments, clients []id.ID) (map[id.ID]bool, error)
	// ClearAudience deletes at most 1,000 members and deliveries of an audience that was not finished, and gives how many.
	ClearAudience(ctx context.Context, campaign id.ID) (int64, error)
	AddMembers(ctx context.Context, members []Member, deliveries []message.Delivery) error
	// FixAudience notes that all members are there; false when the campaign no longer sends.
	FixAudience(ctx context.Context, campaign id.ID, at time.Time) (bool, error)
	// State gives the state of a campaign and nothing else.
	State(ctx context.Context, campaign id.ID) (string, error)
	// Waiting gives queued deliveries in order of id after one, at most limit, without those to be tried again only later than now.
	Waiting(ctx context.Context, campaign, after id.ID, now time.Time, limit int) ([]Recipient, error)
	// NextRetry gives when the next queued delivery may be tried; nil where none waits.
	NextRetry(ctx context.Context, campaign id.ID) (*time.Time, error)
	// Decide notes of queued deliveries that it is decided now what they carry; false, having changed nothing of worth, where one of them no
	// longer waits, was decided before, or the campaign does not send. What it changed is for the caller to undo.
	Decide(ctx context.Context, campaign id.ID, deliveries []id.ID, at time.Time) (bool, error)
	// AddCarried writes what decided deliveries carry.
	AddCarried(ctx context.Context, rows []Carried) error
	// Carried gives what deliveries carry, best first.
	Carried(ctx context.Context, deliveries []id.ID) (map[id.ID][]Carried, error)
	// Skip takes queued deliveries out of the queue for a reason.
	Skip(ctx context.Context, deliveries []id.ID, reason string) error
	// Offered gives, by offer, how many messages of a campaign carry it and what orders say of it, the offer carried most first.
	Offered(ctx context.Context, campaign id.ID) ([]Offered, error)
	// Bare gives the number of deliveries, by state, for which no offer was found.
	Bare(ctx context.Context, campaign id.ID) (map[string]int64, error)
	// Claim takes one delivery out of the queue for an owner, if the campaign sends and the client may still be written to.
	Claim(ctx context.Context, c Campaign, delivery id.ID, owner string) (Claim, error)
	// Settle writes what became of a delivery that the owner had claimed. An owner may settle what was called unsure meanwhile.
	Settle(ctx context.Context, d message.Delivery, owner string) error
	// Abandon turns what other owners had under way into unsure, and gives how many.
	Abandon(ctx context.Context, campaign id.ID, owner string) (int64, error)
	// CancelWaiting turns at most 1,000 queued deliveries into cancelled, and gives how many.
	CancelWaiting(ctx context.Context, campaign id.ID) (int64, error)
	// SetProblem notes why a campaign stalls; an empty code says that it no longer does.
	SetProblem(ctx context.Context, campaign id.ID, code, text string, at *time.Time) error
	// Counts gives the number of deliveries by state.
	Counts(ctx context.Context, campaign id.ID) (map[string]int64, error)
	// Unsubscribed gives how many clients unsubscribed from this campaign.
	Unsubscribed(ctx context.Context, campaign id.ID) (int64, error)
	// SameAddress gives the ticket's client, whom it was merged into, and the clients with the address that was written to; at most 200.
	SameAddress(ctx context.Context, t Ticket) ([]id.ID, error)
	// Unsubscribe notes on a delivery that its client unsubscribed; the first time stays.
	Unsubscribe(ctx context.Context, t Ticket, at time.Time) error
	Members(ctx context.Context, campaign id.ID, f MemberFilter, w page.Window) (page.List[MemberRow], error)
	// EachMember calls fn for every member in order of client id.
	EachMember(ctx context.Context, campaign id.ID, fn func(MemberRow) error) error
}
