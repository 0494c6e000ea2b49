package rule

import (
	"math/bits"
	"time"

	"clientele/internal/clock"
)

// Moment is when and where a rule is asked: the day it is in the organisation's time zone, and that zone.
type Moment struct {
	Today clock.Day
	Zone  *time.Location
}

// MomentAt gives the moment of an instant in a time zone.
func MomentAt(now time.Time, zone *time.Location) Moment {
	return Moment{Today: clock.DayOf(now, zone), Zone: zone}
}

// The days that a rule can reach; a relative date beyond them is the last or the first of them.
var (
	firstDay = clock.Date(1800, time.January, 1)
	lastDay  = clock.Date(2999, time.December, 31)
)

// shift gives the day so many units after today, before it for negative ones. Months and years keep the day of the month where there is
// one, and take the last day of a shorter month otherwise.
func (m Moment) shift(n int, unit Unit) clock.Day {
	d := m.Today
	switch unit {
	case Weeks:
		d += clock.Day(7 * n)
	case Months:
		d = d.AddMonths(n)
	case Years:
		d = d.AddMonths(12 * n)
	default:
		d += clock.Day(n)
	}
	return min(max(d, firstDay), lastDay)
}

// window gives the first and the last day of a window, nil for a side without bound.
func (m Moment) window(w Window) (from, to *clock.Day) {
	if w.Last > 0 {
		a, b := m.shift(-w.Last, w.Unit)+1, m.Today
		return &a, &b
	}
	if d, err := clock.ParseDay(w.From); err == nil {
		from = &d
	}
	if d, err := clock.ParseDay(w.To); err == nil {
		to = &d
	}
	return from, to
}

// start gives the first instant of a day, in microseconds since 1970. Where clocks skip midnight it is the instant to which they skip.
func (m Moment) start(d clock.Day) int64 {
	t := d.Start(m.Zone)
	if clock.DayOf(t, m.Zone) < d {
		if _, end := t.In(m.Zone).ZoneBounds(); !end.IsZero() {
			t = end
		}
	}
	return t.UnixMicro()
}

// bornBy gives the last day of birth of those who are n years old: today's date n years before. Who is born on 29 February is a year
// older on 28 February of years that have no 29th.
func (m Moment) bornBy(n int) clock.Day {
	d := m.shift(-n, Years)
	if monthDay(m.Today) == 228 && monthDay(m.Today+1) != leapDay && monthDay(d+1) == leapDay {
		return d + 1
	}
	return d
}

const leapDay = 229

// monthDays gives the anniversaries (100 × month + day) that fall on the days from a to b. Who was born on 29 February has the
// 28th where the year has no 29th.
func monthDays(a, b clock.Day) []int64 {
	out := []int64{}
	for d := a; d <= b && d < a+366; d++ {
		out = append(out, monthDay(d))
		if monthDay(d) == 228 && monthDay(d+1) != leapDay {
			out = append(out, leapDay)
		}
	}
	return out
}

// compareProducts compares a×b with c×d, exactly; b and d are not negative.
func compareProducts(a, b, c, d int64) int {
	switch {
	case a < 0 && c >= 0 && b != 0:
		return -1
	case a < 0 && c < 0:
		return -compareProducts(-a, b, -c, d)
	case a < 0:
		return compareProducts(0, 0, c, d)
	case c < 0 && d != 0:
		return 1
	case c < 0:
		c = 0
	}
	ahi, alo := bits.Mul64(uint64(a), uint64(b))
	chi, clo := bits.Mul64(uint64(c), uint64(d))
	switch {
	case ahi != chi && ahi < chi || ahi == chi && alo < clo:
		return -1
	case ahi == chi && alo == clo:
		return 0
	}
	return 1
}
