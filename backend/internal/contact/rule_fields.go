package contact

import (
	"clientele/internal/client"
	"clientele/internal/rule"
)

// RuleCollection is the people at a client, measured by when they were recorded. Unless a rule asks about the state, archived ones are
// left out.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "contact", Day: "contact.created_at", English: "contacts", French: "contacts",
		Defaults: []rule.Default{{Unless: "contact.state", Test: rule.Leaf{Field: "contact.state", Op: rule.Is, Value: rule.Value{Kind: rule.TextValue, Text: client.Active}}}}}
}

// RuleFields lists what rules can ask of contacts.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("contact", name, t, english, french)
	}
	return []rule.Field{
		of("role", rule.Text, "role", "fonction"),
		of("is_primary", rule.Flag, "main contact", "contact principal"),
		of("email", rule.Text, "e-mail", "e-mail").As(rule.Folded),
		of("language", rule.Text, "language", "langue").As(rule.Lower),
		of("state", rule.Choice, "state", "état").OneOf(client.Active, client.Archived),
		of("created_at", rule.Time, "day of creation", "date de création"),
	}
}
