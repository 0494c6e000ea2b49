package analytics

import (
	"math"
	"slices"
)

// HoldoutClient is a client known at the end of the calibration and the number of purchase days it then made.
type HoldoutClient struct {
	Purchases
	Actual int `json:"actual"`
}

// HoldoutReport says how far a model can be trusted: fitted up to a date, it forecast the Length (in its time unit) after
// it. Bias is predicted/actual − 1 of the total (nil when nothing was bought), MAE and RMSE are per client, Rank is
// Spearman's correlation of forecast and purchases. ByRepeats compares means by x in the calibration.
//
// Trust sums up: too_few (under 30 purchases made, no verdict), good (bias within ±10 %, rank correlation 0.3 or more),
// fair (bias within ±25 %), else poor.
type HoldoutReport struct {
	Length    float64         `json:"length"`
	Clients   int             `json:"clients"`
	Predicted float64         `json:"predicted"`
	Actual    int64           `json:"actual"`
	Bias      *float64        `json:"bias"`
	MAE       float64         `json:"mae"`
	RMSE      float64         `json:"rmse"`
	Rank      Correlation     `json:"rank_correlation"`
	ByRepeats []HoldoutBucket `json:"by_repeats"`
	Trust     string          `json:"trust"`
}

// HoldoutBucket is the mean of forecast and purchases over the clients with Repeats repeats in the calibration; the last
// bucket holds Repeats or more.
type HoldoutBucket struct {
	Repeats   int     `json:"repeats"`
	Clients   int     `json:"clients"`
	Predicted float64 `json:"predicted"`
	Actual    float64 `json:"actual"`
}

// holdoutBuckets are x = 0..6 and 7 or more, as the papers plot them.
const holdoutBuckets = 8

// Holdout checks a model on the time after its calibration. ErrInput when there is no client, length is not positive, a
// history is not valid or an actual count is negative.
func Holdout(m LifetimeModel, clients []HoldoutClient, length float64) (HoldoutReport, error) {
	if len(clients) == 0 || !(length > 0) || !finite(length) {
		return HoldoutReport{}, badInput("holdout: %d clients over %v", len(clients), length)
	}
	r := HoldoutReport{Length: length, Clients: len(clients), ByRepeats: make([]HoldoutBucket, holdoutBuckets)}
	predicted, actual := make([]float64, len(clients)), make([]float64, len(clients))
	n := float64(len(clients))
	for i, c := range clients {
		if err := c.check(); err != nil || c.Actual < 0 {
			return HoldoutReport{}, badInput("holdout: row %d has x %d, tx %v, T %v, actual %d", i, c.X, c.Tx, c.T, c.Actual)
		}
		if i > 0 && c.Purchases == clients[i-1].Purchases { // grouped clients cost one forecast each history
			predicted[i] = predicted[i-1]
		} else {
			predicted[i] = Expected(m, c.Purchases, length)
		}
		actual[i] = float64(c.Actual)
		off := predicted[i] - actual[i]
		r.Predicted += predicted[i]
		r.Actual += int64(c.Actual)
		r.MAE += math.Abs(off) / n
		r.RMSE += off * off / n
		b := &r.ByRepeats[min(c.X, holdoutBuckets-1)]
		b.Clients++
		b.Predicted += predicted[i]
		b.Actual += actual[i]
	}
	r.RMSE = math.Sqrt(r.RMSE)
	for i := range r.ByRepeats {
		b := &r.ByRepeats[i]
		b.Repeats = i
		if b.Clients > 0 {
			b.Predicted /= float64(b.Clients)
			b.Actual /= float64(b.Clients)
		}
	}
	if r.Actual > 0 {
		bias := r.Predicted/float64(r.Actual) - 1
		r.Bias = &bias
	}
	rank, err := Spearman(predicted, actual, 0.95)
	r.Rank = rank
	r.Trust = r.trust()
	return r, err
}

func (r HoldoutReport) trust() string {
	switch {
	case r.Actual < 30 || r.Bias == nil:
		return "too_few"
	case math.Abs(*r.Bias) <= 0.1 && r.Rank.Estimate >= 0.3:
		return "good"
	case math.Abs(*r.Bias) <= 0.25:
		return "fair"
	}
	return "poor"
}

// TrackingPoint is one period of the tracking plot: repeat purchases expected and made in it, and cumulated to its end.
type TrackingPoint struct {
	End                float64 `json:"end"`
	Expected           float64 `json:"expected"`
	Actual             float64 `json:"actual"`
	CumulativeExpected float64 `json:"cumulative_expected"`
	CumulativeActual   float64 `json:"cumulative_actual"`
}

// Tracking compares repeat purchases of a cohort with the model, period by period from time 0.
//
//	expected to the end of period k = Σ over clients born before it of E[X(end − birth)]
//
// births are the times of first purchases, repeats those of repeat purchases, both in the model's unit from a common
// origin; period is the length of a period and periods their number. Birth rule: a client counts from the very time of
// its first purchase, within the period as well; purchases at a boundary belong to the period that ends there.
// ErrInput when a time is negative or not finite, period ≤ 0, or periods is not within 1 and 10,000.
func Tracking(m LifetimeModel, births, repeats []float64, period float64, periods int) ([]TrackingPoint, error) {
	if !(period > 0) || !finite(period) || periods < 1 || periods > 10_000 {
		return nil, badInput("tracking: %d periods of %v", periods, period)
	}
	for _, times := range [][]float64{births, repeats} {
		for i, at := range times {
			if !finite(at) || at < 0 {
				return nil, badInput("tracking: time %v of row %d", at, i)
			}
		}
	}
	points := make([]TrackingPoint, periods)
	for _, at := range repeats {
		if k := int(math.Ceil(at/period-1e-9)) - 1; k < periods {
			points[max(0, k)].Actual++
		}
	}
	type birth struct{ at, weight float64 }
	var distinct []birth
	sorted := slices.Clone(births)
	slices.Sort(sorted)
	for i, at := range sorted {
		if i == 0 || at != sorted[i-1] {
			distinct = append(distinct, birth{at: at})
		}
		distinct[len(distinct)-1].weight++
	}
	for k := range points {
		point := &points[k]
		point.End = float64(k+1) * period
		for _, b := range distinct {
			if b.at >= point.End {
				break
			}
			point.CumulativeExpected += b.weight * ExpectedNew(m, point.End-b.at)
		}
		point.Expected, point.CumulativeActual = point.CumulativeExpected, point.Actual
		if k > 0 {
			point.Expected -= points[k-1].CumulativeExpected
			point.CumulativeActual += points[k-1].CumulativeActual
		}
	}
	return points, nil
}
