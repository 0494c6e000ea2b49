package wallet

import (
	"clientele/internal/client"
	"clientele/internal/rule"
)

// RuleCollection is what is known of a client's share of wallet. Unless a rule asks about the state, archived statements are left out.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "wallet_share", Day: "wallet_share.day", English: "shares of wallet", French: "parts de client",
		Defaults: []rule.Default{{Unless: "wallet_share.state", Test: rule.Leaf{Field: "wallet_share.state", Op: rule.Is, Value: rule.Value{Kind: rule.TextValue, Text: client.Active}}}}}
}

// RuleFields lists what rules can ask of shares of wallet; a share is in percent.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("wallet_share", name, t, english, french)
	}
	return []rule.Field{
		of("day", rule.Day, "day", "date"),
		of("share", rule.Number, "share in percent", "part en pour cent").Scaled(4),
		of("category", rule.Reference, "category", "catégorie").To("category"),
		of("method", rule.Choice, "method", "méthode").OneOf(Methods...),
		of("state", rule.Choice, "state", "état").OneOf(States...),
	}
}
