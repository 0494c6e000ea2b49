package client

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Attribute is a field of clients that the company added for itself. Choices is the JSON list of the values of a choice.
type Attribute struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version   int64
	Code      string
	Name      string
	Type      string
	Choices   string
	State     string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName is the table's name.
func (Attribute) TableName() string { return "attribute" }

// The types of an attribute.
const (
	TextType   = "text"
	NumberType = "number"
	DayType    = "day"
	ChoiceType = "choice"
	FlagType   = "flag"
)

// AttributeTypes lists the types.
var AttributeTypes = []string{TextType, NumberType, DayType, ChoiceType, FlagType}

// The limits of attributes.
const (
	MaxAttributes     = 200
	MaxChoices        = 100
	maxAttributeText  = 500
	maxChoicesEncoded = 4000
)

// ChoiceList gives the values of a choice.
func (a Attribute) ChoiceList() []string {
	out := []string{}
	_ = json.Unmarshal([]byte(a.Choices), &out)
	return out
}

// SetChoices keeps the values of a choice, trimmed.
func (a *Attribute) SetChoices(choices []string) {
	list := make([]string, len(choices))
	for i, c := range choices {
		list[i] = strings.TrimSpace(c)
	}
	b, _ := json.Marshal(list)
	a.Choices = string(b)
}

// Validate says what is wrong with the attribute.
func (a Attribute) Validate() error {
	var c fault.Check
	c.That(isCode(a.Code), "code", "code", "must be a code of at most 64 lower-case letters, digits and underscores that begins with a letter")
	c.Required("name", a.Name)
	c.Max("name", a.Name, 120)
	c.OneOf("type", a.Type, AttributeTypes...)
	c.OneOf("state", a.State, Active, Archived)
	list := a.ChoiceList()
	switch {
	case a.Type != ChoiceType:
		c.That(len(list) == 0, "choices", "not_a_choice", "only a choice has choices")
	case len(list) == 0:
		c.Add("choices", "required", "a choice needs choices")
	case len(list) > MaxChoices || utf8.RuneCountInString(a.Choices) > maxChoicesEncoded:
		c.Add("choices", "too_many", "are too many or too long")
	}
	seen := map[string]bool{}
	for i, v := range list {
		at := "choices[" + strconv.Itoa(i) + "]"
		c.Required(at, v)
		c.Max(at, v, 120)
		c.That(!seen[v], at, "repeated", "is there twice")
		seen[v] = true
	}
	return c.Err()
}

func isCode(text string) bool {
	for i, r := range text {
		if letter := r >= 'a' && r <= 'z'; !letter && (i == 0 || !(r >= '0' && r <= '9' || r == '_')) {
			return false
		}
	}
	return text != "" && len(text) <= 64
}

// Value is a client's value of an attribute, in the column of its type; flags are numbers, 0 or 1. All nil is no value.
type Value struct {
	ClientID    id.ID
	AttributeID id.ID
	TextValue   *string
	NumberValue *float64
	DayValue    *clock.Day
}

// TableName is the table's name.
func (Value) TableName() string { return "client_attribute" }

// None says that there is no value.
func (v Value) None() bool { return v.TextValue == nil && v.NumberValue == nil && v.DayValue == nil }

// same says whether two values are one.
func (v Value) same(w Value) bool {
	return equal(v.TextValue, w.TextValue) && equal(v.NumberValue, w.NumberValue) && equal(v.DayValue, w.DayValue)
}

func equal[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// Raw is a value as a file has it: a text, to be read by the attribute's type. Numbers take a decimal point, days 2006-01-02,
// flags true, false, yes, no, 1, 0.
type Raw string

// Read checks a value by the attribute's type: a string, float64, bool or nil as JSON has it, or Raw. An empty text is no value.
// A failure names the attribute.
func (a Attribute) Read(given any) (Value, error) {
	v := Value{AttributeID: a.ID}
	raw, isRaw := given.(Raw)
	text := strings.TrimSpace(string(raw))
	if given == nil || isRaw && text == "" {
		return v, nil
	}
	if !isRaw {
		text, _ = given.(string)
		text = strings.TrimSpace(text)
		if s, ok := given.(string); ok && strings.TrimSpace(s) == "" {
			return v, nil
		}
	}
	wrong := func(code, message string) (Value, error) {
		return v, fault.Invalid(fault.Field{Path: a.Code, Code: code, Message: message})
	}
	switch a.Type {
	case NumberType:
		n, ok := given.(float64)
		if isRaw {
			parsed, err := strconv.ParseFloat(text, 64)
			n, ok = parsed, err == nil
		}
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return wrong("number", "must be a number")
		}
		v.NumberValue = &n
	case FlagType:
		n, ok := readFlag(given, isRaw, text)
		if !ok {
			return wrong("flag", "must be true or false")
		}
		v.NumberValue = &n
	case DayType:
		d, err := clock.ParseDay(text)
		if err != nil {
			return wrong("day", "must be a day such as 2026-03-12")
		}
		v.DayValue = &d
	default:
		if _, ok := given.(string); !ok && !isRaw {
			return wrong("text", "must be a text")
		}
		return a.readText(v, text)
	}
	return v, nil
}

func (a Attribute) readText(v Value, text string) (Value, error) {
	var c fault.Check
	c.Max(a.Code, text, maxAttributeText)
	if a.Type == ChoiceType {
		c.OneOf(a.Code, text, a.ChoiceList()...)
	}
	v.TextValue = &text
	return v, c.Err()
}

func readFlag(given any, isRaw bool, text string) (float64, bool) {
	if b, ok := given.(bool); ok {
		if b {
			return 1, true
		}
		return 0, true
	}
	if isRaw {
		switch strings.ToLower(text) {
		case "true", "yes", "1", "oui", "vrai":
			return 1, true
		case "false", "no", "0", "non", "faux":
			return 0, true
		}
	}
	return 0, false
}

// Plain gives a value as JSON has it: string, float64, bool, a day as text, nil for none.
func (a Attribute) Plain(v Value) any {
	switch {
	case v.TextValue != nil:
		return *v.TextValue
	case v.DayValue != nil:
		return v.DayValue.String()
	case v.NumberValue == nil:
		return nil
	case a.Type == FlagType:
		return *v.NumberValue != 0
	}
	return *v.NumberValue
}
