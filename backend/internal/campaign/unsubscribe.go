package campaign

import (
	"context"
	"fmt"
	"time"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/privacy"
)

// How a client unsubscribed, for the proof.
const (
	OneClick = "one_click" // the mail program's own button (RFC 8058)
	ByPage   = "page"      // the button on our page
)

// Ticket reads an unsubscribe link, and gives the language of the client's messages; fault not_found where the link is not ours or its
// client or campaign is gone. It changes nothing.
func (s *Service) Ticket(ctx context.Context, token string) (Ticket, string, error) {
	t, _, r, err := s.ticket(ctx, token)
	return t, r.Language, err
}

func (s *Service) ticket(ctx context.Context, token string) (Ticket, Campaign, Recipient, error) {
	t, err := s.links.Read(token)
	if err != nil {
		return t, Campaign{}, Recipient{}, err
	}
	c, err := s.store.Campaign(ctx, t.CampaignID)
	if err != nil {
		return t, c, Recipient{}, gone(err)
	}
	r, err := s.store.Recipient(ctx, t.ClientID)
	return t, c, r, gone(err)
}

func gone(err error) error {
	if fault.Is(err, fault.KindNotFound) {
		return fault.NotFound("link")
	}
	return err
}

// Unsubscribe withdraws consent for the campaign's channel and purpose, or for every purpose of the channel, with proof; the delivery keeps
// the time. It holds for every client with the address that was written to, so that a double record does not write to the same person
// again. Doing it twice changes nothing. It needs no sign-in: the link is the proof.
func (s *Service) Unsubscribe(ctx context.Context, token, how string, everything bool) error {
	t, c, _, err := s.ticket(ctx, token)
	if err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		clients, err := s.store.SameAddress(ctx, t)
		if err != nil {
			return err
		}
		var entries []privacy.Entry
		for _, v := range clients {
			held, err := s.consents.Current(ctx, v)
			if err != nil {
				return err
			}
			for _, w := range toWithdraw(held, t.Channel, c.WithdrawPurpose(), everything, now) {
				entries = append(entries, privacy.Entry{Client: client.Named{ID: v}, Channel: t.Channel, Purpose: w.Purpose, State: privacy.Withdrawn,
					At: w.At, Source: "unsubscribe", Place: "campaign:" + c.Code,
					Proof: fmt.Sprintf("link of campaign %s to client %s, %s, %s", c.ID, t.ClientID, how, now.Format(time.RFC3339))})
			}
		}
		if len(entries) > 0 {
			results, err := s.consents.Record(ctx, account.System, entries)
			if err != nil {
				return err
			}
			for _, r := range results {
				if r.Err != nil {
					return r.Err
				}
			}
		}
		if err := s.store.Unsubscribe(ctx, t, now); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.DeliveryChanged, "delivery", 0, t.ClientID, nil))
	})
}

// toWithdraw gives the purposes of a channel that are not withdrawn yet: the one asked, and with everything all that are granted. The
// time is not before that of the consent, so that the withdrawal holds.
func toWithdraw(held []privacy.Current, channel, purpose string, everything bool, now time.Time) []privacy.Current {
	var out []privacy.Current
	asked := privacy.Current{Purpose: purpose, At: now}
	done := false
	for _, h := range held {
		if h.Channel != channel {
			continue
		}
		if h.At.Before(now) {
			h.At = now
		}
		switch {
		case h.Purpose == purpose:
			asked.At, done = h.At, h.State == privacy.Withdrawn
		case everything && h.State == privacy.Granted:
			out = append(out, h)
		}
	}
	if !done {
		out = append(out, asked)
	}
	return out
}
