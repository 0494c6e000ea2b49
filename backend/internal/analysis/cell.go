package analysis

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"clientele/internal/clock"
)

// maxName bounds the bytes of a client, key, order or action.
const maxName = 1000

// names gives each distinct text a number, in the order of first appearance.
type names struct {
	index map[string]int32
	list  []string
}

// of reads the name in a column of the current line.
func (n *names) of(t *table, column string) (int32, error) {
	text := t.cell(column)
	if i, ok := n.index[text]; ok {
		return i, nil
	}
	switch {
	case text == "":
		return 0, t.wrong(column, "is empty")
	case len(text) > maxName:
		return 0, t.wrong(column, "is longer than %d bytes", maxName)
	case !utf8.ValidString(text):
		return 0, t.wrong(column, "is not UTF-8 text")
	}
	if n.index == nil {
		n.index = map[string]int32{}
	}
	i := int32(len(n.list))
	text = strings.Clone(text)
	n.index[text], n.list = i, append(n.list, text)
	return i, nil
}

// day reads 2006-01-02 or 20060102, with or without a time behind it; the day counts as it is written.
func (t *table) day(column string) (clock.Day, error) {
	text := t.cell(column)
	if d, ok := plainDay(text); ok {
		return d, nil
	}
	written, rest := text, ""
	if i := strings.IndexAny(text, "T "); i > 0 {
		written, rest = text[:i], text[i+1:]
	}
	d, ok := plainDay(written)
	if !ok || rest == "" && len(written) != len(text) || rest != "" && !timeOfDay(rest) {
		return 0, t.wrong(column, "%.40q is not a day such as 2006-01-02", text)
	}
	return d, nil
}

// plainDay reads the digits of a day of the calendar between 1800 and 2999.
func plainDay(text string) (clock.Day, bool) {
	switch {
	case len(text) == 10 && text[4] == '-' && text[7] == '-':
	case len(text) == 8:
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	default:
		return 0, false
	}
	year, month, day := whole(text[:4]), whole(text[5:7]), whole(text[8:])
	if year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if at.Day() != day {
		return 0, false
	}
	return clock.Day(at.Unix() / 86400), true
}

// whole is the number that up to nine digits make, -1 for anything else.
func whole(text string) int {
	if !onlyDigits(text) || len(text) > 9 {
		return -1
	}
	n := 0
	for i := range len(text) {
		n = 10*n + int(text[i]-'0')
	}
	return n
}

func onlyDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

func timeOfDay(text string) bool {
	for _, form := range []string{"15:04:05", "15:04", "15:04:05Z07:00", "15:04Z07:00"} {
		if _, err := time.Parse(form, text); err == nil {
			return true
		}
	}
	return false
}

// number reads a finite decimal number, with an exponent or without.
func (t *table) number(column string) (float64, error) {
	text := t.cell(column)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(text, "xX_pP") {
		return 0, t.wrong(column, "%.40q is not a number such as 12.5", text)
	}
	return v, nil
}

// count reads a whole number from 0 to most; "2.0" is whole.
func (t *table) count(column string, most int) (int, error) {
	v, err := t.number(column)
	if err != nil {
		return 0, err
	}
	if v < 0 || v > float64(most) || v != math.Trunc(v) {
		return 0, t.wrong(column, "%.40q is not a whole number from 0 to %d", t.cell(column), most)
	}
	return int(v), nil
}
