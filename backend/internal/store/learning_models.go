package store

import (
	"context"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// OfferValues gives what an acceptance of each offer brings less what it costs.
func (s Learning) OfferValues(ctx context.Context, ids []id.ID) (map[id.ID]float64, error) {
	out := make(map[id.ID]float64, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct {
			ID                                  id.ID
			CompanyValueMinor, CompanyCostMinor *int64
		}
		err := s.conn(ctx).Raw("SELECT id, company_value_minor, company_cost_minor FROM offer WHERE id IN ?", part).Scan(&rows).Error
		for _, r := range rows {
			if r.CompanyValueMinor == nil {
				continue
			}
			out[r.ID] = float64(*r.CompanyValueMinor)
			if r.CompanyCostMinor != nil {
				out[r.ID] -= float64(*r.CompanyCostMinor)
			}
		}
		return err
	})
	return out, err
}

// DueModels gives the models that changed and were made before one moment, or were made before another at all.
func (s Learning) DueModels(ctx context.Context, changed, any time.Time) ([]offer.ModelRow, error) {
	var out []offer.ModelRow
	err := s.conn(ctx).Raw("SELECT strategy_id, goal, since, version, at, changed FROM bandit_model WHERE (changed = 1 AND (at IS NULL OR at <= ?)) OR at <= ? ORDER BY strategy_id",
		changed, any).Scan(&out).Error
	return out, err
}

// PublishModel makes what is remembered the next version; false when that happened already.
func (s Learning) PublishModel(ctx context.Context, m offer.ModelRow, at time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE bandit_model SET version = version + 1, at = ?, changed = 0 WHERE strategy_id = ? AND version = ?", at, m.StrategyID, m.Version)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = s.exec(ctx, "UPDATE bandit_state SET model_weight = weight, model_open = open_weight, model_sum = reward_sum, model_squares = reward_squares, model_at = at WHERE strategy_id = ?", m.StrategyID)
	return true, err
}

// learnedModels gives models with what they know, a line per memory, in one statement: so that each version is read whole.
const learnedModels = `SELECT m.strategy_id, m.goal, m.version, m.at AS made_at, s.placement_id, s.segment_id, s.offer_id,
	s.model_weight AS weight, s.model_open AS open_weight, s.model_sum AS reward_sum, s.model_squares AS reward_squares, s.model_at AS at
	FROM bandit_model m LEFT JOIN bandit_state s ON s.strategy_id = m.strategy_id AND s.model_at IS NOT NULL WHERE m.version > 0`

// LearnedModels gives the models of strategies, of all where none is named.
func (s Learning) LearnedModels(ctx context.Context, strategies []id.ID) ([]offer.Model, error) {
	query, args := learnedModels, []any{}
	if len(strategies) > 0 {
		query, args = query+" AND m.strategy_id IN ?", append(args, strategies)
	}
	var rows []struct {
		StrategyID                      id.ID
		Goal                            string
		Version                         int64
		MadeAt                          time.Time
		PlacementID, SegmentID, OfferID *id.ID
		Weight, OpenWeight              float64
		RewardSum, RewardSquares        float64
		At                              *time.Time
	}
	if err := s.conn(ctx).Raw(query+" ORDER BY m.strategy_id LIMIT ?", append(args, offer.MaxStates)...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	var out []offer.Model
	for _, r := range rows {
		if n := len(out); n == 0 || out[n-1].Strategy != r.StrategyID {
			out = append(out, offer.Model{Strategy: r.StrategyID, Goal: r.Goal, Version: r.Version, At: r.MadeAt, States: map[id.ID]map[offer.Cell]analytics.ArmState{}})
		}
		if r.OfferID == nil || r.At == nil {
			continue
		}
		states := out[len(out)-1].States
		if states[*r.OfferID] == nil {
			states[*r.OfferID] = map[offer.Cell]analytics.ArmState{}
		}
		states[*r.OfferID][offer.Cell{Placement: *r.PlacementID, Segment: *r.SegmentID}] = analytics.ArmState{Weight: r.Weight, Open: r.OpenWeight,
			Sum: r.RewardSum, SumSquares: r.RewardSquares, At: *r.At}
	}
	return out, nil
}
