package offer

import (
	"context"
	"maps"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/event"
	"clientele/internal/id"
)

// Cell is a placement and a context segment (0: clients of none) of a strategy.
type Cell struct{ Placement, Segment id.ID }

// Model is what one version of a strategy's model remembers, as of At. Version 0 remembers nothing.
type Model struct {
	Strategy id.ID
	Goal     string
	Version  int64
	At       time.Time
	States   map[id.ID]map[Cell]analytics.ArmState // by offer
}

// MaxStates is how many memories of a strategy are read, about 100 bytes each.
const MaxStates = 100_000

// ModelStore reads models.
type ModelStore interface {
	// LearnedModels gives the models of strategies, of all where none is named, each version whole.
	LearnedModels(ctx context.Context, strategies []id.ID) ([]Model, error)
}

// Models is the learner of a process: it holds the present model of each strategy and, per cell, the table of choices made from it, as
// long as the version stands. Tables are made when they are first asked for; together they hold at most maxTableArms arms, about 1 KB each.
type Models struct {
	store   ModelStore
	mu      sync.Mutex // one reader of the store at a time
	stale   map[id.ID]bool
	whole   bool // everything was read once
	current atomic.Pointer[map[id.ID]*beliefs]
	arms    atomic.Int64 // in tables
}

const maxTableArms = 30_000

// NewModels gives a learner over a store; Refresh reads it.
func NewModels(s ModelStore) *Models {
	m := &Models{store: s, stale: map[id.ID]bool{}}
	m.current.Store(&map[id.ID]*beliefs{})
	return m
}

// Hear notes from an event of the feed which model is out of date.
func (m *Models) Hear(e event.Event) {
	if e.Kind == event.ModelChanged {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.stale[e.NounID] = true
	}
}

// Refresh reads the models that are out of date. Decisions go on with the old ones meanwhile.
func (m *Models) Refresh(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.whole && len(m.stale) == 0 {
		return nil
	}
	var ids []id.ID
	if m.whole {
		for v := range m.stale {
			ids = append(ids, v)
		}
	}
	models, err := m.store.LearnedModels(ctx, ids)
	if err != nil {
		return err
	}
	next := maps.Clone(*m.current.Load())
	for i := range models {
		if old := next[models[i].Strategy]; old != nil {
			m.arms.Add(-old.arms.Load())
		}
		next[models[i].Strategy] = &beliefs{Model: models[i], all: &m.arms}
	}
	m.current.Store(&next)
	m.whole, m.stale = true, map[id.ID]bool{}
	return nil
}

// Shares gives chances by Thompson sampling; every arm alike where there is no model yet.
func (m *Models) Shares(k LearnKey, settings *LearningSettings, arms []Arm, shares, means []float64) int64 {
	b := (*m.current.Load())[k.Strategy]
	if b == nil {
		even(shares, means)
		return 0
	}
	if m.arms.Load() > maxTableArms {
		for _, other := range *m.current.Load() {
			other.view.Store(nil)
			m.arms.Add(-other.arms.Swap(0))
		}
	}
	if !b.with(settings).shares(Cell{k.Placement, k.Segment}, arms, shares, means) {
		even(shares, means)
	}
	return b.Version
}

// Estimate gives the expected reward of an arm that something was learned about; not of values, which are no shares.
func (m *Models) Estimate(k LearnKey, a Arm) (float64, bool) {
	b := (*m.current.Load())[k.Strategy]
	if b == nil || b.Goal == RewardOfValue || len(b.States[a.Offer]) == 0 {
		return 0, false
	}
	v := b.view.Load()
	if v == nil {
		return 0, false
	}
	var share, mean [1]float64
	if !v.shares(Cell{k.Placement, k.Segment}, []Arm{a}, share[:], mean[:]) {
		return 0, false
	}
	return min(1, max(0, mean[0])), true
}

// beliefs is a model with what was made from it under the settings of the strategy.
type beliefs struct {
	Model
	all  *atomic.Int64 // arms in the tables of the process
	arms atomic.Int64  // and of this model
	mu   sync.Mutex
	view atomic.Pointer[view]
}

// with gives the view of the model under settings, and makes it where these are new.
func (b *beliefs) with(settings *LearningSettings) *view {
	if v := b.view.Load(); v != nil && v.settings == *settings {
		return v
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if v := b.view.Load(); v != nil && v.settings == *settings {
		return v
	}
	v := newView(b, *settings)
	b.view.Store(v)
	return v
}

// view is a model under settings: memories as of the model's moment, the prior of an offer that nobody saw, tables by cell.
type view struct {
	*beliefs
	settings LearningSettings
	fresh    analytics.ArmPrior
	states   map[id.ID]map[Cell]analytics.ArmState
	cells    sync.Map // Cell to *cell
}

func newView(m *beliefs, settings LearningSettings) *view {
	v := &view{beliefs: m, settings: settings, states: map[id.ID]map[Cell]analytics.ArmState{}}
	memory, kind := settings.memory(), settings.kind()
	var all analytics.ArmState
	pooled := make([]analytics.ArmState, 0, len(m.States))
	if m.Goal == settings.Reward { // else nothing was learned for it yet
		for offer, cells := range m.States {
			var sum analytics.ArmState
			v.states[offer] = make(map[Cell]analytics.ArmState, len(cells))
			for c, s := range cells {
				s = sound(memory.At(s, m.At), kind)
				v.states[offer][c] = s
				sum = memory.Joined(sum, s)
			}
			pooled = append(pooled, sum)
			all = memory.Joined(all, sum)
		}
	}
	v.fresh = settings.prior(all)
	if p, err := analytics.PriorOf(kind, pooled, v.fresh); err == nil && !settings.ColdStart {
		v.fresh = p
	}
	return v
}

// sound makes a memory consistent: a reward may be told before its proposition is.
func sound(s analytics.ArmState, kind analytics.RewardKind) analytics.ArmState {
	s.Weight, s.SumSquares = max(0, s.Weight), max(0, s.SumSquares)
	s.Open = min(max(0, s.Open), s.Weight)
	if kind == analytics.RewardBinary {
		s.Sum = min(max(0, s.Sum), s.Weight)
	}
	return s
}

// belief gives what is believed of an offer in a cell.
func (v *view) belief(offer id.ID, c Cell) (analytics.ArmBelief, error) {
	kind, prior := v.settings.kind(), v.fresh
	cells := v.states[offer]
	if !v.settings.ColdStart && len(cells) > 0 {
		all := make([]analytics.ArmState, 1, len(cells)+1)
		all[0] = cells[c] // zero where it has seen nothing
		for other, s := range cells {
			if other != c {
				all = append(all, s)
			}
		}
		priors, err := analytics.WarmStart(kind, all, v.fresh)
		if err != nil {
			return analytics.ArmBelief{}, err
		}
		prior = priors[0]
	}
	return analytics.BeliefOf(kind, within(prior, kind), cells[c])
}

// within keeps the mean of a rate strictly between 0 and 1, whatever was seen.
func within(p analytics.ArmPrior, kind analytics.RewardKind) analytics.ArmPrior {
	if kind == analytics.RewardBinary {
		p.Mean = math.Min(math.Max(p.Mean, 1e-9), 1-1e-9)
	}
	return p
}
