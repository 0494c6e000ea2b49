package portfolio

import "clientele/internal/analytics"

// ABCReason is why a client has its class of value: the value lies from Lowest, the least value of the class. Better classes hold the
// cumulated share From of all positive value, and To together with this one.
type ABCReason struct {
	Class   analytics.ABCClass
	Value   int64
	Lowest  *int64 // nil for the last class and for none
	From    float64
	To      float64
	Next    analytics.ABCClass // the next better class; none where there is none
	NextAt  int64              // the least value of it
	Above   int                // clients in better classes
	Clients int                // clients in this class
}

// explainABC says why a value has its class among a run's.
func explainABC(value int64, r analytics.ABCResult) ABCReason {
	out := ABCReason{Class: r.Class(value), Value: value}
	for i, c := range r.Classes {
		if c.Class == analytics.ABCNone && out.Class != analytics.ABCNone {
			break
		}
		if c.Class == out.Class {
			out.Clients, out.To = c.Clients, out.From+c.ValueShare
			if last := i+1 >= len(r.Classes) || r.Classes[i+1].Class == analytics.ABCNone; !last && out.Class != analytics.ABCNone {
				lowest := c.Lowest
				out.Lowest = &lowest
			}
			break
		}
		out.Above, out.From = out.Above+c.Clients, out.From+c.ValueShare
		out.Next, out.NextAt = c.Class, c.Lowest
	}
	if out.Class == analytics.ABCNone {
		out.From, out.To, out.NextAt = 0, 0, 1
	}
	return out
}

// ScoreReason is why a score: the value lies between From and To, both within; nil where there is no bound.
type ScoreReason struct {
	Score    uint8
	Value    int64
	From, To *int64
}

// RFMReason is why a client has its scores and its group.
type RFMReason struct {
	Group                        analytics.RFMGroup
	Recency, Frequency, Monetary ScoreReason
}

// explainRFM says why a client has its scores by a run's boundaries.
func explainRFM(f *Figure, b analytics.RFMBoundaries, asOf int32) RFMReason {
	out := RFMReason{Group: f.Group.Name(), Recency: ScoreReason{Score: f.R, Value: int64(max(asOf-f.LastDay, 0))},
		Frequency: scoreReason(f.F, int64(f.RFMOrders), b.Frequency[:]), Monetary: scoreReason(f.M, f.Monetary, b.Monetary[:])}
	if s := int(f.R); s >= 1 {
		if s <= 4 {
			v := int64(b.Recency[s-1])
			out.Recency.From = &v
		}
		if s >= 2 {
			v := int64(b.Recency[s-2]) - 1
			out.Recency.To = &v
		}
	}
	return out
}

// scoreReason reads the range of a score on an axis whose bounds must be beaten from below.
func scoreReason[T int32 | int64](score uint8, value int64, bounds []T) ScoreReason {
	out := ScoreReason{Score: score, Value: value}
	if score >= 2 {
		v := int64(bounds[score-2]) + 1
		out.From = &v
	}
	if score >= 1 && score <= 4 {
		v := int64(bounds[score-1])
		out.To = &v
	}
	return out
}
