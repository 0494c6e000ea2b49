package demo

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// demoCollections are the groups of offers that strategies and caps speak of.
var demoCollections = []offer.Collection{
	{Code: "atelier", Name: "Atelier", Description: "Ce qui fait revenir à l’atelier.", Content: offer.Content{Tags: []string{"atelier"}}},
	{Code: "fidelite", Name: "Fidélité", Description: "Ce qui récompense, et ce qui accueille.", Content: offer.Content{Tags: []string{"club"}}},
	{Code: "conseil", Name: "Conseil et service", Description: "Sans remise : pour toutes les places où l’on ne vend pas.", Content: offer.Content{Kinds: []string{"information", "service"}}},
}

// demoStrategies are how placements choose; collections stand by their codes, the segment told apart is the one given.
func demoStrategies(collections map[string]id.ID, apart id.ID) []offer.Strategy {
	learned := offer.Strategy{Code: learnedStrategy, Name: "Lettre : l’offre qui plaît", Description: "Apprend des clics, à part pour les clients A ; un client sur dix ne reçoit que les conseils.",
		Stages: []offer.Stage{{Ranking: offer.ByLearning}}, HoldoutBp: 1000, Learning: offer.LearningSettings{Reward: offer.Click, AttributionHours: 48, DelayMinutes: 120}}
	if apart != 0 {
		learned.Context = []id.ID{apart}
	}
	return []offer.Strategy{learned,
		{Code: "application", Name: "Application : l’atelier d’abord", Description: "L’atelier par priorité, puis les autres offres selon ce qu’elles rapportent.", HoldoutBp: 500,
			Stages: []offer.Stage{{Collection: collections["atelier"], Ranking: offer.ByPriority}, {Ranking: offer.ByFormula, Formula: "(offer.company_value - offer.company_cost) / 100.0 + offer.priority"}}},
		{Code: "appels", Name: "Centre d’appels : valeur espérée", Description: "Ce que l’offre rapporte, pesé par la probabilité que le client soit encore actif ; le service avant la vente.",
			Stages:      []offer.Stage{{Ranking: offer.ByFormula, Formula: "client.alive * (offer.company_value - offer.company_cost) / 100.0 + offer.priority"}},
			Arbitration: offer.Arbitration{Boosts: []offer.Boost{{Kind: "service", Factor: 2}}}}}
}

// demoCaps are the capping rules beyond those of single offers and placements.
func demoCaps(collections map[string]id.ID) []offer.CappingRule {
	of := func(r offer.CappingRule, scope string, v id.ID) offer.CappingRule {
		r.ScopeNoun, r.ScopeID = scope, v
		return r
	}
	return []offer.CappingRule{
		of(capOf(offer.Impression, offer.PerClient, 200, offer.ResetMonth), offer.ScopeAll, 0),
		of(capOf(offer.Redemption, offer.PerClient, 3, offer.ResetYear), offer.ScopeCollection, collections["fidelite"]),
		of(capOf(offer.Redemption, offer.PerTotal, 400, offer.ResetMonth), offer.ScopeCollection, collections["atelier"]),
	}
}

// choosing adds collections, strategies and capping rules, and gives the strategies by their codes.
func (s Services) choosing(ctx context.Context, apart id.ID) (map[string]id.ID, error) {
	collections, strategies := map[string]id.ID{}, map[string]id.ID{}
	for _, c := range demoCollections {
		made, err := s.Offers.CreateCollection(ctx, account.System, c)
		if err != nil {
			return nil, err
		}
		collections[c.Code] = made.ID
	}
	for _, t := range demoStrategies(collections, apart) {
		made, err := s.Offers.CreateStrategy(ctx, account.System, t)
		if err != nil {
			return nil, err
		}
		strategies[t.Code] = made.ID
	}
	for _, r := range demoCaps(collections) {
		if _, err := s.CapRules.Create(ctx, account.System, r); err != nil {
			return nil, err
		}
	}
	return strategies, nil
}
