package analytics

import (
	"math/bits"
	"slices"
)

// SharePoint is one point of a Lorenz or Pareto curve: the first ClientShare of the clients hold ValueShare of the value (0-1).
type SharePoint struct {
	ClientShare float64 `json:"client_share"`
	ValueShare  float64 `json:"value_share"`
}

// TopShare is the value held by the best Clients clients, in minor units and as a share of the total (0-1).
type TopShare struct {
	Clients int     `json:"clients"`
	Value   int64   `json:"value_minor"`
	Share   float64 `json:"share"`
}

// Concentration says how far a portfolio depends on few clients. All figures are over the clients with positive value.
type Concentration struct {
	Clients  int   `json:"clients"`      // clients with positive value
	Excluded int   `json:"excluded"`     // clients with zero or negative value
	Total    int64 `json:"total_minor"`  // sum of positive values
	Mean     int64 `json:"mean_minor"`   // Total / Clients, rounded down
	Median   int64 `json:"median_minor"` // lower median
	// Gini is (2 Σ i·x(i)) / (n Σ x) − (n+1)/n, x ascending: 0 equal, (n−1)/n all with one client.
	Gini float64 `json:"gini"`
	// Herfindahl is Σ share², between 1/n and 1; times 10,000 in points.
	Herfindahl float64 `json:"herfindahl"`
	// Equivalent is 1 / Herfindahl: the number of equal clients that would be as concentrated.
	Equivalent float64 `json:"equivalent_clients"`
	// Top are the shares of the best n clients, in the order asked.
	Top []TopShare `json:"top"`
	// Lorenz starts at (0,0) with the smallest clients, Pareto at (0,0) with the largest; both end at (1,1).
	Lorenz []SharePoint `json:"lorenz"`
	Pareto []SharePoint `json:"pareto"`
}

// DefaultTops are the top-n shares shown when nothing else is asked.
func DefaultTops() []int { return []int{1, 5, 10, 20} }

// Concentrate measures how a portfolio's value is spread. values are minor units, one per client; tops are positive
// numbers of clients; points (≥ 2) bounds the points of each curve, which always keeps both ends. With no client of
// positive value all figures are 0 and both curves empty. ErrInput for a bad argument, ErrOverflow when the sum does
// not fit. Time O(n log n); sums are exact.
// Sources: Lorenz (1905); Gini (1912); Hirschman (1945), Herfindahl (1950).
func Concentrate(values []int64, tops []int, points int) (Concentration, error) {
	if points < 2 {
		return Concentration{}, badInput("concentration: %d points, want 2 or more", points)
	}
	for _, n := range tops {
		if n < 1 {
			return Concentration{}, badInput("concentration: top %d, want 1 or more", n)
		}
	}
	sorted, total, _, err := positiveDescending(values)
	if err != nil {
		return Concentration{}, err
	}
	c := Concentration{Clients: len(sorted), Excluded: len(values) - len(sorted), Total: total}
	for _, n := range tops {
		c.Top = append(c.Top, TopShare{Clients: n})
	}
	if len(sorted) == 0 {
		return c, nil
	}
	c.Mean, c.Median = total/int64(len(sorted)), sorted[len(sorted)/2]
	for i, n := range tops {
		for _, v := range sorted[:min(n, len(sorted))] {
			c.Top[i].Value += v
		}
		c.Top[i].Share = float64(c.Top[i].Value) / float64(total)
	}
	for _, v := range sorted {
		share := float64(v) / float64(total)
		c.Herfindahl += share * share
	}
	c.Equivalent = 1 / c.Herfindahl
	c.Pareto = shareCurve(sorted, total, points)
	slices.Reverse(sorted)
	c.Lorenz = shareCurve(sorted, total, points)
	c.Gini = gini(sorted, total)
	return c, nil
}

// gini wants ascending positive values; the ranked sum is kept in 128 bits.
func gini(ascending []int64, total int64) float64 {
	var high, low uint64
	for i, v := range ascending {
		h, l := bits.Mul64(uint64(v), uint64(i+1))
		var carry uint64
		low, carry = bits.Add64(low, l, 0)
		high, _ = bits.Add64(high, h, carry)
	}
	n := float64(len(ascending))
	ranked := float64(high)*(1<<64) + float64(low)
	return max(0, 2*ranked/(n*float64(total))-(n+1)/n)
}

// shareCurve cumulates in the order given and keeps at most points points, evenly spaced in clients.
func shareCurve(ordered []int64, total int64, points int) []SharePoint {
	n := len(ordered)
	steps := min(points-1, n)
	curve := make([]SharePoint, 1, steps+1)
	var sum int64
	next := 1
	for i, v := range ordered {
		sum += v
		if i+1 == next*n/steps {
			curve = append(curve, SharePoint{float64(i+1) / float64(n), float64(sum) / float64(total)})
			next++
		}
	}
	return curve
}

// DependenceLimits are the shares of value (0-1) above which a portfolio depends too much on its first clients.
type DependenceLimits struct {
	First     float64 `json:"first"`
	FirstFive float64 `json:"first_five"`
}

// DefaultDependenceLimits: 10 % for the first client, 30 % for the first five.
func DefaultDependenceLimits() DependenceLimits {
	return DependenceLimits{First: 0.10, FirstFive: 0.30}
}

// DependenceAlarm says which limit is passed, by which share.
type DependenceAlarm struct {
	Code  string  `json:"code"` // first_client or first_five_clients
	Share float64 `json:"share"`
	Limit float64 `json:"limit"`
}

// DependenceAlarms compares the shares of the first client and of the first five with the limits; strictly above rings.
// ErrInput when a limit is not in (0, 1] or the top shares of 1 and 5 were not computed. No alarm with no value.
func (c Concentration) DependenceAlarms(limits DependenceLimits) ([]DependenceAlarm, error) {
	checks := []struct {
		code    string
		clients int
		limit   float64
	}{{"first_client", 1, limits.First}, {"first_five_clients", 5, limits.FirstFive}}
	alarms := []DependenceAlarm{}
	for _, check := range checks {
		if !(check.limit > 0 && check.limit <= 1) {
			return nil, badInput("dependence: limit %v of %s is not in (0, 1]", check.limit, check.code)
		}
		at := slices.IndexFunc(c.Top, func(t TopShare) bool { return t.Clients == check.clients })
		if at < 0 {
			return nil, badInput("dependence: the share of the first %d was not computed", check.clients)
		}
		if c.Top[at].Share > check.limit {
			alarms = append(alarms, DependenceAlarm{check.code, c.Top[at].Share, check.limit})
		}
	}
	return alarms, nil
}
