package receivable

import "clientele/internal/rule"

// RuleCollection is what a client owes, measured by due day. Unless a rule asks about the state, only what is open is measured.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "receivable", Day: "receivable.due_day", English: "amounts owed", French: "créances",
		Defaults: []rule.Default{{Unless: "receivable.state", Test: rule.Leaf{Field: "receivable.state", Op: rule.Is, Value: rule.Value{Kind: rule.TextValue, Text: Open}}}}}
}

// RuleFields lists what rules can ask of receivables. The open amount is in the reporting currency.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("receivable", name, t, english, french)
	}
	return []rule.Field{
		of("due_day", rule.Day, "due day", "échéance"),
		of("issued_day", rule.Day, "day of issue", "date d’émission"),
		of("settled_day", rule.Day, "day of settlement", "date de règlement"),
		of("open", rule.Money, "open amount", "montant dû"),
		of("state", rule.Choice, "state", "état").OneOf(States...),
	}
}
