package campaign

import "clientele/internal/rule"

// RuleCollection is the campaigns that a client was assigned to, as one to be contacted or as one of the control group, measured by the day
// of assignment.
func RuleCollection() rule.Collection {
	return rule.Collection{Noun: "campaign_member", Day: "campaign_member.day", English: "campaigns", French: "campagnes"}
}

// RuleFields lists what rules can ask of assignments to campaigns.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("campaign_member", name, t, english, french)
	}
	return []rule.Field{
		of("campaign", rule.Reference, "campaign", "campagne").To("campaign"),
		of("arm", rule.Choice, "group", "groupe").OneOf(Treated, Control),
		of("day", rule.Day, "day", "date"),
	}
}
