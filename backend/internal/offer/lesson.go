package offer

import (
	"context"
	"math"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
)

// Follow learns from events, in the transaction of the context.
func (t *Trainer) Follow(ctx context.Context, events []event.Event) error {
	shown, answers := lessons(events)
	if len(shown)+len(answers) == 0 {
		return nil
	}
	l := lesson{Trainer: t, moved: map[StateKey]analytics.ArmState{}, days: map[DayCount]*DayCount{}}
	if err := l.open(ctx, shown, answers); err != nil {
		return err
	}
	for _, s := range shown {
		l.show(s)
	}
	if err := l.reward(ctx, answers); err != nil {
		return err
	}
	return l.close(ctx)
}

// lesson is one batch of events being learned.
type lesson struct {
	*Trainer
	zone       *time.Location
	strategies map[id.ID]Strategy
	models     map[id.ID]ModelRow
	moved      map[StateKey]analytics.ArmState
	days       map[DayCount]*DayCount // by its first four fields
}

// open reads the strategies that events speak of, and makes or turns their models: one that learned for another reward begins anew.
func (l *lesson) open(ctx context.Context, shown []sighting, answers []answer) error {
	o, err := l.orgs.Get(ctx)
	if err != nil {
		return err
	}
	l.zone = o.Zone()
	var ids []id.ID
	for _, s := range shown {
		ids = append(ids, s.Strategy)
	}
	for _, a := range answers {
		ids = append(ids, a.Strategy)
	}
	ids = unique(ids)
	if l.strategies, err = l.store.StrategiesByID(ctx, ids); err != nil {
		return err
	}
	if l.models, err = l.store.Models(ctx, ids); err != nil {
		return err
	}
	for v, s := range l.strategies {
		m, ok := l.models[v]
		switch {
		case ok && m.Goal == s.Learning.Reward:
			continue
		case ok:
			if err := l.store.Forget(ctx, v); err != nil {
				return err
			}
			m.Goal, m.Since, m.Changed = s.Learning.Reward, l.clock.Now().Truncate(time.Second).Add(time.Second), true
		default:
			m = ModelRow{StrategyID: v, Goal: s.Learning.Reward, Since: time.Unix(0, 0).UTC()}
		}
		l.models[v] = m
	}
	return nil
}

// learns says whether what was shown at a moment counts for the strategy's present goal.
func (l *lesson) learns(strategy id.ID, shown time.Time) (Strategy, bool) {
	s, ok := l.strategies[strategy]
	return s, ok && !shown.Before(l.models[strategy].Since)
}

func (l *lesson) show(s sighting) {
	at := time.Unix(s.At, 0).UTC()
	t, ok := l.learns(s.Strategy, at)
	if !ok {
		return
	}
	memory, n := t.Learning.memory(), float64(s.N)
	delta := analytics.ArmState{Weight: n, At: at}
	if memory.Delay > 0 {
		delta.Open = n
	}
	k := StateKey{LearnKey{s.Strategy, s.Placement, s.Segment}, s.Offer}
	l.moved[k] = memory.Joined(l.moved[k], delta)
	l.day(t, at, s.Offer).Shown += s.N
}

// reward counts the answers that are rewards: of the strategy's goal, within its window, the first of their proposition.
func (l *lesson) reward(ctx context.Context, answers []answer) error {
	var rewards []Reward
	by := map[id.ID]answer{}
	values, err := l.values(ctx, answers)
	if err != nil {
		return err
	}
	for _, a := range answers {
		t, ok := l.strategies[a.Strategy]
		delay := time.Duration(a.At-a.ShownAt) * time.Microsecond
		if _, twice := by[a.Proposition]; !ok || twice || !t.Learning.takes(a.Kind) || delay > t.Learning.window() || delay < -futureSlack {
			continue
		}
		r := Reward{StrategyID: a.Strategy, Goal: t.Learning.Reward, PropositionID: a.Proposition, ClientID: a.Client, Amount: 1, DelaySeconds: int64(max(0, delay).Seconds())}
		if r.Goal == RewardOfValue {
			r.Amount = values[a.Offer]
		}
		by[a.Proposition] = a
		rewards = append(rewards, r)
	}
	if rewards, err = l.store.NewRewards(ctx, rewards); err != nil {
		return err
	}
	for _, r := range rewards {
		a := by[r.PropositionID]
		at := time.UnixMicro(a.ShownAt).UTC()
		t, ok := l.learns(a.Strategy, at.Truncate(time.Second))
		if !ok || !a.Drawn || math.IsNaN(r.Amount) || math.IsInf(r.Amount, 0) {
			continue
		}
		k := StateKey{LearnKey{a.Strategy, a.Placement, a.Segment}, a.Offer}
		l.moved[k] = t.Learning.memory().Rewarded(l.moved[k], at.Truncate(time.Second), r.Amount)
		d := l.day(t, at, a.Offer)
		d.Rewarded, d.RewardSum = d.Rewarded+1, d.RewardSum+r.Amount
	}
	return nil
}

// takes says whether feedback of a kind is the reward.
func (l LearningSettings) takes(kind string) bool {
	return kind == l.Reward || l.Reward == RewardOfValue && (kind == Acceptance || kind == Redemption)
}

func (l *lesson) values(ctx context.Context, answers []answer) (map[id.ID]float64, error) {
	var offers []id.ID
	for _, a := range answers {
		if l.strategies[a.Strategy].Learning.Reward == RewardOfValue {
			offers = append(offers, a.Offer)
		}
	}
	if len(offers) == 0 {
		return nil, nil //nolint:nilnil // nothing is asked for, and an empty map of values is one
	}
	return l.store.OfferValues(ctx, unique(offers))
}

func (l *lesson) day(t Strategy, at time.Time, offer id.ID) *DayCount {
	k := DayCount{StrategyID: t.ID, Goal: t.Learning.Reward, Day: clock.DayOf(at, l.zone), OfferID: offer}
	if l.days[k] == nil {
		d := k
		l.days[k] = &d
	}
	return l.days[k]
}

// close adds what was learned to what is stored.
func (l *lesson) close(ctx context.Context) error {
	keys := make([]StateKey, 0, len(l.moved))
	for k := range l.moved {
		keys = append(keys, k)
		m := l.models[k.Strategy]
		m.Changed = true
		l.models[k.Strategy] = m
	}
	stored, err := l.store.States(ctx, keys)
	if err != nil {
		return err
	}
	for k, v := range stored {
		l.moved[k] = l.strategies[k.Strategy].Learning.memory().Joined(v, l.moved[k])
	}
	for _, m := range l.models {
		if err := l.store.PutModel(ctx, m); err != nil {
			return err
		}
	}
	if err := l.store.PutStates(ctx, l.moved); err != nil {
		return err
	}
	counts := make([]DayCount, 0, len(l.days))
	for _, d := range l.days {
		counts = append(counts, *d)
	}
	return l.store.AddDays(ctx, counts)
}
