package app

import (
	"context"
	"time"

	"clientele/internal/jobs"
	"clientele/internal/portfolio"
	"clientele/internal/store"
)

// addPortfolio builds the portfolio and the segments.
func (s *Services) addPortfolio(a *App, o Options) {
	db, outbox := a.DB, store.NewOutbox(a.DB)
	s.Portfolio = portfolio.NewService(portfolio.Deps{Store: store.NewPortfolio(db), Settings: store.NewAccounts(db), Tx: db, Outbox: outbox,
		Queue: store.NewJobs(db), Clock: o.Clock, Orgs: s.Organisations})
	judgements := store.NewJudgements(db)
	s.Judgements = portfolio.NewJudgements(judgements, db, outbox, s.Portfolio)
	s.Cards = portfolio.NewCards(judgements, s.Portfolio)
	s.Analyses = portfolio.NewAnalyses(store.NewAnalyses(db), s.Portfolio)
	s.addSegments(a, o)
	s.baseCounts = store.NewClients(db)
}

// portfolioTicks keep single clients' figures and memberships fresh and start the runs of the schedule.
func (a *App) portfolioTicks(outbox store.Outbox) []jobs.Tick {
	return append(a.segmentTicks(outbox), []jobs.Tick{
		{Name: "live figures", Every: 300 * time.Millisecond, Run: func(ctx context.Context) (bool, error) {
			n, err := outbox.Consume(ctx, "live_figures", 100, a.Services.Portfolio.Refresh)
			return n > 0, err
		}},
		{Name: "portfolio schedule", Every: 30 * time.Second, Run: func(ctx context.Context) (bool, error) { return false, a.Services.Portfolio.Tick(ctx) }},
	}...)
}
