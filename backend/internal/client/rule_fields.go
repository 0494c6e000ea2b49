package client

import "clientele/internal/rule"

// RuleFields lists what rules can ask of a client. The name is asked about in its sorted form, last name first for people.
func RuleFields() []rule.Field {
	of := func(name string, t rule.Type, english, french string) rule.Field {
		return rule.FieldOf("client", name, t, english, french)
	}
	return []rule.Field{
		of("name", rule.Text, "name", "nom").As(rule.Folded),
		of("first_name", rule.Text, "first name", "prénom"),
		of("last_name", rule.Text, "last name", "nom de famille"),
		of("company_name", rule.Text, "company name", "raison sociale"),
		of("title", rule.Text, "title", "civilité"),
		of("kind", rule.Choice, "kind", "type").OneOf(Kinds...),
		of("state", rule.Choice, "state", "état").OneOf(Active, Archived),
		of("email", rule.Text, "e-mail", "e-mail").As(rule.Folded),
		of("phone", rule.Text, "phone (+33…)", "téléphone (+33…)").As(rule.Dialled),
		of("language", rule.Text, "language", "langue").As(rule.Lower),
		of("time_zone", rule.Text, "time zone", "fuseau horaire"),
		of("birth_day", rule.Day, "birth day", "date de naissance"),
		of("age", rule.Number, "age", "âge").InYears(),
		of("gender", rule.Choice, "gender", "genre").OneOf(Genders...),
		of("occupation", rule.Text, "occupation", "profession"),
		of("household_size", rule.Number, "household size", "taille du foyer"),
		of("income_band", rule.Text, "income band", "tranche de revenu"),
		of("interests", rule.Text, "interests", "centres d’intérêt"),
		of("preferred_channel", rule.Choice, "preferred channel", "canal préféré").OneOf(Channels...),
		of("country", rule.Text, "country", "pays").As(rule.Upper),
		of("region", rule.Text, "region", "région"),
		of("city", rule.Text, "city", "ville").As(rule.Folded),
		of("postcode", rule.Text, "postcode", "code postal"),
		of("latitude", rule.Number, "latitude", "latitude").Floating(),
		of("longitude", rule.Number, "longitude", "longitude").Floating(),
		of("source", rule.Text, "source", "source"),
		of("reference", rule.Text, "reference", "référence"),
		of("acquisition_source", rule.Text, "acquisition source", "source d’acquisition"),
		of("acquisition_day", rule.Day, "acquisition day", "date d’acquisition"),
		of("acquisition_cost", rule.Money, "acquisition cost", "coût d’acquisition"),
		of("owner", rule.Reference, "owner", "responsable").To("user"),
		of("parent", rule.Reference, "parent company", "société mère").To("client"),
		of("division", rule.Reference, "division", "division").To("division"),
		of("risk", rule.Choice, "financial risk", "risque financier").OneOf(Risks...),
		of("is_reference", rule.Flag, "reference client", "client de référence"),
		of("note", rule.Text, "note", "note"),
		of("created_at", rule.Time, "day of creation", "date de création"),
		of("updated_at", rule.Time, "day of last change", "date de dernière modification"),
	}
}

// ruleTypes are the types of rules that attributes have.
var ruleTypes = map[string]rule.Type{TextType: rule.Text, NumberType: rule.Number, DayType: rule.Day, ChoiceType: rule.Choice, FlagType: rule.Flag}

// AttributeRuleFields lists what rules can ask about the company's own fields. Archived ones still serve the rules that name them.
func AttributeRuleFields(all []Attribute) []rule.Field {
	out := make([]rule.Field, len(all))
	for i, a := range all {
		f := rule.FieldOf("attribute", a.Code, ruleTypes[a.Type], a.Name, a.Name)
		f.Real, f.Choices, f.Key, f.Archived = a.Type == NumberType, a.ChoiceList(), a.ID, a.State == Archived
		out[i] = f
	}
	return out
}
