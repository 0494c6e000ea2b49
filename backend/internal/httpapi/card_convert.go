package httpapi

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// cardBody writes a client's card.
func cardBody(c portfolio.ClientCard) ClientCardBody {
	out := ClientCardBody{History: []ClientPastBody{}}
	if c.Run == nil {
		return out
	}
	run := runBody(*c.Run, c.Run.Number)
	out.Run, out.AsOf = &run, &c.Detail.AsOf
	if c.Live != nil {
		f := portfolioFigures(*c.Live, c.Categories, c.Tiers[c.Run.Number])
		out.Live, out.Provisional = &f, true
	}
	for _, p := range c.History {
		b := ClientPastBody{FromRun: p.From, AsOf: p.AsOf, Figures: portfolioFigures(p.Figure, c.Categories, c.Tiers[p.From])}
		if p.To != 0 {
			b.ToRun = &p.To
		} else {
			out.Published = &b.Figures
		}
		out.History = append(out.History, b)
	}
	if c.Group != nil {
		out.Group = groupBody(*c.Group, c)
	}
	d := c.Detail
	if d.Relationship != nil {
		out.Relationship = clientRelationshipBody(d)
	}
	if d.Figure.Client != 0 {
		explainedBody(&out, d, c.Categories)
	}
	return out
}

// explainedBody writes what is known of a client with orders.
func explainedBody(out *ClientCardBody, d *portfolio.Detail, categories map[id.ID]portfolio.Category) {
	f := d.Figure
	if f.Basis.Known() {
		out.Lifetime = clientLifetimeBody(d)
	}
	if m := d.Matrix; m != nil {
		out.Matrix = clientMatrixBody(d, m)
		out.FRAT = clientFRATBody(d, categories)
		out.LifeStage = &ClientLifeStageBody{Stage: f.Stage.String(), Renewals: []ClientRenewalBody{}}
		for _, r := range d.Renewals {
			out.LifeStage.Renewals = append(out.LifeStage.Renewals, clientRenewalBody(r, categories))
		}
	}
	if t := d.Trend; t != nil {
		out.Trend = &ClientTrendBody{Direction: string(t.Direction), BeforeMinor: t.Before, NowMinor: t.Now, BeforeOrders: int64(f.BeforeOrders), NowOrders: int64(f.Orders),
			WindowMonths: d.Settings.WindowMonths}
		if t.Direction != analytics.TrendUnknown {
			out.Trend.Balance, out.Trend.PValue = &t.Balance, &t.P
		}
	}
	if t, ok := d.Settings.Tier(f.ABC.String()); ok {
		out.Tier = &ClientTierBody{Class: t.Class, Tier: t.Code, Name: t.Name, ResponseHours: t.ResponseHours, Channels: append([]string{}, t.Channels...),
			EffortMinutes: t.EffortMinutes, DiscountPercent: t.DiscountPercent}
	}
	out.Reasons = clientReasonsBody(d)
}

func clientLifetimeBody(d *portfolio.Detail) *ClientLifetimeBody {
	f, k := d.Figure, d.Lifetime
	b := &ClientLifetimeBody{Method: f.Basis.String(), ExpectedPurchases: float64(f.Expected) / 100, PredictedMinor: f.Predicted, PredictedLowMinor: f.PredictedLow,
		PredictedHighMinor: f.PredictedHigh, HistoricMinor: d.Historic, TotalMinor: d.Historic + f.Predicted, HorizonMonths: d.Settings.HorizonMonths,
		DiscountRate: d.Settings.DiscountRate, MarginRate: k.MarginRate, MarginEstimated: !f.TotalKnown && f.TotalRevenue != 0}
	if f.Basis.Is(portfolio.BasisModel) {
		b.Model = string(k.Kind)
	}
	if f.Alive != portfolio.NoAlive {
		alive := float64(f.Alive) / 100
		b.Alive = &alive
	}
	return b
}

func clientMatrixBody(d *portfolio.Detail, m *portfolio.MatrixExplanation) *ClientMatrixBody {
	b := &ClientMatrixBody{ActualMinor: m.Actual, MarginEstimated: m.Estimated, PotentialMinor: m.Potential, PredictedMinor: m.Predicted, Raw: string(m.Raw), Quadrant: string(m.Quadrant),
		Cuts:    MatrixCutsBody{ActualMinor: m.Cuts.Actual, PotentialMinor: m.Cuts.Potential},
		Factors: ClientFactorsBody{Growth: m.Factors.Growth, Wallet: m.Factors.Wallet, Stage: m.Factors.Stage}, Guards: []ClientGuardBody{}}
	for _, g := range m.Guards {
		v := ClientGuardBody{Guard: string(g.Guard), State: g.State, Automatic: g.Automatic, Reason: g.Reason, ExpiresDay: g.Expires}
		if a, ok := d.Guards[string(g.Guard)]; ok && !g.Automatic {
			v.AnsweredBy, v.AnsweredAt = userRef(a.AnsweredBy, a.AnsweredByName), &a.AnsweredAt
		}
		b.Guards = append(b.Guards, v)
	}
	return b
}

func clientRelationshipBody(d *portfolio.Detail) *ClientRelationshipBody {
	r := d.Relationship
	b := &ClientRelationshipBody{State: string(r.State), Doubts: []string{}, Strategy: string(r.Strategy), SatisfiedLeaving: r.SatisfiedLeaving, LetGo: r.LetGo, Reasons: []CardReasonBody{}}
	for _, x := range r.Doubts {
		b.Doubts = append(b.Doubts, string(x))
	}
	for _, x := range r.Reasons {
		if x.Values == nil {
			x.Values = map[string]float64{}
		}
		b.Reasons = append(b.Reasons, CardReasonBody(x))
	}
	if d.Decision != nil {
		v := relationshipDecisionBody(*d.Decision)
		b.Decision = &v
	}
	return b
}

// cardCategory names a category; nil for goods without one.
func cardCategory(v id.ID, categories map[id.ID]portfolio.Category) *ReportCategoryBody {
	if v == 0 {
		return nil
	}
	c := categories[v]
	return &ReportCategoryBody{ID: v, Code: c.Code, Name: c.Name}
}

func clientRenewalBody(r portfolio.ClientRenewal, categories map[id.ID]portfolio.Category) ClientRenewalBody {
	return ClientRenewalBody{Category: cardCategory(r.Category, categories), NormDays: r.NormDays, NormLowDays: r.NormLow, NormHighDays: r.NormHigh, Source: string(r.Source),
		CycleDays: int64(r.CycleDays), LastDay: r.LastDay, Purchases: int64(r.Purchases), SinceDays: int64(r.Since), DaysLate: int64(r.DaysLate),
		Due: DayIntervalBody{LowDay: r.DueFrom, Day: r.Due, HighDay: r.DueTo}, Next: DayIntervalBody{LowDay: r.Next.Low, Day: r.Next.Day, HighDay: r.Next.High},
		Stage: string(r.Stage), Urgent: r.Urgent}
}

func clientFRATBody(d *portfolio.Detail, categories map[id.ID]portfolio.Category) *ClientFRATBody {
	b := &ClientFRATBody{Category: cardCategory(d.Figure.FRATCategory, categories), Focus: d.Figure.FRATFocus.String(), Categories: []ClientFRATShareBody{}}
	for _, c := range d.Categories {
		b.Categories = append(b.Categories, ClientFRATShareBody{Category: cardCategory(c.Category.ID, categories), AmountMinor: c.Amount, Share: c.Share})
		if d.Figure.FRATCategory != 0 {
			b.Herfindahl += c.Share * c.Share
		}
		if c.Category.ID != 0 && c.Category.ID == d.Figure.FRATCategory {
			b.Share = c.Share
		}
	}
	return b
}

func clientReasonsBody(d *portfolio.Detail) *ClientReasonsBody {
	out := &ClientReasonsBody{}
	if r := d.ABC; r != nil {
		b := &ABCReasonBody{Class: r.Class.String(), Basis: d.Settings.ABCValue, ValueMinor: r.Value, LowestMinor: r.Lowest, ShareFrom: r.From, ShareTo: r.To,
			WindowMonths: d.Settings.WindowMonths, ClientsAbove: int64(r.Above), ClientsWithin: int64(r.Clients)}
		if r.Next != analytics.ABCNone {
			missing := r.NextAt - r.Value
			b.NextClass, b.NextMinor, b.ToNextMinor = r.Next.String(), &r.NextAt, &missing
		}
		out.ABC = b
	}
	if r := d.RFM; r != nil {
		out.RFM = &RFMReasonBody{Group: string(r.Group), RecencyDays: scoreBody(r.Recency), Orders: scoreBody(r.Frequency), Monetary: scoreBody(r.Monetary),
			MonetaryKind: d.Settings.Monetary, WindowMonths: d.Settings.RFMMonths}
	}
	return out
}

func scoreBody(r portfolio.ScoreReason) ScoreReasonBody {
	return ScoreReasonBody{Score: int64(r.Score), Value: r.Value, From: r.From, To: r.To}
}

func groupBody(g portfolio.Group, c portfolio.ClientCard) *ClientGroupBody {
	b := &ClientGroupBody{Companies: int64(g.Companies), Buyers: int64(g.Buyers), Orders: g.Orders, RevenueMinor: g.Revenue, TotalOrders: g.TotalOrders, TotalRevenueMinor: g.TotalRevenue,
		PredictedMinor: g.Predicted, PotentialMinor: g.Potential, Members: []GroupMemberBody{}}
	if g.MarginKnown {
		b.MarginMinor = &g.Margin
	}
	if g.TotalKnown {
		b.TotalMarginMinor = &g.TotalMargin
	}
	if g.LastDay != portfolio.NoDay {
		day := clock.Day(g.LastDay)
		b.LastOrderDay = &day
	}
	for _, m := range g.Members {
		v := GroupMemberBody{Client: ReportClientBody{ID: m.Client, Name: m.Name}}
		if m.Figure != nil {
			f := portfolioFigures(*m.Figure, c.Categories, c.Tiers[c.Run.Number])
			v.Figures = &f
		}
		b.Members = append(b.Members, v)
	}
	return b
}
