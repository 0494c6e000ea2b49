package store

import (
	"context"

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
