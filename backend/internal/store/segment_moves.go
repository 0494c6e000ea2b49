package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/segment"
)

var moveList = lister[segment.Move]{
	idColumn: "id", id: func(m segment.Move) id.ID { return m.ID }, standard: "-at",
	sorts: map[string]sortBy[segment.Move]{"at": {"id", func(m segment.Move) any { return m.ID }}},
}

// Moves gives who joined and left a segment, with their names: two queries a page. Ids are given in order of time.
func (s Segments) Moves(ctx context.Context, f segment.MoveFilter, w page.Window) (page.List[segment.Move], error) {
	l, err := moveList.read(ctx, s.DB, anyOf(s.conn(ctx).Model(&segment.Move{}).Where("segment_id = ?", f.Segment), "move", f.Moves), w)
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	ids := make([]id.ID, len(l.Items))
	for i, m := range l.Items {
		ids[i] = m.ClientID
	}
	names, err := s.clientNames(ctx, ids)
	for i := range l.Items {
		l.Items[i].ClientName = names[l.Items[i].ClientID]
	}
	return l, err
}

// usesOf is every record that names a segment, and the placements that use a strategy which does. A strategy holds its segments as a list of
// quoted ids. Bound: the segment, four times, and its quoted id within wildcards, twice.
const usesOf = `SELECT 'offer' AS noun, o.id AS id, o.name AS name, o.state AS state, CASE WHEN x.excluded = 1 THEN 'out' ELSE 'in' END AS how
		FROM offer_segment x JOIN offer o ON o.id = x.offer_id WHERE x.segment_id = ?
	UNION SELECT 'offer', o.id, o.name, o.state, 'variant' FROM offer_variant_segment x JOIN offer_variant v ON v.id = x.variant_id JOIN offer o ON o.id = v.offer_id
		WHERE x.segment_id = ?
	UNION SELECT 'campaign', c.id, c.name, c.state, CASE WHEN x.excluded = 1 THEN 'out' ELSE 'in' END FROM campaign_segment x JOIN campaign c ON c.id = x.campaign_id
		WHERE x.segment_id = ?
	UNION SELECT CASE WHEN s.owner_noun = '' THEN 'segment' ELSE s.owner_noun END, CASE WHEN s.owner_noun = '' THEN s.id ELSE s.owner_id END,
		CASE WHEN s.owner_noun = 'offer' THEN COALESCE(o.name, '') ELSE s.name END, s.state, 'rule'
		FROM segment_use x JOIN segment s ON s.id = x.segment_id LEFT JOIN offer o ON s.owner_noun = 'offer' AND o.id = s.owner_id WHERE x.used_id = ?
	UNION SELECT 'strategy', t.id, t.name, t.state, 'context' FROM strategy t WHERE t.context LIKE ?
	UNION SELECT 'placement', p.id, p.name, p.state, 'strategy' FROM placement p JOIN strategy t ON t.id = p.strategy_id WHERE t.context LIKE ?`

// Uses gives what names a segment: offers, campaigns, rules of other segments, strategies with the placements that use them.
func (s Segments) Uses(ctx context.Context, v id.ID) ([]segment.Use, error) {
	var rows []struct {
		Noun  string
		ID    id.ID
		Name  string
		State string
		How   string
	}
	quoted := `%"` + v.String() + `"%`
	err := s.conn(ctx).Raw("SELECT noun, id, name, state, how FROM ("+usesOf+") u ORDER BY noun, name, id, how", v, v, v, v, quoted, quoted).Scan(&rows).Error
	out := make([]segment.Use, len(rows))
	for i, r := range rows {
		out[i] = segment.Use{Noun: r.Noun, ID: r.ID, Name: r.Name, State: r.State, As: r.How}
	}
	return out, err
}
