package order

import "clientele/internal/rule"

// RuleCollections lists the rows of orders that rules can measure. Unless a rule asks about the status, only orders that count are measured
// (confirmed or delivered); unless it asks about the kind, every measure but a sum leaves returns out, and a sum deducts them.
func RuleCollections() []rule.Collection {
	defaults := func(noun string) []rule.Default {
		return []rule.Default{
			{Unless: noun + ".status", Test: rule.Leaf{Field: noun + ".counted", Op: rule.Is, Value: rule.Value{Kind: rule.FlagValue, Flag: true}}},
			{Unless: noun + ".kind", Measures: []rule.Measure{rule.Count, rule.Average, rule.Min, rule.Max, rule.Distinct},
				Test: rule.Leaf{Field: noun + ".kind", Op: rule.Is, Value: rule.Value{Kind: rule.TextValue, Text: Sale}}},
		}
	}
	return []rule.Collection{
		{Noun: "order", Day: "order.day", Defaults: defaults("order"), English: "orders", French: "commandes"},
		{Noun: "order_line", Day: "order_line.day", Defaults: defaults("order_line"), English: "order lines", French: "lignes de commande"},
	}
}

// RuleFields lists what rules can ask of orders and their lines. Amounts are in the reporting currency, net of tax.
func RuleFields() []rule.Field {
	var out []rule.Field
	for _, noun := range []string{"order", "order_line"} {
		of := func(name string, t rule.Type, english, french string) rule.Field {
			return rule.FieldOf(noun, name, t, english, french)
		}
		out = append(out,
			of("day", rule.Day, "day", "date"),
			of("net", rule.Money, "net amount", "montant net"),
			of("kind", rule.Choice, "kind", "type").OneOf(Kinds...),
			of("status", rule.Choice, "status", "statut").OneOf(Statuses...),
			of("channel", rule.Choice, "channel", "canal").OneOf(Channels...),
			of("division", rule.Reference, "division", "division").To("division"),
			of("offer", rule.Reference, "offer", "offre").To("offer"),
			of("campaign", rule.Reference, "campaign", "campagne").To("campaign"),
			of("counted", rule.Flag, "counts", "compte").Hide())
		if noun == "order" {
			out = append(out,
				of("margin", rule.Money, "margin", "marge"),
				of("lines", rule.Number, "lines", "lignes"),
				of("currency", rule.Text, "currency", "devise").As(rule.Upper),
				of("promised_day", rule.Day, "promised day", "date promise"),
				of("delivered_day", rule.Day, "day of delivery", "date de livraison"))
			continue
		}
		out = append(out,
			of("product", rule.Reference, "product", "produit").To("product"),
			of("category", rule.Reference, "category", "catégorie").To("category"),
			of("order", rule.Reference, "order", "commande").To("order"),
			of("quantity", rule.Number, "quantity", "quantité").Scaled(3),
			of("description", rule.Text, "description", "désignation"))
	}
	return out
}
