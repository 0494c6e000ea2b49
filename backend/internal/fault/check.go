package fault

import (
	"net/mail"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Check gathers what is wrong with a value's fields, so that all of it is said at once.
type Check struct{ fields []Field }

// Add notes one wrong field.
func (c *Check) Add(path, code, message string) {
	c.fields = append(c.fields, Field{Path: path, Code: code, Message: message})
}

// That notes the field unless ok holds.
func (c *Check) That(ok bool, path, code, message string) {
	if !ok {
		c.Add(path, code, message)
	}
}

// Required notes a text that is empty or only spaces.
func (c *Check) Required(path, value string) {
	c.That(strings.TrimSpace(value) != "", path, "required", "is required")
}

// Max notes a text longer than max characters, or one that is not valid UTF-8 or holds a control character.
func (c *Check) Max(path, value string, max int) {
	switch {
	case !utf8.ValidString(value):
		c.Add(path, "encoding", "is not valid UTF-8")
	case utf8.RuneCountInString(value) > max:
		c.Add(path, "too_long", "is longer than "+strconv.Itoa(max)+" characters")
	case strings.ContainsRune(value, 0):
		c.Add(path, "control_character", "holds a NUL character")
	}
}

// OneOf notes a value that is not among the choices.
func (c *Check) OneOf(path, value string, choices ...string) {
	for _, choice := range choices {
		if value == choice {
			return
		}
	}
	c.Add(path, "not_a_choice", "must be one of "+strings.Join(choices, ", "))
}

// Email notes a text that is not one plain address; empty is allowed.
func (c *Check) Email(path, value string) {
	if value != "" && !ValidEmail(value) {
		c.Add(path, "email", "is not an e-mail address")
	}
}

// Err gives the gathered failure, nil when nothing is wrong.
func (c *Check) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return Invalid(c.fields...)
}

// Fields gives what was gathered so far.
func (c *Check) Fields() []Field { return c.fields }

// ValidEmail says whether the text is one plain mailbox address with a dotted domain, without a display name.
func ValidEmail(value string) bool {
	if len(value) > 254 || strings.ContainsAny(value, " \t\r\n<>\"") {
		return false
	}
	a, err := mail.ParseAddress(value)
	if err != nil || a.Address != value {
		return false
	}
	_, domain, _ := strings.Cut(value, "@")
	return strings.Contains(domain, ".") || domain == "localhost"
}
