// Package message is what is sent to one client over one channel: deliveries, their states, and the channels that carry them.
package message

import (
	"time"

	"clientele/internal/id"
)

// Delivery is one message of a campaign to one client. Address and language are fixed when it is queued; MessageID follows from the
// delivery and never changes, so that a receiver can tell a message that came twice. Owner is the run of the sender that claimed it last.
// DecidedAt is when it was decided which offers it carries, where those are decided for each client.
type Delivery struct {
	ID             id.ID `gorm:"primaryKey;autoIncrement:false"`
	CampaignID     id.ID
	ClientID       id.ID
	Channel        string
	Address        string
	Language       string
	VariantID      *id.ID
	State          string
	Owner          string
	Attempts       int64
	MessageID      string
	Detail         string
	QueuedAt       time.Time
	DecidedAt      *time.Time
	RetryAt        *time.Time
	ClaimedAt      *time.Time
	SentAt         *time.Time
	UnsubscribedAt *time.Time
}

// TableName is the table's name.
func (Delivery) TableName() string { return "delivery" }

// The states of a delivery. A message in Sending whose sender died becomes Unsure and is never sent again.
const (
	Queued    = "queued"
	Sending   = "sending"
	Sent      = "sent"
	Failed    = "failed"
	Unsure    = "unsure"
	Skipped   = "skipped"
	Cancelled = "cancelled"
)

// States lists every state of a delivery.
var States = []string{Queued, Sending, Sent, Failed, Unsure, Skipped, Cancelled}

// Email is the name of the e-mail channel.
const Email = "email"

// MaxDetail is the longest detail of a delivery, in bytes.
const MaxDetail = 500

// Envelope is one message, ready to go. Unsubscribe is the address for one-click unsubscription (RFC 8058), empty for messages that
// have none. Subject, HTML and Text are rendered; Text is never empty.
type Envelope struct {
	MessageID   string
	FromName    string
	FromEmail   string
	ReplyTo     string
	To          string
	Subject     string
	HTML        string
	Text        string
	Language    string
	Unsubscribe string
}
