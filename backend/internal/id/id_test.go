package id_test

import (
	"sync"
	"testing"
	"time"

	"clientele/internal/id"
)

// TestNext: many at once never get the same id, each gets ever higher ones, and a clock that stands still or goes back changes nothing of it.
func TestNext(t *testing.T) {
	at := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	for name, now := range map[string]func() time.Time{
		"a clock that goes":         time.Now,
		"a clock that stands still": func() time.Time { return at },
	} {
		t.Run(name, func(t *testing.T) {
			const many, each = 8, 5000 // more than the sequence of a millisecond holds
			m := id.NewMaker(7, now)
			made := make([][]id.ID, many)
			var all sync.WaitGroup
			for i := range made {
				all.Go(func() {
					for range each {
						made[i] = append(made[i], m.Next())
					}
				})
			}
			all.Wait()
			seen := make(map[id.ID]bool, many*each)
			for _, own := range made {
				for i, v := range own {
					if seen[v] || i > 0 && v <= own[i-1] {
						t.Fatalf("%d is there twice or not higher than the one before", v)
					}
					seen[v] = true
				}
			}
		})
	}
	back := at
	m := id.NewMaker(7, func() time.Time { back = back.Add(-time.Second); return back })
	first := m.Next()
	if second := m.Next(); second <= first || first.Time().After(at) {
		t.Errorf("%d after %d while the clock goes back", second, first)
	}
}

func TestFill(t *testing.T) {
	now := time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	m := id.NewMaker(3, func() time.Time { return now })
	last := m.Next()
	for _, n := range []int{0, 1, 3, 5000} { // more than a millisecond holds
		all := make([]id.ID, n)
		m.Fill(all)
		for _, v := range all {
			if v <= last {
				t.Fatalf("%d after %d", v, last)
			}
			last = v
		}
	}
	if next := m.Next(); next <= last {
		t.Errorf("%d after %d", next, last)
	}
}
