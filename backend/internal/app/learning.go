package app

import (
	"context"
	"time"

	"clientele/internal/clock"
	"clientele/internal/jobs"
	"clientele/internal/offer"
	"clientele/internal/store"
)

// LearningWork is what strategies learn, and what is asked of it.
type LearningWork struct {
	Learned *offer.LearningReports
	Trainer *offer.Trainer
}

// addLearning builds the learner of this process and what teaches it.
func (s *Services) addLearning(a *App, o Options) {
	learning := store.NewLearning(a.DB)
	s.Decider.Learn(offer.NewModels(learning))
	s.Trainer = offer.NewTrainer(learning, a.DB, store.NewOutbox(a.DB), s.Organisations, o.Clock)
	s.Learned = offer.NewLearningReports(learning, s.Organisations, o.Clock)
}

// learningTicks learn from what is shown and answered, one process at a time, and make models of it; every process counts what it lost.
func (a *App) learningTicks(outbox store.Outbox) []jobs.Tick {
	trainer, recorder := a.Services.Trainer, a.Services.Decider.Recorder()
	lost := int64(0)
	return []jobs.Tick{
		{Name: "learning", Every: 250 * time.Millisecond, Run: func(ctx context.Context) (bool, error) {
			if behind, err := outbox.Behind(ctx, offer.Consumer); err != nil || !behind {
				return false, err
			}
			if ok, err := a.DB.Lease(ctx, offer.Consumer, 5*time.Second); err != nil || !ok {
				return false, err
			}
			n, err := outbox.Consume(ctx, offer.Consumer, 100, trainer.Follow)
			return n > 0, err
		}},
		{Name: "models", Every: time.Second, Run: func(ctx context.Context) (bool, error) { return false, trainer.Publish(ctx) }},
		{Name: "losses", Every: time.Minute, Run: func(ctx context.Context) (bool, error) {
			n := recorder.Lost() - lost
			if n == 0 {
				return false, nil
			}
			org, err := a.Services.Organisations.Get(ctx)
			if err == nil {
				err = store.NewDecisions(a.DB).AddLosses(ctx, clock.DayOf(time.Now(), org.Zone()), n)
			}
			if err == nil {
				lost += n
			}
			return false, err
		}},
	}
}
