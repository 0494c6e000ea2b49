package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"clientele/internal/event"
	"clientele/internal/id"
)

// Outbox appends events, numbers the committed ones and hands them to consumers in order.
type Outbox struct{ *DB }

// NewOutbox gives the outbox of a database.
func NewOutbox(db *DB) Outbox { return Outbox{db} }

var outboxTable = columns("outbox_event", "id,kind,noun,noun_id,client_id,payload,created_at", "id", "")

// Append writes events in the transaction of the context.
func (o Outbox) Append(ctx context.Context, events ...event.Event) error {
	s, ok := ctx.Value(txKey{}).(*txState)
	if !ok {
		return errors.New("append events outside a transaction")
	}
	s.woken = true
	now := o.clock.Now()
	return o.insertRows(ctx, outboxTable, false, len(events), func(i int, dst []any) {
		e := events[i]
		if len(e.Payload) == 0 {
			e.Payload = json.RawMessage("{}")
		}
		copy(dst, []any{o.ids.Next(), e.Kind, e.Noun, e.NounID, e.Client, string(e.Payload), now})
	})
}

const sequenceBatch = 200

// Sequence numbers committed events that have no number yet, at most one batch, and gives how many.
// Call it under the lease "sequencer"; numbers are given once even when two processes believe that they hold it.
func (o Outbox) Sequence(ctx context.Context) (n int, err error) {
	err = o.InTx(ctx, func(ctx context.Context) error {
		n = 0
		t := columns("outbox_head", "name,seq", "name", "")
		if err := o.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1] = "feed", 0 }); err != nil {
			return err
		}
		var head int64
		if err := o.conn(ctx).Raw("SELECT seq FROM outbox_head WHERE name = 'feed'" + o.dialect.rowLock()).Scan(&head).Error; err != nil {
			return err
		}
		var ids []id.ID
		if err := o.conn(ctx).Raw("SELECT id FROM outbox_event WHERE seq IS NULL ORDER BY id LIMIT ?", sequenceBatch).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return err
		}
		var q strings.Builder
		q.WriteString("UPDATE outbox_event SET seq = CASE id")
		args := make([]any, 0, 3*len(ids))
		for i, v := range ids {
			q.WriteString(" WHEN ? THEN ?")
			args = append(args, v, head+int64(i)+1)
		}
		q.WriteString(" END WHERE id IN (" + marks(len(ids)) + ")")
		if _, err := o.exec(ctx, q.String(), append(args, anys(ids)...)...); err != nil {
			return err
		}
		n = len(ids)
		_, err := o.exec(ctx, "UPDATE outbox_head SET seq = ? WHERE name = 'feed'", head+int64(n))
		return err
	})
	return n, err
}

// Pending says whether any committed event has no number yet.
func (o Outbox) Pending(ctx context.Context) (bool, error) {
	var ids []id.ID
	err := o.conn(ctx).Raw("SELECT id FROM outbox_event WHERE seq IS NULL LIMIT 1").Scan(&ids).Error
	return len(ids) > 0, err
}

// Head gives the number of the newest event of the feed.
func (o Outbox) Head(ctx context.Context) (int64, error) {
	var head int64
	err := o.conn(ctx).Raw("SELECT seq FROM outbox_head WHERE name = 'feed'").Scan(&head).Error
	return head, err
}

// Since gives at most limit events numbered after seq, in order.
func (o Outbox) Since(ctx context.Context, seq int64, limit int) ([]event.Event, error) {
	var rows []struct {
		ID        id.ID
		Seq       int64
		Kind      string
		Noun      string
		NounID    id.ID
		ClientID  id.ID
		Payload   string
		CreatedAt time.Time
	}
	err := o.conn(ctx).Raw("SELECT id, seq, kind, noun, noun_id, client_id, payload, created_at FROM outbox_event WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit).Scan(&rows).Error
	out := make([]event.Event, len(rows))
	for i, r := range rows {
		out[i] = event.Event{ID: r.ID, Seq: r.Seq, Kind: r.Kind, Noun: r.Noun, NounID: r.NounID, Client: r.ClientID, Payload: json.RawMessage(r.Payload), At: r.CreatedAt}
	}
	return out, err
}

// Consume hands a consumer its next events and moves its cursor in the same transaction, so that what handle writes happens
// once per event. It gives how many there were. A consumer starts at the beginning of the feed.
func (o Outbox) Consume(ctx context.Context, consumer string, limit int, handle func(ctx context.Context, events []event.Event) error) (n int, err error) {
	if idle, err := o.idle(ctx, consumer); err != nil || idle {
		return 0, err
	}
	err = o.InTx(ctx, func(ctx context.Context) error {
		n = 0
		now := o.clock.Now()
		t := columns("outbox_cursor", "consumer,seq,updated_at", "consumer", "")
		if err := o.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2] = consumer, 0, now }); err != nil {
			return err
		}
		var at int64
		if err := o.conn(ctx).Raw("SELECT seq FROM outbox_cursor WHERE consumer = ?"+o.dialect.rowLock(), consumer).Scan(&at).Error; err != nil {
			return err
		}
		events, err := o.Since(ctx, at, limit)
		if err != nil || len(events) == 0 {
			return err
		}
		n = len(events)
		if err := handle(ctx, events); err != nil {
			return err
		}
		_, err = o.exec(ctx, "UPDATE outbox_cursor SET seq = ?, updated_at = ? WHERE consumer = ?", events[n-1].Seq, now, consumer)
		return err
	})
	return n, err
}

// Behind says whether a consumer has something to read.
func (o Outbox) Behind(ctx context.Context, consumer string) (bool, error) {
	idle, err := o.idle(ctx, consumer)
	return !idle, err
}

// idle says whether a consumer has read everything, without writing.
func (o Outbox) idle(ctx context.Context, consumer string) (bool, error) {
	head, err := o.Head(ctx)
	if err != nil {
		return false, err
	}
	var at int64
	err = o.conn(ctx).Raw("SELECT seq FROM outbox_cursor WHERE consumer = ?", consumer).Scan(&at).Error
	return at >= head, err
}

// Sweep deletes numbered events older than a time that every consumer has read, at most 1,000, and gives how many.
func (o Outbox) Sweep(ctx context.Context, before time.Time) (n int64, err error) {
	err = o.InTx(ctx, func(ctx context.Context) error {
		var ids []id.ID
		err := o.conn(ctx).Raw(`SELECT id FROM outbox_event WHERE created_at < ? AND seq <= (SELECT COALESCE(MIN(seq), 0) FROM outbox_cursor)
			ORDER BY id LIMIT 1000`, before).Scan(&ids).Error
		if err != nil || len(ids) == 0 {
			return err
		}
		n, err = o.exec(ctx, "DELETE FROM outbox_event WHERE id IN ("+marks(len(ids))+")", anys(ids)...)
		return err
	})
	return n, err
}
