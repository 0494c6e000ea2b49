package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/fault"
)

// Rules are the cut-offs of the classes beyond ABC and RFM, versioned with the run like all settings.
type Rules struct {
	HorizonMonths int                        `json:"horizon_months"` // of predicted value
	DiscountRate  float64                    `json:"discount_rate"`  // yearly, 0.1 is 10 %
	MarginRate    *float64                   `json:"margin_rate"`    // of revenue, where lines have no cost; nil: that of the base
	Model         string                     `json:"lifetime_model"` // auto, bgnbd, mbgnbd or paretonbd
	MatrixShare   float64                    `json:"matrix_share"`   // percent of an axis' total that makes its cut
	Potential     analytics.PotentialRule    `json:"potential"`
	Trend         analytics.TrendRule        `json:"trend"`
	FRAT          analytics.FRATCuts         `json:"frat"`
	Relationship  analytics.RelationshipRule `json:"relationship"`
	Dependence    analytics.DependenceLimits `json:"dependence"`
	SilenceMonths int                        `json:"silence_months"` // without a purchase until a client is lost
	ErosionMonths int                        `json:"erosion_months"` // that the alarm of erosion looks back
	GuardMonths   int                        `json:"guard_months"`   // that an answer by hand holds unless it says otherwise
	KeepMonths    int                        `json:"keep_months"`    // that runs and their figures are kept
	Tiers         []Tier                     `json:"tiers"`
}

// Tier is the service that clients of an ABC class get.
type Tier struct {
	Class           string   `json:"class"` // A to F, none
	Code            string   `json:"code"`
	Name            string   `json:"name"`
	ResponseHours   int      `json:"response_hours"`
	Channels        []string `json:"channels"`
	EffortMinutes   int      `json:"effort_minutes"`   // a month
	DiscountPercent float64  `json:"discount_percent"` // the most that may be given
}

// LifetimeModels are the choices of the lifetime model.
var LifetimeModels = []string{"auto", "bgnbd", "mbgnbd", "paretonbd"}

// tierChannels are the channels that a tier may name.
var tierChannels = []string{"mail", "email", "phone", "sms", "web", "mobile", "store", "kiosk", "field_visit"}

// DefaultRules are a year ahead at 10 %, the model that fits best, a matrix cut where 80 % of each axis is reached, lost after a year.
func DefaultRules() Rules {
	return Rules{HorizonMonths: 12, DiscountRate: 0.10, Model: "auto", MatrixShare: 80, Potential: analytics.DefaultPotentialRule(), Trend: analytics.DefaultTrendRule(),
		FRAT: analytics.DefaultFRATCuts(), Relationship: analytics.DefaultRelationshipRule(), Dependence: analytics.DefaultDependenceLimits(),
		SilenceMonths: 12, ErosionMonths: 3, GuardMonths: 12, KeepMonths: 60, Tiers: DefaultTiers()}
}

// DefaultTiers gives each value class a service of its own; classes that a portfolio does not have are harmless.
func DefaultTiers() []Tier {
	return []Tier{
		{Class: "A", Code: "gold", Name: "Gold", ResponseHours: 4, Channels: []string{"field_visit", "phone", "email", "store"}, EffortMinutes: 60, DiscountPercent: 15},
		{Class: "B", Code: "silver", Name: "Silver", ResponseHours: 24, Channels: []string{"phone", "email", "store"}, EffortMinutes: 15, DiscountPercent: 10},
		{Class: "C", Code: "standard", Name: "Standard", ResponseHours: 48, Channels: []string{"email", "web", "store"}, EffortMinutes: 5, DiscountPercent: 5},
		{Class: "none", Code: "basic", Name: "Basic", ResponseHours: 72, Channels: []string{"web"}, EffortMinutes: 0, DiscountPercent: 0},
	}
}

// Tier gives the tier of an ABC class; false where the settings name none.
func (r Rules) Tier(class string) (Tier, bool) {
	for _, t := range r.Tiers {
		if t.Class == class {
			return t, true
		}
	}
	return Tier{}, false
}

func (r Rules) check(c *fault.Check) {
	within := func(path string, v, low, high float64, message string) {
		c.That(v >= low && v <= high, path, "range", message)
	}
	within("horizon_months", float64(r.HorizonMonths), 1, 120, "must lie between 1 and 120")
	within("discount_rate", r.DiscountRate, 0, 1, "must lie between 0 and 1")
	if r.MarginRate != nil {
		c.That(*r.MarginRate > 0 && *r.MarginRate <= 1, "margin_rate", "range", "must be above 0, at most 1")
	}
	c.OneOf("lifetime_model", r.Model, LifetimeModels...)
	c.That(r.MatrixShare > 0 && r.MatrixShare < 100, "matrix_share", "range", "must lie between 0 and 100")
	within("potential.growth", r.Potential.Growth, 1, 10, "must lie between 1 and 10")
	within("potential.wallet", r.Potential.Wallet, 1, 20, "must lie between 1 and 20")
	c.That(r.Potential.Due > 0 && r.Potential.Due <= 10, "potential.due", "range", "must be above 0, at most 10")
	c.That(r.Potential.Lapsed > 0 && r.Potential.Lapsed <= 10, "potential.lapsed", "range", "must be above 0, at most 10")
	c.That(r.Trend.Change > 0 && r.Trend.Change <= 10, "trend.change", "range", "must be above 0, at most 10")
	within("trend.purchases", float64(r.Trend.Purchases), 0, 1000, "must lie between 0 and 1000")
	c.That(r.FRAT.Focused > 0 && r.FRAT.Focused <= r.FRAT.Specialist && r.FRAT.Specialist <= 1, "frat", "range", "must satisfy 0 < focused ≤ specialist ≤ 1")
	r.checkRelationship(c)
	within("dependence.first", r.Dependence.First, 0, 1, "must lie between 0 and 1")
	within("dependence.first_five", r.Dependence.FirstFive, 0, 1, "must lie between 0 and 1")
	within("silence_months", float64(r.SilenceMonths), 1, 120, "must lie between 1 and 120")
	within("erosion_months", float64(r.ErosionMonths), 1, 36, "must lie between 1 and 36")
	within("guard_months", float64(r.GuardMonths), 1, 120, "must lie between 1 and 120")
	within("keep_months", float64(r.KeepMonths), 1, 240, "must lie between 1 and 240")
	r.checkTiers(c)
}

func (r Rules) checkRelationship(c *fault.Check) {
	for path, v := range map[string]float64{"loyal_alive": r.Relationship.LoyalAlive, "lost_alive": r.Relationship.LostAlive, "falling": r.Relationship.Falling,
		"unhappy": r.Relationship.Unhappy, "happy": r.Relationship.Happy, "risk": r.Relationship.Risk} {
		c.That(v >= 0 && v <= 1, "relationship."+path, "range", "must lie between 0 and 1")
	}
	c.That(r.Relationship.LoyalPurchases >= 1, "relationship.loyal_purchases", "range", "must be at least 1")
	c.That(r.Relationship.OverdueMinor >= 0 && r.Relationship.OverdueDays >= 0, "relationship.overdue_days", "range", "must not be negative")
}

func (r Rules) checkTiers(c *fault.Check) {
	seen := map[string]bool{}
	for _, t := range r.Tiers {
		c.OneOf("tiers.class", t.Class, "A", "B", "C", "D", "E", "F", "none")
		c.That(!seen[t.Class], "tiers.class", "repeated", "a class has one tier")
		seen[t.Class] = true
		c.That(t.Code != "" && len(t.Code) <= 32 && len(t.Name) <= 80, "tiers.code", "length", "a tier needs a code of at most 32 and a name of at most 80 characters")
		c.That(t.ResponseHours >= 0 && t.ResponseHours <= 8760 && t.EffortMinutes >= 0 && t.EffortMinutes <= 100_000, "tiers.response_hours", "range", "must not be negative")
		c.That(t.DiscountPercent >= 0 && t.DiscountPercent <= 100, "tiers.discount_percent", "range", "must lie between 0 and 100")
		for _, ch := range t.Channels {
			c.OneOf("tiers.channels", ch, tierChannels...)
		}
	}
}
