package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean gives a text as every format can hold it.
func clean(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// signs begin a formula in one spreadsheet or another; the wide ones do where the keyboard is Chinese or Japanese.
const signs = "=+-@\t\r\n＝＋－＠"

// safe puts an apostrophe before a text that a spreadsheet would take for a formula; what is a plain number stays as it is.
func safe(s string) string {
	if s == "" || isNumber(s) {
		return s
	}
	if strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + s
	}
	bare := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' })
	first, size := utf8.DecodeRuneInString(bare)
	if size > 0 && strings.ContainsRune(signs, first) {
		return "'" + s
	}
	return s
}

// isNumber says whether a text is a decimal number: sign, digits, point or comma, exponent.
func isNumber(s string) bool {
	s = strings.TrimLeft(s[:1], "+-") + s[1:]
	mantissa, exponent, hasExponent := strings.Cut(strings.ToLower(s), "e")
	whole, fraction, hasFraction := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	if hasExponent && !digits(strings.TrimPrefix(strings.TrimPrefix(exponent, "-"), "+")) {
		return false
	}
	return digits(whole) && (!hasFraction || digits(fraction))
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
