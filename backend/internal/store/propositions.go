package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"clientele/internal/offer"
)

var propositionTable = columns("proposition", "id,decision_id,client_id,placement_id,offer_id,variant_id,rank_no,is_fallback,at,strategy_id,propensity,model_version,segment_id,held_out,sampling", "id", "")

func propositionRow(r *offer.Shown, dst []any) {
	dst[0], dst[1], dst[2], dst[3], dst[4] = int64(r.ID), int64(r.DecisionID), int64(r.ClientID), int64(r.PlacementID), int64(r.OfferID)
	dst[5], dst[6], dst[7], dst[8] = int64(r.VariantID), int64(r.Rank), r.Fallback, r.At
	dst[9], dst[10], dst[11], dst[12], dst[13], dst[14] = int64(r.StrategyID), r.Propensity, r.ModelVersion, int64(r.SegmentID), int64(r.Held), r.Sampling
}

// RecordPropositions writes propositions; those that are there already stay.
func (s *Decisions) RecordPropositions(ctx context.Context, rows []offer.Shown) error {
	if len(rows) != offer.RecordBatch || s.read == s.write {
		return s.InTx(ctx, func(ctx context.Context) error {
			if err := s.recordLearned(ctx, rows); err != nil {
				return err
			}
			err := s.insertRows(ctx, propositionTable, true, len(rows), func(i int, dst []any) { propositionRow(&rows[i], dst) })
			if err != nil {
				return err
			}
			return s.countProposed(ctx, rows)
		})
	}
	batch, err := s.batchStmt(ctx)
	if err != nil {
		return err
	}
	return s.InTx(ctx, func(ctx context.Context) error {
		tx, ok := s.conn(ctx).Statement.ConnPool.(*sql.Tx)
		if !ok {
			return errors.New("record propositions outside a transaction")
		}
		width := len(propositionTable.cols)
		args := make([]any, width*len(rows))
		for i := range rows {
			propositionRow(&rows[i], args[i*width:])
		}
		if err := s.recordLearned(ctx, rows); err != nil {
			return err
		}
		if _, err := tx.StmtContext(ctx, batch).ExecContext(ctx, args...); err != nil { //nolint:sqlclosecheck // the transaction closes it
			return err
		}
		return s.countProposed(ctx, rows)
	})
}

// batchStmt gives the prepared INSERT of a whole batch, where writers share one connection: to read so long a statement takes as long
// as to run it.
func (s *Decisions) batchStmt(ctx context.Context) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch != nil {
		return s.batch, nil
	}
	pool, err := s.write.DB()
	if err != nil {
		return nil, err
	}
	one := ",(" + marks(len(propositionTable.cols)) + ")"
	text := "INSERT INTO " + propositionTable.name + " (" + strings.Join(propositionTable.cols, ",") + ") VALUES " + strings.Repeat(one, offer.RecordBatch)[1:] + s.dialect.upsert(propositionTable.key, nil)
	s.batch, err = pool.PrepareContext(ctx, text)
	return s.batch, err
}
