package demo

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// learnedPlacement is where the demo's strategy learns, and what it is called.
const (
	learnedPlacement = "newsletter"
	learnedStrategy  = "lettre"
	welcomeOffer     = "bienvenue"
	learnedDays      = 45
	learnedDaily     = 50
)

// learnedRates is how often clients click, by the code of an offer.
var learnedRates = map[string]float64{"renouvellement": .16, "retour_atelier": .11, "pneus_hiver": .06, "bienvenue": .13, "conseils": .02}

// pastLearner stands for the learner of the past: choices first even, then more and more for what was clicked.
type pastLearner struct {
	shown, clicked map[id.ID]float64
	version        int64
}

// Shares prefers what was clicked more, and keeps a tenth even.
func (l *pastLearner) Shares(_ offer.LearnKey, _ *offer.LearningSettings, arms []offer.Arm, shares, means []float64) int64 {
	sum := 0.0
	for i, a := range arms {
		means[i] = (l.clicked[a.Offer] + 1) / (l.shown[a.Offer] + 12)
		shares[i] = math.Pow(means[i], math.Min(4, float64(l.version)/8))
		sum += shares[i]
	}
	for i := range shares {
		shares[i] = .9*shares[i]/sum + .1/float64(len(shares))
	}
	return l.version
}

// Estimate knows nothing.
func (l *pastLearner) Estimate(offer.LearnKey, offer.Arm) (float64, bool) { return 0, false }

// learnt writes the decisions of the last weeks on the placement that learns, and what became of them, through the doors of everybody.
func (s Services) learnt(ctx context.Context, plan Plan, zone *time.Location, codes map[id.ID]string) error {
	var clients []id.ID
	err := s.Clients.Each(ctx, client.Filter{}, page.Window{Limit: page.MaxLimit}, func(r client.Row) error {
		if len(clients) < 2000 {
			clients = append(clients, r.ID)
		}
		return nil
	})
	if err != nil || len(clients) == 0 {
		return err
	}
	random := rand.New(rand.NewPCG(plan.Seed, 0x1EA2))
	l := &pastLearner{shown: map[id.ID]float64{}, clicked: map[id.ID]float64{}}
	t := &taken{random: rand.New(rand.NewPCG(plan.Seed, 0x7A6E)), zone: zone, end: plan.Day.Start(zone)}
	last := id.ID(0)
	for day := plan.Day - learnedDays; day < plan.Day; day++ {
		l.version++
		for i := range min(learnedDaily, len(clients)) {
			at := day.Start(zone).Add(8*time.Hour + time.Duration(i)*10*time.Minute)
			next := func() id.ID {
				last = max(last+1, id.From(at))
				return last
			}
			rows, err := s.Decider.Rehearse(ctx, offer.Request{Client: clients[random.IntN(len(clients))], Placements: []string{learnedPlacement}}, at, l, next)
			if err != nil {
				return err
			}
			for _, r := range rows {
				s.Decider.Recorder().Put(r)
				if r.Held == offer.HeldBack {
					continue
				}
				l.shown[r.OfferID]++
				clicked := random.Float64() < learnedRates[codes[r.OfferID]]
				if clicked {
					l.clicked[r.OfferID]++
				}
				t.seen(r, at.Add(time.Duration(t.random.IntN(180))*time.Minute), clicked)
			}
		}
		if err := s.Decider.Recorder().Drain(ctx); err != nil {
			return err
		}
		if err := t.record(ctx, s); err != nil {
			return err
		}
	}
	t.atTheTill(clients, plan.Day-learnedDays)
	for v, code := range codes {
		if code == welcomeOffer {
			if err := t.atTheDesk(ctx, s, v, clients); err != nil {
				return err
			}
		}
	}
	return t.redeemed(ctx, s)
}
