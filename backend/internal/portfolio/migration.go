package portfolio

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"clientele/internal/analytics"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Migration is the moves of clients between two runs by one class.
type Migration struct {
	Measure  string
	From, To Run
	analytics.Migration
}

// MigrationAbsent is the class of clients that only one of two runs knows, MigrationNone of those without a class.
const (
	MigrationAbsent = "absent"
	MigrationNone   = "none"
)

// MigrationMeasures are the classes that clients can be followed in.
var MigrationMeasures = []string{"abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"}

// migrationClasses gives the classes of a measure, best first.
func migrationClasses(measure string) []string {
	switch measure {
	case "abc":
		return []string{"A", "B", "C", "D", "E", "F"}
	case "quadrant":
		return []string{"desirable", "mature", "underdeveloped", "unverified", "low_priority"}
	case "relationship":
		return []string{"loyal", "potential", "doubtful", "prospect"}
	case "life_stage":
		return []string{"fresh", "approaching", "due", "late", "lapsed"}
	case "trend":
		return []string{"growing", "stable", "declining", "unknown"}
	}
	var out []string
	for _, g := range analytics.RFMGroups() {
		out = append(out, string(g))
	}
	return out
}

// Migration counts the moves between two published runs: the published one and the one before unless said. Fault not_found where there is
// no run before, and where neither run classed clients by the measure.
func (s *Analyses) Migration(ctx context.Context, measure string, division, from, to id.ID) (Migration, error) {
	m := Migration{Measure: measure}
	if !slices.Contains(MigrationMeasures, measure) {
		return m, fault.Invalid(fault.Field{Path: "measure", Code: "not_a_choice", Message: "is not a class that clients are followed in"})
	}
	var err error
	if m.To, err = s.run(ctx, ReportScope{Run: to}); err != nil {
		return m, err
	}
	if from == 0 {
		m.From, err = s.store.PublishedBefore(ctx, m.To.Number)
	} else {
		m.From, err = s.run(ctx, ReportScope{Run: from})
	}
	if err != nil {
		return m, err
	}
	if m.From.Number >= m.To.Number {
		return m, fault.Invalid(fault.Field{Path: "from_run", Code: "order", Message: "must be an earlier run than to_run"})
	}
	if division != 0 {
		if err := s.store.KnownDivision(ctx, division); err != nil {
			return m, err
		}
	}
	cells, err := s.cells(ctx, movesKey{measure, division, m.From.Number, m.To.Number})
	if err != nil {
		return m, err
	}
	m.Migration, err = arrange(measure, cells)
	return m, err
}

// movesKey names moves that never change, since published runs do not.
type movesKey struct {
	measure  string
	division id.ID
	from, to int64
}

// keptMoves keeps the last moves that were counted: to count them means to read the figures of two runs.
type keptMoves struct {
	sync.Mutex
	cells map[movesKey][]analytics.MigrationCell
}

const mostKeptMoves = 64

// cells gives the moves between two runs: those from the run before as the run has stored them, others counted, once.
func (s *Analyses) cells(ctx context.Context, k movesKey) ([]analytics.MigrationCell, error) {
	before, err := s.store.PublishedBefore(ctx, k.to)
	if err == nil && before.Number == k.from {
		var r MovesReport
		text, err := s.store.Report(ctx, k.to, k.division, string(ReportMoves))
		if err == nil {
			err = json.Unmarshal([]byte(text), &r)
		}
		if err == nil || !fault.Is(err, fault.KindNotFound) {
			return r.Moves[k.measure], err
		}
	}
	s.moves.Lock()
	kept, ok := s.moves.cells[k]
	s.moves.Unlock()
	if ok {
		return slices.Clone(kept), nil
	}
	cells, err := s.store.Moves(ctx, k.measure, k.division, k.from, k.to)
	if err != nil {
		return nil, err
	}
	s.moves.Lock()
	defer s.moves.Unlock()
	if len(s.moves.cells) == mostKeptMoves {
		clear(s.moves.cells)
	}
	s.moves.cells[k] = slices.Clone(cells)
	return cells, nil
}

// arrange orders the classes of a migration and leaves out those that no client was in.
func arrange(measure string, cells []analytics.MigrationCell) (analytics.Migration, error) {
	used := map[string]bool{MigrationAbsent: true}
	for i, c := range cells {
		if c.From == "" {
			cells[i].From = MigrationNone
		}
		if c.To == "" {
			cells[i].To = MigrationNone
		}
		used[cells[i].From], used[cells[i].To] = true, true
	}
	var classes []string
	for _, c := range append(migrationClasses(measure), MigrationNone, MigrationAbsent) {
		if used[c] || measure != "abc" && c != MigrationNone && c != MigrationAbsent {
			classes = append(classes, c)
		}
	}
	return analytics.MigrationOf(classes, cells)
}
