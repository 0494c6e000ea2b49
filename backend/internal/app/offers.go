package app

import (
	"github.com/prometheus/client_golang/prometheus"

	"clientele/internal/offer"
	"clientele/internal/store"
)

// addOffers builds offers, decisions and feedback.
func (s *Services) addOffers(a *App, o Options, key func(purpose string) ([]byte, error)) error {
	secret, err := key("proposition-token")
	if err != nil {
		return err
	}
	seals, err := offer.NewSeals(secret)
	if err != nil {
		return err
	}
	outbox := store.NewOutbox(a.DB)
	decisions := store.NewDecisions(a.DB)
	s.Decider = offer.NewDecider(decisions, outbox, s.Organisations, o.Clock, seals)
	s.DecisionRuns = offer.NewRuns(s.Decider, store.NewDecisionRuns(decisions), a.DB)
	s.Offers = offer.NewService(store.NewOffers(a.DB), a.DB, outbox, s.Decider.Expire)
	s.Offers.Own(s.SegmentRules)
	s.Decider.Reasoner = reasons{s.SegmentRules, store.NewRules(a.DB)}
	s.Redemptions = offer.NewRedemptions(store.NewRedemptions(a.DB), a.DB, outbox, s.Organisations, o.Clock, seals, s.Decider.Heard)
	s.Feedbacks = offer.NewFeedbacks(s.Redemptions)
	s.CapRules = offer.NewCapRules(store.NewCaps(a.DB), a.DB, outbox, s.Organisations, o.Clock, s.Decider.Expire)
	s.addLearning(a, o)
	s.OwnOffers = offer.NewOwn(s.Decider, s.Feedbacks, s.Redemptions, seals)
	return nil
}

// measureDecisions registers what the queue of propositions lost and holds.
func measureDecisions(r prometheus.Registerer, queue *offer.Recorder) {
	r.MustRegister(
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "clientele_propositions_lost_total",
			Help: "Propositions that were answered but not recorded, because the queue was full."}, func() float64 { return float64(queue.Lost()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "clientele_propositions_waiting",
			Help: "Propositions that wait to be recorded."}, func() float64 { return float64(queue.Waiting()) }),
	)
}
