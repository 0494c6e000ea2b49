package store

import (
	"context"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// Days gives what each offer had on each day of a strategy.
func (s Learning) Days(ctx context.Context, strategy id.ID, goal string, from, to clock.Day) ([]offer.DayCount, error) {
	var out []offer.DayCount
	err := s.conn(ctx).Raw("SELECT strategy_id, goal, day, offer_id, shown, rewarded, reward_sum FROM learning_day WHERE strategy_id = ? AND goal = ? AND day BETWEEN ? AND ? ORDER BY day, offer_id LIMIT 100000",
		strategy, goal, int64(from), int64(to)).Scan(&out).Error
	return out, err
}

// decisionLog is the newest decisions of a strategy that were shown to clients who are not held out, a line each, with their reward: 0
// where none came within the window.
const decisionLog = `SELECT d.proposition_id, d.decision_id, d.client_id, d.placement_id, d.segment_id, d.offer_id, d.model_version, d.propensity, d.eligible, d.by_priority,
	d.model, d.model_uniform, d.model_priority, d.at, COALESCE(r.amount, 0) AS reward
	FROM learning_decision d LEFT JOIN learning_reward r ON r.strategy_id = d.strategy_id AND r.goal = ? AND r.proposition_id = d.proposition_id
	WHERE d.strategy_id = ? AND d.proposition_id >= ? AND d.proposition_id < ? AND d.held_out = 0 ORDER BY d.proposition_id DESC LIMIT ?`

// Log gives the newest decisions of a range, newest first.
func (s Learning) Log(ctx context.Context, strategy id.ID, goal string, from, before id.ID, limit int) ([]offer.LogRow, error) {
	var rows []struct {
		PropositionID, DecisionID, ClientID, PlacementID, SegmentID, OfferID id.ID
		ModelVersion, Eligible                                               int64
		Propensity, Model, ModelUniform, ModelPriority, Reward               float64
		ByPriority                                                           bool
		At                                                                   time.Time
	}
	err := s.conn(ctx).Raw(decisionLog, goal, strategy, from, before, limit).Scan(&rows).Error
	out := make([]offer.LogRow, len(rows))
	for i, r := range rows {
		out[i] = offer.LogRow{Proposition: r.PropositionID, Decision: r.DecisionID, At: r.At, Placement: r.PlacementID, Segment: r.SegmentID, Client: r.ClientID,
			Offer: r.OfferID, ModelVersion: r.ModelVersion, Propensity: r.Propensity, Eligible: r.Eligible, Priority: r.ByPriority, Reward: r.Reward,
			Model: r.Model, ModelUniform: r.ModelUniform, ModelPriority: r.ModelPriority}
	}
	return out, err
}

// CountLog counts the decisions of a range, at most limit.
func (s Learning) CountLog(ctx context.Context, strategy, from, before id.ID, limit int) (int64, error) {
	var n int64
	err := s.conn(ctx).Raw("SELECT COUNT(*) FROM (SELECT proposition_id FROM learning_decision WHERE strategy_id = ? AND proposition_id >= ? AND proposition_id < ? LIMIT ?) x",
		strategy, from, before, limit).Scan(&n).Error
	return n, err
}

// NewestLog gives the start of a range that holds at most limit decisions.
func (s Learning) NewestLog(ctx context.Context, strategy, from, before id.ID, limit int) (id.ID, error) {
	var older []id.ID // the first one too many
	err := s.conn(ctx).Raw("SELECT proposition_id FROM learning_decision WHERE strategy_id = ? AND proposition_id >= ? AND proposition_id < ? ORDER BY proposition_id DESC LIMIT 1 OFFSET ?",
		strategy, from, before, limit).Scan(&older).Error
	if err != nil || len(older) == 0 {
		return from, err
	}
	return older[0] + 1, nil
}

// holdoutCounts is the clients who asked for decisions of a strategy, a line for those who were exposed and one for those held out, with
// the sums of their rewards. Strangers are never held out, so they are in neither.
const holdoutCounts = `SELECT g.held, COUNT(*) AS clients, SUM(CASE WHEN r.total > 0 THEN 1 ELSE 0 END) AS answered, SUM(COALESCE(r.total, 0)) AS total,
	SUM(COALESCE(r.total, 0) * COALESCE(r.total, 0)) AS squares
	FROM (SELECT client_id, MAX(CASE WHEN held_out <> 0 THEN 1 ELSE 0 END) AS held FROM learning_decision
		WHERE strategy_id = ? AND proposition_id >= ? AND proposition_id < ? AND client_id <> 0 GROUP BY client_id) g
	LEFT JOIN (SELECT client_id, SUM(amount) AS total FROM learning_reward
		WHERE strategy_id = ? AND goal = ? AND proposition_id >= ? AND proposition_id < ? GROUP BY client_id) r ON r.client_id = g.client_id
	GROUP BY g.held`

// HoldoutCounts gives what the clients of a range of decisions brought.
func (s Learning) HoldoutCounts(ctx context.Context, strategy id.ID, goal string, from, before id.ID) (exposed, held analytics.RewardCounts, err error) {
	var rows []struct {
		Held, Clients, Answered int64
		Total, Squares          float64
	}
	if err := s.conn(ctx).Raw(holdoutCounts, strategy, from, before, strategy, goal, from, before).Scan(&rows).Error; err != nil {
		return exposed, held, err
	}
	for _, r := range rows {
		c := analytics.RewardCounts{Clients: r.Clients, Answered: r.Answered, Sum: r.Total, SumSquares: r.Squares}
		if r.Held == 0 {
			exposed = c
		} else {
			held = c
		}
	}
	return exposed, held, nil
}

// Delays gives the seconds that the newest rewards of a range took.
func (s Learning) Delays(ctx context.Context, strategy id.ID, goal string, from, before id.ID, limit int) ([]int64, error) {
	var out []int64
	err := s.conn(ctx).Raw("SELECT delay_seconds FROM learning_reward WHERE strategy_id = ? AND goal = ? AND proposition_id >= ? AND proposition_id < ? ORDER BY proposition_id DESC LIMIT ?",
		strategy, goal, from, before, limit).Scan(&out).Error
	return out, err
}

// Losses gives how many propositions could not be recorded on some days.
func (s Learning) Losses(ctx context.Context, from, to clock.Day) (int64, error) {
	var n int64
	err := s.conn(ctx).Raw("SELECT COALESCE(SUM(n), 0) FROM proposition_loss WHERE day BETWEEN ? AND ?", int64(from), int64(to)).Scan(&n).Error
	return n, err
}

// LearnedNames gives codes and names of offers, placements and segments by id.
func (s Learning) LearnedNames(ctx context.Context, offers, placements, segments []id.ID) (map[id.ID]offer.CodeName, error) {
	out := make(map[id.ID]offer.CodeName, len(offers)+len(placements)+len(segments))
	for _, q := range []struct {
		query string
		ids   []id.ID
	}{{"SELECT id, code, name FROM offer WHERE id IN ?", offers}, {"SELECT id, code, name FROM placement WHERE id IN ?", placements},
		{"SELECT id, code, name FROM segment WHERE id IN ?", segments}} {
		err := chunks(q.ids, maxBatch, func(part []id.ID) error {
			var rows []struct {
				ID         id.ID
				Code, Name string
			}
			err := s.conn(ctx).Raw(q.query, part).Scan(&rows).Error
			for _, r := range rows {
				out[r.ID] = offer.CodeName{Code: r.Code, Name: r.Name}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
