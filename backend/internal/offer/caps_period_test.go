package offer_test

import (
	"testing"
	"time"

	"clientele/internal/offer"
)

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Skip(err)
	}
	return z
}

func TestPeriods(t *testing.T) {
	paris, beirut, kolkata := zoneOf(t, "Europe/Paris"), zoneOf(t, "Asia/Beirut"), zoneOf(t, "Asia/Kolkata")
	for _, c := range []struct {
		name, resets string
		zone         *time.Location
		at           string // UTC
		from, to     string // UTC
	}{
		{"a day", "day", paris, "2026-03-12T22:59:59Z", "2026-03-11T23:00:00Z", "2026-03-12T23:00:00Z"},
		{"the first second of a day", "day", paris, "2026-03-12T23:00:00Z", "2026-03-12T23:00:00Z", "2026-03-13T23:00:00Z"},
		{"the day of 23 hours", "day", paris, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"},
		{"the day of 25 hours", "day", paris, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"},
		{"a day that begins at one", "day", beirut, "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"},
		{"the day before it", "day", beirut, "2026-03-28T21:59:59Z", "2026-03-27T22:00:00Z", "2026-03-28T22:00:00Z"},
		{"two o'clock the first time", "hour", paris, "2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"},
		{"two o'clock the second time", "hour", paris, "2026-10-25T01:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"},
		{"an hour of a zone between hours", "hour", kolkata, "2026-01-01T00:29:59Z", "2025-12-31T23:30:00Z", "2026-01-01T00:30:00Z"},
		{"a week from its Sunday", "week", paris, "2026-03-15T22:59:59Z", "2026-03-08T23:00:00Z", "2026-03-15T23:00:00Z"},
		{"a week from its Monday", "week", paris, "2026-03-15T23:00:00Z", "2026-03-15T23:00:00Z", "2026-03-22T23:00:00Z"},
		{"the week of the change", "week", paris, "2026-03-29T21:59:59Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"},
		{"a week over the new year", "week", paris, "2026-12-31T12:00:00Z", "2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z"},
		{"a month", "month", paris, "2026-03-31T21:59:59Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"},
		{"the next month", "month", paris, "2026-03-31T22:00:00Z", "2026-03-31T22:00:00Z", "2026-04-30T22:00:00Z"},
		{"February of a leap year", "month", paris, "2028-02-29T12:00:00Z", "2028-01-31T23:00:00Z", "2028-02-29T23:00:00Z"},
		{"a year", "year", paris, "2026-12-31T22:59:59Z", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			instant := func(text string) int64 {
				v, err := time.Parse(time.RFC3339, text)
				if err != nil {
					t.Fatal(err)
				}
				return v.Unix()
			}
			got := offer.PeriodOf(c.resets, time.Unix(instant(c.at), 0), c.zone)
			if want := (offer.Period{Start: instant(c.from), End: instant(c.to)}); got != want {
				t.Errorf("%s to %s, want %s to %s", time.Unix(got.Start, 0).UTC(), time.Unix(got.End, 0).UTC(), c.from, c.to)
			}
		})
	}
}

// Periods of a kind follow each other without a gap, through every change of the clocks.
func TestPeriodsFollowEachOther(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "Asia/Beirut", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"} {
		zone := zoneOf(t, name)
		for _, resets := range []string{offer.ResetDay, offer.ResetWeek, offer.ResetMonth, offer.ResetYear} {
			at := time.Date(2016, 1, 1, 12, 0, 0, 0, zone)
			for p := offer.PeriodOf(resets, at, zone); p.Start < at.AddDate(4, 0, 0).Unix(); {
				next := offer.PeriodOf(resets, time.Unix(p.End, 0), zone)
				last := offer.PeriodOf(resets, time.Unix(p.End-1, 0), zone)
				if next.Start != p.End || last != p || next.End <= next.Start {
					t.Fatalf("%s of %s: after %v comes %v, its last second lies in %v", resets, name, p, next, last)
				}
				p = next
			}
		}
	}
}

func TestCodes(t *testing.T) {
	for text, want := range map[string]string{"abcd-2345": "ABCD2345", " Été 10 ": "ETE10", "": "", "--": "", "Straße": "STRASSE"} {
		if got := offer.FoldCode(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{"A\nB\n": 2, "code\nA\n\"B,C\"\n": 2, "\ufeffCode;client\nA;1\nB;2": 2, "": 0} {
		if got, err := offer.ReadCodes(text); err != nil || len(got) != want {
			t.Errorf("%q reads as %q, %v", text, got, err)
		}
	}
}
