package offer

import (
	"clientele/internal/clock"
	"clientele/internal/id"
)

// cost gives what one redemption costs the company in minor units: the offer's cost where it states one, else the discount of the variant,
// of the dearest one where it is not known which. known is false where a percent discount meets no amount.
func (o *Offer) cost(variant id.ID, amount *int64) (minor int64, known bool) {
	if o.CompanyCostMinor != nil {
		return *o.CompanyCostMinor, true
	}
	known = true
	for i := range o.Variants {
		v := &o.Variants[i]
		if variant != 0 && v.ID != variant {
			continue
		}
		c, ok := v.cost(amount)
		minor, known = max(minor, c), known && ok
	}
	return minor, known
}

// cost gives what a variant's discount takes off an amount; a discount never takes more than the amount. Half a unit is rounded up.
func (v *Variant) cost(amount *int64) (minor int64, known bool) {
	if v.DiscountValue == nil {
		return 0, true
	}
	switch {
	case v.DiscountKind == DiscountAmount && amount == nil:
		return *v.DiscountValue, true
	case v.DiscountKind == DiscountAmount:
		return min(*v.DiscountValue, *amount), true
	case v.DiscountKind == DiscountPercent && amount != nil:
		whole, rest := *amount/10_000, *amount%10_000
		return whole**v.DiscountValue + (rest**v.DiscountValue+5_000)/10_000, true
	}
	return 0, v.DiscountKind == DiscountNone
}

// leastCost gives the least that a redemption can be known to cost, 0 where nothing is known.
func (e *entry) leastCost() int64 {
	if e.CompanyCostMinor != nil {
		return *e.CompanyCostMinor
	}
	least := int64(-1)
	for i := range e.variants {
		c, known := e.variants[i].Variant.cost(nil)
		if !known || e.variants[i].DiscountKind != DiscountAmount {
			return 0
		}
		if least < 0 || c < least {
			least = c
		}
	}
	return max(least, 0)
}

// SpentDay is what an offer's redemptions of one day cost.
type SpentDay struct {
	Day         clock.Day
	SpentMinor  int64
	Redemptions int64
}

// Budget is how an offer's budget stands. Reserved is what the codes that clients hold would cost. Burn is the mean cost per day over the
// days since the offer was first redeemed, at most BurnDays.
type Budget struct {
	Offer         Offer
	Tally         Tally
	ReservedMinor int64
	CostMinor     *int64 // of one redemption; nil where it depends on the amount
	BurnMinor     float64
	Days          []SpentDay // of the last BurnDays that had redemptions, in order
	Today         clock.Day
}

// BurnDays is how many days, up to today, the burn of a budget looks at.
const BurnDays = 30

// Left gives what is left of the budget; false where the offer has none.
func (b Budget) Left() (int64, bool) {
	if b.Offer.BudgetMinor == nil {
		return 0, false
	}
	return max(0, *b.Offer.BudgetMinor-b.Tally.SpentMinor), true
}

// LastDay gives the day on which the budget runs out if it burns on as it does; false where it does not burn or has no budget.
func (b Budget) LastDay() (clock.Day, bool) {
	left, ok := b.Left()
	if !ok || b.BurnMinor <= 0 || float64(left)/b.BurnMinor > 36_500 {
		return 0, false
	}
	return b.Today + clock.Day(float64(left)/b.BurnMinor), true
}
