package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/segment"
)

// Memberships gives the segments with member rows that hold clients.
func (s SegmentRules) Memberships(ctx context.Context, clients []id.ID) ([]segment.Membership, error) {
	if len(clients) == 0 {
		return nil, nil
	}
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, "SELECT segment_id, client_id FROM segment_member WHERE client_id IN ("+marks(len(clients))+")", anys(clients)...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []segment.Membership
	for rows.Next() {
		var m segment.Membership
		if err := rows.Scan(&m.Segment, &m.Client); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// Apply writes joins and leaves: members, history, and the counts of the segments.
func (s SegmentRules) Apply(ctx context.Context, joins, leaves []segment.Membership) error {
	now := s.clock.Now()
	t := columns("segment_member", "segment_id,client_id,joined_at", "segment_id,client_id", "")
	err := s.insertRows(ctx, t, false, len(joins), func(i int, dst []any) { copy(dst, []any{joins[i].Segment, joins[i].Client, now}) })
	if err != nil {
		return err
	}
	by, gone := map[id.ID]int64{}, map[id.ID][]id.ID{}
	for _, m := range joins {
		by[m.Segment]++
	}
	for _, m := range leaves {
		by[m.Segment]--
		gone[m.Segment] = append(gone[m.Segment], m.Client)
	}
	for v, clients := range gone {
		if _, err := s.exec(ctx, "DELETE FROM segment_member WHERE segment_id = ? AND client_id IN ("+marks(len(clients))+")", append([]any{v}, anys(clients)...)...); err != nil {
			return err
		}
	}
	if err := s.noteMoves(ctx, joins, segment.Join); err != nil {
		return err
	}
	if err := s.noteMoves(ctx, leaves, segment.Leave); err != nil {
		return err
	}
	for v, n := range by {
		if _, err := s.exec(ctx, "UPDATE segment SET members = members + ? WHERE id = ?", n, v); err != nil {
			return err
		}
	}
	return nil
}

func (s SegmentRules) noteMoves(ctx context.Context, moves []segment.Membership, how string) error {
	now := s.clock.Now()
	t := columns("segment_move", "id,segment_id,client_id,move,at", "id", "")
	return s.insertRows(ctx, t, false, len(moves), func(i int, dst []any) { copy(dst, []any{s.ids.Next(), moves[i].Segment, moves[i].Client, how, now}) })
}

// Hold gives how far the consumer of events has come that keeps memberships, and keeps it there until the transaction ends.
func (s SegmentRules) Hold(ctx context.Context) (int64, error) {
	now := s.clock.Now()
	t := columns("outbox_cursor", "consumer,seq,updated_at", "consumer", "")
	if err := s.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2] = segment.Consumer, 0, now }); err != nil {
		return 0, err
	}
	return s.reached(ctx, s.dialect.rowLock())
}

// Reached gives how far it has come.
func (s SegmentRules) Reached(ctx context.Context) (int64, error) { return s.reached(ctx, "") }

func (s SegmentRules) reached(ctx context.Context, lock string) (int64, error) {
	var seq int64
	err := s.conn(ctx).Raw("SELECT seq FROM outbox_cursor WHERE consumer = ?"+lock, segment.Consumer).Scan(&seq).Error
	return seq, err
}

// Among counts clients by the segments that hold them.
func (s SegmentRules) Among(ctx context.Context, clients []id.ID) (map[id.ID]int64, error) {
	out := map[id.ID]int64{}
	held, err := s.Memberships(ctx, clients)
	if err != nil {
		return nil, err
	}
	for _, m := range held {
		out[m.Segment]++
	}
	classes, err := s.classSegments(ctx)
	if err != nil || len(classes) == 0 {
		return out, err
	}
	return out, s.amongClasses(ctx, clients, classes, out)
}

// classKey is one value of a class.
type classKey struct{ measure, value string }

// classSegments gives the active computed segments by their class and value.
func (s SegmentRules) classSegments(ctx context.Context) (map[classKey]id.ID, error) {
	var rows []segment.Segment
	err := s.conn(ctx).Omit("rule").Where("kind = ? AND state = 'active'", segment.Computed).Find(&rows).Error
	out := make(map[classKey]id.ID, len(rows))
	for _, r := range rows {
		out[classKey{r.Measure, r.MeasureValue}] = r.ID
	}
	return out, err
}

// amongClasses adds the computed segments that hold clients, by their figures in the published run: one query.
func (s SegmentRules) amongClasses(ctx context.Context, clients []id.ID, classes map[classKey]id.ID, out map[id.ID]int64) error {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	query := "SELECT f.total_orders"
	for _, m := range measures {
		query += ", f." + segment.Measures[m]
	}
	query += " FROM portfolio_figure f WHERE f.division_id = 0 AND " + visibleFigure + " AND f.client_id IN (" + marks(len(clients)) + ")"
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, append([]any{run, run}, anys(clients)...)...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	prospects := int64(len(clients))
	values := make([]string, len(measures))
	var orders int64
	targets := []any{&orders}
	for i := range values {
		targets = append(targets, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if orders > 0 {
			prospects--
		}
		for i, m := range measures {
			if v, ok := classes[classKey{m, values[i]}]; ok && (values[i] != segment.Prospect || m != segment.Relationship) {
				out[v]++
			}
		}
	}
	if v, ok := classes[classKey{segment.Relationship, segment.Prospect}]; ok && prospects > 0 {
		out[v] += prospects
	}
	return rows.Err()
}
