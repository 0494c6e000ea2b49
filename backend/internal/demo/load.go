package demo

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/job"
	"clientele/internal/offer"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/receivable"
	"clientele/internal/segment"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// Services is what the demo writes through: the same doors as everybody.
type Services struct {
	Organisations *account.OrganisationService
	Divisions     *account.DivisionService
	Clients       *client.Service
	Contacts      *contact.Service
	Products      *product.Service
	Orders        *order.Service
	Cases         *aftersales.Service
	Interactions  *interaction.Service
	Consents      *privacy.Service
	Receivables   *receivable.Service
	WalletShares  *wallet.Service
	Subscriptions *subscription.Service
	Portfolio     *portfolio.Service
	Judgements    *portfolio.Judgements
	Segments      *segment.Service
	SegmentRules  *segment.Rules
	Offers        *offer.Service
	CapRules      *offer.CapRules
	Redemptions   *offer.Redemptions
	Decider       *offer.Decider
	Feedbacks     *offer.Feedbacks
}

// JobKind is the kind of the job that loads the demo.
const JobKind = "demo.load"

// Result counts what was written.
type Result struct {
	Clients  int `json:"clients"`
	Products int `json:"products"`
	Orders   int `json:"orders"`
	Cases    int `json:"cases"`
	Consents int `json:"consents"`
	Segments int `json:"segments"`
	Offers   int `json:"offers"`

	Receivables   int `json:"receivables"`
	WalletShares  int `json:"wallet_shares"`
	Subscriptions int `json:"subscriptions"`
}

// ErrNotEmpty refuses to mix the demo with real data.
var ErrNotEmpty = fault.Conflict("base_not_empty", "The base already holds orders or clients; the demo data is for an empty one.")

// Work is the job. Called again after a crash it goes on: everything is written by reference, and what is there stays as it is.
func (s Services) Work(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	plan, err := job.Read[Plan](j)
	if err != nil {
		return nil, err
	}
	return s.Load(ctx, account.Actor{ID: j.CreatedBy}, plan, p)
}

// Load makes the book of a plan and writes it, then runs the portfolio a year ago, half a year ago and on the plan's day, and adds the
// segments and offers. What staff judges of clients is judged by the given user, before the last run.
func (s Services) Load(ctx context.Context, by account.Actor, plan Plan, p job.Progress) (Result, error) {
	org, err := s.Organisations.Get(ctx)
	if err != nil {
		return Result{}, err
	}
	if org.Version == 0 {
		org.Name = "Garages du Rhône (démonstration)"
		if org, err = s.Organisations.Put(ctx, org, 0); err != nil {
			return Result{}, err
		}
	}
	b := Make(plan, org.Zone())
	if err := s.catalogue(ctx, b); err != nil {
		return Result{}, err
	}
	if err := s.write(ctx, b, p); err != nil {
		return Result{}, err
	}
	if err := s.settings(ctx); err != nil {
		return Result{}, err
	}
	for _, back := range []int{12, 6, 0} {
		if back == 0 {
			if err := s.judge(ctx, by); err != nil {
				return Result{}, err
			}
		}
		day := plan.Day.AddMonths(-back)
		if _, err := s.Portfolio.Execute(ctx, job.New(portfolio.JobKind, "", "", 0, portfolio.Params{AsOf: &day, Trigger: "demo"}, 0), p); err != nil {
			return Result{}, err
		}
	}
	segments, err := s.segments(ctx, p)
	if err != nil {
		return Result{}, err
	}
	offers, err := s.offers(ctx, plan, p)
	return Result{Segments: segments, Clients: len(b.Clients), Products: len(b.Products), Orders: len(b.Orders), Cases: len(b.Cases), Consents: len(b.Consents), Offers: offers,
		Receivables: len(b.Receivables), WalletShares: len(b.Wallets), Subscriptions: len(b.Subscriptions)}, err
}

// settings fits the portfolio to a car dealer, whose clients come once a year and buy a car every five: RFM over four years.
func (s Services) settings(ctx context.Context) error {
	v, version, err := s.Portfolio.Settings(ctx)
	if err != nil || version > 0 {
		return err
	}
	v.RFMMonths = 48
	_, _, err = s.Portfolio.PutSettings(ctx, v, version)
	return err
}

// catalogue writes divisions, categories with their renewal cycles, and products.
func (s Services) catalogue(ctx context.Context, b Book) error {
	for _, d := range divisions {
		_, err := s.Divisions.Create(ctx, account.Division{Code: d[0], Name: d[1], State: "active"})
		if err != nil && !fault.Is(err, fault.KindInvalid) {
			return err
		}
	}
	for _, c := range catalogue {
		v := product.Category{Code: c.code, Name: c.name}
		if c.renewal > 0 {
			v.RenewalMonths = &c.renewal
		}
		if _, err := s.Products.CreateCategory(ctx, v); err != nil && !fault.Is(err, fault.KindInvalid) {
			return err
		}
	}
	return check(s.Products.Upsert(ctx, b.Products, false))(func(r product.Result) error { return r.Err })
}

// offers writes and approves the offers and their placements, unless they are there.
func (s Services) offers(ctx context.Context, plan Plan, p job.Progress) (int, error) {
	segments, err := s.Segments.List(ctx, segment.Filter{Kinds: []string{segment.Computed}}, page.Window{Limit: page.MaxLimit})
	if err != nil {
		return 0, err
	}
	byCode := map[string]id.ID{}
	for _, g := range segments.Items {
		byCode[g.Code] = g.ID
	}
	strategies, err := s.choosing(ctx, byCode["abc:A"])
	if fault.Is(err, fault.KindInvalid) || fault.Is(err, fault.KindConflict) {
		return 0, nil // loaded before
	}
	if err != nil {
		return 0, err
	}
	placements := map[string]id.ID{}
	for _, pl := range demoPlacements {
		if t, ok := strategies[pl.strategy]; ok {
			pl.StrategyID = &t
		}
		v, err := s.Offers.CreatePlacement(ctx, account.System, pl.Placement)
		if err != nil {
			return 0, err
		}
		placements[pl.Code] = v.ID
	}
	all, codes := demoOffers(plan.Day), map[id.ID]string{}
	for _, o := range all {
		v := o.Offer
		v.Segments, v.Placements = ids(byCode, o.segments), ids(placements, o.placements)
		for _, x := range o.variants {
			x.Variant.Segments = ids(byCode, x.segments)
			v.Variants = append(v.Variants, x.Variant)
		}
		made, err := s.Offers.Create(ctx, account.System, v)
		if err != nil {
			return 0, err
		}
		for _, tie := range made.Rules {
			if _, err := s.SegmentRules.Work(ctx, job.New(segment.JobKind, "", "segment", tie.Segment, segment.RebuildParams{}, 0), p); err != nil {
				return 0, err
			}
		}
		if o.draft {
			continue
		}
		if _, err := s.Offers.Approve(ctx, account.System, made.ID, made.Version); err != nil {
			return 0, err
		}
		codes[made.ID] = made.Code
		if o.codes > 0 {
			if _, err := s.Redemptions.GenerateCodes(ctx, account.System, made.ID, o.codes, "BV-", 0); err != nil {
				return 0, err
			}
			if err := s.withdrawn(ctx, made.ID); err != nil {
				return 0, err
			}
		}
	}
	org, err := s.Organisations.Get(ctx)
	if err != nil {
		return 0, err
	}
	return len(all), s.learnt(ctx, plan, org.Zone(), codes)
}

func ids(by map[string]id.ID, codes []string) []id.ID {
	var out []id.ID
	for _, c := range codes {
		if v, ok := by[c]; ok {
			out = append(out, v)
		}
	}
	return out
}
