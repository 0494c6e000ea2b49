package store

import (
	"context"
	"time"

	"clientele/internal/id"
	"clientele/internal/segment"
)

// spread is a prime, and drawn what ids modulo it are multiplied by, so that neighbours land far from each other (their ratio is the golden
// section's): ids that are made in order, or in blocks, fall evenly below any bound.
const (
	spread = 1_000_003
	drawn  = 618_036
)

// Sampled gives about n of base clients that rules are asked of, drawn by a hash of their ids: the same ones each time, whatever they are.
func (s SegmentRules) Sampled(ctx context.Context, n, base int64) ([]id.ID, error) {
	below := int64(spread)
	if n < base {
		below = n*spread/base + 1
	}
	return s.stream(ctx, s.bounded(ctx, "SELECT c.id FROM client c WHERE c.merged_into IS NULL AND ((c.id % ?) * ?) % ? < ?"), spread, drawn, spread, below)
}

// ReachAmong counts which of some clients (≤ 1,000) may be written to for marketing, by channel.
func (s SegmentRules) ReachAmong(ctx context.Context, clients []id.ID) (segment.Reach, error) {
	return s.reach(ctx, "client c", nil, "c.id IN ("+marks(len(clients))+")", anys(clients))
}

// bounded has the server give a SELECT up soon after the context ends: a query goes on there when its connection is dropped.
func (db *DB) bounded(ctx context.Context, query string) string {
	end, ok := ctx.Deadline()
	if !ok {
		return query
	}
	return db.dialect.limited(query, max(1, time.Until(end).Milliseconds())+500)
}
