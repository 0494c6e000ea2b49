package analytics

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func TestTypeOfPurchase(t *testing.T) {
	cases := []struct {
		name       string
		categories []CategoryAmount
		want       FRATType
	}{
		{"specialist", []CategoryAmount{{"tyres", 80}, {"oil", 20}}, FRATType{"tyres", 0.8, 0.68, 2, FRATSpecialist}},
		{"focused", []CategoryAmount{{"tyres", 50}, {"oil", 30}, {"parts", 20}}, FRATType{"tyres", 0.5, 0.38, 3, FRATFocused}},
		{"tie goes by name", []CategoryAmount{{"oil", 50}, {"brakes", 50}}, FRATType{"brakes", 0.5, 0.5, 2, FRATFocused}},
		{"summed", []CategoryAmount{{"oil", 30}, {"tyres", 40}, {"oil", 30}}, FRATType{"oil", 0.6, 0.52, 2, FRATFocused}},
		{"returned goods do not count", []CategoryAmount{{"oil", 10}, {"tyres", -40}}, FRATType{"oil", 1, 1, 1, FRATSpecialist}},
		{"no category counts in the total", []CategoryAmount{{"", 60}, {"oil", 40}}, FRATType{"oil", 0.4, 0.52, 1, FRATMixed}},
		{"nothing", nil, FRATType{Focus: FRATNone}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := TypeOfPurchase(c.categories, DefaultFRATCuts())
			if err != nil {
				t.Fatal(err)
			}
			near(t, "share", got.Share, c.want.Share, 1e-12)
			near(t, "spread", got.Spread, c.want.Spread, 1e-12)
			got.Share, got.Spread, c.want.Share, c.want.Spread = 0, 0, 0, 0
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
	if _, err := TypeOfPurchase(nil, FRATCuts{0.8, 0.5}); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
	if _, err := TypeOfPurchase([]CategoryAmount{{"a", math.MaxInt64}, {"b", 1}}, DefaultFRATCuts()); !errors.Is(err, ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
	if _, err := TypeOfPurchase([]CategoryAmount{{"a", math.MaxInt64}, {"a", 1}}, DefaultFRATCuts()); !errors.Is(err, ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
}

func ExampleTypeOfPurchase() {
	f, _ := TypeOfPurchase([]CategoryAmount{{"service", 90000}, {"tyres", 30000}}, DefaultFRATCuts())
	fmt.Println(f.Dominant, f.Share, f.Spread, f.Focus)
	// Output: service 0.75 0.625 focused
}
