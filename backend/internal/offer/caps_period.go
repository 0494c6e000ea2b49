package offer

import (
	"math"
	"time"

	"clientele/internal/clock"
)

// When a rule's counter begins again: at the start of a calendar period in the organisation's time zone. Weeks begin on Monday.
const (
	ResetNever = "never"
	ResetHour  = "hour"
	ResetDay   = "day"
	ResetWeek  = "week"
	ResetMonth = "month"
	ResetYear  = "year"
)

// CapResets lists the choices.
var CapResets = []string{ResetNever, ResetHour, ResetDay, ResetWeek, ResetMonth, ResetYear}

// Period is the calendar period that holds an instant: Unix seconds, the end outside.
type Period struct{ Start, End int64 }

// forever is the period of a rule that never resets.
var forever = Period{0, math.MaxInt64 >> 1}

// PeriodOf gives the period of a kind that holds an instant. A day is as long as the clocks make it, 23 to 25 hours; the hour that clocks
// show twice is two hours.
func PeriodOf(resets string, t time.Time, zone *time.Location) Period {
	day := clock.DayOf(t, zone)
	switch resets {
	case ResetHour:
		l := t.In(zone)
		start := t.Unix() - int64(l.Minute())*60 - int64(l.Second())
		return Period{start, start + 3600}
	case ResetDay:
		return days(day, day+1, zone)
	case ResetWeek:
		monday := day - (day+3)%7 // day 0 was a Thursday
		return days(monday, monday+7, zone)
	case ResetMonth:
		y, m, _ := day.UTC().Date()
		return days(clock.Date(y, m, 1), clock.Date(y, m+1, 1), zone)
	case ResetYear:
		y := day.UTC().Year()
		return days(clock.Date(y, 1, 1), clock.Date(y+1, 1, 1), zone)
	}
	return forever
}

func days(from, to clock.Day, zone *time.Location) Period {
	return Period{firstSecond(from, zone), firstSecond(to, zone)}
}

// firstSecond gives the first instant of a day, also where clocks skip midnight.
func firstSecond(d clock.Day, zone *time.Location) int64 {
	t := d.Start(zone)
	for clock.DayOf(t, zone) < d {
		t = t.Add(15 * time.Minute)
	}
	for before := t.Add(-15 * time.Minute); clock.DayOf(before, zone) >= d; before = t.Add(-15 * time.Minute) {
		t = before
	}
	return t.Unix()
}

// periods is the period of each kind at one moment, in the order of CapResets. It holds until the first of them ends.
type periods struct {
	of   [6]Period
	from int64
	till int64
}

func periodsAt(now time.Time, zone *time.Location) *periods {
	p := &periods{till: math.MaxInt64, from: math.MinInt64}
	for i, r := range CapResets {
		p.of[i] = PeriodOf(r, now, zone)
		p.from, p.till = max(p.from, p.of[i].Start), min(p.till, p.of[i].End)
	}
	return p
}

func resetIndex(resets string) int {
	for i, r := range CapResets {
		if r == resets {
			return i
		}
	}
	return 0
}
