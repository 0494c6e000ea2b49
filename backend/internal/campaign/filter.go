package campaign

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Filter narrows a list of campaigns; empty fields do not narrow.
type Filter struct {
	Query  string
	States []string
}

// MemberFilter narrows a list of a campaign's members.
type MemberFilter struct {
	Arms   []string
	States []string // of their deliveries
	Offer  id.ID    // that their message carries
}

// MemberRow is a member with the client's name and what became of its message; Delivery fields are empty for the control group.
type MemberRow struct {
	ClientID       id.ID
	ClientName     string
	ClientRef      string
	Arm            string
	VariantID      *id.ID
	AssignedDay    clock.Day
	DeliveryState  string
	Detail         string
	OfferID        *id.ID // the first that the message carries, where they are decided for each client
	OfferName      string
	Attempts       int64
	SentAt         *time.Time
	UnsubscribedAt *time.Time
}
