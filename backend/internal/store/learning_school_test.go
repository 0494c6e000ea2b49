package store_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
	"clientele/internal/store"
)

// school is a stall whose one placement learns: four offers with success rates that differ by segment, a fifth that would beat them all
// and is not eligible, and a fallback.
type school struct {
	stall
	now       *moving
	trainer   *offer.Trainer
	reports   *offer.LearningReports
	strategy  offer.Strategy
	clients   []id.ID // the first half belongs to the segment
	rates     map[id.ID][2]float64
	forbidden id.ID
	random    *rand.Rand
	late      []offer.Feedback
	sent      []offer.Feedback
	decisions int
	shown     map[id.ID]int // since the last forget
	rewards   int
}

func newLearner(db *store.DB, s stall, now *moving) (*offer.Trainer, *offer.LearningReports) {
	learning, orgs := store.NewLearning(db), account.NewOrganisationService(store.NewAccounts(db), db)
	s.decider.Learn(offer.NewModels(learning))
	s.decider.Seed = 20_26
	return offer.NewTrainer(learning, db, s.outbox, orgs, now), offer.NewLearningReports(learning, orgs, now)
}

func newSchool(t *testing.T, db *store.DB, now *moving, holdoutBp int64) *school {
	t.Helper()
	ctx := context.Background()
	s := &school{stall: newStallAt(t, db, now), now: now, rates: map[id.ID][2]float64{}, random: rand.New(rand.NewPCG(4, 4)), shown: map[id.ID]int{}}
	s.trainer, s.reports = newLearner(db, s.stall, now)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range 200 {
		s.clients = append(s.clients, addClient(t, db, "c"+strconv.Itoa(i)))
	}
	segments := segment.NewService(store.NewSegments(db), db, s.outbox)
	inside, err := segments.CreateStatic(ctx, account.System, "Inside", "", s.clients[:100], 0)
	must(err)
	nobody, err := segments.CreateStatic(ctx, account.System, "Nobody who asks", "", []id.ID{addClient(t, db, "silent")}, 0)
	must(err)
	s.strategy, err = s.offers.CreateStrategy(ctx, account.System, offer.Strategy{Code: "learner", Name: "Learner", Stages: []offer.Stage{{Ranking: offer.ByLearning}},
		Context: []id.ID{inside.ID}, HoldoutBp: holdoutBp, Learning: offer.LearningSettings{Reward: offer.Click, AttributionHours: 24, DelayMinutes: 60, HalfLifeDays: 30}})
	must(err)
	p, err := s.offers.CreatePlacement(ctx, account.System, offer.Placement{Code: "home", Name: "Home", Channel: "web", Size: 1, StrategyID: &s.strategy.ID})
	must(err)
	for i, r := range [][2]float64{{.04, .30}, {.08, .05}, {.12, .10}, {.35, .04}, {.9, .9}, {.02, .02}} {
		o := offer.Offer{Code: "o" + strconv.Itoa(i), Name: "Offer " + strconv.Itoa(i), Kind: "discount", Priority: int64(10 * i), Placements: []id.ID{p.ID},
			Variants: []offer.Variant{{Name: "default", TitleFr: "T", TextFr: "T"}}, IsFallback: i == 5}
		if i == 4 {
			o.Segments = []id.ID{nobody.ID}
		}
		o, err = s.offers.Create(ctx, account.System, o)
		must(err)
		_, err = s.offers.Approve(ctx, account.System, o.ID, o.Version)
		must(err)
		if s.rates[o.ID] = r; i == 4 {
			s.forbidden = o.ID
		}
	}
	return s
}

// day is one day: decisions, their feedback (a part of it comes a day late), what is learned from it, and a new model.
func (s *school) day(t *testing.T, decisions int) {
	t.Helper()
	ctx := context.Background()
	feedback := s.late
	s.late = nil
	for range decisions {
		s.now.move(24 * time.Hour / time.Duration(decisions))
		n := s.random.IntN(len(s.clients))
		d, err := s.decider.Decide(ctx, offer.Request{Client: s.clients[n], Placements: []string{"home"}})
		if err != nil {
			t.Fatal(err)
		}
		s.decisions++
		p := d.Placements[0]
		if len(p.Propositions) != 1 || p.Propositions[0].Offer.ID == s.forbidden {
			t.Fatalf("proposed %+v", p.Propositions)
		}
		one := p.Propositions[0]
		if p.HeldOut != one.Fallback || !one.Fallback && (one.Propensity < 0.05/4-1e-9 || one.Propensity > 1) {
			t.Fatalf("held out %t, fallback %t, propensity %v", p.HeldOut, one.Fallback, one.Propensity)
		}
		segment := 1
		if n < 100 {
			segment = 0
		}
		rate := s.rates[one.Offer.ID][segment]
		if !one.Fallback {
			s.shown[one.Offer.ID]++
		}
		if s.random.Float64() >= rate {
			continue
		}
		if !one.Fallback {
			s.rewards++
		}
		f := offer.Feedback{Key: "f" + strconv.Itoa(s.decisions), Kind: offer.Click, Token: one.Token, At: s.now.Now().Add(time.Duration(s.random.IntN(7200)) * time.Second)}
		if s.random.IntN(3) == 0 {
			s.late = append(s.late, f)
		} else {
			feedback = append(feedback, f)
		}
	}
	s.now.move(3 * time.Hour)
	for part := range slices.Chunk(feedback, offer.MaxFeedback) {
		if _, err := s.feedbacks.Record(ctx, account.System, part); err != nil {
			t.Fatal(err)
		}
	}
	s.sent = append(s.sent, feedback...)
	if err := s.decider.Recorder().Drain(ctx); err != nil {
		t.Fatal(err)
	}
	s.learn(t)
}

// learn lets the feed be numbered and learned, and the model be made.
func (s *school) learn(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	sequence(t, s.outbox)
	for {
		n, err := s.outbox.Consume(ctx, offer.Consumer, 100, s.trainer.Follow)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	if err := s.trainer.Publish(ctx); err != nil {
		t.Fatal(err)
	}
	sequence(t, s.outbox)
	poll(t, s.decider)
}

func sequence(t *testing.T, o store.Outbox) {
	t.Helper()
	for {
		n, err := o.Sequence(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

func poll(t *testing.T, d *offer.Decider) {
	t.Helper()
	for more := true; more; {
		var err error
		if more, err = d.Poll(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

// remembered gives the memory of every key as text, to see whether anything moved.
func remembered(t *testing.T, db *store.DB, strategy id.ID) offer.Model {
	t.Helper()
	all, err := store.NewLearning(db).LearnedModels(context.Background(), []id.ID{strategy})
	if err != nil || len(all) != 1 {
		t.Fatal(len(all), err)
	}
	return all[0]
}
