package app

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/campaign"
	"clientele/internal/client"
	"clientele/internal/config"
	"clientele/internal/demo"
	"clientele/internal/httpapi"
	"clientele/internal/intake"
	"clientele/internal/job"
	"clientele/internal/offer"
	"clientele/internal/order"
	"clientele/internal/portfolio"
	"clientele/internal/product"
	"clientele/internal/segment"
	"clientele/internal/store"
	"clientele/internal/token"
)

// Services are the use cases of every noun.
type Services struct {
	Accounts      *account.Service
	Organisations *account.OrganisationService
	Jobs          *job.Service
	Clients       *client.Service
	Products      *product.Service
	Orders        *order.Service
	Portfolio     *portfolio.Service
	Analyses      *portfolio.Analyses
	Judgements    *portfolio.Judgements
	Cards         *portfolio.Cards
	Segments      *segment.Service
	Offers        *offer.Service
	Decider       *offer.Decider
	DecisionRuns  *offer.Runs
	Feedbacks     *offer.Feedbacks
	Redemptions   *offer.Redemptions
	CapRules      *offer.CapRules
	LearningWork
	SegmentWork
	KeyWork
	Relations
	Imports   *intake.Service
	Campaigns *campaign.Service
	Demo      DemoLoader

	baseCounts  httpapi.BaseCounts
	ruleSchemas httpapi.RuleSchemas
}

// newServices builds every service, higher ones from lower ones. key derives a secret for a purpose.
func newServices(_ context.Context, a *App, o Options, key func(purpose string) ([]byte, error)) (Services, error) {
	var s Services
	db, clk := a.DB, o.Clock
	signing, err := key("access-token")
	if err != nil {
		return s, err
	}
	tokens, err := token.NewMaker(signing)
	if err != nil {
		return s, err
	}
	accounts := store.NewAccounts(db)
	if s.Accounts, err = account.NewService(accounts, db, clk, tokens, o.Passwords); err != nil {
		return s, err
	}
	s.Organisations = account.NewOrganisationService(accounts, db)
	if err := s.addKeys(a, o, key); err != nil {
		return s, err
	}
	s.Jobs = job.NewService(store.NewJobs(db), db)
	outbox := store.NewOutbox(db)
	s.Clients = client.NewService(store.NewClients(db), db, outbox, clk, s.Organisations)
	s.Products = product.NewService(store.NewProducts(db), db, outbox, clk, s.Organisations)
	s.Orders = order.NewService(store.NewOrders(db), s.Products, db, outbox, clk, s.Organisations)
	s.ruleSchemas = store.NewRules(db)
	s.addRelations(a, o)
	s.addImports(a, o)
	s.addPortfolio(a, o)
	if err := s.addOffers(a, o, key); err != nil {
		return s, err
	}
	if err := s.addCampaigns(a, o, key); err != nil {
		return s, err
	}
	s.Demo = DemoLoader{db: db, jobs: store.NewJobs(db), accs: accounts, orgs: s.Organisations, clk: clk}
	return s, nil
}

// nouns joins the route tables.
func (s Services) nouns(c config.Config) []httpapi.Noun {
	return append([]httpapi.Noun{
		httpapi.Auth{Accounts: s.Accounts, Secure: c.SecureCookies},
		httpapi.Me{Accounts: s.Accounts, Organisations: s.Organisations},
		httpapi.Users{Accounts: s.Accounts},
		httpapi.Jobs{Service: s.Jobs},
		httpapi.Clients{Service: s.Clients},
		httpapi.Products{Service: s.Products},
		httpapi.Categories{Service: s.Products},
		httpapi.Orders{Service: s.Orders},
		s.importNoun(c),
		httpapi.Portfolio{Service: s.Portfolio},
		httpapi.PortfolioReports{Service: s.Analyses},
		httpapi.Cards{Service: s.Cards},
		httpapi.Judgements{Service: s.Judgements},
		httpapi.Dashboard{Portfolio: s.Portfolio, Counts: s.baseCounts},
		httpapi.Rules{Schemas: s.ruleSchemas},
		httpapi.Segments{Service: s.Segments, Rules: s.SegmentRules, Analyses: s.SegmentAnalyses, Clients: s.Clients},
		httpapi.Demo{Starter: s.Demo},
		httpapi.Offers{Service: s.Offers},
		httpapi.Collections{Service: s.Offers},
		httpapi.Strategies{Service: s.Offers},
		httpapi.Learning{Reports: s.Learned},
		httpapi.Decisions{Decider: s.Decider, Runs: s.DecisionRuns, Feedbacks: s.Feedbacks, Clients: s.Clients, Segments: s.Segments},
		httpapi.Redemptions{Service: s.Redemptions},
		httpapi.Caps{Rules: s.CapRules},
	}, append(append(s.Relations.nouns(), s.campaignNouns()...), s.keyNouns()...)...)
}

// work is the table of jobs: what each kind does.
func (s Services) work() map[string]job.Work {
	return map[string]job.Work{
		intake.JobKind:        s.Imports.Work,
		campaign.JobKind:      s.Campaigns.Send,
		portfolio.JobKind:     s.Portfolio.Execute,
		portfolio.PreviewKind: s.Portfolio.Preview,
		segment.JobKind:       s.SegmentRules.Work,
		demo.JobKind:          s.demoServices().Work,
	}
}
