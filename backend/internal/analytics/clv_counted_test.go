package analytics

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A base grouped by the caller fits as the same base client by client.
func TestGroupCounted(t *testing.T) {
	clients := simulateBG(11, 3000, 0.6, 5, 0.8, 2)
	for i := range clients { // whole days, so that histories repeat
		c := &clients[i]
		c.Tx, c.T = math.Ceil(c.Tx), math.Ceil(c.T)
		if c.X > 0 {
			c.Tx = max(1, c.Tx)
		}
	}
	plain := grouped(t, clients)
	sorted := slices.Clone(clients)
	slices.SortFunc(sorted, ComparePurchases)
	var distinct []Purchases
	var counts []int32
	for i, p := range sorted {
		if i == 0 || p != sorted[i-1] {
			distinct, counts = append(distinct, p), append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	g, err := GroupCounted(distinct, counts)
	if err != nil {
		t.Fatal(err)
	}
	if g.Clients() != plain.Clients() || g.Distinct() != plain.Distinct() || g.Repeats() != plain.Repeats() || g.meanT != plain.meanT {
		t.Fatalf("got %d clients, %d histories, want %d and %d", g.Clients(), g.Distinct(), plain.Clients(), plain.Distinct())
	}
	a, err := FitLifetime(MBGNBDKind, plain)
	if err != nil {
		t.Fatal(err)
	}
	b, err := FitLifetime(MBGNBDKind, g)
	if err != nil || a.Model != b.Model {
		t.Errorf("got %+v %v, want %+v", b.Model, err, a.Model)
	}
	for name, bad := range map[string]func() (PurchaseGroups, error){
		"lengths":  func() (PurchaseGroups, error) { return GroupCounted(distinct, counts[1:]) },
		"order":    func() (PurchaseGroups, error) { return GroupCounted([]Purchases{{1, 1, 2}, {0, 0, 1}}, []int32{1, 1}) },
		"repeated": func() (PurchaseGroups, error) { return GroupCounted([]Purchases{{1, 1, 2}, {1, 1, 2}}, []int32{1, 1}) },
		"nobody":   func() (PurchaseGroups, error) { return GroupCounted([]Purchases{{1, 1, 2}}, []int32{0}) },
		"history":  func() (PurchaseGroups, error) { return GroupCounted([]Purchases{{1, 0, 2}}, []int32{1}) },
	} {
		if _, err := bad(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// Tracking by day is tracking by single times.
func TestTrackingByDay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	births, repeats := make([]int32, 100), make([]int32, 100)
	var bornAt, boughtAt []float64
	for range 300 {
		j := random.IntN(60)
		births[j]++
		bornAt = append(bornAt, float64(j)/7)
		j += 1 + random.IntN(39)
		repeats[j]++
		boughtAt = append(boughtAt, float64(j)/7)
	}
	for _, m := range someModels {
		want, err := Tracking(m, bornAt, boughtAt, 1, 14)
		if err != nil {
			t.Fatal(err)
		}
		got, err := TrackingByDay(m, births, repeats, 7, 7)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d points, %v", len(got), err)
		}
		for k := range want {
			near(t, "end", got[k].End, want[k].End*7, 1e-9)
			near(t, "expected", got[k].Expected, want[k].Expected, 1e-9)
			near(t, "actual", got[k].Actual, want[k].Actual, 0)
			near(t, "cumulated", got[k].CumulativeExpected, want[k].CumulativeExpected, 1e-9)
			near(t, "cumulated actual", got[k].CumulativeActual, want[k].CumulativeActual, 0)
		}
	}
	if _, err := TrackingByDay(someModels[0], births, repeats[1:], 7, 7); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// A norm of counted intervals is the norm of the intervals one by one.
func TestNormOfCounts(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for size := range 60 {
		var own, all IntervalCounts
		var ownDays, allDays []float64
		for range size {
			d := 1 + random.IntN(500)
			own.Add(int32(d))
			ownDays = append(ownDays, float64(d))
		}
		all.AddAll(own)
		allDays = append(allDays, ownDays...)
		for range random.IntN(40) {
			d := 1 + random.IntN(1000)
			all.Add(int32(d))
			allDays = append(allDays, float64(d))
		}
		for _, declared := range []float64{0, 365} {
			want, wantErr := RenewalNormOf(ownDays, allDays, declared)
			got, err := NormOfCounts(own, PoolIntervals(all), declared)
			if (err == nil) != (wantErr == nil) {
				t.Fatalf("%d intervals: %v, want %v", size, err, wantErr)
			}
			near(t, "days", got.Days, want.Days, 1e-9*want.Days)
			near(t, "spread", got.Spread, want.Spread, 1e-9)
			if got.Source != want.Source || got.Intervals != want.Intervals {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
	}
}
