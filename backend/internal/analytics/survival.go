package analytics

import (
	"cmp"
	"math"
	"slices"
)

// Lifetime is Clients clients observed for Time (≥ 0, any unit): Ended when they were lost then, else still active when
// last seen (censored).
type Lifetime struct {
	Time    float64 `json:"time"`
	Ended   bool    `json:"ended"`
	Clients int64   `json:"clients"`
}

// SurvivalPoint is the share still active after Time, with its interval, and the numbers behind it.
type SurvivalPoint struct {
	Time   float64 `json:"time"`
	AtRisk int64   `json:"at_risk"`
	Lost   int64   `json:"lost"`
	Interval
}

// SurvivalCurve has one point per time at which somebody was lost. Median is the first time at which half or fewer are
// left; nil when the curve does not go that low.
type SurvivalCurve struct {
	Points  []SurvivalPoint `json:"points"`
	Median  *float64        `json:"median"`
	Clients int64           `json:"clients"`
	Lost    int64           `json:"lost"`
}

// Survival estimates how long clients stay, from those lost and those still here.
//
//	S(t) = Π over loss times tᵢ ≤ t of (1 − dᵢ/nᵢ),  Var ln S = Σ dᵢ / (nᵢ (nᵢ−dᵢ))   (Greenwood)
//
// with the interval on the log(−log S) scale, which stays within 0 and 1; where S is 0 the bounds are 0. Clients
// censored at a time still count at risk there. ErrInput for a negative or not finite time, negative clients, or a bad
// level. Source: Kaplan, Meier, JASA 53 (1958); Kalbfleisch, Prentice (1980) for the interval.
func Survival(lifetimes []Lifetime, level float64) (SurvivalCurve, error) {
	if err := checkLevel(level); err != nil {
		return SurvivalCurve{}, err
	}
	c := SurvivalCurve{Points: []SurvivalPoint{}}
	for i, l := range lifetimes {
		if !finite(l.Time) || l.Time < 0 || l.Clients < 0 {
			return SurvivalCurve{}, badInput("survival: row %d has time %v, %d clients", i, l.Time, l.Clients)
		}
		c.Clients += l.Clients
	}
	sorted := slices.Clone(lifetimes)
	slices.SortFunc(sorted, func(a, b Lifetime) int { return cmp.Compare(a.Time, b.Time) })
	z := normalQuantile(level)
	atRisk, alive, variance := c.Clients, 1.0, 0.0
	for lo := 0; lo < len(sorted); {
		var lost, gone int64
		hi := lo
		for hi < len(sorted) && sorted[hi].Time == sorted[lo].Time {
			gone += sorted[hi].Clients
			if sorted[hi].Ended {
				lost += sorted[hi].Clients
			}
			hi++
		}
		if lost > 0 {
			n, d := float64(atRisk), float64(lost)
			alive *= 1 - d/n
			variance += d / (n * (n - d))
			p := SurvivalPoint{Time: sorted[lo].Time, AtRisk: atRisk, Lost: lost, Interval: Interval{Estimate: alive}}
			if lost == atRisk {
				alive, p.Estimate = 0, 0
			} else {
				width := z * math.Sqrt(variance) / math.Log(alive)
				p.Low, p.High = math.Pow(alive, math.Exp(-width)), math.Pow(alive, math.Exp(width))
			}
			if c.Median == nil && p.Estimate <= 0.5 {
				c.Median = &p.Time
			}
			c.Points = append(c.Points, p)
			c.Lost += lost
		}
		atRisk -= gone
		lo = hi
	}
	return c, nil
}

// At is the estimate at a time: 1 before the first loss, the last point's after it.
func (c SurvivalCurve) At(time float64) float64 {
	share := 1.0
	for _, p := range c.Points {
		if p.Time > time {
			break
		}
		share = p.Estimate
	}
	return share
}
