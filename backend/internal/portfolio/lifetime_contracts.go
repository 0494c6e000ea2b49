package portfolio

import (
	"math"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// leastRenewals is the number of decisions to renew or not from which a model of renewal stands alone. Below it the prior is added: contracts
// of which 3 in 4 renew first, then 4 in 5, then 5 in 6, which is sBG(1, 3).
const leastRenewals = 100

var priorCohort = analytics.SubscriptionCohort{Active: []int64{20, 15, 12, 10}}

// keptContracts fits the renewal of contracts, by months of their period.
func keptContracts(r Records) ([]KeptContract, error) {
	var months []int
	for _, c := range r.Cohorts {
		months = append(months, c.Months)
	}
	for _, subs := range r.Subscriptions {
		for _, s := range subs {
			months = append(months, s.Months)
		}
	}
	slices.Sort(months)
	out := []KeptContract{}
	for _, m := range slices.Compact(months) {
		if m < 1 {
			continue
		}
		var cohorts []analytics.SubscriptionCohort
		decisions := int64(0)
		for _, c := range r.Cohorts {
			if c.Months == m && len(c.Left) > 1 {
				cohorts = append(cohorts, analytics.SubscriptionCohort{Active: c.Left})
				for _, n := range c.Left[:len(c.Left)-1] {
					decisions += n
				}
			}
		}
		k := KeptContract{Months: m, Assumed: decisions < leastRenewals}
		if k.Assumed {
			cohorts = append(cohorts, priorCohort)
		}
		var err error
		if k.Fit, err = analytics.FitContract(cohorts); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// renewals is what a client's running contracts are expected to bring within the horizon: renewals, margin discounted, and its interval.
type renewals struct {
	running                    int
	expected, value, low, high float64
}

// renewals forecasts contracts. The next renewal is decided on its day, the others follow a period apart; what is paid already is past.
func (k *KeptLifetime) renewals(subs []SubscriptionFact, h horizon, asOf clock.Day) (renewals, error) {
	var out renewals
	for _, s := range subs {
		if !s.Active || s.Months < 1 {
			continue
		}
		out.running++
		wait := float64(max(0, s.Next-int32(asOf))) / weekDays
		period := float64(s.Months) * daysPerMonth / weekDays
		if s.Next == NoDay || wait > h.weeks {
			continue
		}
		periods := 1 + int((h.weeks-wait)/period+1e-9)
		fit := k.contract(s.Months)
		n := max(0, s.Renewals)
		expected, err := fit.ResidualPeriods(n, 0, periods)
		if err != nil {
			return out, err
		}
		each := math.Expm1(h.rate * period) // discount of one period
		discounted, err := fit.ResidualPeriods(n, each, periods)
		if err != nil {
			return out, err
		}
		margin := float64(s.Value) * k.MarginRate
		if s.MarginKnown {
			margin = float64(s.Margin)
		}
		margin *= math.Exp(-h.rate * wait)
		least, most := renewalBounds(fit, n, periods)
		out.expected += expected
		out.value += margin * discounted
		out.low += margin * annuity(least, each)
		out.high += margin * annuity(most, each)
	}
	return out, nil
}

// contract is the model of renewal for periods of so many months, the prior where none was fitted.
func (k *KeptLifetime) contract(months int) analytics.ContractFit {
	for _, c := range k.Contracts {
		if c.Months == months {
			return c.Fit
		}
	}
	return analytics.ContractFit{Alpha: 1, Beta: 3}
}

// renewalBounds are the numbers of renewals, of at most periods, that one contract reaches with 90 % and with 10 %.
func renewalBounds(f analytics.ContractFit, n, periods int) (least, most int) {
	survived := 1.0
	for k := 1; k <= periods; k++ {
		if survived *= f.Retention(n + k); survived >= (1+clientLevel)/2 {
			least = k
		}
		if survived <= (1-clientLevel)/2 {
			break
		}
		most = k
	}
	return least, most
}

// annuity is n payments of 1, one a period from now on.
func annuity(n int, d float64) float64 {
	total, each := 0.0, 1.0
	for range n {
		total += each
		each /= 1 + d
	}
	return total
}
