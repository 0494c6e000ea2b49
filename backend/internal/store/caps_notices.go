package store

import (
	"context"
	"sync"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

var capNoticeTable = columns("cap_notice", "id,node,held", "id", "")

// notice tells other processes what this one has proposed, in the transaction that records it.
func (db *DB) notice(ctx context.Context, rows []offer.Shown) error {
	if len(rows) == 0 {
		return nil
	}
	return db.insertRows(ctx, capNoticeTable, false, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2] = db.ids.Next(), db.node, offer.Notice(rows) })
}

// CapNotices reads what other processes have proposed.
type CapNotices struct {
	*DB
	mu   sync.Mutex
	read map[id.ID]bool // of the last seconds: ids do not commit in order
}

// NewCapNotices gives a reader of notices.
func NewCapNotices(db *DB) *CapNotices { return &CapNotices{DB: db, read: map[id.ID]bool{}} }

const noticeOverlap = 20 * time.Second

// Poll hands on the notices of other processes that it has not handed on yet. Call it every quarter of a second.
func (n *CapNotices) Poll(ctx context.Context, hear func(raw []byte)) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	since := id.From(n.clock.Now().Add(-noticeOverlap))
	var found []id.ID
	if err := n.conn(ctx).Raw("SELECT id FROM cap_notice WHERE id >= ? AND node <> ? ORDER BY id LIMIT 5000", since, n.node).Scan(&found).Error; err != nil {
		return err
	}
	var fresh []id.ID
	for _, v := range found {
		if !n.read[v] {
			fresh = append(fresh, v)
		}
	}
	err := chunks(fresh, 50, func(part []id.ID) error {
		var rows []struct {
			ID   id.ID
			Held []byte
		}
		if err := n.conn(ctx).Raw("SELECT id, held FROM cap_notice WHERE id IN ?", part).Scan(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			hear(r.Held)
			n.read[r.ID] = true
		}
		return nil
	})
	for v := range n.read {
		if v < since {
			delete(n.read, v)
		}
	}
	return err
}
