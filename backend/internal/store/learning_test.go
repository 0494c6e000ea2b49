package store_test

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// The learner beats choosing evenly and approaches the best offer of each segment, never shows what is not eligible, counts each decision
// and reward once, and says so in its report.
func TestLearningApproachesTheBestOffer(t *testing.T) {
	now := movingFrom(noon.Now())
	storetest.Each(t, now, func(t *testing.T, db *store.DB) {
		s := newSchool(t, db, now, 2000)
		ctx := context.Background()
		for range 12 {
			s.day(t, 150)
		}
		shownBefore, rewardsBefore := total(s.shown), s.rewards
		clear(s.shown)
		s.rewards = 0
		for range 8 {
			s.day(t, 150)
		}
		late := total(s.shown)
		reached := float64(s.rewards) / float64(late)
		even := (.04 + .08 + .12 + .35 + .30 + .05 + .10 + .04) / 8
		t.Logf("rewards per decision: evenly %.3f, at first %.3f, in the end %.3f, best %.3f", even, float64(rewardsBefore)/float64(shownBefore), reached, (.35+.30)/2)
		if reached < even+0.6*((.35+.30)/2-even) {
			t.Errorf("reached %.3f", reached)
		}
		s.now.move(30 * time.Hour)
		s.day(t, 10) // the last late feedback
		s.now.move(30 * time.Hour)
		r, err := s.reports.Report(ctx, s.strategy.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := int64(shownBefore + total(s.shown))
		if r.Shown != want || r.Log.Read != want || r.Log.Open != 0 || r.Log.Lost != 0 || !r.Log.Complete || len(r.Cells) != 2 || len(r.Arms) != 4 {
			t.Errorf("report: shown %d, want %d, log %+v, %d cells, %d arms", r.Shown, want, r.Log, len(r.Cells), len(r.Arms))
		}
		for _, c := range r.Cells {
			best := map[bool]string{true: "Offer 3", false: "Offer 0"}[c.Segment != 0]
			if c.Arms[0].Name != best || c.Arms[0].Chance < 0.6 || c.Arms[0].Belief.Low <= 0 || c.Arms[0].Belief.High >= 1 {
				t.Errorf("cell %q: %+v", c.SegmentName, c.Arms[0])
			}
		}
		for _, p := range r.Policies {
			truth := even
			if p.Policy == offer.PolicyPriority {
				truth = (.35 + .04) / 2
			}
			if p.IPS == nil || p.SNIPS == nil || p.DoublyRobust == nil {
				if p.Policy == offer.PolicyUniform {
					t.Errorf("%s: refused %v", p.Policy, p.Refusals)
				}
				continue
			}
			wide := 1.5 * (p.DoublyRobust.High - p.DoublyRobust.Low) // three standard errors to each side
			if math.Abs(p.DoublyRobust.Estimate-truth) > wide {
				t.Errorf("%s: %+v, truth %.3f", p.Policy, p.DoublyRobust, truth)
			}
			t.Logf("%s: IPS %.3f, SNIPS %.3f, doubly robust %.3f (%.3f to %.3f), truth %.3f", p.Policy, p.IPS.Estimate, p.SNIPS.Estimate, p.DoublyRobust.Estimate, p.DoublyRobust.Low, p.DoublyRobust.High, truth)
		}
		if h := r.Holdout; h.Exposed.Clients+h.HeldOut.Clients != 200 || h.Lift.Revenue == nil || h.Lift.Revenue.Low <= 0 || !h.Complete {
			t.Errorf("holdout: %+v", h)
		}
		rows, rewards := 0, 0.0
		err = s.reports.EachDecision(ctx, s.strategy.ID, func(row offer.LogRow) error {
			rows, rewards = rows+1, rewards+row.Reward
			if row.Eligible != 4 || row.Offer == s.forbidden {
				return errors.New("row " + row.Decision.String())
			}
			return nil
		})
		if err != nil || int64(rows) != want || math.Abs(rewards-r.RewardSum) > 1e-9 {
			t.Errorf("log: %d rows, rewards %v, report %v, %v", rows, rewards, r.RewardSum, err)
		}
	})
}

func total(counts map[id.ID]int) int {
	n := 0
	for _, v := range counts {
		n += v
	}
	return n
}

// The same feedback again, a process that dies while it learns, and two that learn at once change nothing; a second replica decides by the
// same model as soon as it has read the feed.
func TestLearningCountsOnce(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			now, where := movingFrom(noon.Now()), at(t)
			db := storetest.Open(t, where, now)
			s := newSchool(t, db, now, 0)
			ctx := context.Background()
			other := storetest.Open(t, where, now)
			there := newStallAt(t, other, now)
			trainer, _ := newLearner(other, there, now)
			poll(t, there.decider)

			s.day(t, 120)
			before := remembered(t, db, s.strategy.ID)
			for i := range s.sent {
				s.sent[i].Key = "again-" + s.sent[i].Key // a second click on the same proposition
			}
			if _, err := s.feedbacks.Record(ctx, account.System, s.sent); err != nil {
				t.Fatal(err)
			}
			now.move(time.Hour)
			s.learn(t)
			after := remembered(t, db, s.strategy.ID)
			sameMemory(t, "feedback again", before, after)

			// A process that dies before its transaction is committed; then two at once.
			for range 60 {
				d, err := s.decider.Decide(ctx, offer.Request{Client: s.clients[0], Placements: []string{"home"}})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := s.feedbacks.Record(ctx, account.System, []offer.Feedback{{Key: d.ID.String(), Kind: offer.Click, Token: d.Placements[0].Propositions[0].Token}}); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.decider.Recorder().Drain(ctx); err != nil {
				t.Fatal(err)
			}
			sequence(t, s.outbox)
			died := errors.New("died")
			_, err := s.outbox.Consume(ctx, offer.Consumer, 10, func(ctx context.Context, events []event.Event) error {
				if err := s.trainer.Follow(ctx, events); err != nil {
					return err
				}
				return died
			})
			if !errors.Is(err, died) {
				t.Fatal(err)
			}
			var wg sync.WaitGroup
			for _, one := range []struct {
				o store.Outbox
				t *offer.Trainer
			}{{s.outbox, s.trainer}, {there.outbox, trainer}} {
				wg.Go(func() {
					for {
						n, err := one.o.Consume(ctx, offer.Consumer, 3, one.t.Follow)
						if err != nil {
							t.Error(err)
						}
						if n == 0 || err != nil {
							return
						}
					}
				})
			}
			wg.Wait()
			now.move(time.Hour)
			s.learn(t)
			r, err := s.reports.Report(ctx, s.strategy.ID, nil)
			if err != nil || r.Shown != 180 || r.Rewarded != int64(s.counted()+60) {
				t.Errorf("shown %d, rewarded %d, want %d: %v", r.Shown, r.Rewarded, s.counted()+60, err)
			}
			if r.Version != 2 {
				t.Errorf("version %d", r.Version)
			}

			poll(t, there.decider)
			ask := offer.Request{Client: s.clients[0], Placements: []string{"home"}, Explain: true, Preview: true, Seed: [2]uint64{1, 2}}
			here, err := s.decider.Decide(ctx, ask)
			if err != nil {
				t.Fatal(err)
			}
			far, err := there.decider.Decide(ctx, ask)
			if err != nil {
				t.Fatal(err)
			}
			a, b := here.Placements[0].Propositions[0], far.Placements[0].Propositions[0]
			if a.Offer.ID != b.Offer.ID || a.Propensity != b.Propensity || a.ModelVersion != 2 || b.ModelVersion != 2 {
				t.Errorf("replicas: %v %v of %d, %v %v of %d", a.Offer.ID, a.Propensity, a.ModelVersion, b.Offer.ID, b.Propensity, b.ModelVersion)
			}
		})
	}
}

// counted is the rewards that were sent.
func (s *school) counted() int { return len(s.sent) }

func sameMemory(t *testing.T, what string, a, b offer.Model) {
	t.Helper()
	if len(a.States) != len(b.States) {
		t.Fatalf("%s: %d offers, then %d", what, len(a.States), len(b.States))
	}
	for o, cells := range a.States {
		for c, v := range cells {
			if v != b.States[o][c] {
				t.Errorf("%s: %+v, then %+v", what, v, b.States[o][c])
			}
		}
	}
}

// A strategy that begins to learn for something else forgets what it learned, and what was shown before counts no more.
func TestLearningForAnotherReward(t *testing.T) {
	now := movingFrom(noon.Now())
	storetest.Each(t, now, func(t *testing.T, db *store.DB) {
		s := newSchool(t, db, now, 0)
		ctx := context.Background()
		s.day(t, 60)
		next := s.strategy
		next.Learning.Reward = offer.Acceptance
		if _, err := s.offers.ReplaceStrategy(ctx, account.System, next, next.Version); err != nil {
			t.Fatal(err)
		}
		s.day(t, 1)
		s.now.move(time.Minute)
		s.day(t, 40)
		r, err := s.reports.Report(ctx, s.strategy.ID, nil)
		if err != nil || r.Shown != 40 || r.Rewarded != 0 || r.Since == nil {
			t.Errorf("shown %d, rewarded %d, since %v, %v", r.Shown, r.Rewarded, r.Since, err)
		}
	})
}
