package intake

import (
	"math"
	"strconv"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/page"
)

// dates says how a file writes dates: the order of year, month and day where the first part does not have four digits, the zone of times
// without one, and whether numbers are days since 1899-12-30 (XLSX; with date1904 since 1904-01-01).
type dates struct {
	order    string
	zone     *time.Location
	serial   bool
	date1904 bool
}

// moment is what a cell says of time; offset is seconds east of UTC where it says so itself (zoned).
type moment struct {
	year, month, day     int
	hour, min, sec, nano int
	offset               int
	zoned                bool
}

// time reads an instant; a date alone is its midnight in the file's zone.
func (d dates) time(text string) (time.Time, *fault.Field) {
	m, f := d.parse(text)
	if f != nil {
		return time.Time{}, f
	}
	zone := d.zone
	if m.zoned {
		zone = time.FixedZone("", m.offset)
	}
	return time.Date(m.year, time.Month(m.month), m.day, m.hour, m.min, m.sec, m.nano, zone).UTC().Truncate(time.Microsecond), nil
}

// dayOf reads a calendar day; a time behind it is ignored.
func (d dates) dayOf(text string) (clock.Day, *fault.Field) {
	m, f := d.parse(text)
	if f != nil {
		return 0, f
	}
	return clock.Date(m.year, time.Month(m.month), m.day), nil
}

func (d dates) parse(text string) (moment, *fault.Field) {
	text = strings.TrimSpace(text)
	wrong := func() *fault.Field { return bad("date", "is not a date such as "+d.example()) }
	if d.serial {
		if m, ok := d.excel(text); ok {
			return m, nil
		}
	}
	m, rest, ok := d.date(text)
	if !ok {
		return m, wrong()
	}
	if rest = strings.TrimLeft(rest, "T t,"); rest != "" && !m.clock(rest) {
		return m, wrong()
	}
	if m.month < 1 || m.month > 12 || m.day < 1 || m.day > daysIn(m.year, m.month) {
		return m, bad("date", "is not a day of the calendar when read as "+d.example())
	}
	if m.year < 1900 || m.year > 2199 {
		return m, bad("date_range", "must lie between the years 1900 and 2199")
	}
	return m, nil
}

// date reads three parts; the order of the file holds unless the first part has four digits.
func (d dates) date(s string) (m moment, rest string, ok bool) {
	if len(s) == 8 && isDigits(s) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	var parts [3]int
	var first int
	for i := range parts {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if i == 0 {
			first = n
		}
		switch {
		case n > 4:
			return m, "", false
		case n > 0:
			parts[i], _ = strconv.Atoi(s[:n])
			s = s[n:]
		case i == 1 && d.order == "dmy":
			if parts[i], s = monthName(s); parts[i] == 0 {
				return m, "", false
			}
		default:
			return m, "", false
		}
		if i < 2 {
			cut := strings.TrimLeft(s, "/-. ")
			if len(cut) == len(s) {
				return m, "", false
			}
			s = cut
		}
		if i == 2 && n == 1 && first != 4 {
			return m, "", false
		}
		if i == 2 && n == 2 && first != 4 && d.order != "ymd" {
			parts[i] += century(parts[i])
		}
	}
	switch {
	case first == 4 || d.order == "ymd":
		m.year, m.month, m.day = parts[0], parts[1], parts[2]
		if first == 2 {
			m.year += century(m.year)
		}
	case d.order == "mdy":
		m.month, m.day, m.year = parts[0], parts[1], parts[2]
	default:
		m.day, m.month, m.year = parts[0], parts[1], parts[2]
	}
	return m, s, true
}

// century puts two-digit years between 1970 and 2069.
func century(year int) int {
	if year >= 70 {
		return 1900
	}
	return 2000
}

// clock reads a time of day: 8:26, 08:26:00.123, 8:26 PM, 08h26, with Z or +01:00 behind it.
func (m *moment) clock(s string) bool {
	s, _ = strings.CutSuffix(strings.ToUpper(strings.TrimSpace(s)), " UTC")
	half := -1
	for i, mark := range []string{"AM", "PM"} {
		if t, ok := strings.CutSuffix(s, mark); ok {
			s, half = strings.TrimSpace(t), 12*i
		}
	}
	if t, ok := strings.CutSuffix(s, "Z"); ok {
		s, m.zoned = t, true
	} else if i := strings.LastIndexAny(s, "+-"); i > 0 {
		sign := 1
		if s[i] == '-' {
			sign = -1
		}
		z := strings.ReplaceAll(s[i+1:], ":", "")
		if len(z) == 2 {
			z += "00"
		}
		if len(z) != 4 || !isDigits(z) {
			return false
		}
		h, _ := strconv.Atoi(z[:2])
		n, _ := strconv.Atoi(z[2:])
		m.zoned, m.offset, s = true, sign*(h*3600+n*60), strings.TrimSpace(s[:i])
	}
	s, frac, _ := strings.Cut(s, ".")
	if !isDigits(frac) || len(frac) > 9 {
		return false
	}
	if frac != "" {
		m.nano, _ = strconv.Atoi((frac + "000000000")[:9])
	}
	s = strings.TrimSuffix(strings.Replace(s, "H", ":", 1), ":")
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return false
	}
	for i, dst := range []*int{&m.hour, &m.min, &m.sec}[:len(parts)] {
		v, err := strconv.Atoi(parts[i])
		if err != nil || v < 0 || len(parts[i]) > 2 {
			return false
		}
		*dst = v
	}
	if half >= 0 {
		if m.hour < 1 || m.hour > 12 {
			return false
		}
		m.hour = m.hour%12 + half
	}
	return m.hour < 24 && m.min < 60 && m.sec < 60
}

// excel reads a spreadsheet's day number, the fraction being the time of day to the second.
func (d dates) excel(s string) (moment, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 1) || v > 109_574 {
		return moment{}, false
	}
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if d.date1904 {
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	whole := math.Floor(v)
	t := from.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((v-whole)*86400)) * time.Second)
	return moment{year: t.Year(), month: int(t.Month()), day: t.Day(), hour: t.Hour(), min: t.Minute(), sec: t.Second()}, true
}

var months = map[string]int{"jan": 1, "janv": 1, "feb": 2, "fev": 2, "fevr": 2, "mar": 3, "mars": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6,
	"jul": 7, "juil": 7, "aug": 8, "aou": 8, "aout": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "january": 1, "janvier": 1, "february": 2, "fevrier": 2,
	"march": 3, "april": 4, "avril": 4, "june": 6, "july": 7, "juillet": 7, "august": 8, "september": 9, "septembre": 9, "october": 10, "octobre": 10, "november": 11,
	"novembre": 11, "december": 12, "decembre": 12}

// monthName reads an English or French name of a month, or its abbreviation, at the beginning of a text.
func monthName(s string) (month int, rest string) {
	n := strings.IndexAny(s, "/-. ")
	if n <= 0 || n > 12 {
		return 0, s
	}
	return months[page.Fold(s[:n])], s[n:]
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d dates) example() string {
	switch d.order {
	case "dmy":
		return "31/12/2025 or 2025-12-31"
	case "mdy":
		return "12/31/2025 or 2025-12-31"
	}
	return "2025-12-31"
}
