package app

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/demo"
	"clientele/internal/fault"
	"clientele/internal/job"
	"clientele/internal/store"
)

// demoServices is what the demo writes through.
func (s Services) demoServices() demo.Services {
	return demo.Services{Organisations: s.Organisations, Divisions: s.Divisions, Clients: s.Clients, Contacts: s.Contacts, Products: s.Products, Orders: s.Orders,
		Cases: s.Cases, Interactions: s.Interactions, Consents: s.Privacy, Receivables: s.Receivables, WalletShares: s.WalletShares,
		Subscriptions: s.Subscriptions, Portfolio: s.Portfolio, Judgements: s.Judgements, Segments: s.Segments, SegmentRules: s.SegmentRules, Offers: s.Offers, CapRules: s.CapRules, Redemptions: s.Redemptions,
		Decider: s.Decider, Feedbacks: s.Feedbacks}
}

// DemoLoader starts the demo on an empty base.
type DemoLoader struct {
	db   *store.DB
	jobs store.Jobs
	accs store.Accounts
	orgs *account.OrganisationService
	clk  clock.Clock
}

// Empty says whether the base holds neither clients nor orders.
func (d DemoLoader) Empty(ctx context.Context) (bool, error) {
	if has, err := d.accs.HasOrders(ctx); err != nil || has {
		return false, err
	}
	n, err := store.NewClients(d.db).Active(ctx)
	return n == 0, err
}

// Start queues the job that loads a plan; a zero day is today. fault conflict (base_not_empty) when there is anything already.
func (d DemoLoader) Start(ctx context.Context, by account.Actor, p demo.Plan) (job.Job, error) {
	var j job.Job
	if p.Clients <= 0 {
		p.Clients = 3000
	}
	if p.Clients > 200_000 {
		return j, fault.Invalid(fault.Field{Path: "clients", Code: "range", Message: "must lie between 1 and 200000"})
	}
	if p.Seed == 0 {
		p.Seed = 1
	}
	org, err := d.orgs.Get(ctx)
	if err != nil {
		return j, err
	}
	if p.Day == 0 {
		p.Day = clock.DayOf(d.clk.Now(), org.Zone())
	}
	err = d.db.InTx(ctx, func(ctx context.Context) error {
		if empty, err := d.Empty(ctx); err != nil || !empty {
			if err == nil {
				err = demo.ErrNotEmpty
			}
			return err
		}
		j, err = d.jobs.Enqueue(ctx, job.New(demo.JobKind, "portfolio", "demo", 0, p, by.ID))
		return err
	})
	return j, err
}
