package httpapi

import (
	"encoding/json"

	"clientele/internal/fault"
	"clientele/internal/rule"
)

// RuleFieldsBody is the registry of the rule language.
type RuleFieldsBody struct {
	Fields      []RuleFieldBody      `json:"fields"`
	Collections []RuleCollectionBody `json:"collections"`
} //	@name	RuleFields

// RuleFieldBody is a field that rules can ask about. A field of a collection is asked about within a measure; its measures are what can be
// made of it. Reference is the noun of its ids; money is in minor units of the reporting currency.
type RuleFieldBody struct {
	Name      string            `json:"name" example:"client.city"`
	Noun      string            `json:"noun" example:"client"`
	Type      string            `json:"type" enums:"text,number,money,day,time,flag,choice,reference"`
	LabelKey  string            `json:"label_key" example:"rule.client.city"`
	Label     RuleLabelBody     `json:"label"`
	Ops       []string          `json:"ops"`
	Choices   []string          `json:"choices"`
	Reference *string           `json:"reference" extensions:"x-nullable" example:"division"`
	Decimals  int               `json:"decimals"`
	Measures  []RuleMeasureBody `json:"measures"`
	Archived  bool              `json:"archived"`
} //	@name	RuleField

// RuleLabelBody is a name in both languages.
type RuleLabelBody struct {
	English string `json:"en"`
	French  string `json:"fr"`
} //	@name	RuleLabel

// RuleMeasureBody is a measure with the operators that compare it.
type RuleMeasureBody struct {
	Measure string   `json:"measure" enums:"count,sum,average,min,max,distinct"`
	Ops     []string `json:"ops"`
} //	@name	RuleMeasure

// RuleCollectionBody is a noun of which a client has any number of rows. Windows bound its day; the defaults are the fields by which rows are
// narrowed as long as a rule does not test them.
type RuleCollectionBody struct {
	Noun     string        `json:"noun" example:"order"`
	LabelKey string        `json:"label_key" example:"rule.order"`
	Label    RuleLabelBody `json:"label"`
	Day      string        `json:"day" format:"field" example:"order.day"`
	Ops      []string      `json:"ops"`
	Defaults []string      `json:"defaults"`
} //	@name	RuleCollection

// RuleCheckAskBody is a rule to check.
type RuleCheckAskBody struct {
	Rule json.RawMessage `json:"rule" swaggertype:"object"`
} //	@name	RuleCheckAsk

// RuleCheckBody says whether a rule can be saved, and what is wrong otherwise. Relative says that the day matters to it; the leaves are its
// tests in words, in the order of the rule, in English.
type RuleCheckBody struct {
	Valid    bool            `json:"valid"`
	Errors   []RuleErrorBody `json:"errors"`
	Relative bool            `json:"relative"`
	Leaves   []string        `json:"leaves"`
} //	@name	RuleCheck

// RuleErrorBody is one thing wrong, with its place in the rule.
type RuleErrorBody struct {
	Path    string `json:"path" example:"root.all[2].value"`
	Code    string `json:"code"`
	Message string `json:"message"`
} //	@name	RuleError

func ruleFieldsBody(s rule.Schema) RuleFieldsBody {
	out := RuleFieldsBody{Fields: []RuleFieldBody{}, Collections: []RuleCollectionBody{}}
	for _, f := range s.Fields() {
		out.Fields = append(out.Fields, ruleFieldBody(s, f))
	}
	for _, c := range s.Collections() {
		b := RuleCollectionBody{Noun: c.Noun, LabelKey: "rule." + c.Noun, Label: RuleLabelBody{c.English, c.French}, Day: c.Day, Ops: plainTexts(rule.MeasureOps(rule.Count, nil)), Defaults: []string{}}
		for _, d := range c.Defaults {
			if d.Unless != "" {
				b.Defaults = append(b.Defaults, d.Unless)
			}
		}
		out.Collections = append(out.Collections, b)
	}
	return out
}

func ruleFieldBody(s rule.Schema, f *rule.Field) RuleFieldBody {
	b := RuleFieldBody{Name: f.Name, Noun: f.Noun, Type: string(f.Type), LabelKey: "rule." + f.Name, Label: RuleLabelBody{f.English, f.French}, Ops: plainTexts(f.Ops()),
		Choices: append([]string{}, f.Choices...), Decimals: f.Decimals, Measures: []RuleMeasureBody{}, Archived: f.Archived}
	if f.Reference != "" {
		b.Reference = &f.Reference
	}
	if s.Collection(f.Noun) != nil {
		for _, m := range f.Measures() {
			b.Measures = append(b.Measures, RuleMeasureBody{Measure: string(m), Ops: plainTexts(rule.MeasureOps(m, f))})
		}
	}
	return b
}

// plainTexts gives words of a type as texts.
func plainTexts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

func ruleErrors(fields []fault.Field) []RuleErrorBody {
	out := make([]RuleErrorBody, len(fields))
	for i, f := range fields {
		out[i] = RuleErrorBody{Path: f.Path, Code: f.Code, Message: f.Message}
	}
	return out
}

func ruleCheckBody(s rule.Schema, t rule.Tree) RuleCheckBody {
	out := RuleCheckBody{Valid: true, Errors: []RuleErrorBody{}, Relative: rule.Uses(t).Relative, Leaves: []string{}}
	t.Leaves(func(l rule.Leaf) { out.Leaves = append(out.Leaves, s.Text(l, "en", nil)) })
	return out
}
