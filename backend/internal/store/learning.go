package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// Learning keeps what strategies learn and the log they learn from.
type Learning struct{ Offers }

// NewLearning gives the learning of a database.
func NewLearning(db *DB) Learning { return Learning{Offers{db}} }

var (
	banditModelTable    = columns("bandit_model", "strategy_id,goal,since,version,at,changed", "strategy_id", "goal,since,changed")
	banditStateTable    = columns("bandit_state", "strategy_id,placement_id,segment_id,offer_id,weight,open_weight,reward_sum,reward_squares,at,model_weight,model_open,model_sum,model_squares,model_at", "strategy_id,placement_id,segment_id,offer_id", "weight,open_weight,reward_sum,reward_squares,at")
	learningRewardTable = columns("learning_reward", "strategy_id,goal,proposition_id,client_id,amount,delay_seconds", "strategy_id,goal,proposition_id", "")
	learningDayTable    = columns("learning_day", "strategy_id,goal,day,offer_id,shown,rewarded,reward_sum", "strategy_id,goal,day,offer_id", "shown,rewarded,reward_sum")
)

// StrategiesByID gives strategies whatever their state.
func (s Learning) StrategiesByID(ctx context.Context, ids []id.ID) (map[id.ID]offer.Strategy, error) {
	out := make(map[id.ID]offer.Strategy, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.Strategy
		err := s.conn(ctx).Where("id IN ?", part).Find(&rows).Error
		for _, r := range rows {
			out[r.ID] = r
		}
		return err
	})
	return out, err
}

// Models gives the models of strategies, held until the transaction ends where there is one.
func (s Learning) Models(ctx context.Context, ids []id.ID) (map[id.ID]offer.ModelRow, error) {
	out, hold := make(map[id.ID]offer.ModelRow, len(ids)), ""
	if _, ok := ctx.Value(txKey{}).(*txState); ok {
		hold = s.dialect.rowLock()
	}
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.ModelRow
		err := s.conn(ctx).Raw("SELECT strategy_id, goal, since, version, at, changed FROM bandit_model WHERE strategy_id IN ? ORDER BY strategy_id"+hold, part).Scan(&rows).Error
		for _, r := range rows {
			out[r.StrategyID] = r
		}
		return err
	})
	return out, err
}

// PutModel writes what a model learns for and whether it changed; version and moment are PublishModel's.
func (s Learning) PutModel(ctx context.Context, m offer.ModelRow) error {
	return s.insertRows(ctx, banditModelTable, true, 1, func(_ int, dst []any) {
		copy(dst, []any{m.StrategyID, m.Goal, m.Since, m.Version, nil, m.Changed})
	})
}

// Forget drops what is remembered of a strategy; its log and its days stay.
func (s Learning) Forget(ctx context.Context, strategy id.ID) error {
	_, err := s.exec(ctx, "DELETE FROM bandit_state WHERE strategy_id = ?", strategy)
	return err
}

// either makes a WHERE of alternatives: a row meets one of the groups, and its last column is among those of the group.
func either[G comparable](groups map[G][]any, each func(g G) (where string, args []any)) (where string, args []any) {
	parts := make([]string, 0, len(groups))
	for g, last := range groups {
		text, values := each(g)
		parts, args = append(parts, "("+text+" IN ("+marks(len(last))+"))"), append(append(args, values...), last...)
	}
	return strings.Join(parts, " OR "), args
}

// keysAtOnce is how many keys one statement asks for.
const keysAtOnce = 200

// States gives memories by key; absent ones are left out.
func (s Learning) States(ctx context.Context, keys []offer.StateKey) (map[offer.StateKey]analytics.ArmState, error) {
	out := make(map[offer.StateKey]analytics.ArmState, len(keys))
	err := chunks(keys, keysAtOnce, func(part []offer.StateKey) error {
		groups := map[offer.LearnKey][]any{}
		for _, k := range part {
			groups[k.LearnKey] = append(groups[k.LearnKey], k.Offer)
		}
		where, args := either(groups, func(k offer.LearnKey) (string, []any) {
			return "strategy_id = ? AND placement_id = ? AND segment_id = ? AND offer_id", []any{k.Strategy, k.Placement, k.Segment}
		})
		var rows []stateRow
		err := s.conn(ctx).Raw("SELECT strategy_id, placement_id, segment_id, offer_id, weight, open_weight, reward_sum, reward_squares, at FROM bandit_state WHERE "+where, args...).Scan(&rows).Error
		for _, r := range rows {
			out[r.key()] = r.state()
		}
		return err
	})
	return out, err
}

type stateRow struct {
	StrategyID, PlacementID, SegmentID, OfferID id.ID
	Weight, OpenWeight                          float64
	RewardSum, RewardSquares                    float64
	At                                          time.Time
}

func (r stateRow) key() offer.StateKey {
	return offer.StateKey{LearnKey: offer.LearnKey{Strategy: r.StrategyID, Placement: r.PlacementID, Segment: r.SegmentID}, Offer: r.OfferID}
}

func (r stateRow) state() analytics.ArmState {
	return analytics.ArmState{Weight: r.Weight, Open: r.OpenWeight, Sum: r.RewardSum, SumSquares: r.RewardSquares, At: r.At}
}

// PutStates writes memories; what the present model knows stays.
func (s Learning) PutStates(ctx context.Context, states map[offer.StateKey]analytics.ArmState) error {
	keys := make([]offer.StateKey, 0, len(states))
	for k := range states {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, offer.StateKey.Compare)
	return s.insertRows(ctx, banditStateTable, true, len(keys), func(i int, dst []any) {
		k, v := keys[i], states[keys[i]]
		copy(dst, []any{k.Strategy, k.Placement, k.Segment, k.Offer, v.Weight, v.Open, v.Sum, v.SumSquares, v.At, 0, 0, 0, 0, nil})
	})
}

// NewRewards writes the rewards of propositions that have none for the goal yet, and gives these. One caller at a time.
func (s Learning) NewRewards(ctx context.Context, rewards []offer.Reward) ([]offer.Reward, error) {
	type goal struct {
		strategy id.ID
		name     string
	}
	var fresh []offer.Reward
	err := chunks(rewards, keysAtOnce, func(part []offer.Reward) error {
		groups := map[goal][]any{}
		for _, r := range part {
			groups[goal{r.StrategyID, r.Goal}] = append(groups[goal{r.StrategyID, r.Goal}], r.PropositionID)
		}
		where, args := either(groups, func(g goal) (string, []any) {
			return "strategy_id = ? AND goal = ? AND proposition_id", []any{g.strategy, g.name}
		})
		var there []id.ID
		err := s.conn(ctx).Raw("SELECT proposition_id FROM learning_reward WHERE "+where, args...).Scan(&there).Error
		for _, r := range part {
			if !slices.Contains(there, r.PropositionID) {
				fresh = append(fresh, r)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return fresh, s.insertRows(ctx, learningRewardTable, true, len(fresh), func(i int, dst []any) {
		r := fresh[i]
		copy(dst, []any{r.StrategyID, r.Goal, r.PropositionID, r.ClientID, r.Amount, r.DelaySeconds})
	})
}

// AddDays adds to the counts of days. One caller at a time.
func (s Learning) AddDays(ctx context.Context, counts []offer.DayCount) error {
	type day struct {
		strategy id.ID
		goal     string
		day      int64
	}
	sums := make(map[offer.DayCount]offer.DayCount, len(counts))
	for _, c := range counts {
		sums[c.Key()] = c
	}
	err := chunks(counts, keysAtOnce, func(part []offer.DayCount) error {
		groups := map[day][]any{}
		for _, c := range part {
			d := day{c.StrategyID, c.Goal, int64(c.Day)}
			groups[d] = append(groups[d], c.OfferID)
		}
		where, args := either(groups, func(d day) (string, []any) {
			return "strategy_id = ? AND goal = ? AND day = ? AND offer_id", []any{d.strategy, d.goal, d.day}
		})
		var rows []offer.DayCount
		err := s.conn(ctx).Raw("SELECT strategy_id, goal, day, offer_id, shown, rewarded, reward_sum FROM learning_day WHERE "+where, args...).Scan(&rows).Error
		for _, r := range rows {
			c := sums[r.Key()]
			c.Shown, c.Rewarded, c.RewardSum = c.Shown+r.Shown, c.Rewarded+r.Rewarded, c.RewardSum+r.RewardSum
			sums[r.Key()] = c
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.insertRows(ctx, learningDayTable, true, len(counts), func(i int, dst []any) {
		c := sums[counts[i].Key()]
		copy(dst, []any{c.StrategyID, c.Goal, int64(c.Day), c.OfferID, c.Shown, c.Rewarded, c.RewardSum})
	})
}

var (
	_ offer.LearningStore = Learning{}
	_ offer.TrainingStore = Learning{}
	_ offer.ModelStore    = Learning{}
)
