package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/segment"
)

// visibleFigure is the condition under which a figure row f belongs to the run whose number is bound twice. The sum keeps engines from the index
// of classes, which answers nothing but who is in a class: visibleClass is the same for that.
const (
	visibleFigure = "f.from_run <= ? AND f.to_run + 0 > ?"
	visibleClass  = "f.from_run <= ? AND f.to_run > ?"
)

// publishedRun gives the number of the published run, 0 before the first.
func (db *DB) publishedRun(ctx context.Context) (int64, error) {
	var n int64
	err := db.conn(ctx).Raw("SELECT number FROM portfolio_published WHERE name = 'portfolio'").Scan(&n).Error
	return n, err
}

// membersOf gives, for any of the segments, a subquery of client ids (column client_id, no repeats within one segment) and its bound
// values: "client_id IN (" + query + ")". No segments give an empty query. fault not_found when one does not exist.
func (db *DB) membersOf(ctx context.Context, segments []id.ID) (query string, args []any, err error) {
	if len(segments) == 0 {
		return "", nil, nil
	}
	var rows []segment.Segment
	if err := db.conn(ctx).Where("id IN ?", segments).Find(&rows).Error; err != nil {
		return "", nil, err
	}
	if len(rows) != len(segments) {
		return "", nil, fault.NotFound("segment")
	}
	run, err := db.publishedRun(ctx)
	if err != nil {
		return "", nil, err
	}
	var parts []string
	for _, s := range rows {
		q, a := memberQuery(s, run)
		parts, args = append(parts, q), append(args, a...)
	}
	return strings.Join(parts, " UNION ALL "), args, nil
}

// prospects is every client that has no sale by a run (bound twice).
const prospects = `SELECT c.id AS client_id FROM client c WHERE c.merged_into IS NULL
	AND NOT EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = 0 AND f.total_orders > 0 AND ` + visibleFigure + ")"

// memberQuery is the set of one segment's clients at a run.
func memberQuery(s segment.Segment, run int64) (string, []any) {
	column, ok := segment.Measures[s.Measure]
	switch {
	case s.Kind != segment.Computed || !ok:
		return "SELECT client_id FROM segment_member WHERE segment_id = ?", []any{s.ID}
	case s.Measure == segment.Relationship && s.MeasureValue == segment.Prospect:
		return prospects, []any{run, run}
	}
	return "SELECT f.client_id FROM portfolio_figure f WHERE f.division_id = 0 AND f." + column + " = ? AND " + visibleClass, []any{s.MeasureValue, run, run}
}

// segmentsOfClient is the active segments that hold a client (bound twice): as a member, or by a class of its figure f in the run (bound twice).
var segmentsOfClient = `SELECT m.segment_id FROM segment_member m JOIN segment s ON s.id = m.segment_id AND s.state = 'active' WHERE m.client_id = ?
	UNION ALL SELECT s.id FROM segment s JOIN client c ON c.id = ? AND c.merged_into IS NULL LEFT JOIN portfolio_figure f ON f.client_id = c.id AND f.division_id = 0 AND ` + visibleFigure + `
	WHERE s.kind = 'computed' AND s.state = 'active' AND (` + classOfFigure() + ")"

// classOfFigure is the condition that a computed segment s is a class of a figure f, which is null for a client without one.
func classOfFigure() string {
	parts := []string{"s.measure = 'relationship' AND s.measure_value = 'prospect' AND COALESCE(f.total_orders, 0) = 0"}
	for _, m := range slices.Sorted(maps.Keys(segment.Measures)) {
		parts = append(parts, "s.measure = '"+m+"' AND s.measure_value <> 'prospect' AND s.measure_value = f."+segment.Measures[m])
	}
	return "(" + strings.Join(parts, ") OR (") + ")"
}

// segmentsOf gives the ids of the active segments that hold a client.
func (db *DB) segmentsOf(ctx context.Context, client id.ID) ([]id.ID, error) {
	run, err := db.publishedRun(ctx)
	if err != nil {
		return nil, err
	}
	var out []id.ID
	err = db.conn(ctx).Raw(segmentsOfClient, client, client, run, run).Scan(&out).Error
	return out, err
}

// mergedBuyers counts the clients that are no more and have a sale by a run (bound twice).
const mergedBuyers = `SELECT COUNT(*) FROM client c WHERE c.merged_into IS NOT NULL
	AND EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = 0 AND f.total_orders > 0 AND ` + visibleFigure + ")"

// Prospects counts the clients that have no sale by a run; how many have one is given.
func (s Portfolio) Prospects(ctx context.Context, run, buyers int64) (int64, error) {
	var clients, merged int64
	if err := s.conn(ctx).Raw("SELECT COUNT(*) FROM client WHERE merged_into IS NULL").Scan(&clients).Error; err != nil {
		return 0, err
	}
	if err := s.conn(ctx).Raw(mergedBuyers, run, run).Scan(&merged).Error; err != nil {
		return 0, err
	}
	return clients - (buyers - merged), nil
}
