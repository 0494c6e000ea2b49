package portfolio

import (
	"math"

	"clientele/internal/analytics"
)

// Where the margin rate comes from.
const (
	marginSet  = "set"
	marginBase = "base"
	marginNone = "none"
)

// marginRate is the share of revenue that is margin: as set, else that of the base's orders whose margin is known, else 1.
func marginRate(in *inputs) (rate float64, basis string) {
	if r := in.settings.MarginRate; r != nil {
		return *r, marginSet
	}
	if in.costedValue > 0 {
		return max(0, min(1, float64(in.costedMargin)/float64(in.costedValue))), marginBase
	}
	return 1, marginNone
}

// spending is what a base says of amounts. Spread is the standard error of the mean amount over clients, relative to it.
type spending struct {
	kept   *KeptLifetime
	fit    *analytics.SpendFit
	check  *analytics.SpendIndependence
	spread float64
}

// fitSpending fills Mean, Net and Spend: what a purchase day brings, and what is left of it after returns.
func fitSpending(k *KeptLifetime, figures []Figure, asOf int32) (spending, error) {
	out := spending{kept: k}
	var sold, kept, purchaseDays, buyers, mean, squares float64
	repeaters := 0
	for i := range figures {
		f := &figures[i].Fact
		if f.TotalDays < 1 {
			continue
		}
		if f.TotalDays > 1 && f.Repeat > 0 {
			repeaters++
		}
		gross := float64(f.TotalRevenue) + float64(f.Returns)
		sold, kept, purchaseDays = sold+gross, kept+float64(f.TotalRevenue), purchaseDays+float64(f.TotalDays)
		buyers++
		step := gross/float64(f.TotalDays) - mean
		mean += step / buyers
		squares += step * (gross/float64(f.TotalDays) - mean)
	}
	k.Net = 1
	if sold > 0 {
		k.Mean, k.Net = sold/purchaseDays, max(0, min(1, kept/sold))
	}
	if buyers > 1 && mean > 0 {
		out.spread = math.Sqrt(squares/(buyers-1)/buyers) / mean
	}
	if repeaters < leastSpenders {
		return out, nil
	}
	spends := make([]analytics.Spend, 0, repeaters)
	for i := range figures {
		f := &figures[i].Fact
		if h, ok := historyOf(f, asOf); ok && h.x > 0 && f.Repeat > 0 {
			spends = append(spends, analytics.Spend{X: int(h.x), Mean: float64(f.Repeat) / float64(h.x)})
		}
	}
	check, err := analytics.CheckSpendIndependence(spends)
	if err != nil {
		return out, err
	}
	out.check = &check
	if len(spends) < leastSpenders {
		return out, nil
	}
	fit, err := analytics.FitSpend(spends)
	if err != nil {
		return out, err
	}
	out.fit = &fit
	if fit.Converged {
		k.Spend = &fit.Model
	}
	return out, nil
}

// amount is what a purchase day of a client with x repeat days that brought repeat is expected to bring, before returns. Without a fitted
// model, or where it has no finite mean, the client's own mean counts x days and that of the base one.
func (k *KeptLifetime) amount(x int32, repeat int64) float64 {
	seen := analytics.Spend{}
	if x > 0 && repeat > 0 {
		seen = analytics.Spend{X: int(x), Mean: float64(repeat) / float64(x)}
	}
	if k.Spend != nil {
		if v, ok := k.Spend.Expected(seen); ok && !math.IsInf(v, 0) {
			return v
		}
	}
	return max(0, (float64(seen.X)*seen.Mean+k.Mean)/float64(seen.X+1))
}

// historic is a client's margin so far, from its revenue where no cost is known.
func (k *KeptLifetime) historic(f *Fact) int64 {
	if f.TotalKnown {
		return f.TotalMargin
	}
	return atMost(float64(f.TotalRevenue)*k.MarginRate, mostMoney)
}
