package httpapi

import (
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// figuresBody writes the figures of a list.
func figuresBody(f *client.Figures) *ClientFiguresBody {
	if f == nil {
		return nil
	}
	b := &ClientFiguresBody{FirstOrderDay: dayOf(f.FirstDay), LastOrderDay: dayOf(f.LastDay), Orders: f.Orders, RevenueMinor: f.RevenueMinor, MarginMinor: f.MarginMinor,
		TotalOrders: f.TotalOrders, TotalRevenueMinor: f.TotalRevenueMinor, TotalMarginMinor: f.TotalMarginMinor, ReturnsMinor: f.ReturnsMinor,
		ABC: f.ABC, R: f.R, F: f.F, M: f.M, RFMGroup: f.RFMGroup, Trend: f.Trend, FRATFocus: f.FRATFocus, Quadrant: f.Quadrant, Relationship: f.Relationship,
		LifeStage: f.LifeStage, DueDay: dayOf(f.DueDay), Tier: f.Tier}
	if f.Alive != nil {
		alive := float64(*f.Alive) / 100
		b.Alive = &alive
	}
	if f.Basis != "" {
		b.PredictedMinor = &f.PredictedMinor
	}
	if f.Quadrant != "" {
		b.PotentialMinor = &f.PotentialMinor
		b.Guards = &GuardStatesBody{portfolio.Answer(f.GuardReference).String(), portfolio.Answer(f.GuardGrowing).String(), portfolio.Answer(f.GuardDivision).String()}
	}
	if c := f.FRATCategory; c != nil {
		b.FRATCategory = &ReportCategoryBody{ID: c.ID, Code: c.Code, Name: c.Name}
	}
	return b
}

// portfolioFigures writes the figures of a card; tiers are those of the figures' run.
func portfolioFigures(f portfolio.Figure, categories map[id.ID]portfolio.Category, tiers []portfolio.Tier) ClientFiguresBody {
	day := func(d int32) *int64 {
		if d == portfolio.NoDay {
			return nil
		}
		v := int64(d)
		return &v
	}
	amount := func(v int64, ok bool) *int64 {
		if !ok {
			return nil
		}
		return &v
	}
	out := &client.Figures{FirstDay: day(f.FirstDay), LastDay: day(f.LastDay), Orders: int64(f.Orders), RevenueMinor: f.Revenue,
		MarginMinor: amount(f.Margin, f.MarginKnown), TotalOrders: int64(f.TotalOrders), TotalRevenueMinor: f.TotalRevenue,
		TotalMarginMinor: amount(f.TotalMargin, f.TotalKnown), ReturnsMinor: f.Returns, ABC: f.ABC.String(), R: int64(f.R), F: int64(f.F), M: int64(f.M), RFMGroup: f.Group.String(),
		Trend: f.Trend.String(), FRATFocus: f.FRATFocus.String(), Basis: f.Basis.String(), Alive: amount(int64(f.Alive), f.Basis.Known() && f.Alive != portfolio.NoAlive),
		PredictedMinor: f.Predicted, PotentialMinor: f.Potential, Quadrant: f.Quadrant.String(), Relationship: f.Relationship.String(),
		GuardReference: uint8(f.Guards[0]), GuardGrowing: uint8(f.Guards[1]), GuardDivision: uint8(f.Guards[2]), LifeStage: f.Stage.String()}
	if f.Stage.Known() {
		out.DueDay = day(f.Renewal.Due)
	}
	if c, ok := categories[f.FRATCategory]; ok {
		out.FRATCategory = &client.Category{ID: c.ID, Code: c.Code, Name: c.Name}
	}
	for _, t := range tiers {
		if t.Class == out.ABC {
			out.Tier = t.Code
		}
	}
	return *figuresBody(out)
}
