package intake

import (
	"math"
	"strconv"
	"strings"

	"clientele/internal/fault"
)

// numbers says how a file writes numbers. thousands is 0 where digits are not grouped, ' ' for any kind of space.
// floats says that very small tails of digits are noise of floating-point numbers and exponents occur (XLSX).
type numbers struct {
	decimal   byte
	thousands byte
	floats    bool
}

func bad(code, message string) *fault.Field { return &fault.Field{Code: code, Message: message} }

var pow10 = [...]int64{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}

// parse reads a number as an integer of 10^-decimals, rounding half away from zero. Currency signs around it, a minus behind it and
// brackets for negative numbers are understood; letters, exponents (except in XLSX) and wrong grouping are not.
func (f numbers) parse(text string, decimals int) (int64, *fault.Field) {
	if v, ok := f.plain(text, decimals); ok {
		return v, nil
	}
	s, neg := bare(text)
	if f.floats && strings.ContainsAny(s, "eE") {
		s = unfold(s)
	}
	s, ok := f.ungroup(s)
	if !ok || s == "" || s == "." {
		return 0, bad("number", "is not a number such as "+f.example())
	}
	v, ok := f.digits(s, decimals)
	if !ok {
		return 0, bad("range", "is too large a number")
	}
	if neg {
		v = -v
	}
	return v, nil
}

// plain reads the common form, [-]digits[.digits], without looking twice.
func (f numbers) plain(s string, decimals int) (int64, bool) {
	i, neg := 0, false
	if len(s) > 0 && s[0] == '-' {
		i, neg = 1, true
	}
	if i >= len(s) || len(s) > 17 || decimals >= len(pow10) {
		return 0, false
	}
	var v int64
	frac, any := -1, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			any = true
			if frac >= 0 {
				if frac == decimals {
					return 0, false
				}
				frac++
			}
			v = v*10 + int64(c-'0')
		case c == f.decimal && frac < 0:
			frac = 0
		default:
			return 0, false
		}
	}
	p := pow10[decimals-max(frac, 0)]
	if !any || v > math.MaxInt64/p {
		return 0, false
	}
	v *= p
	if neg {
		v = -v
	}
	return v, true
}

// bare takes away signs, brackets, currency signs and spaces around a number.
func bare(text string) (s string, neg bool) {
	s = strings.TrimFunc(text, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '€' || r == '$' || r == '£'
	})
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	switch {
	case strings.HasPrefix(s, "-"):
		s, neg = s[1:], true
	case strings.HasPrefix(s, "\u2212"):
		s, neg = s[len("\u2212"):], true
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	case strings.HasSuffix(s, "-"):
		s, neg = s[:len(s)-1], true
	}
	return strings.Trim(s, " \u00a0\u202f€$£"), neg
}

// ungroup takes the grouping out and makes the decimal sign a point; false where groups are not of three digits.
func (f numbers) ungroup(s string) (string, bool) {
	whole, frac, has := strings.Cut(s, string(rune(f.decimal)))
	if f.thousands == ' ' {
		whole = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(whole)
	}
	if f.thousands != 0 && strings.IndexByte(whole, f.thousands) >= 0 {
		parts := strings.Split(whole, string(rune(f.thousands)))
		for i, p := range parts {
			if i > 0 && len(p) != 3 || i == 0 && (p == "" || len(p) > 3) {
				return "", false
			}
		}
		whole = strings.Join(parts, "")
	}
	if !isDigits(whole) || !isDigits(frac) {
		return "", false
	}
	if has {
		return whole + "." + frac, true
	}
	return whole, true
}

func (numbers) digits(s string, decimals int) (int64, bool) {
	whole, frac, _ := strings.Cut(s, ".")
	up := len(frac) > decimals && frac[decimals] >= '5'
	if len(frac) > decimals {
		frac = frac[:decimals]
	}
	v, err := strconv.ParseInt("0"+whole+frac+strings.Repeat("0", decimals-len(frac)), 10, 64)
	if err != nil || v == math.MaxInt64 {
		return 0, false
	}
	if up {
		v++
	}
	return v, true
}

// unfold writes a number with an exponent in full; numbers out of any sensible range stay as they are.
func unfold(s string) string {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(v) > 1e18 {
		return s
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (f numbers) example() string {
	if f.decimal == ',' {
		return "1234,50"
	}
	return "1234.50"
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// reference reads an identifier: a number that was written as a decimal one ("17850.0") or with an exponent (XLSX) becomes whole again.
func (f numbers) reference(s string) string {
	if f.floats && len(s) > 3 && strings.Contains(s, "E+") && isDigits(s[:1]) {
		s = unfold(s)
	}
	i := strings.IndexAny(s, ".,")
	if i <= 0 || s[i] != f.decimal && s[i] != '.' || !isDigits(s[:i]) || i+1 == len(s) {
		return s
	}
	if strings.Trim(s[i+1:], "0") != "" {
		return s
	}
	return s[:i]
}
