package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/rule"
)

// RuleFields lists what rules can ask of a client's figures in the published run. Whoever has no figure is a prospect without orders.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("figure", name, t, english, french)
	}
	none := rule.WholeCell(0)
	return []rule.Field{
		of("abc", rule.Choice, "ABC class", "classe ABC").OneOf("A", "B", "C", "D", "E", "F", "none"),
		of("rfm_group", rule.Choice, "RFM group", "groupe RFM").OneOf(texts(analytics.RFMGroups())...),
		of("r", rule.Number, "recency score", "score de récence"),
		of("f", rule.Number, "frequency score", "score de fréquence"),
		of("m", rule.Number, "monetary score", "score de montant"),
		of("quadrant", rule.Choice, "quadrant of the matrix", "quadrant de la matrice").OneOf(texts(ruleQuadrants)...),
		of("raw_quadrant", rule.Choice, "quadrant before guards", "quadrant avant garde-fous").OneOf(texts(ruleQuadrants)...),
		of("relationship", rule.Choice, "relationship", "relation").OneOf(texts(ruleStates)...).Or(rule.TextCell(string(analytics.StateProspect))),
		of("insolvent", rule.Flag, "insolvent", "insolvable").Or(none),
		of("dissatisfied", rule.Flag, "dissatisfied", "mécontent").Or(none),
		of("unfaithful", rule.Flag, "unfaithful", "infidèle").Or(none),
		of("satisfied_leaving", rule.Flag, "satisfied but leaving", "satisfait mais partant").Or(none),
		of("let_go", rule.Flag, "let go", "abandonné").Or(none),
		of("life_stage", rule.Choice, "life stage", "stade de vie").OneOf(texts(ruleStages)...),
		of("trend", rule.Choice, "trend", "tendance").OneOf(texts(ruleTrends)...),
		of("frat_category", rule.Reference, "dominant category", "catégorie dominante").To("category"),
		of("frat_focus", rule.Choice, "type of purchases", "type d’achats").OneOf(texts(ruleFocuses)...),
		of("first_day", rule.Day, "first purchase", "premier achat"),
		of("last_day", rule.Day, "last purchase", "dernier achat"),
		of("orders", rule.Number, "orders in the window", "commandes de la période").Or(none),
		of("revenue", rule.Money, "revenue in the window", "chiffre d’affaires de la période").Or(none),
		of("margin", rule.Money, "margin in the window", "marge de la période").Or(none),
		of("total_orders", rule.Number, "orders since the beginning", "commandes depuis le début").Or(none),
		of("total_revenue", rule.Money, "revenue since the beginning", "chiffre d’affaires depuis le début").Or(none),
		of("total_margin", rule.Money, "margin since the beginning", "marge depuis le début").Or(none),
		of("returns", rule.Money, "returns", "retours").Or(none),
		of("alive", rule.Number, "probability of being alive in percent", "probabilité d’activité en pour cent"),
		of("expected", rule.Number, "expected purchases", "achats attendus").Scaled(2),
		of("predicted", rule.Money, "predicted margin", "marge prévue"),
		of("predicted_low", rule.Money, "predicted margin, low", "marge prévue, basse"),
		of("predicted_high", rule.Money, "predicted margin, high", "marge prévue, haute"),
		of("actual", rule.Money, "actual profitability", "rentabilité actuelle"),
		of("potential", rule.Money, "potential profitability", "rentabilité potentielle"),
		of("renewal_category", rule.Reference, "category of the next purchase", "catégorie du prochain achat").To("category"),
		of("cycle_days", rule.Number, "purchase cycle in days", "cycle d’achat en jours"),
		of("due_from_day", rule.Day, "next purchase from", "prochain achat à partir du"),
		of("due_day", rule.Day, "next purchase", "prochain achat"),
		of("due_to_day", rule.Day, "next purchase until", "prochain achat jusqu’au"),
	}
}

var (
	ruleQuadrants = []analytics.Quadrant{analytics.QuadrantDesirable, analytics.QuadrantMature, analytics.QuadrantUnderdeveloped,
		analytics.QuadrantLowPriority, analytics.QuadrantUnverified}
	ruleStates  = []analytics.RelationshipState{analytics.StateProspect, analytics.StatePotential, analytics.StateLoyal, analytics.StateDoubtful}
	ruleStages  = []analytics.LifeStage{analytics.StageFresh, analytics.StageApproaching, analytics.StageDue, analytics.StageLate, analytics.StageLapsed}
	ruleTrends  = []analytics.TrendDirection{analytics.TrendGrowing, analytics.TrendStable, analytics.TrendDeclining, analytics.TrendUnknown}
	ruleFocuses = []analytics.FRATFocus{analytics.FRATSpecialist, analytics.FRATFocused, analytics.FRATMixed, analytics.FRATNone}
)

func texts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}
