package intake

import (
	"strconv"
	"strings"
)

// votes gathers what cells show of how numbers and dates are written. Cells that could be read either way do not vote.
type votes struct {
	point, comma               int
	space, dot, apostrophe, cm int // what groups thousands
	dmy, mdy, ymd, unclear     int
}

// number says whether a cell is a number in some notation, and counts what it shows.
func (v *votes) number(c string) bool {
	s, _ := bare(c)
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
	if s == "" || len(s) > 30 || s[0] < '0' && s[0] != '.' && s[0] != ',' || s[0] > '9' {
		return false
	}
	if isDigits(s) {
		return true
	}
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		if groups(s, " ") {
			v.space++
			return true
		}
		if groups(s, "'") {
			v.apostrophe++
			return true
		}
		return false
	}
	sign, whole, frac := s[last], s[:last], s[last+1:]
	if !isDigits(frac) {
		return false
	}
	other := '.' + ',' - sign
	switch {
	case strings.IndexByte(whole, sign) >= 0: // 1.234.567: a grouping sign
		if !groups(s, string(sign)) {
			return false
		}
		v.grouped(sign)
		v.decimal(other)
	case strings.IndexByte(whole, other) >= 0:
		if !groups(whole, string(other)) {
			return false
		}
		v.grouped(other)
		v.decimal(sign)
	case strings.Contains(whole, " "):
		if !groups(whole, " ") {
			return false
		}
		v.space++
		v.decimal(sign)
	case strings.Contains(whole, "'"):
		if !groups(whole, "'") {
			return false
		}
		v.apostrophe++
		v.decimal(sign)
	case !isDigits(whole):
		return false
	case len(frac) != 3 || len(whole) > 3 || whole == "0" || whole == "":
		v.decimal(sign)
	}
	return true
}

func (v *votes) decimal(sign byte) {
	if sign == ',' {
		v.comma++
	} else {
		v.point++
	}
}

func (v *votes) grouped(sign byte) {
	if sign == ',' {
		v.cm++
	} else {
		v.dot++
	}
}

// groups says whether digits are grouped by threes with a sign.
func groups(s, sign string) bool {
	parts := strings.Split(s, sign)
	for i, p := range parts {
		if !isDigits(p) || i > 0 && len(p) != 3 || p == "" || len(p) > 3 {
			return false
		}
	}
	return len(parts) > 1
}

// date says whether a cell is a date in some notation, and counts what it shows of the order of its parts.
func (v *votes) date(c string) bool {
	if len(c) < 6 || len(c) > 40 {
		return false
	}
	ok := false
	for _, order := range DateFormats {
		if _, f := (dates{order: order}).parse(c); f == nil {
			ok = true
		}
	}
	if !ok {
		return false
	}
	parts := strings.FieldsFunc(c, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 0 || len(parts[0]) >= 4 {
		v.ymd++
		return true
	}
	if len(parts) < 3 {
		return ok
	}
	a, _ := strconv.Atoi(parts[0])
	b, _ := strconv.Atoi(parts[1])
	switch {
	case a > 12 && b <= 12 && a <= 31:
		v.dmy++
	case b > 12 && a <= 12:
		v.mdy++
	case a > 31:
		v.ymd++
	default:
		v.unclear++
	}
	return true
}

// decide writes what the votes say; where nothing decides, a semicolon between cells speaks for a decimal comma,
// and the organisation's country for the order of day and month.
func (v *votes) decide(d *Detected, country string) {
	continental := d.Delimiter == ";" && d.Format == "csv"
	d.Decimal = "."
	if v.comma > v.point || v.comma+v.point == 0 && continental {
		d.Decimal = ","
	}
	if v.comma+v.point > 0 || d.Format == "xlsx" {
		d.Sure = append(d.Sure, "decimal")
	}
	d.Thousands = "none"
	most := 0
	for _, g := range []struct {
		sign string
		n    int
	}{{"space", v.space}, {".", v.dot}, {",", v.cm}, {"'", v.apostrophe}} {
		if g.n > most && g.sign != d.Decimal {
			d.Thousands, most = g.sign, g.n
		}
	}
	d.DateFormat = "ymd"
	switch {
	case v.dmy > v.mdy && v.dmy > 0:
		d.DateFormat = "dmy"
	case v.mdy > 0:
		d.DateFormat = "mdy"
	case v.ymd == 0 && v.unclear > 0, v.unclear > v.ymd:
		d.DateFormat = "dmy"
		if country == "US" {
			d.DateFormat = "mdy"
		}
		return
	}
	if v.dmy+v.mdy+v.ymd > 0 {
		d.Sure = append(d.Sure, "date_format")
	}
}
