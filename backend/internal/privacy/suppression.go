package privacy

import (
	"context"
	"time"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Suppression is an address on a channel that must not be written to, whoever it belongs to and whatever is consented.
type Suppression struct {
	Channel    string `gorm:"primaryKey"`
	AddressKey string `gorm:"primaryKey"`
	Reason     string
	At         time.Time
	ClientID   *id.ID
}

// TableName is the table's name.
func (Suppression) TableName() string { return "suppression" }

// The reasons of a suppression.
const (
	Bounced     = "bounced"
	Complained  = "complained"
	ByHand      = "by_hand"
	Unreachable = "unreachable"
)

// AddressKey gives the form in which an address is compared: folded, cut to 254 bytes.
func AddressKey(address string) string { return page.Cut(page.Fold(address), 254) }

// Suppress stops messages to addresses; the reason and time of one that is suppressed already are kept. At is now when it is zero.
func (s *Service) Suppress(ctx context.Context, rows []Suppression) error {
	if len(rows) > client.MaxRows {
		return fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	now := s.clock.Now()
	for i := range rows {
		var c fault.Check
		rows[i].AddressKey = AddressKey(rows[i].AddressKey)
		if rows[i].At.IsZero() {
			rows[i].At = now
		}
		c.OneOf("channel", rows[i].Channel, Channels...)
		c.Required("address_key", rows[i].AddressKey)
		c.OneOf("reason", rows[i].Reason, Bounced, Complained, ByHand, Unreachable)
		if err := c.Err(); err != nil {
			return err
		}
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.PutSuppressions(ctx, rows) })
}

// Suppressed gives the suppressions among addresses (see AddressKey) of a channel; absent ones are left out.
func (s *Service) Suppressed(ctx context.Context, channel string, keys []string) (map[string]Suppression, error) {
	return s.store.Suppressed(ctx, channel, keys)
}

// Unsuppress lets messages reach an address again; fault not_found where it is not suppressed.
func (s *Service) Unsuppress(ctx context.Context, channel, address string) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.store.DeleteSuppression(ctx, channel, AddressKey(address))
	})
}
