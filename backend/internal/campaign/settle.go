package campaign

import (
	"context"
	"time"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/message"
)

// maxAttempts is how often a message is tried before it counts as failed.
const maxAttempts = 6

// waits lists how long a message waits after each attempt that the server put off.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour}

// lostWait is how long a message waits whose connection broke before the server had it.
const lostWait = 10 * time.Second

// claim takes a message out of the queue in a transaction of its own.
func (s *Service) claim(ctx context.Context, c Campaign, v id.ID, owner string) (out Claim, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		out, err = s.store.Claim(ctx, c, v, owner)
		return err
	})
	return out, err
}

// settle writes the outcome of an attempt.
func (s *Service) settle(ctx context.Context, d message.Delivery, result message.Result, owner string) error {
	now := s.clock.Now()
	d.Detail, d.RetryAt, d.SentAt = result.Detail, nil, nil
	again := func(wait time.Duration) {
		d.State = message.Failed
		if d.Attempts < maxAttempts {
			at := now.Add(wait)
			d.State, d.RetryAt = message.Queued, &at
		}
	}
	switch result.Outcome {
	case message.Accepted:
		d.State, d.SentAt, d.Detail = message.Sent, &now, ""
	case message.Refused:
		d.State = message.Failed
	case message.Uncertain:
		d.State = message.Unsure
	case message.Sender:
		d.State, d.Attempts = message.Queued, d.Attempts-1
	case message.Lost:
		again(lostWait)
	default:
		again(waits[min(int(d.Attempts)-1, len(waits)-1)])
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Settle(ctx, d, owner); err != nil || d.State == message.Queued {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.DeliveryChanged, "delivery", d.ID, d.ClientID, nil))
	})
}
