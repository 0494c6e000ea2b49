package campaign

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/osteele/liquid"
)

// maxValue is the longest text that a filter may make, in bytes: filters can be chained, and each could double its input.
const maxValue = 64 << 10

// unavailable lists the filters that messages do without: those of lists (there are none), of dates (no variable holds one), and
// those that unescape or reveal.
var unavailable = []string{"split", "join", "concat", "map", "where", "sum", "compact", "reverse", "sort", "sort_natural", "uniq",
	"date", "inspect", "type", "safe", "replace_last"}

// boundFilters replaces the filters whose output can outgrow their input by ones that refuse to, and those that reveal or unescape.
func boundFilters(e *liquid.Engine) {
	e.RegisterFilter("append", func(s, suffix string) (string, error) {
		return bound(len(s)+len(suffix), func() string { return s + suffix })
	})
	e.RegisterFilter("prepend", func(s, prefix string) (string, error) {
		return bound(len(s)+len(prefix), func() string { return prefix + s })
	})
	e.RegisterFilter("replace", replaceBound(-1))
	e.RegisterFilter("replace_first", replaceBound(1))
	e.RegisterFilter("newline_to_br", func(s string) (string, error) {
		return bound(len(s)+5*strings.Count(s, "\n"), func() string { return strings.ReplaceAll(s, "\n", "<br />") })
	})
	e.RegisterFilter("json", func(v any) (string, error) {
		b, err := json.Marshal(v)
		if err != nil {
			return "", err
		}
		return bound(len(b), func() string { return string(b) })
	})
	for _, name := range unavailable {
		e.RegisterFilter(name, func(any) (any, error) { return nil, errors.New("is not available in messages") })
	}
}

func replaceBound(n int) func(s, old, with string) (string, error) {
	return func(s, old, with string) (string, error) {
		times := strings.Count(s, old)
		if n >= 0 {
			times = min(times, n)
		}
		return bound(len(s)+times*len(with), func() string { return strings.Replace(s, old, with, n) })
	}
}

func bound(length int, text func() string) (string, error) {
	if length > maxValue {
		return "", errTooMuch
	}
	return text(), nil
}
