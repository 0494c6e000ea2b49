package analytics

import (
	"cmp"
	"slices"
)

// CategoryAmount is what one client bought of one product category in the window: net value in minor units (or a count,
// when the setting says so; the same for all clients).
type CategoryAmount struct {
	Category string `json:"category"`
	Amount   int64  `json:"amount"`
}

// FRATFocus says how concentrated a client's purchases are over categories.
type FRATFocus string

// The focus codes.
const (
	FRATNone       FRATFocus = "none"       // nothing with a positive amount
	FRATSpecialist FRATFocus = "specialist" // dominant share at or above the upper cut
	FRATFocused    FRATFocus = "focused"    // at or above the lower cut
	FRATMixed      FRATFocus = "mixed"
)

// FRATCuts are the shares (0-1) of the dominant category from which a client is focused and a specialist.
type FRATCuts struct {
	Focused    float64 `json:"focused"`
	Specialist float64 `json:"specialist"`
}

// DefaultFRATCuts are 50 % and 80 %.
func DefaultFRATCuts() FRATCuts { return FRATCuts{Focused: 0.5, Specialist: 0.8} }

// FRATType is the T of FRAT: frequency, recency and amount come from RFMScores.
type FRATType struct {
	Dominant string    `json:"dominant"` // category with the largest amount; the first by name among equals; empty for none
	Share    float64   `json:"share"`    // of the dominant category in the positive amounts, 0-1
	Spread   float64   `json:"spread"`   // Herfindahl index of the shares, 1 for one category only
	Breadth  int       `json:"breadth"`  // number of categories with a positive amount
	Focus    FRATFocus `json:"focus"`
}

// TypeOfPurchase finds a client's dominant category and how concentrated the purchases are.
//
//	share = largest amount / Σ positive amounts;  spread = Σ (amount / Σ)²
//
// Categories with zero or negative net amounts (returned goods) do not count; a category may stand twice and is summed.
// A purchase without a category comes as the empty name and counts in the total, never as dominant. ErrInput when the cuts
// do not satisfy 0 < focused ≤ specialist ≤ 1, ErrOverflow when a sum does not fit.
// Source: Kestnbaum's FRAT formula (direct mail, 1960s) as told by Hughes (1994).
func TypeOfPurchase(categories []CategoryAmount, cuts FRATCuts) (FRATType, error) {
	if !(cuts.Focused > 0 && cuts.Focused <= cuts.Specialist && cuts.Specialist <= 1) {
		return FRATType{}, badInput("frat: cuts %v and %v", cuts.Focused, cuts.Specialist)
	}
	merged := slices.Clone(categories)
	slices.SortFunc(merged, func(a, b CategoryAmount) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Amount, b.Amount))
	})
	kept := merged[:0]
	for i, c := range merged {
		if len(kept) > 0 && kept[len(kept)-1].Category == c.Category {
			last := &kept[len(kept)-1]
			if last.Amount > 0 && c.Amount > 0 && last.Amount+c.Amount < 0 || last.Amount < 0 && c.Amount < 0 && last.Amount+c.Amount >= 0 {
				return FRATType{}, overflowAt(i)
			}
			last.Amount += c.Amount
			continue
		}
		kept = append(kept, c)
	}
	var total, largest int64
	t := FRATType{Focus: FRATNone}
	for i, c := range kept {
		if c.Amount <= 0 {
			continue
		}
		if total += c.Amount; total < 0 {
			return FRATType{}, overflowAt(i)
		}
		if c.Category == "" {
			continue
		}
		t.Breadth++
		if c.Amount > largest {
			t.Dominant, largest = c.Category, c.Amount
		}
	}
	if largest == 0 {
		return t, nil
	}
	for _, c := range kept {
		if c.Amount > 0 {
			share := float64(c.Amount) / float64(total)
			t.Spread += share * share
		}
	}
	t.Share = float64(largest) / float64(total)
	switch {
	case t.Share >= cuts.Specialist:
		t.Focus = FRATSpecialist
	case t.Share >= cuts.Focused:
		t.Focus = FRATFocused
	default:
		t.Focus = FRATMixed
	}
	return t, nil
}
