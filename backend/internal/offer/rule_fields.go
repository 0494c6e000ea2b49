package offer

import "clientele/internal/rule"

// RuleResponses is what became of offers that a client was shown, measured by when it happened: all kinds, but
// nothing that was taken back.
func RuleResponses() rule.Collection {
	kinds := rule.Value{Kind: rule.ListValue}
	for _, k := range FeedbackKinds {
		kinds.List = append(kinds.List, rule.Value{Kind: rule.TextValue, Text: k})
	}
	return rule.Collection{Noun: "offer_event", Day: "offer_event.at", English: "responses to offers", French: "réponses aux offres",
		Defaults: []rule.Default{{Unless: "offer_event.kind", Test: rule.Leaf{Field: "offer_event.kind", Op: rule.In, Value: kinds}}}}
}

// RuleFields lists what rules can ask of responses to offers.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("offer_event", name, t, english, french)
	}
	return []rule.Field{
		of("kind", rule.Choice, "kind", "type").OneOf(FeedbackKinds...),
		of("offer", rule.Reference, "offer", "offre").To("offer"),
		of("placement", rule.Reference, "placement", "emplacement").To("placement"),
		of("variant", rule.Reference, "variant", "variante").To("variant"),
		of("at", rule.Time, "day", "date"),
	}
}
