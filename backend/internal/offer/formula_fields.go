package offer

import "clientele/internal/clock"

// Figures is what formulas may ask of a client in the published portfolio run. Money is in minor units of the reporting currency; the zero
// value is a client without a sale.
type Figures struct {
	Orders, TotalOrders                 int64
	RevenueMinor, MarginMinor           int64 // in the window
	TotalRevenueMinor, TotalMarginMinor int64
	BasketMinor                         int64
	R, F, M                             int64
	Alive                               float64 // 0 to 1
	Expected                            float64 // purchases over the horizon
	PredictedMinor, PotentialMinor      int64
	LastDay, DueDay                     *clock.Day
}

// FormulaField is one field of the language of formulas. Type is number, text, bool or texts.
type FormulaField struct {
	Name   string
	Type   string
	Note   string
	figure bool
	read   func(v *formulaVars) any
}

// farAway stands for a number of days that nothing tells: never bought, nothing due, no end.
const farAway = 100_000.0

func figure(name, note string, read func(f *Figures) float64) FormulaField {
	return FormulaField{Name: name, Type: "number", Note: note, figure: true, read: func(v *formulaVars) any {
		if v.ask.facts.Figures == nil {
			return read(&Figures{})
		}
		return read(v.ask.facts.Figures)
	}}
}

func class(name, measure string) FormulaField {
	return FormulaField{Name: name, Type: "text", Note: "class of the published run, empty when none", read: func(v *formulaVars) any { return v.ask.facts.Class(measure) }}
}

func daysTo(name, note string, read func(v *formulaVars) float64) FormulaField {
	return FormulaField{Name: name, Type: "number", Note: note, figure: true, read: func(v *formulaVars) any { return read(v) }}
}

func ofOffer(name, kind, note string, read func(o *Offer) any) FormulaField {
	return FormulaField{Name: name, Type: kind, Note: note, read: func(v *formulaVars) any { return read(v.entry.Offer) }}
}

func amount(v *int64) any {
	if v == nil {
		return 0.0
	}
	return float64(*v)
}

// FormulaFields lists what a formula may speak of; docs/decisions.md shows them.
var FormulaFields = []FormulaField{
	figure("client.orders", "sales in the window", func(f *Figures) float64 { return float64(f.Orders) }),
	figure("client.total_orders", "sales ever", func(f *Figures) float64 { return float64(f.TotalOrders) }),
	figure("client.revenue", "revenue in the window, minor units", func(f *Figures) float64 { return float64(f.RevenueMinor) }),
	figure("client.margin", "margin in the window, minor units", func(f *Figures) float64 { return float64(f.MarginMinor) }),
	figure("client.total_revenue", "revenue ever, minor units", func(f *Figures) float64 { return float64(f.TotalRevenueMinor) }),
	figure("client.total_margin", "margin ever, minor units", func(f *Figures) float64 { return float64(f.TotalMarginMinor) }),
	figure("client.basket", "monetary value of RFM, minor units", func(f *Figures) float64 { return float64(f.BasketMinor) }),
	figure("client.r", "recency score, 1 to 5, 0 when none", func(f *Figures) float64 { return float64(f.R) }),
	figure("client.f", "frequency score, 1 to 5, 0 when none", func(f *Figures) float64 { return float64(f.F) }),
	figure("client.m", "monetary score, 1 to 5, 0 when none", func(f *Figures) float64 { return float64(f.M) }),
	figure("client.alive", "probability to be still a client, 0 to 1", func(f *Figures) float64 { return f.Alive }),
	figure("client.expected", "purchases expected over the horizon", func(f *Figures) float64 { return f.Expected }),
	figure("client.predicted", "predicted lifetime value, minor units", func(f *Figures) float64 { return float64(f.PredictedMinor) }),
	figure("client.potential", "potential profitability, minor units", func(f *Figures) float64 { return float64(f.PotentialMinor) }),
	daysTo("client.recency", "days since the last sale, 100000 when none", func(v *formulaVars) float64 {
		if f := v.ask.facts.Figures; f != nil && f.LastDay != nil {
			return float64(v.ask.day - *f.LastDay)
		}
		return farAway
	}),
	daysTo("client.due_in", "days until the next expected purchase, below 0 when late, 100000 when none", func(v *formulaVars) float64 {
		if f := v.ask.facts.Figures; f != nil && f.DueDay != nil {
			return float64(*f.DueDay - v.ask.day)
		}
		return farAway
	}),
	class("client.abc", "abc"), class("client.rfm_group", "rfm_group"), class("client.quadrant", "quadrant"),
	class("client.relationship", "relationship"), class("client.life_stage", "life_stage"), class("client.trend", "trend"),
	{Name: "client.language", Type: "text", Note: "as stored, such as fr", read: func(v *formulaVars) any { return v.ask.facts.Language }},
	{Name: "client.known", Type: "bool", Note: "false for a visitor without an account", read: func(v *formulaVars) any { return v.ask.facts.Client != 0 }},
	{Name: "client.complaint", Type: "bool", Note: "a complaint is open", read: func(v *formulaVars) any { return v.ask.facts.Complaint }},
	ofOffer("offer.priority", "number", "0 to 1000", func(o *Offer) any { return float64(o.Priority) }),
	ofOffer("offer.client_value", "number", "worth to the client, minor units, 0 when not told", func(o *Offer) any { return amount(o.ClientValueMinor) }),
	ofOffer("offer.company_value", "number", "what an acceptance brings, minor units, 0 when not told", func(o *Offer) any { return amount(o.CompanyValueMinor) }),
	ofOffer("offer.company_cost", "number", "what an acceptance costs, minor units, 0 when not told", func(o *Offer) any { return amount(o.CompanyCostMinor) }),
	ofOffer("offer.kind", "text", "discount, bundle, service, gift, information, event", func(o *Offer) any { return o.Kind }),
	ofOffer("offer.code", "text", "its code", func(o *Offer) any { return o.Code }),
	ofOffer("offer.tags", "texts", "its tags", func(o *Offer) any { return o.Tags }),
	{Name: "offer.days_left", Type: "number", Note: "days until the offer ends, 100000 when it does not", read: func(v *formulaVars) any {
		if v.entry.ToDay == nil {
			return farAway
		}
		return float64(*v.entry.ToDay - v.ask.day)
	}},
	{Name: "placement.channel", Type: "text", Note: "where the answer shows", read: func(v *formulaVars) any { return v.ask.channel }},
	{Name: "placement.code", Type: "text", Note: "code of the placement", read: func(v *formulaVars) any { return v.ask.spot.Code }},
	{Name: "propensity", Type: "number", Note: "the learner's estimate, 0 to 1; 1 where there is none", read: func(v *formulaVars) any { return v.propensity }},
}
