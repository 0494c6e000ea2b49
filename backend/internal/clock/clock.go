// Package clock holds time as the product means it: an injectable now, and calendar days in the organisation's time zone.
package clock

import (
	"fmt"
	"time"
)

// Clock tells the time; tests hand in a fixed one.
type Clock interface{ Now() time.Time }

// System is the machine's clock, in UTC with microseconds, which is what every database keeps.
type System struct{}

// Now gives the present instant.
func (System) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed is a clock that stands still at its instant.
type Fixed time.Time

// Now gives the fixed instant.
func (f Fixed) Now() time.Time { return time.Time(f).UTC().Truncate(time.Microsecond) }

// Day is a calendar day: whole days since 1970-01-01, in the organisation's time zone.
type Day int32

// DayOf gives the calendar day of an instant in a time zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Date(y, m, d)
}

// Date gives the day of a year, month and day of month, normalised as time.Date does.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads "2006-01-02".
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("not a day (want 2006-01-02): %q", text)
	}
	y := t.Year()
	if y < 1800 || y > 2999 {
		return 0, fmt.Errorf("year out of range: %q", text)
	}
	return Date(t.Date()), nil
}

// UTC gives midnight UTC of the day, for calendar arithmetic.
func (d Day) UTC() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Start gives the instant at which the day begins in a time zone.
func (d Day) Start(zone *time.Location) time.Time {
	y, m, dd := d.UTC().Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, zone).UTC()
}

// String gives "2006-01-02".
func (d Day) String() string { return d.UTC().Format(time.DateOnly) }

// Month gives "2006-01".
func (d Day) Month() string { return d.UTC().Format("2006-01") }

// AddMonths moves by calendar months; the 31st becomes the last day of a shorter month.
func (d Day) AddMonths(n int) Day {
	y, m, dd := d.UTC().Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	if dd > last {
		dd = last
	}
	return Date(first.Year(), first.Month(), dd)
}

// MarshalText gives "2006-01-02".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "2006-01-02".
func (d *Day) UnmarshalText(text []byte) error {
	v, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
