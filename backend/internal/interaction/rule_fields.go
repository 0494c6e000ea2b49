package interaction

import "clientele/internal/rule"

// RuleCollection is the exchanges with a client, measured by when they took place.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "interaction", Day: "interaction.at", English: "interactions", French: "interactions"}
}

// RuleFields lists what rules can ask of interactions.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("interaction", name, t, english, french)
	}
	return []rule.Field{
		of("at", rule.Time, "day", "date"),
		of("channel", rule.Choice, "channel", "canal").OneOf(Channels...),
		of("direction", rule.Choice, "direction", "sens").OneOf(Directions...),
		of("kind", rule.Text, "kind", "type"),
		of("subject", rule.Text, "subject", "objet"),
		of("user", rule.Reference, "who", "interlocuteur").To("user"),
		of("campaign", rule.Reference, "campaign", "campagne").To("campaign"),
	}
}
