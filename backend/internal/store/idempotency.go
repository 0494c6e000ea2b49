package store

import (
	"context"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Idempotency keeps what was answered under an Idempotency-Key.
type Idempotency struct{ *DB }

// NewIdempotency gives the idempotency records of a database.
func NewIdempotency(db *DB) Idempotency { return Idempotency{db} }

// Begin takes a key for a request. It gives the kept answer when the same request was answered before (done), a conflict while it
// is being answered or when the key was used for another request.
func (s Idempotency) Begin(ctx context.Context, principal id.ID, key, hash string) (status int, headers string, body []byte, done bool, err error) {
	err = s.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		if _, err := s.exec(ctx, "DELETE FROM idempotency_record WHERE principal = ? AND idempotency_key = ? AND expires_at < ?", principal, key, now); err != nil {
			return err
		}
		var row struct {
			RequestHash, State, Headers string
			Status                      int
			Body                        []byte
		}
		r := s.conn(ctx).Raw("SELECT request_hash, state, status, headers, body FROM idempotency_record WHERE principal = ? AND idempotency_key = ?"+s.dialect.rowLock(), principal, key).Scan(&row)
		if r.Error != nil {
			return r.Error
		}
		switch {
		case r.RowsAffected == 0:
			_, err := s.exec(ctx, `INSERT INTO idempotency_record (principal, idempotency_key, request_hash, state, status, headers, body, created_at, expires_at)
				VALUES (?, ?, ?, 'open', 0, '', NULL, ?, ?)`, principal, key, hash, now, now.Add(2*time.Minute))
			if err != nil && s.dialect.duplicate(err) {
				return inFlight
			}
			return err
		case row.RequestHash != hash:
			return fault.New(fault.KindInvalid, "idempotency_key_reused", "This Idempotency-Key was used for another request.")
		case row.State == "open":
			return inFlight
		}
		status, headers, body, done = row.Status, row.Headers, row.Body, true
		return nil
	})
	return status, headers, body, done, err
}

var inFlight = fault.Conflict("idempotency_in_flight", "The same request is being answered; try again in a moment.")

// End keeps the answer to a request.
func (s Idempotency) End(ctx context.Context, principal id.ID, key string, status int, headers string, body []byte, keep time.Duration) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "UPDATE idempotency_record SET state = 'done', status = ?, headers = ?, body = ?, expires_at = ? WHERE principal = ? AND idempotency_key = ?",
			status, headers, body, s.clock.Now().Add(keep), principal, key)
		return err
	})
}

// Drop forgets a key whose request was refused or failed, so that it may be tried again.
func (s Idempotency) Drop(ctx context.Context, principal id.ID, key string) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "DELETE FROM idempotency_record WHERE principal = ? AND idempotency_key = ? AND state = 'open'", principal, key)
		return err
	})
}

// SweepIdempotency deletes what has expired.
func (s Idempotency) SweepIdempotency(ctx context.Context) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "DELETE FROM idempotency_record WHERE expires_at < ?", s.clock.Now())
		return err
	})
}
