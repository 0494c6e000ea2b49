package offer

import (
	"cmp"
	"context"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
)

// StateKey is a cell and an offer in it: what one memory is about.
type StateKey struct {
	LearnKey
	Offer id.ID
}

// ModelRow says of a strategy's model what it learns for, since when, and which version decides. Changed is whether something was learned
// since that was made.
type ModelRow struct {
	StrategyID id.ID `gorm:"primaryKey;autoIncrement:false"`
	Goal       string
	Since      time.Time
	Version    int64
	At         *time.Time
	Changed    bool
}

// TableName is the table's name.
func (ModelRow) TableName() string { return "bandit_model" }

// Reward is the first reward of a proposition.
type Reward struct {
	StrategyID    id.ID
	Goal          string
	PropositionID id.ID
	ClientID      id.ID
	Amount        float64
	DelaySeconds  int64
}

// DayCount is what one day, by when offers were shown, had of one offer.
type DayCount struct {
	StrategyID id.ID
	Goal       string
	Day        clock.Day
	OfferID    id.ID
	Shown      int64
	Rewarded   int64
	RewardSum  float64
}

// TrainingStore keeps what is learned.
type TrainingStore interface {
	// StrategiesByID gives strategies whatever their state; absent ones are left out.
	StrategiesByID(ctx context.Context, ids []id.ID) (map[id.ID]Strategy, error)
	// Models gives the models of strategies, held until the transaction ends.
	Models(ctx context.Context, ids []id.ID) (map[id.ID]ModelRow, error)
	PutModel(ctx context.Context, m ModelRow) error
	// Forget drops what is remembered of a strategy; its log and its days stay.
	Forget(ctx context.Context, strategy id.ID) error
	States(ctx context.Context, keys []StateKey) (map[StateKey]analytics.ArmState, error)
	PutStates(ctx context.Context, states map[StateKey]analytics.ArmState) error
	// NewRewards writes the rewards of propositions that have none for the goal yet, and gives these.
	NewRewards(ctx context.Context, rewards []Reward) ([]Reward, error)
	AddDays(ctx context.Context, counts []DayCount) error
	// OfferValues gives what an acceptance of each offer brings less what it costs, in minor units; 0 where nobody said.
	OfferValues(ctx context.Context, ids []id.ID) (map[id.ID]float64, error)
	// DueModels gives the models that changed and were made before one moment, or were made before another at all.
	DueModels(ctx context.Context, changed, any time.Time) ([]ModelRow, error)
	// PublishModel makes what is remembered the next version; false when that happened already.
	PublishModel(ctx context.Context, m ModelRow, at time.Time) (bool, error)
}

// Trainer learns from what was shown and answered. It reads the feed of events as a consumer whose place in it is kept in the same
// transaction as what it learned: each event counts once, and nothing is lost when a process ends in between.
type Trainer struct {
	store  TrainingStore
	tx     event.Tx
	outbox event.Outbox
	orgs   Organisations
	clock  clock.Clock
	Every  time.Duration // models are made no more often; set it before the first use
}

// Consumer is the name under which the trainer reads the feed.
const Consumer = "learning"

// The pace of models: while something is learned, and otherwise, so that what is old fades.
const (
	modelEvery  = 30 * time.Second
	modelAtRest = 24 * time.Hour
)

// NewTrainer gives a trainer.
func NewTrainer(s TrainingStore, tx event.Tx, outbox event.Outbox, o Organisations, c clock.Clock) *Trainer {
	return &Trainer{store: s, tx: tx, outbox: outbox, orgs: o, clock: c, Every: modelEvery}
}

// Publish makes new models of what changed, and tells every process of them; call it by the clock.
func (t *Trainer) Publish(ctx context.Context) error {
	now := t.clock.Now()
	due, err := t.store.DueModels(ctx, now.Add(-t.Every), now.Add(-modelAtRest))
	if err != nil {
		return err
	}
	for _, m := range due {
		err := t.tx.InTx(ctx, func(ctx context.Context) error {
			ok, err := t.store.PublishModel(ctx, m, now)
			if err != nil || !ok {
				return err
			}
			return t.outbox.Append(ctx, event.Of(event.ModelChanged, "strategy", m.StrategyID, 0, map[string]int64{"version": m.Version + 1}))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Compare orders keys, so that writers meet rows in one order.
func (k StateKey) Compare(o StateKey) int {
	return cmp.Or(cmp.Compare(k.Strategy, o.Strategy), cmp.Compare(k.Placement, o.Placement), cmp.Compare(k.Segment, o.Segment), cmp.Compare(k.Offer, o.Offer))
}

// Key gives the day and offer that a count is of, with nothing counted.
func (c DayCount) Key() DayCount {
	return DayCount{StrategyID: c.StrategyID, Goal: c.Goal, Day: c.Day, OfferID: c.OfferID}
}
