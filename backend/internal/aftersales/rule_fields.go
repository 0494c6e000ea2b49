package aftersales

import "clientele/internal/rule"

// RuleCollection is a client's cases, measured by when they were opened.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "case", Day: "case.opened_at", English: "cases", French: "dossiers"}
}

// RuleFields lists what rules can ask of cases.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("case", name, t, english, french)
	}
	return []rule.Field{
		of("opened_at", rule.Time, "day of opening", "date d’ouverture"),
		of("due_at", rule.Time, "due day", "échéance"),
		of("closed_at", rule.Time, "day of closing", "date de clôture"),
		of("kind", rule.Choice, "kind", "type").OneOf(Kinds...),
		of("severity", rule.Choice, "severity", "gravité").OneOf(Severities...),
		of("state", rule.Choice, "state", "état").OneOf(States...),
		of("channel", rule.Choice, "channel", "canal").OneOf(Channels...),
		of("outcome", rule.Choice, "outcome", "issue").OneOf(Outcomes...),
		of("satisfaction", rule.Number, "satisfaction", "satisfaction"),
		of("subject", rule.Text, "subject", "objet"),
		of("user", rule.Reference, "who", "responsable").To("user"),
		of("product", rule.Reference, "product", "produit").To("product"),
	}
}
