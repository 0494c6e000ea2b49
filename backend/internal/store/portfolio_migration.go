package store

import (
	"context"
	"slices"
	"strings"

	"clientele/internal/analytics"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// movesBetween is the clients by their class at two runs, and the window's revenue at the later one, at the former one for clients whom the
// later does not know. A client has at most one row that each run sees, so the greatest of one is that one. Grain: pair of classes. {class}
// is the class' column, named as the measure. Bound: former run (x2), later run (x2), former run (x2), later run (x2), division, later run, former run, former run, later run.
const movesBetween = `SELECT COALESCE(m.a, 'absent') AS from_class, COALESCE(m.b, 'absent') AS to_class, COUNT(*) AS clients, SUM(COALESCE(m.vb, m.va)) AS value FROM (
  SELECT f.client_id,
    MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN f.{class} END) AS a,
    MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN f.{class} END) AS b,
    MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN f.revenue_minor END) AS va,
    MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN f.revenue_minor END) AS vb
  FROM portfolio_figure f
  WHERE f.division_id = ? AND (f.from_run <= ? AND f.to_run > ? OR f.from_run <= ? AND f.to_run > ?)
  GROUP BY f.client_id) m
GROUP BY COALESCE(m.a, 'absent'), COALESCE(m.b, 'absent')`

// Moves counts clients by their class at two runs.
func (s Analyses) Moves(ctx context.Context, measure string, division id.ID, from, to int64) ([]analytics.MigrationCell, error) {
	var rows []struct {
		FromClass, ToClass string
		Clients, Value     int64
	}
	if !slices.Contains(portfolio.MigrationMeasures, measure) {
		return nil, fault.New(fault.KindInvalid, "", "no such class")
	}
	q := strings.ReplaceAll(movesBetween, "{class}", measure)
	err := s.conn(ctx).Raw(q, from, from, to, to, from, from, to, to, int64(division), to, to, from, from).Scan(&rows).Error
	out := make([]analytics.MigrationCell, len(rows))
	for i, r := range rows {
		out[i] = analytics.MigrationCell{From: r.FromClass, To: r.ToClass, Clients: r.Clients, Value: r.Value}
	}
	return out, err
}
