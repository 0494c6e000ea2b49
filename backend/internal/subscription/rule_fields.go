package subscription

import "clientele/internal/rule"

// RuleCollection is a client's subscriptions, measured by the day they start; one that ends on its first day never ran and is left out.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "subscription", Day: "subscription.start_day", English: "subscriptions", French: "abonnements",
		Defaults: []rule.Default{{Test: rule.Leaf{Field: "subscription.ran", Op: rule.Is, Value: rule.Value{Kind: rule.FlagValue, Flag: true}}}}}
}

// RuleFields lists what rules can ask of subscriptions. Amounts are of one period, in the reporting currency.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("subscription", name, t, english, french)
	}
	return []rule.Field{
		of("start_day", rule.Day, "first day", "date de début"),
		of("end_day", rule.Day, "end", "date de fin"),
		of("value", rule.Money, "amount per period", "montant par période"),
		of("margin", rule.Money, "margin per period", "marge par période"),
		of("period_months", rule.Number, "period in months", "période en mois"),
		of("product", rule.Reference, "product", "produit").To("product"),
		of("category", rule.Reference, "category", "catégorie").To("category"),
		of("division", rule.Reference, "division", "division").To("division"),
		of("end_reason", rule.Text, "reason of the end", "motif de fin"),
		of("ran", rule.Flag, "ran", "a couru").Hide(),
	}
}
