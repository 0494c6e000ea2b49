package privacy

import (
	"slices"
	"strings"

	"clientele/internal/rule"
)

// RuleFields lists what rules can ask of consents: what holds now per channel, for the purposes that the product knows.
func RuleFields() []rule.Field {
	var out []rule.Field
	for _, purpose := range Purposes {
		for _, channel := range Channels {
			out = append(out, *consentField(channel, purpose))
		}
	}
	return out
}

// RuleField gives the field of a consent for any purpose: "consent.email.newsletter"; nil where the name is not of that form.
func RuleField(name string) *rule.Field {
	rest, ok := strings.CutPrefix(name, "consent.")
	channel, purpose, _ := strings.Cut(rest, ".")
	if !ok || !slices.Contains(Channels, channel) || !isCode(purpose) {
		return nil
	}
	return consentField(channel, purpose)
}

func consentField(channel, purpose string) *rule.Field {
	f := rule.FieldOf("consent", channel+"."+purpose, rule.Choice, "consent, "+channel+", "+purpose, "consentement, "+channel+", "+purpose).OneOf(Granted, Withdrawn)
	return &f
}
