package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
	"clientele/internal/segment"
)

// SegmentAnalyses reads what is asked of segments.
type SegmentAnalyses struct {
	Segments
	clients Clients
}

// NewSegmentAnalyses gives the analyses of a database.
func NewSegmentAnalyses(db *DB) SegmentAnalyses {
	return SegmentAnalyses{NewSegments(db), NewClients(db)}
}

// Published gives the number and day of the published run.
func (s SegmentAnalyses) Published(ctx context.Context) (int64, *clock.Day, error) {
	var rows []struct {
		Number  int64
		AsOfDay clock.Day
	}
	err := s.conn(ctx).Raw("SELECT p.number, r.as_of_day FROM portfolio_published p JOIN portfolio_run r ON r.id = p.run_id WHERE p.name = 'portfolio'").Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return 0, nil, err
	}
	return rows[0].Number, &rows[0].AsOfDay, nil
}

// profileOf is a segment's clients by their classes in a run, with sums of their figures; clients without a figure stand under empty classes. {members} stands for
// the clients. Bound: the members' values, then the run twice.
const profileOf = `SELECT COALESCE(f.abc, '') AS abc, COALESCE(f.rfm_group, '') AS rfm_group, COALESCE(f.quadrant, '') AS quadrant, COUNT(*) AS clients, COUNT(f.client_id) AS known,
	SUM(f.revenue_minor) AS revenue, SUM(f.margin_minor) AS margin, SUM(f.orders) AS orders, COUNT(f.last_day) AS bought, SUM(f.last_day) AS last_days,
	SUM(CASE WHEN f.basis <> '' THEN 1 END) AS forecasts, SUM(CASE WHEN f.basis <> '' THEN f.predicted_minor END) AS predicted
	FROM ({members}) m JOIN client c ON c.id = m.client_id AND c.merged_into IS NULL
	LEFT JOIN portfolio_figure f ON f.client_id = c.id AND f.division_id = 0 AND ` + visibleFigure + `
	GROUP BY COALESCE(f.abc, ''), COALESCE(f.rfm_group, ''), COALESCE(f.quadrant, '')`

type profileRow struct {
	ABC       string `gorm:"column:abc"`
	RFMGroup  string `gorm:"column:rfm_group"`
	Quadrant  string
	Clients   int64
	Known     int64
	Revenue   int64
	Margin    int64
	Orders    int64
	Bought    int64
	LastDays  int64
	Forecasts int64
	Predicted int64
}

// Profile gives a segment in figures of a run: two passes over its members.
func (s SegmentAnalyses) Profile(ctx context.Context, v segment.Segment, run int64, asOf clock.Day) (segment.Profile, error) {
	out := segment.Profile{Segment: v, Classes: map[string][]segment.ClassShare{}}
	members, args := memberQuery(v, run)
	var rows []profileRow
	if err := s.conn(ctx).Raw(strings.Replace(profileOf, "{members}", members, 1), append(append([]any{}, args...), run, run)...).Scan(&rows).Error; err != nil {
		return out, err
	}
	var bought, lastDays, forecasts int64
	classes := map[string]map[string]int64{"abc": {}, "rfm_group": {}, "quadrant": {}}
	for _, r := range rows {
		out.Clients, out.WithFigures, out.Revenue, out.Margin = out.Clients+r.Clients, out.WithFigures+r.Known, out.Revenue+r.Revenue, out.Margin+r.Margin
		out.Orders, out.Predicted = out.Orders+r.Orders, out.Predicted+r.Predicted
		bought, lastDays, forecasts = bought+r.Bought, lastDays+r.LastDays, forecasts+r.Forecasts
		classes["abc"][r.ABC] += r.Clients
		classes["rfm_group"][r.RFMGroup] += r.Clients
		classes["quadrant"][r.Quadrant] += r.Clients
	}
	out.AverageBasket = ratio(out.Revenue, out.Orders)
	out.RecencyDays = ratio(bought*int64(asOf)-lastDays, bought)
	out.PredictedMean = ratio(out.Predicted, forecasts)
	for measure, by := range classes {
		out.Classes[measure] = classShares(by)
	}
	var err error
	out.Reach, err = s.reach(ctx, "("+members+") m JOIN client c ON c.id = m.client_id AND c.merged_into IS NULL", args, "1 = 1", nil)
	return out, err
}

// classShares lists the clients of each value, the most first.
func classShares(by map[string]int64) []segment.ClassShare {
	out := make([]segment.ClassShare, 0, len(by))
	for v, n := range by {
		out = append(out, segment.ClassShare{Value: v, Clients: n})
	}
	slices.SortFunc(out, func(a, b segment.ClassShare) int {
		return cmp.Or(cmp.Compare(b.Clients, a.Clients), cmp.Compare(a.Value, b.Value))
	})
	return out
}

func ratio(a, b int64) *float64 {
	if b == 0 {
		return nil
	}
	v := float64(a) / float64(b)
	return &v
}

// Regions counts clients by which of the segments they are in.
func (s SegmentAnalyses) Regions(ctx context.Context, segments []segment.Segment, run int64) (map[int]int64, error) {
	var parts []string
	var args []any
	for i, v := range segments {
		q, a := memberQuery(v, run)
		parts, args = append(parts, "SELECT x.client_id, ? AS part FROM ("+q+") x JOIN client c ON c.id = x.client_id AND c.merged_into IS NULL"), append(append(args, 1<<i), a...)
	}
	var rows []struct {
		Mask int
		N    int64
	}
	err := s.conn(ctx).Raw("SELECT t.mask AS mask, COUNT(*) AS n FROM (SELECT client_id, SUM(part) AS mask FROM ("+strings.Join(parts, " UNION ALL ")+") u GROUP BY client_id) t GROUP BY t.mask", args...).
		Scan(&rows).Error
	out := map[int]int64{}
	for _, r := range rows {
		out[r.Mask] = r.N
	}
	return out, err
}

// spreads sums up revenue, orders and recency of the clients that a run knows, those of a segment and the others. {members} stands for the clients. Bound: the run's day
// twice, the members' values, the run twice.
const spreads = `SELECT CASE WHEN m.client_id IS NULL THEN 0 ELSE 1 END AS inside, COUNT(*) AS n, SUM(f.revenue_minor) AS value_sum, SUM((1e0 * f.revenue_minor) * f.revenue_minor) AS value_squares,
	SUM(f.orders) AS orders_sum, SUM((1e0 * f.orders) * f.orders) AS orders_squares, COUNT(f.last_day) AS recent_n,
	SUM(? - f.last_day) AS recent_sum, SUM((1e0 * (? - f.last_day)) * (? - f.last_day)) AS recent_squares
	FROM portfolio_figure f LEFT JOIN ({members}) m ON m.client_id = f.client_id WHERE f.division_id = 0 AND ` + visibleFigure + `
	GROUP BY CASE WHEN m.client_id IS NULL THEN 0 ELSE 1 END`

// Spreads sums up what a segment is measured by, of its clients and of the others.
func (s SegmentAnalyses) Spreads(ctx context.Context, v segment.Segment, run int64, asOf clock.Day) (inside, outside map[string]segment.Spread, err error) {
	members, args := memberQuery(v, run)
	day := int64(asOf)
	var rows []struct {
		Inside                         int
		N, RecentN                     int64
		ValueSum, OrdersSum, RecentSum float64
		ValueSquares, OrdersSquares    float64
		RecentSquares                  float64
	}
	bind := append(append([]any{day, day, day}, args...), run, run)
	err = s.conn(ctx).Raw(strings.Replace(spreads, "{members}", members, 1), bind...).Scan(&rows).Error
	inside, outside = map[string]segment.Spread{}, map[string]segment.Spread{}
	for _, r := range rows {
		to := outside
		if r.Inside == 1 {
			to = inside
		}
		to[segment.ByValue] = segment.Spread{N: r.N, Sum: r.ValueSum, Squares: r.ValueSquares}
		to[segment.ByFrequency] = segment.Spread{N: r.N, Sum: r.OrdersSum, Squares: r.OrdersSquares}
		to[segment.ByRecency] = segment.Spread{N: r.RecentN, Sum: r.RecentSum, Squares: r.RecentSquares}
	}
	return inside, outside, err
}

// flow counts who is in at the end of a time but not at its beginning, and the other way round, from moves: those of one client take turns.
const flow = `SELECT COALESCE(SUM(CASE WHEN t.net > 0 THEN 1 ELSE 0 END), 0) AS joined, COALESCE(SUM(CASE WHEN t.net < 0 THEN 1 ELSE 0 END), 0) AS gone
	FROM (SELECT client_id, SUM(CASE WHEN move = 'join' THEN 1 ELSE -1 END) AS net FROM segment_move WHERE segment_id = ? AND at >= ? AND at < ? GROUP BY client_id) t`

// Flow counts who joined and who left over a time.
func (s SegmentAnalyses) Flow(ctx context.Context, v id.ID, from, to time.Time) (joined, left int64, err error) {
	var r struct{ Joined, Gone int64 }
	err = s.conn(ctx).Raw(flow, v, from.UTC(), to.UTC()).Scan(&r).Error
	return r.Joined, r.Gone, err
}

// LastRuns gives the newest published runs.
func (s SegmentAnalyses) LastRuns(ctx context.Context, limit int) ([]segment.RunDay, error) {
	var rows []struct {
		Number  int64
		AsOfDay clock.Day
	}
	err := s.conn(ctx).Raw("SELECT number, as_of_day FROM portfolio_run WHERE state = ? ORDER BY number DESC LIMIT ?", portfolio.Published, limit).Scan(&rows).Error
	out := make([]segment.RunDay, len(rows))
	for i, r := range rows {
		out[i] = segment.RunDay{Number: r.Number, Day: r.AsOfDay}
	}
	return out, err
}

// atTwoRuns counts the clients of a class at two runs. A client has at most one row that each run sees. {class} is the class' column. Bound: former run (x2), later
// run (x2), value, later run, former run, former run, later run.
const atTwoRuns = `SELECT COALESCE(SUM(t.a), 0) AS was, COALESCE(SUM(t.b), 0) AS now_is, COALESCE(SUM(t.a * t.b), 0) AS kept FROM (
	SELECT f.client_id, MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN 1 ELSE 0 END) AS a, MAX(CASE WHEN f.from_run <= ? AND f.to_run > ? THEN 1 ELSE 0 END) AS b
	FROM portfolio_figure f WHERE f.division_id = 0 AND f.{class} = ? AND (f.from_run <= ? AND f.to_run > ? OR f.from_run <= ? AND f.to_run > ?) GROUP BY f.client_id) t`

// Between counts the clients of a computed segment at two runs, and at both.
func (s SegmentAnalyses) Between(ctx context.Context, v segment.Segment, from, to int64) (before, after, kept int64, err error) {
	var r struct{ Was, NowIs, Kept int64 }
	query := strings.Replace(atTwoRuns, "{class}", segment.Measures[v.Measure], 1)
	err = s.conn(ctx).Raw(query, from, from, to, to, v.MeasureValue, to, to, from, from).Scan(&r).Error
	return r.Was, r.NowIs, r.Kept, err
}

var _ segment.AnalysisStore = SegmentAnalyses{}
