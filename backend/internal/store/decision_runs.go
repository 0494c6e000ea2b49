package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// DecisionRuns keeps decisions for many clients under the keys of those who asked.
type DecisionRuns struct{ *Decisions }

// NewDecisionRuns gives the runs of a database.
func NewDecisionRuns(d *Decisions) DecisionRuns { return DecisionRuns{d} }

var (
	decisionRunTable  = columns("decision_run", "id,owner_id,run_key,request_hash,parts,created_at", "owner_id,run_key", "")
	decisionPartTable = columns("decision_run_part", "run_id,part,held", "run_id,part", "")
)

// TakeRun gives the run of an owner's key, a new one where there is none.
func (s DecisionRuns) TakeRun(ctx context.Context, owner id.ID, key, hash string) (offer.DecisionRun, error) {
	var out offer.DecisionRun
	err := s.insertRows(ctx, decisionRunTable, true, 1, func(_ int, dst []any) {
		copy(dst, []any{s.ids.Next(), owner, key, hash, 0, s.clock.Now()})
	})
	if err != nil {
		return out, err
	}
	return out, s.fail(s.conn(ctx).Where("owner_id = ? AND run_key = ?", owner, key).Take(&out).Error, "decision run")
}

// RunPart gives what a part holds.
func (s DecisionRuns) RunPart(ctx context.Context, run id.ID, part int64) ([]byte, error) {
	var row struct{ Held []byte }
	return row.Held, s.fail(s.conn(ctx).Table("decision_run_part").Select("held").Where("run_id = ? AND part = ?", run, part).Take(&row).Error, "part")
}

// AddRunPart keeps the next part of a run that has so many.
func (s DecisionRuns) AddRunPart(ctx context.Context, run id.ID, parts int64, held []byte) (bool, error) {
	n, err := s.exec(ctx, "UPDATE decision_run SET parts = parts + 1 WHERE id = ? AND parts = ? AND ended_at IS NULL", run, parts)
	if err != nil || n == 0 {
		return false, err
	}
	return true, s.insertRows(ctx, decisionPartTable, false, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2] = run, parts, held })
}

// EndRun notes that a run is whole.
func (s DecisionRuns) EndRun(ctx context.Context, run id.ID) error {
	_, err := s.exec(ctx, "UPDATE decision_run SET ended_at = ? WHERE id = ? AND ended_at IS NULL", s.clock.Now(), run)
	return err
}

var _ offer.RunStore = DecisionRuns{}
