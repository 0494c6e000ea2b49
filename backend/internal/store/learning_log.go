package store

import (
	"context"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

var (
	learningDecisionTable = columns("learning_decision", "strategy_id,proposition_id,decision_id,client_id,placement_id,segment_id,offer_id,model_version,held_out,propensity,eligible,by_priority,model,model_uniform,model_priority,at", "strategy_id,proposition_id", "")
	lossTable             = columns("proposition_loss", "day,n", "day", "")
)

// recordLearned writes the first places of learned stages to the log that is learned from, and tells the learner of them: each once, also
// when a batch is written again.
func (s *Decisions) recordLearned(ctx context.Context, rows []offer.Shown) error {
	var fresh []offer.Shown
	for _, r := range rows {
		if r.Choice != nil {
			fresh = append(fresh, r)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	there, err := s.logged(ctx, fresh[:1]) // a batch is written whole, and comes again with the same row first
	if err == nil && len(there) > 0 {
		there, err = s.logged(ctx, fresh)
	}
	if err != nil {
		return err
	}
	fresh = slices.DeleteFunc(fresh, func(r offer.Shown) bool { return there[r.ID] })
	err = s.insertRows(ctx, learningDecisionTable, true, len(fresh), func(i int, dst []any) {
		r, c := &fresh[i], fresh[i].Choice
		copy(dst, []any{int64(r.StrategyID), int64(r.ID), int64(r.DecisionID), int64(r.ClientID), int64(r.PlacementID), int64(r.SegmentID), int64(r.OfferID),
			r.ModelVersion, int64(r.Held), r.Propensity, c.Eligible, c.Priority, c.Model, c.ModelUniform, c.ModelPriority, r.At})
	})
	if err != nil {
		return err
	}
	return NewOutbox(s.DB).Append(ctx, offer.ShownEvents(fresh)...)
}

// logged says which of the rows are in the log.
func (s *Decisions) logged(ctx context.Context, rows []offer.Shown) (map[id.ID]bool, error) {
	groups := map[id.ID][]any{}
	for _, r := range rows {
		groups[r.StrategyID] = append(groups[r.StrategyID], r.ID)
	}
	where, args := either(groups, func(strategy id.ID) (string, []any) { return "strategy_id = ? AND proposition_id", []any{strategy} })
	var found []id.ID
	err := s.conn(ctx).Raw("SELECT proposition_id FROM learning_decision WHERE "+where, args...).Scan(&found).Error
	out := make(map[id.ID]bool, len(found))
	for _, v := range found {
		out[v] = true
	}
	return out, err
}

// AddLosses counts propositions that could not be recorded.
func (s *Decisions) AddLosses(ctx context.Context, day clock.Day, n int64) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		return s.insertWith(ctx, lossTable, s.dialect.increase(lossTable.key, "n"), 1, func(_ int, dst []any) { dst[0], dst[1] = int64(day), n })
	})
}
