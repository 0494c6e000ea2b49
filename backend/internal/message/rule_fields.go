package message

import "clientele/internal/rule"

// RuleCollection is the messages of campaigns to a client, measured by when they were sent. Unless a rule asks about the state, only sent
// ones are measured.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "delivery", Day: "delivery.sent_at", English: "messages", French: "messages",
		Defaults: []rule.Default{{Unless: "delivery.state", Test: rule.Leaf{Field: "delivery.state", Op: rule.Is, Value: rule.Value{Kind: rule.TextValue, Text: Sent}}}}}
}

// RuleFields lists what rules can ask of messages.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("delivery", name, t, english, french)
	}
	return []rule.Field{
		of("sent_at", rule.Time, "day of sending", "date d’envoi"),
		of("unsubscribed_at", rule.Time, "day of unsubscription", "date de désabonnement"),
		of("campaign", rule.Reference, "campaign", "campagne").To("campaign"),
		of("channel", rule.Choice, "channel", "canal").OneOf("email", "sms", "push", "mail", "phone"),
		of("state", rule.Choice, "state", "état").OneOf(States...),
	}
}
