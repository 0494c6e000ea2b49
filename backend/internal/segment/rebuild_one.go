package segment

import (
	"context"
	"slices"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// rebuilding is the rebuild of one segment.
type rebuilding struct {
	*Rules
	rule        *readyRule
	progress    job.Progress
	alone       bool // it says how many clients have moved; otherwise how many segments are done
	done, total int64
}

func (b *rebuilding) run(ctx context.Context, out *RebuildResult) error {
	if err := b.say(ctx, 0, 0); err != nil {
		return err
	}
	if b.rule.err != nil {
		return b.problem(ctx)
	}
	seq, err := b.Store.Reached(ctx)
	if err != nil {
		return err
	}
	should, err := b.Store.Matching(ctx, b.rule.bound)
	if err != nil {
		return err
	}
	are, err := b.Store.MemberIDs(ctx, b.rule.ID)
	if err != nil {
		return err
	}
	joins, leaves := differ(should, are)
	out.Clients += int64(len(should))
	moves, done := int64(len(joins)+len(leaves)), int64(0)
	write := func(clients []id.ID, join bool, n *int64) error {
		for part := range slices.Chunk(clients, batch) {
			if err := b.say(ctx, done, moves); err != nil {
				return err
			}
			moved, err := b.write(ctx, part, join, seq)
			if err != nil {
				return err
			}
			*n, done = *n+moved, done+int64(len(part))
		}
		return nil
	}
	if err := write(joins, true, &out.Joined); err != nil {
		return err
	}
	if err := write(leaves, false, &out.Left); err != nil {
		return err
	}
	return b.built(ctx)
}

func (b *rebuilding) say(ctx context.Context, done, total int64) error {
	if b.alone {
		return b.progress.Update(ctx, done, total, b.rule.Name)
	}
	return b.progress.Update(ctx, b.done, b.total, b.rule.Name)
}

// differ compares two lists in order: who is only in the first, who only in the second.
func differ(should, are []id.ID) (joins, leaves []id.ID) {
	for len(should) > 0 || len(are) > 0 {
		switch {
		case len(are) == 0 || len(should) > 0 && should[0] < are[0]:
			joins, should = append(joins, should[0]), should[1:]
		case len(should) == 0 || are[0] < should[0]:
			leaves, are = append(leaves, are[0]), are[1:]
		default:
			should, are = should[1:], are[1:]
		}
	}
	return joins, leaves
}

// errReplaced ends the rebuild of a segment whose rule has become another: a job for that one is queued.
var errReplaced = fault.Conflict("segment_changed", "The segment was changed meanwhile; its members are worked out by another job.")

// write has some clients (≤ 1,000) join or leave who have not yet. While it holds the consumer of events, nobody else writes memberships of
// rules; where events have come since the base was read, the clients are matched again, and who has to stay as it is does.
func (b *rebuilding) write(ctx context.Context, clients []id.ID, join bool, seq int64) (moved int64, err error) {
	err = b.Tx.InTx(ctx, func(ctx context.Context) error {
		now, err := b.Store.Hold(ctx)
		if err != nil {
			return err
		}
		if err := b.unchanged(ctx); err != nil {
			return err
		}
		if now != seq {
			if clients, err = b.still(ctx, clients, join); err != nil {
				return err
			}
		}
		moves, ids, err := b.missing(ctx, clients, join)
		moved = int64(len(moves))
		switch {
		case err != nil:
			return err
		case join:
			return b.move(ctx, moves, nil, ids)
		}
		return b.move(ctx, nil, moves, ids)
	})
	return moved, err
}

// unchanged refuses to go on with a rule that is no longer the segment's.
func (b *rebuilding) unchanged(ctx context.Context) error {
	s, err := b.Store.ByID(ctx, b.rule.ID)
	if err == nil && (s.Rule != b.rule.Rule || s.State != Active) {
		return errReplaced
	}
	return err
}

// still gives those of some clients who meet the rule (join) or do not.
func (b *rebuilding) still(ctx context.Context, clients []id.ID, join bool) ([]id.ID, error) {
	in, err := b.holding(ctx, []*readyRule{b.rule}, clients)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(clients), func(c id.ID) bool { return in[Membership{b.rule.ID, c}] != join }), nil
}

// missing gives those of some clients who are not members yet (join) or still are.
func (b *rebuilding) missing(ctx context.Context, clients []id.ID, join bool) (moves []Membership, ids []id.ID, err error) {
	held, err := b.Store.Memberships(ctx, clients)
	if err != nil {
		return nil, nil, err
	}
	is := map[id.ID]bool{}
	for _, m := range held {
		if m.Segment == b.rule.ID {
			is[m.Client] = true
		}
	}
	for _, c := range clients {
		if is[c] != join {
			moves, ids = append(moves, Membership{b.rule.ID, c}), append(ids, c)
		}
	}
	return moves, ids, nil
}

// built notes that the members are what the rule says; the first time it is told.
func (b *rebuilding) built(ctx context.Context) error {
	return b.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := b.unchanged(ctx); err != nil {
			return err
		}
		s := b.rule.Segment
		if err := b.Store.Built(ctx, s.ID, ""); err != nil || s.BuiltAt != nil && s.Problem == "" {
			return err
		}
		return b.Outbox.Append(ctx, event.Of(event.SegmentChanged, "segment", s.ID, 0, nil))
	})
}

// problem notes why a rule cannot be asked.
func (b *rebuilding) problem(ctx context.Context) error {
	err := b.Tx.InTx(ctx, func(ctx context.Context) error { return b.Store.Built(ctx, b.rule.ID, b.rule.err.Error()) })
	if err != nil {
		return err
	}
	return b.rule.err
}
